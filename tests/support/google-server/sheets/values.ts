/** `spreadsheets.values` of Sheets. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { readDay, serialOf } from '../../../../functions/domain/text/day.ts';
import type { Answer, Call } from '../call.ts';
import { spreadsheetFor } from '../drive/access.ts';
import { invalid } from '../refusals.ts';
import { touch } from '../world.ts';
import { type Book, type CellData, cellAt, type Grid, putCell } from './book.ts';
import { checkCell } from './cell-rules.ts';
import { type Area, areaOf, cellsOf, lettersOf, rangeFromText, textOf } from './ranges.ts';
import { shownCell } from './shown.ts';

type ValueRange = sheets_v4.Schema$ValueRange;

/** One range of values. */
export function getValues(call: Call): Answer {
  const { book } = spreadsheetFor(call.world, call.email, call.path.spreadsheetId ?? '', 'reader');
  return { json: valuesOf(book, call.path.range ?? '', call.query) };
}

/** Several ranges of values. */
export function batchGetValues(call: Call): Answer {
  const { book, id } = spreadsheetFor(call.world, call.email, call.path.spreadsheetId ?? '', 'reader');
  const valueRanges = call.query.getAll('ranges').map((range) => valuesOf(book, range, call.query));
  return { json: { spreadsheetId: id, valueRanges } };
}

/** Reading beyond the grid is cut off, writing there is refused. */
function valuesOf(book: Book, range: string, query: URLSearchParams): ValueRange {
  const area = clipped(book, range);
  const option = query.get('valueRenderOption') ?? 'FORMATTED_VALUE';
  const rows = Array.from({ length: area.bottom - area.top }, (_, row) =>
    trimmed(
      Array.from({ length: area.right - area.left }, (__, column) =>
        rendered(book, cellAt(area.grid, area.top + row, area.left + column), option),
      ),
    ),
  );
  const used = rows.findLastIndex((row) => row.length > 0) + 1;
  const values = rows.slice(0, used);
  const turned = query.get('majorDimension') === 'COLUMNS' ? transposed(values) : values;
  const majorDimension = query.get('majorDimension') ?? 'ROWS';
  return { range: textOf(area), majorDimension, ...(turned.length > 0 ? { values: turned } : {}) };
}

function clipped(book: Book, text: string): Area {
  const range = rangeFromText(book, text);
  const whole = areaOf(book, { sheetId: range.sheetId ?? 0 });
  return areaOf(book, {
    ...range,
    endRowIndex: Math.min(range.endRowIndex ?? whole.bottom, whole.bottom),
    endColumnIndex: Math.min(range.endColumnIndex ?? whole.right, whole.right),
  });
}

function rendered(book: Book, cell: CellData, option: string): string | number | boolean {
  const formula = cell.userEnteredValue?.formulaValue;
  if (option === 'FORMULA' && formula != null) return formula;
  const { effectiveValue: value, formattedValue = '' } = shownCell(book, cell);
  if (option === 'FORMATTED_VALUE') return formattedValue ?? '';
  return value?.numberValue ?? value?.boolValue ?? formattedValue ?? '';
}

function trimmed<T>(row: T[]): T[] {
  return row.slice(0, row.findLastIndex((value) => value !== '') + 1);
}

function transposed<T>(rows: readonly (readonly T[])[]): (T | string)[][] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? ''));
}

/** Writes one range; `null` leaves a cell as it is and "" clears it. */
export function updateValues(call: Call): Answer {
  const body = call.body as ValueRange;
  const range = call.path.range ?? '';
  if (body.range != null && body.range !== range) {
    throw invalid(`Requested writing within range [${range}], but the body says [${body.range}]`);
  }
  const [response] = write(call, [{ ...body, range }], call.query.get('valueInputOption'));
  return { json: response };
}

/** Writes several ranges, all or none. */
export function batchUpdateValues(call: Call): Answer {
  const body = call.body as sheets_v4.Schema$BatchUpdateValuesRequest;
  const responses = write(call, body.data ?? [], body.valueInputOption ?? null);
  return { json: { spreadsheetId: call.path.spreadsheetId, responses } };
}

