/** What an event's handler answers decides whether it comes again: a refusal does not, trouble does, and nothing comes for ever. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { listener } from '../../functions/entry/events/listener.ts';
import type { LogLine } from '../../functions/ports/log.ts';
import { Problem } from '../../functions/problems.ts';

const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

function heard(work: () => Promise<object>) {
  const lines: LogLine[] = [];
  let worked = 0;
  const handle = listener(
    (line) => void lines.push(line),
    z.object({ name: z.string() }),
    () => {
      worked += 1;
      return work();
    },
  );
  const send = (data: unknown, time?: string) =>
    handle({ specversion: '1.0', id: '7', type: 't', source: 's', data, time } as Parameters<typeof handle>[0]);
  return { send, lines, worked: () => worked };
}

test.each<{ what: string; work: () => Promise<object>; thrown: boolean; severity: string }>([
  { what: 'làm xong', work: async () => ({ outcome: 'new' }), thrown: false, severity: 'INFO' },
  { what: 'tệp bị từ chối', work: () => Promise.reject(new Problem('FILE_EMPTY')), thrown: false, severity: 'WARNING' },
  {
    what: 'kho không tới được',
    work: () => Promise.reject(new Problem('STORE_UNAVAILABLE')),
    thrown: true,
    severity: '',
  },
  { what: 'lỗi của chương trình', work: () => Promise.reject(new Error('x')), thrown: true, severity: '' },
])('$what: giao lại là $thrown', async ({ work, thrown, severity }) => {
  const { send, lines } = heard(work);
  const done = await send({ name: 'a' }, ago(1)).then(
    () => false,
    () => true,
  );
  expect(done).toBe(thrown);
  expect(lines.map((line) => line.severity)).toEqual(severity ? [severity] : []);
});

test('sự kiện quá một ngày thì thôi, nhật ký nêu rõ nó nói về gì; gần một ngày thì còn làm', async () => {
  const { send, lines, worked } = heard(async () => ({}));
  await send({ name: 'phieu.xlsx' }, ago(25));
  expect(worked()).toBe(0);
  expect(lines).toMatchObject([{ severity: 'ERROR', event: '7', data: { name: 'phieu.xlsx' } }]);
  await send({ name: 'phieu.xlsx' }, ago(23));
  await send({ name: 'phieu.xlsx' });
  expect(worked()).toBe(2);
});

test('thiếu dữ liệu thì ghi nhận, không làm, không giao lại', async () => {
  const { send, lines, worked } = heard(async () => ({}));
  await send({ ten: 'a' });
  expect(worked()).toBe(0);
  expect(lines).toMatchObject([{ severity: 'WARNING' }]);
});
