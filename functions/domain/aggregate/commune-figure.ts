/** One commune's figure for one indicator, ready to be counted: sound, one of the kinds of empty, or in error. */

import type { Scope } from '../expression/evaluate.ts';
import type { Form, Indicator } from '../form/form.ts';
import { termsOf } from '../form/ratio-terms.ts';
import type { Commune } from '../round/commune.ts';
import { type Answer, type Answers, answerOf } from '../submission/answers.ts';
import { ratioOf, scopeOf } from '../submission/figures.ts';
import type { CommuneReturns } from '../submission/in-force.ts';
import type { Submission } from '../submission/submission.ts';
import type { Day } from '../text/day.ts';

/** A commune and what it sent. */
export interface CommuneEntry {
  readonly commune: Commune;
  readonly returns: CommuneReturns;
}

/**
 * `nil`: a count or amount of "không phát sinh", which adds 0. `noCases`: a ratio whose denominator is nil or 0, a share
 * of "không phát sinh": neither 0 % nor 100 %. `outOfScope`: the indicator does not concern this type of unit.
 * `missing`: left blank, or nothing in force.
 */
export type FigureState = 'value' | 'nil' | 'noCases' | 'notApplicable' | 'outOfScope' | 'missing' | 'error';

export interface CommuneFigure {
  readonly state: FigureState;
  /** State value and nil: the number that counts; a ratio's is numerator / denominator. */
  readonly number?: number;
  readonly numerator?: number;
  readonly denominator?: number;
  /** Code of the choice; "x" for a mark, "" where there is none. */
  readonly code?: string;
  readonly day?: Day;
}

/** A commune as the figures see it: made once, asked for each indicator. */
export interface CommuneView {
  readonly commune: Commune;
  readonly submission?: Submission;
  /** Keys of the indicators under an error. */
  readonly flagged: ReadonlySet<string>;
  readonly scope?: Scope;
}

/** Prepares `entry` for reading its figures. */
export function viewOf(form: Form, entry: CommuneEntry, constants: Readonly<Record<string, number>>): CommuneView {
  const { commune, returns } = entry;
  const submission = returns.inForce;
  if (!submission) return { commune, flagged: NOTHING };
  const errors = submission.findings.filter((found) => found.severity === 'error');
  const flagged = new Set(errors.flatMap((found) => found.indicators));
  return { commune, submission, flagged, scope: scopeOf(form, submission.answers, constants) };
}

/** Gives the reader of one indicator's figures. What depends on the indicator alone is worked out here, once. */
export function figureReader(indicator: Indicator, form: Form): (view: CommuneView) => CommuneFigure {
  const read = indicator.type === 'ratio' ? ratioReader(indicator, form) : simpleReader(indicator);
  return (view) => {
    if (!indicator.appliesTo.includes(view.commune.type)) return OUT_OF_SCOPE;
    return view.submission && view.scope ? read(view.submission.answers, view.flagged, view.scope) : NOT_GIVEN;
  };
}

type Read = (answers: Answers, flagged: ReadonlySet<string>, scope: Scope) => CommuneFigure;

/** A blank cell is missing also where its being blank is an error: nothing was answered wrong. */
function simpleReader(indicator: Indicator): Read {
  const { key, type } = indicator;
  return (answers, flagged) => {
    const answer = answerOf(answers, indicator);
    if (answer.state === 'missing') return type === 'mark' && !flagged.has(key) ? NO_MARK : NOT_GIVEN;
    if (answer.state === 'unreadable' || flagged.has(key)) return IN_ERROR;
    if (answer.state === 'notApplicable') return NOT_APPLICABLE;
    if (answer.state === 'nil') return type === 'count' || type === 'amount' ? NIL : NO_CASES;
    return soundFigure(answer, type);
  };
}

function soundFigure(answer: Answer, type: Indicator['type']): CommuneFigure {
  switch (type) {
    case 'count':
    case 'amount':
    case 'share':
      return answer.number === undefined ? NOT_GIVEN : { state: 'value', number: answer.number };
    case 'choice':
    case 'yesno':
      return { state: 'value', code: answer.text };
    case 'mark':
      return answer.marked ? MARK : NO_MARK;
    case 'date':
      return { state: 'value', day: answer.day };
    default:
      return { state: 'value' };
  }
}

function ratioReader(indicator: Indicator, form: Form): Read {
  const terms = termsOf(indicator, form);
  return (answers, flagged, scope) => {
    const stated = answerOf(answers, indicator).state;
    const inError = (part: Indicator) => flagged.has(part.key) && answerOf(answers, part).state !== 'missing';
    if (flagged.has(indicator.key) || stated === 'unreadable') return anyAnswer(terms, answers, stated);
    if (terms.some((term) => inError(term) || answerOf(answers, term).state === 'unreadable')) return IN_ERROR;
    if (stated === 'notApplicable') return NOT_APPLICABLE;
    const { numerator, denominator } = ratioOf(indicator, scope);
    if (numerator === null || denominator === null) return NOT_APPLICABLE;
    if (typeof numerator !== 'number' || typeof denominator !== 'number')
      return stated === 'nil' ? NO_CASES : NOT_GIVEN;
    if (denominator === 0) return NO_CASES;
    return { state: 'value', number: numerator / denominator, numerator, denominator };
  };
}

/** A ratio under an error of its own: missing only where neither it nor a term was answered. */
function anyAnswer(terms: readonly Indicator[], answers: Answers, stated: Answer['state']): CommuneFigure {
  const answered = stated !== 'missing' || terms.some((term) => answerOf(answers, term).state !== 'missing');
  return answered ? IN_ERROR : NOT_GIVEN;
}

const NOTHING: ReadonlySet<string> = new Set();
const OUT_OF_SCOPE: CommuneFigure = { state: 'outOfScope' };
const NOT_GIVEN: CommuneFigure = { state: 'missing' };
const IN_ERROR: CommuneFigure = { state: 'error' };
const NOT_APPLICABLE: CommuneFigure = { state: 'notApplicable' };
const NO_CASES: CommuneFigure = { state: 'noCases' };
const NIL: CommuneFigure = { state: 'nil', number: 0 };
const MARK: CommuneFigure = { state: 'value', code: 'x' };
const NO_MARK: CommuneFigure = { state: 'value', code: '' };
