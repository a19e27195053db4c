/**
 * Which return of a commune counts, whatever the order of input:
 *   I1  the latest accepted one · without one, the latest
 *   I2  a bad file never displaces a good one
 *   I3  where time cannot tell, none counts
 *   I4  the same bytes count once, as they were sent last
 */
import { expect, test } from 'vitest';
import { chooseInForce } from '../../functions/domain/submission/in-force.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { aForm, aSubmission } from '../support/builders.ts';

const BASE = aSubmission(aForm());
type State = Submission['state'];
const WARNED: State = 'accepted with warnings';
const BAD: State = 'needs correction';

/** File, content, day of October it was sent ("–": not known), state. */
function sent(file: string, sha256: string, day: string, state: State = 'accepted'): Submission {
  const { sentAt: _, ...base } = BASE;
  return { ...base, file, sha256, state, ...(day === '–' ? {} : { sentAt: `2025-10-${day}T02:00:00.000Z` }) };
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

test.each([
  { rule: 'I1', name: 'một phiếu', given: [sent('a', '1', '10')], inForce: 'a 10', others: [] },
  { rule: 'I1', name: 'một phiếu có lỗi', given: [sent('a', '1', '10', BAD)], inForce: 'a 10', others: [] },
  { rule: 'I1', name: 'một phiếu không rõ ngày', given: [sent('a', '1', '–')], inForce: 'a –', others: [] },
  {
    rule: 'I1',
    name: 'phiếu sau thay phiếu trước',
    given: [sent('a', '1', '10'), sent('b', '2', '12', WARNED)],
    inForce: 'b 12',
    others: ['a 10 older'],
  },
  {
    rule: 'I1',
    name: 'đều có lỗi: phiếu sau',
    given: [sent('a', '1', '10', BAD), sent('b', '2', '12', BAD)],
    inForce: 'b 12',
    others: ['a 10 older'],
  },
  {
    rule: 'I2',
    name: 'phiếu sau có lỗi',
    given: [sent('a', '1', '10'), sent('b', '2', '12', BAD)],
    inForce: 'a 10',
    others: ['b 12 has errors'],
  },
  {
    rule: 'I2',
    name: 'phiếu lỗi không rõ ngày',
    given: [sent('a', '1', '10'), sent('b', '2', '–', BAD)],
    inForce: 'a 10',
    others: ['b – has errors'],
  },
  {
    rule: 'I3',
    name: 'không rõ ngày',
    given: [sent('a', '1', '10'), sent('b', '2', '–')],
    inForce: undefined,
    others: ['a 10 order unknown', 'b – order unknown'],
  },
  {
    rule: 'I3',
    name: 'cùng một lúc',
    given: [sent('a', '1', '10'), sent('b', '2', '10'), sent('c', '3', '09')],
    inForce: undefined,
    others: ['a 10 order unknown', 'b 10 order unknown', 'c 09 order unknown'],
  },
  {
    rule: 'I4',
    name: 'chép hai lần',
    given: [sent('a', '1', '10'), sent('b', '1', '10')],
    inForce: 'a 10',
    others: ['b 10 same file'],
  },
  {
    rule: 'I4',
    name: 'chép hai lần, không rõ ngày',
    given: [sent('b', '1', '–'), sent('a', '1', '–')],
    inForce: 'a –',
    others: ['b – same file'],
  },
  {
    rule: 'I4',
    name: 'gửi A, B rồi lại A',
    given: [sent('a', '1', '10'), sent('a', '2', '11'), sent('a', '1', '12')],
    inForce: 'a 12',
    others: ['a 10 same file', 'a 11 older'],
  },
  {
    rule: 'I4',
    name: 'ba bản chép',
    given: [sent('a', '1', '10'), sent('b', '1', '10'), sent('c', '1', '10')],
    inForce: 'a 10',
    others: ['b 10 same file', 'c 10 same file'],
  },
])('$rule · $name', ({ given, inForce, others }) => {
  const dayOf = ({ sentAt }: Submission) => sentAt?.slice(8, 10) ?? '–';
  for (const order of permutations(given)) {
    const chosen = chooseInForce(order);
    expect(chosen.inForce && `${chosen.inForce.file} ${dayOf(chosen.inForce)}`).toBe(inForce);
    const named = chosen.others.map(({ submission, reason }) => `${submission.file} ${dayOf(submission)} ${reason}`);
    expect(named.sort()).toEqual(others);
    expect(chosen).toEqual(chooseInForce(given));
  }
});
