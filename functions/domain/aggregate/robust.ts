/** How far a number lies from the middle of others, measured so that the odd ones do not hide themselves. */
import { quantileOfSorted } from './spread.ts';

export interface Middle {
  readonly size: number;
  readonly median: number;
  /** Half of all lie between these. */
  readonly quarter: number;
  readonly threeQuarters: number;
  /** What one step is, for numbers below and above the median: at least `floor`. */
  readonly below: number;
  readonly above: number;
}

/** Makes the median of absolute deviations comparable with a standard deviation. */
const TO_SIGMA = 1.4826;

/**
 * The middle of `values`. Each side has its own measure, because shares crowd against 100 % and trail off to one side; the
 * wider of the side's and the whole's is taken. `floor` keeps a column of equal figures from making every other one odd.
 */
export function middleOf(values: readonly number[], floor: number): Middle | undefined {
  if (values.length === 0) return undefined;
  const sorted = Float64Array.from(values).sort();
  const median = quantileOfSorted(sorted, 0.5);
  const whole = medianDistance(sorted, median);
  const side = (part: Float64Array) => Math.max(floor, TO_SIGMA * Math.max(whole, medianDistance(part, median)));
  return {
    size: sorted.length,
    median,
    quarter: quantileOfSorted(sorted, 0.25),
    threeQuarters: quantileOfSorted(sorted, 0.75),
    below: side(sorted.filter((value) => value <= median)),
    above: side(sorted.filter((value) => value >= median)),
  };
}

/** Steps between `value` and the median, negative below it. `noise` is what chance alone explains. */
export function stepsFrom({ median, below, above }: Middle, value: number, noise = 0): number {
  const step = value < median ? below : above;
  return (value - median) / Math.hypot(step, noise);
}

function medianDistance(values: Float64Array, median: number): number {
  return quantileOfSorted(Float64Array.from(values, (value) => Math.abs(value - median)).sort(), 0.5);
}
