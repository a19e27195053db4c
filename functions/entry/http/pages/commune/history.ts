/** Everything a commune sent in the round, the newest first. */
import { html } from 'hono/html';
import type { Channel, VersionEntry } from '../../../../domain/register/commune-record.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import type { ReturnView } from '../../../../use-cases/register/read-return.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';
import { badge, stateBadge } from '../state-badge.ts';

/** The list of versions; nothing while there is none. `shown` is the one on the page. */
export function history(token: string, view: ReturnView, shown: number | undefined): Html {
  const { versions } = view.record;
  if (versions.length === 0) return html``;
  return html`<section class="card" aria-labelledby="da-gui">
<h2 id="da-gui">Các bản đã gửi</h2>
<div class="table-frame stack"><table>
<thead><tr><th scope="col">Bản</th><th scope="col">Nhận lúc</th><th scope="col">Tệp</th><th scope="col">Kết quả</th><th scope="col" class="number">Lỗi</th><th scope="col" class="number">Cảnh báo</th><th scope="col" class="number">Để trống</th><th scope="col">Xem, tải</th></tr></thead>
<tbody>
${versions.toReversed().map((entry) => row(token, view, entry, shown))}
</tbody></table></div>
</section>`;
}

const CHANNELS: Readonly<Record<Channel, string>> = {
  web: '',
  folder: 'qua thư mục nhận tệp',
  bucket: 'qua kho tệp',
  drive: 'qua Google Drive',
};

function row(token: string, view: ReturnView, entry: VersionEntry, shown: number | undefined): Html {
  const { version, receivedAt, channel, file, state, errors, warnings, blanks = 0, late } = entry;
  const isShown = version === shown;
  return html`<tr${isShown ? html` class="current"` : ''}>
<th scope="row" data-label="Bản">${version}</th>
<td data-label="Nhận lúc"><span class="nowrap">${formatInstant(receivedAt)}</span>${CHANNELS[channel] ? html` <span class="soft small-text">${CHANNELS[channel]}</span>` : ''}</td>
<td data-label="Tệp" class="file-name">${file}</td>
<td data-label="Kết quả"><span class="badges">${stateBadge(state)} ${late ? badge('warning', '⏰', 'Muộn') : ''} ${version === view.row.inForce?.version ? badge('info', '●', 'Đang dùng') : ''} ${reviewBadge(view, version)}</span></td>
<td data-label="Lỗi" class="number">${errors}</td>
<td data-label="Cảnh báo" class="number">${warnings - blanks}</td>
<td data-label="Để trống" class="number">${blanks}</td>
<td data-label="Xem, tải">${isShown ? 'Đang xem' : html`<a href="${paths.communeVersion(token, version)}">Xem<span class="visually-hidden"> bản ${version}</span></a>`} · <a class="nowrap" href="${paths.communeAnnotated(token, version)}">Tệp kết quả<span class="visually-hidden"> bản ${version}</span></a></td>
</tr>`;
}

function reviewBadge({ record }: ReturnView, version: number): Html | '' {
  const { review, approvedVersion } = record;
  if (review?.version === version && review.outcome === 'returned') return badge('error', '↩', 'Tỉnh trả lại');
  return approvedVersion === version ? badge('good', '✓', 'Tỉnh đã duyệt') : '';
}
