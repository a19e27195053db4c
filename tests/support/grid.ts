/** Sheets as text: a table in the test becomes the values a workbook would hold. */
import type { CellData, CellValue, SheetData, WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';

/**
 * A sheet drawn as a table, one line a row, cells between bars; an empty place is an empty cell.
 *
 * Contents are text as typed, unless they begin with "=": `=1440` a number, `=45841 ngày` a number shown as a date,
 * `=0.97 %` one shown as a percentage, `=TRUE` a boolean, `=#N/A` an error, `=` alone a formula without a stored result.
 */
export function sheetOf(name: string, table: string): SheetData {
  const lines = table.split('\n').map((line) => line.trim());
  const rows = lines.filter((line) => line.startsWith('|')).map((line) => line.slice(1, -1).split('|'));
  const cells = rows.flatMap((texts, row) =>
    texts.flatMap((text, column) => cellOf(text.trim(), row + 1, column + 1) ?? []),
  );
  return { name, state: 'visible', cells };
}

/** A workbook of one sheet, drawn as a table; see `sheetOf`. */
export function grid(table: string, name = 'Phiếu'): WorkbookData {
  return { sheets: [sheetOf(name, table)], names: [], passedBy: [] };
}

/** One cell by what stands in it; `undefined` for nothing. */
export function cellOf(content: string, row = 1, column = 1): CellData | undefined {
  if (content === '') return undefined;
  const plain = { row, column, isDate: false, isPercent: false, isFormula: false };
  if (!content.startsWith('=')) return { ...plain, value: content.normalize('NFC') };
  const [value = '', shown] = content.slice(1).split(' ');
  if (value === '') return { ...plain, value: undefined, isFormula: true };
  return { ...plain, value: contentOf(value), isDate: shown === 'ngày', isPercent: shown === '%' };
}

function contentOf(text: string): CellValue {
  if (text === 'TRUE' || text === 'FALSE') return text === 'TRUE';
  return text.startsWith('#') ? { error: text } : Number(text);
}
