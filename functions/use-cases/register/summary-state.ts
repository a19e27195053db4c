/**
 * How far the stored summary of a round is behind: each change writes a new mark in its own transaction; a build remembers
 * the marks it began with. They are the same only when the stored summary holds everything.
 *
 * Every return is such a change, and Firestore takes about one write a second to one document: on the last evening all communes
 * would stand in one line. So the marks are spread over as many documents as communes may send in a second.
 */
import { previousRound } from '../../domain/register/previous-round.ts';
import { isRunning } from '../../domain/register/round-record.ts';
import type { Day } from '../../domain/text/day.ts';
import type { Documents, Transaction } from '../../ports/documents.ts';
import { asJson, listRounds, places, roundRecord } from './places.ts';

export interface SummaryMark {
  /** Written anew by every change. */
  readonly mark: string;
}

export interface StoredSummary {
  /** The marks the build began with, as one text. */
  readonly mark: string;
  /** Names in the store of files. */
  readonly workbook: string;
  readonly figures: string;
  readonly etag: string;
  readonly builtAt: string;
  /** Versions it holds, by commune code. */
  readonly versions: Readonly<Record<string, number>>;
}

/** A prime: codes that follow each other in whatever steps come apart. */
const SPREAD = 31;

/** What a build leaves behind; raised when it leaves more, so that every summary of an earlier program is behind. */
const BUILT = 'b2';

/** Says within a transaction that the stored summary is out of date: by a change of one commune, or of the round itself. */
export function markSummary(transaction: Transaction, round: string, mark: string, commune?: string): void {
  const id = commune === undefined ? 'round' : String(spreadOf(commune));
  transaction.set(places.summaryMark(round, id), asJson({ mark } satisfies SummaryMark));
}

const spreadOf = (commune: string): number =>
  Array.from(commune).reduce((rest, sign) => (rest * 10 + sign.charCodeAt(0)) % SPREAD, 0);

/**
 * What a summary built now would be marked with. While returns may come a new day is a change: what was not due yesterday
 * is overdue today. What the round before comes to stands in the summary too.
 */
export async function currentMark(
  documents: Pick<Documents, 'get' | 'list'>,
  round: string,
  today: Day,
): Promise<string> {
  const record = await roundRecord(documents, round);
  const before = previousRound(await listRounds(documents), record)?.round.id;
  const former = before === undefined ? [] : [before, ...(await marksOf(documents, before))];
  const own = await marksOf(documents, round);
  return [BUILT, ...own, ...(isRunning(record) ? [today] : []), ...former].join(' ');
}

async function marksOf(documents: Pick<Documents, 'list'>, round: string): Promise<readonly string[]> {
  const marks = await documents.list(places.summaryMarks(round));
  return marks.map(({ id, value }) => `${id}:${(value as unknown as SummaryMark).mark}`);
}

export async function storedSummary(
  documents: Pick<Documents, 'get'>,
  round: string,
): Promise<StoredSummary | undefined> {
  return (await documents.get(places.summary(round))) as unknown as StoredSummary | undefined;
}
