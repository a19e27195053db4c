/**
 * Which of a commune's submissions counts for the figures.
 *
 * The latest accepted one; where there is none yet, the latest one, its figures under an error left out. So a bad file
 * never displaces a good one, and one bad cell costs one cell.
 */
import type { Submission } from './submission.ts';

export interface CommuneReturns {
  /** The submission that counts; absent when nothing can tell which of several is the later. */
  readonly inForce?: Submission;
  /** Other submissions of the commune, and why each does not count. */
  readonly others: readonly { readonly submission: Submission; readonly reason: SupersededReason }[];
}

export type SupersededReason = 'same file' | 'older' | 'has errors' | 'order unknown';

/** Chooses among the submissions of one commune. The order in which they are given does not matter. */
export function chooseInForce(submissions: readonly Submission[]): CommuneReturns {
  const distinct = oncePerContent(submissions);
  const copies = [...submissions]
    .sort(lastSentFirst)
    .filter((submission) => !distinct.includes(submission))
    .map((submission) => ({ submission, reason: 'same file' as const }));
  const accepted = distinct.filter((submission) => submission.state !== 'needs correction');
  const candidates = accepted.length > 0 ? accepted : distinct;
  const latest = latestOf(candidates);
  const rest = distinct.filter((submission) => submission !== latest);
  const reasonOf = (submission: Submission): SupersededReason => {
    if (!candidates.includes(submission)) return 'has errors';
    return latest ? 'older' : 'order unknown';
  };
  return {
    ...(latest ? { inForce: latest } : {}),
    others: [...copies, ...rest.map((submission) => ({ submission, reason: reasonOf(submission) }))],
  };
}

/** One submission per content: the one sent last, of those sent together the one whose file name sorts first. */
function oncePerContent(submissions: readonly Submission[]): readonly Submission[] {
  const sorted = [...submissions].sort(lastSentFirst);
  return [...new Map([...sorted].reverse().map((submission) => [submission.sha256, submission])).values()].reverse();
}

function lastSentFirst(left: Submission, right: Submission): number {
  const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  return (
    order(right.sentAt ?? '', left.sentAt ?? '') || order(left.file, right.file) || order(left.sha256, right.sha256)
  );
}

/** The one saved last; `undefined` when a time is missing or two are equal. */
function latestOf(submissions: readonly Submission[]): Submission | undefined {
  if (submissions.length < 2) return submissions[0];
  if (submissions.some((submission) => submission.sentAt === undefined)) return undefined;
  const [first, second] = [...submissions].sort(lastSentFirst);
  return first?.sentAt === second?.sentAt ? undefined : first;
}
