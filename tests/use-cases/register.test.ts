/** A round's life in the real stores: returns sent, counted, corrected, reviewed. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderFiles } from '../../functions/adapters/folder-files/folder-files.ts';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { readExamples } from '../../functions/adapters/local-files/example-files.ts';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { MOST_VERSIONS } from '../../functions/domain/register/commune-record.ts';
import type { LogEntry } from '../../functions/domain/register/log-entry.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { type Example, fillExample } from '../../functions/domain/template/fill-example.ts';
import type { Documents } from '../../functions/ports/documents.ts';
import { checkReturn } from '../../functions/use-cases/check-return.ts';
import { buildSummary, type SummaryFigures } from '../../functions/use-cases/register/build-summary.ts';
import { manageRound } from '../../functions/use-cases/register/manage-round.ts';
import { communeRecord, places } from '../../functions/use-cases/register/places.ts';
import { type Received, receiveSubmission } from '../../functions/use-cases/register/receive-submission.ts';
import { remind } from '../../functions/use-cases/register/remind.ts';
import { reviewSubmission } from '../../functions/use-cases/register/review-submission.ts';
import { roundStatus } from '../../functions/use-cases/register/round-status.ts';
import { currentMark, storedSummary } from '../../functions/use-cases/register/summary-state.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';

const forms = formFolder(FORMS_FOLDER);
const form = await forms.load('kiem-tra-cchc-2025', 1);
const examples = await readExamples(join(FORMS_FOLDER, form.id, 'v1', 'example'));
if (!examples) throw new Error('no examples');
const { round, returns } = examples;
const exampleOf = (code: string): Example => returns.find(({ commune }) => commune.code === code) as Example;
const [BINH_DUONG, AL_BA] = ['21733', '23954'];
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The published return of a commune, with some figures typed otherwise. */
function returnOf(code: string, values: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  const example = exampleOf(code);
  const { answers, strays } = fillExample(form, { ...example, values: { ...example.values, ...values } });
  return writeXlsx(
    composeTemplate({ form, commune: example.commune, round, answers, strays, created: '2025-10-10T02:00:00Z' }),
  );
}

let folder: string;
let documents: Documents;
let now: string;
let asked: string[];
/** What happens while a file is being checked. */
let meanwhile: () => Promise<void>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'register-'));
  documents = await sqliteDocuments({ file: join(folder, 'data.sqlite') });
  now = '2025-10-10T02:00:00.000Z';
  asked = [];
  meanwhile = async () => {};
});
afterEach(async () => {
  await documents.close();
  rmSync(folder, { recursive: true });
});

async function register() {
  let ids = 0;
  const check = checkReturn({ forms, readWorkbook: readXlsx, sha256 });
  const needs = {
    documents,
    files: await folderFiles(join(folder, 'files')),
    forms,
    checkReturn: async (...given: Parameters<typeof check>) => {
      await meanwhile();
      return check(...given);
    },
    writeWorkbook: writeXlsx,
    sha256,
    clock: () => now,
    newId: () => {
      ids += 1;
      return String(ids).padStart(6, '0');
    },
    announce: async (each: string) => {
      asked.push(each);
    },
  };
  return {
    rounds: manageRound(needs),
    receive: receiveSubmission(needs),
    review: reviewSubmission(needs),
    build: buildSummary(needs),
    files: needs.files,
  };
}

async function openRound() {
  const service = await register();
  await service.rounds.create(round, 'Nguyễn Văn A');
  await service.rounds.setRoster(
    round.id,
    returns.map(({ commune }) => commune),
    'Nguyễn Văn A',
  );
  await service.rounds.step(round.id, 'open', 'Nguyễn Văn A');
  const send = async (
    commune: string,
    bytes: Uint8Array,
    delivery?: { object: string; generation: string },
  ): Promise<Received> =>
    service.receive({
      round: round.id,
      commune,
      file: 'phieu.xlsx',
      bytes,
      channel: delivery ? 'bucket' : 'web',
      who: `đơn vị ${commune}`,
      delivery,
    });
  return { ...service, send };
}

