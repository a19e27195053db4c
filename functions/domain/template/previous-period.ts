/** What a commune reported in the round before, as its next workbook shows it: sound figures only, moved by their keys. */
import { figureReader, viewOf } from '../aggregate/commune-figure.ts';
import { type Form, type Indicator, isNumeric } from '../form/form.ts';
import type { Round } from '../round/round.ts';
import { type Answer, answerOf } from '../submission/answers.ts';
import { constantsOf } from '../submission/figures.ts';
import type { Submission } from '../submission/submission.ts';
import { formatDay } from '../text/day.ts';
import { dayOf } from '../text/instant.ts';
import { fold } from '../text/vietnamese.ts';

/** A return of an earlier round, with the form and version that its answers are of. */
export interface PreviousReturn {
  readonly form: Form;
  readonly submission: Submission;
  /** Where it is known. */
  readonly round?: Round;
}

/** An answer that can be trusted, or one under an error. */
export type PreviousFigure = { readonly answer: Answer } | { readonly wrong: true };

export interface PreviousPeriod {
  /** "từ 01/01/2024 đến 31/12/2024", or what else names the period. */
  readonly name: string;
  /** By key; an indicator that was blank, or asked for something else then, is not there. */
  readonly figures: ReadonlyMap<string, PreviousFigure>;
}

/** Reads an earlier return for the workbook of `form`. */
export function previousPeriod(form: Form, previous: PreviousReturn): PreviousPeriod {
  const { commune } = previous.submission;
  const constants = constantsOf(previous.form, previous.round?.constants);
  const view = viewOf(previous.form, { commune, returns: { inForce: previous.submission, others: [] } }, constants);
  const figures = form.indicators.flatMap((indicator): (readonly [string, PreviousFigure])[] => {
    const then = previous.form.byKey.get(indicator.key);
    if (!then || !asksTheSame(then, indicator)) return [];
    const { state, number } = figureReader(then, previous.form)(view);
    if (state === 'error') return [[indicator.key, { wrong: true }]];
    const answer = answerOf(previous.submission.answers, then);
    if (then.type === 'ratio' && state === 'value' && number !== undefined)
      return [[indicator.key, { answer: { state: 'value', number: number * 100, typed: answer.typed } }]];
    return answer.state === 'missing' || answer.state === 'unreadable' ? [] : [[indicator.key, { answer }]];
  });
  return { name: nameOf(previous), figures: new Map(figures) };
}

/** The same number in another unit is another number. */
export function asksTheSame(then: Indicator, now: Indicator): boolean {
  if (isNumeric(then.type) || isNumeric(now.type))
    return isNumeric(then.type) && isNumeric(now.type) && fold(then.unit) === fold(now.unit);
  return then.type === now.type;
}

function nameOf({ round, submission }: PreviousReturn): string {
  if (round?.dataPeriod) return `từ ${formatDay(round.dataPeriod.from)} đến ${formatDay(round.dataPeriod.to)}`;
  if (round) return round.title;
  return submission.sentAt ? `phiếu lưu ngày ${formatDay(dayOf(submission.sentAt))}` : 'phiếu trước';
}
