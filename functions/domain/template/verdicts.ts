/** What a check cell may say, gravest first, and the one formula that says it. */
import { quoted } from '../expression/to-formula.ts';

export const MARK = { good: '✓', blank: '○', warning: '⚠', error: '✗' } as const;

/** Stands in what the check cell says of a blank with which the return cannot be accepted. */
export const REQUIRED = '(bắt buộc)';
export const REQUIRED_BLANK = `${MARK.blank} Chưa điền ${REQUIRED}`;

/** Of several things to say a row says the gravest; a blank that blocks the return comes before what is only doubtful. */
const GRAVITY = ['error', 'required', 'warning', 'blank', 'empty'] as const;

/** A condition and what the check cell then says. */
export interface Verdict {
  readonly gravity: (typeof GRAVITY)[number];
  readonly when: string;
  /** A formula that gives the text. */
  readonly says: string;
}

/** A verdict whose text is fixed. */
export const verdict = (gravity: Verdict['gravity'], when: string, says: string): Verdict => ({
  gravity,
  when,
  says: quoted(says),
});

export const EXPLAINED = `${MARK.good} Đã giải trình`;

/** What an explanation settles: doubts and blanks that may be, never an error or a blank that blocks the return. */
const SETTLED: readonly Verdict['gravity'][] = ['warning', 'blank'];

/** Formula that gives the gravest verdict that holds, or the tick. `explained` tells whether the row has an explanation. */
export function checkFormula(verdicts: readonly Verdict[], explained: string): string {
  const sorted = verdicts.toSorted((left, right) => GRAVITY.indexOf(left.gravity) - GRAVITY.indexOf(right.gravity));
  return chain(
    sorted.map((each) =>
      SETTLED.includes(each.gravity) ? { ...each, says: `IF(${explained},${quoted(EXPLAINED)},${each.says})` } : each,
    ),
  );
}

/** Excel takes formulas of at most 8,192 characters. */
const LONGEST_FORMULA = 8000;

/** What would make the formula too long is left to the server: the last of the warnings first, a blank never. */
function chain(verdicts: readonly Verdict[]): string {
  const formula = verdicts.reduceRight((rest, { when, says }) => `IF(${when},${says},${rest})`, quoted(MARK.good));
  if (formula.length <= LONGEST_FORMULA) return formula;
  const last = (gravity: Verdict['gravity']) => verdicts.findLastIndex((each) => each.gravity === gravity);
  const dropped = last('warning') >= 0 ? last('warning') : last('error');
  return dropped < 0 ? formula : chain(verdicts.toSpliced(dropped, 1));
}

/** TRUE where one of the tests is. */
export const anyOf = (tests: readonly string[]): string =>
  tests.length === 1 ? (tests[0] as string) : `OR(${tests.join(',')})`;

/** TRUE where all of the tests are. */
export const allOf = (tests: readonly string[]): string =>
  tests.length === 1 ? (tests[0] as string) : `AND(${tests.join(',')})`;
