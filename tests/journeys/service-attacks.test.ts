/** The running service against requests made to harm: what is refused, what it says then, and what it costs. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '../../functions/entry/http/paths.ts';
import { handMade, handMadeEntries, worksheet } from '../fixtures/xlsx/hand-made.ts';
import { BINH_DUONG, returnOf, theRound } from '../support/a-running-round.ts';
import { head, type RawAnswer, rawRequest } from '../support/raw-http.ts';
import { type RunningService, runService, type SignedIn, until } from '../support/running-service.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';
import { zip } from '../support/zip.ts';

const { api } = paths;
const ROUND = theRound.id;
const MB = 2 ** 20;

let running: RunningService;
let officer: SignedIn;
let commune: string;
let sound: Uint8Array;
beforeAll(async () => {
  running = await runService({ moreCommunes: 1, bodyMs: 1500, headMs: 700 });
  officer = await running.signIn();
  commune = await running.link(BINH_DUONG);
  sound = await returnOf(BINH_DUONG);
});
afterAll(() => running.stop());
/** Whatever was sent, the service goes on. */
afterEach(async () => expect((await running.fetch(paths.health())).status).toBe(200));

/** Nothing of the machine or the program may stand in an answer. */
const TELLING = /\bat [\w.<>]+ \(|\.ts:\d|\.js:\d|node_modules|\/work\/|\/tmp\/|\bTypeError\b|\bSyntaxError\b|SQLITE/;

function expectSilent({ status, text }: RawAnswer): void {
  expect(TELLING.exec(text)?.[0]).toBeUndefined();
  expect(status, text.slice(0, 300)).not.toBe(500);
}

/** Sends a request as bytes and checks that the answer gives nothing away. */
async function raw(...pieces: readonly (string | Uint8Array)[]): Promise<RawAnswer> {
  const answer = await rawRequest(running.port, pieces);
  expectSilent(answer);
  return answer;
}

async function ask(path: string, init: RequestInit = {}): Promise<RawAnswer> {
  const response = await running.fetch(path, { ...init, headers: { cookie: officer.cookie, ...init.headers } });
  const answer = { status: response.status, text: await response.text() };
  expectSilent(answer);
  return answer;
}

const put = (body: Uint8Array, file = 'phieu.xlsx') =>
  ask(`${api.submission(ROUND, BINH_DUONG)}?file=${encodeURIComponent(file)}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${officer.token}` },
    body: body as RequestInit['body'],
  });

const page = (path: string) => ask(path).then(({ text }) => text);

