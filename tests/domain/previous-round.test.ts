/** Which round comes before another: by data period, else by deadline, else by when it was made. */
import { expect, test } from 'vitest';
import { previousRound } from '../../functions/domain/register/previous-round.ts';
import type { RoundRecord } from '../../functions/domain/register/round-record.ts';

interface Dates {
  readonly to?: string;
  readonly deadline?: string;
  readonly made?: string;
  readonly form?: string;
}

const record = (id: string, { to, deadline, made = '2025-01-01', form = 'bieu' }: Dates): RoundRecord => ({
  round: {
    id,
    form,
    version: 1,
    title: id,
    province: { code: '52', name: 'Gia Lai' },
    constants: {},
    ...(to && { dataPeriod: { from: '2020-01-01', to } }),
    ...(deadline && { deadline }),
  },
  state: 'open',
  createdAt: `${made}T00:00:00.000Z`,
});

test.each<{ name: string; now: Dates; others: Readonly<Record<string, Dates>>; expected: string | undefined }>([
  { name: 'không có đợt nào khác', now: { to: '2025-06-30' }, others: {}, expected: undefined },
  {
    name: 'đợt gần nhất trước đó theo kỳ số liệu',
    now: { to: '2025-06-30', made: '2025-01-01' },
    others: { a: { to: '2024-06-30' }, b: { to: '2024-12-31', made: '2025-03-01' }, c: { to: '2025-12-31' } },
    expected: 'b',
  },
  {
    name: 'theo hạn gửi khi thiếu kỳ số liệu',
    now: { deadline: '2025-07-15' },
    others: { a: { deadline: '2025-01-15' }, b: { deadline: '2025-08-15', made: '2024-01-01' } },
    expected: 'a',
  },
  {
    name: 'theo lúc lập khi không có gì khác',
    now: { made: '2025-05-01' },
    others: { a: { made: '2025-04-01' }, b: { made: '2025-06-01' } },
    expected: 'a',
  },
  {
    name: 'biểu mẫu khác không tính',
    now: { to: '2025-06-30' },
    others: { a: { to: '2024-12-31', form: 'khac' } },
    expected: undefined,
  },
])('$name', ({ now, others, expected }) => {
  const current = record('nay', now);
  const rounds = [current, ...Object.entries(others).map(([id, dates]) => record(id, dates))];
  expect(previousRound(rounds, current)?.round.id).toBe(expected);
  expect(previousRound(rounds.toReversed(), current)?.round.id).toBe(expected);
});
