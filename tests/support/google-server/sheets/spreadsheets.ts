/** `spreadsheets` of Sheets: create, get, batchUpdate. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { type Answer, type Call, isTrue } from '../call.ts';
import { spreadsheetFor } from '../drive/access.ts';
import { covers, readMask } from '../masks.ts';
import { sheetsRefusal } from '../refusals.ts';
import { touch } from '../world.ts';
import { batchUpdate } from './batch-update.ts';
import type { Book } from './book.ts';
import { type Area, areaOf, rangeFromText } from './ranges.ts';
import { shownSpreadsheet, wholeBook } from './shown.ts';

/** `spreadsheets.create` puts the file into the caller's own drive, and a service account has none. */
export function createSpreadsheet(): never {
  throw sheetsRefusal(403, 'The caller does not have permission');
}

/** Without a mask cells come with `includeGridData`, with a mask when it names them. */
export function getSpreadsheet(call: Call): Answer {
  const { book, id } = spreadsheetFor(call.world, call.email, call.path.spreadsheetId ?? '', 'reader');
  const fields = call.query.get('fields');
  const mask = fields === null ? undefined : readMask(fields);
  const withCells =
    mask === undefined ? isTrue(call, 'includeGridData') : covers(mask, 'sheets', 'data') || asksForCells(mask);
  const areas = areasOf(book, call.query.getAll('ranges'));
  const shown = shownSpreadsheet(id, book, withCells ? (areas ?? wholeBook(book)) : undefined, call.email);
  if (!areas) return { json: shown };
  const wanted = new Set(areas.map(({ grid }) => grid.properties.sheetId));
  return { json: { ...shown, sheets: shown.sheets?.filter(({ properties }) => wanted.has(properties?.sheetId ?? 0)) } };
}

function asksForCells(mask: ReturnType<typeof readMask>): boolean {
  if (mask === true || mask === undefined) return mask === true;
  const sheets = mask.get('sheets') ?? mask.get('*');
  return sheets === true || (sheets !== undefined && (sheets.has('data') || sheets.has('*')));
}

function areasOf(book: Book, ranges: readonly string[]): Area[] | undefined {
  return ranges.length === 0 ? undefined : ranges.map((range) => areaOf(book, rangeFromText(book, range)));
}

/** All requests or none. */
export function updateSpreadsheet(call: Call): Answer {
  const body = call.body as sheets_v4.Schema$BatchUpdateSpreadsheetRequest;
  const file = spreadsheetFor(call.world, call.email, call.path.spreadsheetId ?? '', 'writer');
  const { book, replies } = batchUpdate(file.book, body.requests ?? [], call.email);
  file.book = book;
  file.name = book.properties.title ?? file.name;
  touch(call.world, file, call.email);
  return { json: { spreadsheetId: file.id, replies, ...shownAfter(call, body, book, file.id) } };
}

function shownAfter(
  call: Call,
  body: sheets_v4.Schema$BatchUpdateSpreadsheetRequest,
  book: Book,
  id: string,
): { updatedSpreadsheet?: sheets_v4.Schema$Spreadsheet } {
  if (!body.includeSpreadsheetInResponse) return {};
  const areas = body.responseIncludeGridData
    ? (areasOf(book, body.responseRanges ?? []) ?? wholeBook(book))
    : undefined;
  return { updatedSpreadsheet: shownSpreadsheet(id, book, areas, call.email) };
}
