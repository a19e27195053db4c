/**
 * "Xếp hạng": the communes by an indicator that a person picks, and by the charted ratios. Ranks are live, ties share one;
 * which end is rank 1 is picked too, since no form says what is good.
 */

import { columnName, sheetReference } from '../workbook/workbook-data.ts';
import type { CellModel, RowModel, SheetModel } from '../workbook/workbook-model.ts';
import {
  communeCells,
  ERROR_MARK,
  landscape,
  lazily,
  NO_CASES_MARK,
  NOT_APPLICABLE_MARK,
  spanning,
  text,
  titleRows,
} from './cells.ts';
import { type Choice, type Chosen, choiceCells } from './charts/choices-sheet.ts';
import { FIRST_COLUMN, type MatrixColumn, onMatrix, ROWS } from './matrix-columns.ts';
import { matrixCell } from './matrix-sheet.ts';
import { numbersIn, ranksIn } from './ordered.ts';
import type { CommuneLine, SummaryContext } from './summary-context.ts';
import { labelUnderHeading, shortened } from './wording.ts';

export const RANKING = 'Xếp hạng';
const HEAD = { names: 4, ends: 5, head: 6, first: 7 } as const;
const FIXED = [
  ['Mã', 8],
  ['Đơn vị', 24],
  ['Loại', 10],
] as const;
const FIRST_VALUE = FIXED.length + 1;
const ENDS = ['cao nhất', 'thấp nhất'] as const;
const MOST_NAME = 80;
const PICKED_FORMAT = '#,##0.00';

export interface RankingSheet {
  readonly sheet: SheetModel;
  /** The cell in which the indicator is picked. */
  readonly chosen: Chosen;
}

/** What one pair of columns ranks. */
interface Ranked {
  readonly name: string;
  readonly column: MatrixColumn;
  readonly picked: boolean;
  readonly format?: string;
  readonly values: readonly (number | undefined)[];
  readonly ranks: readonly (number | undefined)[];
}

/** Composes the sheet, or nothing where the form has no numbers. Its rows stand as the first indicator ranks them. */
export function rankingSheet(context: SummaryContext): RankingSheet | undefined {
  const { choices, charted, lines, round, form } = context;
  const choice = choices.find(({ column }) => column === charted[0]) ?? choices[0];
  if (!choice) return undefined;
  const ranked = [
    pickedRanked(choice, lines),
    ...charted.filter((column) => column !== choice.column).map((column) => fixedRanked(column, context)),
  ];
  const last = HEAD.first + Math.max(lines.length, 1) - 1;
  const lastColumn = columnName(FIXED.length + 2 * ranked.length);
  const valueColumns = ranked.map((_, index) => columnName(FIRST_VALUE + 2 * index));
  const sheet: SheetModel = {
    name: RANKING,
    columns: [
      ...FIXED.map(([, width]) => ({ width })),
      ...ranked.flatMap(({ picked }) => [{ width: picked ? 26 : 16 }, { width: 9 }]),
    ],
    rows: lazily(() => rowsOf(context, ranked, last)),
    frozen: { rows: HEAD.head, columns: 2 },
    filter: `A${HEAD.head}:${lastColumn}${last}`,
    validations: [
      {
        cells: [`${valueColumns[0]}${HEAD.names}`],
        rule: { kind: 'listFrom', reference: choiceCells(choices).all },
        error: { title: 'Chưa có trong danh sách', text: 'Hãy chọn một chỉ tiêu trong danh sách.' },
        prompt: { title: 'Chỉ tiêu xếp hạng', text: 'Chọn một chỉ tiêu, rồi sắp xếp lại theo cột Hạng bằng nút lọc.' },
        strict: true,
      },
      {
        cells: valueColumns.map((letter) => `${letter}${HEAD.ends}`),
        rule: { kind: 'list', options: ENDS },
        error: { title: 'Chưa có trong danh sách', text: 'Hãy chọn "cao nhất" hoặc "thấp nhất".' },
        strict: true,
      },
    ],
    print: {
      ...landscape(ranked.length > 3 ? 'A3' : 'A4', HEAD.head, `${RANKING} · ${round?.title ?? form.title}`),
      repeatRows: [HEAD.names, HEAD.head],
    },
  };
  return { sheet, chosen: { at: sheetReference(RANKING, `$D$${HEAD.names}`), choice } };
}

function pickedRanked({ label, column, scale }: Choice, lines: readonly CommuneLine[]): Ranked {
  const values = numbersIn(column, lines).map((value) => (value === undefined ? undefined : value * scale));
  return { name: label, column, picked: true, format: PICKED_FORMAT, values, ranks: ranksIn(values) };
}

