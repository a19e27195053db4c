/** A room that is full turns newcomers away, and has room again when somebody has left. */
import { expect, test } from 'vitest';
import { boundedRoom } from '../../functions/service/bounded-room.ts';

/** Work that ends when it is told to. */
const held = () => Promise.withResolvers<string>();

test('đầy thì mời quay lại sau; xong một việc là có chỗ', async () => {
  const room = boundedRoom(10);
  const work = held();
  const first = room(6, () => work.promise);
  await expect(room(5, async () => 'second')).rejects.toMatchObject({ code: 'STORE_BUSY' });
  expect(await room(4, async () => 'small')).toBe('small');
  work.resolve('first');
  expect(await first).toBe('first');
  expect(await room(5, async () => 'again')).toBe('again');
});

test('việc hỏng cũng trả lại chỗ', async () => {
  const room = boundedRoom(10);
  await expect(room(10, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await room(10, async () => 'next')).toBe('next');
});

test('thứ lớn hơn cả chỗ chứa được vào khi không còn ai', async () => {
  expect(await boundedRoom(10)(11, async () => 'large')).toBe('large');
});
