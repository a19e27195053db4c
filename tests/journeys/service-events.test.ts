/** Returns that come as events and as files in the inbox folder count like those that come over HTTP. */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { FINALIZED } from '../../functions/entry/events/on-upload.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import type { SummaryFigures } from '../../functions/use-cases/register/build-summary.ts';
import { AL_BA, BINH_DUONG, returnOf, theRoster, theRound } from '../support/a-running-round.ts';
import { carried, type Event, message, PUBLISHED } from '../support/cloud-events.ts';
import { type RunningService, runService, until } from '../support/running-service.ts';
import { type ServiceProcess, startFunction } from '../support/service-process.ts';

const { api } = paths;
const ROUND = theRound.id;
const NEVER_MS = 3_600_000;

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** The figures that the same two returns give when they are sent over HTTP. */
let figures: SummaryFigures['figures'];
beforeAll(async () => {
  const running = await runService();
  const { token } = await running.signIn();
  for (const code of [BINH_DUONG, AL_BA]) {
    const body = (await returnOf(code)) as RequestInit['body'];
    await running.fetch(api.submission(ROUND, code), { method: 'PUT', headers: bearer(token), body });
  }
  figures = (await summary((path, init) => running.fetch(path, init), token)).figures;
  await running.stop();
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function summary(ask: Ask, token: string): Promise<SummaryFigures> {
  const response = await ask(api.summaryFigures(ROUND), { headers: bearer(token) });
  expect(response.status).toBe(200);
  return (await response.json()) as SummaryFigures;
}

/** Lays a file into an inbox; gives what an event says of it. */
function lay(inboxDir: string, code: string, bytes: Uint8Array, file = 'phieu.xlsx') {
  const folder = join(inboxDir, ROUND, code);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), bytes);
  const generation = String(statSync(join(folder, file), { bigint: true }).mtimeNs);
  return { bucket: 'inbox', name: `${ROUND}/${code}/${file}`, generation };
}

