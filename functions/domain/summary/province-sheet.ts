/** Every indicator of the form with the province's figure, whose it is, and who is missing. Formulas over the matrix. */
import type { Coverage, IndicatorFigure, Result, Spread } from '../aggregate/province-figures.ts';
import { quoted } from '../expression/to-formula.ts';
import type { FormRow, Indicator } from '../form/form.ts';
import type { Commune, UnitType } from '../round/commune.ts';
import { formatDay } from '../text/day.ts';
import { columnName } from '../workbook/workbook-data.ts';
import type { CellModel, RowModel, SheetModel } from '../workbook/workbook-model.ts';
import { count, EMPTY, headRow, landscape, NO_CASES_MARK, text, titleRows } from './cells.ts';
import {
  formatOf,
  type MatrixColumn,
  onMatrix,
  ROWS,
  ratioFormula,
  sumFormula,
  TYPE_COLUMN,
  termFormula,
} from './matrix-columns.ts';
import { choiceRows, likeRows } from './province-groups.ts';
import type { SummaryContext } from './summary-context.ts';
import { named } from './wording.ts';

export const PROVINCE = 'Số liệu tỉnh';

export interface ProvinceSheet {
  readonly sheet: SheetModel;
  /** Row of an indicator, by its key: other sheets refer to its cells. */
  readonly rowOf: ReadonlyMap<string, number>;
}

/** Columns that other sheets refer to. */
export const PROVINCE_COLUMNS = { value: 'D', reported: 'G', expected: 'H' } as const;

const HEAD = [
  'Mã',
  'Chỉ tiêu',
  'Đơn vị tính',
  'Toàn tỉnh',
  'Tổng tử số',
  'Tổng mẫu số',
  'Số đơn vị có số liệu',
  'Số đơn vị phải báo cáo',
  'Không phát sinh',
  'Không áp dụng',
  'Chưa có số liệu',
  'Có lỗi, không tính vào toàn tỉnh',
  'Nhỏ nhất',
  'Đơn vị nhỏ nhất',
  'Trung vị',
  'Lớn nhất',
  'Đơn vị lớn nhất',
] as const;
const WIDTHS = [8, 40, 12, 14, 11, 11, 9, 9, 9, 9, 26, 22, 11, 20, 11, 11, 20] as const;
const HEAD_ROW = 4;

/** Composes the province table. */
export function provinceSheet(context: SummaryContext): ProvinceSheet {
  const { form, round, figures } = context;
  const types = [...new Set(figures.indicators.flatMap(({ byType }) => byType.map(({ type }) => type)))];
  const tools: Tools = {
    context,
    types,
    columnOf: new Map(context.columns.map((column) => [column.indicator.key, column])),
  };
  const rows: RowModel[] = [
    ...titleRows('Số liệu toàn tỉnh theo chỉ tiêu', round?.title ?? form.title, 10),
    {
      cells: [
        text(
          'Tổng số và tỷ lệ là công thức tính trên trang Ma trận; tỷ lệ = tổng tử số / tổng mẫu số, không lấy trung bình các tỷ lệ.',
          'faint',
        ),
      ].flatMap((cell) => [{ ...cell, span: 10 }]),
    },
    headRow(...HEAD, ...types.map((type) => `Theo loại: ${type}`)),
  ];
  const rowOf = new Map<string, number>();
  for (const section of form.sections) {
    rows.push(sectionRow(`${section.code}. ${section.title}`, HEAD.length + types.length));
    for (const row of section.rows) addRows(row, rows, rowOf, tools);
  }
  const lastColumn = columnName(HEAD.length + types.length);
  const sheet: SheetModel = {
    name: PROVINCE,
    columns: [...WIDTHS, ...types.map(() => 14)].map((width) => ({ width })),
    rows,
    frozen: { rows: HEAD_ROW, columns: 2 },
    filter: `A${HEAD_ROW}:${lastColumn}${rows.length}`,
    print: landscape('A3', HEAD_ROW, `${PROVINCE} · ${round?.title ?? form.title}`),
  };
  return { sheet, rowOf };
}

interface Tools {
  readonly context: SummaryContext;
  readonly types: readonly UnitType[];
  readonly columnOf: ReadonlyMap<string, MatrixColumn>;
}

const sectionRow = (name: string, columns: number): RowModel => ({
  cells: Array.from({ length: columns }, (_, index) => text(index === 1 ? name : '', 'section')),
});

function addRows(row: FormRow, rows: RowModel[], rowOf: Map<string, number>, tools: Tools): void {
  const width = HEAD.length + tools.types.length;
  if (row.kind === 'heading') rows.push(headingRow(row.heading.code, row.heading.label, width));
  if (row.kind === 'indicator') addIndicator(row.indicator, rows, rowOf, tools);
  if (row.kind !== 'table') return;
  const note = row.table.free ? ' (các dòng do đơn vị kê khai: xem trang Bảng kê)' : '';
  rows.push(headingRow(row.table.code, `${row.table.label}${note}`, width));
  if (row.table.free) return;
  for (const cell of row.table.rows.flatMap(({ cells }) => cells)) addIndicator(cell, rows, rowOf, tools);
}

const headingRow = (code: string, label: string, columns: number): RowModel => ({
  cells: Array.from({ length: columns }, (_, index) => text([code, label][index] ?? '', 'heading')),
});

function addIndicator(indicator: Indicator, rows: RowModel[], rowOf: Map<string, number>, tools: Tools): void {
  const figure = tools.context.figureOf.get(indicator.key);
  if (!figure) return;
  const column = tools.columnOf.get(indicator.key);
  rowOf.set(indicator.key, rows.length + 1);
  rows.push(indicatorRow(indicator, figure, column, tools));
  if (!column) return;
  const { result } = figure;
  const { columnOf, context, types } = tools;
  const width = HEAD.length + types.length;
  if (result.kind === 'unlike') rows.push(...likeRows(result.groups, column, { form: context.form, columnOf, width }));
  if (result.kind === 'choices') rows.push(...choiceRows(result.counted, column, width));
}

