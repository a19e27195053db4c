import { references } from '../expression/tree.ts';
import type { Form, Indicator } from './form.ts';

/** The indicators a ratio is computed from, each once; none for any other indicator. */
export function termsOf({ ratio }: Indicator, form: Form): readonly Indicator[] {
  const codes = ratio ? [...references(ratio.numerator), ...references(ratio.denominator)] : [];
  return [...new Set(codes)].flatMap((code) => form.byCode.get(code) ?? []);
}
