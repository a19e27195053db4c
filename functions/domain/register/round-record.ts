/** A round on its way: prepared, open, locked, closed. Pure steps, as for a commune's record. */

import type { Round } from '../round/round.ts';
import type { Day } from '../text/day.ts';

export type RoundState = 'prepared' | 'open' | 'locked' | 'closed';

export interface RoundRecord {
  readonly round: Round;
  readonly state: RoundState;
  readonly createdAt: string;
}

export type RoundStep = 'open' | 'lock' | 'reopen' | 'close';

const STEPS: Readonly<Record<RoundStep, { readonly from: readonly RoundState[]; readonly to: RoundState }>> = {
  open: { from: ['prepared'], to: 'open' },
  lock: { from: ['open'], to: 'locked' },
  reopen: { from: ['locked', 'closed'], to: 'open' },
  close: { from: ['open', 'locked'], to: 'closed' },
};

/** Whether a word names a step. */
export const isRoundStep = (word: string): word is RoundStep => Object.hasOwn(STEPS, word);

/** The round after `step`; `undefined` when the step does not lead on from where it is. */
export function takeStep(record: RoundRecord, step: RoundStep): RoundRecord | undefined {
  const { from, to } = STEPS[step];
  return from.includes(record.state) ? { ...record, state: to } : undefined;
}

/** Whether returns may still come: from all, or once locked from those with more time. */
export const isRunning = ({ state }: RoundRecord): boolean => state === 'open' || state === 'locked';

/** Whether a commune may send today. An extension of its own outlasts the lock, not the closing. */
export function mayReceive({ state }: RoundRecord, extendedTo: Day | undefined, today: Day): boolean {
  if (state === 'open') return true;
  return state === 'locked' && extendedTo !== undefined && today <= extendedTo;
}

/** The last day on which a commune's return is on time: the round's, or a later one of its own. */
export function deadlineOf({ deadline }: Pick<Round, 'deadline'>, extendedTo: Day | undefined): Day | undefined {
  if (deadline === undefined || extendedTo === undefined) return extendedTo ?? deadline;
  return extendedTo > deadline ? extendedTo : deadline;
}

/** Whether a return that arrives today is late. Without a deadline nothing is. */
export function isLate({ round }: RoundRecord, extendedTo: Day | undefined, today: Day): boolean {
  const deadline = deadlineOf(round, extendedTo);
  return deadline !== undefined && today > deadline;
}
