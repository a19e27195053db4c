/** A summary to take away now: the fresh one if it is there or soon will be, else the one before, which says what it holds. */
import type { Clock } from '../../ports/clock.ts';
import type { Documents } from '../../ports/documents.ts';
import { Problem } from '../../problems.ts';
import type { Builds } from './build-queue.ts';
import { roundRecord } from './places.ts';
import { type StoredSummary, storedSummary } from './summary-state.ts';
import { isFresh } from './sweep-summaries.ts';

export interface FreshNeeds {
  readonly documents: Documents;
  readonly clock: Clock;
  readonly queue: Builds;
  /** Resolves when a visitor has waited long enough. */
  readonly patience: () => Promise<void>;
}

/** @throws Problem ROUND_UNKNOWN, STORE_BUSY (nothing could be built yet) */
export function freshSummary({ documents, clock, queue, patience }: FreshNeeds) {
  return async (round: string): Promise<StoredSummary> => {
    await roundRecord(documents, round);
    const before = await storedSummary(documents, round);
    if (before && (await isFresh(documents, round, clock()))) return before;
    await queue.ask(round);
    const built = queue.idle(round);
    await (before ? Promise.race([built, patience()]) : built);
    const stored = await storedSummary(documents, round);
    if (!stored) throw new Problem('STORE_BUSY');
    return stored;
  };
}
