/** One workbook that a commune sent, read and checked. */

import type { Commune } from '../round/commune.ts';
import type { CellContent } from '../workbook/workbook-model.ts';
import type { Answers } from './answers.ts';
import type { Finding, SubmissionState } from './findings.ts';

/** What a workbook says of itself, in its hidden last sheet. */
export interface Identity {
  readonly form: string;
  readonly version: number;
  readonly round?: string;
  /** Code of the commune; its name, type and province as they stood when the template was made. */
  readonly commune?: string;
  readonly communeName?: string;
  readonly communeType?: string;
  readonly province?: string;
  readonly signature?: string;
}

export interface Submission {
  readonly commune: Commune;
  /** Name of the file as it came. */
  readonly file: string;
  /** SHA-256 of its bytes, lower-case hex. */
  readonly sha256: string;
  /** When it was sent, or, for a file in a folder, when the workbook says it was last saved. ISO 8601 in UTC. */
  readonly sentAt?: string;
  readonly identity: Identity;
  /** Version of the form that answers and findings are of, where it is not the file's own: they were carried over to it. */
  readonly carriedTo?: number;
  readonly answers: Answers;
  /** Values that stood in heading rows, by the row's code: listed, not lost. */
  readonly strays: ReadonlyMap<string, CellContent>;
  readonly findings: readonly Finding[];
  readonly state: SubmissionState;
}

/** A file of a batch that gave no submission: what it was and why, in a finished sentence. */
export interface RefusedFile {
  readonly file: string;
  readonly code: string;
  readonly sentence: string;
}

/** The form and version that the answers and findings of a submission are of. */
export function formOfAnswers({ identity, carriedTo }: Pick<Submission, 'identity' | 'carriedTo'>): {
  readonly form: string;
  readonly version: number;
} {
  return { form: identity.form, version: carriedTo ?? identity.version };
}
