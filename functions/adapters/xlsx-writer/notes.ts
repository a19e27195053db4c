import type { Comment } from 'exceljs';
import type { ColumnModel } from '../../domain/workbook/workbook-model.ts';
import { columnPixels, countLines } from './row-height.ts';
import { FONT_NAME } from './styles.ts';
import { plainText } from './text.ts';

/** A note and the cell it belongs to. */
export interface PlacedNote {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

const SIZE = 11;
const WIDTH = 300;
const MARGIN = 16;
const LINE_PIXELS = 20;
const MAX_NOTE = 32_000;
const PIXELS_PER_POINT = 96 / 72;
const DEFAULT_ROW_PIXELS = 21;

export function noteOf(text: string): Comment {
  const font = { name: FONT_NAME, size: SIZE, family: 1 };
  return { texts: [{ font, text: plainText(text).slice(0, MAX_NOTE) }], editAs: 'oneCells' };
}

/**
 * The box of a note, to the right of its cell and high enough for its text, as VML writes it: column, pixels into it, row,
 * pixels into it, for two corners. Columns and rows count from 0.
 */
export function noteBox(
  note: PlacedNote | undefined,
  columns: readonly ColumnModel[],
  rowHeights: readonly number[],
): string {
  if (!note) return '1, 15, 0, 2, 3, 15, 4, 4';
  const height = countLines(note.text, WIDTH - MARGIN, SIZE) * LINE_PIXELS + MARGIN;
  const columnWidth = (index: number) => columnPixels(columns[index]);
  const rowPixels = (index: number) =>
    index < rowHeights.length ? Math.round((rowHeights[index] ?? 0) * PIXELS_PER_POINT) : DEFAULT_ROW_PIXELS;
  const left = walk(note.column, 12, columnWidth);
  const right = walk(left.index, left.offset + WIDTH, columnWidth);
  const top = walk(Math.max(note.row - 1, 0), 2, rowPixels);
  const bottom = walk(top.index, top.offset + height, rowPixels);
  return [left, top, right, bottom].flatMap(({ index, offset }) => [index, offset]).join(', ');
}

/** Where one arrives who goes `pixels` on from the start of column or row `index`. */
function walk(index: number, pixels: number, sizeOf: (index: number) => number): { index: number; offset: number } {
  let at = index;
  let left = pixels;
  while (left >= sizeOf(at)) left -= sizeOf(at++);
  return { index: at, offset: left };
}