describe('nhận phiếu', () => {
  test('phiếu mới thành phiên bản 1; gửi lại đúng tệp đó thì không có phiên bản mới', async () => {
    const { send } = await openRound();
    const bytes = await returnOf(BINH_DUONG);
    const first = await send(BINH_DUONG, bytes);
    expect(first).toMatchObject({ outcome: 'new', receipt: { kept: { version: 1, versionInForce: 1, late: false } } });
    const again = await send(BINH_DUONG, bytes);
    expect(again).toEqual({ ...first, outcome: 'same' });
  });

  test('A, B, A thành ba phiên bản', async () => {
    const { send } = await openRound();
    const [first, second] = [await returnOf(BINH_DUONG), await returnOf(BINH_DUONG, { '8.3': '8' })];
    for (const bytes of [first, second, first]) await send(BINH_DUONG, bytes);
    expect((await communeRecord(documents, round.id, BINH_DUONG)).versions.map(({ version }) => version)).toEqual([
      1, 2, 3,
    ]);
  });

  test('hai lần giao cùng một thế hệ là một; thế hệ cũ đến sau không thay thế hệ mới', async () => {
    const { send } = await openRound();
    const [older, newer] = [await returnOf(BINH_DUONG), await returnOf(BINH_DUONG, { '8.3': '8' })];
    const at = (generation: string) => ({ object: 'inbox/21733/phieu.xlsx', generation });
    expect((await send(BINH_DUONG, newer, at('17600000000000002'))).outcome).toBe('new');
    expect((await send(BINH_DUONG, newer, at('17600000000000002'))).outcome).toBe('same');
    expect((await send(BINH_DUONG, older, at('17600000000000001'))).outcome).toBe('stale');
  });

  test('20 lần gửi cùng lúc những nội dung khác nhau: một chuỗi phiên bản, không mất phiếu nào', async () => {
    const { send } = await openRound();
    const contents = await Promise.all(
      Array.from({ length: 20 }, (_, index) => returnOf(BINH_DUONG, { '8.3': String(index) })),
    );
    await Promise.all(contents.map((bytes) => send(BINH_DUONG, bytes)));
    const { versions } = await communeRecord(documents, round.id, BINH_DUONG);
    expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(new Set(versions.map((entry) => entry.sha256)).size).toBe(20);
  });

  test('sau hạn thì ghi là muộn; khoá đợt thì từ chối, trừ đơn vị được gia hạn', async () => {
    const { send, rounds } = await openRound();
    now = '2025-10-16T02:00:00.000Z';
    expect((await send(BINH_DUONG, await returnOf(BINH_DUONG))).receipt?.kept?.late).toBe(true);
    await rounds.step(round.id, 'lock', 'Nguyễn Văn A');
    await expect(send(AL_BA, await returnOf(AL_BA))).rejects.toMatchObject({ code: 'ROUND_NOT_OPEN' });
    await rounds.extend(round.id, AL_BA, '2025-10-20', 'Nguyễn Văn A');
    expect((await send(AL_BA, await returnOf(AL_BA))).receipt?.kept).toMatchObject({ version: 1, late: false });
  });

  test('đợt bị khoá trong lúc tệp đang được kiểm tra: không nhận, số liệu đã khoá không đổi', async () => {
    const { send, rounds } = await openRound();
    meanwhile = () => rounds.step(round.id, 'lock', 'Nguyễn Văn A');
    await expect(send(BINH_DUONG, await returnOf(BINH_DUONG))).rejects.toMatchObject({ code: 'ROUND_NOT_OPEN' });
    expect((await communeRecord(documents, round.id, BINH_DUONG)).versions).toEqual([]);
  });

  test('đơn vị được gia hạn trong lúc tệp đang được kiểm tra thì không bị ghi là muộn', async () => {
    const { send, rounds } = await openRound();
    now = '2025-10-16T02:00:00.000Z';
    meanwhile = () => rounds.extend(round.id, BINH_DUONG, '2025-10-20', 'Nguyễn Văn A');
    expect((await send(BINH_DUONG, await returnOf(BINH_DUONG))).receipt?.kept?.late).toBe(false);
  });

  test('tệp đã nhận mà giao lại sau khi khoá vẫn được trả lời bằng biên nhận cũ; tệp khác thì bị từ chối', async () => {
    const { send, rounds } = await openRound();
    const bytes = await returnOf(BINH_DUONG);
    const first = await send(BINH_DUONG, bytes);
    await rounds.step(round.id, 'lock', 'Nguyễn Văn A');
    expect(await send(BINH_DUONG, bytes)).toEqual({ ...first, outcome: 'same' });
    const other = await returnOf(BINH_DUONG, { '8.3': '8' });
    await expect(send(BINH_DUONG, other)).rejects.toMatchObject({ code: 'ROUND_NOT_OPEN' });
  });

  test.each(['constructor', 'toString', 'mở'])(
    'bước "%s" không có: từ chối, không phải lỗi của hệ thống',
    async (word) => {
      const { rounds } = await openRound();
      await expect(rounds.step(round.id, word as 'open', 'Nguyễn Văn A')).rejects.toMatchObject({
        code: 'ROUND_STEP_REFUSED',
      });
    },
  );

  test('tình hình của đợt xếp theo mã đơn vị, dù danh sách xếp cách nào', async () => {
    const { rounds } = await openRound();
    const communes = returns.map(({ commune }) => commune).toSorted((left, right) => (left.code < right.code ? 1 : -1));
    await rounds.setRoster(round.id, communes, 'Nguyễn Văn A');
    const { rows } = await roundStatus(documents)(round.id, '2025-10-10');
    expect(rows.map(({ commune }) => commune.code)).toEqual(communes.map(({ code }) => code).toReversed());
  });

  test('phiếu của đơn vị khác bị từ chối theo tên, ghi vào nhật ký, chỉ giữ tệp để tra cứu', async () => {
    const { send, files } = await openRound();
    await expect(send(AL_BA, await returnOf(BINH_DUONG))).rejects.toMatchObject({
      code: 'RETURN_OF_OTHER_COMMUNE',
      details: { found: BINH_DUONG, expected: AL_BA },
    });
    expect((await communeRecord(documents, round.id, AL_BA)).versions).toEqual([]);
    expect(await files.list('rounds/')).toEqual([expect.stringMatching(`^rounds/${round.id}/refused/${AL_BA}/`)]);
    const log = await documents.list<never>(places.log(round.id));
    expect(log.map(({ value }) => (value as LogEntry).action)).toContain('submission-refused');
  });
});

