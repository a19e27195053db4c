import type { CellModel, ColumnModel, RowModel } from '../../domain/workbook/workbook-model.ts';
import { DEFAULT_FONT, isIndented, metricsOf } from './styles.ts';

/**
 * Estimates how high a row must be for its wrapped text. Neither Excel nor LibreOffice grows a row by the text of merged
 * cells, and Excel shows the height it finds in the file, so a row without one would be clipped.
 */

/** Widths of Times New Roman in thousandths of the font size, by the characters that have them. */
const WIDTHS: readonly (readonly [number, string])[] = [
  [180, "'"],
  [200, '|'],
  [250, ' .,\u00a0'],
  [278, 'ijlt/:;\\'],
  [333, '!()-[]`fIr‘’'],
  [389, 'sJ'],
  [408, '"'],
  [444, '?acez“”'],
  [480, '{}'],
  [500, '#$*0123456789_bdđghknopquvxy–'],
  [541, '~<>=+^≤≥×'],
  [556, 'FPS'],
  [611, 'ELTZ'],
  [667, 'BCR'],
  [722, 'wADĐGHKNOQUVXY'],
  [778, '&m'],
  [833, '%'],
  [889, 'M'],
  [944, 'W@'],
];
const WIDTH_OF = new Map(WIDTHS.flatMap(([width, characters]) => [...characters].map((c) => [c, width] as const)));
const HORN = '\u031b';
const UNKNOWN = 1000;

const PIXELS_PER_POINT = 96 / 72;
/** The digit 0 of the default font: the unit of column widths. */
export const DIGIT_PIXELS = 8;
/** What Excel adds to a column's characters for its margins and grid line. */
export const COLUMN_PADDING_PIXELS = 5;
const INDENT_PIXELS = 10;
const BOLD = 1.08;
/** Hinted text on a screen runs wider than the font's own figures say. */
const SAFETY = 1.1;
const LINE_HEIGHT = 1.3125;
/** Air between text and rules, in points. */
const TABLE_PADDING = 3;
/** Excel's greatest row height, in points. */
const MAX_HEIGHT = 409;

/** Height in points that shows all text of `row` in `columns`. */
export function rowHeight(row: RowModel, columns: readonly ColumnModel[]): number {
  if (row.height !== undefined) return Math.min(row.height, MAX_HEIGHT);
  let height = Math.max(DEFAULT_FONT.size * LINE_HEIGHT, row.minHeight ?? 0);
  for (const [index, cell] of row.cells.entries()) {
    if (cell && !columns[index]?.hidden) height = Math.max(height, cellHeight(cell, index, columns));
  }
  return Math.min(Math.ceil(height * 4) / 4, MAX_HEIGHT);
}

/**
 * Whether a row should follow what is typed into it. Not where cells are merged: the program that fits such a row looks
 * past them and would clip their text.
 */
export function mayGrow({ cells, height }: RowModel): boolean {
  const spans = cells.some((cell) => (cell?.span ?? 1) > 1);
  return height === undefined && !spans && cells.some((cell) => cell?.style === 'input');
}

function cellHeight(cell: CellModel, index: number, columns: readonly ColumnModel[]): number {
  const { size, bold, wrapped, bordered } = metricsOf(cell.style ?? 'plain');
  const lines =
    wrapped && typeof cell.value === 'string' ? countLines(cell.value, pixelsOf(cell, index, columns), size, bold) : 1;
  return lines * size * LINE_HEIGHT + (bordered ? TABLE_PADDING : 0);
}

function pixelsOf(cell: CellModel, index: number, columns: readonly ColumnModel[]): number {
  let pixels = -COLUMN_PADDING_PIXELS - (isIndented(cell.style ?? 'plain', cell.align) ? INDENT_PIXELS : 0);
  for (let i = index; i < index + (cell.span ?? 1); i++) pixels += columnPixels(columns[i]);
  return Math.max(pixels, DIGIT_PIXELS);
}

/** Width of a column on a screen at 100 %. */
export function columnPixels(column: ColumnModel | undefined): number {
  if (column?.hidden) return 0;
  return (column?.width ?? 9) * DIGIT_PIXELS + COLUMN_PADDING_PIXELS;
}

/** Lines that `text` takes in a box of `pixels`, broken between words as a spreadsheet breaks them. */
export function countLines(text: string, pixels: number, size: number, bold = false): number {
  const scale = (size / 1000) * PIXELS_PER_POINT * SAFETY * (bold ? BOLD : 1);
  return text.split('\n').reduce((lines, paragraph) => lines + linesOf(paragraph, pixels / scale), 0);
}

function linesOf(paragraph: string, room: number): number {
  let lines = 1;
  let used = 0;
  for (const word of paragraph.normalize('NFD').split(' ')) {
    const width = widthOf(word);
    const gap = used > 0 ? 250 : 0;
    if (used + gap + width <= room) {
      used += gap + width;
      continue;
    }
    if (used > 0) lines++;
    lines += Math.max(0, Math.ceil(width / room) - 1);
    used = width % room || width;
  }
  return lines;
}

function widthOf(word: string): number {
  let width = 0;
  for (const character of word) width += WIDTH_OF.get(character) ?? widthOfOther(character);
  return width;
}

/** Tone marks stand above their letter; the horn of ơ and ư makes it wider. */
function widthOfOther(character: string): number {
  if (character === HORN) return 60;
  return character >= '\u0300' && character <= '\u036f' ? 0 : UNKNOWN;
}
