/**
 * How far the stored summary of a round is behind: each change writes a new mark in its own transaction; a build remembers
 * the mark it began with. They are the same only when the stored summary holds everything.
 */
import { isRunning } from '../../domain/register/round-record.ts';
import type { Day } from '../../domain/text/day.ts';
import type { Documents, Transaction } from '../../ports/documents.ts';
import { asJson, places, roundRecord } from './places.ts';

export interface SummaryMark {
  /** Written anew by every change. */
  readonly mark: string;
}

export interface StoredSummary {
  /** The mark the build began with. */
  readonly mark: string;
  /** Names in the store of files. */
  readonly workbook: string;
  readonly figures: string;
  readonly etag: string;
  readonly builtAt: string;
  /** Versions it holds, by commune code. */
  readonly versions: Readonly<Record<string, number>>;
}

const markPlace = (round: string) => [...places.summary(round).slice(0, -1), 'summary-mark'];

/** Says within a transaction that the stored summary is out of date. */
export function markSummary(transaction: Transaction, round: string, mark: string): void {
  transaction.set(markPlace(round), asJson({ mark } satisfies SummaryMark));
}

/**
 * What a summary built now would be marked with. While returns may come a new day is a change: what was not due yesterday
 * is overdue today.
 */
export async function currentMark(documents: Pick<Documents, 'get'>, round: string, today: Day): Promise<string> {
  const record = await roundRecord(documents, round);
  const written = (await documents.get(markPlace(round))) as unknown as SummaryMark | undefined;
  return [written?.mark ?? '', ...(isRunning(record) ? [today] : [])].join(' ');
}

export async function storedSummary(
  documents: Pick<Documents, 'get'>,
  round: string,
): Promise<StoredSummary | undefined> {
  return (await documents.get(places.summary(round))) as unknown as StoredSummary | undefined;
}
