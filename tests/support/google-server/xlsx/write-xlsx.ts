/** A spreadsheet exported: a real .xlsx file with what our reader looks at. Looks are only hinted at. */
import ExcelJS from 'exceljs';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Book, CellData, Grid } from '../sheets/book.ts';
import { effectiveValue } from '../sheets/cell-rules.ts';
import { toExcel } from '../sheets/formulas.ts';
import { areaOf, lettersOf } from '../sheets/ranges.ts';

const LONGEST_SHEET_NAME = 31;

/** The file, with stored results of formulas where they are known. */
export async function writeXlsx(book: Book): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const names = new Map(book.sheets.map((grid) => [grid, sheetName(grid)]));
  for (const grid of book.sheets) writeSheet(workbook, book, grid, names);
  for (const { name, range } of book.namedRanges) {
    if (!name) continue;
    const { grid, top, left, bottom, right } = areaOf(book, range);
    const first = `$${lettersOf(left)}$${top + 1}`;
    const last = `$${lettersOf(right - 1)}$${bottom}`;
    const sheet = `'${(names.get(grid) ?? '').replaceAll("'", "''")}'`;
    workbook.definedNames.add(`${sheet}!${first === last ? first : `${first}:${last}`}`, name);
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function sheetName(grid: Grid): string {
  return grid.properties.title.replaceAll(/[*?:\\/[\]]/g, ' ').slice(0, LONGEST_SHEET_NAME);
}

function writeSheet(workbook: ExcelJS.Workbook, book: Book, grid: Grid, names: ReadonlyMap<Grid, string>): void {
  const sheet = workbook.addWorksheet(names.get(grid) ?? '', { state: grid.properties.hidden ? 'hidden' : 'visible' });
  const locale = book.properties.locale ?? 'en_US';
  grid.cells.forEach((row, at) => {
    row?.forEach((cell, column) => {
      writeCell(sheet.getCell(at + 1, column + 1), book, cell, locale);
    });
  });
  for (const range of grid.merges) {
    const { top, left, bottom, right } = areaOf(book, range);
    sheet.mergeCells(top + 1, left + 1, bottom, right);
  }
  writeDimensions(sheet, grid);
}

function writeDimensions(sheet: ExcelJS.Worksheet, grid: Grid): void {
  grid.rows.forEach((row, at) => {
    // exceljs leaves out an empty row unless it has a height.
    if (row?.hiddenByUser) Object.assign(sheet.getRow(at + 1), { hidden: true, height: 15.75 });
  });
  grid.columns.forEach((column, at) => {
    if (column?.pixelSize) sheet.getColumn(at + 1).width = Math.max((column.pixelSize - 5) / 7, 1);
    if (column?.hiddenByUser) sheet.getColumn(at + 1).hidden = true;
  });
  const { frozenRowCount: ySplit, frozenColumnCount: xSplit } = grid.properties.gridProperties ?? {};
  if (ySplit || xSplit) sheet.views = [{ state: 'frozen', ySplit: ySplit ?? 0, xSplit: xSplit ?? 0 }];
}

function writeCell(target: ExcelJS.Cell, book: Book, cell: CellData, locale: string): void {
  const value = cell.userEnteredValue;
  if (value?.formulaValue != null) {
    const formula = toExcel(value.formulaValue.slice(1), locale);
    const result = resultOf(effectiveValue(book, cell));
    target.value = result === undefined ? { formula } : { formula, result };
  } else if (value) {
    target.value = value.stringValue ?? value.numberValue ?? value.boolValue ?? null;
  }
  const pattern = patternOf(cell.userEnteredFormat?.numberFormat);
  if (pattern !== undefined) target.numFmt = pattern;
  if (cell.note) target.note = cell.note;
  writeLooks(target, cell.userEnteredFormat);
}

function writeLooks(target: ExcelJS.Cell, format: sheets_v4.Schema$CellFormat | undefined): void {
  if (format?.textFormat?.bold) target.font = { bold: true };
  const { red = 0, green = 0, blue = 0 } = format?.backgroundColorStyle?.rgbColor ?? format?.backgroundColor ?? {};
  if (!format?.backgroundColorStyle?.rgbColor && !format?.backgroundColor) return;
  const argb = [
    'ff',
    ...[red, green, blue].map((part) =>
      Math.round((part ?? 0) * 255)
        .toString(16)
        .padStart(2, '0'),
    ),
  ].join('');
  target.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

/** What Google writes where a format says only its kind. */
const PATTERNS: Readonly<Record<string, string>> = {
  TEXT: '@',
  NUMBER: '#,##0.00',
  PERCENT: '0.00%',
  DATE: 'd/m/yyyy',
  DATE_TIME: 'd/m/yyyy h:mm:ss',
  TIME: 'h:mm:ss',
};

function patternOf(format: sheets_v4.Schema$NumberFormat | undefined): string | undefined {
  return format?.pattern ?? PATTERNS[format?.type ?? ''];
}

function resultOf(
  value: sheets_v4.Schema$ExtendedValue | undefined,
): string | number | boolean | { error: '#NAME?' } | undefined {
  if (value?.errorValue) return { error: '#NAME?' };
  return value?.stringValue ?? value?.numberValue ?? value?.boolValue ?? undefined;
}
