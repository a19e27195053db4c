/** Requests about rows and columns: size, visibility, more of them, fewer of them. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { invalid } from '../../refusals.ts';
import { type Book, type Grid, type GridRange, gridOf, shownDimension } from '../book.ts';
import { moveReferences } from '../formulas.ts';
import { changed, changeMask } from '../writable.ts';

type Response = sheets_v4.Schema$Response;
type Kind = 'ROWS' | 'COLUMNS';

interface Span {
  readonly grid: Grid;
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

const NARROWEST = 2;
const WIDEST = 2000;

/** Width or height and whether it is hidden. */
export function updateDimensionProperties(
  book: Book,
  request: sheets_v4.Schema$UpdateDimensionPropertiesRequest,
): Response {
  const mask = changeMask('DimensionProperties', request.fields);
  const { pixelSize } = request.properties ?? {};
  if (pixelSize != null && (pixelSize < NARROWEST || pixelSize > WIDEST)) {
    throw invalid(`DimensionProperties.pixelSize must be between ${NARROWEST} and ${WIDEST}, not ${pixelSize}.`);
  }
  const { grid, kind, start, end } = spanOf(book, request.range);
  const list = kind === 'ROWS' ? grid.rows : grid.columns;
  for (let at = start; at < end; at += 1) {
    list[at] = changed('DimensionProperties', shownDimension(list[at], kind), request.properties, mask);
  }
  const count = kind === 'ROWS' ? grid.rowCount : grid.columnCount;
  const hidden = list.filter((dimension) => dimension?.hiddenByUser).length;
  if (hidden >= count) throw invalid(`You can't hide all the ${kind.toLowerCase()} on a sheet.`);
  return {};
}

/** Fits the text in truth; here only the range is looked at. */
export function autoResizeDimensions(book: Book, request: sheets_v4.Schema$AutoResizeDimensionsRequest): Response {
  spanOf(book, request.dimensions);
  return {};
}

/** Rows or columns at the end. */
export function appendDimension(book: Book, request: sheets_v4.Schema$AppendDimensionRequest): Response {
  const grid = gridOf(book, request.sheetId);
  const length = request.length ?? 0;
  if (length < 1) throw invalid('length must be positive');
  if (kindOf(request.dimension) === 'ROWS') grid.rowCount += length;
  else grid.columnCount += length;
  return {};
}

/** Rows or columns in between: everything below or to the right moves, and what refers to it. */
export function insertDimension(book: Book, request: sheets_v4.Schema$InsertDimensionRequest): Response {
  const { grid, kind, start, end } = spanOf(book, request.range, true);
  if (request.inheritFromBefore && start === 0) {
    throw invalid('range.startIndex must be > 0 when inheriting from before');
  }
  const count = end - start;
  if (kind === 'ROWS') {
    grid.rowCount += count;
    openGap(grid.cells, start, count);
    openGap(grid.rows, start, count);
  } else {
    grid.columnCount += count;
    for (const row of grid.cells) if (row) openGap(row, start, count);
    openGap(grid.columns, start, count);
  }
  shiftAll(book, grid, kind, (at) => (at >= start ? at + count : at));
  return {};
}

/** Takes rows or columns out. */
export function deleteDimension(book: Book, request: sheets_v4.Schema$DeleteDimensionRequest): Response {
  const { grid, kind, start, end } = spanOf(book, request.range);
  const count = end - start;
  const left = (kind === 'ROWS' ? grid.rowCount : grid.columnCount) - count;
  if (left < 1) throw invalid(`You can't delete all the ${kind.toLowerCase()} on the sheet.`);
  if (kind === 'ROWS') {
    grid.rowCount = left;
    grid.cells.splice(start, count);
    grid.rows.splice(start, count);
  } else {
    grid.columnCount = left;
    for (const row of grid.cells) row?.splice(start, count);
    grid.columns.splice(start, count);
  }
  shiftAll(book, grid, kind, (at) => (at < start ? at : at < end ? undefined : at - count));
  return {};
}