describe('từng hàm dưới functions-framework, mỗi hàm một tiến trình', () => {
  let folder: string;
  let token: string;
  let functions: Record<'onUpload' | 'buildSummary' | 'remind' | 'api', ServiceProcess>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'functions-'));
    const prepared = await runService({ dataDir: folder });
    ({ token } = await prepared.signIn());
    await prepared.stop();
    const [onUpload, buildSummary, remind, http] = await Promise.all([
      startFunction('onUpload', 'cloudevent', { dataDir: folder }),
      startFunction('buildSummary', 'cloudevent', { dataDir: folder }),
      startFunction('remind', 'cloudevent', { dataDir: folder }),
      startFunction('api', 'http', { dataDir: folder }),
    ]);
    functions = { onUpload, buildSummary, remind, api: http };
  });
  afterAll(async () => {
    await Promise.all(Object.values(functions).map((each) => each.kill()));
    rmSync(folder, { recursive: true, force: true });
  });

  const send = async (name: 'onUpload' | 'buildSummary' | 'remind', event: Event, mode: 'binary' | 'structured') => {
    const response = await functions[name].fetch('/', carried(event, mode));
    return { status: response.status, text: await response.text() };
  };
  const uploaded = (data: unknown, mode: 'binary' | 'structured' = 'binary', type = FINALIZED) =>
    send('onUpload', { type, data }, mode).then(({ status }) => status);
  const state = async () =>
    (await (await functions.api.fetch(api.status(ROUND), { headers: bearer(token) })).json()) as {
      counts: { missing: number };
      communes: { commune: { code: string }; latest?: { version: number; channel: string } }[];
    };
  const latest = async (code: string) => (await state()).communes.find(({ commune }) => commune.code === code)?.latest;

  test('sự kiện lạ được ghi nhận mà không tạo gì: sai thùng, sai loại, không đủ dữ liệu, tệp không còn', async () => {
    const inbox = join(folder, 'inbox');
    const object = lay(inbox, BINH_DUONG, await returnOf(BINH_DUONG));
    for (const mode of ['binary', 'structured'] as const) {
      expect(await uploaded({ ...object, bucket: 'khac' }, mode)).toBe(204);
      expect(await uploaded(object, mode, 'google.cloud.storage.object.v1.deleted')).toBe(204);
      expect(await uploaded({ ...object, name: `${ROUND}/${BINH_DUONG}/da-xoa.xlsx` }, mode)).toBe(204);
      expect(await uploaded({ ...object, name: '../../etc/passwd' }, mode)).toBe(204);
      expect(await uploaded({ ...object, name: `${ROUND}/${BINH_DUONG}/phan-hoi/phieu.xlsx` }, mode)).toBe(204);
      expect(await uploaded({ ...object, generation: '1' }, mode)).toBe(204);
      expect(await uploaded({ bucket: 'inbox' }, mode)).toBe(204);
    }
    expect((await state()).counts.missing).toBe(theRoster().length);
  });

  test('giao hai lần, sai thứ tự, bị ghi đè: vẫn đúng một phiên bản cho mỗi nội dung', async () => {
    const inbox = join(folder, 'inbox');
    const older = lay(inbox, BINH_DUONG, await returnOf(BINH_DUONG, { '8.3': '7' }));
    const object = lay(inbox, BINH_DUONG, await returnOf(BINH_DUONG));
    for (const event of [older, object, object, older]) expect(await uploaded(event)).toBe(204);
    const together = await Promise.all(Array.from({ length: 5 }, () => uploaded(object, 'structured')));
    expect(together).toEqual([204, 204, 204, 204, 204]);
    expect(await latest(BINH_DUONG)).toMatchObject({ version: 1, channel: 'bucket' });
    expect(await uploaded(lay(inbox, AL_BA, await returnOf(AL_BA)), 'structured')).toBe(204);
    expect(await latest(AL_BA)).toMatchObject({ version: 1 });
    expect(readdirSync(join(inbox, ROUND, AL_BA, 'phan-hoi')).sort()).toEqual([
      'phieu.bien-nhan.txt',
      'phieu.ket-qua.xlsx',
    ]);
  });

  test('buildSummary dựng đúng số liệu như qua HTTP; gọi lại không dựng lại; đợt không có thì bỏ qua', async () => {
    const built = async (mode: 'binary' | 'structured', data: unknown = message({ round: ROUND })) =>
      (await send('buildSummary', { type: PUBLISHED, data }, mode)).status;
    expect(await built('binary')).toBe(204);
    const first = await summary(functions.api.fetch, token);
    expect(first.figures).toEqual(figures);
    expect(first.versions).toEqual({ [BINH_DUONG]: 1, [AL_BA]: 1 });
    expect(await built('structured')).toBe(204);
    expect((await summary(functions.api.fetch, token)).builtAt).toBe(first.builtAt);
    for (const odd of [
      message({ round: 'khong-co' }),
      message({ round: '../..' }),
      message(5),
      { message: { data: '%' } },
      {},
    ])
      expect(await built('binary', odd)).toBe(204);
  });

  test('remind ghi danh sách nhắc một lần trong ngày, dù gọi mấy lần', async () => {
    for (const mode of ['binary', 'structured', 'binary'] as const)
      expect((await send('remind', { type: PUBLISHED, data: message({}) }, mode)).status).toBe(204);
    const lines = functions.remind.output().match(/"message":"event taken"/g);
    expect(lines).toHaveLength(3);
    const page = await summary(functions.api.fetch, token);
    expect(page.versions).toEqual({ [BINH_DUONG]: 1, [AL_BA]: 1 });
  });

  test('sự kiện hỏng: không vết lỗi, không đường dẫn của máy, và hàm còn chạy', async () => {
    const headers = {
      'content-type': 'application/json',
      'ce-id': '1',
      'ce-type': 'x',
      'ce-source': 'x',
      'ce-specversion': '1.0',
    };
    for (const body of ['{"bucket":', '', '[', 'x'.repeat(1000)]) {
      const response = await functions.onUpload.fetch('/', { method: 'POST', headers, body });
      expect(await response.text()).not.toMatch(/node_modules|\bat \S+ \(|\/work\//);
    }
    expect(await uploaded({ bucket: 'khac', name: 'x', generation: '1' })).toBe(204);
  });
});

