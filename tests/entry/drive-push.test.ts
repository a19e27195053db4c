/** Word from Drive: believed by its token alone, answered at once, and never more than a reason to look. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { onDriveChange } from '../../functions/entry/events/on-drive-change.ts';
import type { LogLine } from '../../functions/ports/log.ts';

const TOKEN = 'thẻ bí mật của kênh'.normalize('NFC');
const sent = (text: string) => Buffer.from(text).toString('latin1');

async function listening(askSweep = async () => {}) {
  const lines: LogLine[] = [];
  const handle = onDriveChange({ channelToken: sent(TOKEN), askSweep, log: (line) => void lines.push(line) });
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.writeHead(503).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const push = async (headers: Record<string, string>) => (await fetch(url, { method: 'POST', headers })).status;
  return { push, lines };
}

test.each([
  { what: 'lời chào của kênh mới', state: 'sync', token: TOKEN, status: 204, sweeps: 0 },
  { what: 'có thay đổi', state: 'change', token: TOKEN, status: 204, sweeps: 1 },
  { what: 'thẻ sai', state: 'change', token: `${TOKEN}x`, status: 403, sweeps: 0 },
  { what: 'thẻ thiếu cuối', state: 'change', token: TOKEN.slice(0, -1), status: 403, sweeps: 0 },
  { what: 'thẻ rỗng', state: 'change', token: '', status: 403, sweeps: 0 },
])('$what: trả lời $status', async ({ state, token, status, sweeps }) => {
  let asked = 0;
  const { push, lines } = await listening(async () => {
    asked += 1;
  });
  expect(await push({ 'x-goog-channel-token': sent(token), 'x-goog-resource-state': state })).toBe(status);
  expect(asked).toBe(sweeps);
  expect(JSON.stringify(lines)).not.toContain(sent(TOKEN));
});

test('không kèm thẻ thì bị từ chối', async () => {
  const { push } = await listening();
  expect(await push({ 'x-goog-resource-state': 'change' })).toBe(403);
});

test('không nhờ quét được thì Google được bảo gửi lại', async () => {
  const { push } = await listening(() => Promise.reject(new Error('Pub/Sub')));
  expect(await push({ 'x-goog-channel-token': sent(TOKEN), 'x-goog-resource-state': 'change' })).toBe(503);
});
