/** "Cảnh báo số liệu": figures for a person to look at, with what the commune says about them. */
import type { Form } from '../form/form.ts';
import type { CellModel, RowModel, SheetModel } from '../workbook/workbook-model.ts';
import { communeCells, headRow, landscape, lazily, spanning, text, titleRows } from './cells.ts';
import type { CommuneLine, SummaryContext } from './summary-context.ts';
import { labelUnderHeading, placesOf } from './wording.ts';

export const WARNINGS = 'Cảnh báo số liệu';
const HEAD_ROW = 5;
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

const NOTES = [
  'Số liệu có cảnh báo vẫn được tính vào toàn tỉnh; cảnh báo đã được giải trình thì không còn là việc phải làm.',
  '"Khác thường" là gợi ý để tỉnh xem lại, không phải lỗi và không gửi cho đơn vị: số liệu khác hẳn các đơn vị cùng loại hoặc khác hẳn kỳ trước của chính đơn vị.',
];

/** Composes the sheet: by commune, those not explained first, then what is odd beside others. */
export function warningsSheet({ lines, round, form }: SummaryContext): SheetModel {
  const total = lines.reduce((sum, { sending, outliers }) => sum + sending.warnings.length + outliers.length, 0);
  return {
    name: WARNINGS,
    columns: COLUMNS.map(([, width]) => ({ width })),
    rows: lazily(function* () {
      yield* titleRows('Cảnh báo số liệu', round?.title ?? form.title, COLUMNS.length);
      for (const note of NOTES) yield { cells: spanning(text(note, 'faint'), COLUMNS.length) };
      yield headRow(...COLUMNS.map(([name]) => name));
      if (total === 0) yield { cells: spanning(text('Không có cảnh báo nào.'), COLUMNS.length) };
      for (const line of lines) yield* [...warningRows(line), ...outlierRows(line, form)];
    }),
    frozen: { rows: HEAD_ROW, columns: 2 },
    filter: `A${HEAD_ROW}:H${HEAD_ROW + Math.max(total, 1)}`,
    print: landscape('A4', HEAD_ROW, WARNINGS),
  };
}

function warningRows(line: CommuneLine): RowModel[] {
  const [open, explained] = [false, true].map((isExplained) =>
    line.sending.warnings.filter(({ explanation }) => (explanation !== undefined) === isExplained),
  );
  return [...(open ?? []), ...(explained ?? [])].map((finding) => {
    const { sentence, explanation } = finding;
    const { sheet, cells } = placesOf(finding);
    const state = explanation === undefined ? text('Chưa giải trình', 'warning') : text('Đã giải trình', 'good');
    return warningRow(line, { sheet, cells, sentence, explanation, state });
  });
}

/** No finding of the return's own: the cell is fine, the figure is odd. */
function outlierRows(line: CommuneLine, form: Form): RowModel[] {
  return line.outliers.map(({ indicator, reason }) => {
    const sentence = `${indicator.code} ${labelUnderHeading(indicator, form)}: ${reason}`;
    const sheet = form.sections.find(({ key }) => key === indicator.section)?.sheet ?? '';
    return warningRow(line, { sheet, cells: '', sentence, state: text('Khác thường', 'centre') });
  });
}

interface Warning {
  readonly sheet: string;
  readonly cells: string;
  readonly sentence: string;
  readonly explanation?: string;
  readonly state: CellModel;
}

function warningRow(line: CommuneLine, { sheet, cells, sentence, explanation = '', state }: Warning): RowModel {
  return {
    cells: [...communeCells(line), text(sheet), text(cells, 'centre'), text(sentence), text(explanation), state],
  };
}