describe('POST /functions/… của dịch vụ', () => {
  test('cùng những sự kiện ấy, cùng số liệu', async () => {
    const running = await runService({ inboxEveryMs: NEVER_MS });
    try {
      const { token } = await running.signIn();
      const send = async (name: string, event: Event, mode: 'binary' | 'structured') => {
        const { headers, ...rest } = carried(event, mode);
        return (
          await running.fetch(`/functions/${name}`, { ...rest, headers: { ...(headers as object), ...bearer(token) } })
        ).status;
      };
      for (const [code, mode] of [
        [BINH_DUONG, 'binary'],
        [AL_BA, 'structured'],
      ] as const) {
        const data = lay(running.inboxDir, code, await returnOf(code));
        for (let times = 0; times < 2; times += 1)
          expect(await send('onUpload', { type: FINALIZED, data }, mode)).toBe(204);
      }
      expect(await send('buildSummary', { type: PUBLISHED, data: message({ round: ROUND }) }, 'binary')).toBe(204);
      expect(await send('remind', { type: PUBLISHED, data: message({}) }, 'structured')).toBe(204);
      const stored = await summary((path, init) => running.fetch(path, init), token);
      expect(stored.figures).toEqual(figures);
      expect(stored.versions).toEqual({ [BINH_DUONG]: 1, [AL_BA]: 1 });
    } finally {
      await running.stop();
    }
  });
});

