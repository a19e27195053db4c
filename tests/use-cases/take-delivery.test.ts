/** A file in the inbox, taken in over real stores and a real folder: what becomes of it, and what lies beside it. */
import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderFiles } from '../../functions/adapters/folder-files/folder-files.ts';
import { inboxFolder } from '../../functions/adapters/inbox-folder/inbox-folder.ts';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import type { Documents } from '../../functions/ports/documents.ts';
import type { InboxObject } from '../../functions/ports/inbox.ts';
import { Problem } from '../../functions/problems.ts';
import { manageRound } from '../../functions/use-cases/register/manage-round.ts';
import { communeRecord } from '../../functions/use-cases/register/places.ts';
import {
  type Received,
  receipts,
  receiveSubmission,
  type Sent,
} from '../../functions/use-cases/register/receive-submission.ts';
import { type DeliveryNeeds, takeDelivery } from '../../functions/use-cases/register/take-delivery.ts';
import { localTools, sha256 } from '../../functions/wiring.ts';
import { AL_BA, BINH_DUONG, returnOf, theRoster, theRound } from '../support/a-running-round.ts';

const FOLDER = `${theRound.id}/${BINH_DUONG}`;
const FILE = 'Phiếu của xã.xlsx';
const sound = await returnOf(BINH_DUONG);
const other = await returnOf(BINH_DUONG, { '8.3': '8' });
const wrong = await returnOf(BINH_DUONG, { '3.2': '1.441' });

let top: string;
let root: string;
let documents: Documents;
let needs: DeliveryNeeds;

beforeEach(async () => {
  top = mkdtempSync(join(tmpdir(), 'delivery-'));
  root = join(top, 'inbox');
  mkdirSync(root);
  documents = await sqliteDocuments({ file: join(top, 'data.sqlite') });
  const tools = localTools();
  const register = {
    ...tools,
    documents,
    files: await folderFiles(join(top, 'files')),
    sha256,
    newId: randomUUID,
    announce: async () => {},
  };
  const rounds = manageRound(register);
  await rounds.create(theRound, 'Nguyễn Văn A');
  await rounds.setRoster(theRound.id, theRoster(), 'Nguyễn Văn A');
  await rounds.step(theRound.id, 'open', 'Nguyễn Văn A');
  needs = {
    inbox: inboxFolder({ root, limitBytes: 5_000_000, remembered: { get: async () => undefined } }),
    receive: receiveSubmission(register),
    async annotated(round, code, version) {
      const { submission } = await receipts(register)(round, code, version);
      const form = await tools.forms.load(submission.identity.form, submission.identity.version);
      return { bytes: await tools.annotateReturn(form, submission, theRound) };
    },
  };
});
afterEach(async () => {
  await documents.close();
  rmSync(top, { recursive: true });
});

/** Puts a file there, changed so many seconds after the first. */
function put(name: string, bytes: Uint8Array | string, seconds = 0): InboxObject {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  utimesSync(path, 1_760_000_000 + seconds, 1_760_000_000 + seconds);
  return { name, generation: String(statSync(path, { bigint: true }).mtimeNs) };
}

const take = (object: InboxObject, over: Partial<DeliveryNeeds> = {}) =>
  takeDelivery({ ...needs, ...over })(object, 'folder');
const answers = () => readdirSync(join(root, FOLDER, 'phan-hoi')).sort();
const answer = (name: string) => readFileSync(join(root, FOLDER, 'phan-hoi', name));
const versions = async () => (await communeRecord(documents, theRound.id, BINH_DUONG)).versions;
const RECEIPT = 'Phiếu của xã.bien-nhan.txt';
const ANNOTATED = 'Phiếu của xã.ket-qua.xlsx';
const REFUSAL = 'Phiếu của xã.khong-nhan.txt';

