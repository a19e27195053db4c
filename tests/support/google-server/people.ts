/** What people do in their browsers: each deed is a change in the log, and channels hear of it. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { type Effect, permissionEffects } from './people-permissions.ts';
import { batchUpdate } from './sheets/batch-update.ts';
import { type Book, type CellData, cellAt, type Grid, gridNamed, putCell } from './sheets/book.ts';
import { type Area, areaOf, overlaps, rangeFromText, within } from './sheets/ranges.ts';
import { canEdit } from './sheets/shown.ts';
import { newFile, remove, type StoredFile, touch, type World } from './world.ts';

export const CLERK = 'can-bo@xa.example.vn';

export interface People extends Effect {
  /** Types into a cell: `'Phiếu'!C7` or a defined name; `undefined` empties it. Refused like in the browser. */
  readonly edit: (
    spreadsheetId: string,
    cell: string,
    value: string | number | boolean | undefined,
    by?: string,
  ) => void;
  /** What stands in a cell. */
  readonly cell: (spreadsheetId: string, cell: string) => CellData;
  /** Inserts rows above a row, as counted on the screen. */
  readonly insertRows: (spreadsheetId: string, sheet: string, above: number, count?: number) => void;
  readonly deleteRows: (spreadsheetId: string, sheet: string, first: number, count?: number) => void;
  readonly renameSheet: (spreadsheetId: string, from: string, to: string) => void;
  readonly deleteSheet: (spreadsheetId: string, sheet: string) => void;
  readonly addSheet: (spreadsheetId: string, title: string) => void;
  readonly deleteNamedRange: (spreadsheetId: string, name: string) => void;
  readonly rename: (fileId: string, name: string) => void;
  /** Uploads a file into a folder and gives its id. */
  readonly upload: (folderId: string, name: string, bytes: Uint8Array, mimeType: string, by?: string) => string;
  /** Uploads the file anew, as a version of what is there. */
  readonly replace: (fileId: string, bytes: Uint8Array, by?: string) => void;
  readonly moveTo: (fileId: string, folderId: string) => void;
  readonly trash: (fileId: string) => void;
  readonly restore: (fileId: string) => void;
  /** For good. */
  readonly remove: (fileId: string) => void;
}

/** The deeds on one world. */
export function peopleOf(world: World): People {
  const request = (id: string, asked: (book: Book) => sheets_v4.Schema$Request, by = CLERK) => {
    const file = sheetOf(world, id);
    file.book = batchUpdate(file.book, [asked(file.book)], by).book;
    touch(world, file, by);
  };
  const sheetId = (book: Book, title: string) => named(book, title).properties.sheetId;
  const rows = (book: Book, title: string, first: number, count: number) => ({
    range: { sheetId: sheetId(book, title), dimension: 'ROWS', startIndex: first - 1, endIndex: first - 1 + count },
  });
  return {
    ...fileDeeds(world),
    ...permissionEffects(world),
    edit: (id, cell, value, by = CLERK) => edit(world, id, cell, value, by),
    cell: (id, cell) => {
      const { grid, top, left } = placeOf(sheetOf(world, id).book, cell);
      return cellAt(grid, top, left);
    },
    insertRows: (id, title, above, count = 1) =>
      request(id, (book) => ({ insertDimension: rows(book, title, above, count) })),
    deleteRows: (id, title, first, count = 1) =>
      request(id, (book) => ({ deleteDimension: rows(book, title, first, count) })),
    renameSheet: (id, from, to) =>
      request(id, (book) => ({
        updateSheetProperties: { properties: { sheetId: sheetId(book, from), title: to }, fields: 'title' },
      })),
    deleteSheet: (id, title) => request(id, (book) => ({ deleteSheet: { sheetId: sheetId(book, title) } })),
    addSheet: (id, title) => request(id, () => ({ addSheet: { properties: { title } } })),
    deleteNamedRange: (id, name) =>
      request(id, (book) => {
        const found = book.namedRanges.find((range) => range.name === name);
        return { deleteNamedRange: { namedRangeId: found?.namedRangeId ?? name } };
      }),
  };
}

