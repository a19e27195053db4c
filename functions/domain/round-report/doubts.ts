/** Which communes' figures are counted but not settled: an open warning, or a figure far from the others'. */
import type { Form, Indicator } from '../form/form.ts';
import { termsOf } from '../form/ratio-terms.ts';
import type { Commune } from '../round/commune.ts';
import type { CommuneLine } from '../summary/summary-context.ts';

/** By key of an indicator: who must look at it again. A ratio has the doubts of its terms. */
export type Doubts = (indicator: Indicator) => readonly Commune[];

/** Collects the doubts of all communes. */
export function doubtsOf(form: Form, lines: readonly CommuneLine[]): Doubts {
  const byCommune = lines.map((line) => ({ commune: line.commune, keys: doubtfulKeys(line) }));
  return (indicator) => {
    const keys = [indicator, ...termsOf(indicator, form)].map(({ key }) => key);
    return byCommune.flatMap(({ commune, keys: own }) => (keys.some((key) => own.has(key)) ? [commune] : []));
  };
}

/** A blank is missing, not doubtful. */
function doubtfulKeys({ sending, outliers }: CommuneLine): ReadonlySet<string> {
  const warned = sending.openWarnings.filter(({ code }) => code !== 'VALUE_MISSING');
  return new Set([
    ...warned.flatMap(({ indicators }) => indicators),
    ...outliers.map(({ indicator }) => indicator.key),
  ]);
}
