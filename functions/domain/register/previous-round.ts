/** Which round came before another: the one whose figures a commune's next workbook shows. */
import type { Day } from '../text/day.ts';
import { dayOf } from '../text/instant.ts';
import type { RoundRecord } from './round-record.ts';

/** The latest of the other rounds of the same form that lie before `current`. */
export function previousRound(rounds: readonly RoundRecord[], current: RoundRecord): RoundRecord | undefined {
  const { id, form } = current.round;
  const earlier = rounds.filter(
    (record) => record.round.id !== id && record.round.form === form && compare(record, current) < 0,
  );
  return earlier.toSorted(compare).at(-1);
}

/** The other rounds of the same form that lie behind `current`, the latest first. */
export function laterRounds(rounds: readonly RoundRecord[], current: RoundRecord): readonly RoundRecord[] {
  const { id, form } = current.round;
  const later = rounds.filter(
    (record) => record.round.id !== id && record.round.form === form && compare(record, current) > 0,
  );
  return later.toSorted((left, right) => compare(right, left));
}

/** By the end of their data periods; else, where one has none, by their deadlines; else as they were made. */
function compare(left: RoundRecord, right: RoundRecord): number {
  const order = (one: Day | undefined, other: Day | undefined) =>
    one === undefined || other === undefined || one === other ? 0 : one < other ? -1 : 1;
  return (
    order(left.round.dataPeriod?.to, right.round.dataPeriod?.to) ||
    order(left.round.deadline, right.round.deadline) ||
    order(dayOf(left.createdAt), dayOf(right.createdAt)) ||
    order(left.createdAt, right.createdAt)
  );
}
