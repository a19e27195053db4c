/** The guarantee behind `announce`: finds the rounds whose stored summary is behind, whatever happened to the word. */
import { dayOf } from '../../domain/text/instant.ts';
import type { Announce } from '../../ports/announce.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Documents } from '../../ports/documents.ts';
import { places } from './places.ts';
import { currentMark, storedSummary } from './summary-state.ts';

export interface SweepNeeds {
  readonly documents: Documents;
  readonly clock: Clock;
  readonly announce: Announce;
}

/** Announces every round whose summary does not hold everything; gives their ids. */
export function sweepSummaries({ documents, clock, announce }: SweepNeeds) {
  return async (): Promise<readonly string[]> => {
    const rounds = (await documents.list(places.rounds())).map(({ id }) => id);
    const behind: string[] = [];
    for (const round of rounds) if (!(await isFresh(documents, round, clock()))) behind.push(round);
    for (const round of behind) await announce(round);
    return behind;
  };
}

/** Whether the stored summary holds every change up to now. @throws Problem ROUND_UNKNOWN */
export async function isFresh(
  documents: Pick<Documents, 'get' | 'list'>,
  round: string,
  now: string,
): Promise<boolean> {
  const mark = await currentMark(documents, round, dayOf(now));
  return (await storedSummary(documents, round))?.mark === mark;
}
