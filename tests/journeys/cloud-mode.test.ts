/**
 * The whole service in its Google Cloud form on this machine: functions as processes of their own over the real emulators, told by
 * events as Eventarc sends them. What comes out is what the service on one machine makes of the same returns.
 */
import { type CollectionReference, Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { FINALIZED } from '../../functions/entry/events/on-upload.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import { collectionGroups } from '../../scripts/deploy/store-steps.ts';
import { type Cloud, startCloud } from '../support/a-cloud.ts';
import { AL_BA, BINH_DUONG, returnOf, theRoster, theRound } from '../support/a-running-round.ts';
import { message, PUBLISHED } from '../support/cloud-events.ts';
import { requires } from '../support/requires.ts';
import { runService, until } from '../support/running-service.ts';

const { api } = paths;
const ROUND = theRound.id;
const MORE = 4;
const codes = theRoster(MORE).map(({ code }) => code);
/** One with an error, one that mends itself, four that are sound. */
const TYPED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '90001': { '3.2': '1.441' },
  '90002': { '8.3': '8' },
};

/** Al Bá's published figures hold errors: received, and to be corrected. */
const RECEIVED: Readonly<Record<string, number>> = { [AL_BA]: 422, '90003': 201 };

const contentOf = (code: string) => returnOf(code, TYPED[code]);

interface Status {
  readonly communes: readonly {
    readonly commune: { readonly code: string };
    readonly latest?: { readonly version: number; readonly channel: string; readonly state: string };
  }[];
}

/** The last names of all collections that hold a document. */
async function collectionsOf(host: string, projectId: string): Promise<readonly string[]> {
  const db = new Firestore({ projectId, host, ssl: false, credentials: { client_email: 'x@x', private_key: 'x' } });
  const names = new Set<string>();
  async function look(collections: readonly CollectionReference[]): Promise<void> {
    for (const collection of collections) {
      names.add(collection.id);
      for (const document of await collection.listDocuments()) await look(await document.listCollections());
    }
  }
  await look(await db.listCollections());
  await db.terminate();
  return [...names];
}

/** What everything rests on: the figures, and every cell of the workbook as a line. */
interface Outcome {
  readonly figures: string;
  readonly cells: readonly string[];
}

async function outcomeOf(ask: (path: string) => Promise<Response>): Promise<Outcome> {
  const json = (await (await ask(api.summaryFigures(ROUND))).json()) as { figures: unknown; versions: unknown };
  const workbook = await readXlsx(new Uint8Array(await (await ask(api.summaryWorkbook(ROUND))).arrayBuffer()));
  return {
    figures: JSON.stringify([json.figures, json.versions]),
    cells: workbook.sheets.flatMap(({ name, cells }) =>
      cells.map(({ row, column, value }) => `${name} ${row}:${column} ${value}`),
    ),
  };
}

/** Lines of one and not of the other, without those that say when and where something was made. */
const otherThan = (one: Outcome, other: Outcome): readonly string[] => {
  const known = new Set(other.cells);
  return one.cells.filter((line) => !known.has(line) && !/^Tình hình nộp \d+:6 |\d{2}:\d{2}|\.xlsx|https?:/.test(line));
};

/** The same returns over HTTP to the service on one machine. */
async function embedded(): Promise<Outcome> {
  const running = await runService({ moreCommunes: MORE });
  try {
    const { token } = await running.signIn();
    const headers = { authorization: `Bearer ${token}` };
    for (const code of codes) {
      const body = (await contentOf(code)) as RequestInit['body'];
      await running.fetch(api.submission(ROUND, code), { method: 'PUT', headers, body });
    }
    await until('tổng hợp mới', async () => (await running.service.register.summaryState(ROUND)).fresh);
    return await outcomeOf((path) => running.fetch(path, { headers }));
  } finally {
    await running.stop();
  }
}

const isReady = (['gcloud-firestore', 'gcloud-pubsub'] as const).every(requires);

