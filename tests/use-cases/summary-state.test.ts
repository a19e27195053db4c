/** What says that a stored summary is behind: spread over many documents, none of which every return writes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import type { Documents } from '../../functions/ports/documents.ts';
import { asJson, places } from '../../functions/use-cases/register/places.ts';
import { currentMark, markSummary } from '../../functions/use-cases/register/summary-state.ts';
import { isFresh, sweepSummaries } from '../../functions/use-cases/register/sweep-summaries.ts';
import { theRound } from '../support/a-running-round.ts';

const ROUND = theRound.id;
const TODAY = '2025-10-10';
const NOW = '2025-10-10T02:00:00.000Z';

let folder: string;
let documents: Documents;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'summary-state-'));
  documents = await sqliteDocuments({ file: join(folder, 'data.sqlite') });
  const record = asJson({ round: theRound, state: 'open', createdAt: NOW });
  await documents.transact(async (transaction) => transaction.set(places.round(ROUND), record));
});
afterEach(async () => {
  await documents.close();
  rmSync(folder, { recursive: true });
});

const mark = (text: string, commune?: string) =>
  documents.transact(async (transaction) => markSummary(transaction, ROUND, text, commune));
const current = () => currentMark(documents, ROUND, TODAY);
/** As a build that began now would leave it. */
const store = async (text: string) =>
  documents.transact(async (transaction) => transaction.set(places.summary(ROUND), asJson({ mark: text })));

test('thay đổi của đợt hay của bất kỳ đơn vị nào đều làm bản tổng hợp thành cũ', async () => {
  for (const commune of [undefined, '21733', '23954', '21733', undefined]) {
    await store(await current());
    expect(await isFresh(documents, ROUND, NOW)).toBe(true);
    await mark(`${commune} ${Math.random()}`, commune);
    expect(await isFresh(documents, ROUND, NOW)).toBe(false);
  }
});

test('số liệu kỳ trước đứng trong bản tổng hợp: kỳ trước đổi, hay có thêm kỳ trước, thì bản tổng hợp thành cũ', async () => {
  await store(await current());
  const before = { ...theRound, id: 'ky-truoc', dataPeriod: { from: '2024-07-01', to: '2024-10-15' } };
  const record = asJson({ round: before, state: 'closed', createdAt: '2024-10-01T00:00:00.000Z' });
  await documents.transact(async (transaction) => transaction.set(places.round(before.id), record));
  expect(await isFresh(documents, ROUND, NOW)).toBe(false);
  await store(await current());
  expect(await isFresh(documents, ROUND, NOW)).toBe(true);
  await documents.transact(async (transaction) => markSummary(transaction, before.id, 'x', '21733'));
  expect(await isFresh(documents, ROUND, NOW)).toBe(false);
});

test('một lần sửa của một đơn vị không làm mất dấu của đơn vị khác', async () => {
  const seen = new Set<string>();
  for (const [text, commune] of [
    ['a', '21733'],
    ['b', '23954'],
    ['a', '23954'],
    ['b', '21733'],
  ] as const) {
    await mark(text, commune);
    seen.add(await current());
  }
  expect(seen.size).toBe(4);
});

test('135 xã của một tỉnh, mã liền nhau, không dồn vào một chỗ', async () => {
  const communes = Array.from({ length: 135 }, (_, index) => String(21_500 + index * 3));
  for (const commune of communes) await mark(commune, commune);
  const written = await documents.list<{ mark: string }>(places.summaryMarks(ROUND));
  expect(written.length).toBeGreaterThanOrEqual(24);
  const perDocument = new Map<string, number>();
  await documents.transact(async (transaction) => {
    const count = (path: readonly string[]) =>
      perDocument.set(path.join('/'), (perDocument.get(path.join('/')) ?? 0) + 1);
    for (const commune of communes) markSummary({ ...transaction, set: count }, ROUND, 'x', commune);
  });
  expect(Math.max(...perDocument.values())).toBeLessThanOrEqual(12);
});

test('dữ liệu của bản trước, chỉ có một dấu chung: dựng lại một lần, không bị coi là mới', async () => {
  const former = [...places.summary(ROUND).slice(0, -1), 'summary-mark'];
  await documents.transact(async (transaction) => transaction.set(former, { mark: 'của bản trước' }));
  for (const kept of [`của bản trước ${TODAY}`, 'của bản trước']) {
    await store(kept);
    expect(await isFresh(documents, ROUND, NOW)).toBe(false);
  }
  const announced: string[] = [];
  const sweep = sweepSummaries({ documents, clock: () => NOW, announce: async (round) => void announced.push(round) });
  expect([await sweep(), announced]).toEqual([[ROUND], [ROUND]]);
  await store(await current());
  expect(await sweep()).toEqual([]);
});
