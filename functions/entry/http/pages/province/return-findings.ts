/** What was found in the version shown, gravest first, with what the commune explained. */
import { html } from 'hono/html';
import type { Form } from '../../../../domain/form/form.ts';
import type { RoundRecord } from '../../../../domain/register/round-record.ts';
import { type Finding, printCells } from '../../../../domain/submission/findings.ts';
import { sendingOf, type Warning } from '../../../../domain/summary/sending.ts';
import type { ShownVersion } from '../../../../use-cases/register/read-return.ts';
import type { Html } from '../frame.ts';
import { alert } from './page-parts.ts';

/** Gives errors, then warnings that nobody explained, then those explained, then notes. */
export function returnFindings(form: Form, { submission, entry }: ShownVersion, { round }: RoundRecord): Html {
  const returns = { inForce: submission, others: [] };
  const { errors, warnings } = sendingOf(form, returns, entry.receivedAt, round.deadline);
  const open = warnings.filter(({ explanation }) => explanation === undefined);
  const explained = warnings.filter(({ explanation }) => explanation !== undefined);
  const notes = submission.findings.filter(({ severity }) => severity === 'note');
  const none = errors.length + warnings.length === 0 ? alert('good', 'Không có lỗi, không có cảnh báo.') : '';
  return html`<section aria-labelledby="phat-hien"><h2 id="phat-hien">Kết quả kiểm tra</h2>${none}
${group('error', '✗ Lỗi phải sửa', errors.map(asWarning), true)}
${group('warning', '⚠ Cảnh báo chưa giải trình', open, open.length <= FEW)}
${group('warning', '⚠ Cảnh báo đã giải trình', explained, explained.length <= FEW)}
${group('info', 'Ghi chú', notes.map(asWarning), false)}</section>`;
}

const FEW = 8;
const asWarning = (finding: Finding): Warning => ({ finding });

function group(tone: string, title: string, found: readonly Warning[], isOpen: boolean): Html {
  if (found.length === 0) return html``;
  return html`<details class="found ${tone}"${isOpen ? html` open` : ''}><summary>${title} (${found.length})</summary><ul>${found.map(
    ({ finding, explanation }) => html`<li><p>${finding.sentence}</p>
${finding.cells.length > 0 ? html`<p class="soft small-text">Ô ${printCells(finding.cells)}</p>` : ''}
${finding.proposed === undefined ? '' : html`<p class="small-text">Đề nghị ghi: <strong>${finding.proposed}</strong></p>`}
${explanation === undefined ? '' : html`<p class="said">Giải trình: ${explanation}</p>`}</li>`,
  )}</ul></details>`;
}