/** Empties a range; formats stay. */
export function clearValues(call: Call): Answer {
  const file = spreadsheetFor(call.world, call.email, call.path.spreadsheetId ?? '', 'writer');
  const area = areaOf(file.book, rangeFromText(file.book, call.path.range ?? ''));
  for (const { row, column } of cellsOf(area)) put(file.book, area.grid, row, column, '', 'RAW');
  touch(call.world, file, call.email);
  return { json: { spreadsheetId: file.id, clearedRange: textOf(area) } };
}

function write(
  call: Call,
  data: readonly ValueRange[],
  option: string | null,
): sheets_v4.Schema$UpdateValuesResponse[] {
  const file = spreadsheetFor(call.world, call.email, call.path.spreadsheetId ?? '', 'writer');
  if (option !== 'RAW' && option !== 'USER_ENTERED') {
    throw invalid("'valueInputOption' is required but not specified");
  }
  const book = structuredClone(file.book);
  const responses = data.map((range) => writeRange(book, file.id, range, option));
  file.book = book;
  touch(call.world, file, call.email);
  return responses;
}

function writeRange(
  book: Book,
  spreadsheetId: string,
  given: ValueRange,
  option: 'RAW' | 'USER_ENTERED',
): sheets_v4.Schema$UpdateValuesResponse {
  const range = rangeFromText(book, given.range ?? '');
  const area = openEnded(book, range, areaOf(book, range));
  const rows: unknown[][] = given.majorDimension === 'COLUMNS' ? transposed(given.values ?? []) : (given.values ?? []);
  rows.forEach((row, down) => {
    row.forEach((value, right) => {
      checkReach(area, given.range ?? '', area.top + down, area.left + right);
      if (value !== null) put(book, area.grid, area.top + down, area.left + right, value, option);
    });
  });
  const updatedCells = rows.reduce((sum, row) => sum + row.length, 0);
  return { spreadsheetId, updatedRange: textOf(area), updatedRows: rows.length, updatedCells };
}

/** A single cell is a start, from which values reach as far as they go. */
function openEnded(book: Book, range: sheets_v4.Schema$GridRange, area: Area): Area {
  const single = area.bottom - area.top === 1 && area.right - area.left === 1;
  if (!single) return area;
  const whole = areaOf(book, { sheetId: range.sheetId ?? 0 });
  return { ...area, bottom: whole.bottom, right: whole.right };
}

function checkReach(area: Area, text: string, row: number, column: number): void {
  const tried = `Requested writing within range [${text}], but tried writing to`;
  if (row >= area.bottom) throw invalid(`${tried} row [${row + 1}]`);
  if (column >= area.right) throw invalid(`${tried} column [${lettersOf(column)}]`);
}

function put(
  book: Book,
  grid: Grid,
  row: number,
  column: number,
  value: unknown,
  option: 'RAW' | 'USER_ENTERED',
): void {
  const { userEnteredValue: _, effectiveValue: __, ...rest } = cellAt(grid, row, column);
  const entered = value === '' ? undefined : enteredValue(value, option, book.properties.locale ?? 'en_US');
  const cell = { ...rest, ...(entered ? { userEnteredValue: entered } : {}) };
  checkCell(book, cell);
  putCell(grid, row, column, cell);
}

function enteredValue(value: unknown, option: 'RAW' | 'USER_ENTERED', locale: string): sheets_v4.Schema$ExtendedValue {
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value !== 'string') throw invalid(`Invalid values: ${JSON.stringify(value)}`);
  if (option === 'RAW') return { stringValue: value };
  if (value.startsWith('=')) return { formulaValue: value };
  const number = typedNumber(value, locale);
  return number === undefined ? { stringValue: value } : { numberValue: number };
}

/** A number with the decimal sign of the locale, or in Vietnam a day as one writes it; anything else stays text. */
function typedNumber(text: string, locale: string): number | undefined {
  const isVietnamese = locale === 'vi_VN';
  if ((isVietnamese ? /^-?\d+(,\d+)?$/ : /^-?\d+(\.\d+)?$/).test(text)) return Number(text.replace(',', '.'));
  const day = isVietnamese && /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(text) ? readDay(text) : undefined;
  return day === undefined ? undefined : serialOf(day);
}
