/** The API of the running service: every address, what it answers, and what it leaves behind. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import { handMade } from '../fixtures/xlsx/hand-made.ts';
import { AL_BA, BINH_DUONG, dayFromToday, returnOf, theRoster, theRound } from '../support/a-running-round.ts';
import { type RunningService, runService, type SignedIn, until } from '../support/running-service.ts';

const { api } = paths;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let running: RunningService;
let officer: SignedIn;
beforeAll(async () => {
  running = await runService({ moreCommunes: 3 });
  officer = await running.signIn('officer');
});
afterAll(() => running.stop());

/** Asks as an officer's program does. */
function ask(method: string, path: string, body?: Uint8Array | object, token = officer.token): Promise<Response> {
  const sent = body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body);
  return running.fetch(path, {
    method,
    body: sent as RequestInit['body'],
    headers: { authorization: `Bearer ${token}` },
  });
}

/** What is left of an answer that a test is about. */
async function answered(response: Promise<Response>): Promise<{ status: number; type: string; body: unknown }> {
  const { status, headers, ...rest } = await response.then(async (each) => ({
    status: each.status,
    headers: each.headers,
    body: await each.json(),
  }));
  return { status, type: headers.get('content-type')?.split(';')[0] ?? '', body: rest.body };
}

const refusal = (status: number, code: string) => ({
  status,
  type: 'application/problem+json',
  body: {
    status,
    code,
    type: 'about:blank',
    detail: expect.stringMatching(/^\p{Lu}.*\.$/u),
    requestId: expect.any(String),
  },
});
const newRound = (id: string, more: object = {}) => ({ ...theRound, id, title: `Đợt ${id}`, ...more });

describe('đợt báo cáo', () => {
  test('tạo, đọc, liệt kê; mã đã có bị từ chối', async () => {
    const created = await answered(ask('POST', api.rounds(), newRound('dot-moi')));
    expect(created).toMatchObject({ status: 201, body: { state: 'prepared', round: { id: 'dot-moi' } } });
    expect(await answered(ask('GET', api.round('dot-moi')))).toMatchObject({
      status: 200,
      body: created.body as object,
    });
    const listed = await answered(ask('GET', api.rounds()));
    expect(listed.body).toMatchObject({ rounds: expect.arrayContaining([created.body]) });
    expect(await answered(ask('POST', api.rounds(), newRound('dot-moi')))).toMatchObject(
      refusal(409, 'DOCUMENT_EXISTS'),
    );
  });

  test.each([
    ['biểu mẫu không có', newRound('dot-x', { form: 'khong-co' }), 404, 'FORM_UNKNOWN'],
    ['phiên bản không có', newRound('dot-x', { version: 9 }), 404, 'FORM_UNKNOWN'],
    ['mã đợt như một đường dẫn', newRound('../../etc'), 400, 'REQUEST_MALFORMED'],
    ['thiếu mục', { id: 'dot-x' }, 400, 'REQUEST_MALFORMED'],
    ['thừa mục', newRound('dot-x', { admin: true }), 400, 'REQUEST_MALFORMED'],
    ['ngày không có trong lịch', newRound('dot-x', { deadline: '2026-02-30' }), 400, 'REQUEST_MALFORMED'],
  ])('không tạo khi %s', async (_, body, status, code) => {
    expect(await answered(ask('POST', api.rounds(), body))).toMatchObject(refusal(status, code));
    expect((await ask('GET', api.round('dot-x'))).status).toBe(404);
  });

  test('các bước: mở, khoá, mở lại, kết thúc; sai thứ tự thì từ chối', async () => {
    await ask('POST', api.rounds(), newRound('dot-buoc'));
    const step = (name: string) => answered(ask('POST', `${api.round('dot-buoc')}/step`, { step: name }));
    expect(await step('lock')).toMatchObject(refusal(409, 'ROUND_STEP_REFUSED'));
    for (const [name, state] of [
      ['open', 'open'],
      ['lock', 'locked'],
      ['reopen', 'open'],
      ['close', 'closed'],
    ] as const)
      expect(await step(name)).toMatchObject({ status: 200, body: { state } });
    expect(await step('open')).toMatchObject(refusal(409, 'ROUND_STEP_REFUSED'));
    expect(await step('constructor')).toMatchObject(refusal(400, 'REQUEST_MALFORMED'));
  });

  test.each(['round', 'status', 'summaryWorkbook', 'summaryFigures', 'reminders', 'notices'] as const)(
    'đợt không có: %s trả lời 404',
    async (name) => {
      expect(await answered(ask('GET', api[name]('khong-co')))).toMatchObject(refusal(404, 'ROUND_UNKNOWN'));
    },
  );
});

