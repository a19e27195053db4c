/** One ratio by commune: all of them where they are few, else both ends, beside the province. */
import type { Result } from '../../aggregate/province-figures.ts';
import { sheetReference } from '../../workbook/workbook-data.ts';
import type { CellModel, ChartModel, ChartSeries, RowModel } from '../../workbook/workbook-model.ts';
import { text } from '../cells.ts';
import { type MatrixColumn, onMatrix } from '../matrix-columns.ts';
import { numbersIn, placesIn } from '../ordered.ts';
import { PROVINCE, PROVINCE_COLUMNS } from '../province-sheet.ts';
import type { SummaryContext } from '../summary-context.ts';
import { labelUnderHeading, shortened } from '../wording.ts';
import { BLOCK_HEAD, blockRows, columnRange, type MakeBlock } from './chart-block.ts';
import { communeNames, placesRange } from './choices-sheet.ts';

/** As many names as can be read in half a page. */
const MOST_AT_AN_END = 10;
const MOST_TITLE = 90;
/** Title and axis, and one bar, in rows of the sheet. */
const [ROWS_AROUND, ROWS_OF_BAR] = [6, 1.5];
const GAP_NAME = '⋯';

/** A bar: of a commune by its place from the top or from the bottom, of the province, or none. */
interface Bar {
  readonly name: string;
  readonly place?: { readonly value: number; readonly fromEnd?: number };
  readonly own?: number;
  readonly province?: { readonly value: number; readonly row: number };
}

/** Gives the block of the charted ratio number `index`, or nothing where no commune has a figure. */
export function ratioBlock(
  context: SummaryContext,
  index: number,
  rowOf: ReadonlyMap<string, number>,
): MakeBlock | undefined {
  const column = context.charted[index];
  const figures = column && numbersIn(column, context.lines);
  if (!column || !figures || figures.every((figure) => figure === undefined)) return undefined;
  const bars = [...provinceBar(context, column, rowOf), ...communeBars(context, figures)];
  const title = titleOf(context, column, figures.filter((figure) => figure !== undefined).length);
  return (top) => ({
    height: ROWS_AROUND + Math.ceil(bars.length * ROWS_OF_BAR),
    rows: blockRows(
      title,
      ['Thứ tự', 'Đơn vị', 'Đơn vị: tỷ lệ', 'Toàn tỉnh: tỷ lệ'],
      bars.map((bar, at) => barRow(bar, { row: top + BLOCK_HEAD + at, column, index, communes: context.lines.length })),
    ),
    chartAt: (place) => ({
      ...place,
      kind: 'bar',
      title,
      description: inWords(title, bars),
      categories: columnRange(
        'B',
        top,
        bars.map(({ name }) => name),
      ),
      series: seriesOf(bars, top),
      format: column.format ?? '0.00%',
      ...scaleOf(figures),
    }),
  });
}

/** A series of its own for the province, dark; where it has no figure there is none. */
function seriesOf(bars: readonly Bar[], top: number): readonly ChartSeries[] {
  const [own, province] = [bars.map((bar) => bar.own), bars.map((bar) => bar.province?.value)];
  const series: readonly ChartSeries[] = [
    { name: 'Đơn vị', look: 'pale', labelled: true, values: columnRange('C', top, own) },
    { name: 'Toàn tỉnh', look: 'dark', labelled: true, values: columnRange('D', top, province) },
  ];
  return series.filter(({ values }) => values.values.some((value) => value !== undefined));
}

/** Up to 100 % with room for the labels; small shares and those beyond 100 % have their own. */
function scaleOf(figures: readonly (number | undefined)[]): Pick<ChartModel, 'scale'> {
  const most = figures.reduce<number>((greatest, figure) => Math.max(greatest, figure ?? 0), 0);
  return most > 0.5 && most <= 1 ? { scale: { most: 1.15, step: 0.25 } } : {};
}

