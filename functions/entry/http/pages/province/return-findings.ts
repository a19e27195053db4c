/** What was found in the version shown, gravest first, with what the commune explained. */
import { html } from 'hono/html';
import type { Form } from '../../../../domain/form/form.ts';
import { type Finding, groupFindings, printCells } from '../../../../domain/submission/findings.ts';
import { labelUnderHeading } from '../../../../domain/summary/wording.ts';
import type { ShownVersion } from '../../../../use-cases/register/read-return.ts';
import type { Html } from '../frame.ts';
import { alert } from './page-parts.ts';

/** Gives errors, warnings that nobody explained, blanks, warnings explained, notes. */
export function returnFindings(form: Form, { submission }: ShownVersion): Html {
  const { errors, warnings, blanks, explained, notes } = groupFindings(submission.findings);
  const none =
    errors.length + warnings.length + blanks.length + explained.length === 0
      ? alert('good', 'Không có lỗi, không có cảnh báo.')
      : '';
  return html`<section aria-labelledby="phat-hien"><h2 id="phat-hien">Kết quả kiểm tra</h2>${none}
${group('error', '✗ Lỗi phải sửa', errors, true)}
${group('warning', '⚠ Cảnh báo chưa giải trình', warnings, warnings.length <= FEW)}
${blankList(form, blanks)}${group('warning', '⚠ Cảnh báo đã giải trình', explained, explained.length <= FEW)}
${group('info', 'Ghi chú', notes, false)}</section>`;
}

/** Blanks say all the same: they are one entry, with the indicators by name. */
function blankList(form: Form, blank: readonly Finding[]): Html {
  if (blank.length === 0) return html``;
  const named = blank.flatMap(({ indicators }) => indicators.map((key) => form.byKey.get(key)));
  return html`<details class="found warning"><summary>⚠ Chỉ tiêu còn để trống (${blank.length})</summary><ul class="blank-list">${named.map(
    (indicator) => html`<li>${indicator?.code} ${indicator && labelUnderHeading(indicator, form)}</li>`,
  )}</ul></details>`;
}

const FEW = 8;

function group(tone: string, title: string, found: readonly Finding[], isOpen: boolean): Html {
  if (found.length === 0) return html``;
  return html`<details class="found ${tone}"${isOpen ? html` open` : ''}><summary>${title} (${found.length})</summary><ul>${found.map(
    ({ sentence, cells, proposed, explanation, outdated }) => html`<li><p>${sentence}</p>
${cells.length > 0 ? html`<p class="soft small-text">Ô ${printCells(cells)}</p>` : ''}
${proposed === undefined ? '' : html`<p class="small-text">Đề nghị ghi: <strong>${proposed}</strong></p>`}
${explanation === undefined ? '' : html`<p class="said">Giải trình: ${explanation}</p>`}
${outdated === undefined ? '' : html`<p class="said">Giải trình cũ, viết cho số liệu trước đây: ${outdated}</p>`}</li>`,
  )}</ul></details>`;
}
