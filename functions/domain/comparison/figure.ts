/** Figures of several communes together, and what lies between two of them. */
import { quantileOf, sumOf } from '../aggregate/spread.ts';
import type { Indicator } from '../form/form.ts';
import type { Reading } from './readings.ts';

/** `total` is added up; `ratio` is Σ numerators / Σ denominators; of stated shares only the middle one can be said. */
export type FigureKind = 'total' | 'ratio' | 'median';

export interface Figure {
  /** Communes whose figures are in it. */
  readonly reported: number;
  /** None without a commune, without cases, or where they did not all count the same thing. */
  readonly value?: number;
  /** Of a ratio. */
  readonly numerator?: number;
  readonly denominator?: number;
}

/** How an indicator's figures come together. */
export function kindOf({ type }: Indicator): FigureKind {
  if (type === 'ratio') return 'ratio';
  return type === 'share' ? 'median' : 'total';
}

/** Puts `readings` together; what was not counted alike is not. */
export function figureOver(kind: FigureKind, readings: readonly Reading[]): Figure {
  const reported = readings.length;
  if (new Set(readings.map(({ counted }) => counted)).size > 1) return { reported };
  if (kind === 'ratio') return ratioOver(readings);
  const numbers = readings.map(({ number }) => number);
  const value = kind === 'median' ? quantileOf(numbers, 0.5) : sumOf(numbers);
  return reported === 0 || value === undefined ? { reported } : { reported, value };
}

function ratioOver(readings: readonly Reading[]): Figure {
  const numerator = sumOf(readings.map((reading) => reading.numerator ?? 0));
  const denominator = sumOf(readings.map((reading) => reading.denominator ?? 0));
  const terms = { reported: readings.length, numerator, denominator };
  return denominator === 0 ? terms : { ...terms, value: numerator / denominator };
}

/** From one figure to another; `undefined` where one of them has no value. */
export function differenceOf(before: Figure, after: Figure): number | undefined {
  if (before.value === undefined || after.value === undefined) return undefined;
  return sumOf([after.value, -before.value]);
}

/** What the numerator and what the denominator did to a ratio; together they are its difference. */
export interface RatioEffects {
  readonly numerator: number;
  readonly denominator: number;
}

/** Takes a ratio's difference apart: first the numerator changes, then the denominator. */
export function ratioEffects(before: Figure, after: Figure): RatioEffects | undefined {
  if (before.value === undefined || after.value === undefined) return undefined;
  const { numerator = 0, denominator: first = 0 } = before;
  const { numerator: moved = 0, denominator: last = 0 } = after;
  if (first === 0 || last === 0) return undefined;
  return { numerator: (moved - numerator) / first, denominator: moved / last - moved / first };
}

/**
 * What one commune's change did to the figure of all. Of a ratio: its numerator's change beyond what its denominator's brings
 * at the old ratio, over the new denominator; over all communes these add up to the difference.
 */
export function contributionOf(
  kind: FigureKind,
  of: { readonly before?: Reading; readonly after?: Reading },
  all: { readonly before: Figure; readonly after: Figure },
): number | undefined {
  const by = (pick: (reading: Reading) => number | undefined) =>
    ((of.after && pick(of.after)) ?? 0) - ((of.before && pick(of.before)) ?? 0);
  if (kind === 'total') return sumOf([by(({ number }) => number)]);
  if (kind === 'median') return undefined;
  const [old, denominator = 0] = [all.before.value, all.after.denominator];
  if (old === undefined || denominator === 0) return undefined;
  return (by(({ numerator }) => numerator) - old * by((reading) => reading.denominator)) / denominator;
}
