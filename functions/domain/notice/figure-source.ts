/** A commune's figures as documents use them: what was answered, and what of it cannot be relied on. */

import { evaluate, type Scope } from '../expression/evaluate.ts';
import type { Form, Indicator } from '../form/form.ts';
import { termsOf } from '../form/ratio-terms.ts';
import type { Answers } from '../submission/answers.ts';
import { constantsOf, scopeOf } from '../submission/figures.ts';
import type { Submission } from '../submission/submission.ts';

export interface FigureSource {
  readonly form: Form;
  readonly answers: Answers;
  readonly constants: Readonly<Record<string, number>>;
  /** Reads the answers as they came, the unsound ones too. */
  readonly scope: Scope;
  /** Keys of the figures under an error, of those that could not be read, and of the ratios that use one of them. */
  readonly unsound: ReadonlySet<string>;
}

/** Makes the figures of `submission` ready for printing and for judging conditions. */
export function figureSource(
  form: Form,
  submission: Pick<Submission, 'answers' | 'findings'>,
  constants: Readonly<Record<string, number>> = {},
): FigureSource {
  const { answers } = submission;
  const all = constantsOf(form, constants);
  return { form, answers, constants: all, scope: scopeOf(form, answers, all), unsound: unsoundKeys(form, submission) };
}

function unsoundKeys(form: Form, { answers, findings }: Pick<Submission, 'answers' | 'findings'>): ReadonlySet<string> {
  const errors = findings.filter((finding) => finding.severity === 'error');
  const blamed = new Set(errors.flatMap((finding) => finding.indicators));
  const isUnsound = (indicator: Indicator): boolean =>
    blamed.has(indicator.key) ||
    answers.get(indicator.key)?.state === 'unreadable' ||
    termsOf(indicator, form).some(isUnsound);
  return new Set(form.indicators.filter(isUnsound).map((indicator) => indicator.key));
}

/** The cells behind a code of the form: an indicator's one, all of a table's. */
export function cellsOf(code: string, form: Form): readonly Indicator[] {
  const indicator = form.byCode.get(code);
  const table = form.tables.find((candidate) => candidate.code === code);
  return indicator ? [indicator] : (table?.rows.flatMap((row) => row.cells) ?? []);
}

/** The figure of `code` cannot be relied on; a table's when one of its cells cannot. */
export function isUnsound(code: string, { form, unsound }: FigureSource): boolean {
  return cellsOf(code, form).some((cell) => unsound.has(cell.key));
}

/** The terms of a ratio as numbers, where both are known. */
export function knownTerms({ ratio }: Indicator, scope: Scope): readonly [number, number] | undefined {
  if (!ratio) return undefined;
  const [numerator, denominator] = [evaluate(ratio.numerator, scope), evaluate(ratio.denominator, scope)];
  return typeof numerator === 'number' && typeof denominator === 'number' ? [numerator, denominator] : undefined;
}
