/** Who may see and do what, asked of the running service: links, sessions, forged forms, roles, headers, the log. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import { httpApp } from '../../functions/entry/http/app.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import { sha256 } from '../../functions/wiring.ts';
import { AL_BA, BINH_DUONG, dayFromToday, returnOf, theRound } from '../support/a-running-round.ts';
import { type RunningService, runService, type SignedIn } from '../support/running-service.ts';
import { ROOT } from '../support/service-process.ts';

const { api } = paths;
const ROUND = theRound.id;
const WRONG = 'A'.repeat(32);

let running: RunningService;
const sent = new Map<string, Uint8Array>();
beforeAll(async () => {
  running = await runService({ moreCommunes: 1 });
  for (const code of [BINH_DUONG, AL_BA]) {
    const bytes = await returnOf(code);
    sent.set(code, bytes);
    const { register } = running.service;
    await register.receive({ round: ROUND, commune: code, file: 'a.xlsx', bytes, channel: 'web', who: 'x' });
  }
});
afterAll(() => running.stop());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const workbook = (code: string) => sent.get(code) as RequestInit['body'];

/** Status and text of an answer, without what differs each time. */
async function seen(response: Response): Promise<string> {
  const text = await response.text();
  return `${response.status} ${text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<mã yêu cầu>')}`;
}

/** A form with the workbook of a commune, as its page sends it. */
function form(code: string): FormData {
  const fields = new FormData();
  fields.set('tep', new Blob([sent.get(code) as Uint8Array<ArrayBuffer>]), 'phieu.xlsx');
  return fields;
}

describe('đường dẫn của đơn vị', () => {
  const doors = (token: string): readonly (readonly [string, string])[] => [
    ['GET', paths.commune(token)],
    ['GET', paths.communeVersion(token, 1)],
    ['GET', paths.communeTemplate(token)],
    ['GET', paths.communeAnnotated(token, 1)],
    ['POST', paths.communeSend(token)],
    ['POST', paths.communeTry(token)],
  ];
  const knock = async (token: string) =>
    Promise.all(
      doors(token).map(async ([method, path]) =>
        seen(await running.fetch(path, { method, ...(method === 'POST' ? { body: form(BINH_DUONG) } : {}) })),
      ),
    );

  test('sai, dị dạng, đã thu hồi, đã cấp lại, hay là của cán bộ: cùng một câu trả lời 404 ở mọi cửa', async () => {
    const renewed = await running.link(BINH_DUONG);
    const good = await running.link(BINH_DUONG);
    const revoked = await running.link('90001');
    await running.service.register.links.revoke(ROUND, '90001', 'Nguyễn Văn A');
    const { token: officer } = await running.signIn();
    const answers = await knock(WRONG);
    expect(answers.map((answer) => answer.slice(0, 3))).toEqual(doors('').map(() => '404'));
    const others = [
      renewed,
      revoked,
      officer,
      'a',
      `${good}x`,
      good.slice(1),
      good.toUpperCase(),
      '%00',
      'a/../b',
      '☃',
    ];
    for (const token of others) expect([token, await knock(token)]).toEqual([token, answers]);
    expect((await running.fetch(paths.commune(good))).status).toBe(200);
  });

  test('chỉ mở trang của chính đơn vị: không có số liệu, tên hay tệp của đơn vị khác', async () => {
    const token = await running.link(BINH_DUONG);
    const page = await (await running.fetch(paths.commune(token))).text();
    expect(page).toContain('Bình Dương');
    expect(page).not.toMatch(/Al Bá|23954/);
    const other = await running.link(AL_BA);
    const own = new Uint8Array(await (await running.fetch(paths.communeAnnotated(token, 1))).arrayBuffer());
    const theirs = new Uint8Array(await (await running.fetch(paths.communeAnnotated(other, 1))).arrayBuffer());
    expect(sha256(own)).not.toBe(sha256(theirs));
  });

  test('ở API: của đơn vị khác và của đơn vị không có trả lời như nhau; mọi địa chỉ của tỉnh đều đóng', async () => {
    const token = await running.link(BINH_DUONG);
    const ask = async (method: string, path: string, code = BINH_DUONG) => {
      const body = method === 'GET' ? undefined : workbook(code);
      return seen(await running.fetch(path, { method, headers: bearer(token), body }));
    };
    const own = (round: string, code: string) =>
      [
        ['GET', api.template(round, code)],
        ['GET', api.annotated(round, code)],
        ['GET', api.original(round, code)],
        ['POST', api.check(round, code)],
        ['PUT', api.submission(round, code)],
      ] as const;
    for (const [index, [method, path]] of own(ROUND, AL_BA).entries()) {
      const foreign = await ask(method, path, AL_BA);
      expect(foreign).toMatch(/^403 .*"RIGHT_MISSING"/);
      for (const [round, code] of [
        [ROUND, '99999'],
        ['khong-co', BINH_DUONG],
        ['khong-co', '99999'],
      ] as const)
        expect(await ask(...(own(round, code)[index] as readonly [string, string]))).toBe(foreign);
    }
    const province = [
      api.rounds(),
      api.round(ROUND),
      api.status(ROUND),
      api.summaryFigures(ROUND),
      api.summaryWorkbook(ROUND),
    ];
    for (const path of [...province, api.reminders(ROUND), api.notices(ROUND), api.notice(ROUND, BINH_DUONG)])
      expect([path, (await ask('GET', path)).slice(0, 3)]).toEqual([path, '403']);
    for (const [method, path] of own(ROUND, BINH_DUONG)) expect((await ask(method, path)).slice(0, 3)).toBe('200');
  });

  test('không mở được phiên làm việc của tỉnh', async () => {
    const entered = await running.fetch(paths.enter(await running.link(BINH_DUONG)));
    expect([entered.status, entered.headers.get('set-cookie')]).toEqual([404, null]);
  });
});

