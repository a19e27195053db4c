/** Figures of one chart in the sheet "Số liệu biểu đồ", and the chart over them. */
import { sheetReference } from '../../workbook/workbook-data.ts';
import type { ChartModel, ChartRange, RowModel } from '../../workbook/workbook-model.ts';
import { EMPTY, headRow, spanning, text } from '../cells.ts';

export const CHART_DATA = 'Số liệu biểu đồ';
/** Columns of that sheet: the point, its name, then the series. */
export const DATA_WIDTHS = [12, 44, 16, 16, 16, 16] as const;

export type ChartPlace = Pick<ChartModel, 'at' | 'size'>;

export interface ChartBlock {
  readonly rows: readonly RowModel[];
  readonly chartAt: (place: ChartPlace) => ChartModel;
  /** How many rows high it need be at most; a few bars would otherwise fill a page. */
  readonly height?: number;
}

/** Makes the block whose first row is `top`. */
export type MakeBlock = (top: number) => ChartBlock;

/** Rows of a block above its points. */
export const BLOCK_HEAD = 2;

/** Name of the block, head of its table, its points, and a free row. */
export function blockRows(name: string, head: readonly string[], points: readonly RowModel[]): RowModel[] {
  return [
    { cells: spanning(text(name, 'section'), DATA_WIDTHS.length) },
    headRow(...head),
    ...points.map(({ cells }) => ({ cells: head.map((_, index) => cells[index] ?? EMPTY) })),
    { cells: [] },
  ];
}

/** A column of a block's points as a chart names it, with what the cells hold now. */
export function columnRange<T>(letter: string, top: number, values: readonly T[]): ChartRange<T> {
  const first = top + BLOCK_HEAD;
  const reference = sheetReference(CHART_DATA, `$${letter}$${first}:$${letter}$${first + values.length - 1}`);
  return { reference, values };
}