describe('nhận', () => {
  test('phiếu thành phiên bản, ghi rõ kênh và lần giao; biên nhận và tệp kết quả nằm trong phan-hoi', async () => {
    const object = put(`${FOLDER}/${FILE}`, sound);
    expect(await take(object)).toEqual({ outcome: 'new', version: 1, state: 'accepted with warnings' });
    expect(await versions()).toMatchObject([
      { version: 1, file: FILE, channel: 'folder', delivery: { object: object.name, generation: object.generation } },
    ]);
    expect(answers()).toEqual([RECEIPT, ANNOTATED]);
    expect(answer(RECEIPT).toString()).toContain(`Mã SHA-256 của tệp: ${sha256(sound)}\r\n`);
    const annotated = await localTools().readWorkbook(answer(ANNOTATED));
    expect(annotated.sheets.length).toBeGreaterThan(2);
  });

  test('phiếu có lỗi cũng được giữ, biên nhận kể từng lỗi và chỉ tệp kết quả', async () => {
    expect(await take(put(`${FOLDER}/${FILE}`, wrong))).toMatchObject({ outcome: 'new', state: 'needs correction' });
    expect(answer(RECEIPT).toString()).toMatch(/LỖI PHẢI SỬA \(\d+\)\r\n1\. /);
    expect(answer(RECEIPT).toString()).toContain(`"${ANNOTATED}"`);
  });

  test('đã nhận mà chưa làm được tệp kết quả thì không phải là từ chối: báo lỗi để được giao lại', async () => {
    const object = put(`${FOLDER}/${FILE}`, sound);
    const failing = { annotated: () => Promise.reject(new Problem('FILE_EXPANDS_TOO_FAR')) };
    const failure = await take(object, failing).catch((error) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure, 'một lời từ chối thì bên giao coi là xong').not.toBeInstanceOf(Problem);
    expect(answers()).toEqual([RECEIPT]);
    expect(await take(object)).toMatchObject({ outcome: 'same', version: 1 });
    expect(answers()).toEqual([RECEIPT, ANNOTATED]);
  });

  test('giao hai lần thì một phiên bản, và trả lời lại y như trước', async () => {
    const object = put(`${FOLDER}/${FILE}`, sound);
    await take(object);
    const first = answer(RECEIPT);
    rmSync(join(root, FOLDER, 'phan-hoi'), { recursive: true });
    expect(await take(object)).toEqual({ outcome: 'same', version: 1, state: 'accepted with warnings' });
    expect(await versions()).toHaveLength(1);
    expect([answers(), answer(RECEIPT)]).toEqual([[RECEIPT, ANNOTATED], first]);
  });

  test('nội dung cũ đến sau nội dung mới: không đổi gì, không trả lời gì', async () => {
    const older = put(`${FOLDER}/${FILE}`, sound, 1);
    const newer = put(`${FOLDER}/${FILE}`, other, 2);
    await take(newer);
    const [before, receipt] = [await versions(), answer(RECEIPT)];
    put(`${FOLDER}/${FILE}`, sound, 1);
    expect(await take(older)).toEqual({ outcome: 'stale' });
    expect([await versions(), answer(RECEIPT)]).toEqual([before, receipt]);
  });

  test('tệp đã bị ghi đè hoặc lấy đi thì thôi', async () => {
    const object = put(`${FOLDER}/${FILE}`, sound, 1);
    put(`${FOLDER}/${FILE}`, other, 2);
    expect(await take(object)).toEqual({ outcome: 'gone' });
    rmSync(join(root, FOLDER, FILE));
    expect(await take(object)).toEqual({ outcome: 'gone' });
    expect([await versions(), readdirSync(join(root, FOLDER))]).toEqual([[], []]);
  });

  test('tên tệp rời dấu (máy Mac) được ghi ghép dấu', async () => {
    expect(await take(put(`${FOLDER}/${FILE.normalize('NFD')}`, sound))).toMatchObject({ outcome: 'new' });
    expect((await versions())[0]?.file).toBe(FILE);
    expect(answers()).toEqual([RECEIPT, ANNOTATED]);
  });

  test('tên tệp dài hết mức vẫn trả lời được', async () => {
    expect(await take(put(`${FOLDER}/${'ế'.repeat(83)}.xlsx`, sound))).toMatchObject({ outcome: 'new' });
    expect(answers()).toEqual(['bien-nhan.txt', 'ket-qua.xlsx'].map((end) => `${'ế'.repeat(66)}.${end}`));
  });
});

