/**
 * The commune's own workbook back, with its errors: first a sheet that lists the findings, root causes first, then the
 * template with the values that came, marked where something is wrong. Rebuilt, never the commune's file rewritten; its
 * identity is kept, so that the corrected file can be sent back.
 */

import type { Form } from '../form/form.ts';
import { communeTitle } from '../round/commune.ts';
import type { Round } from '../round/round.ts';
import { type Finding, rootCausesFirst, type SubmissionState } from '../submission/findings.ts';
import { NIL, NOT_APPLICABLE_TEXT } from '../submission/read-cell.ts';
import type { Submission } from '../submission/submission.ts';
import { sheetReference } from '../workbook/workbook-data.ts';
import type { CellModel, CellStyle, RowModel, SheetModel, WorkbookModel } from '../workbook/workbook-model.ts';
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
    roundId: submission.identity.round,
    signature: submission.identity.signature,
    marks: cellMarks(findings),
    before: [findingsSheet(form, submission)],
    // The time of the return, not of this copy: sent back unchanged it must not pass for a newer one.
    created: submission.sentAt ?? created,
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
  const verdict = VERDICT[submission.state];
  const head = ['TT', 'Mức độ', 'Ô', 'Nội dung và cách sửa', 'Đề nghị ghi'].map(
    (value): CellModel => ({ value, style: 'head' }),
  );
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
      ...listRows(form, submission),
    ],
    frozen: { rows: 6, columns: 0 },
    protected: true,
    tabColor: TAB_COLOR[submission.state],
    print: { paper: 'A4', landscape: true, fitWidth: true, repeatRows: [6, 6] },
  };
}

const TAB_COLOR: Readonly<Record<SubmissionState, string>> = {
  accepted: '3C8D55',
  'accepted with warnings': 'E0B030',
  'needs correction': 'B02A2A',
};

/** What is wrong or doubtful one by one; then what was left blank, a row per sheet; then what is merely noted. */
function listRows(form: Form, submission: Submission): readonly RowModel[] {
  const findings = rootCausesFirst(submission.findings);
  const isBlank = ({ code }: Finding) => code === 'VALUE_MISSING';
  const said = findings.filter((found) => !isBlank(found) && found.severity !== 'note').map(entryOfFinding);
  const blank = findings.filter(isBlank);
  const bySheet = Map.groupBy(blank, ({ cells }) => cells[0]?.sheet ?? '');
  const blanks = [...bySheet.values()].map((group) => entryOfBlanks(form, group));
  const notes = findings.filter(({ severity }) => severity === 'note').map(entryOfFinding);
  const entries = [...said, ...blanks, ...notes];
  if (entries.length === 0) return [whole('Không có lỗi hay cảnh báo nào.', 'text')];
  return entries.map(entryRow);
}

interface Entry {
  readonly severity: Finding['severity'];
  readonly cells: Finding['cells'];
  readonly sentence: string;
  readonly proposed?: string;
}

const entryOfFinding = ({ severity, cells, sentence, proposed }: Finding): Entry => ({
  severity,
  cells,
  sentence,
  ...(proposed ? { proposed } : {}),
});

function entryOfBlanks(form: Form, group: readonly Finding[]): Entry {
  const codes = group.flatMap(({ indicators }) => indicators.flatMap((key) => form.byKey.get(key)?.code ?? []));
  return {
    severity: 'warning',
    cells: group.flatMap(({ cells }) => cells),
    sentence: `Còn ${group.length} chỉ tiêu để trống: ${codes.join(', ')}. Hãy điền, hoặc chọn "${NIL}" hay "${NOT_APPLICABLE_TEXT}".`,
  };
}

function entryRow({ severity, cells, sentence, proposed }: Entry, index: number): RowModel {
  const { text, style } = SEVERITY[severity];
  const [first] = cells;
  const where: CellModel = first
    ? { value: placesText(cells), style: 'label', link: sheetReference(first.sheet, first.address) }
    : { value: 'Cả tệp', style: 'label' };
  return {
    cells: [
      { value: index + 1, style: 'centre' },
      { value: text, style, align: 'center' },
      where,
      { value: sentence, style: 'label' },
      proposed ? { value: proposed, style: 'centre' } : { style: 'centre' },
    ],
  };
}

const MOST_PLACES = 8;

/** "Phụ lục I!E12, E14; Số liệu theo năm!G29": each sheet once, a long list cut short. */
function placesText(cells: Finding['cells']): string {
  const bySheet = Map.groupBy(cells, ({ sheet }) => sheet);
  return [...bySheet].map(([sheet, places]) => `${sheet}!${addressesText(places)}`).join('; ');
}

function addressesText(places: Finding['cells']): string {
  const shown = places.slice(0, MOST_PLACES).map(({ address }) => address);
  return `${shown.join(', ')}${places.length > MOST_PLACES ? `… (${places.length} ô)` : ''}`;
}
