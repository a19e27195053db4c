/** What a submission's answers come to: each indicator's figure, ratios computed from their terms, and the scope rules read. */

import { evaluate, type Scope, type Value } from '../expression/evaluate.ts';
import { type Form, type Indicator, isNumeric } from '../form/form.ts';
import { type Answers, answerOf, filledRows, numberOf } from './answers.ts';

/** Constants of a form as a round sets them. */
export function constantsOf(
  form: Form,
  overrides: Readonly<Record<string, number>> = {},
): Readonly<Record<string, number>> {
  const own = Object.fromEntries(Object.entries(form.constants).map(([name, constant]) => [name, constant.value]));
  return { ...own, ...overrides };
}

/** Reads a commune's answers the way expressions do. */
export function scopeOf(form: Form, answers: Answers, constants: Readonly<Record<string, number>>): Scope {
  const scope: Scope = {
    value: (code) => {
      const indicator = form.byCode.get(code);
      return indicator && valueIn(indicator, answers, scope);
    },
    given: (code) => isGiven(form, answers, code),
    notApplicable: (code) =>
      form.byCode.has(code) && answerOf(answers, form.byCode.get(code) as Indicator).state === 'notApplicable',
    rows: (code) => filledRows(form, answers, code),
    constant: (name) => constants[name] ?? Number.NaN,
  };
  return scope;
}

function valueIn(indicator: Indicator, answers: Answers, scope: Scope): Value {
  const answer = answerOf(answers, indicator);
  if (answer.state === 'notApplicable') return null;
  if (indicator.type === 'ratio') return ratioOf(indicator, scope).percent;
  if (isNumeric(indicator.type) || indicator.type === 'date' || indicator.type === 'document') return numberOf(answer);
  if (indicator.type === 'mark') return answer.marked === true ? 'x' : undefined;
  return answer.state === 'value' ? answer.text : undefined;
}

function isGiven(form: Form, answers: Answers, code: string): boolean {
  const indicator = form.byCode.get(code);
  if (!indicator) return filledRows(form, answers, code) > 0;
  const { state } = answerOf(answers, indicator);
  if (state === 'missing' && indicator.type === 'ratio' && indicator.ratio)
    return ratioTermsGiven(indicator, form, answers);
  return state === 'value' || state === 'nil' || state === 'unreadable';
}

function ratioTermsGiven(indicator: Indicator, form: Form, answers: Answers): boolean {
  const { numerator, denominator } = ratioOf(indicator, scopeOf(form, answers, {}));
  return typeof numerator === 'number' && typeof denominator === 'number';
}

export interface RatioFigure {
  readonly numerator: Value;
  readonly denominator: Value;
  /** 0–100 and beyond, unrounded; `undefined` when a term is not known, `null` for "no cases" or not applicable. */
  readonly percent: number | undefined | null;
}

/** A ratio from its terms; 0/0 is "no cases", never 0 % and never 100 %. */
export function ratioOf(indicator: Indicator, scope: Scope): RatioFigure {
  if (!indicator.ratio) return { numerator: undefined, denominator: undefined, percent: undefined };
  const numerator = evaluate(indicator.ratio.numerator, scope);
  const denominator = evaluate(indicator.ratio.denominator, scope);
  return { numerator, denominator, percent: percentOf(numerator, denominator) };
}

function percentOf(numerator: Value, denominator: Value): number | undefined | null {
  if (numerator === null || denominator === null) return null;
  if (typeof numerator !== 'number' || typeof denominator !== 'number') return undefined;
  return denominator === 0 ? null : (numerator / denominator) * 100;
}
