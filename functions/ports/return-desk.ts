import type { NoticeModel } from '../domain/notice/notice.ts';
import type { Round } from '../domain/round/round.ts';
import type { RefusedFile, Submission } from '../domain/submission/submission.ts';
import type { Draft } from './render-letter.ts';

/** A file to be checked, where the desk can read it. */
export interface FileReference {
  /** As people know it: relative to the folder it came in. */
  readonly name: string;
  readonly path: string;
}

export type Checked = { readonly submission: Submission } | { readonly refused: RefusedFile };

/**
 * The work on one return, done for many at once on all cores.
 *
 * A desk is opened for one round; its answers do not depend on the order in which it is asked.
 */
export interface ReturnDesk {
  /**
   * Never rejects for what is in the file: a file that gives no submission is a refusal with its sentence. `round` where it
   * was not known when the desk was opened.
   */
  check(file: FileReference, round?: Round): Promise<Checked>;
  annotate(submission: Submission): Promise<Uint8Array>;
  draftNotice(notice: NoticeModel): Promise<Uint8Array>;
  /** A letter or report of a round of this form. */
  draftLetter(of: Pick<Round, 'form' | 'version'>, draft: Draft): Promise<Uint8Array>;
  /** Ends the work; a desk may be closed more than once. */
  close(): Promise<void>;
}
