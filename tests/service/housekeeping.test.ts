/** What the service sees to by itself: one task that fails keeps none of the others from being done. */
import { expect, test } from 'vitest';
import type { LogLine } from '../../functions/ports/log.ts';
import { keepHouse } from '../../functions/service/housekeeping.ts';

const NEVER_AGAIN_MS = 3_600_000;

/** A service whose tasks only say that they were asked; those of `over` do as they are told. */
function house(over: Readonly<Record<string, () => Promise<unknown>>> = {}) {
  const asked: string[] = [];
  const lines: LogLine[] = [];
  const task = (name: string) => async () => {
    asked.push(name);
    return (await over[name]?.()) as never;
  };
  const service = {
    inboxFolder: { prepare: task('inbox') },
    register: {
      sweep: task('summaries'),
      reminders: { mark: task('reminders') },
      removeOriginals: task('originals'),
      access: { forgetOldSessions: task('sessions') },
    },
  };
  const stop = keepHouse(
    service as unknown as Parameters<typeof keepHouse>[0],
    (line) => void lines.push(line),
    NEVER_AGAIN_MS,
  );
  return { asked, lines, stop };
}

test('ổ đĩa mạng mất quyền: ghi nhật ký, danh sách nhắc và việc khác vẫn làm', async () => {
  const last = Promise.withResolvers<void>();
  const { asked, lines, stop } = house({
    inbox: () => Promise.reject(new Error('EACCES')),
    sessions: async () => last.resolve(),
  });
  await last.promise;
  await stop();
  expect(asked).toEqual(['summaries', 'inbox', 'reminders', 'originals', 'sessions']);
  expect(lines).toMatchObject([{ severity: 'ERROR', task: 'inbox' }]);
});

test('dừng thì chờ việc đang làm, và không bắt đầu việc sau', async () => {
  const work = Promise.withResolvers<void>();
  const { asked, stop } = house({ summaries: () => work.promise });
  let ended = false;
  const stopping = stop().then(() => {
    ended = true;
  });
  await new Promise(setImmediate);
  expect(ended).toBe(false);
  work.resolve();
  await stopping;
  expect(asked).toEqual(['summaries']);
});