describe('từ chối', () => {
  test.each<{ what: string; bytes: () => Promise<Uint8Array> | Uint8Array; code: string; says?: string }>([
    { what: 'tệp rỗng', bytes: () => new Uint8Array(), code: 'FILE_EMPTY' },
    { what: 'không phải sổ tính', bytes: () => new TextEncoder().encode('xin chào'), code: 'FILE_NOT_WORKBOOK' },
    { what: 'quá lớn', bytes: () => new Uint8Array(5_000_001), code: 'FILE_TOO_LARGE' },
    {
      what: 'phiếu của đơn vị khác',
      bytes: () => returnOf(AL_BA),
      code: 'RETURN_OF_OTHER_COMMUNE',
      says: `Phiếu này của đơn vị mã ${AL_BA}, không phải của đơn vị mã `,
    },
  ])('$what: chỉ có một tệp nói lý do', async ({ bytes, code, says }) => {
    const outcome = await take(put(`${FOLDER}/${FILE}`, await bytes()));
    expect(outcome).toMatchObject({ outcome: 'refused', code });
    expect([answers(), await versions()]).toEqual([[REFUSAL], []]);
    expect(answer(REFUSAL).toString()).toContain(
      `Lý do: ${says ?? new Problem(code as 'FILE_EMPTY').message.slice(0, 10)}`,
    );
  });

  test.each([`khong-co/${BINH_DUONG}`, `${theRound.id}/00001`])(
    'thư mục %s không thuộc đợt nào, đơn vị nào',
    async (folder) => {
      expect(await take(put(`${folder}/a.xlsx`, sound))).toMatchObject({ outcome: 'refused' });
      expect(readdirSync(join(root, folder, 'phan-hoi'))).toEqual(['a.khong-nhan.txt']);
    },
  );

  test('gửi lại tệp đúng thì lời từ chối cũ được gỡ; biên nhận cũ vẫn còn khi tệp sau bị từ chối', async () => {
    await take(put(`${FOLDER}/${FILE}`, 'hỏng', 1));
    await take(put(`${FOLDER}/${FILE}`, sound, 2));
    expect(answers()).toEqual([RECEIPT, ANNOTATED]);
    await take(put(`${FOLDER}/${FILE}`, 'hỏng', 3));
    expect(answers()).toEqual([RECEIPT, ANNOTATED, REFUSAL]);
    expect(await versions()).toHaveLength(1);
  });
});

describe('sự cố', () => {
  const UNAVAILABLE = new Problem('STORE_UNAVAILABLE');
  const fails = (error: Error) => async () => {
    throw error;
  };

  test.each([UNAVAILABLE, new Error('hỏng')])(
    '%s khi nhận: ném ra để được giao lại, không trả lời gì',
    async (error) => {
      const object = put(`${FOLDER}/${FILE}`, sound);
      await expect(take(object, { receive: fails(error) as never })).rejects.toBe(error);
      expect(readdirSync(join(root, FOLDER))).toEqual([FILE]);
    },
  );

  test('hỏng lúc lập tệp kết quả: giao lại thì trả lời đủ, vẫn một phiên bản', async () => {
    const object = put(`${FOLDER}/${FILE}`, sound);
    await expect(take(object, { annotated: fails(UNAVAILABLE) })).rejects.toBe(UNAVAILABLE);
    expect(answers()).toEqual([RECEIPT]);
    expect(await take(object)).toMatchObject({ outcome: 'same', version: 1 });
    expect([answers(), await versions()]).toMatchObject([[RECEIPT, ANNOTATED], [{ version: 1 }]]);
  });
});

test.each([
  'a.xlsx',
  `${theRound.id}/a.xlsx`,
  `${FOLDER}/phan-hoi/Phiếu.ket-qua.xlsx`,
  `${FOLDER}/cu/a.xlsx`,
  `${theRound.id}/2173/a.xlsx`,
  `${theRound.id}/phan-hoi/a.xlsx`,
  `phan-hoi/${BINH_DUONG}/a.xlsx`,
  `../${FOLDER}/a.xlsx`,
  `Đợt 1/${BINH_DUONG}/a.xlsx`,
  `${FOLDER}/`,
])('bỏ qua %s, không đọc đến', async (name) => {
  const untouched = async (): Promise<never> => {
    throw new Error('must not be asked');
  };
  const inbox = { read: untouched, answer: untouched, withdraw: untouched };
  const receive = untouched as (sent: Sent) => Promise<Received>;
  expect(await take({ name, generation: '1' }, { inbox, receive })).toEqual({ outcome: 'ignored' });
});
