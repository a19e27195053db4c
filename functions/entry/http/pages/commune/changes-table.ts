/** What changed since the version before. */
import { html } from 'hono/html';
import type { Change, Receipt } from '../../../../domain/submission/receipt.ts';
import type { Html } from '../frame.ts';

/** The changes of a stored version as a table; nothing for a first version. */
export function changesTable({ kept }: Receipt): Html {
  if (!kept || kept.version === 1) return html``;
  const before = kept.version - 1;
  const title = html`<h2 id="thay-doi">Thay đổi của bản ${kept.version} so với bản ${before}</h2>`;
  if (kept.changes.length === 0)
    return html`<section class="card" aria-labelledby="thay-doi">${title}<p>Không có số liệu nào thay đổi.</p></section>`;
  return html`<section class="card" aria-labelledby="thay-doi">
${title}
<div class="table-frame stack"><table>
<thead><tr><th scope="col">Mã số</th><th scope="col">Chỉ tiêu</th><th scope="col">Bản ${before}</th><th scope="col">Bản ${kept.version}</th></tr></thead>
<tbody>
${kept.changes.map((change) => changeRow(change, before))}
</tbody></table></div>
</section>`;
}

const changeRow = ({ code, label, before, after }: Change, version: number): Html => html`<tr>
<td data-label="Mã số">${code}</td><th scope="row" data-label="Chỉ tiêu">${label}</th>
<td data-label="Bản ${version}">${typed(before)}</td><td data-label="Bản ${version + 1}"><strong>${typed(after)}</strong></td>
</tr>`;

const typed = (text: string): Html => (text === '' ? html`<span class="soft">(để trống)</span>` : html`${text}`);