test('đợt đã khoá: chỉ đơn vị được gia hạn còn được nhắc', async () => {
  const { rounds } = await openRound();
  const marks = remind({ documents, clock: () => now, newId: () => '1', writeWorkbook: writeXlsx });
  now = '2025-10-16T02:00:00.000Z';
  await rounds.step(round.id, 'lock', 'Nguyễn Văn A');
  await rounds.extend(round.id, AL_BA, '2025-10-20', 'Nguyễn Văn A');
  expect(await marks.mark()).toEqual([{ round: round.id, reminders: 1 }]);
});

test('quá nhiều bản thì từ chối bằng một câu, không hỏng hồ sơ của đơn vị', async () => {
  const { send } = await openRound();
  await send(BINH_DUONG, await returnOf(BINH_DUONG));
  const record = await communeRecord(documents, round.id, BINH_DUONG);
  const versions = Array.from({ length: MOST_VERSIONS }, (_, index) => ({ ...record.versions[0], version: index + 1 }));
  const place = places.commune(round.id, BINH_DUONG);
  await documents.transact(async (transaction) => transaction.set(place, { versions } as never));
  const before = places.version(round.id, BINH_DUONG, MOST_VERSIONS);
  const first = await documents.get<never>(places.version(round.id, BINH_DUONG, 1));
  await documents.transact(async (transaction) => transaction.set(before, first as never));
  const next = await returnOf(BINH_DUONG, { '8.3': '8' });
  await expect(send(BINH_DUONG, next)).rejects.toMatchObject({ code: 'VERSIONS_EXHAUSTED' });
  expect((await communeRecord(documents, round.id, BINH_DUONG)).versions).toHaveLength(MOST_VERSIONS);
});