describe('danh sách đơn vị', () => {
  const row = (number: number, ...cells: readonly (string | number)[]) =>
    `<row r="${number}">${cells
      .map((cell, index) => {
        const place = `${'ABC'[index]}${number}`;
        return typeof cell === 'number'
          ? `<c r="${place}"><v>${cell}</v></c>`
          : `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`;
      })
      .join('')}</row>`;
  const FAULTS = [{ row: 4 }, { row: 5 }, { row: 6 }];

  test.each([
    [
      'CSV',
      Buffer.from(
        '\ufeffmã;tên;loại\n05605;Xã A;xã\n5606;Xa\u0303 B;xa\u0303\n05605;Xã C;xã\n05607;Thôn D;thôn\nxyz;E;xã\n',
      ),
    ],
    [
      'xlsx, mã là số mất số 0',
      handMade({
        rows: [
          [
            row(1, 'mã', 'tên', 'loại'),
            row(2, 5605, 'Xã A', 'xã'),
            row(3, '5606', 'Xa\u0303 B', 'xa\u0303'),
            row(4, '05605', 'Xã C', 'xã'),
            row(5, '05607', 'Thôn D', 'thôn'),
            row(6, 'xyz', 'E', 'xã'),
          ].join(''),
        ],
      }),
    ],
  ])('%s: dòng dùng được thì giữ, dòng lỗi thì báo theo số dòng', async (kind, bytes) => {
    const round = kind === 'CSV' ? 'ds-csv' : 'ds-xlsx';
    await ask('POST', api.rounds(), newRound(round));
    const set = await answered(ask('PUT', api.roster(round), bytes));
    expect(set).toMatchObject({ status: 200, body: { communes: 2, faults: FAULTS } });
    const { body } = await answered(ask('GET', api.status(round)));
    const rows = (body as { communes: { commune: object }[] }).communes;
    expect(rows.map(({ commune }) => commune)).toMatchObject([
      { code: '05605', name: 'A', type: 'xã' },
      { code: '05606', name: 'B', type: 'xã' },
    ]);
  });

  test('tệp không dùng được dòng nào thì danh sách cũ vẫn còn', async () => {
    await ask('POST', api.rounds(), newRound('ds-hong'));
    await ask('PUT', api.roster('ds-hong'), Buffer.from('mã,tên,loại\n1,A,xã\n'));
    for (const bytes of [Buffer.from('x'), Buffer.from('mã,tên,loại\nabc,A,xã\n'), Buffer.from('PK\x03\x04 hỏng')])
      expect((await ask('PUT', api.roster('ds-hong'), bytes)).status).toBeGreaterThanOrEqual(400);
    const { body } = await answered(ask('GET', api.status('ds-hong')));
    expect(body).toMatchObject({ communes: [{ commune: { code: '00001' } }] });
  });
});

