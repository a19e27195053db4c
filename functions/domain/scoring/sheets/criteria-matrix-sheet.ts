/**
 * Criteria × communes, with totals as live formulas. A score is a number; what does not apply is text and has left the
 * maximum; a blank has not, and keeps the commune from having an index.
 */
import { ERROR_MARK, lazily, NOT_APPLICABLE_MARK, spanning, text } from '../../summary/cells.ts';
import type { CellModel, RowModel, SheetModel } from '../../workbook/workbook-model.ts';
import type { CommuneScore, CriterionScore, GivenScore, Total } from '../commune-score.ts';
import type { Criterion } from '../scoring.ts';
import {
  ASSESSED,
  FIXED_COLUMNS,
  type GroupRows,
  HEAD,
  type Matrix,
  MOST_COLUMN,
  SELF,
  totalRow,
} from './matrix-places.ts';
import type { ScoreContext } from './score-context.ts';

export const POINTS = '0.00';

/** Composes one of the two matrices. */
export function criteriaMatrixSheet(context: ScoreContext, matrix: Matrix): SheetModel {
  const { scores } = context;
  return {
    name: matrix,
    columns: [{ width: 9 }, { width: 44 }, { width: 9 }, ...scores.map(() => ({ width: 11 }))],
    rows: lazily(() => rowsOf(context, matrix)),
    frozen: { rows: HEAD.codes, columns: FIXED_COLUMNS },
    print: {
      paper: 'A3',
      landscape: true,
      repeatRows: [HEAD.names, HEAD.codes],
      repeatColumns: ['A', MOST_COLUMN],
      fitWidth: false,
      footer: `${matrix} · ${context.subtitle}`,
    },
  };
}

const TITLES: Readonly<Record<Matrix, string>> = {
  [ASSESSED]: 'Điểm thẩm định theo tiêu chí và đơn vị',
  [SELF]: 'Điểm tự chấm theo tiêu chí và đơn vị',
};
const LEGEND = `${NOT_APPLICABLE_MARK} không áp dụng, đã trừ khỏi điểm tối đa · ${ERROR_MARK} có lỗi, không cộng · ô trống: chưa có điểm, chưa tính chỉ số`;

/** Above the columns that each page repeats, a title would be cut; it stands over the first three and what follows. */
const TITLE_SPAN = 8;

function* rowsOf(context: ScoreContext, matrix: Matrix): Generator<RowModel> {
  const { scores, scoring, places, subtitle } = context;
  const span = FIXED_COLUMNS + Math.max(Math.min(scores.length, TITLE_SPAN), 1);
  yield { cells: spanning(text(TITLES[matrix], 'title'), span) };
  yield { cells: spanning(text(subtitle, 'subtitle'), span) };
  yield { cells: spanning(text(LEGEND, 'faint'), span) };
  yield {
    cells: [
      ...['Mã', 'Tiêu chí', 'Điểm tối đa'].map(head),
      ...scores.map(({ commune }) => head(`${commune.type} ${commune.name}`)),
    ],
  };
  yield { cells: [...['', '', ''].map(head), ...scores.map(({ commune }) => head(commune.code))] };
  for (const rows of places.groups) {
    yield groupRow(rows, context, matrix);
    for (const criterion of rows.group.criteria) {
      const at = scoring.criteria.indexOf(criterion);
      yield criterionRow(
        criterion,
        scores.map(({ lines }) => lines[at] as CriterionScore),
        matrix,
      );
    }
  }
  yield* totalRows(context, matrix);
}

const head = (value: string): CellModel => text(value, 'head');
const given = (line: CriterionScore, matrix: Matrix): GivenScore => (matrix === SELF ? line.self : line.assessed);
const totalIn = ({ self, assessed }: CommuneScore, matrix: Matrix): Total => (matrix === SELF ? self : assessed);

function groupRow(
  { group, first, last }: GroupRows,
  { scores, scoring, places }: ScoreContext,
  matrix: Matrix,
): RowModel {
  const subtotal = { style: 'heading', align: 'right', format: POINTS } as const;
  const indexes = group.criteria.map((criterion) => scoring.criteria.indexOf(criterion));
  return {
    cells: [
      text(group.code, 'heading'),
      text(group.title, 'heading'),
      { ...subtotal, formula: `SUM(${MOST_COLUMN}${first}:${MOST_COLUMN}${last})`, value: group.points },
      ...scores.map(({ commune, lines }): CellModel => {
        const column = places.columnOf(commune.code);
        const range = `${column}${first}:${column}${last}`;
        const points = indexes.flatMap((at) => given(lines[at] as CriterionScore, matrix).points ?? []);
        return {
          ...subtotal,
          formula: `IF(COUNT(${range})=0,"",ROUND(SUM(${range}),2))`,
          value: points.length === 0 ? '' : sum(points),
        };
      }),
    ],
  };
}

