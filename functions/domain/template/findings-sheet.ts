/** The first sheet of an annotated return: one verdict, then everything that was found, what blocks the return first. */

import type { Form } from '../form/form.ts';
import { FINDINGS_SHEET } from '../form/layout.ts';
import { communeTitle } from '../round/commune.ts';
import {
  type CellPlace,
  countFindings,
  type Finding,
  groupFindings,
  type SubmissionState,
} from '../submission/findings.ts';
import { NIL, NOT_APPLICABLE_TEXT } from '../submission/read-cell.ts';
import type { Submission } from '../submission/submission.ts';
import { type Day, formatDay } from '../text/day.ts';
import { sheetReference } from '../workbook/workbook-data.ts';
import type { CellModel, CellStyle, RowModel, SheetModel } from '../workbook/workbook-model.ts';
import { groupTitle, OUTSIDE_FORM } from './finding-titles.ts';
import type { PlacedFinding } from './placed-findings.ts';

/** What the register knows of a version besides its content. */
export interface ReturnHistory {
  /** 1…n. */
  readonly version: number;
  /** Against the version before. */
  readonly changes: readonly CellChange[];
  /** What the province said when it sent this version back. */
  readonly comment?: { readonly text: string; readonly day: Day };
}

/** One cell that differs between two versions. */
export interface CellChange {
  readonly code: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export interface FindingsSheetInput {
  readonly form: Form;
  readonly submission: Submission;
  /** In the places of the rebuilt workbook. */
  readonly findings: readonly PlacedFinding[];
  readonly history?: ReturnHistory;
  readonly placeOf: (key: string) => CellPlace;
}

const COLUMNS = [{ width: 6 }, { width: 13 }, { width: 30 }, { width: 72 }, { width: 20 }];
const whole = (value: string, style: CellStyle): RowModel => ({ cells: [{ value, style, span: COLUMNS.length }] });
const gap: RowModel = { cells: [] };

/** Composes the sheet. */
export function findingsSheet(input: FindingsSheetInput): SheetModel {
  const { state } = input.submission;
  const head = [...titleRows(input), { cells: HEAD }];
  return {
    name: FINDINGS_SHEET,
    columns: COLUMNS,
    rows: [...head, ...listRows(input), ...changeRows(input)],
    frozen: { rows: head.length, columns: 0 },
    protected: true,
    tabColor: TAB_COLOR[state],
    print: { paper: 'A4', landscape: true, fitWidth: true, repeatRows: [head.length, head.length] },
  };
}

const HEAD = ['TT', 'Mức độ', 'Ô', 'Nội dung và cách sửa', 'Đề nghị ghi'].map(
  (value): CellModel => ({ value, style: 'head' }),
);

const TAB_COLOR: Readonly<Record<SubmissionState, string>> = {
  accepted: '3C8D55',
  'accepted with warnings': 'E0B030',
  'needs correction': 'B02A2A',
};

function titleRows({ form, submission, history }: FindingsSheetInput): readonly RowModel[] {
  const { text, style } = verdictOf(submission);
  const version = history ? ` · bản ${history.version}` : '';
  return [
    whole(`Kết quả kiểm tra: ${communeTitle(submission.commune)}`, 'title'),
    whole(`${form.title} · tệp "${submission.file}"${version}`, 'subtitle'),
    gap,
    whole(text, style),
    ...commentRows(history),
    gap,
  ];
}

function commentRows(history: ReturnHistory | undefined): readonly RowModel[] {
  const comment = history?.comment;
  return comment
    ? [whole(`Ý kiến của tỉnh khi trả lại phiếu ngày ${formatDay(comment.day)}: ${comment.text}`, 'heading')]
    : [];
}

function verdictOf({ state, findings }: Submission): { readonly text: string; readonly style: CellStyle } {
  const { errors, warnings, blanks } = countFindings(findings);
  const open = openWords(warnings - blanks, blanks);
  const also = open ? ` Ngoài ra còn ${open}.` : '';
  switch (state) {
    case 'accepted':
      return { text: '✓ Đạt: số liệu được tổng hợp.', style: 'good' };
    case 'accepted with warnings':
      return {
        text: `⚠ Đạt, còn ${open}: số liệu được tổng hợp; hãy xem lại hoặc ghi giải trình.`,
        style: 'warning',
      };
    case 'needs correction':
      return {
        text: `✗ Cần sửa ${errors} lỗi: các số liệu có lỗi chưa được tổng hợp. Hãy sửa ngay trong tệp này rồi gửi lại.${also}`,
        style: 'error',
      };
  }
}

/** What is open beside errors; empty when nothing is. */
function openWords(warnings: number, blanks: number): string {
  return [
    ...(warnings > 0 ? [`${warnings} cảnh báo`] : []),
    ...(blanks > 0 ? [`${blanks} chỉ tiêu để trống`] : []),
  ].join(' và ');
}

/** One line of the list, or the lead of several that say the same of different cells. */
interface Entry {
  readonly severity: Finding['severity'];
  /** Explained: settled, whatever its severity. */
  readonly settled?: boolean;
  readonly cells: readonly CellPlace[];
  readonly onlyInFile?: readonly CellPlace[];
  readonly sentence: string;
  readonly proposed?: string;
  readonly parts?: readonly Entry[];
}

function listRows({ form, findings }: FindingsSheetInput): readonly RowModel[] {
  const isOutside = ({ code }: Finding) => OUTSIDE_FORM.has(code);
  const { errors, warnings, blanks, explained, notes } = groupFindings(findings) as {
    readonly [Name in keyof ReturnType<typeof groupFindings>]: readonly PlacedFinding[];
  };
  const sections: readonly (readonly [string, readonly Entry[]])[] = [
    ['Phải sửa', grouped(errors)],
    ['Cần sửa hoặc giải trình', grouped(warnings.filter((found) => !isOutside(found)))],
    ['Nội dung nằm ngoài biểu mẫu, liệt kê để không mất', grouped([...warnings, ...notes].filter(isOutside))],
    ['Còn để trống', blankEntries(form, blanks)],
    ['Đã giải trình', explained.map(entryOf)],
    ['Ghi nhận khi đọc tệp', grouped(notes.filter((found) => !isOutside(found)))],
  ];
  const filled = sections.filter(([, entries]) => entries.length > 0);
  if (filled.length === 0) return [whole('Không có lỗi hay cảnh báo nào.', 'text')];
  let number = 0;
  return filled.flatMap(([title, entries]) => [
    whole(title, 'section'),
    ...entries.flatMap((entry) => entryRows(entry, String(++number))),
  ]);
}

/** The same rule, or the same mistake, on several cells is one entry with its cells. */
function grouped(findings: readonly PlacedFinding[]): readonly Entry[] {
  const groups = Map.groupBy(findings, ({ code, rule }) => rule ?? code);
  return [...groups.values()].flatMap((group): readonly Entry[] => {
    const [first] = group;
    if (!first || group.length === 1) return group.map(entryOf);
    const parts = group.map(entryOf);
    return [{ severity: first.severity, cells: [], sentence: `${groupTitle(first)} (${group.length} chỗ)`, parts }];
  });
}

function entryOf(found: PlacedFinding): Entry {
  const { severity, cells, onlyInFile, explanation, outdated, proposed } = found;
  const words = explanation ?? outdated;
  const said = words === undefined ? '' : `\n${outdated === undefined ? 'Giải trình' : 'Giải trình cũ'}: ${words}`;
  return {
    severity,
    settled: explanation !== undefined,
    cells,
    onlyInFile,
    sentence: `${found.sentence}${said}`,
    ...(proposed ? { proposed } : {}),
  };
}

function blankEntries(form: Form, blanks: readonly Finding[]): readonly Entry[] {
  const bySheet = Map.groupBy(blanks, ({ cells }) => cells[0]?.sheet ?? '');
  return [...bySheet.values()].map((group) => {
    const codes = group.flatMap(({ indicators }) => indicators.flatMap((key) => form.byKey.get(key)?.code ?? []));
    return {
      severity: 'warning',
      cells: group.flatMap(({ cells }) => cells),
      sentence: `Còn ${group.length} chỉ tiêu để trống: ${codes.join(', ')}. Hãy điền, hoặc chọn "${NIL}" hay "${NOT_APPLICABLE_TEXT}".`,
    };
  });
}

const SEVERITY: Readonly<Record<Finding['severity'], { readonly text: string; readonly style: CellStyle }>> = {
  error: { text: '✗ Lỗi', style: 'error' },
  warning: { text: '⚠ Cảnh báo', style: 'warning' },
  note: { text: 'Ghi nhận', style: 'centre' },
};
const SETTLED = { text: '✓ Giải trình', style: 'good' } as const;

function entryRows(entry: Entry, number: string): readonly RowModel[] {
  const { text, style } = entry.settled ? SETTLED : SEVERITY[entry.severity];
  const own: RowModel = {
    cells: [
      { value: number, style: 'centre' },
      { value: text, style, align: 'center' },
      entry.parts ? { value: `${entry.parts.length} chỗ, xem dưới đây`, style: 'label' } : whereOf(entry),
      { value: entry.sentence, style: entry.parts ? 'heading' : 'label' },
      entry.proposed ? { value: entry.proposed, style: 'centre' } : { style: 'centre' },
    ],
  };
  return [own, ...(entry.parts ?? []).flatMap((part, index) => entryRows(part, `${number}.${index + 1}`))];
}

/** The address is printed, and leads there; one that only the file sent has leads nowhere. */
function whereOf({ cells, onlyInFile = [] }: Entry): CellModel {
  const [first] = cells;
  const elsewhere = onlyInFile.length > 0 ? [`ở tệp đã gửi: ${placesText(onlyInFile)}`] : [];
  const value = [...(first ? [placesText(cells)] : []), ...elsewhere].join('\n');
  if (value === '') return { value: 'Cả tệp', style: 'label' };
  return { value, style: 'label', ...(first && { link: sheetReference(first.sheet, first.address) }) };
}

const MOST_PLACES = 8;

/** "Phụ lục I!E12, E14; Số liệu theo năm!G29": each sheet once, a long list cut short. */
function placesText(cells: readonly CellPlace[]): string {
  const bySheet = Map.groupBy(cells, ({ sheet }) => sheet);
  return [...bySheet].map(([sheet, places]) => `${sheet}!${addressesText(places)}`).join('; ');
}

function addressesText(places: readonly CellPlace[]): string {
  const shown = places.slice(0, MOST_PLACES).map(({ address }) => address);
  return `${shown.join(', ')}${places.length > MOST_PLACES ? `… (${places.length} ô)` : ''}`;
}

function changeRows({ form, history, placeOf }: FindingsSheetInput): readonly RowModel[] {
  if (!history || history.version < 2) return [];
  const { changes, version } = history;
  const title = `Thay đổi so với bản ${version - 1}`;
  if (changes.length === 0) return [whole(`${title}: không có ô nào thay đổi.`, 'section')];
  const rows = changes.map(({ code, label, before, after }, index): RowModel => {
    const indicator = form.byCode.get(code);
    const place = indicator && placeOf(indicator.key);
    return {
      cells: [
        { value: String(index + 1), style: 'centre' },
        { value: 'Thay đổi', style: 'centre' },
        place
          ? { value: placesText([place]), style: 'label', link: sheetReference(place.sheet, place.address) }
          : { value: code, style: 'label' },
        { value: `${code} ${label}: ${before || '(trống)'} → ${after || '(trống)'}`, style: 'label' },
        { style: 'centre' },
      ],
    };
  });
  return [whole(`${title} (${changes.length} ô)`, 'section'), ...rows];
}