describe('phiếu', () => {
  const send = (code: string, bytes: Uint8Array, token?: string) =>
    answered(ask('PUT', `${api.submission(theRound.id, code)}?file=phieu.xlsx`, bytes, token));
  const versionsOf = async (code: string) => {
    const { body } = await answered(ask('GET', api.status(theRound.id)));
    const rows = (body as { communes: { commune: { code: string }; latest?: { version: number } }[] }).communes;
    return rows.find(({ commune }) => commune.code === code)?.latest?.version ?? 0;
  };

  test('mới 201, đúng tệp ấy lần nữa 200 với cùng biên nhận, có lỗi 422 với biên nhận là nội dung', async () => {
    const token = await running.link(BINH_DUONG);
    const bytes = await returnOf(BINH_DUONG);
    const first = await send(BINH_DUONG, bytes, token);
    expect(first).toMatchObject({
      status: 201,
      type: 'application/json',
      body: { file: 'phieu.xlsx', state: 'accepted with warnings', kept: { version: 1, late: false } },
    });
    expect(await send(BINH_DUONG, bytes, token)).toEqual({ ...first, status: 200 });
    const wrong = await send(BINH_DUONG, await returnOf(BINH_DUONG, { '3.2': '1.441' }), token);
    expect(wrong).toMatchObject({
      status: 422,
      type: 'application/json',
      body: { state: 'needs correction', kept: { version: 2, versionInForce: 1, changes: [{ code: '3.2' }] } },
    });
    expect((wrong.body as { findings: unknown[] }).findings).not.toEqual([]);
  });

  test('kiểm tra thử cho cùng những điều phát hiện và không lưu gì', async () => {
    const wrong = await returnOf('90002', { '3.2': '1.441' });
    const check = async (bytes: Uint8Array) => answered(ask('POST', api.check(theRound.id, '90002'), bytes));
    expect((await check(await returnOf('90002'))).status).toBe(200);
    const tried = await check(wrong);
    expect(tried).toMatchObject({ status: 422, body: { state: 'needs correction' } });
    expect(tried.body).not.toHaveProperty('kept');
    expect(await versionsOf('90002')).toBe(0);
    const log = await running.service.register.log(theRound.id);
    expect(log.entries.filter((line) => JSON.stringify(line).includes('90002'))).toEqual([]);
    const sent = await send('90002', wrong);
    expect((sent.body as { findings: unknown }).findings).toEqual((tried.body as { findings: unknown }).findings);
  });

  test.each([
    ['của đơn vị khác', '90001', () => returnOf(BINH_DUONG), 422, 'RETURN_OF_OTHER_COMMUNE'],
    ['của đợt khác', '90001', () => returnOf('90001', {}, newRound('dot-khac')), 422, 'RETURN_OF_OTHER_ROUND'],
    ['rỗng', '90001', () => new Uint8Array(), 400, 'FILE_EMPTY'],
    ['là văn bản', '90001', () => Buffer.from('xin chào'), 415, 'FILE_NOT_WORKBOOK'],
    [
      'là sổ tính khác',
      '90001',
      () => handMade({ rows: ['<row r="1"><c r="A1"><v>1</v></c></row>'] }),
      422,
      'RETURN_UNRECOGNISED',
    ],
    ['cho đơn vị không có', '99999', () => returnOf(BINH_DUONG), 404, 'COMMUNE_UNKNOWN'],
  ] as const)('tệp %s bị từ chối, không thành phiên bản', async (_, code, bytes, status, problem) => {
    expect(await send(code, await bytes())).toMatchObject(refusal(status, problem));
    if (code === '90001') expect(await versionsOf(code)).toBe(0);
  });

  test('quá hạn thì nhận và ghi muộn; khoá thì từ chối, trừ đơn vị được gia hạn', async () => {
    const round = newRound('dot-tre', { deadline: dayFromToday(-1) });
    await ask('POST', api.rounds(), round);
    const csv = theRoster(1).map(({ code, name, type }) => `${code},${name},${type}`);
    await ask('PUT', api.roster('dot-tre'), Buffer.from(['mã,tên,loại', ...csv].join('\n')));
    const step = (name: string) => ask('POST', `${api.round('dot-tre')}/step`, { step: name });
    const put = async (code: string, values: Readonly<Record<string, string>> = {}) =>
      answered(ask('PUT', api.submission('dot-tre', code), await returnOf(code, values, round as typeof theRound)));
    expect(await put(BINH_DUONG)).toMatchObject(refusal(409, 'ROUND_NOT_OPEN'));
    await step('open');
    expect(await put(BINH_DUONG)).toMatchObject({ status: 201, body: { kept: { late: true } } });
    const extend = (code: string) =>
      running.fetch(paths.extend('dot-tre', code), {
        method: 'POST',
        headers: { cookie: officer.cookie },
        body: new URLSearchParams({ csrf: officer.csrf, deadline: dayFromToday(3) }),
      });
    expect((await extend(AL_BA)).status).toBe(303);
    await step('lock');
    expect(await put('90001')).toMatchObject(refusal(409, 'ROUND_NOT_OPEN'));
    expect(await put(AL_BA)).toMatchObject({ status: 422, body: { kept: { version: 1, late: false } } });
    await step('close');
    expect(await put(AL_BA), 'đã nhận rồi: biên nhận cũ').toMatchObject({
      status: 200,
      body: { kept: { version: 1 } },
    });
    expect(await put(AL_BA, { '8.3': '8' })).toMatchObject(refusal(409, 'ROUND_NOT_OPEN'));
    const { body } = await answered(ask('GET', api.status('dot-tre')));
    expect(body).toMatchObject({ counts: { late: 1, missing: 1 } });
  });
});

