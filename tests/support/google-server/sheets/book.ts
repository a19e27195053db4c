/** A spreadsheet as the server keeps it: Google's own message types, cells by row and column. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { invalid } from '../refusals.ts';

export type CellData = sheets_v4.Schema$CellData;
export type GridRange = sheets_v4.Schema$GridRange;
export type Dimension = sheets_v4.Schema$DimensionProperties;
export type SheetProperties = sheets_v4.Schema$SheetProperties;

export interface Grid {
  properties: SheetProperties & { sheetId: number; title: string };
  rowCount: number;
  columnCount: number;
  /** Sparse: rows and cells that hold nothing are absent. */
  cells: CellData[][];
  rows: Dimension[];
  columns: Dimension[];
  merges: GridRange[];
  protectedRanges: sheets_v4.Schema$ProtectedRange[];
  conditionalFormats: sheets_v4.Schema$ConditionalFormatRule[];
  filter?: sheets_v4.Schema$BasicFilter;
}

export interface Book {
  properties: sheets_v4.Schema$SpreadsheetProperties;
  sheets: Grid[];
  namedRanges: sheets_v4.Schema$NamedRange[];
  /** The next id that is handed out where the caller gave none. */
  nextId: number;
}

export const DEFAULT_ROWS = 1000;
export const DEFAULT_COLUMNS = 26;
const DEFAULT_WIDTH = 100;
const DEFAULT_HEIGHT = 21;

/** A new spreadsheet with one empty sheet of id 0. */
export function emptyBook(title: string): Book {
  const properties = { title, locale: 'en_US', timeZone: 'Etc/GMT', autoRecalc: 'ON_CHANGE' };
  return {
    properties,
    sheets: [emptyGrid(0, 'Sheet1', DEFAULT_ROWS, DEFAULT_COLUMNS)],
    namedRanges: [],
    nextId: 1_000_001,
  };
}

/** An empty sheet. */
export function emptyGrid(sheetId: number, title: string, rowCount: number, columnCount: number): Grid {
  return {
    properties: { sheetId, title, sheetType: 'GRID' },
    rowCount,
    columnCount,
    cells: [],
    rows: [],
    columns: [],
    merges: [],
    protectedRanges: [],
    conditionalFormats: [],
  };
}

/** The sheet by id, where an absent id is 0 as in every protocol buffer. */
export function gridOf(book: Book, sheetId: number | null | undefined): Grid {
  const grid = book.sheets.find(({ properties }) => properties.sheetId === (sheetId ?? 0));
  if (!grid) throw invalid(`No grid with id: ${sheetId ?? 0}`);
  return grid;
}

/** The sheet by its title, as people name it. */
export function gridNamed(book: Book, title: string): Grid | undefined {
  return book.sheets.find(({ properties }) => sameTitle(properties.title, title));
}

/** Titles are told apart without regard to case. */
export function sameTitle(one: string, other: string): boolean {
  return one.toLocaleLowerCase() === other.toLocaleLowerCase();
}

/** An id that this book has not given away. */
export function freshId(book: Book): number {
  book.nextId += 7919;
  return book.nextId;
}

/** What a cell holds; nothing is an empty message. */
export function cellAt(grid: Grid, row: number, column: number): CellData {
  return grid.cells[row]?.[column] ?? {};
}

/** Replaces a cell. */
export function putCell(grid: Grid, row: number, column: number, cell: CellData): void {
  let line = grid.cells[row];
  if (!line) {
    line = [];
    grid.cells[row] = line;
  }
  line[column] = cell;
}

/** Rows and columns as Google shows them: never without a size. */
export function shownDimension(dimension: Dimension | undefined, kind: 'ROWS' | 'COLUMNS'): Dimension {
  return { pixelSize: kind === 'ROWS' ? DEFAULT_HEIGHT : DEFAULT_WIDTH, ...dimension };
}