function fixedRanked(column: MatrixColumn, { form, lines, figureOf }: SummaryContext): Ranked {
  const { indicator, format } = column;
  const unlike = figureOf.get(indicator.key)?.result.kind === 'unlike' ? ' (chưa cùng cách tính)' : '';
  const values = numbersIn(column, lines);
  const name = `${indicator.code} ${shortened(labelUnderHeading(indicator, form), MOST_NAME)}${unlike}`;
  return { name, column, picked: false, format, values, ranks: ranksIn(values) };
}

const NOTE = [
  'Đơn vị có cùng số liệu thì cùng hạng.',
  `Đơn vị chưa có số liệu, có lỗi (${ERROR_MARK}), không áp dụng (${NOT_APPLICABLE_MARK}) hoặc không có trường hợp nào (${NO_CASES_MARK}) không xếp hạng.`,
  'Ô nền vàng là ô chọn: chọn chỉ tiêu khác, hoặc chọn hạng 1 là số cao nhất hay thấp nhất; hạng tính lại ngay.',
].join(' ');

function* rowsOf(context: SummaryContext, ranked: readonly Ranked[], last: number): Generator<RowModel> {
  const { round, form, lines } = context;
  const width = Math.min(FIXED.length + 2 * ranked.length, 9);
  yield* titleRows('Xếp hạng đơn vị theo chỉ tiêu', round?.title ?? form.title, width);
  yield { cells: spanning(text(NOTE, 'faint'), width) };
  yield {
    cells: [
      ...spanning(text('Chỉ tiêu', 'head'), FIXED.length),
      ...ranked.flatMap(({ name, picked }) =>
        spanning({ ...text(name, picked ? 'input' : 'head'), align: 'center' }, 2),
      ),
    ],
  };
  yield {
    cells: [
      ...spanning(text('Hạng 1 là đơn vị có số liệu', 'head'), FIXED.length),
      ...ranked.flatMap(() => spanning({ ...text(ENDS[0], 'input'), align: 'center' }, 2)),
    ],
  };
  yield {
    cells: [
      ...FIXED.map(([name]) => text(name, 'head')),
      ...ranked.flatMap(() => [text('Số liệu', 'head'), text('Hạng', 'head')]),
    ],
  };
  if (lines.length === 0) yield { cells: [text('', 'centre'), text('Chưa có đơn vị nào.')] };
  for (const [at, index] of orderOf(ranked[0]).entries()) {
    const line = lines[index];
    if (line)
      yield {
        cells: [
          ...communeCells(line),
          ...ranked.flatMap((each, pair) => pairCells(each, { context, index, pair, row: HEAD.first + at, last })),
        ],
      };
  }
}

/** Ranked ones first; the others, and those that share a rank, as they stand in the matrix. */
function orderOf(first: Ranked | undefined): readonly number[] {
  const ranks = first?.ranks ?? [];
  return ranks
    .map((_, index) => index)
    .sort((left, right) => (ranks[left] ?? Infinity) - (ranks[right] ?? Infinity) || left - right);
}

interface PairPlace {
  readonly context: SummaryContext;
  /** Of the commune in the matrix. */
  readonly index: number;
  readonly pair: number;
  readonly row: number;
  readonly last: number;
}

/** The figure and its rank. What is no number in the matrix stands here as it stands there. */
function pairCells(ranked: Ranked, { context, index, pair, row, last }: PairPlace): CellModel[] {
  const letter = columnName(FIRST_VALUE + 2 * pair);
  const value = ranked.values[index];
  const range = `${letter}$${HEAD.first}:${letter}$${last}`;
  return [
    {
      ...figureCell(ranked, context, index),
      ...(value === undefined ? {} : { value }),
      style: 'number',
      format: ranked.format,
    },
    {
      formula: `IF(ISNUMBER(${letter}${row}),RANK(${letter}${row},${range},IF(${letter}$${HEAD.ends}="${ENDS[1]}",1,0)),"")`,
      value: ranked.ranks[index] ?? '',
      style: 'centre',
      format: '#,##0',
    },
  ];
}

/** Its formula names the row of the matrix for good, so that sorting these rows moves it along. */
function figureCell({ column, picked }: Ranked, { columns, choices, lines }: SummaryContext, index: number): CellModel {
  const row = ROWS.first + index;
  const line = lines[index];
  const shown = line ? (matrixCell(column, line, row).value ?? '') : '';
  if (!picked) {
    const cell = onMatrix(`$${column.letter}$${row}`);
    return { formula: `IF(${cell}="","",${cell})`, value: shown };
  }
  const { ranked } = choiceCells(choices);
  const [left, right] = [FIRST_COLUMN, FIRST_COLUMN + columns.length - 1].map(columnName);
  const cell = `INDEX(${onMatrix(`$${left}$${row}:$${right}$${row}`)},1,${ranked.column})`;
  return { formula: `IF(ISNUMBER(${cell}),${cell}*${ranked.scale},IF(${cell}="","",${cell}))`, value: shown };
}
