/** The live line that tells a clerk how far the workbook is: "Còn 12 dòng chưa điền · 2 lỗi" → "Sẵn sàng gửi". */
import { type Layout, type SheetLayout, TITLE_ROWS } from '../layout.ts';
import { columnName, sheetReference } from '../workbook-data.ts';
import { MARK } from './live-checks.ts';

export type Count = 'blank' | 'required' | 'error' | 'warning';

const PATTERN: Readonly<Record<Count, string>> = {
  blank: `${MARK.blank}*`,
  required: `${MARK.blank}*(bắt buộc)`,
  error: `${MARK.error}*`,
  warning: `${MARK.warning}*`,
};

/** Formula that counts the rows of a sheet in a state, by the marks of its check column. */
export function countFormula(sheet: SheetLayout, what: Count): string {
  const column = columnName(sheet.columns.check);
  const range = sheetReference(sheet.name, `$${column}$${TITLE_ROWS + 1}:$${column}$${sheet.lastRow}`);
  return `COUNTIF(${range},"${PATTERN[what]}")`;
}

/** State of one sheet, for its own head. */
export function sheetState(sheet: SheetLayout): string {
  return sentence((what) => countFormula(sheet, what), 'Trang này đã điền xong, không có lỗi');
}

/** State of the whole workbook, for its first sheet. */
export function workbookState(layout: Layout): string {
  return sentence((what) => `(${layout.sheets.map((sheet) => countFormula(sheet, what)).join('+')})`, 'Sẵn sàng gửi');
}

function sentence(count: (what: Count) => string, ready: string): string {
  const figures = `"Còn "&${count('blank')}&" dòng chưa điền · "&${count('error')}&" lỗi · "&${count('warning')}&" cảnh báo"`;
  const gaps = `IF(${count('blank')}=0,"","; còn "&${count('blank')}&" dòng chưa điền, hãy điền hoặc chọn lý do trống")`;
  const doubts = `IF(${count('warning')}=0,"","; "&${count('warning')}&" cảnh báo, hãy ghi giải trình")`;
  return `IF(${count('error')}+${count('required')}>0,${figures},"${MARK.good} ${ready}"&${gaps}&${doubts})`;
}
