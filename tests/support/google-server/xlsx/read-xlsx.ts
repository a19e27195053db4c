/** A workbook converted to a Google Sheet: values, formulas with their stored results, merges, names, what is hidden. */
import ExcelJS from 'exceljs';
import { type Book, type CellData, emptyBook, emptyGrid, freshId, type Grid, putCell } from '../sheets/book.ts';
import { rangeFromText } from '../sheets/ranges.ts';

const DAY = 86_400_000;
const SPREADSHEET_EPOCH = Date.UTC(1899, 11, 30);

/** The spreadsheet; whatever exceljs cannot read is an error. */
export async function readXlsx(bytes: Uint8Array, title: string): Promise<Book> {
  const workbook = new ExcelJS.Workbook();
  const buffer = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(buffer).set(bytes);
  await workbook.xlsx.load(buffer);
  const book: Book = { ...emptyBook(title), sheets: [] };
  for (const sheet of workbook.worksheets) book.sheets.push(gridOf(book, sheet));
  for (const { name, ranges } of workbook.definedNames.model) {
    const [range] = ranges;
    if (range === undefined || name.startsWith('_xlnm')) continue;
    const namedRangeId = `name${freshId(book)}`;
    book.namedRanges.push({ name, namedRangeId, range: rangeFromText(book, range.replaceAll('$', '')) });
  }
  return book;
}

function gridOf(book: Book, sheet: ExcelJS.Worksheet): Grid {
  const grid = emptyGrid(freshId(book), sheet.name, Math.max(sheet.rowCount, 1), Math.max(sheet.columnCount, 1));
  if (sheet.state !== 'visible') grid.properties.hidden = true;
  sheet.eachRow((row, at) => {
    row.eachCell((cell, column) => {
      if (cell.isMerged && cell.master !== cell) return;
      putCell(grid, at - 1, column - 1, cellOf(cell));
    });
    if (row.hidden) grid.rows[at - 1] = { hiddenByUser: true };
  });
  for (const merge of sheet.model.merges) {
    grid.merges.push({ ...rangeFromText({ ...book, sheets: [grid] }, merge) });
  }
  return grid;
}

function cellOf(cell: ExcelJS.Cell): CellData {
  const format = cell.numFmt ? { userEnteredFormat: { numberFormat: { type: 'NUMBER', pattern: cell.numFmt } } } : {};
  const note = typeof cell.note === 'string' ? { note: cell.note } : {};
  if (cell.formula) {
    const result = contentOf(cell.result);
    const known = result ? { effectiveValue: result } : {};
    return { ...format, ...note, userEnteredValue: { formulaValue: `=${cell.formula}` }, ...known };
  }
  const value = contentOf(cell.value);
  return { ...format, ...note, ...(value ? { userEnteredValue: value } : {}) };
}

function contentOf(value: unknown): CellData['userEnteredValue'] | undefined {
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'string') return { stringValue: value };
  if (value instanceof Date) return { numberValue: (value.getTime() - SPREADSHEET_EPOCH) / DAY };
  if (typeof value === 'object' && value !== null && 'richText' in value && Array.isArray(value.richText)) {
    return { stringValue: value.richText.map((run: { text?: string }) => run.text ?? '').join('') };
  }
  return undefined;
}