test('hạn của đợt đổi được; ghi vào nhật ký, phiếu gửi sau đó theo hạn mới', async () => {
  const { send, rounds } = await openRound();
  now = '2025-10-16T02:00:00.000Z';
  await rounds.setDeadline(round.id, '2025-10-20', 'Nguyễn Văn A');
  expect((await send(BINH_DUONG, await returnOf(BINH_DUONG))).receipt?.kept?.late).toBe(false);
  const log = (await documents.list<never>(places.log(round.id))).map(({ value }) => value as LogEntry);
  expect(log.find(({ action }) => action === 'deadline-set')).toMatchObject({
    before: 'hạn 15/10/2025',
    after: 'hạn 20/10/2025',
  });
});

describe('tổng hợp', () => {
  const figure = async (service: Awaited<ReturnType<typeof openRound>>): Promise<SummaryFigures> => {
    const { figures } = await service.build(round.id);
    return JSON.parse(new TextDecoder().decode((await service.files.get(figures)) as Uint8Array));
  };
  const received = (figures: SummaryFigures) => figures.figures.indicators.find(({ code }) => code === '3.2');

  test('phiếu vừa nhận có ngay trong số liệu; bản lưu nói rõ gồm những phiên bản nào', async () => {
    const service = await openRound();
    await service.send(BINH_DUONG, await returnOf(BINH_DUONG));
    await service.send(AL_BA, await returnOf(AL_BA));
    const figures = await figure(service);
    expect(figures.versions).toEqual({ [BINH_DUONG]: 1, [AL_BA]: 1 });
    expect(JSON.stringify(received(figures))).toContain('1994');
  });

  test('chỉ dựng lại khi có thay đổi', async () => {
    const service = await openRound();
    await service.send(BINH_DUONG, await returnOf(BINH_DUONG));
    const first = await service.build(round.id);
    now = '2025-10-10T15:00:00.000Z';
    expect(await service.build(round.id)).toEqual(first);
    now = '2025-10-10T17:00:00.000Z';
    expect((await service.build(round.id)).builtAt, 'qua ngày mới: có đơn vị thành quá hạn').toBe(now);
    await service.send(AL_BA, await returnOf(AL_BA));
    expect((await service.build(round.id)).etag).not.toBe(first.etag);
  });

  test('chương trình dừng ngay sau khi trả lời: khởi động lại vẫn biết còn việc', async () => {
    const { send } = await openRound();
    await send(BINH_DUONG, await returnOf(BINH_DUONG));
    const mark = await currentMark(documents, round.id, '2025-10-10');
    await documents.close();
    documents = await sqliteDocuments({ file: join(folder, 'data.sqlite') });
    expect((await storedSummary(documents, round.id))?.mark).not.toBe(mark);
    expect((await (await register()).build(round.id)).versions).toEqual({ [BINH_DUONG]: 1 });
  });

  test('phiếu lỗi không đẩy phiếu đạt ra khỏi số liệu', async () => {
    const service = await openRound();
    await service.send(BINH_DUONG, await returnOf(BINH_DUONG));
    const wrong = await service.send(BINH_DUONG, await returnOf(BINH_DUONG, { '3.2': '1.441' }));
    expect(wrong.receipt?.state).toBe('needs correction');
    expect((await figure(service)).versions).toEqual({ [BINH_DUONG]: 1 });
  });
});