function multipart(parts: readonly string[], end = '--x--\r\n'): readonly [string, string] {
  const body = parts.map((part) => `--x\r\n${part}\r\n`).join('') + end;
  const type = { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': Buffer.byteLength(body) };
  return [head('POST', paths.communeSend(commune), type), body];
}

describe('tên và đường dẫn tìm cách ra khỏi thư mục', () => {
  const ODD = [
    '..%2f..%2f..%2fpackage.json',
    '%2e%2e%2f%2e%2e',
    '..%5c..%5capp.ts',
    '%00',
    'style.css%00.png',
    'a%2fb',
  ];
  const MORE = [
    'a'.repeat(3000),
    '%ed%a0%80',
    '....%2f%2f',
    '%c0%ae%c0%ae%2f',
    '%ff',
    '%',
    '__proto__',
    'constructor',
    'C:%5cx',
    '~',
    'CON',
    '%0d%0aX: 1',
  ];
  const PLACES = [
    (name: string) => `/tinh/${name}`,
    (name: string) => `/p/${name}`,
    (name: string) => `/vao/${name}`,
    (name: string) => `/dot/${name}`,
    (name: string) => `/dot/${name}/so-lieu`,
    (name: string) => `/dot/${name}/nhat-ky`,
    (name: string) => `/dot/${ROUND}/don-vi/${name}`,
    (name: string) => `/api/rounds/${name}`,
    (name: string) => `/api/rounds/${name}/summary.xlsx`,
    (name: string) => `/api/rounds/${name}/notices.zip`,
    (name: string) => `/api/rounds/${name}/reminders.xlsx`,
    (name: string) => `/api/rounds/${ROUND}/notices/${name}.docx`,
    (name: string) => `/api/rounds/${ROUND}/communes/${name}/original.xlsx`,
    (name: string) => `/api/rounds/${ROUND}/communes/${name}/template.xlsx`,
  ];

  test.each([...ODD, ...MORE])('%s ở mọi chỗ của địa chỉ: 4xx', async (name) => {
    for (const place of PLACES) {
      const { status, text } = await raw(head('GET', place(name.replaceAll(' ', '%20')), { Cookie: officer.cookie }));
      expect([place(name), Math.floor(status / 100)]).toEqual([place(name), 4]);
      expect(text).not.toContain('"dependencies"');
    }
  });

  test.each(['../1', '-1', '0', '1e3', '99999999999999999999', '1;', 'NaN'])(
    'phiên bản "%s": không vỡ',
    async (version) => {
      await put(sound);
      for (const path of [`${api.original(ROUND, BINH_DUONG)}?version=`, `${paths.commune(commune)}?ban=`])
        expect([200, 404]).toContain((await ask(path + encodeURIComponent(version))).status);
    },
  );

  test('tên tệp gửi lên không bao giờ là nơi ghi', async () => {
    const names = [
      '../../../../tmp/thoat.xlsx',
      'C:\\x\\..\\thoat.xlsx',
      '/etc/thoat',
      'a\0b.xlsx',
      `${'x'.repeat(5000)}.xlsx`,
    ];
    for (const [index, name] of names.entries())
      expect((await put(await returnOf(BINH_DUONG, { '8.3': String(40 + index) }), name)).status).toBe(201);
    const { record } = await running.service.register.readReturn(ROUND, BINH_DUONG);
    const kept = record.versions.slice(-names.length).map(({ file }) => file);
    expect(kept).toEqual(['thoat.xlsx', 'thoat.xlsx', 'thoat', 'ab.xlsx', 'x'.repeat(200)]);
    const files = readdirSync(running.dataDir, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /thoat|xxx|\.\./.test(file))).toEqual([]);
  });
});

