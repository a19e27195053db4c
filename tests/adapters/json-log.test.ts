/** The program's log: one JSON object a line, whatever is to be said. */
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { jsonLog } from '../../functions/adapters/json-log/json-log.ts';

const selfCaused = new Error('đứt cáp');
selfCaused.cause = selfCaused;

test.each([
  ['lỗi thường', new Error('đứt cáp')],
  ['lỗi tự làm nguyên nhân của mình', selfCaused],
  ['số lớn', 10n],
  ['xuống dòng', 'một\nhai'],
])('%s: vẫn là một dòng JSON, còn lời nhắn', (_, error) => {
  const stream = new PassThrough();
  jsonLog(stream)({ severity: 'ERROR', message: 'không ghi được', error });
  const text = String(stream.read());
  expect(text.endsWith('\n') && text.indexOf('\n') === text.length - 1).toBe(true);
  expect(JSON.parse(text)).toMatchObject({ severity: 'ERROR', message: 'không ghi được', time: expect.any(String) });
});
