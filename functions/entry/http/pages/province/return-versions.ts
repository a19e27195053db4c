/** The versions of a return to switch between, and the files of the one shown. */
import { html } from 'hono/html';
import type { Channel, VersionEntry } from '../../../../domain/register/commune-record.ts';
import { formatInstant } from '../../../../domain/text/instant.ts';
import type { ReturnView } from '../../../../use-cases/register/read-return.ts';
import { paths } from '../../paths.ts';
import type { Html } from '../frame.ts';
import { stateBadge } from '../state-badge.ts';

const CHANNELS: Readonly<Record<Channel, string>> = {
  web: 'qua trang web',
  folder: 'qua thư mục dùng chung',
  bucket: 'qua kho tệp',
  drive: 'qua Google Drive',
};

/** Gives the versions, latest first. */
export function returnVersions(view: ReturnView): Html {
  const versions = [...view.record.versions].reverse();
  if (versions.length === 0) return html``;
  return html`<section class="card" aria-labelledby="phien-ban"><h2 id="phien-ban">Các bản đã gửi</h2>
<ol class="versions" reversed>${versions.map((entry) => versionLine(view, entry))}</ol></section>`;
}

function versionLine({ round, row, shown, record }: ReturnView, entry: VersionEntry): Html {
  const { version, receivedAt, file, channel, state, late } = entry;
  const isShown = shown?.entry.version === version;
  const marks = [
    row.inForce?.version === version && 'đang được tính',
    record.approvedVersion === version && 'đã duyệt',
    late && 'gửi muộn',
  ].filter(Boolean);
  const link = html`<a href="${paths.returnVersion(round.round.id, row.commune.code, version)}"${isShown ? html` aria-current="page"` : ''}>Bản ${version}</a>`;
  return html`<li${isShown ? html` class="current"` : ''}><p><strong>${link}</strong> ${stateBadge(state)}</p>
<p class="small-text">${formatInstant(receivedAt)} ${CHANNELS[channel]} · ${counts(entry)}</p>
<p class="small-text soft">Tệp ${file}</p>
${marks.length > 0 ? html`<p class="small-text"><strong>${marks.join(' · ')}</strong></p>` : ''}</li>`;
}

const counts = ({ errors, warnings, blanks = 0, explained }: VersionEntry): string =>
  [
    `${errors} lỗi`,
    `${warnings - blanks} cảnh báo`,
    ...(blanks > 0 ? [`${blanks} ô để trống`] : []),
    ...(explained > 0 ? [`${explained} đã giải trình`] : []),
  ].join(', ');