describe('nội dung quá lớn, nén thêm, hay nói sai độ dài', () => {
  const path = api.submission(ROUND, BINH_DUONG);
  const bearer = () => ({ Authorization: `Bearer ${officer.token}` });

  test.each([
    ['50 MB ghi trong độ dài', 413, 'REQUEST_TOO_LARGE', { 'Content-Length': 50 * MB }],
    ['không ghi độ dài, gửi từng khúc', 411, 'REQUEST_WITHOUT_LENGTH', { 'Transfer-Encoding': 'chunked' }],
    ['không ghi gì', 411, 'REQUEST_WITHOUT_LENGTH', {}],
    ['nén gzip', 415, 'REQUEST_COMPRESSED', { 'Content-Encoding': 'gzip', 'Content-Length': 10 }],
  ])('%s: từ chối ngay từ đầu thư, không chờ nội dung', async (_, status, code, headers) => {
    for (const target of [path, paths.communeSend(commune), paths.rounds(), '/functions/remind', '/khong-co']) {
      const answer = await raw(head('POST', target, { ...bearer(), ...headers }));
      expect([target, answer.status]).toEqual([target, status]);
      expect(answer.text).toContain(`"code":"${code}"`);
      expect(answer.text).toContain('application/problem+json');
    }
  });

  test('50 MB gửi thật, có hay không có độ dài: bị cắt giữa chừng', async () => {
    const block = Buffer.alloc(MB);
    const blocks = function* (start: string) {
      yield start;
      for (let sent = 0; sent < 50; sent += 1) yield block;
    };
    const declared = head('PUT', path, { ...bearer(), 'Content-Length': 50 * MB });
    const chunked = `${head('PUT', path, { ...bearer(), 'Transfer-Encoding': 'chunked' })}3200000\r\n`;
    for (const [start, status] of [
      [declared, 413],
      [chunked, 411],
    ] as const) {
      const answer = await rawRequest(running.port, blocks(start));
      // The connection may be cut before the answer was read.
      expect([0, status]).toContain(answer.status);
    }
  });

  test('400 MB nén còn dưới 2 MB: không giải nén', async () => {
    const bomb = gzipSync(Buffer.alloc(400 * MB), { level: 9 });
    expect(bomb.length).toBeLessThan(2 * MB);
    for (const method of ['PUT', 'POST'])
      for (const encoding of ['gzip', 'x-gzip', 'identity, gzip', 'br']) {
        const headers = { ...bearer(), 'Content-Encoding': encoding, 'Content-Length': bomb.length };
        expect([0, 415]).toContain((await raw(head(method, path, headers), bomb)).status);
      }
  });

  test('độ dài nói nhiều hơn rồi ngắt, nói ít hơn, nói hai lần, hay cả hai kiểu: không nhận gì', async () => {
    const before = await running.service.register.readReturn(ROUND, BINH_DUONG);
    const half = head('PUT', path, { ...bearer(), 'Content-Length': sound.length });
    expect((await rawRequest(running.port, [half, sound.subarray(0, 1000)])).status).toBe(408);
    const short = await raw(head('PUT', path, { ...bearer(), 'Content-Length': 100 }), sound);
    // What comes after the hundred bytes is a broken request of its own.
    expect([400, 415]).toContain(short.status);
    const length = `Content-Length: ${sound.length}\r\n`;
    const twice = head('PUT', path, bearer()).replace('\r\n\r\n', `\r\n${length}Content-Length: 5\r\n\r\n`);
    expect((await raw(twice, sound)).status).toBe(400);
    const both = head('PUT', path, bearer()).replace('\r\n\r\n', `\r\n${length}Transfer-Encoding: chunked\r\n\r\n`);
    expect((await raw(both, '0\r\n\r\n')).status).toBe(400);
    for (const odd of ['-1', '1e3', '0x10', '5 5', '99999999999999999999999']) {
      const { status } = await raw(head('PUT', path, { ...bearer(), 'Content-Length': odd }));
      expect([odd, [400, 413]]).toEqual([odd, expect.arrayContaining([status])]);
    }
    const after = await running.service.register.readReturn(ROUND, BINH_DUONG);
    expect(after.record.versions.length).toBe(before.record.versions.length);
  });

  test('gửi chậm: đầu thư hay nội dung quá lâu thì bị ngắt', async () => {
    async function* slowly(start: string, piece: string) {
      yield start;
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        yield piece;
      }
    }
    const slowHead = rawRequest(running.port, slowly('GET / HTTP/1.1\r\nHost: x\r\n', 'X-A: 1\r\n'));
    const slowBody = rawRequest(running.port, slowly(head('PUT', path, { ...bearer(), 'Content-Length': MB }), 'x'));
    expect((await slowHead).status).toBe(408);
    expect((await slowBody).status).toBe(408);
  });
});

