/** Retention, and the stock-taking that knows of it. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderFiles } from '../../functions/adapters/folder-files/folder-files.ts';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import type { LogEntry } from '../../functions/domain/register/log-entry.ts';
import type { Documents } from '../../functions/ports/documents.ts';
import type { Files } from '../../functions/ports/files.ts';
import { Problem } from '../../functions/problems.ts';
import { buildSummary } from '../../functions/use-cases/register/build-summary.ts';
import { manageRound } from '../../functions/use-cases/register/manage-round.ts';
import { communeRecord, places } from '../../functions/use-cases/register/places.ts';
import { receipts, receiveSubmission } from '../../functions/use-cases/register/receive-submission.ts';
import { removeOriginals } from '../../functions/use-cases/register/remove-originals.ts';
import { storedSummary } from '../../functions/use-cases/register/summary-state.ts';
import { forgetLostSummaries, takeStock } from '../../functions/use-cases/register/take-stock.ts';
import { localTools, sha256 } from '../../functions/wiring.ts';
import { AL_BA, BINH_DUONG, returnOf, theRoster, theRound } from '../support/a-running-round.ts';

const CLOSED_AT = '2025-11-01T02:00:00.000Z';
const DAYS = 30;
const daysLater = (days: number, ms = 0): string =>
  new Date(Date.parse(CLOSED_AT) + days * 86_400_000 + ms).toISOString();
const sound = await returnOf(BINH_DUONG);
const foreign = await returnOf(AL_BA);

let folder: string;
let documents: Documents;
let files: Files;
let now: string;

const needs = () => ({
  ...localTools(undefined, () => now),
  documents,
  files,
  sha256,
  newId: randomUUID,
  announce: async () => {},
});
const remove = (retentionDays?: number) => removeOriginals({ ...needs(), retentionDays })();
const step = (name: 'open' | 'close' | 'reopen') => manageRound(needs()).step(theRound.id, name, 'Nguyễn Văn A');
const send = (bytes: Uint8Array) =>
  receiveSubmission(needs())({
    round: theRound.id,
    commune: BINH_DUONG,
    file: 'a.xlsx',
    bytes,
    channel: 'web',
    who: 'x',
  });
const removals = async () =>
  (await documents.list(places.log(theRound.id)))
    .map(({ value }) => value as unknown as LogEntry)
    .filter(({ action }) => action === 'originals-removed');

/** A round with one return and one refused file, closed. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'retention-'));
  documents = await sqliteDocuments({ file: join(folder, 'data.sqlite') });
  files = await folderFiles(join(folder, 'files'));
  now = '2025-10-10T02:00:00.000Z';
  await manageRound(needs()).create(theRound, 'Nguyễn Văn A');
  await manageRound(needs()).setRoster(theRound.id, theRoster(), 'Nguyễn Văn A');
  await step('open');
  await send(sound);
  await send(foreign).catch(() => {});
  await buildSummary(needs())(theRound.id);
  now = CLOSED_AT;
  await step('close');
});
afterEach(async () => {
  await documents.close();
  rmSync(folder, { recursive: true });
});

const kept = async () => (await files.list('rounds/')).map((name) => name.split('/')[2]);
const EVERYTHING = ['originals', 'refused', 'summaries', 'summaries'];

describe('xoá tệp gốc', () => {
  test.each<{ what: string; at: string; days?: number }>([
    { what: 'không đặt thời hạn', at: daysLater(10_000) },
    { what: 'chưa hết hạn', at: daysLater(DAYS - 1), days: DAYS },
    { what: 'vừa đúng hạn', at: daysLater(DAYS), days: DAYS },
  ])('$what: không xoá gì', async ({ at, days }) => {
    now = at;
    expect(await remove(days)).toEqual([]);
    expect([await kept(), await removals()]).toEqual([EVERYTHING, []]);
  });

  test('quá hạn: xoá tệp gốc và tệp bị từ chối, một dòng nhật ký; phiếu, kết quả kiểm tra, bảng tổng hợp còn nguyên', async () => {
    const before = await receipts(needs())(theRound.id, BINH_DUONG, 1);
    now = daysLater(DAYS, 1);
    expect(await remove(DAYS)).toEqual([{ round: theRound.id, removed: 2 }]);
    expect(await kept()).toEqual(['summaries', 'summaries']);
    expect(await removals()).toEqual([{ at: now, who: 'hệ thống', action: 'originals-removed', after: '2 tệp' }]);
    expect(await receipts(needs())(theRound.id, BINH_DUONG, 1)).toEqual(before);
    expect((await communeRecord(documents, theRound.id, BINH_DUONG)).versions).toHaveLength(1);
  });

  test('không còn gì để xoá thì không có dòng nhật ký nào nữa', async () => {
    now = daysLater(DAYS + 1);
    await remove(DAYS);
    expect(await remove(DAYS)).toEqual([]);
    expect(await removals()).toHaveLength(1);
  });

  test('đợt mở lại thì giữ; kết thúc lại thì tính từ lần kết thúc sau cùng', async () => {
    now = daysLater(20);
    await step('reopen');
    now = daysLater(DAYS + 1);
    expect(await remove(DAYS)).toEqual([]);
    await step('close');
    now = daysLater(DAYS + 20);
    expect(await remove(DAYS)).toEqual([]);
    now = daysLater(DAYS + 1 + DAYS, 1);
    expect(await remove(DAYS)).toHaveLength(1);
  });

  test('dừng giữa chừng thì lần sau xoá tiếp', async () => {
    now = daysLater(DAYS + 1);
    let deleted = 0;
    const failing: Files = {
      ...files,
      async delete(name) {
        deleted += 1;
        if (deleted > 1) throw new Problem('STORE_UNAVAILABLE');
        await files.delete(name);
      },
    };
    await expect(removeOriginals({ ...needs(), files: failing, retentionDays: DAYS })()).rejects.toThrow();
    expect(await remove(DAYS)).toEqual([{ round: theRound.id, removed: 1 }]);
    expect(await kept()).toEqual(['summaries', 'summaries']);
  });
});

describe('kiểm kê', () => {
  const stock = () => takeStock({ documents, files })();
  const removeBegun = async (what: string): Promise<void> => {
    for (const name of await files.list(`rounds/${theRound.id}/${what}/`)) await files.delete(name);
  };

  test('đủ', async () => {
    expect(await stock()).toEqual({ rounds: 1, submissions: 1, newest: CLOSED_AT, expired: 0, missing: [] });
  });

  test('kho trống', async () => {
    const empty = await sqliteDocuments({ file: join(folder, 'empty.sqlite') });
    expect(await takeStock({ documents: empty, files })()).toEqual({
      rounds: 0,
      submissions: 0,
      expired: 0,
      missing: [],
    });
    await empty.close();
  });

  test('tệp gốc vắng ở đợt đã kết thúc, hoặc đã ghi nhật ký xoá rồi mới mở lại, là hết hạn lưu', async () => {
    now = daysLater(DAYS + 1);
    await remove(DAYS);
    expect(await stock()).toMatchObject({ expired: 1, missing: [] });
    await step('reopen');
    expect(await stock()).toMatchObject({ expired: 1, missing: [] });
  });

  test('tệp gốc vắng ở đợt đang mở là mất', async () => {
    await step('reopen');
    await removeBegun('originals');
    expect(await stock()).toMatchObject({
      expired: 0,
      missing: [`rounds/${theRound.id}/originals/${BINH_DUONG}/${sha256(sound)}.xlsx`],
    });
  });

  test('phiên bản có tên mà không có nội dung là mất, ở đợt nào cũng vậy', async () => {
    const place = places.version(theRound.id, BINH_DUONG, 1);
    await documents.transact(async (transaction) => transaction.delete(place));
    expect(await stock()).toMatchObject({ missing: [place.join('/')] });
  });

  test('bảng tổng hợp còn đủ tệp thì giữ, thiếu tệp thì quên đi để lập lại', async () => {
    const forget = forgetLostSummaries({ documents, files });
    await forget();
    expect(await storedSummary(documents, theRound.id)).toBeDefined();
    await removeBegun('summaries');
    await forget();
    expect(await storedSummary(documents, theRound.id)).toBeUndefined();
    expect(await buildSummary(needs())(theRound.id)).toMatchObject({ versions: { [BINH_DUONG]: 1 } });
  });
});

test('kho buộc phải giữ tệp một thời gian thì bảng tổng hợp mới vẫn được lập', async () => {
  const keeping = { ...files, delete: () => Promise.reject(new Problem('STORE_UNAVAILABLE')) };
  const before = await storedSummary(documents, theRound.id);
  await step('reopen');
  await send(await returnOf(BINH_DUONG, { '8.3': '9' }));
  const built = await buildSummary({ ...needs(), files: keeping })(theRound.id);
  expect(built.versions).toEqual({ [BINH_DUONG]: 2 });
  expect(await files.get(before?.workbook ?? '')).toBeDefined();
});
