/** What the column of checks says in an exported spreadsheet, beside what the server finds in the same one. */
import { type Form, type Indicator, isInput } from '../../functions/domain/form/form.ts';
import { layOut, type SheetLayout } from '../../functions/domain/form/layout.ts';
import { answerOf } from '../../functions/domain/submission/answers.ts';
import { constantsOf, ratioOf, scopeOf } from '../../functions/domain/submission/figures.ts';
import type { Finding, FindingCode } from '../../functions/domain/submission/findings.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { choiceLists } from '../../functions/domain/template/choice-lists.ts';
import { liveChecks } from '../../functions/domain/template/live-checks.ts';
import { MARK } from '../../functions/domain/template/verdicts.ts';
import { cellAddress, type WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';

export interface ComparedChecks {
  /** Rows in which the spreadsheet says something. */
  readonly computed: number;
  readonly rows: number;
  /** "'3. TTHC'!K7: Sheets ✓, máy chủ ✗". */
  readonly differing: readonly string[];
}

/** Of one cell's content, and not to be told by a formula. */
const ONLY_SERVER: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'DOCUMENT_UNREADABLE',
  'DOCUMENT_WITHOUT_DAY',
  'DOCUMENT_DAY_IMPOSSIBLE',
  'DOCUMENT_SYMBOL_CONFLICT',
  'DATE_FOR_NUMBER',
  'SHARE_AS_FRACTION',
  'STRAY_VALUE',
]);

/** Compares row by row, by the mark that each begins with. */
export function compareLiveChecks(form: Form, workbook: WorkbookData, submission: Submission): ComparedChecks {
  const told = findingsToldInSheet(form, submission);
  const rows = rowsOf(form).map(({ sheet, row, indicators }) => {
    const shown = String(textAt(workbook, sheet.name, row, sheet.columns.check)).charAt(0);
    return { at: `'${sheet.name}'!${cellAddress(row, sheet.columns.check)}`, shown, expected: mark(indicators, told) };
  });

  function mark(indicators: readonly Indicator[], findings: readonly Finding[]): string {
    const keys = new Set(indicators.map(({ key }) => key));
    const own = findings.filter(({ indicators: [first] }) => first !== undefined && keys.has(first));
    const open = own.filter(({ explanation }) => explanation === undefined);
    if (open.some(({ code, severity }) => severity === 'error' && code !== 'REQUIRED_MISSING')) return MARK.error;
    if (open.some(({ code }) => code === 'REQUIRED_MISSING')) return MARK.blank;
    if (open.some(({ code }) => code !== 'VALUE_MISSING')) return MARK.warning;
    if (open.length > 0) return MARK.blank;
    return own.length > 0 || indicators.some((one) => isFilled(one, form, submission)) ? MARK.good : '';
  }

  const isMark = (text: string): boolean => Object.values<string>(MARK).includes(text);
  return {
    rows: rows.length,
    computed: rows.filter(({ shown }) => isMark(shown)).length,
    differing: rows.flatMap(({ at, shown, expected }) => {
      // Where nothing is wrong and nothing was typed the row may give advice instead.
      const said = isMark(shown) ? shown : '';
      return said === expected ? [] : [`${at}: Sheets "${said}", máy chủ "${expected}"`];
    }),
  };
}

function findingsToldInSheet(form: Form, { findings }: Submission): readonly Finding[] {
  const checks = liveChecks(form, layOut(form), choiceLists(form));
  const untold = new Set(form.indicators.flatMap((each) => checks.onlyServer(each)).map(({ id }) => id));
  return findings.filter(
    ({ code, rule, severity }) =>
      severity !== 'note' && !ONLY_SERVER.has(code) && !(rule !== undefined && untold.has(rule)),
  );
}

function rowsOf(form: Form) {
  return layOut(form).sheets.flatMap((sheet: SheetLayout) =>
    sheet.lines.flatMap((line) => {
      if (line.kind === 'indicator') return [{ sheet, row: line.row, indicators: [line.indicator] }];
      return line.kind === 'tableRow' ? [{ sheet, row: line.row, indicators: line.tableRow.cells }] : [];
    }),
  );
}

function textAt({ sheets }: WorkbookData, name: string, row: number, column: number): string {
  const cells = sheets.find((sheet) => sheet.name === name)?.cells ?? [];
  const value = cells.find((cell) => cell.row === row && cell.column === column)?.value;
  if (value === undefined) return '';
  return typeof value === 'object' ? value.error : String(value);
}

function isFilled(indicator: Indicator, form: Form, { answers }: Submission): boolean {
  if (isInput(indicator)) return answerOf(answers, indicator).state !== 'missing';
  return ratioOf(indicator, scopeOf(form, answers, constantsOf(form))).percent !== undefined;
}
