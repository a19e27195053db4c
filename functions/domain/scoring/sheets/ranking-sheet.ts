/** "Xếp hạng theo điểm": rank, index and class of each commune as live formulas over the matrices; who cannot be ranked stands below, with the reason. */
import { lazily, spanning, text } from '../../summary/cells.ts';
import { columnName } from '../../workbook/workbook-data.ts';
import type { CellModel, RowModel, SheetModel } from '../../workbook/workbook-model.ts';
import type { CommuneScore } from '../commune-score.ts';
import { POINTS } from './criteria-matrix-sheet.ts';
import { ASSESSED, inMatrix, type Matrix, SELF, totalRow } from './matrix-places.ts';
import type { ScoreContext } from './score-context.ts';

export const RANKING = 'Xếp hạng theo điểm';
/** 1 title, 2 subtitle, 3 classes, 4 their cut points, 5 gap, 6 head. */
const ROWS = { classes: 3, cuts: 4, head: 6, first: 7 } as const;

interface Column {
  readonly name: string;
  readonly width: number;
  readonly cell: (score: CommuneScore, row: number, ranked: boolean) => CellModel;
}

/** Composes the ranking. */
export function rankingSheet(context: ScoreContext): SheetModel {
  const columns = columnsOf(context);
  const { ranked } = context.ranking;
  const last = ROWS.first + ranked.length - 1;
  return {
    name: RANKING,
    columns: columns.map(({ width }) => ({ width })),
    rows: lazily(() => rowsOf(context, columns)),
    frozen: { rows: ROWS.head, columns: 3 },
    filter: `A${ROWS.head}:${columnName(columns.length)}${Math.max(last, ROWS.head)}`,
    print: {
      paper: 'A4',
      landscape: true,
      repeatRows: [ROWS.head, ROWS.head],
      fitWidth: true,
      footer: `${RANKING} · ${context.subtitle}`,
    },
    conditionalFormats:
      ranked.length > 0
        ? [
            {
              kind: 'bar',
              range: `${letterOf(columns, INDEX)}${ROWS.first}:${letterOf(columns, INDEX)}${last}`,
              color: 'FF9DB7D5',
            },
          ]
        : [],
  };
}

const INDEX = 'Chỉ số (%)';
const letterOf = (columns: readonly Column[], name: string): string =>
  columnName(columns.findIndex((column) => column.name === name) + 1);

function columnsOf(context: ScoreContext): readonly Column[] {
  const { scoring, places, ranking } = context;
  const { ranked } = ranking;
  const rankedOf = new Map(ranked.map((each) => [each.score, each]));
  const last = ROWS.first + Math.max(ranked.length, 1) - 1;
  const points =
    (matrix: Matrix, row: number, value: (score: CommuneScore) => number | undefined, format = POINTS) =>
    (score: CommuneScore): CellModel => ({
      formula: shownIn(inMatrix(matrix, places.columnOf(score.commune.code), row)),
      value: value(score) ?? '',
      style: 'number',
      format,
    });
  const { totals } = places;
  const [own, team] = [totals[SELF], totals[ASSESSED]];
  const has = (matrix: Matrix) => (score: CommuneScore) =>
    score.lines.some(({ self, assessed }) => (matrix === SELF ? self : assessed).state === 'scored');
  const columns: Column[] = [
    {
      name: 'Hạng',
      width: 7,
      cell: (score, row, isRanked) =>
        isRanked
          ? {
              formula: `RANK(${at(INDEX)}${row},${at(INDEX)}$${ROWS.first}:${at(INDEX)}$${last},0)`,
              value: rankedOf.get(score)?.rank,
              style: 'centre',
              format: '0',
            }
          : text('–', 'centre'),
    },
    { name: 'Mã', width: 8, cell: ({ commune }) => text(commune.code, 'centre') },
    { name: 'Đơn vị', width: 24, cell: ({ commune }) => text(commune.name) },
    { name: 'Loại', width: 9, cell: ({ commune }) => text(commune.type, 'centre') },
    {
      name: 'Điểm tự chấm',
      width: 10,
      cell: points(SELF, own.sum, (score) => (has(SELF)(score) ? score.self.points : undefined)),
    },
    {
      name: 'Điểm thẩm định',
      width: 10,
      cell: points(ASSESSED, team.sum, (score) => (has(ASSESSED)(score) ? score.assessed.points : undefined)),
    },
    ...(team.survey === undefined
      ? []
      : [
          { name: 'Điểm điều tra', width: 10, cell: points(ASSESSED, team.survey, (score) => score.survey) },
          {
            name: 'Tổng điểm',
            width: 10,
            cell: points(ASSESSED, totalRow(team), (score) =>
              has(ASSESSED)(score) || score.survey !== undefined ? score.total.points : undefined,
            ),
          },
        ]),
    { name: 'Điểm tối đa', width: 10, cell: points(ASSESSED, team.most, (score) => score.total.most) },
    { name: INDEX, width: 12, cell: points(ASSESSED, team.index, (score) => score.total.index) },
    {
      name: 'Xếp loại',
      width: 14,
      cell: (score, row, isRanked) =>
        isRanked
          ? {
              formula: classFormula(`${at(INDEX)}${row}`, scoring.classes.length),
              value: rankedOf.get(score)?.className,
              style: 'centre',
            }
          : text('Chưa xếp loại', 'centre'),
    },
    {
      name: 'Thứ hạng',
      width: 10,
      cell: (score, row, isRanked) =>
        isRanked
          ? {
              formula: `A${row}&"/"&COUNT(${at(INDEX)}$${ROWS.first}:${at(INDEX)}$${last})`,
              value: `${rankedOf.get(score)?.rank}/${ranked.length}`,
              style: 'centre',
            }
          : text('–', 'centre'),
    },
    {
      name: 'Ghi chú',
      width: 34,
      cell: (score, _row, isRanked) =>
        text(noteOf(score, isRanked ? '' : (ranking.unranked.find((each) => each.score === score)?.reason ?? ''))),
    },
  ];
  const at = (name: string): string => letterOf(columns, name);
  return columns;
}

