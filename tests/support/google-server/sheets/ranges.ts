/** Ranges: of the protocol (zero-based, half open) and as people write them (A1). */
import { invalid } from '../refusals.ts';
import { type Book, type Grid, type GridRange, gridNamed, gridOf } from './book.ts';

/** A range with all its sides, inside its grid. */
export interface Area {
  readonly grid: Grid;
  readonly top: number;
  readonly left: number;
  /** Exclusive, as `right`. */
  readonly bottom: number;
  readonly right: number;
}

/** A range of a request: the sheet is there, the sides are in order and inside the grid. */
export function areaOf(book: Book, range: GridRange | undefined): Area {
  if (!range) throw invalid('range is required');
  const grid = gridOf(book, range.sheetId);
  const top = range.startRowIndex ?? 0;
  const left = range.startColumnIndex ?? 0;
  const bottom = range.endRowIndex ?? grid.rowCount;
  const right = range.endColumnIndex ?? grid.columnCount;
  if (top < 0 || left < 0) throw invalid('GridRange: indices must not be negative');
  const area = { grid, top, left, bottom, right };
  if (top >= bottom || left >= right)
    throw invalid(`GridRange is empty or inverted: rows ${top} to ${bottom}, columns ${left} to ${right}`);
  if (bottom > grid.rowCount || right > grid.columnCount) {
    throw invalid(
      `Range (${textOf(area)}) exceeds grid limits. Max rows: ${grid.rowCount}, max columns: ${grid.columnCount}`,
    );
  }
  return area;
}

/** Every cell of an area, by row and column. */
export function* cellsOf(area: Area): Generator<{ row: number; column: number }> {
  for (let row = area.top; row < area.bottom; row += 1) {
    for (let column = area.left; column < area.right; column += 1) yield { row, column };
  }
}

/** The message of an area. */
export function rangeOf(area: Area): GridRange {
  return {
    sheetId: area.grid.properties.sheetId,
    startRowIndex: area.top,
    endRowIndex: area.bottom,
    startColumnIndex: area.left,
    endColumnIndex: area.right,
  };
}

/** Whether two areas have a cell in common. */
export function overlaps(one: Area, other: Area): boolean {
  if (one.grid.properties.sheetId !== other.grid.properties.sheetId) return false;
  return one.top < other.bottom && other.top < one.bottom && one.left < other.right && other.left < one.right;
}

/** Whether the first lies in the second. */
export function within(one: Area, other: Area): boolean {
  if (one.grid.properties.sheetId !== other.grid.properties.sheetId) return false;
  return one.top >= other.top && one.bottom <= other.bottom && one.left >= other.left && one.right <= other.right;
}

/** `Sheet1!A1:B2`. */
export function textOf(area: Area): string {
  const { title } = area.grid.properties;
  const sheet = /^[A-Za-z_]\w*$/.test(title) ? title : `'${title.replaceAll("'", "''")}'`;
  const first = `${lettersOf(area.left)}${area.top + 1}`;
  const last = `${lettersOf(area.right - 1)}${area.bottom}`;
  return `${sheet}!${first === last ? first : `${first}:${last}`}`;
}

/** 0 → A. */
export function lettersOf(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? lettersOf(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** A → 0. */
export function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

const A1 =
  /^(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?(?:\$?([A-Za-z]{1,3}))?(?:\$?([1-9]\d*))?(?::(?:\$?([A-Za-z]{1,3}))?(?:\$?([1-9]\d*))?)?$/;

/**
 * What somebody means who writes `'Phiếu'!A1:C7`, `A1` (on the first sheet), `A:A`, a sheet's title, or the name of a
 * named range. Refused where it means nothing; ranges beyond the grid are left to the caller (`areaOf`).
 */
export function rangeFromText(book: Book, text: string): GridRange {
  const named = book.namedRanges.find(({ name }) => name?.toLowerCase() === text.toLowerCase());
  if (named?.range) return named.range;
  const whole = gridNamed(book, text.replace(/^'(.*)'$/s, '$1').replaceAll("''", "'"));
  if (whole) return { sheetId: whole.properties.sheetId };
  const match = A1.exec(text);
  if (!match) throw invalid(`Unable to parse range: ${text}`);
  const [, quoted, bare] = match;
  const title = quoted?.replaceAll("''", "'") ?? bare;
  const grid = title === undefined ? book.sheets[0] : gridNamed(book, title);
  if (!grid) throw invalid(`Unable to parse range: ${text}`);
  return sidesOf(grid, match, text);
}

function sidesOf(grid: Grid, match: RegExpExecArray, text: string): GridRange {
  const [, , , firstColumn, firstRow, lastColumn, lastRow] = match;
  if (firstColumn === undefined && firstRow === undefined) throw invalid(`Unable to parse range: ${text}`);
  const single = !text.replace(/^.*!/s, '').includes(':');
  const [endColumn, endRow] = single ? [firstColumn, firstRow] : [lastColumn, lastRow];
  return {
    sheetId: grid.properties.sheetId,
    ...(firstRow === undefined ? {} : { startRowIndex: Number(firstRow) - 1 }),
    ...(endRow === undefined ? {} : { endRowIndex: Number(endRow) }),
    ...(firstColumn === undefined ? {} : { startColumnIndex: columnOf(firstColumn) }),
    ...(endColumn === undefined ? {} : { endColumnIndex: columnOf(endColumn) + 1 }),
  };
}
