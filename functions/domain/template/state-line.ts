/** The live line that tells a clerk how far the workbook is: "Còn 12 dòng chưa điền · 2 lỗi · 0 cảnh báo" → "✓ Sẵn sàng gửi". */

import { type Layout, type SheetLayout, TITLE_ROWS } from '../form/layout.ts';
import { columnName, sheetReference } from '../workbook/workbook-data.ts';
import { MARK, REQUIRED } from './verdicts.ts';

export type Count = 'blank' | 'required' | 'error' | 'warning';

const PATTERN: Readonly<Record<Count, string>> = {
  blank: `${MARK.blank}*`,
  required: `${MARK.blank}*${REQUIRED}*`,
  error: `${MARK.error}*`,
  warning: `${MARK.warning}*`,
};

/** Formula that counts the rows of a sheet in a state, by the marks of its check column. */
export function countFormula(sheet: SheetLayout, what: Count): string {
  const column = columnName(sheet.columns.check);
  const range = sheetReference(sheet.name, `$${column}$${TITLE_ROWS + 1}:$${column}$${sheet.lastRow}`);
  return `COUNTIF(${range},"${PATTERN[what]}")`;
}

/** Counts the cells of a sheet that hold an answer, by their helpers. */
function filledFormula({ name, columns, valueColumns, lastRow }: SheetLayout): string {
  const [first, last] = [columns.helper, columns.helper + valueColumns - 1].map(columnName);
  return `SUMPRODUCT(--(${sheetReference(name, `$${first}$${TITLE_ROWS + 1}:$${last}$${lastRow}`)}<>""))`;
}

/** State of one sheet, for its own head: done only when nothing in it is blank. */
export function sheetState(sheet: SheetLayout): string {
  const count = (what: Count) => countFormula(sheet, what);
  const done = `"${MARK.good} Trang này đã điền xong, không có lỗi"&${also(count('warning'), 'cảnh báo')}`;
  return `IF(${count('error')}+${count('blank')}>0,${tally(count)},${done})`;
}

/** State of the whole workbook, for its first sheet. Blanks may be sent where nothing is required, but not a blank workbook. */
export function workbookState(layout: Layout): string {
  const count = (what: Count) => `(${layout.sheets.map((sheet) => countFormula(sheet, what)).join('+')})`;
  const ready = `"${MARK.good} Sẵn sàng gửi"&${also(count('blank'), 'dòng chưa điền')}&${also(count('warning'), 'cảnh báo')}`;
  const filled = layout.sheets.map(filledFormula).join('+');
  const sendable = `IF(${filled}=0,"Chưa điền dòng nào",${ready})`;
  return `IF(${count('error')}+${count('required')}>0,${tally(count)},${sendable})`;
}

type CountOf = (what: Count) => string;

const tally = (count: CountOf): string =>
  `"Còn "&${count('blank')}&" dòng chưa điền · "&${count('error')}&" lỗi · "&${count('warning')}&" cảnh báo"`;

const also = (count: string, what: string): string => `IF(${count}=0,""," · "&${count}&" ${what}")`;