describe('hộp thư đến', () => {
  let running: RunningService;
  let folder: string;
  const EVERY_MS = 150;
  const start = () => runService({ dataDir: folder, inboxEveryMs: EVERY_MS, moreCommunes: 3 });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'inbox-'));
    running = await start();
  });
  afterAll(async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const taken = (what: string) =>
    running.lines.filter((line) => line.message === 'inbox' && String(line.object).includes(what));
  const answers = (code: string) => {
    const place = join(running.inboxDir, ROUND, code, 'phan-hoi');
    try {
      return readdirSync(place)
        .filter((name) => !name.startsWith('.')) // what is being written just now
        .sort();
    } catch {
      return [];
    }
  };
  const versions = async (code: string) => (await running.service.register.readReturn(ROUND, code)).record.versions;

  test('tệp chép chậm được nhận đúng một lần, khi đã trọn; biên nhận và tệp kết quả nằm bên cạnh', async () => {
    const bytes = await returnOf(BINH_DUONG);
    const place = join(running.inboxDir, ROUND, BINH_DUONG);
    mkdirSync(place, { recursive: true });
    const piece = Math.ceil(bytes.length / 60);
    // Grows between any two looks, over several of them.
    for (let at = 0; at < bytes.length; at += piece) {
      appendFileSync(join(place, 'Phiếu tự đánh giá.xlsx'), bytes.subarray(at, at + piece));
      await pause(EVERY_MS / 10);
    }
    await until('câu trả lời', () => answers(BINH_DUONG).length === 2);
    expect(answers(BINH_DUONG)).toEqual(['Phiếu tự đánh giá.bien-nhan.txt', 'Phiếu tự đánh giá.ket-qua.xlsx']);
    await until('dòng nhật ký', () => taken(BINH_DUONG).length > 0);
    expect(taken(BINH_DUONG)).toMatchObject([{ outcome: 'new', version: 1 }]);
    expect(await versions(BINH_DUONG)).toMatchObject([
      { version: 1, channel: 'folder', file: 'Phiếu tự đánh giá.xlsx' },
    ]);
    const { token } = await running.signIn();
    const stored = await summary((path, init) => running.fetch(path, init), token);
    expect(stored.versions[BINH_DUONG]).toBe(1);
  });

  test('tệp sai nhận khong-nhan.txt; sửa lại thì được nhận và giấy ấy không còn', async () => {
    lay(running.inboxDir, AL_BA, Buffer.from('không phải sổ tính'));
    await until('khong-nhan.txt', () => answers(AL_BA).includes('phieu.khong-nhan.txt'));
    expect(await versions(AL_BA)).toEqual([]);
    lay(running.inboxDir, AL_BA, await returnOf(AL_BA));
    await until('biên nhận', () => answers(AL_BA).join() === 'phieu.bien-nhan.txt,phieu.ket-qua.xlsx');
    expect(await versions(AL_BA)).toHaveLength(1);
    lay(running.inboxDir, AL_BA, await returnOf(AL_BA, { '8.3': '3' }));
    await until('phiên bản 2', async () => (await versions(AL_BA)).length === 2);
  });

  test('không bao giờ nhận lại thứ nằm trong phan-hoi, tệp tạm, hay chỗ khác', async () => {
    const bytes = await returnOf('90001');
    const inbox = running.inboxDir;
    for (const place of ['phan-hoi', '90001/phan-hoi', '90001/sau/hon', 'khong-phai-ma']) {
      mkdirSync(join(inbox, ROUND, place), { recursive: true });
      writeFileSync(join(inbox, ROUND, place, 'la.xlsx'), bytes);
    }
    for (const name of ['~$la.xlsx', '.la.xlsx', 'la.tmp']) lay(inbox, '90001', bytes, name);
    // What came later was taken, so the looks have passed over all that.
    lay(inbox, '90002', await returnOf('90002'));
    await until('tệp đến sau', () => taken('90002').length > 0);
    lay(inbox, '90002', await returnOf('90002', { '8.3': '3' }));
    await until('tệp đến sau nữa', () => taken('90002').length > 1);
    expect(running.lines.filter(({ object }) => /la\.|phan-hoi|khong-phai-ma/.test(String(object)))).toEqual([]);
    expect(await versions('90001')).toEqual([]);
  });

  test('khởi động lại không nhận gì hai lần', async () => {
    const codes = [BINH_DUONG, AL_BA, '90002'];
    const before = await Promise.all(codes.map(versions));
    await running.stop();
    running = await start();
    lay(running.inboxDir, '90003', await returnOf('90003'));
    await until('tệp mới', () => taken('90003').length > 0);
    expect(await Promise.all(codes.map(versions))).toEqual(before);
    expect(codes.flatMap(taken)).toEqual([]);
    const place = join(running.inboxDir, ROUND, '90003', 'phan-hoi/phieu.ket-qua.xlsx');
    expect((await readXlsx(readFileSync(place))).sheets.length).toBeGreaterThan(1);
  });
});

test('50 phiếu cùng lúc: cả 50 được tính, số lần dựng tổng hợp ít hơn nhiều', async () => {
  const running = await runService({ moreCommunes: 50 });
  const { token } = await running.signIn();
  await summary((path, init) => running.fetch(path, init), token);
  const built = new Set<string>();
  const watcher = watch(join(running.dataDir, 'files/rounds', ROUND, 'summaries'), (_, name) => {
    if (name && /^[0-9a-f]{64}\.xlsx$/.test(name)) built.add(name);
  });
  try {
    const codes = theRoster(50)
      .map(({ code }) => code)
      .slice(2);
    const returns = await Promise.all(codes.map((code) => returnOf(code)));
    const before = built.size;
    const sent = await Promise.all(
      codes.map((code, index) =>
        running.fetch(api.submission(ROUND, code), {
          method: 'PUT',
          headers: bearer(token),
          body: returns[index] as RequestInit['body'],
        }),
      ),
    );
    expect(sent.filter(({ status }) => status !== 201)).toEqual([]);
    await until('tổng hợp mới', async () => (await running.service.register.summaryState(ROUND)).fresh);
    const { versions } = await summary((path, init) => running.fetch(path, init), token);
    expect(Object.values(versions).filter((version) => version === 1)).toHaveLength(50);
    const builds = built.size - before;
    expect(builds).toBeGreaterThanOrEqual(1);
    expect(builds).toBeLessThan(25);
  } finally {
    watcher.close();
    await running.stop();
  }
}, 240_000);
