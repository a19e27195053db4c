import { formatNumber } from '../text/vietnamese.ts';
import type { CellData, CellValue, SheetData } from '../workbook/workbook-data.ts';

/** A sheet whose cells can be asked for by place. */
export interface SheetView {
  readonly data: SheetData;
  cell(row: number, column: number): CellData | undefined;
}

/** More columns than a sheet has, so that a place that is none never means another one. */
const COLUMNS = 32_768;
const views = new WeakMap<SheetData, SheetView>();

/** Indexes the cells of a sheet by place; once, however many forms are tried on it. */
export function sheetView(data: SheetData): SheetView {
  const view = views.get(data) ?? indexed(data);
  views.set(data, view);
  return view;
}

function indexed(data: SheetData): SheetView {
  const cells = new Map(data.cells.map((cell) => [cell.row * COLUMNS + cell.column, cell]));
  return { data, cell: (row, column) => cells.get(row * COLUMNS + column) };
}

/** Three times the longest label of a form; a cell may hold 32,767 characters. */
const LONGEST_LINE = 1_000;

/** The text of a cell as one line, as much of it as a label may have; "" where nothing stands. */
export function lineOf(value: CellValue | undefined): string {
  if (value === undefined) return '';
  const text = (typeof value === 'object' ? value.error : String(value)).trim().slice(0, LONGEST_LINE);
  return /\s\s|[^\S ]/u.test(text) ? text.replace(/\s+/gu, ' ') : text;
}

/** A value as a sentence quotes it, as typed in a Vietnamese workbook. */
export function shownValue(value: CellValue | undefined): string {
  return shortened(typeof value === 'number' ? formatNumber(value) : lineOf(value));
}

/** A text cut to what a sentence can quote. */
export function shortened(text: string, most = 80): string {
  return text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** "a; b; c", at most so many, then how many more there are. */
export function someOf(parts: readonly string[], most = 30): string {
  const more = parts.length - most;
  return more > 0 ? `${parts.slice(0, most).join('; ')}; và ${more} chỗ khác` : parts.join('; ');
}

/** Tells whether anything can be seen in a cell; a formula without a result counts as content. */
export function isFilled(cell: CellData | undefined): cell is CellData {
  return cell !== undefined && (typeof cell.value !== 'string' || /\S/u.test(cell.value));
}
