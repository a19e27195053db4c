/** Many reads at once: in order, a few at a time. */
import { expect, test } from 'vitest';
import { readAhead } from '../../functions/use-cases/register/read-ahead.ts';

const KEYS = Array.from({ length: 100 }, (_, index) => index);

async function gathered<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** Reads that end in an order of their own; `most` is how many were under way at once. */
function reads() {
  const counts = { now: 0, most: 0 };
  const read = async (key: number) => {
    counts.now += 1;
    counts.most = Math.max(counts.most, counts.now);
    for (let turn = 0; turn < (key * 7) % 11; turn += 1) await Promise.resolve();
    counts.now -= 1;
    return key * 2;
  };
  return { counts, read };
}

test.each([0, 1, 31, 32, 33, 100])('%i mục: đủ, đúng thứ tự', async (count) => {
  const keys = KEYS.slice(0, count);
  expect(await gathered(readAhead(keys, reads().read))).toEqual(keys.map((key) => key * 2));
});

test('nhiều mục cùng lúc, mà không quá 32', async () => {
  const { counts, read } = reads();
  await gathered(readAhead(KEYS, read));
  expect(counts.most).toBeGreaterThan(1);
  expect(counts.most).toBeLessThanOrEqual(32);
});

test('không đọc tiếp khi không ai lấy', async () => {
  const begun: number[] = [];
  for await (const _ of readAhead(KEYS, async (key) => begun.push(key))) break;
  expect(begun.length).toBeLessThanOrEqual(33);
});

test('mục nào hỏng thì hỏng đúng ở chỗ của nó; những mục sau hỏng cũng không làm dừng chương trình', async () => {
  const got: number[] = [];
  const failing = async (key: number) => {
    if (key >= 5) throw new Error(`hỏng ${key}`);
    return key;
  };
  const reading = (async () => {
    for await (const value of readAhead(KEYS, failing)) got.push(value);
  })();
  await expect(reading).rejects.toThrow('hỏng 5');
  expect(got).toEqual([0, 1, 2, 3, 4]);
});
