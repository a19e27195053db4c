/** Which ratios are worth a chart and a column of the ranking, without naming any. */
import { references } from '../expression/tree.ts';
import type { Form, Indicator } from '../form/form.ts';
import { termsOf } from '../form/ratio-terms.ts';
import type { MatrixColumn } from './matrix-columns.ts';

const MOST = 6;

/**
 * The columns of `codes`, as far as they are ratios or shares. Without `codes`: the form's own ratios that a
 * recommendation rests on, because those are what the province will ask about; failing these, all of them. At most six.
 */
export function chosenRatios(
  form: Form,
  columns: readonly MatrixColumn[],
  codes?: readonly string[],
): readonly MatrixColumn[] {
  const shown = columns.filter(({ indicator }) => indicator.type === 'ratio' || indicator.type === 'share');
  if (codes) return codes.flatMap((code) => shown.find(({ indicator }) => indicator.code === code) ?? []);
  const own = shown.filter(({ indicator }) => indicator.type === 'ratio' && indicator.place === undefined);
  const asked = askedAbout(form);
  const weighty = own.filter(({ indicator }) => [indicator, ...termsOf(indicator, form)].some(isOneOf(asked)));
  return (weighty.length > 0 ? weighty : own).slice(0, MOST);
}

/** Codes in the conditions and grounds of recommendations. */
function askedAbout({ recommendations }: Form): ReadonlySet<string> {
  return new Set(recommendations.flatMap(({ when, ground }) => [...(when ? references(when) : []), ...ground]));
}

const isOneOf =
  (codes: ReadonlySet<string>) =>
  ({ code }: Indicator): boolean =>
    codes.has(code);
