/** Rows and cells of the overview: twelve equal columns, over which everything is spread. */
import type { CellModel, RowModel } from '../workbook/workbook-model.ts';
import { spanning, text } from './cells.ts';

export const OVERVIEW_WIDTH = 12;

/** One text over the whole width. */
export const wide = (value: string, style: CellModel['style']): RowModel => ({
  cells: spanning(text(value, style), OVERVIEW_WIDTH),
});
export const GAP: RowModel = { cells: [], height: 8 };
export const head = (name: string, span: number) => spanning(text(name, 'head'), span);

const BAR = 10;
const [FULL, REST] = ['■', '□'];
/** A fraction that is a tenth but for the machine's arithmetic is that tenth. */
const NEAR = 0.000001;

/** A bar of text: prints, and shows in every program. Only 100 % is the whole length. */
export function barCell(cell: string, fraction: number | undefined): CellModel {
  const full = Math.floor(Math.min(Math.max(fraction ?? 0, 0), 1) * BAR + NEAR);
  const filled = `INT(MAX(0,MIN(1,${cell}))*${BAR}+${NEAR})`;
  return {
    value: fraction === undefined ? '' : FULL.repeat(full) + REST.repeat(BAR - full),
    formula: `IF(ISNUMBER(${cell}),REPT("${FULL}",${filled})&REPT("${REST}",${BAR}-${filled}),"")`,
    style: 'check',
  };
}
