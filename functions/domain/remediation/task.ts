/** What a commune was asked to mend: one task for each recommendation of its final notice. */
import { type FinalNotice, type FinalRecommendation, isStanding } from '../notice/final-notice.ts';
import type { Commune } from '../round/commune.ts';

export interface Task extends Pick<FinalRecommendation, 'id' | 'origin' | 'text' | 'deadline' | 'ground'> {
  readonly commune: Commune;
}

/** The tasks of a final notice, in its order; none while it is taken back. The duty to report is no task of its own. */
export function tasksOf(notice: FinalNotice): readonly Task[] {
  if (!isStanding(notice)) return [];
  return notice.recommendations
    .filter(({ closing }) => !closing)
    .map(({ id, origin, text, deadline, ground }) => ({ commune: notice.commune, id, origin, text, deadline, ground }));
}