const sum = (points: readonly number[]): number =>
  Math.round(points.reduce((total, each) => total + each, 0) * 100) / 100;

function criterionRow({ code, label, points }: Criterion, lines: readonly CriterionScore[], matrix: Matrix): RowModel {
  return {
    cells: [
      text(code, 'centre'),
      text(label),
      { value: points, style: 'number', format: POINTS },
      ...lines.map((line) => scoreCell(given(line, matrix))),
    ],
  };
}

function scoreCell({ state, points, typed = '' }: GivenScore): CellModel {
  switch (state) {
    case 'scored':
      return { value: points, style: 'number', format: POINTS };
    case 'notApplicable':
      return { value: NOT_APPLICABLE_MARK, style: 'centre' };
    case 'error':
      return { value: `${typed} ${ERROR_MARK}`.trim(), style: 'error', align: 'right' };
    case 'missing':
      return { style: 'number' };
  }
}

function* totalRows(context: ScoreContext, matrix: Matrix): Generator<RowModel> {
  const { scoring, scores, places } = context;
  const { survey } = scoring;
  const rows = places.totals[matrix];
  const points = scoring.groups.reduce((total, group) => total + group.points, 0);
  const maxima = places.groups.map(({ row }) => `${MOST_COLUMN}${row}`).join(',');
  const withSurvey = survey && rows.survey !== undefined;

  yield totalsRow('Cộng điểm tiêu chí', { formula: `SUM(${maxima})`, value: points }, (score, column) => {
    const groups = places.groups.map(({ row }) => `${column}${row}`).join(',');
    return {
      formula: `IF(COUNT(${groups})=0,"",ROUND(SUM(${groups}),2))`,
      value: begun(score, matrix) ? totalIn(score, matrix).points : '',
    };
  });
  if (withSurvey) {
    yield {
      cells: [
        text('', 'centre'),
        text(survey.label),
        { value: survey.points, style: 'number', format: POINTS },
        ...scores.map((score): CellModel => ({ value: score.survey, style: 'number', format: POINTS })),
      ],
    };
    const both = (column: string) => `${column}${rows.sum},${column}${rows.survey}`;
    yield totalsRow('Tổng điểm', { formula: `SUM(${both(MOST_COLUMN)})`, value: scoring.total }, (score, column) => ({
      formula: `IF(COUNT(${both(column)})=0,"",ROUND(SUM(${both(column)}),2))`,
      value: begun(score, matrix) || score.survey !== undefined ? score.total.points : '',
    }));
  }
  const total = (score: CommuneScore) => (matrix === SELF ? score.self : score.total);
  yield totalsRow('Điểm tối đa áp dụng', undefined, (score, column) => ({
    formula: [
      ...places.groups.map(
        ({ first, last }) =>
          `SUMPRODUCT(--(${column}${first}:${column}${last}<>"${NOT_APPLICABLE_MARK}"),$${MOST_COLUMN}${first}:$${MOST_COLUMN}${last})`,
      ),
      ...(withSurvey ? [`$${MOST_COLUMN}${rows.survey}`] : []),
    ].join('+'),
    value: total(score).most,
  }));
  yield totalsRow('Số tiêu chí chưa có điểm', undefined, (score, column) => ({
    formula: [
      ...places.groups.map(({ first, last }) => {
        const range = `${column}${first}:${column}${last}`;
        return `SUMPRODUCT(--(${range}<>"${NOT_APPLICABLE_MARK}"))-COUNT(${range})`;
      }),
      ...(withSurvey ? [`1-COUNT(${column}${rows.survey})`] : []),
    ].join('+'),
    value: total(score).missing.length + (withSurvey && score.survey === undefined ? 1 : 0),
    format: '0',
  }));
  yield totalsRow('Chỉ số (%)', undefined, (score, column) => ({
    formula: `IF(OR(${column}${rows.missing}>0,${column}${rows.most}=0),"",ROUND(${column}${totalRow(rows)}/${column}${rows.most}*100,2))`,
    value: total(score).index ?? '',
  }));

  function totalsRow(
    name: string,
    most: CellModel | undefined,
    cell: (score: CommuneScore, column: string) => CellModel,
  ): RowModel {
    const style = { style: 'total', format: POINTS } as const;
    return {
      cells: [
        { value: '', style: 'total' },
        { value: name, style: 'total', align: 'left' },
        most ? { ...style, ...most } : { value: '', style: 'total' },
        ...scores.map((score) => ({ ...style, ...cell(score, places.columnOf(score.commune.code)) })),
      ],
    };
  }
}

/** Something was scored: without that a total is nothing, not 0. */
const begun = ({ lines }: CommuneScore, matrix: Matrix): boolean =>
  lines.some((line) => given(line, matrix).state === 'scored');