function openGap<T>(list: T[], start: number, count: number): void {
  if (start >= list.length) return;
  const tail = list.splice(start);
  list.length = start + count;
  tail.forEach((item, index) => {
    list[start + count + index] = item;
  });
}

function kindOf(dimension: string | null | undefined): Kind {
  if (dimension === 'ROWS' || dimension === 'COLUMNS') return dimension;
  throw invalid('dimension is required');
}

function spanOf(book: Book, range: sheets_v4.Schema$DimensionRange | undefined, mayBegin = false): Span {
  if (!range) throw invalid('range is required');
  const grid = gridOf(book, range.sheetId);
  const kind = kindOf(range.dimension);
  const count = kind === 'ROWS' ? grid.rowCount : grid.columnCount;
  const start = range.startIndex ?? 0;
  const end = range.endIndex ?? count;
  if (start < 0 || end <= start) throw invalid(`range.startIndex ${start} must be less than range.endIndex ${end}`);
  if (start > count || (mayBegin ? start > count : end > count)) {
    throw invalid(`range.endIndex ${end} exceeds the ${count} ${kind.toLowerCase()} of the grid`);
  }
  return { grid, kind, start, end };
}

type Shift = (at: number) => number | undefined;

function shiftAll(book: Book, grid: Grid, kind: Kind, shift: Shift): void {
  const move = (range: GridRange) => movedRange(range, kind, shift);
  grid.merges = grid.merges.flatMap((range) => move(range) ?? []);
  grid.protectedRanges = grid.protectedRanges.flatMap((held) => {
    const range = held.range && move(held.range);
    const unprotectedRanges = held.unprotectedRanges?.flatMap((open) => move(open) ?? []);
    return range ? [{ ...held, range, ...(unprotectedRanges ? { unprotectedRanges } : {}) }] : [];
  });
  grid.conditionalFormats = grid.conditionalFormats.flatMap((rule) => {
    const ranges = rule.ranges?.flatMap((range) => move(range) ?? []) ?? [];
    return ranges.length > 0 ? [{ ...rule, ranges }] : [];
  });
  book.namedRanges = book.namedRanges.flatMap((name) => {
    if (!name.range || (name.range.sheetId ?? 0) !== grid.properties.sheetId) return [name];
    const range = move(name.range);
    return range ? [{ ...name, range }] : [];
  });
  shiftFormulas(book, grid, kind, shift);
}

/** Unbounded sides stay so; `undefined` when nothing of the range is left. */
function movedRange(range: GridRange, kind: Kind, shift: Shift): GridRange | undefined {
  const [first, last] =
    kind === 'ROWS' ? (['startRowIndex', 'endRowIndex'] as const) : (['startColumnIndex', 'endColumnIndex'] as const);
  const [start, end] = [range[first], range[last]];
  if (end == null) return start == null ? range : { ...range, [first]: shift(start) ?? start };
  const kept = Array.from({ length: end - (start ?? 0) }, (_, index) => shift((start ?? 0) + index)).filter(
    (at) => at !== undefined,
  );
  const [from, to] = [kept[0], kept.at(-1)];
  if (from === undefined || to === undefined) return undefined;
  return { ...range, ...(start == null ? {} : { [first]: from }), [last]: to + 1 };
}

function shiftFormulas(book: Book, grid: Grid, kind: Kind, shift: Shift): void {
  for (const other of book.sheets) {
    for (const cell of other.cells.flatMap((row) => (row ?? []).filter(Boolean))) {
      const formula = cell.userEnteredValue?.formulaValue;
      if (formula == null) continue;
      cell.userEnteredValue = { formulaValue: shifted(formula, other === grid, grid.properties.title, kind, shift) };
    }
  }
}

function shifted(formula: string, own: boolean, title: string, kind: Kind, shift: Shift): string {
  return moveReferences(formula, ({ sheet, row, column }) => {
    if (sheet === undefined ? !own : sheet !== title) return { row, column };
    const at = shift(kind === 'ROWS' ? row : column);
    if (at === undefined) return undefined;
    return kind === 'ROWS' ? { row: at, column } : { row, column: at };
  });
}
