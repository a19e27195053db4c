import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { columnNumber } from '../../domain/workbook/workbook-data.ts';

/** A rectangle as the Sheets API counts: from 0, ends not included. */
export interface Rectangle {
  readonly startRowIndex: number;
  readonly endRowIndex: number;
  readonly startColumnIndex: number;
  readonly endColumnIndex: number;
}

/** Reads `E7`, `$E$7` or `E7:F12`. @throws Error when it is no such address */
export function rectangleOf(address: string): Rectangle {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(address);
  if (!match) throw new Error(`"${address}" is not the address of a cell or range.`);
  const [, left = '', top = '', right = left, bottom = top] = match;
  return {
    startRowIndex: Number(top) - 1,
    endRowIndex: Number(bottom),
    startColumnIndex: columnNumber(left) - 1,
    endColumnIndex: columnNumber(right),
  };
}

export const onSheet = (sheetId: number, rectangle: Rectangle): sheets_v4.Schema$GridRange => ({
  sheetId,
  ...rectangle,
});

/** A cell of a grid and what it is grouped by; row and column count from 0. */
export interface Keyed {
  readonly row: number;
  readonly column: number;
  readonly key: string;
}

/** Covers cells of the same key with few rectangles: along the rows first, then equal stretches of rows below each other. */
export function rectanglesByKey(cells: Iterable<Keyed>): ReadonlyMap<string, readonly Rectangle[]> {
  const found = new Map<string, Rectangle[]>();
  const open = new Map<string, { key: string; rectangle: Rectangle }>();
  for (const { key, row, from, to } of stretches(cells)) {
    const place = `${from}:${to}`;
    const above = open.get(place);
    const goesOn = above?.key === key && above.rectangle.endRowIndex === row;
    const start = goesOn ? above.rectangle.startRowIndex : row;
    const rectangle = { startRowIndex: start, endRowIndex: row + 1, startColumnIndex: from, endColumnIndex: to };
    const list = found.get(key) ?? [];
    const rest = goesOn ? list.filter((each) => each !== above.rectangle) : list;
    found.set(key, [...rest, rectangle]);
    open.set(place, { key, rectangle });
  }
  return found;
}

interface Stretch {
  readonly key: string;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Cells come row by row, each row from the left. */
function stretches(cells: Iterable<Keyed>): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const { key, row, column } of cells) {
    const last = found.at(-1);
    if (last && last.key === key && last.row === row && last.to === column)
      found[found.length - 1] = { ...last, to: column + 1 };
    else found.push({ key, row, from: column, to: column + 1 });
  }
  return found;
}
