/** What the column of checks says in an exported spreadsheet, beside what the server finds in the same one. */
import type { Form } from '../../functions/domain/form/form.ts';
import { layOut, type SheetLayout } from '../../functions/domain/form/layout.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { choiceLists } from '../../functions/domain/template/choice-lists.ts';
import { expectedMark } from '../../functions/domain/template/expected-mark.ts';
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

/** Compares row by row, by the mark that each begins with. */
export function compareLiveChecks(form: Form, workbook: WorkbookData, submission: Submission): ComparedChecks {
  const checks = liveChecks(form, layOut(form), choiceLists(form));
  const untold = new Set(form.indicators.flatMap((each) => checks.onlyServer(each)).map(({ id }) => id));
  const rows = rowsOf(form).map(({ sheet, row, indicators }) => {
    const shown = textAt(workbook, sheet.name, row, sheet.columns.check).charAt(0);
    const { mark: expected } = expectedMark(form, submission, indicators, untold);
    return { at: `'${sheet.name}'!${cellAddress(row, sheet.columns.check)}`, shown, expected };
  });
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
