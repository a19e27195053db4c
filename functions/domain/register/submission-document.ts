/** A submission as a document of a store, and back: maps become lists of pairs, everything else is plain already. */
import type { Answer } from '../submission/answers.ts';
import type { Submission } from '../submission/submission.ts';
import type { CellContent } from '../workbook/workbook-model.ts';

export interface SubmissionDocument extends Omit<Submission, 'answers' | 'strays'> {
  readonly answers: { readonly [key: string]: Answer };
  readonly strays: { readonly [code: string]: CellContent };
}

export function toDocument(submission: Submission): SubmissionDocument {
  return {
    ...submission,
    answers: Object.fromEntries(submission.answers),
    strays: Object.fromEntries(submission.strays),
  };
}

export function fromDocument(document: SubmissionDocument): Submission {
  return {
    ...document,
    answers: new Map(Object.entries(document.answers)),
    strays: new Map(Object.entries(document.strays)),
  };
}
