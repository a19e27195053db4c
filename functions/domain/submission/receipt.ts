/** What the sender gets back: which file it was, what was found, and the figures as received. */

import type { Form } from '../form/form.ts';
import { answerOf } from './answers.ts';
import type { Finding, SubmissionState } from './findings.ts';
import type { Submission } from './submission.ts';

export interface Receipt {
  readonly form: string;
  readonly version: number;
  readonly round?: string;
  readonly commune: { readonly code: string; readonly name: string; readonly type: string };
  readonly file: string;
  readonly sha256: string;
  /** When it was checked; ISO 8601. */
  readonly checkedAt: string;
  readonly state: SubmissionState;
  readonly counts: {
    readonly errors: number;
    readonly warnings: number;
    readonly answered: number;
    readonly asked: number;
  };
  readonly findings: readonly Finding[];
  /** Figures by code, as typed. */
  readonly received: Readonly<Record<string, string>>;
}

/** Composes the receipt of one submission. */
export function composeReceipt(form: Form, submission: Submission, checkedAt: string): Receipt {
  const { commune, file, sha256, state, findings, identity, answers } = submission;
  const answered = form.indicators.filter((indicator) => answerOf(answers, indicator).state !== 'missing');
  const count = (severity: Finding['severity']) => findings.filter((found) => found.severity === severity).length;
  return {
    form: form.id,
    version: form.version,
    round: identity.round,
    commune: { code: commune.code, name: commune.name, type: commune.type },
    file,
    sha256,
    checkedAt,
    state,
    counts: {
      errors: count('error'),
      warnings: count('warning'),
      answered: answered.length,
      asked: form.indicators.length,
    },
    findings,
    received: Object.fromEntries(answered.map((indicator) => [indicator.code, answerOf(answers, indicator).typed])),
  };
}
