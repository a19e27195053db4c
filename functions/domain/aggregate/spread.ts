/** Sum and distribution of the communes' numbers. */
import type { Commune } from '../round/commune.ts';
import type { Holder, Spread } from './province-figures.ts';

export interface Held {
  readonly commune: Commune;
  readonly value: number;
}

/** Smallest, middle and largest value with who holds them; `undefined` without any. */
export function spreadOf(held: readonly Held[]): Spread | undefined {
  if (held.length === 0) return undefined;
  const sorted = Float64Array.from(held, ({ value }) => value).sort();
  return { min: holders(sorted[0], held), median: medianOf(sorted), max: holders(sorted.at(-1), held) };
}

/** The number below which `part` of them lie, between its neighbours as PERCENTILE of a spreadsheet does it. */
export function quantileOf(values: readonly number[], part: number): number | undefined {
  const sorted = Float64Array.from(values).sort();
  return sorted.length === 0 ? undefined : quantileOfSorted(sorted, part);
}

/** The same of numbers in ascending order, of which there is one at least. */
export function quantileOfSorted(sorted: Float64Array, part: number): number {
  const at = (sorted.length - 1) * part;
  const [lower = 0, upper = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return lower + (upper - lower) * (at - Math.floor(at));
}

/** Sum without the traces of binary fractions: 0.1 + 0.2 is 0.3. */
export function sumOf(values: readonly number[]): number {
  return Number(values.reduce((sum, value) => sum + value, 0).toFixed(9));
}

function holders(value = 0, held: readonly Held[]): Holder {
  return { value, communes: held.filter((one) => one.value === value).map(({ commune }) => commune) };
}

function medianOf(sorted: Float64Array): number {
  const middle = sorted.length / 2;
  const [left = 0, right = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (left + right) / 2;
}
