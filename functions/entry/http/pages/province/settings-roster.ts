/** Who should send: the roster as it stands, and how it is replaced. */
import { html } from 'hono/html';
import { communeTitle, UNIT_TYPES } from '../../../../domain/round/commune.ts';
import type { RosterFault } from '../../../../domain/round/read-roster.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';
import { csrfField, tableFrame } from './page-parts.ts';
import type { SettingsPageView } from './settings-page.ts';

/** Gives the roster, and with the right to manage the form that replaces it. */
export function rosterCard(view: SettingsPageView, isManaged: boolean): Html {
  const { roster, rosterFaults = [] } = view;
  const byType = UNIT_TYPES.map((type) => [roster.filter((commune) => commune.type === type).length, type] as const);
  const parts = byType.filter(([count]) => count > 0).map(([count, type]) => `${formatNumber(count)} ${type}`);
  const total =
    roster.length === 0 ? 'Chưa có danh sách.' : `${formatNumber(roster.length)} đơn vị: ${parts.join(', ')}.`;
  return html`<section class="card" aria-labelledby="don-vi"><h2 id="don-vi">Danh sách đơn vị</h2><p>${total}</p>
${faults(rosterFaults)}${isManaged ? upload(view) : ''}${roster.length > 0 ? list(view) : ''}</section>`;
}

function faults(found: readonly RosterFault[]): Html {
  if (found.length === 0) return html``;
  return html`<div class="alert warning" role="alert"><span class="mark" aria-hidden="true">⚠</span>
<p class="alert-title">Có ${formatNumber(found.length)} dòng của tệp không dùng được; các dòng khác đã được nhận.</p>
<ul>${found.map(({ row, sentence }) => html`<li>Dòng ${row}: ${sentence}</li>`)}</ul></div>`;
}

function upload({ person, record, roster }: SettingsPageView): Html {
  return html`<form method="post" action="${paths.roster(record.round.id)}" enctype="multipart/form-data">${csrfField(person)}
<div class="field"><label for="ds-tep">${roster.length > 0 ? 'Thay bằng danh sách khác' : 'Tệp danh sách'}</label>
<p class="hint" id="ds-ghi">Tệp Excel (.xlsx) hoặc CSV, dòng đầu có các cột: mã, tên, loại (xã, phường, đặc khu). ${roster.length > 0 ? 'Danh sách mới thay toàn bộ danh sách đang dùng; phiếu đã gửi vẫn được giữ.' : ''}</p>
<input id="ds-tep" name="tep" type="file" accept=".csv,.xlsx" required aria-describedby="ds-ghi"></div>
<p><button class="button" type="submit">Tải danh sách lên</button></p></form>`;
}

function list({ record, roster, linked }: SettingsPageView): Html {
  const table = html`<table><caption class="visually-hidden">Các đơn vị phải gửi phiếu</caption><thead><tr><th scope="col">Mã</th><th scope="col">Đơn vị</th><th scope="col">Đường dẫn</th></tr></thead>
<tbody>${roster.map(
    (commune) =>
      html`<tr><td>${commune.code}</td><th scope="row"><a href="${paths.return(record.round.id, commune.code)}">${communeTitle(commune)}</a></th><td>${linked.has(commune.code) ? '✓ đã cấp' : 'chưa cấp'}</td></tr>
`,
  )}</tbody></table>`;
  return html`<details><summary>Xem danh sách</summary>${tableFrame('Bảng các đơn vị phải gửi phiếu', table)}</details>`;
}
