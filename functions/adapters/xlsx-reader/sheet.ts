import type { CellData } from '../../domain/workbook/workbook-data.ts';
import type { Budget } from './budget.ts';
import { readCellValue } from './cell-value.ts';
import { type CollectedCell, collectCell } from './collect-cell.ts';
import { GENERAL, type NumberFormat } from './number-format.ts';
import { type Positions, trackPositions } from './positions.ts';
import { readXml } from './read-xml.ts';
import { withoutFormulas } from './without-formulas.ts';

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly budget: Budget;
  readonly sharedStrings: readonly string[];
  readonly styles: readonly NumberFormat[];
  readonly date1904: boolean;
}

/** Days between the starts of the two date systems. */
const DAYS_TO_1904 = 1462;

/**
 * Reads the cells of a worksheet that hold something, by row and column.
 *
 * Only the cells: nothing behind `</sheetData>` is looked at, however many merges, rules or links a sheet has. Of two
 * cells in one place the later counts, as in other programs.
 */
export async function readSheet(part: Buffer, context: SheetContext): Promise<CellData[]> {
  const cells: CellData[] = [];
  const positions = trackPositions();
  const cell = collectCell();
  let inData = false;
  await readXml(withoutFormulas(part), context.budget, {
    until: 'sheetData',
    open: (name, attributes) => {
      if (name === 'sheetData') inData = true;
      else if (!inData) return;
      else if (name === 'row') positions.nextRow(attributes.r);
      else if (name === 'c') {
        positions.nextCell(attributes.r);
        cell.start(attributes);
      } else cell.open(name);
    },
    text: cell.text,
    close: (name) => {
      if (name !== 'c' || !inData) return cell.close(name);
      const data = cellData(cell.take(), positions, context);
      if (data !== undefined) cells.push(data);
    },
  });
  return inReadingOrder(cells);
}

function cellData(cell: CollectedCell, { row, column }: Positions, context: SheetContext): CellData | undefined {
  const value = readCellValue(cell, context.sharedStrings);
  const { isFormula } = cell;
  if (!isFormula && (value === undefined || value === '')) return undefined;
  context.budget.spendCell();
  if (typeof value === 'string') context.budget.spendText(value);
  const format = context.styles[cell.style] ?? GENERAL;
  return {
    row,
    column,
    value: isLate(cell, format, context) && typeof value === 'number' ? value + DAYS_TO_1904 : value,
    isDate: format.isDate || cell.type === 'd',
    isPercent: format.isPercent,
    isFormula,
  };
}

/** A serial counted from 1904. A date written as text (`t="d"`) is none, nor is a mere time of day. */
function isLate(cell: CollectedCell, format: NumberFormat, { date1904 }: SheetContext): boolean {
  return date1904 && format.isCalendar && cell.type === 'n';
}

/** Writers that follow the format give cells in order; for others they are sorted, the later of two doubles kept. */
function inReadingOrder(cells: CellData[]): CellData[] {
  if (cells.every((cell, index) => index === 0 || place(cells[index - 1]) < place(cell))) return cells;
  const byPlace = new Map(cells.map((cell) => [place(cell), cell]));
  return [...byPlace.values()].sort((a, b) => place(a) - place(b));
}

function place(cell: CellData | undefined): number {
  return cell === undefined ? 0 : cell.row * 2 ** 14 + cell.column;
}