function titleOf({ form, figureOf }: SummaryContext, { indicator }: MatrixColumn, given: number): string {
  const name = `${indicator.code} ${shortened(labelUnderHeading(indicator, form), MOST_TITLE)}`;
  const ends =
    given > 2 * MOST_AT_AN_END ? ` – ${MOST_AT_AN_END} đơn vị cao nhất và ${MOST_AT_AN_END} đơn vị thấp nhất` : '';
  const unlike =
    figureOf.get(indicator.key)?.result.kind === 'unlike' ? ' (các đơn vị chưa cùng cách tính, chỉ để tham khảo)' : '';
  return `${name}${ends}${unlike}`;
}

function provinceBar(
  { figureOf }: SummaryContext,
  { indicator }: MatrixColumn,
  rowOf: ReadonlyMap<string, number>,
): Bar[] {
  const value = fractionOf(figureOf.get(indicator.key)?.result);
  const row = rowOf.get(indicator.key);
  return value === undefined || row === undefined ? [] : [{ name: 'TOÀN TỈNH', province: { value, row } }];
}

const fractionOf = (result: Result | undefined): number | undefined =>
  result?.kind === 'ratio' ? result.fraction : undefined;

/** The lower end is counted from the bottom, so that the lowest stays when another figure comes in. */
function communeBars({ lines }: SummaryContext, figures: readonly (number | undefined)[]): Bar[] {
  const places = placesIn(figures);
  const given = figures.filter((figure) => figure !== undefined).length;
  const upper = Math.min(MOST_AT_AN_END, Math.ceil(given / 2));
  const lower = Math.min(MOST_AT_AN_END, given - upper);
  const bar = (value: number, fromEnd?: number): Bar => {
    const line = places.indexOf(value);
    return { name: lines[line]?.commune.name ?? '', place: { value, fromEnd }, own: figures[line] };
  };
  return [
    ...Array.from({ length: upper }, (_, at) => bar(at + 1)),
    ...(upper + lower < given ? [{ name: GAP_NAME }] : []),
    ...Array.from({ length: lower }, (_, at) => bar(given - lower + at + 1, lower - at - 1)),
  ];
}

interface BarPlace {
  readonly row: number;
  readonly column: MatrixColumn;
  readonly index: number;
  readonly communes: number;
}

function barRow({ name, place, own, province }: Bar, { row, column, index, communes }: BarPlace): RowModel {
  const figure = { style: 'number', format: column.format } as const;
  if (province) {
    const formula = sheetReference(PROVINCE, `${PROVINCE_COLUMNS.value}${province.row}`);
    return { cells: [undefined, text(name, 'heading'), undefined, { ...figure, formula, value: province.value }] };
  }
  if (!place) return { cells: [undefined, text(name)] };
  const range = placesRange(index, communes);
  const at = `MATCH(A${row},${range},0)`;
  const from = (cells: string): string => `IFERROR(INDEX(${cells},${at}),"")`;
  const order: CellModel = { value: place.value, style: 'centre' };
  return {
    cells: [
      place.fromEnd === undefined ? order : { ...order, formula: `COUNT(${range})-${place.fromEnd}` },
      { ...text(name), formula: from(communeNames(communes)) },
      { ...figure, formula: from(onMatrix(column.range)), value: own ?? '' },
    ],
  };
}

function inWords(title: string, bars: readonly Bar[]): string {
  const percent = (value: number | undefined) => `${((value ?? 0) * 100).toFixed(2).replace('.', ',')}%`;
  const communes = bars.filter(({ own }) => own !== undefined);
  const [best, worst] = [communes[0], communes.at(-1)];
  const province = bars.find((bar) => bar.province)?.province;
  const parts = [
    province ? `Toàn tỉnh ${percent(province.value)}` : '',
    best ? `cao nhất ${best.name} ${percent(best.own)}` : '',
    worst ? `thấp nhất ${worst.name} ${percent(worst.own)}` : '',
  ];
  return `${title}: ${parts.filter((part) => part !== '').join('; ')}.`;
}
