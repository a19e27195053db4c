/** What a check found, sorted for reading: what must be mended, what is doubtful, what is only blank, what is merely noted. */
import type { Form } from '../../../../domain/form/form.ts';
import { type Finding, rootCausesFirst, type SubmissionState } from '../../../../domain/submission/findings.ts';
import type { Receipt } from '../../../../domain/submission/receipt.ts';
import type { Submission } from '../../../../domain/submission/submission.ts';
import { sendingOf, type Warning } from '../../../../domain/summary/sending.ts';

export interface Result {
  readonly receipt: Receipt;
  /** A return whose warnings are all explained counts as accepted. */
  readonly state: SubmissionState;
  readonly errors: readonly Finding[];
  /** Without the blanks, unless explained. */
  readonly warnings: readonly Warning[];
  /** Indicators left blank that may be. */
  readonly blanks: readonly Finding[];
  readonly notes: readonly Finding[];
}

/** Sorts the findings of a receipt; explanations are known where the submission is. */
export function resultOf(form: Form, receipt: Receipt, submission?: Submission): Result {
  const findings = rootCausesFirst(receipt.findings);
  const warnings = warningsOf(form, findings, submission);
  const isBlank = ({ finding, explanation }: Warning) => finding.code === 'VALUE_MISSING' && explanation === undefined;
  const isSettled = receipt.state === 'accepted with warnings' && warnings.every(({ explanation }) => explanation);
  return {
    receipt,
    state: isSettled ? 'accepted' : receipt.state,
    errors: findings.filter(({ severity }) => severity === 'error'),
    warnings: warnings.filter((warning) => !isBlank(warning)),
    blanks: warnings.filter(isBlank).map(({ finding }) => finding),
    notes: findings.filter(({ severity }) => severity === 'note'),
  };
}

/** Warnings that nobody has answered yet. */
export const openWarnings = ({ warnings }: Result): readonly Warning[] =>
  warnings.filter(({ explanation }) => explanation === undefined);

function warningsOf(form: Form, findings: readonly Finding[], submission: Submission | undefined): readonly Warning[] {
  if (submission)
    return sendingOf(form, { inForce: { ...submission, findings }, others: [] }, submission.sentAt ?? '').warnings;
  return findings.filter(({ severity }) => severity === 'warning').map((finding) => ({ finding }));
}
