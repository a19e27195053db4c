/** Requests about whole sheets and the spreadsheet itself. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { invalid } from '../../refusals.ts';
import {
  type Book,
  DEFAULT_COLUMNS,
  DEFAULT_ROWS,
  emptyGrid,
  freshId,
  type Grid,
  gridOf,
  type SheetProperties,
  sameTitle,
} from '../book.ts';
import { shownProperties } from '../shown.ts';
import { changed, changeMask } from '../writable.ts';

type Response = sheets_v4.Schema$Response;

const MOST_CELLS = 10_000_000;
const LONGEST_TITLE = 100;

/** Adds a sheet, by default of 1,000 rows and 26 columns, at the end. */
export function addSheet(book: Book, request: sheets_v4.Schema$AddSheetRequest): Response {
  const wanted = request.properties ?? {};
  if (wanted.sheetType && wanted.sheetType !== 'GRID') throw invalid(`Unsupported sheet type: ${wanted.sheetType}`);
  const sheetId = wanted.sheetId ?? freshId(book);
  if (sheetId < 0) throw invalid('sheetId must be non-negative');
  if (book.sheets.some(({ properties }) => properties.sheetId === sheetId)) {
    throw invalid(`Sheet id ${sheetId} already exists. Please specify a different id.`);
  }
  const title = wanted.title ?? freeTitle(book);
  checkTitle(book, title);
  const grid = emptyGrid(sheetId, title, DEFAULT_ROWS, DEFAULT_COLUMNS);
  const index = wanted.index ?? book.sheets.length;
  if (index < 0 || index > book.sheets.length) throw invalid(`Invalid index: ${index}`);
  book.sheets.splice(index, 0, grid);
  const { index: _, gridProperties, ...others } = wanted;
  Object.assign(grid.properties, others, { sheetId, title, sheetType: 'GRID' });
  resize(grid, gridProperties ?? {});
  checkWhole(book, grid);
  return { addSheet: { properties: shownProperties(book, grid) } };
}

/** Removes a sheet with everything that points to it. */
export function deleteSheet(book: Book, request: sheets_v4.Schema$DeleteSheetRequest): Response {
  const grid = sheetOf(book, request.sheetId);
  book.sheets.splice(book.sheets.indexOf(grid), 1);
  if (book.sheets.length === 0) throw invalid("You can't remove all the sheets in a document.");
  if (book.sheets.every(({ properties }) => properties.hidden)) {
    throw invalid("You can't remove all the visible sheets in a document.");
  }
  book.namedRanges = book.namedRanges.filter(({ range }) => (range?.sheetId ?? 0) !== grid.properties.sheetId);
  return {};
}

/** Title, position, visibility, size, frozen parts. */
export function updateSheetProperties(book: Book, request: sheets_v4.Schema$UpdateSheetPropertiesRequest): Response {
  const wanted = request.properties ?? {};
  const mask = changeMask('SheetProperties', request.fields);
  const grid = sheetOf(book, wanted.sheetId);
  const before = shownProperties(book, grid);
  const after = changed<SheetProperties>('SheetProperties', before, wanted, mask);
  if (!after.title) throw invalid('Sheet title is required');
  if (after.title !== before.title) checkTitle(book, after.title, grid);
  const { index, gridProperties, ...others } = after;
  grid.properties = { ...others, sheetId: grid.properties.sheetId, title: after.title };
  resize(grid, gridProperties ?? {});
  if (index !== before.index) move(book, grid, index ?? 0);
  checkWhole(book, grid);
  return {};
}

/** Title, locale and the like of the whole spreadsheet. */
export function updateSpreadsheetProperties(
  book: Book,
  request: sheets_v4.Schema$UpdateSpreadsheetPropertiesRequest,
): Response {
  const mask = changeMask('SpreadsheetProperties', request.fields);
  const after = changed('SpreadsheetProperties', book.properties, request.properties, mask);
  checkSpreadsheetProperties(after);
  book.properties = after;
  return {};
}