function fileDeeds(
  world: World,
): Pick<People, 'rename' | 'upload' | 'replace' | 'moveTo' | 'trash' | 'restore' | 'remove'> {
  const change = (
    id: string,
    done: (file: StoredFile) => void,
    what: 'content' | 'metadata' = 'metadata',
    by = CLERK,
  ) => {
    const file = fileOf(world, id);
    done(file);
    touch(world, file, by, what);
  };
  return {
    rename: (id, name) => change(id, (file) => Object.assign(file, { name })),
    upload: (folderId, name, bytes, mimeType, by = CLERK) => {
      fileOf(world, folderId);
      const file = { ...newFile(world, { name, mimeType, parents: [folderId] }, by), content: bytes };
      world.files.set(file.id, file);
      touch(world, file, by);
      return file.id;
    },
    replace: (id, bytes, by = CLERK) => change(id, (file) => Object.assign(file, { content: bytes }), 'content', by),
    moveTo: (id, folderId) => change(id, (file) => Object.assign(file, { parents: [fileOf(world, folderId).id] })),
    trash: (id) => change(id, (file) => Object.assign(file, { trashed: true })),
    restore: (id) => change(id, (file) => Object.assign(file, { trashed: false })),
    remove: (id) => remove(world, fileOf(world, id)),
  };
}

function edit(world: World, id: string, text: string, value: string | number | boolean | undefined, by: string): void {
  const file = sheetOf(world, id);
  const place = placeOf(file.book, text);
  if (isProtected(file.book, place, by)) throw new Error(`${by} may not edit ${text}: the cell is protected`);
  const { userEnteredValue: _, effectiveValue: __, ...rest } = cellAt(place.grid, place.top, place.left);
  if (value !== undefined && !isAccepted(rest, value))
    throw new Error(`${text} does not take ${value}: data validation`);
  const typed = value === undefined ? {} : { userEnteredValue: typedValue(value) };
  putCell(place.grid, place.top, place.left, { ...rest, ...typed });
  touch(world, file, by);
}

/** Protected sheets keep what is not taken out of them; every range that covers the cell must allow it. */
function isProtected(book: Book, place: Area, by: string): boolean {
  return place.grid.protectedRanges.some((held) => {
    const range = held.range ?? book.namedRanges.find(({ namedRangeId }) => namedRangeId === held.namedRangeId)?.range;
    if (!range || !overlaps(areaOf(book, range), place)) return false;
    const open = held.unprotectedRanges?.some((free) => within(place, areaOf(book, free))) ?? false;
    return !open && !canEdit(held, by);
  });
}

/** Only lists are looked at: what a person types into other cells is the test's business. */
function isAccepted(cell: CellData, value: string | number | boolean): boolean {
  const rule = cell.dataValidation;
  if (!rule?.strict || rule.condition?.type !== 'ONE_OF_LIST') return true;
  return rule.condition.values?.some(({ userEnteredValue }) => userEnteredValue === String(value)) ?? true;
}

function typedValue(value: string | number | boolean): sheets_v4.Schema$ExtendedValue {
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return value.startsWith('=') ? { formulaValue: value } : { stringValue: value };
}

function placeOf(book: Book, text: string): Area {
  return areaOf(book, rangeFromText(book, text.replaceAll('$', '')));
}

function named(book: Book, title: string): Grid {
  const grid = gridNamed(book, title);
  if (!grid) throw new Error(`no sheet ${title}`);
  return grid;
}

function fileOf(world: World, id: string): StoredFile {
  const file = world.files.get(id);
  if (!file) throw new Error(`no file ${id}`);
  return file;
}

function sheetOf(world: World, id: string): StoredFile & { book: Book } {
  const file = fileOf(world, id);
  if (!file.book) throw new Error(`${id} is no spreadsheet`);
  return file as StoredFile & { book: Book };
}