describe('nội dung hỏng', () => {
  const json = (body: string, path = api.rounds()) =>
    ask(path, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${officer.token}`, 'content-type': 'application/json' },
    });

  test.each([
    ['ngắt giữa chừng', '{"id": "x"'],
    ['không phải JSON', '<xml/>'],
    ['rỗng', ''],
    ['null', 'null'],
    ['mảng', '[]'],
    ['sâu 200.000 tầng', '['.repeat(200_000)],
    ['sâu và khép kín', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['khoá __proto__', '{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}}'],
    ['byte không phải UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]).toString('latin1')],
  ])('JSON %s: 400 có mã, không vết lỗi', async (_, body) => {
    for (const path of [api.rounds(), `${api.round(ROUND)}/step`])
      expect(await json(body, path)).toMatchObject({
        status: 400,
        text: expect.stringContaining('"REQUEST_MALFORMED"'),
      });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test('khoá __proto__ trong hằng số của đợt và trong JSON của đường dẫn không đi đâu cả', async () => {
    const body = JSON.stringify({ ...theRound, id: 'dot-proto' }).replace(
      /"constants":\{[^}]*\}/,
      '"constants":{"__proto__":5}',
    );
    expect(body).toContain('__proto__');
    expect([201, 400]).toContain((await json(body)).status);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    const links = await ask(paths.linksCsv(ROUND), {
      method: 'POST',
      body: new URLSearchParams({ csrf: officer.csrf, links: '[["__proto__","x"],["constructor","y"]]' }),
    });
    expect(links.status).toBe(200);
    expect(links.text.trim().split('\n')).toHaveLength(1);
  });

  test.each([
    ['không có ranh giới', head('POST', '/x', { 'Content-Type': 'multipart/form-data', 'Content-Length': 3 }), 'abc'],
    ['không có kết thúc', ...multipart(['Content-Disposition: form-data; name="tep"; filename="a.xlsx"\r\n\r\nx'], '')],
    ['không có tên', ...multipart(['Content-Disposition: form-data\r\n\r\nx'])],
    ['tệp là chữ', ...multipart(['Content-Disposition: form-data; name="tep"\r\n\r\nx'])],
    ['phần rỗng', ...multipart([''])],
    [
      'tên tệp chen đầu thư',
      ...multipart(['Content-Disposition: form-data; name="tep"; filename="a\r\nSet-Cookie: a=1"\r\n\r\nx']),
    ],
  ])('biểu mẫu nhiều phần %s: 4xx trên trang của đơn vị', async (_, start, body) => {
    // The address is known only now; the length stays true.
    const line = `POST ${paths.communeSend(commune)} HTTP/1.1`;
    const answer = await raw(start.replace(/^POST \S+ HTTP\/1\.1/, line), body);
    expect(Math.floor(answer.status / 100)).toBe(4);
    expect(answer.text).not.toMatch(/^Set-Cookie/im);
    expect(answer.text.includes('Bình Dương')).toBe(true);
  });

  test('10.000 trường thừa: vẫn trả lời', async () => {
    const fields = Array.from(
      { length: 10_000 },
      (_, index) => `Content-Disposition: form-data; name="f${index}"\r\n\r\n1`,
    );
    expect((await raw(...multipart(fields))).status).toBe(400);
    const pairs = new URLSearchParams(
      Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`f${index}`, '1'])),
    );
    expect((await ask(paths.step(ROUND), { method: 'POST', body: pairs })).status).toBe(403);
  });

  test.each([
    ['không có Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['Host lạ', head('GET', '/', { Host: 'a b@c:99999/..' }), 400],
    ['phương thức lạ', head('BREW', '/'), 400],
    ['địa chỉ không là địa chỉ', head('GET', 'http://[::1'), 400],
    ['đầu thư 64 KB', head('GET', '/', { 'X-A': 'a'.repeat(65_536) }), 431],
    ['giao thức khác', '\x16\x03\x01\x02\x00\x01\x00\x01', 400],
    ['dòng lẻ trong đầu thư', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: 1\nX-B\r\n\r\n', 400],
  ])('%s: 4xx', async (_, request, status) => {
    expect((await raw(request)).status).toBe(status);
  });

  test('cookie và quyền lạ không làm vỡ gì', async () => {
    for (const cookie of ['phien=%', 'phien="', `phien=${'a'.repeat(8000)}`, '__proto__=1', 'phien=a; phien=b'])
      expect((await raw(head('GET', paths.rounds(), { Cookie: cookie }))).status).toBe(401);
    for (const authorization of ['Bearer', 'Bearer  ', 'Basic YTpi', `Bearer ${'a'.repeat(8000)}`, 'Bearer %00'])
      expect((await raw(head('GET', api.rounds(), { Authorization: authorization }))).status).toBe(401);
  });
});

describe('mã HTML trong những gì người khác gõ', () => {
  const EVIL = '<img src=x onerror=alert(1)>"\'&<script>alert(2)</script>';
  const RAW = /<img src=x|<script>alert|onerror=alert\(1\)>"'/;

  test('tên đợt, tên đơn vị, tên tệp, số liệu, giải trình, ý kiến, tên cán bộ: luôn là chữ', async () => {
    const evil = { ...theRound, id: 'dot-la', title: `Đợt ${EVIL}` };
    const { register } = running.service;
    const token = await register.access.issue({ kind: 'officer', name: `Tên ${EVIL}`, role: 'administrator' });
    const bearer = { authorization: `Bearer ${token}` };
    await running.fetch(api.rounds(), { method: 'POST', headers: bearer, body: JSON.stringify(evil) });
    const roster = `mã;tên;loại\n${BINH_DUONG};"Bình ${EVIL.replaceAll('"', '""')}\r\nX-Evil: 1";xã\n`;
    await running.fetch(api.roster('dot-la'), { method: 'PUT', headers: bearer, body: roster });
    await running.fetch(`${api.round('dot-la')}/step`, { method: 'POST', headers: bearer, body: '{"step":"open"}' });
    const sent = await running.fetch(`${api.submission('dot-la', BINH_DUONG)}?file=${encodeURIComponent(EVIL)}`, {
      method: 'PUT',
      headers: bearer,
      body: (await returnOf(BINH_DUONG, { '8.3': EVIL, '3.2': EVIL, '1.1.a': EVIL }, evil)) as RequestInit['body'],
    });
    expect(sent.status).toBe(422);
    const entered = await running.fetch(paths.enter(token));
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] as string;
    const csrf = (await register.access.session(cookie.slice('phien='.length)))?.csrf as string;
    const comment = new URLSearchParams({ csrf, version: '1', comment: EVIL, reason: EVIL });
    for (const path of [paths.sendBack('dot-la', BINH_DUONG), paths.putInForce('dot-la', BINH_DUONG)])
      expect((await running.fetch(path, { method: 'POST', headers: { cookie }, body: comment })).status).toBe(303);
    const [own] = await register.links.forOne('dot-la', BINH_DUONG, `Tên ${EVIL}`);
    const shown = [
      paths.rounds(),
      paths.round('dot-la'),
      paths.figures('dot-la'),
      paths.settings('dot-la'),
      paths.log('dot-la'),
    ];
    const pages = [...shown, paths.return('dot-la', BINH_DUONG), paths.commune(own?.token as string)];
    for (const path of [...pages, `${paths.rounds()}?xong=${encodeURIComponent(EVIL)}`]) {
      const response = await running.fetch(path, { headers: { cookie } });
      const text = await response.text();
      expect([path, response.status]).toEqual([path, 200]);
      expect(RAW.exec(text)?.[0]).toBeUndefined();
      expect([path, text.includes('&lt;img src=x')]).toEqual([path, true]);
    }
    const template = await running.fetch(api.template('dot-la', BINH_DUONG), { headers: { cookie } });
    expect(template.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z0-9.-]+"$/);
    expect(template.headers.get('x-evil')).toBeNull();
  });

  test('câu từ chối nhắc lại điều đã gõ cũng là chữ', async () => {
    const encoded = encodeURIComponent(EVIL);
    for (const path of [`/dot/${encoded}`, `/dot/${ROUND}/don-vi/${encoded}`, `/p/${encoded}`, `/${encoded}`])
      expect(await page(path)).not.toMatch(RAW);
    const name = `Content-Disposition: form-data; name="tep"; filename="${EVIL.replaceAll('"', '%22')}"\r\n\r\nx`;
    expect((await raw(...multipart([name]))).text).not.toMatch(RAW);
  });
});

