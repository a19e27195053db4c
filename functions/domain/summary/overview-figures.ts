/** The figures that matter, each with its coverage and, for a ratio, a bar. */
import type { IndicatorFigure, Result } from '../aggregate/province-figures.ts';
import type { Indicator } from '../form/form.ts';
import { cellAddress, sheetReference } from '../workbook/workbook-data.ts';
import type { CellModel, RowModel } from '../workbook/workbook-model.ts';
import { ERROR_MARK, NO_CASES_MARK, spanning, text } from './cells.ts';
import { formatOf } from './matrix-columns.ts';
import { barCell, GAP, head, wide } from './overview-rows.ts';
import { PROVINCE, PROVINCE_COLUMNS, UNLIKE } from './province-sheet.ts';
import type { SummaryContext } from './summary-context.ts';
import { labelUnderHeading } from './wording.ts';

const MOST_FIGURES = 24;

/** Rows of the main figures; `above` rows stand over them on the sheet. */
export function mainFigures(context: SummaryContext, rowOf: ReadonlyMap<string, number>, above: number): RowModel[] {
  const { form, figureOf } = context;
  const main = form.indicators.filter(isMain).slice(0, MOST_FIGURES);
  const rows = main.flatMap((indicator) => {
    const [figure, row] = [figureOf.get(indicator.key), rowOf.get(indicator.key)];
    return figure && row ? [{ indicator, figure, row, label: labelUnderHeading(indicator, form) }] : [];
  });
  if (rows.length === 0) return [];
  return [
    wide('Số liệu chính', 'section'),
    {
      cells: [
        text('Mã', 'head'),
        ...head('Chỉ tiêu', 5),
        text('Đơn vị tính', 'head'),
        ...head('Toàn tỉnh', 2),
        text('Độ phủ', 'head'),
        ...head('', 2),
      ],
    },
    ...rows.map((part, index) => figureRow(part, above + 3 + index)),
    wide(
      `Độ phủ: số đơn vị có số liệu / số đơn vị phải báo cáo; đơn vị thiếu và đơn vị có lỗi (${ERROR_MARK}) được nêu tên ở trang ${PROVINCE}.`,
      'faint',
    ),
    GAP,
  ];
}

/** What every commune must state, and every ratio of the form itself. */
const isMain = ({ type, presence, place }: Indicator): boolean =>
  place === undefined && (type === 'ratio' || (presence === 'required' && (type === 'count' || type === 'amount')));

interface MainFigure {
  readonly indicator: Indicator;
  readonly figure: IndicatorFigure;
  readonly row: number;
  readonly label: string;
}

function figureRow({ indicator, figure, row, label }: MainFigure, at: number): RowModel {
  const cellOf = (column: string) => sheetReference(PROVINCE, `${column}${row}`);
  const { value, reported, expected } = PROVINCE_COLUMNS;
  const { result, coverage } = figure;
  const shown = shownTotal(result);
  const bar: CellModel = result.kind === 'ratio' ? barCell(cellAddress(at, 8), result.fraction) : { style: 'label' };
  return {
    cells: [
      text(indicator.code, 'centre'),
      ...spanning(text(label), 5),
      text(indicator.unit, 'centre'),
      ...spanning(
        { value: shown, formula: cellOf(value), style: 'heading', align: 'right', format: formatOf(indicator) },
        2,
      ),
      {
        value: `${coverage.reported}/${coverage.expected}`,
        formula: `${cellOf(reported)}&"/"&${cellOf(expected)}`,
        style: 'centre',
      },
      ...spanning(bar, 2),
    ],
  };
}

function shownTotal(result: Result): string | number {
  if (result.kind === 'unlike') return UNLIKE;
  if (result.kind === 'ratio') return result.fraction ?? NO_CASES_MARK;
  return result.kind === 'total' ? (result.sum ?? '') : '';
}
