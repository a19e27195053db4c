import { formatNumber } from '../text/vietnamese.ts';
import type { CellData, CellValue, SheetData } from '../workbook/workbook-data.ts';

/** A sheet whose cells can be asked for by place. */
export interface SheetView {
  readonly data: SheetData;
  cell(row: number, column: number): CellData | undefined;
}

/** Indexes the cells of a sheet by place. */
export function sheetView(data: SheetData): SheetView {
  const cells = new Map(data.cells.map((cell) => [cell.row * 16_384 + cell.column, cell]));
  return { data, cell: (row, column) => cells.get(row * 16_384 + column) };
}

/** The text of a cell as one line; "" where nothing stands. */
export function lineOf(value: CellValue | undefined): string {
  if (value === undefined) return '';
  const text = typeof value === 'object' ? value.error : String(value);
  return text.replace(/\s+/gu, ' ').trim();
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
  return cell !== undefined && (cell.value === undefined || lineOf(cell.value) !== '');
}