describe('tải về', () => {
  const sent = async (code: string, values = {}) => {
    const bytes = await returnOf(code, values);
    await ask('PUT', api.submission(theRound.id, code), bytes);
    return bytes;
  };
  const file = async (path: string) => {
    const response = await ask('GET', path);
    return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
  };

  test('số liệu tổng hợp có phiếu vừa gửi; ETag đổi theo dữ liệu, chưa đổi thì 304', async () => {
    await sent(BINH_DUONG, { '8.3': '11' });
    const first = await file(api.summaryFigures(theRound.id));
    const { versions } = JSON.parse(new TextDecoder().decode(first.bytes));
    const { latest } = await running.service.register
      .status(theRound.id, dayFromToday(0))
      .then(({ rows }) => rows.find(({ commune }) => commune.code === BINH_DUONG) ?? { latest: undefined });
    expect(versions[BINH_DUONG]).toBe(latest?.version);
    const etag = first.headers.get('etag') as string;
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    const again = (mark: string, path = api.summaryFigures(theRound.id)) =>
      running.fetch(path, { headers: { authorization: `Bearer ${officer.token}`, 'if-none-match': mark } });
    for (const mark of [etag, `W/${etag}`, `"khác", ${etag}`]) {
      const same = await again(mark);
      expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect((await again('"khác"')).status).toBe(200);
    await sent(BINH_DUONG, { '8.3': '12' });
    const changed = await again(etag);
    expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
  });

  test('sổ tổng hợp mở được; trạng thái nói bản đang lưu gồm những phiên bản nào', async () => {
    await sent(BINH_DUONG);
    const { bytes, headers } = await file(api.summaryWorkbook(theRound.id));
    expect(headers.get('content-type')).toBe(XLSX);
    expect((await readXlsx(bytes)).sheets.length).toBeGreaterThan(3);
    const state = await until('tổng hợp mới', async () => {
      const { body } = await answered(ask('GET', api.status(theRound.id)));
      const { summary } = body as { summary: { fresh: boolean; versions: Record<string, number>; etag: string } };
      return summary?.fresh && summary;
    });
    expect(`"${state.etag}"`).toBe(headers.get('etag'));
    expect(state.versions[BINH_DUONG]).toBeGreaterThan(0);
  });

  test('tệp gốc đúng từng byte; bản ghi kết quả theo phiên bản; phiên bản không có thì 404', async () => {
    const bytes = await sent(BINH_DUONG, { '8.3': '13' });
    const original = await file(api.original(theRound.id, BINH_DUONG));
    expect(Buffer.from(original.bytes).equals(bytes)).toBe(true);
    for (const path of [api.annotated(theRound.id, BINH_DUONG), `${api.annotated(theRound.id, BINH_DUONG)}?version=1`])
      expect((await readXlsx((await file(path)).bytes)).sheets.length).toBeGreaterThan(1);
    expect(await answered(ask('GET', `${api.original(theRound.id, BINH_DUONG)}?version=999`))).toMatchObject(
      refusal(404, 'VERSION_UNKNOWN'),
    );
    expect(await answered(ask('GET', api.annotated(theRound.id, '90003')))).toMatchObject(refusal(404, 'NOTHING_SENT'));
  });

  test('mọi tệp tải về là tệp đính kèm, tên ASCII, không cho lưu chung, không cho đoán kiểu', async () => {
    await sent(BINH_DUONG);
    const files = [
      [api.template(theRound.id, BINH_DUONG), XLSX],
      [api.annotated(theRound.id, BINH_DUONG), XLSX],
      [api.original(theRound.id, BINH_DUONG), XLSX],
      [api.reminders(theRound.id), XLSX],
      [api.summaryWorkbook(theRound.id), XLSX],
      [api.summaryFigures(theRound.id), 'application/json; charset=utf-8'],
      [api.notice(theRound.id, BINH_DUONG), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      [api.notices(theRound.id), 'application/zip'],
    ] as const;
    for (const [path, type] of files) {
      const { status, headers, bytes } = await file(path);
      expect([path, status, headers.get('content-type')]).toEqual([path, 200, type]);
      expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z0-9.-]+"$/);
      expect(headers.get('cache-control')).toMatch(/^private, no-(store|cache)$/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      if (!type.includes('json')) expect(Buffer.from(bytes.slice(0, 2)).toString()).toBe('PK');
    }
    expect(await answered(ask('GET', api.notice(theRound.id, '90003')))).toMatchObject(refusal(404, 'NOTHING_SENT'));
  });

  test('biểu mẫu tải về, điền rồi gửi lại thì nhận là của chính dịch vụ', async () => {
    const { bytes } = await file(api.template(theRound.id, '90003'));
    const checked = await answered(ask('POST', api.check(theRound.id, '90003'), bytes));
    expect(checked).toMatchObject({ status: 422, body: { commune: { code: '90003' }, round: theRound.id } });
  });
});

test('địa chỉ không có: 404 với mã, kiểu yêu cầu lạ cũng vậy', async () => {
  for (const [method, path] of [
    ['GET', '/api/khong-co'],
    ['DELETE', api.round(theRound.id)],
    ['GET', '/api/'],
  ] as const)
    expect(await answered(ask(method, path))).toMatchObject(refusal(404, 'PAGE_UNKNOWN'));
});
