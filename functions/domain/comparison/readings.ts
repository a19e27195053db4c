/** What the communes' returns came to at one time, as far as another time is compared with it. */
import { type CommuneView, figureReader } from '../aggregate/commune-figure.ts';
import { countedAs, plainNumber } from '../aggregate/earlier-figures.ts';
import { likeReader } from '../aggregate/like-groups.ts';
import type { Form, Indicator } from '../form/form.ts';
import { termsOf } from '../form/ratio-terms.ts';
import { answerOf } from '../submission/answers.ts';
import type { CellPlace } from '../submission/findings.ts';

/** One commune's sound figure. */
export interface Reading {
  /** A count or amount as it is, a ratio or stated share as a fraction. */
  readonly number: number;
  /** Of a ratio. */
  readonly numerator?: number;
  readonly denominator?: number;
  /** What was counted, where the communes choose it. */
  readonly counted?: string;
}

/** By commune code. */
export type Readings = ReadonlyMap<string, Reading>;

const NUMBERS: readonly Indicator['type'][] = ['count', 'amount', 'ratio', 'share'];

/** Whether an indicator is a number that two times can be compared by. */
export const isCompared = ({ type, place }: Indicator): boolean => NUMBERS.includes(type) && place?.free !== true;

/** Reads one indicator of `form` in every view. */
export function readingsOf(indicator: Indicator, form: Form, views: readonly CommuneView[]): Readings {
  const [read, alike] = [figureReader(indicator, form), likeReader(indicator, form)];
  return new Map(
    views.flatMap((view): [string, Reading][] => {
      const { number, numerator, denominator } = read(view);
      if (number === undefined) return [];
      const counted = countedAs(alike?.(view));
      const terms = numerator === undefined ? {} : { numerator, denominator };
      const reading = {
        number: plainNumber(indicator, number),
        ...terms,
        ...(counted === undefined ? {} : { counted }),
      };
      return [[view.commune.code, reading]];
    }),
  );
}

/** The cells of a return that an indicator's figure comes from: its own, or its terms'. */
export function cellsOf(indicator: Indicator, form: Form, { submission }: CommuneView): readonly CellPlace[] {
  if (!submission) return [];
  const sources = indicator.type === 'ratio' ? termsOf(indicator, form) : [indicator];
  return sources.flatMap((source) => answerOf(submission.answers, source).at ?? []);
}
