/** The key of the data folder: made once, never half, never none. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { secretKey } from '../../functions/service/secret-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('làm một lần, lần sau đọc lại; chỉ chủ tệp đọc được', async () => {
  const keys = await Promise.all([secretKey(folder), secretKey(folder)]);
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set([...keys, await secretKey(folder)]).size).toBe(1);
  expect(readdirSync(folder)).toEqual(['secret.key']);
  if (process.platform !== 'win32') expect(statSync(join(folder, 'secret.key')).mode & 0o077).toBe(0);
});

test.each([
  ['rỗng', ''],
  ['bị cắt', 'abcdef'],
  ['không phải khoá', 'z'.repeat(64)],
])('tệp khoá %s: không chạy với khoá hỏng, không ghi đè', async (_, text) => {
  writeFileSync(join(folder, 'secret.key'), text);
  await expect(secretKey(folder)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(readdirSync(folder)).toEqual(['secret.key']);
});
