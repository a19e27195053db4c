/** "Lỗi và kiến nghị": by commune, the cells that must be corrected, then what its notice is proposed to ask of it. */
import type { Form } from '../form/form.ts';
import type { ProposedRecommendation } from '../notice/recommendation.ts';
import type { RowModel, SheetModel } from '../workbook/workbook-model.ts';
import { communeCells, headRow, landscape, lazily, spanning, text, titleRows } from './cells.ts';
import type { CommuneLine, SummaryContext } from './summary-context.ts';
import { placesOf, shortened } from './wording.ts';

export const ERRORS = 'Lỗi và kiến nghị';
const HEAD_ROW = 4;
/** The whole text stands in the notice. */
const MOST_TEXT = 160;
const COLUMNS = [
  ['Mã', 8],
  ['Đơn vị', 20],
  ['Loại', 9],
  ['Nội dung là', 12],
  ['Ô / Mã kiến nghị', 20],
  ['Lỗi hoặc kiến nghị', 62],
  ['Giá trị nên ghi / Căn cứ', 44],
  ['Trạng thái', 15],
] as const;

/** Composes the sheet. What stands in every notice, and what the inspectors choose freely, is said once above the table. */
export function errorsSheet({ lines, round, form }: SummaryContext): SheetModel {
  const rowsOf = (line: CommuneLine) => [...errorRows(line), ...recommendationRows(line, form)];
  const total = lines.reduce((sum, line) => sum + rowsOf(line).length, 0);
  return {
    name: ERRORS,
    columns: COLUMNS.map(([, width]) => ({ width })),
    rows: lazily(function* () {
      yield* titleRows('Lỗi phải sửa và kiến nghị dự kiến', round?.title ?? form.title, COLUMNS.length);
      yield { cells: spanning(text(everywhere(form), 'faint'), COLUMNS.length) };
      yield headRow(...COLUMNS.map(([name]) => name));
      if (total === 0) yield { cells: spanning(text('Không có lỗi, không có kiến nghị riêng.'), COLUMNS.length) };
      for (const line of lines) yield* rowsOf(line);
    }),
    frozen: { rows: HEAD_ROW, columns: 2 },
    filter: `A${HEAD_ROW}:H${HEAD_ROW + Math.max(total, 1)}`,
    print: landscape('A4', HEAD_ROW, ERRORS),
  };
}

function everywhere({ recommendations }: Form): string {
  const ids = (byDefault: string) =>
    recommendations
      .filter((row) => row.default === byDefault)
      .map(({ id }) => id)
      .join(', ');
  const [always, choice] = [ids('always'), ids('choice')];
  const parts = [
    always && `Kiến nghị có trong mọi thông báo, không liệt kê lại: ${always}.`,
    choice && `Kiến nghị do Đoàn kiểm tra tự chọn: ${choice}.`,
  ];
  return parts.filter(Boolean).join(' ');
}

function errorRows(line: CommuneLine): RowModel[] {
  return line.sending.errors.map((found) => {
    const { sheet, cells } = placesOf(found);
    return {
      cells: [
        ...communeCells(line),
        text('Lỗi', 'error'),
        text(cells === '' ? '' : `${cells} (trang ${sheet})`),
        text(found.sentence),
        text(found.proposed === undefined ? '' : `Nên ghi: ${found.proposed}`),
        text('Phải sửa', 'error'),
      ],
    };
  });
}

function recommendationRows(line: CommuneLine, form: Form): RowModel[] {
  const shown = line.recommendations.filter(({ id, state }) => {
    const byDefault = form.recommendations.find((row) => row.id === id)?.default ?? 'when';
    return byDefault === 'when' ? state !== 'not proposed' : byDefault === 'choice' && state === 'proposed';
  });
  return shown.map((row) => ({
    cells: [
      ...communeCells(line),
      text('Kiến nghị', 'centre'),
      text(row.id, 'centre'),
      text(row.shortcoming ?? shortened(row.text, MOST_TEXT)),
      text(groundOf(row, form)),
      row.state === 'proposed' ? text('Đề xuất', 'centre') : text('Chưa xác định', 'warning'),
    ],
  }));
}

/** The figures behind it; the reason in words where it has none, or where they do not settle it. */
function groundOf({ state, reason, ground }: ProposedRecommendation, form: Form): string {
  if (state === 'undecided' || ground.length === 0) return reason;
  const named = (code: string, label: string) => `${code} ${shortened(form.byCode.get(code)?.label ?? label, 60)}`;
  return ground.map(({ code, label, printed }) => `${named(code, label)}: ${printed}`).join('; ');
}
