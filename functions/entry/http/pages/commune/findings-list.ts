/** Findings in words a clerk understands, root causes first, each with its place and what to type. */
import { html } from 'hono/html';
import type { Form } from '../../../../domain/form/form.ts';
import type { CellPlace, Finding } from '../../../../domain/submission/findings.ts';
import { MARK } from '../../../../domain/template/verdicts.ts';
import type { Html } from '../frame.ts';
import type { Result } from './result.ts';

/** All findings of a result: errors, warnings, blanks in one entry; what needs no work on request. */
export function findingsList(form: Form, result: Result): Html {
  const { errors, warnings, explained, blanks, notes } = result;
  if (result.receipt.findings.length === 0) return html``;
  return html`<section class="card findings" aria-labelledby="phat-hien">
<h2 id="phat-hien">Kết quả kiểm tra từng ô</h2>
${group('Lỗi phải sửa', errors.map(errorEntry))}
${group('Cảnh báo cần xem lại', warnings.map(warningEntry))}
${blanks.length > 0 ? blankEntry(form, blanks) : ''}
${explained.length > 0 ? explainedEntry(explained) : ''}
${notes.length > 0 ? noteEntry(notes) : ''}
</section>`;
}

const group = (title: string, entries: readonly Html[]): Html =>
  entries.length === 0
    ? html``
    : html`<h3>${title} (${entries.length})</h3>
<ol class="finding-list">${entries}</ol>`;

const errorEntry = (finding: Finding): Html => entry('error', finding);
const warningEntry = (finding: Finding): Html => entry('warning', finding);

const explainedEntry = (explained: readonly Finding[]): Html => html`<details class="finding-more">
<summary>${MARK.good} Cảnh báo đã có giải trình (${explained.length})</summary>
<ol class="finding-list">${explained.map(warningEntry)}</ol>
</details>`;

const SIGN = { error: MARK.error, warning: MARK.warning } as const;

function entry(severity: 'error' | 'warning', { cells, sentence, proposed, explanation }: Finding): Html {
  return html`<li class="finding ${severity}">
<p class="place"><span class="mark" aria-hidden="true">${SIGN[severity]}</span> ${placeOf(cells)}</p>
<p>${sentence}</p>
${proposed ? html`<p>Đề nghị ghi: <strong class="proposed">${proposed}</strong></p>` : ''}
${explanation ? html`<p class="explanation">Đã giải trình: ${explanation}</p>` : ''}
</li>`;
}

const MOST_CELLS = 8;

/** "Trang “3. TTHC”, ô E12, E14"; sheet by sheet, a long list cut short. */
function placeOf(cells: readonly CellPlace[]): string {
  if (cells.length === 0) return 'Cả tệp';
  const sheets = Map.groupBy(cells, ({ sheet }) => sheet);
  return [...sheets].map(([sheet, own]) => `Trang “${sheet}”, ô ${addresses(own)}`).join('; ');
}

function addresses(cells: readonly CellPlace[]): string {
  const shown = cells.slice(0, MOST_CELLS).map(({ address }) => address);
  const rest = cells.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` và ${rest} ô khác` : ''}`;
}

function blankEntry(form: Form, blanks: readonly Finding[]): Html {
  return html`<details class="finding-more">
<summary>${MARK.blank} ${blanks.length} chỉ tiêu còn để trống</summary>
<p>Hãy điền; nếu trong kỳ không có việc nào thì chọn “Không phát sinh”, nếu không thuộc nhiệm vụ của đơn vị thì chọn “Không áp dụng”.</p>
<div class="table-frame stack"><table>
<thead><tr><th scope="col">Trang</th><th scope="col">Ô</th><th scope="col">Chỉ tiêu</th></tr></thead>
<tbody>
${blanks.map((blank) => blankRow(form, blank))}
</tbody></table></div>
</details>`;
}

function blankRow(form: Form, { cells, indicators }: Finding): Html {
  const [cell] = cells;
  const names = indicators.flatMap((key) => {
    const indicator = form.byKey.get(key);
    return indicator ? [`${indicator.code} ${indicator.label}`] : [];
  });
  return html`<tr><td data-label="Trang">${cell?.sheet ?? ''}</td><td data-label="Ô">${cells.map(({ address }) => address).join(', ')}</td><td data-label="Chỉ tiêu">${names.join('; ')}</td></tr>`;
}

const noteEntry = (notes: readonly Finding[]): Html => html`<details class="finding-more">
<summary>Ghi nhận khi đọc tệp (${notes.length}), không phải sửa</summary>
<ul>${notes.map(({ sentence }) => html`<li>${sentence}</li>`)}</ul>
</details>`;
