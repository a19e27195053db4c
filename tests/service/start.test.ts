/** How requests end: those under way when the service stops are answered, those nobody reads are not kept. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { guardedServer } from '../../functions/entry/http/guard.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import { BINH_DUONG, returnOf, theRound } from '../support/a-running-round.ts';
import { runService } from '../support/running-service.ts';

test('phiếu đang gửi dở khi dịch vụ dừng vẫn được nhận và trả lời', async () => {
  const running = await runService();
  const bytes = await returnOf(BINH_DUONG);
  const sending = request(`${running.url}${paths.api.submission(theRound.id, BINH_DUONG)}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${await running.link(BINH_DUONG)}`,
      'content-length': bytes.length,
      expect: '100-continue',
    },
  });
  await once(sending, 'continue');
  const stopping = running.stop();
  sending.end(bytes);
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  answer.resume();
  expect(answer.statusCode).toBe(201);
  await stopping;
});

test('kết nối không ai đọc bị cắt', async () => {
  const server = guardedServer((_, response) => void response.write('phần đầu'), { idleMs: 50 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  socket.resume();
  await once(socket, 'close');
  expect(socket.destroyed).toBe(true);
  server.close();
});