/** Refuses a locale or a time zone that does not exist. */
export function checkSpreadsheetProperties(properties: sheets_v4.Schema$SpreadsheetProperties): void {
  const { title, locale, timeZone } = properties;
  if (!title) throw invalid('SpreadsheetProperties.title is required');
  if (locale != null && !/^[a-z]{2,3}(_[A-Z]{2})?$/.test(locale)) throw invalid(`Unsupported locale: ${locale}`);
  if (timeZone != null && !isTimeZone(timeZone)) throw invalid(`Invalid time zone: ${timeZone}`);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** In this request and its like Google says "sheet" where it says "grid" of ranges. */
function sheetOf(book: Book, sheetId: number | null | undefined): Grid {
  const there = book.sheets.some(({ properties }) => properties.sheetId === (sheetId ?? 0));
  if (!there) throw invalid(`No sheet with id: ${sheetId ?? 0}`);
  return gridOf(book, sheetId);
}

function checkTitle(book: Book, title: string, except?: Grid): void {
  if (title === '' || title.length > LONGEST_TITLE) throw invalid(`Invalid sheet title: ${title}`);
  const taken = book.sheets.some((grid) => grid !== except && sameTitle(grid.properties.title, title));
  if (taken) throw invalid(`A sheet with the name "${title}" already exists. Please enter another name.`);
}

function freeTitle(book: Book): string {
  let number = book.sheets.length + 1;
  while (book.sheets.some(({ properties }) => properties.title === `Sheet${number}`)) number += 1;
  return `Sheet${number}`;
}

function resize(grid: Grid, wanted: sheets_v4.Schema$GridProperties): void {
  const rowCount = wanted.rowCount ?? grid.rowCount;
  const columnCount = wanted.columnCount ?? grid.columnCount;
  if (rowCount < 1 || columnCount < 1) throw invalid('A grid must have at least one row and one column.');
  grid.rowCount = rowCount;
  grid.columnCount = columnCount;
  grid.cells.length = Math.min(grid.cells.length, rowCount);
  for (const row of grid.cells) if (row) row.length = Math.min(row.length, columnCount);
  const { rowCount: _, columnCount: __, ...others } = wanted;
  grid.properties.gridProperties = others;
}

function move(book: Book, grid: Grid, index: number): void {
  if (index < 0 || index > book.sheets.length) throw invalid(`Invalid index: ${index}`);
  const from = book.sheets.indexOf(grid);
  book.sheets.splice(from, 1);
  book.sheets.splice(index > from ? index - 1 : index, 0, grid);
}

function checkWhole(book: Book, grid: Grid): void {
  const cells = book.sheets.reduce((sum, { rowCount, columnCount }) => sum + rowCount * columnCount, 0);
  if (cells > MOST_CELLS) {
    throw invalid(
      `This action would increase the number of cells in the workbook above the limit of ${MOST_CELLS} cells.`,
    );
  }
  if (book.sheets.every(({ properties }) => properties.hidden))
    throw invalid("You can't hide all the sheets in a document.");
  checkFrozen(grid);
}

function checkFrozen(grid: Grid): void {
  const { frozenRowCount, frozenColumnCount } = grid.properties.gridProperties ?? {};
  if ((frozenRowCount ?? 0) >= grid.rowCount) throw invalid("You can't freeze all visible rows on the sheet.");
  if ((frozenColumnCount ?? 0) >= grid.columnCount) throw invalid("You can't freeze all visible columns on the sheet.");
  for (const merge of grid.merges) {
    if (crosses(merge.startRowIndex, merge.endRowIndex, frozenRowCount)) {
      throw invalid("You can't freeze rows which contain only part of a merged cell.");
    }
    if (crosses(merge.startColumnIndex, merge.endColumnIndex, frozenColumnCount)) {
      throw invalid("You can't freeze columns which contain only part of a merged cell.");
    }
  }
}

/** Whether the edge of the frozen part goes through the span. */
export function crosses(start?: number | null, end?: number | null, frozen?: number | null): boolean {
  return (start ?? 0) < (frozen ?? 0) && (end ?? 0) > (frozen ?? 0);
}