/** A cell that refers to a blank shows 0: not where 0 is a score. */
const shownIn = (cell: string): string => `IF(${cell}="","",${cell})`;

/** Cut points stand in cells, so that the office can move them; the lowest class takes the rest. */
function classFormula(index: string, classes: number): string {
  const cell = (row: number, n: number) => `$${columnName(FIRST_CLASS + n)}$${row}`;
  const lowest = cell(ROWS.classes, classes - 1);
  return Array.from({ length: classes - 1 }, (_, n) => classes - 2 - n).reduce(
    (rest, n) => `IF(${index}>=${cell(ROWS.cuts, n)},${cell(ROWS.classes, n)},${rest})`,
    lowest,
  );
}

const FIRST_CLASS = 5;

function* rowsOf(context: ScoreContext, columns: readonly Column[]): Generator<RowModel> {
  const { scoring, ranking, subtitle } = context;
  yield { cells: spanning(text('Xếp hạng cải cách hành chính', 'title'), columns.length) };
  yield { cells: spanning(text(subtitle, 'subtitle'), columns.length) };
  yield {
    cells: [
      ...spanning(text('Xếp loại', 'head'), FIRST_CLASS - 1),
      ...scoring.classes.map(({ name }) => text(name, 'head')),
    ],
  };
  yield {
    cells: [
      ...spanning(text('Chỉ số từ (%)', 'label'), FIRST_CLASS - 1),
      ...scoring.classes.map(({ from }): CellModel => ({ value: from, style: 'centre', format: '0.##' })),
    ],
  };
  yield { cells: [] };
  yield { cells: columns.map(({ name }) => text(name, 'head')) };
  for (const [index, { score }] of ranking.ranked.entries())
    yield { cells: columns.map(({ cell }) => cell(score, ROWS.first + index, true)) };
  if (ranking.unranked.length === 0) return;
  const begin = ROWS.first + ranking.ranked.length + 1;
  yield {
    cells: spanning(
      text(`Chưa xếp hạng (${ranking.unranked.length} đơn vị): chưa đủ điểm thẩm định, không tính là 0`, 'section'),
      columns.length,
    ),
  };
  for (const [index, { score }] of ranking.unranked.entries())
    yield { cells: columns.map(({ cell }) => cell(score, begin + index, false)) };
}

function noteOf({ sent, self }: CommuneScore, reason: string): string {
  const own = sent && self.missing.length > 0 ? `Tự chấm thiếu ${self.missing.length} tiêu chí` : '';
  return [reason, own].filter((part) => part !== '').join('. ');
}
