/**
 * The commune's own workbook back, with its errors: first a sheet that lists the findings, root causes first, then the
 * template with the values that came, marked where something is wrong. Rebuilt, never the commune's file rewritten; its
 * identity is kept, so that the corrected file can be sent back.
 */

import type { Form } from '../form/form.ts';
import { layOut } from '../form/layout.ts';
import type { Round } from '../round/round.ts';
import type { Answers } from '../submission/answers.ts';
import type { Submission } from '../submission/submission.ts';
import type { WorkbookModel } from '../workbook/workbook-model.ts';
import { composeTemplate } from './compose-template.ts';
import { findingsSheet, type ReturnHistory } from './findings-sheet.ts';
import { cellMarks } from './marks.ts';
import { placeFindings, valuePlace } from './placed-findings.ts';
import type { PreviousReturn } from './previous-period.ts';
import { stillGiven } from './still-given.ts';

export interface AnnotatedInput {
  readonly form: Form;
  readonly submission: Submission;
  readonly round?: Round;
  readonly previous?: PreviousReturn;
  readonly history?: ReturnHistory;
  /** What the province filled in before the commune got the workbook. */
  readonly given?: Answers;
  readonly created: string;
}

/** Composes the annotated return. */
export function composeAnnotated({
  form,
  submission,
  round,
  previous,
  history,
  given,
  created,
}: AnnotatedInput): WorkbookModel {
  const { commune, answers, strays } = submission;
  const layout = layOut(form);
  const findings = placeFindings(form, layout, submission);
  const placeOf = (key: string) => valuePlace(layout, key);
  return composeTemplate({
    form,
    commune,
    round,
    previous,
    answers,
    ...(given ? { given: stillGiven(given, answers) } : {}),
    strays,
    roundId: submission.identity.round,
    signature: submission.identity.signature,
    marks: cellMarks(findings),
    findings,
    before: [findingsSheet({ form, submission, findings, history, placeOf })],
    // The time of the return, not of this copy: sent back unchanged it must not pass for a newer one.
    created: submission.sentAt ?? created,
  });
}
