/** What a commune answered, indicator by indicator. */

import type { Form, Indicator } from '../form/form.ts';
import type { Day } from '../text/day.ts';
import { serialOf } from '../text/day.ts';
import type { DocumentReference } from '../text/document-reference.ts';
import type { CellPlace } from './findings.ts';

/** A cited document, and the citation as typed. */
export type CitedDocument = { readonly text: string; readonly reference?: DocumentReference };

/**
 * The four kinds of empty are four different answers: missing, 0 (a value), nil ("không phát sinh") and notApplicable
 * ("không áp dụng"). `unreadable`: something was typed that is no answer; a finding says so.
 */
export type AnswerState = 'value' | 'nil' | 'notApplicable' | 'missing' | 'unreadable';

export interface Answer {
  readonly state: AnswerState;
  /** Set for state "value" by the indicator's type, exactly one of them; a number that is refused is kept too. A ratio holds what the commune stated, if it did. */
  readonly number?: number;
  /** Digits typed after the decimal sign. */
  readonly decimals?: number;
  /** Code of a choice, or text. */
  readonly text?: string;
  readonly day?: Day;
  readonly document?: CitedDocument;
  readonly marked?: boolean;
  /** The content as the clerk sees it. */
  readonly typed: string;
  readonly at?: CellPlace;
  /** What was chosen beside the cell and is no answer: it contradicts the value, or says nothing known. Kept to be shown again. */
  readonly emptyWords?: string;
  readonly explanation?: string;
}

/** Answers by indicator key. Every indicator of the form is there. */
export type Answers = ReadonlyMap<string, Answer>;

export const MISSING: Answer = { state: 'missing', typed: '' };

export function answerOf(answers: Answers, indicator: Indicator): Answer {
  return answers.get(indicator.key) ?? MISSING;
}

/** The number an expression reads: nil is 0, a date or document its day serial. `undefined` where there is none. */
export function numberOf(answer: Answer): number | undefined {
  if (answer.state === 'nil') return 0;
  if (answer.state !== 'value') return undefined;
  const day = answer.day ?? answer.document?.reference?.day;
  return answer.number ?? (day === undefined ? undefined : serialOf(day));
}

/** Rows of a table in which anything was answered. */
export function filledRows(form: Form, answers: Answers, tableCode: string): number {
  const table = form.tables.find((candidate) => candidate.code === tableCode);
  const isFilled = (cells: readonly Indicator[]) => cells.some((cell) => answerOf(answers, cell).state !== 'missing');
  return table?.rows.filter((row) => isFilled(row.cells)).length ?? 0;
}
