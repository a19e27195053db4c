/** A spreadsheet as `spreadsheets.get` shows it. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { type Book, type CellData, cellAt, type Grid, type SheetProperties, shownDimension } from './book.ts';
import { effectiveValue } from './cell-rules.ts';
import { type Area, areaOf } from './ranges.ts';

/** Properties with what Google always adds: position and size. */
export function shownProperties(book: Book, grid: Grid): SheetProperties {
  const { rowCount, columnCount } = grid;
  return {
    ...grid.properties,
    index: book.sheets.indexOf(grid),
    gridProperties: { ...grid.properties.gridProperties, rowCount, columnCount },
  };
}

/** The whole message. Cells are there only for the areas given. */
export function shownSpreadsheet(
  id: string,
  book: Book,
  areas: readonly Area[] | undefined,
  email: string,
): sheets_v4.Schema$Spreadsheet {
  return {
    spreadsheetId: id,
    properties: book.properties,
    sheets: book.sheets.map((grid) => shownSheet(book, grid, areas, email)),
    ...(book.namedRanges.length > 0 ? { namedRanges: book.namedRanges } : {}),
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${id}/edit`,
  };
}

/** Every cell of every sheet. */
export function wholeBook(book: Book): Area[] {
  return book.sheets.map(({ properties }) => areaOf(book, { sheetId: properties.sheetId }));
}

function shownSheet(book: Book, grid: Grid, areas: readonly Area[] | undefined, email: string): sheets_v4.Schema$Sheet {
  const mine = areas?.filter((area) => area.grid.properties.sheetId === grid.properties.sheetId);
  return {
    properties: shownProperties(book, grid),
    ...(mine ? { data: mine.map((area) => shownCells(book, area)) } : {}),
    ...(grid.merges.length > 0 ? { merges: grid.merges } : {}),
    ...(grid.conditionalFormats.length > 0 ? { conditionalFormats: grid.conditionalFormats } : {}),
    ...(grid.protectedRanges.length > 0
      ? {
          protectedRanges: grid.protectedRanges.map((range) => ({
            ...range,
            requestingUserCanEdit: canEdit(range, email),
          })),
        }
      : {}),
    ...(grid.filter ? { basicFilter: grid.filter } : {}),
  };
}

/** Whether somebody may edit inside a protected range. Without editors everybody may who may edit the file. */
export function canEdit(range: sheets_v4.Schema$ProtectedRange, email: string): boolean {
  if (range.warningOnly || !range.editors) return true;
  return range.editors.users?.some((user) => user.toLowerCase() === email.toLowerCase()) ?? false;
}

/** Empty rows and cells at the end are left out, as Google does. */
function shownCells(book: Book, area: Area): sheets_v4.Schema$GridData {
  const { grid, top, left, bottom, right } = area;
  const rows = Array.from({ length: Math.min(bottom, grid.cells.length) - top }, (_, index) => {
    const width = Math.min(right, grid.cells[top + index]?.length ?? 0) - left;
    const values = Array.from({ length: Math.max(width, 0) }, (_, at) =>
      shownCell(book, cellAt(grid, top + index, left + at)),
    );
    return values.length > 0 ? { values } : {};
  });
  const span = (dimensions: Grid['rows'], kind: 'ROWS' | 'COLUMNS', from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => shownDimension(dimensions[from + index], kind));
  return {
    ...(top > 0 ? { startRow: top } : {}),
    ...(left > 0 ? { startColumn: left } : {}),
    rowData: rows,
    rowMetadata: span(grid.rows, 'ROWS', top, bottom),
    columnMetadata: span(grid.columns, 'COLUMNS', left, right),
  };
}

/** A cell with the value that is shown; of formulas only what is known. */
export function shownCell(book: Book, cell: CellData): CellData {
  const { effectiveValue: _, ...own } = cell;
  const value = effectiveValue(book, cell);
  return { ...own, ...(value ? { effectiveValue: value, formattedValue: textOf(value) } : {}) };
}

function textOf(value: sheets_v4.Schema$ExtendedValue): string {
  if (value.errorValue) return value.errorValue.type === 'ERROR' ? '#ERROR!' : `#${value.errorValue.type}`;
  if (value.boolValue != null) return value.boolValue ? 'TRUE' : 'FALSE';
  return value.stringValue ?? String(value.numberValue ?? '');
}