describe.skipIf(!isReady)('dịch vụ ở dạng Google Cloud, trên một máy', () => {
  let cloud: Cloud;
  let expected: Outcome;
  beforeAll(async () => {
    [cloud, expected] = [await startCloud(), await embedded()];
    const made = await cloud.ask(api.rounds(), json('POST', theRound));
    expect(made.status).toBe(201);
    const roster = [
      'code,name,type,province',
      ...theRoster(MORE).map((one) => [one.code, one.name, one.type, one.province].join(',')),
    ];
    const listed = await cloud.ask(api.roster(ROUND), {
      method: 'PUT',
      headers: { 'content-type': 'text/csv' },
      body: roster.join('\n'),
    });
    expect([listed.status, await listed.text()]).toMatchObject([200, expect.any(String)]);
    expect((await cloud.ask(api.step(ROUND), json('POST', { step: 'open' }))).status).toBe(200);
  });
  afterAll(() => cloud?.stop());

  const json = (method: string, body: unknown): RequestInit => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const status = async () => (await (await cloud.ask(api.status(ROUND))).json()) as Status;
  const latest = async (code: string) => (await status()).communes.find(({ commune }) => commune.code === code)?.latest;
  const place = (code: string, file = 'phieu.xlsx') => `${ROUND}/${code}/${file}`;
  const lay = async (code: string, bytes: Uint8Array, file?: string) => ({
    bucket: cloud.inbox,
    name: place(code, file),
    generation: cloud.storage.put(cloud.inbox, place(code, file), bytes),
  });

  test('tệp đặt vào thùng được nhận như gửi trên trang; biên nhận và tệp kết quả nằm bên cạnh', async () => {
    await lay(BINH_DUONG, await contentOf(BINH_DUONG));
    await cloud.settled();
    expect(await latest(BINH_DUONG)).toMatchObject({ version: 1, channel: 'bucket' });
    const answers = cloud.storage.names(cloud.inbox).filter((name) => name.includes('phan-hoi'));
    expect(answers.map((name) => name.slice(name.lastIndexOf('/') + 1)).sort()).toEqual([
      'phieu.bien-nhan.txt',
      'phieu.ket-qua.xlsx',
    ]);
    const annotated = await readXlsx(
      cloud.storage.content(cloud.inbox, `${ROUND}/${BINH_DUONG}/phan-hoi/phieu.ket-qua.xlsx`),
    );
    expect(annotated.sheets.length).toBeGreaterThan(1);
  });

  test('tệp có lỗi: đơn vị được trả lời; tệp không đọc được: giấy báo không nhận, không mất gì', async () => {
    await lay('90001', await contentOf('90001'));
    await lay('90003', new TextEncoder().encode('không phải bảng tính'), 'hong.xlsx');
    await cloud.settled();
    expect(await latest('90001')).toMatchObject({ version: 1, state: 'needs correction' });
    expect(await latest('90003')).toBeUndefined();
    const refusal = cloud.storage.content(cloud.inbox, `${ROUND}/90003/phan-hoi/hong.khong-nhan.txt`);
    expect(new TextDecoder().decode(refusal)).toMatch(/không phải|Hãy/);
  });

  test('sự kiện đến hai lần, sai thứ tự, theo cả hai cách gói: mỗi nội dung một phiên bản, bản mới không bị bản cũ thay', async () => {
    cloud.tellOfUploads = false;
    const older = await lay('90002', await returnOf('90002', { '8.3': '7' }));
    const newer = await lay('90002', await contentOf('90002'));
    cloud.tellOfUploads = true;
    for (const mode of ['binary', 'structured', 'structured', 'binary'] as const) {
      expect(await cloud.send('onUpload', { type: FINALIZED, data: newer }, mode)).toBe(204);
      expect(await cloud.send('onUpload', { type: FINALIZED, data: older }, mode)).toBe(204);
    }
    const together = Array.from({ length: 5 }, () => cloud.send('onUpload', { type: FINALIZED, data: newer }));
    expect(await Promise.all(together)).toEqual([204, 204, 204, 204, 204]);
    await cloud.settled();
    expect(await latest('90002')).toMatchObject({ version: 1 });
  });

  test('thùng khác, tệp đã xóa, tệp đã bị ghi đè, chỗ không phải của đơn vị nào: ghi nhận mà không tạo gì', async () => {
    cloud.tellOfUploads = false;
    const gone = await lay(AL_BA, await contentOf(AL_BA), 'da-xoa.xlsx');
    cloud.storage.remove(cloud.inbox, gone.name);
    const overwritten = await lay(AL_BA, await contentOf(AL_BA), 'ghi-de.xlsx');
    cloud.storage.put(cloud.inbox, overwritten.name, new TextEncoder().encode('khác'));
    cloud.tellOfUploads = true;
    const odd = [
      { ...gone },
      { ...overwritten },
      { ...gone, bucket: 'khac' },
      { ...gone, name: 'la.xlsx' },
      { ...gone, name: place('99999') },
      { bucket: cloud.inbox },
    ];
    for (const data of odd)
      for (const mode of ['binary', 'structured'] as const)
        expect(await cloud.send('onUpload', { type: FINALIZED, data }, mode)).toBe(204);
    expect(await cloud.send('onUpload', { type: 'google.cloud.storage.object.v1.deleted', data: gone })).toBe(204);
    expect(await cloud.send('onUpload', { type: FINALIZED, data: gone, time: '2020-01-01T00:00:00Z' })).toBe(204);
    expect(await latest(AL_BA)).toBeUndefined();
  });

  test('gửi qua trang và qua thùng cộng lại thành đúng số liệu của dịch vụ trên một máy', async () => {
    for (const code of [AL_BA, '90003']) {
      const body = (await contentOf(code)) as RequestInit['body'];
      expect((await cloud.ask(api.submission(ROUND, code), { method: 'PUT', body })).status).toBe(RECEIVED[code]);
    }
    await lay('90004', await contentOf('90004'), 'Phiếu tự đánh giá.xlsx');
    await cloud.settled();
    await until('tổng hợp đủ sáu đơn vị', async () => {
      const { versions } = (await (await cloud.ask(api.summaryFigures(ROUND))).json()) as { versions: object };
      return Object.keys(versions).length === codes.length;
    });
    const outcome = await outcomeOf(cloud.ask);
    expect(outcome.figures).toBe(expected.figures);
    expect(otherThan(outcome, expected)).toEqual([]);
    expect(otherThan(expected, outcome)).toEqual([]);
  });

  test('lời báo bị mất: quét định kỳ tìm ra và dựng lại; hằng ngày ghi danh sách nhắc', async () => {
    const builtAt = async () =>
      ((await (await cloud.ask(api.summaryFigures(ROUND))).json()) as { builtAt: string }).builtAt;
    const before = await builtAt();
    for (const mode of ['binary', 'structured'] as const) {
      expect(await cloud.send('sweep', { type: PUBLISHED, data: message({}) }, mode)).toBe(204);
      expect(await cloud.send('remind', { type: PUBLISHED, data: message({}) }, mode)).toBe(204);
      expect(await cloud.send('buildSummary', { type: PUBLISHED, data: message({ round: ROUND }) }, mode)).toBe(204);
    }
    await cloud.settled();
    expect(await builtAt()).toBe(before);
    expect(cloud.functions.remind.output()).toContain('"message":"event taken"');
  });

  test('mọi nhóm tài liệu đã ghi đều nằm trong danh sách mà lệnh triển khai miễn lập chỉ mục', async () => {
    const written = await collectionsOf(
      cloud.settings.FIRESTORE_EMULATOR_HOST as string,
      cloud.settings.CLOUD_PROJECT as string,
    );
    expect(written).toEqual(expect.arrayContaining(['rounds', 'communes', 'versions', 'log']));
    expect(written.filter((name) => !collectionGroups().includes(name))).toEqual([]);
  });

  test('nhật ký của các hàm không có bí mật nào', () => {
    const said = [cloud.api, ...Object.values(cloud.functions)].map((each) => each.output()).join('\n');
    for (const secret of [...cloud.identity.secrets, cloud.settings.TEMPLATE_KEY as string])
      expect(said).not.toContain(secret);
  });
});
