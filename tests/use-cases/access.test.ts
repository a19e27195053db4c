/** Links and sessions in a real store: what is taken back is gone, what is over is removed. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import type { Documents } from '../../functions/ports/documents.ts';
import { accessRegister } from '../../functions/use-cases/register/access.ts';

const OFFICER = { kind: 'officer', name: 'Trần Thị B', role: 'officer' } as const;

let folder: string;
let documents: Documents;
let now: string;
let access: ReturnType<typeof accessRegister>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'access-'));
  documents = await sqliteDocuments({ file: join(folder, 'data.sqlite') });
  now = '2025-10-10T00:00:00.000Z';
  access = accessRegister({
    documents,
    clock: () => now,
    newToken: () => randomBytes(24).toString('base64url'),
    hashToken: (token) => createHash('sha256').update(token).digest('hex'),
  });
});
afterEach(async () => {
  await documents.close();
  rmSync(folder, { recursive: true });
});

test('phiên hết hạn bị xoá khỏi kho, phiên còn hạn thì không', async () => {
  const token = await access.issue(OFFICER);
  await access.startSession(token);
  now = '2025-10-10T09:00:00.000Z';
  const later = (await access.startSession(token)) as string;
  now = '2025-10-10T10:00:00.000Z';
  expect(await access.forgetOldSessions()).toBe(1);
  expect(await documents.list(['sessions'])).toHaveLength(1);
  expect((await access.session(later))?.access.name).toBe(OFFICER.name);
});

test('thu hồi nói rõ có đường dẫn để thu hồi hay không', async () => {
  const token = await access.issue(OFFICER);
  expect(await access.revoke({ ...OFFICER, name: 'Trần Thị Bê' })).toBe(false);
  expect(await access.open(token)).toEqual(OFFICER);
  expect(await access.revoke(OFFICER)).toBe(true);
  expect(await access.open(token)).toBeUndefined();
});

test('một đơn vị có đường dẫn của đợt này không có nghĩa là có của đợt khác', async () => {
  await access.issue({ kind: 'commune', round: 'dot-1', commune: '21733' });
  expect(await access.hasLink({ kind: 'commune', round: 'dot-1', commune: '21733' })).toBe(true);
  expect(await access.hasLink({ kind: 'commune', round: 'dot-2', commune: '21733' })).toBe(false);
});
