import { Problem } from '../../problems.ts';
import { damaged } from './damaged.ts';
import { MAX_COLUMN, MAX_ROW } from './limits.ts';

/** Says where the cells of one sheet are, also for writers that leave the places out. */
export interface Positions {
  readonly row: number;
  readonly column: number;
  /** @throws Problem FILE_OUT_OF_BOUNDS, FILE_DAMAGED */
  readonly nextRow: (r: string | undefined) => void;
  /** @throws Problem FILE_OUT_OF_BOUNDS, FILE_DAMAGED */
  readonly nextCell: (r: string | undefined) => void;
}

/** Starts above the first row. What has no `r` follows what came before it. */
export function trackPositions(): Positions {
  let currentRow = 0;
  let row = 0;
  let column = 0;
  return {
    get row() {
      return row;
    },
    get column() {
      return column;
    },
    nextRow: (r) => {
      currentRow = within(r === undefined ? currentRow + 1 : Number(r), MAX_ROW);
      row = currentRow;
      column = 0;
    },
    nextCell: (r) => {
      const letters = r === undefined ? 0 : countLetters(r);
      row = r === undefined ? currentRow : within(decimal(r, letters), MAX_ROW);
      column = within(r === undefined ? column + 1 : columnOf(r, letters), MAX_COLUMN);
    },
  };
}

// By character code, not by regular expression: this runs once for each cell, and it shows.

function countLetters(reference: string): number {
  let length = 0;
  while (isLetter(reference.charCodeAt(length))) length += 1;
  if (length === 0) throw damaged(`cell ${reference.slice(0, 40)}`);
  return length;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function columnOf(reference: string, letters: number): number {
  let column = 0;
  for (let at = 0; at < letters; at += 1) column = column * 26 + (reference.charCodeAt(at) & 31);
  return column;
}

function decimal(reference: string, start: number): number {
  let number = 0;
  for (let at = start; at < reference.length; at += 1) {
    const digit = reference.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) throw damaged(`cell ${reference.slice(0, 40)}`);
    number = number * 10 + digit;
  }
  return number;
}

function within(number: number, max: number): number {
  if (number < 1 || number > max) throw new Problem('FILE_OUT_OF_BOUNDS');
  if (!Number.isInteger(number)) throw damaged(`position ${number}`);
  return number;
}
