/** Whether the service can keep what it is sent: anyone may ask, as often as they like. */
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import type { Documents } from '../../functions/ports/documents.ts';
import type { Files } from '../../functions/ports/files.ts';
import { health, probeFolder } from '../../functions/service/health.ts';

test('nhiều người hỏi cùng lúc thì đĩa chỉ ghi một lần; hỏi lại sau đó thì ghi lại', async () => {
  let written = 0;
  const documents = {
    transact: async () => {
      written += 1;
    },
  } as unknown as Documents;
  const files = { put: async () => {}, delete: async () => {} } as unknown as Files;
  const healthy = health(probeFolder(tmpdir(), { documents, files }, () => '2025-10-10T00:00:00.000Z'));
  await Promise.all(Array.from({ length: 20 }, () => healthy()));
  expect(written).toBe(1);
  await healthy();
  expect(written).toBe(2);
});