describe('thẩm định', () => {
  test('duyệt, rồi gửi lại thì phải duyệt lại; vẫn nhớ bản đã duyệt để so sánh', async () => {
    const { send, review } = await openRound();
    await send(BINH_DUONG, await returnOf(BINH_DUONG));
    await review.approve({ round: round.id, commune: BINH_DUONG, version: 1, who: 'Trần Thị B' });
    expect((await communeRecord(documents, round.id, BINH_DUONG)).review?.outcome).toBe('approved');
    await send(BINH_DUONG, await returnOf(BINH_DUONG, { '8.3': '8' }));
    expect(await communeRecord(documents, round.id, BINH_DUONG)).toMatchObject({ approvedVersion: 1 });
    expect((await communeRecord(documents, round.id, BINH_DUONG)).review).toBeUndefined();
  });

  test('trang đang mở là bản cũ: không duyệt hay trả lại được bản đã bị thay', async () => {
    const { send, review } = await openRound();
    await send(BINH_DUONG, await returnOf(BINH_DUONG));
    await send(BINH_DUONG, await returnOf(BINH_DUONG, { '8.3': '8' }));
    const old = { round: round.id, commune: BINH_DUONG, version: 1, who: 'Trần Thị B' };
    await expect(review.approve(old)).rejects.toMatchObject({ code: 'VERSION_OUTDATED' });
    await expect(review.sendBack(old, 'Sửa lại')).rejects.toMatchObject({ code: 'VERSION_OUTDATED' });
    expect((await communeRecord(documents, round.id, BINH_DUONG)).review).toBeUndefined();
  });

  test('bản gửi sau còn lỗi thì bản đang được tính vẫn duyệt được', async () => {
    const { send, review } = await openRound();
    await send(BINH_DUONG, await returnOf(BINH_DUONG));
    await send(BINH_DUONG, await returnOf(BINH_DUONG, { '3.2': '1.441' }));
    await review.approve({ round: round.id, commune: BINH_DUONG, version: 1, who: 'Trần Thị B' });
    expect(await communeRecord(documents, round.id, BINH_DUONG)).toMatchObject({ approvedVersion: 1 });
  });

  test('trả lại bản đã duyệt thì bản đó không còn là đã duyệt', async () => {
    const { send, review } = await openRound();
    await send(BINH_DUONG, await returnOf(BINH_DUONG));
    const reviewed = { round: round.id, commune: BINH_DUONG, version: 1, who: 'Trần Thị B' };
    await review.approve(reviewed);
    await review.sendBack(reviewed, 'Duyệt nhầm');
    const record = await communeRecord(documents, round.id, BINH_DUONG);
    expect(record.review?.outcome).toBe('returned');
    expect(record.approvedVersion).toBeUndefined();
  });

  test('chọn bản khác phải có lý do, và số liệu theo bản đó', async () => {
    const { send, review, build } = await openRound();
    await send(BINH_DUONG, await returnOf(BINH_DUONG));
    await send(BINH_DUONG, await returnOf(BINH_DUONG, { '8.3': '8' }));
    const chosen = { round: round.id, commune: BINH_DUONG, version: 1, who: 'Trần Thị B' };
    await expect(review.putInForce(chosen, ' ')).rejects.toMatchObject({ code: 'REASON_MISSING' });
    await review.putInForce(chosen, 'Bản 2 gửi nhầm');
    expect((await build(round.id)).versions).toEqual({ [BINH_DUONG]: 1 });
    await send(BINH_DUONG, await returnOf(BINH_DUONG, { '3.2': '1.441' }));
    expect((await build(round.id)).versions).toEqual({ [BINH_DUONG]: 1 });
    await send(BINH_DUONG, await returnOf(BINH_DUONG, { '8.3': '9' }));
    expect((await build(round.id)).versions).toEqual({ [BINH_DUONG]: 4 });
  });

  test('nhật ký đọc được theo thứ tự, mỗi việc một dòng', async () => {
    const { send, review } = await openRound();
    now = '2025-10-10T03:00:00.000Z';
    await send(BINH_DUONG, await returnOf(BINH_DUONG));
    now = '2025-10-10T04:00:00.000Z';
    await review.sendBack(
      { round: round.id, commune: BINH_DUONG, version: 1, who: 'Trần Thị B' },
      'Bổ sung nguyên nhân trễ hạn',
    );
    const log = (await documents.list<never>(places.log(round.id))).map(({ value }) => value as LogEntry);
    expect(log.map(({ action }) => action)).toEqual([
      'round-created',
      'roster-set',
      'round-opened',
      'submission-received',
      'submission-returned',
    ]);
    expect(log.at(-1)).toMatchObject({
      who: 'Trần Thị B',
      commune: BINH_DUONG,
      after: 'bản 1: Bổ sung nguyên nhân trễ hạn',
    });
  });
});
