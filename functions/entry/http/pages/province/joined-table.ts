/** A table whose rows are the communes' own, joined. */
import { html } from 'hono/html';
import type { JoinedTable } from '../../../../domain/aggregate/province-figures.ts';
import type { Table } from '../../../../domain/form/form.ts';
import { communeTitle } from '../../../../domain/round/commune.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import type { Html } from '../frame.ts';
import { tableFrame } from './page-parts.ts';

/** A page shows this many rows; all of them stand in the summary workbook. */
const MOST_ROWS = 300;

/** Gives the joined rows, folded away. */
export function joinedTable({ code, label, columns }: Table, joined: JoinedTable | undefined): Html {
  const rows = joined?.rows ?? [];
  if (rows.length === 0) return html`<p class="soft">${code} ${label}: chưa đơn vị nào kê khai.</p>`;
  const more = rows.length - MOST_ROWS;
  return html`<details><summary>${code} ${label}: ${formatNumber(rows.length)} dòng do các đơn vị kê khai</summary>
${tableFrame(
  `${code} ${label}`,
  html`<table><caption class="visually-hidden">${code} ${label}</caption><thead><tr><th scope="col">Đơn vị</th>${columns.map((column) => html`<th scope="col">${column.label}</th>`)}</tr></thead>
<tbody>${rows
    .slice(0, MOST_ROWS)
    .map(
      ({ commune, cells }) =>
        html`<tr><th scope="row">${communeTitle(commune)}</th>${cells.map(({ typed }) => html`<td>${typed}</td>`)}</tr>`,
    )}</tbody></table>`,
)}${more > 0 ? html`<p class="soft">Còn ${formatNumber(more)} dòng, xem trang Bảng kê của bảng tổng hợp.</p>` : ''}</details>`;
}
