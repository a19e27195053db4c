/** What the sender gets back: which file it was, what was found, the figures as received, and what became of it. */

import type { Form } from '../form/form.ts';
import { answerOf } from './answers.ts';
import { countFindings, type Finding, type FindingCounts, type SubmissionState } from './findings.ts';
import type { Submission } from './submission.ts';

/** One cell whose answer differs between two versions of a return. */
export interface Change {
  readonly code: string;
  readonly label: string;
  /** As typed; empty where the cell was blank. */
  readonly before: string;
  readonly after: string;
}

/** How a return was taken into the register of its round. */
export interface Kept {
  /** 1…n, without gaps. */
  readonly version: number;
  /** The version that counts for the figures now; another one where this one has errors and an earlier one had none. */
  readonly versionInForce: number;
  /** Came after the deadline that held for the commune. */
  readonly late: boolean;
  /** Against the version before. */
  readonly changes: readonly Change[];
}

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
  readonly counts: FindingCounts & { readonly answered: number; readonly asked: number };
  readonly findings: readonly Finding[];
  /** Figures by code, as typed. */
  readonly received: Readonly<Record<string, string>>;
  /** Absent where the file was only checked. */
  readonly kept?: Kept;
}

/** Composes the receipt of one submission. */
export function composeReceipt(form: Form, submission: Submission, checkedAt: string, kept?: Kept): Receipt {
  const { commune, file, sha256, state, findings, identity, answers } = submission;
  const answered = form.indicators.filter((indicator) => answerOf(answers, indicator).state !== 'missing');
  return {
    form: form.id,
    version: form.version,
    round: identity.round,
    commune: { code: commune.code, name: commune.name, type: commune.type },
    file,
    sha256,
    checkedAt,
    state,
    counts: { ...countFindings(findings), answered: answered.length, asked: form.indicators.length },
    findings,
    received: Object.fromEntries(answered.map((indicator) => [indicator.code, answerOf(answers, indicator).typed])),
    ...(kept ? { kept } : {}),
  };
}