describe('phiên làm việc', () => {
  const status = async ({ cookie }: SignedIn, path = paths.rounds()) =>
    (await running.fetch(path, { headers: { cookie } })).status;

  test('không có, bịa ra, hay là chính mã của đường dẫn: 401 ở mọi trang', async () => {
    const { token } = await running.signIn();
    const pages = [paths.rounds(), paths.round(ROUND), paths.figures(ROUND), paths.settings(ROUND), paths.log(ROUND)];
    for (const path of [...pages, paths.return(ROUND, BINH_DUONG), paths.round('khong-co'), api.status(ROUND)])
      for (const cookie of ['', 'phien=', `phien=${WRONG}`, `phien=${token}`, '__Host-phien=x'])
        expect([path, cookie, (await running.fetch(path, { headers: { cookie } })).status]).toEqual([
          path,
          cookie,
          401,
        ]);
  });

  test('quá hạn thì 401, và không tự sống lại', async () => {
    const officer = await running.signIn();
    expect(await status(officer)).toBe(200);
    const documents = await sqliteDocuments({ file: join(running.dataDir, 'data.sqlite') });
    const place = ['sessions', sha256(new TextEncoder().encode(officer.cookie.slice('phien='.length)))];
    const session = (await documents.get(place)) as { expiresAt: string };
    const hours = (Date.parse(session.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(9);
    expect(hours).toBeLessThanOrEqual(10);
    const expiresAt = new Date(Date.now() - 1000).toISOString();
    await documents.transact(async (transaction) => transaction.set(place, { ...session, expiresAt }));
    await documents.close();
    expect([await status(officer), await status(officer, api.rounds())]).toEqual([401, 401]);
  });

  test('rời đi thì phiên không còn, dù trình duyệt còn giữ cookie', async () => {
    const officer = await running.signIn();
    const left = await running.fetch(paths.leave(), {
      method: 'POST',
      headers: { cookie: officer.cookie },
      body: new URLSearchParams({ csrf: officer.csrf }),
    });
    expect(left.status).toBe(303);
    expect(left.headers.get('set-cookie')).toMatch(/^phien=; Max-Age=0/);
    expect(await status(officer)).toBe(401);
  });

  test('npm run officer cấp lại hay thu hồi đường dẫn khi dịch vụ đang chạy: phiên cũ hết ngay', async () => {
    const name = 'Lê Thị Phiên';
    const officer = async (...args: string[]) => {
      const script = join(ROOT, 'scripts/officer.ts');
      const { stdout } = await promisify(execFile)(process.execPath, [script, name, ...args], {
        env: { ...process.env, DATA_DIR: running.dataDir, PUBLIC_URL: running.url },
      });
      return /\/vao\/(\S+)/.exec(stdout)?.[1] ?? '';
    };
    const enter = async (token: string) => {
      const entered = await running.fetch(paths.enter(token));
      return { status: entered.status, cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '' } as const;
    };
    const page = async (cookie: string) => (await running.fetch(paths.rounds(), { headers: { cookie } })).status;
    const token = await officer('--role', 'inspector');
    const first = await enter(token);
    expect([first.status, await page(first.cookie)]).toEqual([303, 200]);
    const renewed = await officer('--role', 'inspector');
    expect([await page(first.cookie), (await enter(token)).status]).toEqual([401, 404]);
    const second = await enter(renewed);
    expect(await page(second.cookie)).toBe(200);
    await officer('--revoke');
    expect([await page(second.cookie), (await enter(renewed)).status]).toEqual([401, 404]);
    const { status: left } = await running.fetch(api.rounds(), { headers: bearer(renewed) });
    expect(left).toBe(401);
  });
});

describe('yêu cầu giả mạo', () => {
  /** Every address that changes something, from the app itself: a new one is in the list without anyone thinking of it. */
  const changing = () =>
    httpApp(running.service)
      .routes.filter(({ method }) => !['GET', 'ALL'].includes(method))
      .map(({ method, path }) => ({ method, path: path.replace(':round', ROUND).replace(':code', BINH_DUONG) }))
      .filter(({ path }) => !path.startsWith('/p/'));

  test('mọi địa chỉ có thay đổi của tỉnh: thiếu hay sai csrf thì 403, không có phiên thì 401', async () => {
    const routes = changing();
    expect(routes.length).toBeGreaterThanOrEqual(17);
    const { cookie, csrf } = await running.signIn();
    const other = await running.signIn();
    const before = JSON.stringify(await running.service.register.log(ROUND));
    for (const { method, path } of routes) {
      const ask = async (mark: string | undefined, withCookie = true) => {
        const headers = {
          ...(withCookie ? { cookie } : {}),
          ...(mark !== undefined && path.startsWith('/api/') ? { 'x-csrf-token': mark } : {}),
          origin: 'https://noi-khac.example',
          'content-type': 'application/x-www-form-urlencoded',
        };
        const body = new URLSearchParams({ ...(mark === undefined ? {} : { csrf: mark }), step: 'close' }).toString();
        return `${method} ${path} ${(await running.fetch(path, { method, headers, body })).status}`;
      };
      for (const mark of [undefined, '', csrf.slice(1), `${csrf}x`, other.csrf])
        expect(await ask(mark)).toBe(`${method} ${path} 403`);
      if (path !== paths.leave()) expect(await ask(csrf, false)).toBe(`${method} ${path} 401`);
    }
    expect(JSON.stringify(await running.service.register.log(ROUND))).toBe(before);
  });

  test('hàm của framework: chỉ quản trị, bằng đường dẫn; cookie không đủ', async () => {
    const [officer, administrator] = [await running.signIn('officer'), await running.signIn('administrator')];
    const commune = await running.link(BINH_DUONG);
    const event = { 'ce-id': '1', 'ce-type': 'x', 'ce-source': 'x', 'ce-specversion': '1.0' };
    const call = async (name: string, headers: Record<string, string>) => {
      const more = { 'content-type': 'application/json', ...event };
      return (
        await running.fetch(`/functions/${name}`, { method: 'POST', body: '{}', headers: { ...headers, ...more } })
      ).status;
    };
    for (const name of ['onUpload', 'buildSummary', 'remind']) {
      expect(await call(name, { cookie: administrator.cookie })).toBe(401);
      expect(await call(name, bearer(WRONG))).toBe(401);
      expect(await call(name, bearer(officer.token))).toBe(403);
      expect(await call(name, bearer(commune))).toBe(403);
      expect(await call(name, bearer(administrator.token))).toBe(204);
    }
    expect(await call('api', bearer(administrator.token))).toBe(404);
  });
});

describe('vai trò', () => {
  test('cán bộ kiểm tra đọc và thẩm định được, không quản lý được', async () => {
    const { cookie, csrf, token } = await running.signIn('inspector');
    const post = async (path: string, fields: Record<string, string> = {}) =>
      (
        await running.fetch(path, {
          method: 'POST',
          headers: { cookie },
          body: new URLSearchParams({ csrf, ...fields }),
        })
      ).status;
    for (const path of [paths.rounds(), paths.round(ROUND), paths.log(ROUND), paths.return(ROUND, BINH_DUONG)])
      expect((await running.fetch(path, { headers: { cookie } })).status).toBe(200);
    const manage = [paths.rounds(), paths.step(ROUND), paths.roster(ROUND), paths.links(ROUND), paths.linksCsv(ROUND)];
    const own = [paths.extend, paths.renewLink, paths.revokeLink].map((path) => path(ROUND, BINH_DUONG));
    const day = dayFromToday(60);
    for (const path of [...manage, ...own])
      expect([path, await post(path, { step: 'close', deadline: day, for: 'all' })]).toEqual([path, 403]);
    const programs = [
      ['POST', api.rounds()],
      ['POST', `${api.round(ROUND)}/step`],
      ['PUT', api.roster(ROUND)],
      ['PUT', api.submission(ROUND, BINH_DUONG)],
    ] as const;
    for (const [method, path] of programs) {
      const body = workbook(BINH_DUONG);
      expect([path, (await running.fetch(path, { method, headers: bearer(token), body })).status]).toEqual([path, 403]);
    }
    expect(await post(paths.approve(ROUND, BINH_DUONG), { version: '1' })).toBe(303);
  });
});

describe('đầu thư trả lời', () => {
  const SAFE = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
  };

  test('mọi kiểu trả lời đều mang đủ đầu thư an toàn và không lộ phần mềm', async () => {
    const { cookie, token } = await running.signIn();
    const commune = await running.link(BINH_DUONG);
    const asked: readonly (readonly [number, string, RequestInit?])[] = [
      [200, paths.home()],
      [303, paths.home(), { headers: { cookie } }],
      [200, paths.asset('style.css')],
      [404, paths.asset('khong-co.css')],
      [200, paths.health()],
      [200, paths.help('don-vi')],
      [200, paths.commune(commune)],
      [200, paths.communeTemplate(commune)],
      [404, paths.commune(WRONG)],
      [400, paths.communeSend(commune), { method: 'POST', body: new URLSearchParams({}) }],
      [303, paths.enter(token)],
      [404, paths.enter(WRONG)],
      [401, paths.rounds()],
      [200, paths.rounds(), { headers: { cookie } }],
      [200, api.status(ROUND), { headers: { cookie } }],
      [401, api.status(ROUND)],
      [200, api.summaryWorkbook(ROUND), { headers: { cookie } }],
      [200, api.notices(ROUND), { headers: { cookie } }],
      [404, '/khong-co'],
      [404, '/api/khong-co'],
      [415, paths.home(), { headers: { 'content-encoding': 'gzip' } }],
      [401, '/functions/remind', { method: 'POST', body: '{}' }],
    ];
    for (const [status, path, init] of asked) {
      const response = await running.fetch(path, init);
      await response.arrayBuffer();
      const headers = Object.fromEntries(response.headers);
      expect({ path, status: response.status, ...headers }).toMatchObject({ path, status, ...SAFE });
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('strict-transport-security');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
    const { etag } = Object.fromEntries(
      (await running.fetch(api.summaryWorkbook(ROUND), { headers: { cookie } })).headers,
    );
    const same = await running.fetch(api.summaryWorkbook(ROUND), { headers: { cookie, 'if-none-match': etag ?? '' } });
    expect({ status: same.status, ...Object.fromEntries(same.headers) }).toMatchObject({ status: 304, ...SAFE });
  });

  test('trang có đường dẫn riêng không được lưu lại, cookie chỉ cho trình duyệt và trang này', async () => {
    const { token, cookie } = await running.signIn();
    const entered = await running.fetch(paths.enter(token));
    expect(entered.headers.get('set-cookie')).toMatch(
      /^phien=[\w-]{32}; Max-Age=36000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    for (const path of [paths.commune(await running.link(BINH_DUONG)), paths.rounds(), paths.return(ROUND, BINH_DUONG)])
      expect((await running.fetch(path, { headers: { cookie } })).headers.get('cache-control')).toBe(
        'private, no-store',
      );
  });

  test('sau TLS: cookie __Host- chỉ đi qua TLS, và trình duyệt được dặn chỉ dùng TLS', async () => {
    const behindTls = await runService({ settings: { PUBLIC_URL: 'https://cchc.example/' }, moreCommunes: null });
    try {
      const { token, cookie } = await behindTls.signIn();
      const entered = await behindTls.fetch(paths.enter(token));
      expect(entered.headers.get('set-cookie')).toMatch(
        /^__Host-phien=[\w-]{32}; Max-Age=36000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
      expect(entered.headers.get('strict-transport-security')).toBe('max-age=31536000');
      const page = async (sent: string) =>
        (await behindTls.fetch(paths.rounds(), { headers: { cookie: sent } })).status;
      expect([await page(cookie), await page(cookie.replace('__Host-', ''))]).toEqual([200, 401]);
    } finally {
      await behindTls.stop();
    }
  });
});

test('không có mã bí mật nào trong nhật ký, kể cả khi địa chỉ gõ sai', async () => {
  const token = await running.link(BINH_DUONG);
  const { token: officer } = await running.signIn();
  const odd = [
    `/p//${token}`,
    `//p/${token}`,
    `/P/${token}`,
    `/p/${token}/khong-co`,
    `/VAO/${officer}`,
    `/vao//${officer}`,
  ];
  const more = [`/${token}`, `/p/${token}%20`, `/%70/${token}`, `/dot/p/${token}`, `/api/rounds/${officer}`];
  for (const path of [...odd, ...more, `/p/${token}`, `/khong-co?x=${token}`]) await running.fetch(path);
  await running.fetch(paths.communeSend(token), { method: 'POST', body: form(BINH_DUONG) });
  await running.fetch(paths.communeSend(token), {
    method: 'POST',
    body: 'hỏng',
    headers: { 'content-type': 'multipart/form-data' },
  });
  const log = JSON.stringify(running.lines);
  expect(running.lines.length).toBeGreaterThan(50);
  expect(running.secrets.length).toBeGreaterThan(20);
  expect(running.secrets.filter((secret) => log.includes(secret))).toEqual([]);
});
