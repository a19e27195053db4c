/** "Biểu đồ": what people would look at rather than read, and "Số liệu biểu đồ": the cells behind it, live over the matrix. */
import type { ChartModel, RowModel, SheetModel } from '../../workbook/workbook-model.ts';
import { spanning, text, titleRows } from '../cells.ts';
import type { SummaryContext } from '../summary-context.ts';
import { CHART_DATA, type ChartBlock, DATA_WIDTHS, type MakeBlock } from './chart-block.ts';
import { type Choice, type Chosen, choiceCells, isFraction } from './choices-sheet.ts';
import { progressBlock } from './progress-chart.ts';
import { ratioBlock } from './ratio-chart.ts';
import { spreadBlock } from './spread-chart.ts';

export const CHARTS = 'Biểu đồ';

/** Twelve equal columns: half of them is a chart beside another. */
const COLUMNS = 12;
const WIDTH = 9;
const COLUMN_POINTS = 57.75;
const ROW_POINTS = 15;
const ROWS_OF_PAGE = 29;
const HEAD_ROWS = 4;
const SECOND = 'G';
const CHOICE_ROW = 3;
const CHOSEN_AT = `'${CHARTS}'!$H$${CHOICE_ROW}`;

export interface ChartSheets {
  readonly charts: SheetModel;
  readonly data: SheetModel;
  /** The cell in which the ratio of the distribution is picked. */
  readonly chosen?: Chosen;
}

/** Composes both, or nothing where there is nothing to draw; `rowOf` says where a ratio stands in the province table. */
export function chartSheets(context: SummaryContext, rowOf: ReadonlyMap<string, number>): ChartSheets | undefined {
  const fraction = spreadChoice(context);
  const makers = [
    progressBlock(context),
    fraction && spreadBlock(context, fraction, CHOSEN_AT),
    ...context.charted.map((_, index) => ratioBlock(context, index, rowOf)),
  ];
  const blocks = stacked(makers.filter((make) => make !== undefined));
  if (blocks.length === 0) return undefined;
  const chosen = fraction && { at: CHOSEN_AT, choice: fraction };
  return { charts: drawn(context, blocks, fraction), data: dataSheet(context, blocks), chosen };
}

/** The first of the charted ratios, else any that somebody reported. */
function spreadChoice({ choices, charted, figureOf }: SummaryContext): Choice | undefined {
  const fractions = choices.filter(
    ({ column }) => isFraction(column) && (figureOf.get(column.indicator.key)?.coverage.reported ?? 0) > 0,
  );
  return fractions.find(({ column }) => charted.includes(column)) ?? fractions[0];
}

const FIRST_BLOCK = 4;

function stacked(makers: readonly MakeBlock[]): ChartBlock[] {
  let top = FIRST_BLOCK;
  return makers.map((make) => {
    const block = make(top);
    top += block.rows.length;
    return block;
  });
}

/** Two charts side by side on each page. */
function drawn(context: SummaryContext, blocks: readonly ChartBlock[], fraction: Choice | undefined): SheetModel {
  const { round, form, choices } = context;
  const pages = Math.ceil(blocks.length / 2);
  const charts = blocks.map((block, index): ChartModel => {
    const page = Math.floor(index / 2);
    // On the line between two pages the edge of a chart would be printed on both.
    const above = page === 0 ? HEAD_ROWS : 1;
    const top = page * ROWS_OF_PAGE + above + 1;
    const rows = Math.min(ROWS_OF_PAGE - 1 - above, block.height ?? ROWS_OF_PAGE);
    const alone = blocks.length === 1;
    return block.chartAt({
      at: `${index % 2 === 0 ? 'A' : SECOND}${top}`,
      size: { width: (alone ? COLUMNS : COLUMNS / 2) * COLUMN_POINTS - 6, height: rows * ROW_POINTS },
    });
  });
  return {
    name: CHARTS,
    columns: Array.from({ length: COLUMNS }, () => ({ width: WIDTH })),
    rows: chartRows(round?.title ?? form.title, pages, fraction),
    validations: fraction
      ? [
          {
            cells: [`H${CHOICE_ROW}`],
            rule: { kind: 'listFrom', reference: choiceCells(choices).fractions },
            error: { title: 'Chưa có trong danh sách', text: 'Hãy chọn một tỷ lệ trong danh sách.' },
            prompt: { title: 'Tỷ lệ cần xem', text: 'Chọn một tỷ lệ: biểu đồ phân bố tính lại ngay.' },
            strict: true,
          },
        ]
      : [],
    print: {
      paper: 'A4',
      landscape: true,
      fitWidth: false,
      breaksAfter: Array.from({ length: pages - 1 }, (_, page) => (page + 1) * ROWS_OF_PAGE),
      footer: `${CHARTS} · ${round?.title ?? form.title}`,
    },
    charts,
  };
}

function chartRows(subtitle: string, pages: number, fraction: Choice | undefined): RowModel[] {
  const pick: RowModel = fraction
    ? {
        cells: [
          ...spanning({ ...text('Tỷ lệ cần xem phân bố (chọn ở ô bên):', 'label'), align: 'right' }, 7),
          ...spanning(text(fraction.label, 'input'), 5),
        ],
        height: 2 * ROW_POINTS,
      }
    : { cells: [], height: ROW_POINTS };
  const head = [...titleRows('Biểu đồ', subtitle, COLUMNS), pick, { cells: [], height: 4 }];
  const free = Array.from({ length: pages * ROWS_OF_PAGE - HEAD_ROWS }, () => ({ cells: [], height: ROW_POINTS }));
  return [...head, ...free];
}

function dataSheet({ round, form }: SummaryContext, blocks: readonly ChartBlock[]): SheetModel {
  return {
    name: CHART_DATA,
    columns: DATA_WIDTHS.map((width) => ({ width })),
    rows: [
      ...titleRows('Số liệu của các biểu đồ', round?.title ?? form.title, DATA_WIDTHS.length),
      {
        cells: spanning(
          text(
            'Các ô là công thức tính trên trang Ma trận và trang Tình hình nộp: sửa số liệu ở đó thì biểu đồ đổi theo.',
            'faint',
          ),
          DATA_WIDTHS.length,
        ),
      },
      ...blocks.flatMap(({ rows }) => rows),
    ],
    print: { paper: 'A4', landscape: true, fitWidth: true, footer: CHART_DATA },
  };
}
