/** "Cảnh báo số liệu": figures for a person to look at, with what the commune says about them. */
import type { RowModel, SheetModel } from '../workbook/workbook-model.ts';
import { headRow, landscape, lazily, spanning, text, titleRows } from './cells.ts';
import type { CommuneLine, SummaryContext } from './summary-context.ts';
import { placesOf } from './wording.ts';

export const WARNINGS = 'Cảnh báo số liệu';
const HEAD_ROW = 4;
const COLUMNS = [
  ['Mã', 8],
  ['Đơn vị', 20],
  ['Loại', 9],
  ['Trang', 22],
  ['Ô', 12],
  ['Cảnh báo', 62],
  ['Giải trình của đơn vị', 36],
  ['Trạng thái', 17],
] as const;

/** Composes the sheet: by commune, those not explained first. */
export function warningsSheet({ lines, round, form }: SummaryContext): SheetModel {
  const total = lines.reduce((sum, { sending }) => sum + sending.warnings.length, 0);
  return {
    name: WARNINGS,
    columns: COLUMNS.map(([, width]) => ({ width })),
    rows: lazily(function* () {
      yield* titleRows('Cảnh báo số liệu', round?.title ?? form.title, COLUMNS.length);
      yield {
        cells: spanning(
          text(
            'Số liệu có cảnh báo vẫn được tính vào toàn tỉnh; cảnh báo đã được giải trình thì không còn là việc phải làm.',
            'faint',
          ),
          COLUMNS.length,
        ),
      };
      yield headRow(...COLUMNS.map(([name]) => name));
      if (total === 0) yield { cells: spanning(text('Không có cảnh báo nào.'), COLUMNS.length) };
      for (const line of lines) yield* warningRows(line);
    }),
    frozen: { rows: HEAD_ROW, columns: 2 },
    filter: `A${HEAD_ROW}:H${HEAD_ROW + Math.max(total, 1)}`,
    print: landscape('A4', HEAD_ROW, WARNINGS),
  };
}

function warningRows({ commune, sending }: CommuneLine): RowModel[] {
  const [open, explained] = [false, true].map((isExplained) =>
    sending.warnings.filter(({ explanation }) => (explanation !== undefined) === isExplained),
  );
  return [...(open ?? []), ...(explained ?? [])].map((finding) => {
    const { sentence, explanation } = finding;
    const { sheet, cells } = placesOf(finding);
    return {
      cells: [
        text(commune.code, 'centre'),
        text(commune.name),
        text(commune.type, 'centre'),
        text(sheet),
        text(cells, 'centre'),
        text(sentence),
        text(explanation ?? ''),
        explanation === undefined ? text('Chưa giải trình', 'warning') : text('Đã giải trình', 'good'),
      ],
    };
  });
}