test('200 kết nối cùng lúc: ai cũng được trả lời, kể cả khi 200 kết nối khác im lặng', async () => {
  const silent = Array.from({ length: 200 }, () => rawRequest(running.port, ['GET / HTTP/1.1\r\n']));
  const asked = Array.from({ length: 200 }, (_, index) =>
    raw(head('GET', index % 2 ? paths.commune(commune) : paths.health())),
  );
  expect((await Promise.all(asked)).filter(({ status }) => status !== 200)).toEqual([]);
  expect((await Promise.all(silent)).filter(({ status }) => status !== 408)).toEqual([]);
});

describe('sổ tính làm hại, gửi vào một tiến trình thật', () => {
  const prepared = { dataDir: '' };
  let service: ServiceProcess;
  let keeper: RunningService;
  let token: string;
  let attacks: ReturnType<typeof makeAttacks>;
  beforeAll(async () => {
    attacks = makeAttacks();
    keeper = await runService();
    token = await keeper.link(BINH_DUONG);
    prepared.dataDir = keeper.dataDir;
    service = await startProcess({ dataDir: keeper.dataDir });
  });
  afterAll(async () => {
    await service.stop();
    await keeper.stop();
  });

  const send = async (bytes: Uint8Array) => {
    const headers = { authorization: `Bearer ${token}` };
    const body = bytes as RequestInit['body'];
    const response = await service.fetch(api.submission(ROUND, BINH_DUONG), { method: 'PUT', headers, body });
    return { status: response.status, text: await response.text() };
  };

  const ROW = '<row r="1"><c r="A1"><v>1</v></c></row>';
  const bomb = (part: string, content: Buffer) =>
    zip(handMadeEntries({ rows: [ROW] }).map((entry) => (entry.name === part ? { ...entry, content } : entry)));
  const spaces = (mb: number) =>
    Buffer.from(worksheet(ROW).replace('</sheetData>', `${' '.repeat(mb * MB)}</sheetData>`));
  const cells = (count: number) =>
    Array.from({ length: count }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>1</v></c></row>`).join(
      '',
    );
  const makeAttacks = (): readonly (readonly [string, Uint8Array, number, string])[] => [
    ['một trang nở ra 200 MB', bomb('xl/worksheets/sheet1.xml', spaces(200)), 413, 'FILE_EXPANDS_TOO_FAR'],
    [
      'chuỗi dùng chung nở ra 200 MB',
      bomb('xl/sharedStrings.xml', Buffer.alloc(200 * MB, 32)),
      413,
      'FILE_EXPANDS_TOO_FAR',
    ],
    ['300.000 ô', handMade({ rows: [cells(300_000)] }), 413, 'FILE_TOO_MANY_CELLS'],
    [
      'thực thể lồng nhau',
      handMade({ rows: [ROW], parts: { 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>' } }),
      422,
      'FILE_HAS_DOCTYPE',
    ],
    ['không phải sổ tính', Buffer.from('%PDF-1.7 …'), 415, 'FILE_NOT_WORKBOOK'],
    ['5 MB ngẫu nhiên', Buffer.alloc(5 * MB, 'PK\x03\x04?'), 422, 'FILE_DAMAGED'],
  ];

  test('mỗi tệp bị từ chối bằng một câu; bộ nhớ không quá 150 MB trên lúc nghỉ; dịch vụ vẫn nhận phiếu tốt', async () => {
    // The first job of each thread brings in what it needs.
    await Promise.all([send(sound), send(sound)]);
    const idle = service.memoryMb();
    service.forgetPeak();
    for (const [name, bytes, status, code] of attacks) {
      expect([name, bytes.length < 5 * MB + 1]).toEqual([name, true]);
      const [first, second] = await Promise.all([send(bytes), send(bytes)]);
      expect([name, first.status, first.text]).toEqual([name, status, expect.stringContaining(`"code":"${code}"`)]);
      expect(second.status).toBe(status);
      expect(first.text).not.toMatch(TELLING);
    }
    expect(service.peakMb() - idle).toBeLessThan(150);
    expect((await send(await returnOf(BINH_DUONG, { '8.3': '21' }))).status).toBe(201);
    await until('tổng hợp mới', async () => (await service.fetch(paths.health())).status === 200);
    expect(service.output()).not.toMatch(/unhandled|uncaught/i);
  });

  test('phiếu bị từ chối chỉ để lại một dòng nhật ký', async () => {
    const log = await keeper.service.register.log(ROUND);
    const refused = log.entries.filter(({ entry }) => entry.action === 'submission-refused');
    expect(refused.length).toBe(2 * attacks.length);
    const names = readdirSync(prepared.dataDir, { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => name.includes('refused'))).toEqual([]);
    expect(readFileSync(`${prepared.dataDir}/secret.key`).length).toBe(65);
  });
});
