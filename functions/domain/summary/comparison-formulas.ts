/** Figures over the communes that gave one both times, as formulas over the matrix and the sheet of the previous round. */
import type { EarlierReadings, IndicatorComparison } from '../comparison/compare-rounds.ts';
import { onEarlier } from './earlier-sheet.ts';
import { type MatrixColumn, onMatrix, type SignedColumns } from './matrix-columns.ts';
import type { SummaryContext } from './summary-context.ts';

export interface CommonFormulas {
  readonly communes: string;
  readonly before: string;
  readonly after: string;
}

/** Gives the formulas, or nothing where cells do not say all: medians, choices that must agree, a ratio defined otherwise then. */
export function commonFormulas(
  column: MatrixColumn,
  compared: IndicatorComparison,
  context: SummaryContext,
): CommonFormulas | undefined {
  const { indicator, range } = column;
  if (compared.kind === 'median' || indicator.alike) return undefined;
  const both = `--ISNUMBER(${onEarlier(range)}),--ISNUMBER(${onMatrix(range)})`;
  const communes = `SUMPRODUCT(${both})`;
  const over = (at: (range: string) => string) => (of: MatrixColumn) => `SUMPRODUCT(${both},${at(of.range)})`;
  if (compared.kind === 'total') {
    const sum = (at: (range: string) => string) => `IF(${communes}=0,"",${over(at)(column)})`;
    return { communes, before: sum(onEarlier), after: sum(onMatrix) };
  }
  if (!column.ratio || !isSameRatio(column, compared, context)) return undefined;
  const { numerator, denominator } = column.ratio;
  const quotient = (at: (range: string) => string) => {
    const below = signedSum(denominator, over(at));
    return `IF(${below}=0,"",(${signedSum(numerator, over(at))})/(${below}))`;
  };
  return { communes, before: quotient(onEarlier), after: quotient(onMatrix) };
}

const signedSum = ({ plus, minus }: SignedColumns, sum: (column: MatrixColumn) => string): string =>
  [plus.map(sum).join('+') || '0', ...minus.map((term) => `-${sum(term)}`)].join('');

/** Whether the terms that stand in the sheet come to what the previous round counted. */
function isSameRatio(
  { ratio, indicator, read }: MatrixColumn,
  compared: IndicatorComparison,
  { lines, previous }: SummaryContext,
): boolean {
  const earlier: EarlierReadings = previous?.earlier ?? new Map();
  const own = earlier.get(indicator.key);
  const codes = lines.filter(({ view }) => read(view).state === 'value').map(({ commune }) => commune.code);
  const common = codes.filter((code) => own?.has(code));
  const sumOf = (columns: readonly MatrixColumn[]) =>
    columns
      .flatMap((column) => common.map((code) => earlier.get(column.indicator.key)?.get(code)?.number ?? 0))
      .reduce((sum, number) => sum + number, 0);
  const isSame = (columns: SignedColumns | undefined, held = 0) =>
    columns !== undefined && Math.abs(sumOf(columns.plus) - sumOf(columns.minus) - held) < NEARLY;
  const { numerator, denominator } = compared.common.before;
  return isSame(ratio?.numerator, numerator) && isSame(ratio?.denominator, denominator);
}

const NEARLY = 1e-6;
