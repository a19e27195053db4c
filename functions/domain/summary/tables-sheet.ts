/** "Bảng kê": the tables whose rows are the communes' own, joined, each row with its commune. */

import type { JoinedTable } from '../aggregate/province-figures.ts';
import type { Indicator, Table } from '../form/form.ts';
import type { Answer } from '../submission/answers.ts';
import { formatDay } from '../text/day.ts';
import type { CellModel, RowModel, SheetModel } from '../workbook/workbook-model.ts';
import { EMPTY, ERROR_MARK, headRow, landscape, lazily, spanning, text, titleRows } from './cells.ts';
import { formatOf } from './matrix-columns.ts';
import type { SummaryContext } from './summary-context.ts';

export const TABLES = 'Bảng kê';
const FIXED = [
  ['Mã', 8],
  ['Đơn vị', 20],
  ['Loại', 9],
] as const;
const TITLE_ROW = 3;

/** Composes the sheet, or nothing where the form has no such table. */
export function tablesSheet({ form, figures, round }: SummaryContext): SheetModel | undefined {
  const tables = form.tables.filter(({ free }) => free);
  if (tables.length === 0) return undefined;
  const width = Math.max(...tables.map(({ columns }) => columns.length));
  return {
    name: TABLES,
    columns: [
      ...FIXED.map(([, columnWidth]) => ({ width: columnWidth })),
      ...Array.from({ length: width }, () => ({ width: 48 })),
    ],
    rows: lazily(function* () {
      yield* titleRows('Bảng kê của các đơn vị', round?.title ?? form.title, FIXED.length + width);
      for (const table of tables)
        yield* tableRows(
          table,
          figures.tables.find(({ code }) => code === table.code),
          FIXED.length + width,
        );
    }),
    frozen: { rows: TITLE_ROW - 1, columns: 2 },
    print: landscape('A4', TITLE_ROW - 1, TABLES),
  };
}

function* tableRows(table: Table, joined: JoinedTable | undefined, width: number): Generator<RowModel> {
  const rows = joined?.rows ?? [];
  yield { cells: [] };
  yield { cells: spanning(text(`${table.code}. ${table.label} (${rows.length} dòng)`, 'section'), width) };
  yield headRow(...FIXED.map(([name]) => name), ...table.columns.map(({ label }) => label));
  if (rows.length === 0) yield { cells: spanning(text('Chưa đơn vị nào kê khai.'), width) };
  for (const { commune, cells } of rows) {
    const shown = cells.map((answer, index) => answerCell(answer, table.rows[0]?.cells[index]));
    yield { cells: [text(commune.code, 'centre'), text(commune.name), text(commune.type, 'centre'), ...shown] };
  }
}

function answerCell(answer: Answer, indicator: Indicator | undefined): CellModel {
  if (answer.state === 'unreadable') return text(`${answer.typed} ${ERROR_MARK}`, 'error');
  if (answer.state !== 'value') return answer.typed === '' ? EMPTY : text(answer.typed);
  if (answer.number !== undefined && indicator && indicator.type !== 'share')
    return { value: answer.number, style: 'number', format: formatOf(indicator) };
  return text(answer.day ? formatDay(answer.day) : answer.typed);
}
