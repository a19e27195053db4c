/** "So với kỳ trước": each figure beside that of the previous round; of all, and of the communes that gave it both times. */
import type { IndicatorComparison, IndicatorName, RoundComparison } from '../comparison/compare-rounds.ts';
import { effectsText, isUnlike, moversText, UNLIKE } from '../comparison/words.ts';
import type { Indicator } from '../form/form.ts';
import { formatNumber } from '../text/vietnamese.ts';
import { sheetReference } from '../workbook/workbook-data.ts';
import type { CellModel, RowModel, SheetModel } from '../workbook/workbook-model.ts';
import { count, headRow, landscape, spanning, text, titleRows } from './cells.ts';
import { commonFormulas } from './comparison-formulas.ts';
import { EARLIER } from './earlier-sheet.ts';
import { formatOf, type MatrixColumn } from './matrix-columns.ts';
import { PROVINCE, PROVINCE_COLUMNS } from './province-sheet.ts';
import type { SummaryContext } from './summary-context.ts';
import { labelUnderHeading } from './wording.ts';

export const COMPARISON = 'So với kỳ trước';

const COLUMNS = [
  ['Mã', 8],
  ['Chỉ tiêu', 38],
  ['Đơn vị tính', 11],
  ['Kỳ trước', 12],
  ['Kỳ này', 12],
  ['Chênh lệch', 13],
  ['Kỳ trước', 8],
  ['Kỳ này', 8],
  ['Số đơn vị', 8],
  ['Kỳ trước', 12],
  ['Kỳ này', 12],
  ['Chênh lệch', 13],
  ['Tăng, giảm', 9],
  ['Do đâu', 64],
] as const;
const HEAD_ROW = 6;

const NOTES = [
  'Cột "Toàn tỉnh" gồm mọi đơn vị có số liệu ở từng kỳ, nên chênh lệch có thể chỉ do số đơn vị báo cáo khác nhau.',
  `Muốn biết số liệu tăng hay giảm thật, hãy xem các cột "Đơn vị có số liệu ở cả hai kỳ"; số liệu từng đơn vị ở trang ${EARLIER}.`,
].join(' ');

/** Composes the sheet, or nothing without a previous round. */
export function comparisonSheet(context: SummaryContext, rowOf: ReadonlyMap<string, number>): SheetModel | undefined {
  const { previous, form, round } = context;
  if (!previous) return undefined;
  const { comparison } = previous;
  const byKey = new Map(comparison.indicators.map((compared) => [compared.key, compared]));
  const columnOf = new Map(context.columns.map((column) => [column.indicator.key, column]));
  const rows: RowModel[] = [
    ...titleRows(`So với kỳ trước: ${comparison.previous.title}`, round?.title ?? form.title, COLUMNS.length),
    { cells: spanning(text(sentLine(comparison)), COLUMNS.length) },
    { cells: spanning(text(NOTES, 'faint'), COLUMNS.length) },
    GROUPS,
    headRow(...COLUMNS.map(([name]) => name)),
  ];
  for (const { key, code, title } of form.sections) {
    const own = form.indicators.filter(({ section, key: of }) => section === key && byKey.has(of));
    if (own.length > 0) rows.push(sectionRow(`${code}. ${title}`));
    for (const indicator of own) {
      const place = {
        row: rows.length + 1,
        provinceRow: rowOf.get(indicator.key),
        column: columnOf.get(indicator.key),
      };
      rows.push(comparedRow(indicator, byKey.get(indicator.key) as IndicatorComparison, place, context));
    }
  }
  const last = rows.length;
  rows.push(...notCompared(comparison));
  return {
    name: COMPARISON,
    columns: COLUMNS.map(([, width]) => ({ width })),
    rows,
    frozen: { rows: HEAD_ROW, columns: 2 },
    filter: `A${HEAD_ROW}:N${last}`,
    print: {
      ...landscape('A3', HEAD_ROW, `${COMPARISON} · ${round?.title ?? form.title}`),
      repeatRows: [HEAD_ROW - 1, HEAD_ROW],
    },
  };
}

const GROUPS: RowModel = {
  cells: [
    ...spanning(text('', 'head'), 3),
    ...spanning(text('Toàn tỉnh', 'head'), 3),
    ...spanning(text('Số đơn vị có số liệu', 'head'), 2),
    ...spanning(text('Đơn vị có số liệu ở cả hai kỳ', 'head'), 5),
    text('', 'head'),
  ],
};

function sentLine({ sent: { before, after, both } }: RoundComparison): string {
  const side = ({ sent, expected }: { sent: number; expected: number }) =>
    `${formatNumber(sent)}/${formatNumber(expected)}`;
  return `Số đơn vị đã gửi: kỳ trước ${side(before)}, kỳ này ${side(after)}; ${formatNumber(both)} đơn vị đã gửi ở cả hai kỳ.`;
}

