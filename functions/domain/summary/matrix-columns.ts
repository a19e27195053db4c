/** Which indicators stand in the matrix, in which column, and the formulas over a column. */

import { choicesOf } from '../aggregate/aggregate.ts';
import { type CommuneFigure, type CommuneView, figureReader } from '../aggregate/commune-figure.ts';
import { quoted } from '../expression/to-formula.ts';
import type { Form, Indicator } from '../form/form.ts';
import { columnName, sheetReference } from '../workbook/workbook-data.ts';
import { linearTerms } from './linear-terms.ts';

export const MATRIX = 'Ma trận';

/** Rows of the matrix: 1 title, 2 subtitle, 3 legend, then these. */
export const ROWS = { sections: 4, labels: 5, total: 6, count: 7, codes: 8, first: 9 } as const;
export const TYPE_COLUMN = 'C';
export const FIRST_COLUMN = 5;

/** The columns a ratio is computed from. */
export interface RatioColumns {
  readonly numerator: SignedColumns;
  readonly denominator: SignedColumns;
  /** Every one of them, each once. */
  readonly all: readonly MatrixColumn[];
  /** Keys of those whose blank counts as 0. */
  readonly optional: ReadonlySet<string>;
}

export interface SignedColumns {
  readonly plus: readonly MatrixColumn[];
  readonly minus: readonly MatrixColumn[];
}

export interface MatrixColumn {
  readonly indicator: Indicator;
  readonly letter: string;
  /** 1 for the first figure of the matrix. */
  readonly position: number;
  /** The communes' cells, e.g. `F$9:F$143`. */
  readonly range: string;
  readonly format?: string;
  readonly read: (view: CommuneView) => CommuneFigure;
  /** For ratios whose terms are columns of the matrix. */
  readonly ratio?: RatioColumns;
}

/** One column per indicator that is a figure, in printed order. Texts, documents, dates and free rows have none. */
export function matrixColumns(form: Form, communes: number): readonly MatrixColumn[] {
  const shown = form.indicators.filter(isFigure);
  const last = ROWS.first + Math.max(communes, 1) - 1;
  const plain = shown.map((indicator, index): MatrixColumn => {
    const letter = columnName(FIRST_COLUMN + index);
    const range = `${letter}$${ROWS.first}:${letter}$${last}`;
    return {
      indicator,
      letter,
      position: index + 1,
      range,
      format: formatOf(indicator),
      read: figureReader(indicator, form),
    };
  });
  const byCode = new Map(plain.map((column) => [column.indicator.code, column]));
  return plain.map((column) => ({ ...column, ratio: ratioColumns(column.indicator, byCode) }));
}

/** A range of the matrix as another sheet names it: `'Ma trận'!F$9:F$143`. */
export const onMatrix = (range: string): string => sheetReference(MATRIX, range);

const FIGURES: readonly Indicator['type'][] = ['count', 'amount', 'ratio', 'share', 'choice', 'yesno', 'mark'];
const isFigure = (indicator: Indicator): boolean => FIGURES.includes(indicator.type) && indicator.place?.free !== true;

/** Number format in Excel's own notation; it shows as 1.440 and 97,10% where the program speaks Vietnamese. */
export function formatOf({ type, ratio, decimals }: Indicator): string | undefined {
  const places = (count: number) => (count > 0 ? `.${'0'.repeat(count)}` : '');
  if (type === 'count') return '#,##0';
  if (type === 'amount') return `#,##0${places(decimals ?? 2)}`;
  if (type === 'ratio') return `0${places(ratio?.decimals ?? 2)}%`;
  return type === 'share' ? `0${places(decimals ?? 2)}%` : undefined;
}

function ratioColumns(indicator: Indicator, byCode: ReadonlyMap<string, MatrixColumn>): RatioColumns | undefined {
  const numerator = indicator.ratio && linearTerms(indicator.ratio.numerator);
  const denominator = indicator.ratio && linearTerms(indicator.ratio.denominator);
  if (!numerator || !denominator) return undefined;
  const columns = (codes: readonly string[]) => codes.flatMap((code) => byCode.get(code) ?? []);
  const codes = [...new Set([numerator, denominator].flatMap(({ plus, minus }) => [...plus, ...minus]))];
  const all = columns(codes).filter(
    (column) => column.indicator.type === 'count' || column.indicator.type === 'amount',
  );
  if (all.length < codes.length) return undefined;
  return {
    numerator: { plus: columns(numerator.plus), minus: columns(numerator.minus) },
    denominator: { plus: columns(denominator.plus), minus: columns(denominator.minus) },
    all,
    optional: new Set(columns([...numerator.optional, ...denominator.optional]).map(({ indicator }) => indicator.key)),
  };
}

/** How a formula names a range, and the further conditions under which a commune counts. */
export interface FormulaPlace {
  readonly at: (range: string) => string;
  readonly where?: readonly (readonly [range: string, criterion: string])[];
}

const HERE: FormulaPlace = { at: (range) => range };

/** Any number: texts such as "23 ⚠" or "–" do not match. */
const A_NUMBER = '"<1000000000000"';

/** Σ of a ratio's term, over the communes whose ratio is a number. */
export function termFormula(column: MatrixColumn, side: 'numerator' | 'denominator', place = HERE): string {
  const { plus, minus } = (column.ratio as RatioColumns)[side];
  const conditions: readonly (readonly [string, string])[] = [[column.range, A_NUMBER], ...(place.where ?? [])];
  const criteria = conditions.map(([range, criterion]) => `${place.at(range)},${criterion}`).join(',');
  const sum = (term: MatrixColumn) => `SUMIFS(${place.at(term.range)},${criteria})`;
  return [plus.map(sum).join('+') || '0', ...minus.map((term) => `-${sum(term)}`)].join('');
}

/** Σ numerators / Σ denominators; "–" without cases. */
export function ratioFormula(column: MatrixColumn, place = HERE): string {
  const denominator = termFormula(column, 'denominator', place);
  return `IF(${denominator}=0,"–",(${termFormula(column, 'numerator', place)})/(${denominator}))`;
}

/** Sum of the numbers of a column; empty without any. */
export function sumFormula({ range }: MatrixColumn, { at, where = [] }: FormulaPlace = HERE): string {
  if (where.length === 0) return `IF(COUNT(${at(range)})=0,"",SUM(${at(range)}))`;
  const criteria = [[range, A_NUMBER] as const, ...where].map(([of, criterion]) => `${at(of)},${criterion}`).join(',');
  return `IF(COUNTIFS(${criteria})=0,"",SUMIFS(${at(range)},${criteria}))`;
}

/** How many cells of a column hold exactly `label`. Not COUNTIF: it would read "*", "?" and "<" in a label. */
export function countFormula({ range }: MatrixColumn, label: string, { at }: FormulaPlace = HERE): string {
  return `SUMPRODUCT(--(${at(range)}=${quoted(label)}))`;
}

/** How many communes gave a sound answer. */
export function reportedFormula(column: MatrixColumn): string {
  const { type } = column.indicator;
  if (type !== 'choice' && type !== 'yesno' && type !== 'mark') return `COUNT(${column.range})`;
  return choicesOf(column.indicator)
    .map(({ code, label }) => countFormula(column, shownChoice(column.indicator, code, label)))
    .join('+');
}

export const UNMARKED = '–';

/** A choice as its cell in the matrix says it. */
export function shownChoice(indicator: Indicator, code: string, label: string): string {
  if (indicator.type !== 'mark') return label;
  return code === 'x' ? 'x' : UNMARKED;
}