function indicatorRow(
  indicator: Indicator,
  figure: IndicatorFigure,
  column: MatrixColumn | undefined,
  { context, types }: Tools,
): RowModel {
  const { coverage, result } = figure;
  const spread = 'spread' in result ? result.spread : undefined;
  const reported = column ? { formula: onMatrix(`${column.letter}${ROWS.count}`) } : {};
  return {
    cells: [
      text(indicator.code, 'centre'),
      text(indicator.label),
      text(indicator.unit, 'centre'),
      totalCell(indicator, result, column),
      ...termCells(result, column),
      { ...count(coverage.reported), ...reported },
      count(coverage.expected),
      ...[coverage.nil.length + coverage.noCases.length, coverage.notApplicable.length].map(countOrEmpty),
      text(missingInWords(coverage, context.figures.withoutReturn)),
      coverage.inError.length > 0 ? text(named(coverage.inError), 'warning') : EMPTY,
      ...spreadCells(indicator, spread, column),
      ...types.map((type) => typeCell(type, indicator, figure, column)),
    ],
  };
}

const countOrEmpty = (number: number): CellModel => (number > 0 ? count(number) : EMPTY);

/** Those without any return are named once, on the first sheet. */
function missingInWords({ missing }: Coverage, without: readonly Commune[]): string {
  const absent = new Set(without.map(({ code }) => code));
  const blank = missing.filter(({ code }) => !absent.has(code));
  const rest = missing.length - blank.length;
  const parts = [
    blank.length > 0 ? `Để trống (${blank.length}): ${named(blank)}` : '',
    rest > 0 ? `Chưa có phiếu: ${rest} đơn vị` : '',
  ];
  return parts.filter((part) => part !== '').join('. ');
}

/** Instead of a total over figures that do not count the same thing. */
export const UNLIKE = 'không cộng chung, xem từng nhóm';

function totalCell(indicator: Indicator, result: Result, column: MatrixColumn | undefined): CellModel {
  const total = column ? { formula: onMatrix(`${column.letter}${ROWS.total}`) } : {};
  const cell = { style: 'heading', align: 'right', format: formatOf(indicator) } as const;
  switch (result.kind) {
    case 'total':
      return { ...cell, ...total, value: result.sum ?? '' };
    case 'ratio':
      return { ...cell, ...total, value: result.fraction ?? NO_CASES_MARK };
    case 'distribution':
      return text('xem phân bố', 'centre');
    case 'unlike':
      return text(UNLIKE, 'centre');
    case 'days':
      return text(daysInWords(result), 'centre');
    default:
      return EMPTY;
  }
}

const MOST_DAYS = 4;

/** "30/9/2025 (12), 07/10/2025 (3)": the most frequent days first. */
export function daysInWords({ counted }: Extract<Result, { kind: 'days' }>): string {
  const sorted = [...counted].sort((left, right) => right.communes.length - left.communes.length);
  const shown = sorted.slice(0, MOST_DAYS).map(({ day, communes }) => `${formatDay(day)} (${communes.length})`);
  return shown.join(', ') + (sorted.length > MOST_DAYS ? ` và ${sorted.length - MOST_DAYS} ngày khác` : '');
}

function termCells(result: Result, column: MatrixColumn | undefined): CellModel[] {
  if (result.kind !== 'ratio') return [EMPTY, EMPTY];
  const place = { at: onMatrix };
  return (['numerator', 'denominator'] as const).map((side) => ({
    ...count(result[side], '#,##0.##'.slice(0, Number.isInteger(result[side]) ? 5 : undefined)),
    ...(column?.ratio ? { formula: termFormula(column, side, place) } : {}),
  }));
}

/** Smallest, who, median, largest, who. */
function spreadCells(indicator: Indicator, spread: Spread | undefined, column: MatrixColumn | undefined): CellModel[] {
  if (!spread || !column) return [EMPTY, EMPTY, EMPTY, EMPTY, EMPTY];
  const range = onMatrix(column.range);
  const scale = indicator.type === 'share' ? 100 : 1;
  const figure = (name: string, value: number): CellModel => ({
    formula: `IF(COUNT(${range})=0,"",${name}(${range}))`,
    value: value / scale,
    style: 'number',
    format: formatOf(indicator),
  });
  return [
    figure('MIN', spread.min.value),
    text(named(spread.min.communes, 3)),
    figure('MEDIAN', spread.median),
    figure('MAX', spread.max.value),
    text(named(spread.max.communes, 3)),
  ];
}

function typeCell(
  type: UnitType,
  indicator: Indicator,
  figure: IndicatorFigure,
  column: MatrixColumn | undefined,
): CellModel {
  const result = figure.byType.find((part) => part.type === type)?.result;
  if (!result || !column) return EMPTY;
  const cell = { style: 'number', format: formatOf(indicator) } as const;
  const place = { at: onMatrix, where: [[typeRange(column), quoted(type)]] } as const;
  if (result.kind === 'total') return { ...cell, formula: sumFormula(column, place), value: result.sum ?? '' };
  if (result.kind !== 'ratio') return EMPTY;
  const value = result.fraction ?? NO_CASES_MARK;
  return column.ratio ? { ...cell, formula: ratioFormula(column, place), value } : { ...cell, value };
}

const typeRange = ({ range, letter }: MatrixColumn): string => range.replaceAll(letter, `$${TYPE_COLUMN}`);