const sectionRow = (name: string): RowModel => ({
  cells: COLUMNS.map((_, index) => text(index === 1 ? name : '', 'section')),
});

interface RowPlace {
  readonly row: number;
  readonly provinceRow?: number;
  readonly column?: MatrixColumn;
}

function comparedRow(
  indicator: Indicator,
  compared: IndicatorComparison,
  place: RowPlace,
  context: SummaryContext,
): RowModel {
  const { before, after, common, kind } = compared;
  const format = formatOf(indicator);
  const figure = (value: number | undefined, formula?: string): CellModel => ({
    ...(formula === undefined ? {} : { formula }),
    value: value ?? '',
    style: 'number',
    format,
  });
  const onProvince = (column: string) =>
    place.provinceRow === undefined ? undefined : sheetReference(PROVINCE, `${column}${place.provinceRow}`);
  const reported = onProvince(PROVINCE_COLUMNS.reported);
  const live = place.column && commonFormulas(place.column, compared, context);
  const unit = kind === 'median' ? `${indicator.unit} (trung vị)` : indicator.unit;
  return {
    cells: [
      text(indicator.code, 'centre'),
      text(labelUnderHeading(indicator, context.form)),
      text(unit.trim(), 'centre'),
      isUnlike(before) ? text(UNLIKE, 'centre') : figure(before.value),
      isUnlike(after)
        ? text(UNLIKE, 'centre')
        : figure(
            after.value,
            after.value === undefined || kind === 'median' ? undefined : onProvince(PROVINCE_COLUMNS.value),
          ),
      changeCell(indicator, 'D', 'E', place.row, difference(before.value, after.value)),
      count(before.reported),
      reported === undefined ? count(after.reported) : { ...count(after.reported), formula: reported },
      live ? { ...count(common.after.reported), formula: live.communes } : count(common.after.reported),
      figure(common.before.value, live?.before),
      figure(common.after.value, live?.after),
      changeCell(indicator, 'J', 'K', place.row, common.difference),
      growthCell(kind, place.row, common.before.value, common.difference),
      text(reasonText(indicator, compared)),
    ],
  };
}

const difference = (before?: number, after?: number): number | undefined =>
  before === undefined || after === undefined ? undefined : after - before;

/** The difference of two cells of a row, of percentages in points. */
export function changeCell(
  { type, ratio, decimals }: Indicator,
  from: string,
  to: string,
  row: number,
  by?: number,
): CellModel {
  const isFraction = type === 'ratio' || type === 'share';
  const places = type === 'count' ? 0 : (ratio?.decimals ?? decimals ?? 2);
  const shown = `#,##0${places > 0 ? `.${'0'.repeat(places)}` : ''}${isFraction ? '" điểm %"' : ''}`;
  const both = `AND(ISNUMBER(${from}${row}),ISNUMBER(${to}${row}))`;
  const minus = isFraction ? `(${to}${row}-${from}${row})*100` : `${to}${row}-${from}${row}`;
  return {
    formula: `IF(${both},${minus},"")`,
    value: by === undefined ? '' : isFraction ? by * 100 : by,
    style: 'number',
    format: `+${shown};-${shown};0`,
  };
}

function growthCell(kind: IndicatorComparison['kind'], row: number, before?: number, by?: number): CellModel {
  if (kind !== 'total') return { style: 'number' };
  const formula = `IF(ISNUMBER(L${row}),IF(J${row}=0,"",L${row}/J${row}),"")`;
  const value = by === undefined || before === undefined || before === 0 ? '' : by / before;
  return { formula, value, style: 'number', format: '+0.0%;-0.0%;0%' };
}

const NOT_COMPARED = 'Các đơn vị chưa cùng cách tính nên không so sánh số liệu chung.';

function reasonText(indicator: Indicator, { common, kind }: IndicatorComparison): string {
  if (common.after.reported === 0) return 'Không có đơn vị nào có số liệu ở cả hai kỳ.';
  if (common.difference === undefined) return indicator.alike ? NOT_COMPARED : '';
  const effects =
    kind === 'ratio' && common.effects && common.difference !== 0
      ? effectsText(indicator, common.before, common.after, common.effects)
      : '';
  return [effects, moversText(indicator, common)].filter((part) => part !== '').join(' ');
}

function notCompared({ added, dropped, altered }: RoundComparison): RowModel[] {
  const line = (what: string, names: readonly IndicatorName[]): RowModel[] =>
    names.length === 0
      ? []
      : [
          {
            cells: spanning(
              text(`${what}: ${names.map(({ code, label }) => `${code} ${label}`).join('; ')}.`),
              COLUMNS.length,
            ),
          },
        ];
  return [
    ...line('Chỉ tiêu mới, kỳ trước không có', added),
    ...line('Chỉ tiêu kỳ trước có, kỳ này không còn', dropped),
    ...line('Chỉ tiêu đổi đơn vị tính hoặc cách ghi nên không so sánh', altered),
  ];
}
