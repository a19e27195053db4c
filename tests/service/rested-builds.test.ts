/** Builds that follow one another closely rest in between; the first and the hurried do not. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { restedBuilds } from '../../functions/service/rested-builds.ts';

/** Advanced by hand, so that no test waits. */
let now = 0;
let rests: number[] = [];

vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number, _value: unknown, { signal }: { signal: AbortSignal }) => {
    if (signal.aborted) throw signal.reason;
    rests.push(ms);
    now += ms;
  },
}));

beforeEach(() => {
  now = 0;
  rests = [];
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

/** A build of this length. */
const lasting = (ms: number) => async (round: string) => {
  now += ms;
  return round;
};

test('bản đầu tiên không phải chờ; bản liền sau nghỉ gấp đôi thời gian đã dựng', async () => {
  const { build } = restedBuilds(lasting(300));
  expect([await build('a'), await build('a')]).toEqual(['a', 'a']);
  expect(rests).toEqual([600]);
});

test('nghỉ không quá năm giây', async () => {
  const { build } = restedBuilds(lasting(10_000));
  await build('a');
  await build('a');
  expect(rests).toEqual([5000]);
});

test('đã yên đủ lâu thì dựng ngay', async () => {
  const { build } = restedBuilds(lasting(300));
  await build('a');
  now += 600;
  await build('a');
  expect(rests).toEqual([]);
});

test('dựng hỏng vẫn nghỉ', async () => {
  const { build } = restedBuilds(async () => {
    now += 100;
    throw new Error('no disk');
  });
  await expect(build('a')).rejects.toThrow('no disk');
  await expect(build('a')).rejects.toThrow('no disk');
  expect(rests).toEqual([200]);
});

test('sắp dừng thì không nghỉ nữa', async () => {
  const { build, hurry } = restedBuilds(lasting(300));
  await build('a');
  hurry();
  await build('a');
  expect(rests).toEqual([]);
});
