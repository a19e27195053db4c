/** "Số liệu kỳ trước": what the communes gave in the previous round, cell for cell where the matrix has what they gave now. */
import { columnName, sheetReference } from '../workbook/workbook-data.ts';
import type { CellModel, RowModel, SheetModel } from '../workbook/workbook-model.ts';
import { communeCells, lazily, spanning, text } from './cells.ts';
import { FIRST_COLUMN, type MatrixColumn, ROWS } from './matrix-columns.ts';
import type { SummaryContext } from './summary-context.ts';
import { shortLabel } from './wording.ts';

export const EARLIER = 'Số liệu kỳ trước';

/** A range of the matrix at the same place of this sheet. */
export const onEarlier = (range: string): string => sheetReference(EARLIER, range);

const FIXED = [8, 22, 9, 3] as const;
const MOST_NAME = 60;
const NOTE =
  'Chỉ gồm số liệu hợp lệ của kỳ trước; ô trống: đơn vị chưa có số liệu hoặc kỳ trước không có chỉ tiêu này.';

/** Composes the sheet, or nothing without a previous round. Its communes stand in the rows of the matrix. */
export function earlierSheet(context: SummaryContext): SheetModel | undefined {
  const { previous, columns, lines } = context;
  if (!previous) return undefined;
  const last = Math.max(ROWS.codes, ROWS.first + lines.length - 1);
  return {
    name: EARLIER,
    columns: [...FIXED.map((width) => ({ width })), ...columns.map(() => ({ width: 13 }))],
    rows: lazily(function* () {
      yield* headRows(context);
      for (const line of lines)
        yield {
          cells: [
            ...communeCells({ commune: line.commune }),
            text(''),
            ...columns.map((column) =>
              earlierCell(column, previous.earlier.get(column.indicator.key)?.get(line.commune.code)?.number),
            ),
          ],
        };
    }),
    frozen: { rows: ROWS.codes, columns: 2 },
    filter: `A${ROWS.codes}:${columnName(FIRST_COLUMN + columns.length - 1)}${last}`,
    print: {
      paper: 'A3',
      landscape: true,
      repeatRows: [ROWS.labels, ROWS.codes],
      repeatColumns: ['A', 'B'],
      fitWidth: false,
      footer: EARLIER,
    },
  };
}

/** As many as the matrix has, so that each commune stands in its row. */
function headRows({ previous, columns, form }: SummaryContext): RowModel[] {
  const beside = (cell: CellModel): RowModel => ({ cells: [undefined, undefined, ...spanning(cell, 12)] });
  const blank = FIXED.map(() => text('', 'head'));
  return [
    beside(text('Số liệu kỳ trước theo đơn vị', 'title')),
    beside(text(previous?.comparison.previous.title ?? '', 'subtitle')),
    beside(text(NOTE, 'faint')),
    { cells: [] },
    { cells: [...blank, ...columns.map(({ indicator }) => text(shortLabel(indicator, form, MOST_NAME), 'head'))] },
    { cells: [], hidden: true },
    { cells: [], hidden: true },
    {
      cells: [...['Mã', 'Đơn vị', 'Loại', ''], ...columns.map(({ indicator }) => indicator.code)].map((name) =>
        text(name, 'head'),
      ),
    },
  ];
}

const earlierCell = ({ format }: MatrixColumn, value: number | undefined): CellModel =>
  value === undefined ? { style: 'number' } : { value, style: 'number', format };
