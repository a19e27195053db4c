/** Where everything stands in the two matrices of criteria by commune: they are laid out alike. */
import { columnName, sheetReference } from '../../workbook/workbook-data.ts';
import type { CommuneScore } from '../commune-score.ts';
import type { CriteriaGroup, Criterion, Scoring } from '../scoring.ts';

export const ASSESSED = 'Điểm thẩm định';
export const SELF = 'Điểm tự chấm';
export type Matrix = typeof ASSESSED | typeof SELF;

/** 1 title, 2 subtitle, 3 legend, then these. */
export const HEAD = { names: 4, codes: 5, first: 6 } as const;
/** Code, criterion, maximum; then one column a commune. */
export const FIXED_COLUMNS = 3;
export const MOST_COLUMN = 'C';

export interface GroupRows {
  readonly group: CriteriaGroup;
  readonly row: number;
  readonly first: number;
  readonly last: number;
}

export interface TotalRows {
  /** Points of the criteria. */
  readonly sum: number;
  /** Only where there is a survey, and only the team's matrix has them. */
  readonly survey?: number;
  readonly total?: number;
  readonly most: number;
  readonly missing: number;
  readonly index: number;
}

export interface MatrixPlaces {
  readonly groups: readonly GroupRows[];
  readonly rowOf: (criterion: Criterion) => number;
  readonly columnOf: (code: string) => string;
  readonly totals: Readonly<Record<Matrix, TotalRows>>;
}

export function matrixPlaces(scoring: Scoring, scores: readonly CommuneScore[]): MatrixPlaces {
  let row = HEAD.first;
  const groups = scoring.groups.map((group): GroupRows => {
    const own = { group, row, first: row + 1, last: row + group.criteria.length };
    row = own.last + 1;
    return own;
  });
  const rows = new Map(
    groups.flatMap(({ group, first }) => group.criteria.map(({ key }, index) => [key, first + index] as const)),
  );
  const columns = new Map(scores.map(({ commune }, index) => [commune.code, columnName(FIXED_COLUMNS + 1 + index)]));
  const found = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('no place in the matrix of scores');
    return value;
  };
  return {
    groups,
    rowOf: ({ key }) => found(rows.get(key)),
    columnOf: (code) => found(columns.get(code)),
    totals: {
      [SELF]: { sum: row, most: row + 1, missing: row + 2, index: row + 3 },
      [ASSESSED]: scoring.survey
        ? { sum: row, survey: row + 1, total: row + 2, most: row + 3, missing: row + 4, index: row + 5 }
        : { sum: row, most: row + 1, missing: row + 2, index: row + 3 },
    },
  };
}

/** A cell of a matrix as another sheet names it. */
export const inMatrix = (matrix: Matrix, column: string, row: number): string =>
  sheetReference(matrix, `${column}$${row}`);

/** Row of what ranks: with the survey where there is one. */
export const totalRow = ({ total, sum }: TotalRows): number => total ?? sum;
