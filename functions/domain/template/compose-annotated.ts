/**
 * The commune's own workbook back, with its errors: first a sheet that lists the findings, root causes first, then the
 * template with the values that came, marked where something is wrong. Rebuilt, never the commune's file rewritten; its
 * identity is kept, so that the corrected file can be sent back.
 */
import { communeTitle } from '../commune.ts';
import { type Finding, rootCausesFirst, type SubmissionState } from '../findings.ts';
import type { Form } from '../form/form.ts';
import type { Round } from '../round.ts';
import type { Submission } from '../submission.ts';
import { sheetReference } from '../workbook-data.ts';
import type { CellModel, CellStyle, RowModel, SheetModel, WorkbookModel } from '../workbook-model.ts';
import { composeTemplate } from './compose-template.ts';
import { cellMarks } from './marks.ts';

export interface AnnotatedInput {
  readonly form: Form;
  readonly submission: Submission;
  readonly round?: Round;
  readonly created: string;
}

export const FINDINGS_SHEET = 'Kết quả kiểm tra';

/** Composes the annotated return. */
export function composeAnnotated({ form, submission, round, created }: AnnotatedInput): WorkbookModel {
  const { commune, answers, strays, findings } = submission;
  return composeTemplate({
    form,
    commune,
    round,
    answers,
    strays,
    signature: submission.identity.signature,
    marks: cellMarks(findings),
    before: [findingsSheet(form, submission)],
    created,
  });
}

const VERDICT: Readonly<Record<SubmissionState, { readonly text: string; readonly style: CellStyle }>> = {
  accepted: { text: '✓ Đạt: số liệu được tổng hợp.', style: 'good' },
  'accepted with warnings': {
    text: '⚠ Đạt, có cảnh báo: số liệu được tổng hợp; hãy xem lại hoặc ghi giải trình.',
    style: 'warning',
  },
  'needs correction': {
    text: '✗ Cần sửa: các số liệu có lỗi chưa được tổng hợp. Hãy sửa ngay trong tệp này rồi gửi lại.',
    style: 'error',
  },
};

const SEVERITY: Readonly<Record<Finding['severity'], { readonly text: string; readonly style: CellStyle }>> = {
  error: { text: '✗ Lỗi', style: 'error' },
  warning: { text: '⚠ Cảnh báo', style: 'warning' },
  note: { text: 'Ghi nhận', style: 'centre' },
};

const COLUMNS = [{ width: 6 }, { width: 13 }, { width: 30 }, { width: 72 }, { width: 20 }];
const whole = (value: string, style: CellStyle): RowModel => ({ cells: [{ value, style, span: COLUMNS.length }] });

function findingsSheet(form: Form, submission: Submission): SheetModel {
  const findings = rootCausesFirst(submission.findings);
  const verdict = VERDICT[submission.state];
  const head = ['TT', 'Mức độ', 'Ô', 'Nội dung và cách sửa', 'Đề nghị ghi'].map(
    (value): CellModel => ({ value, style: 'head' }),
  );
  const none: RowModel[] = findings.length === 0 ? [whole('Không có lỗi hay cảnh báo nào.', 'text')] : [];
  const title = [
    whole(`Kết quả kiểm tra: ${communeTitle(submission.commune)}`, 'title'),
    whole(`${form.title} · tệp "${submission.file}"`, 'subtitle'),
  ];
  return {
    name: FINDINGS_SHEET,
    columns: COLUMNS,
    rows: [
      ...title,
      { cells: [] },
      whole(verdict.text, verdict.style),
      { cells: [] },
      { cells: head },
      ...findings.map(findingRow),
      ...none,
    ],
    frozen: { rows: 6, columns: 0 },
    protected: true,
    print: { paper: 'A4', landscape: true, fitWidth: true, repeatRows: [6, 6] },
  };
}

function findingRow(found: Finding, index: number): RowModel {
  const severity = SEVERITY[found.severity];
  const [first] = found.cells;
  const places = found.cells.map(({ sheet, address }) => `${sheet}!${address}`).join(', ');
  const where: CellModel = first
    ? { value: places, style: 'label', link: sheetReference(first.sheet, first.address) }
    : { value: 'Cả tệp', style: 'label' };
  return {
    cells: [
      { value: index + 1, style: 'centre' },
      { value: severity.text, style: severity.style, align: 'center' },
      where,
      { value: found.sentence, style: 'label' },
      found.proposed ? { value: found.proposed, style: 'label', align: 'right' } : { style: 'label' },
    ],
  };
}
