/** A rectangle of cells; rows and columns count from 1. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** Reads `E7`, `$E$7` or `E7:F12`. @throws Error when it is no such address or lies outside of a sheet. */
export function areaOf(address: string): Area {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(address);
  if (!match) throw new Error(`"${address}" is not the address of a cell or range.`);
  const [, column = '', row = '', lastColumn = column, lastRow = row] = match;
  const [left, right] = inOrder(columnNumber(column), columnNumber(lastColumn));
  const [top, bottom] = inOrder(Number(row), Number(lastRow));
  if (top < 1 || bottom > MAX_ROWS || right > MAX_COLUMNS) throw new Error(`"${address}" lies outside of a sheet.`);
  return { top, left, bottom, right };
}

/** Writes an area as `E7:F12`, one cell as `E7:E7`. */
export function rangeOf({ top, left, bottom, right }: Area): string {
  return `${columnLetters(left)}${top}:${columnLetters(right)}${bottom}`;
}

/** `'Sheet name'!$E$7`, whatever the sheet is called. */
export function absolute(sheet: string, { top, left, bottom, right }: Area): string {
  const first = `$${columnLetters(left)}$${top}`;
  const last = `$${columnLetters(right)}$${bottom}`;
  return `${quoted(sheet)}!${first === last ? first : `${first}:${last}`}`;
}

export const quoted = (sheet: string): string => `'${sheet.replaceAll("'", "''")}'`;

/** A, B … Z, AA … from 1, 2 … */
export function columnLetters(column: number): string {
  let letters = '';
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}

export function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Two areas that share a cell, if there are any. Sweeps by rows, so that thousands of ranges cost no more than sorting. */
export function overlapOf(areas: readonly Area[]): readonly [Area, Area] | undefined {
  let open: Area[] = [];
  for (const area of areas.toSorted((a, b) => a.top - b.top)) {
    open = open.filter((other) => other.bottom >= area.top);
    const other = open.find(({ left, right }) => left <= area.right && right >= area.left);
    if (other) return [other, area];
    open.push(area);
  }
  return undefined;
}

const inOrder = (a: number, b: number): [number, number] => (a <= b ? [a, b] : [b, a]);
