/** Officers who come by their Google account: in a real browser, and with every answer that an attacker may send. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '../../functions/entry/http/paths.ts';
import { theRound } from '../support/a-running-round.ts';
import { look, startBrowser, visit, WINDOWS } from '../support/browser.ts';
import { CLIENT, type GoogleIdentity, startGoogleIdentity } from '../support/google-identity-server.ts';
import { requires } from '../support/requires.ts';
import { freePort, type RunningService, runService } from '../support/running-service.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [ADMIN, INSPECTOR, STRANGER] = ['Quan.Tri@gialai.gov.vn', 'kiem.tra@gialai.gov.vn', 'nguoi.la@gmail.com'];
const OFFICERS = `${ADMIN}:administrator, ${INSPECTOR}:inspector`;
const isPossible = requires('chromium');

let google: GoogleIdentity;
let running: RunningService;
const settings = () => ({
  GOOGLE_CLIENT_ID: CLIENT.id,
  GOOGLE_CLIENT_SECRET: CLIENT.secret,
  GOOGLE_LOOPBACK: google.url,
  OFFICERS,
});
const accounts = [
  { email: ADMIN.toLowerCase(), name: 'Nguyễn Văn Quản' },
  { email: INSPECTOR },
  { email: STRANGER, name: 'Người Lạ' },
  { email: 'chua.xac.nhan@gialai.gov.vn', email_verified: false },
];

beforeAll(async () => {
  google = await startGoogleIdentity();
  google.accounts = accounts;
  running = await runService({ settings: settings() });
  google.returnTo.push(running.url + paths.signInReturn());
});
afterAll(async () => {
  await running?.stop();
  await google?.stop();
});
afterEach(() => {
  google.trouble.clear();
  google.accounts = accounts;
});

const cookieOf = (response: Response, name: string): string | undefined =>
  response.headers.getSetCookie().find((each) => each.startsWith(`${name}=`));
const pairOf = (cookie: string | undefined): string => cookie?.split(';')[0] ?? '';
const pathOf = (address: string): string => address.slice(new URL(address).origin.length);

/** As far as Google's page: its address, and what the browser remembers. */
async function begun(of = running) {
  const response = await of.fetch(paths.signIn());
  const cookie = cookieOf(response, 'dang-nhap');
  return { response, google: response.headers.get('location') ?? '', cookie: pairOf(cookie), set: cookie };
}

/** Comes back to an address with what the browser remembers. */
const back = (address: string, cookie: string): Promise<Response> =>
  running.fetch(pathOf(address), { headers: { cookie, accept: 'text/html' } });

/** All the way, as who has the address; without one as who cancels. */
async function signedIn(email?: string): Promise<Response> {
  const { google: address, cookie } = await begun();
  return back(await google.choose(address, email), cookie);
}

const sentence = async (response: Response): Promise<string> =>
  /<div class="alert error">[\s\S]*?<p>([\s\S]*?)<\/p>/.exec(await response.text())?.[1] ?? '';
const refused = (code: string) => running.lines.filter((line) => line.code === code);

describe('đi và về', () => {
  test('cookie của lần đăng nhập: ngắn hạn, chỉ trình duyệt đọc, không có gì của máy chủ; mỗi lần một khác', async () => {
    const [first, second] = [await begun(), await begun()];
    expect(first.set).toMatch(
      /^dang-nhap=[\w-]{43}\.[\w-]{43}\.[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(first.response.status).toBe(303);
    expect(first.response.headers.get('cache-control')).toBe('no-store');
    const query = new URL(first.google).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      client_id: CLIENT.id,
      redirect_uri: running.url + paths.signInReturn(),
      code_challenge_method: 'S256',
      prompt: 'select_account',
    });
    const [state, nonce, verifier] = first.cookie.replace('dang-nhap=', '').split('.');
    expect([query.get('state'), query.get('nonce')]).toEqual([state, nonce]);
    expect(first.google).not.toContain(verifier);
    expect(second.cookie.split('.').some((part) => first.cookie.includes(part))).toBe(false);
  });

  test('vào được: cookie của phiên như trước nay, cookie của lần đăng nhập bị xoá, nhật ký ghi địa chỉ', async () => {
    const response = await signedIn(ADMIN.toLowerCase());
    expect([response.status, response.headers.get('location')]).toEqual([303, paths.rounds()]);
    expect(cookieOf(response, 'phien')).toMatch(/^phien=[\w-]{32}; Max-Age=36000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(cookieOf(response, 'dang-nhap')).toMatch(/^dang-nhap=; Max-Age=0; Path=\/$/);
    const page = await running.fetch(paths.rounds(), { headers: { cookie: pairOf(cookieOf(response, 'phien')) } });
    const text = await page.text();
    expect([page.status, text.includes('Nguyễn Văn Quản'), text.includes('quản trị')]).toEqual([200, true, true]);
    const line = { message: 'signed in', address: ADMIN.toLowerCase(), role: 'administrator' };
    expect(running.lines).toContainEqual(expect.objectContaining(line));
  });

  test('ai không có tên gọi thì hiện địa chỉ; vai trò kiểm tra không quản lý được', async () => {
    const cookie = pairOf(cookieOf(await signedIn(INSPECTOR), 'phien'));
    expect(await (await running.fetch(paths.rounds(), { headers: { cookie } })).text()).toContain(INSPECTOR);
    const step = { method: 'POST', headers: { cookie }, body: new URLSearchParams({ step: 'lock' }) };
    expect((await running.fetch(`${paths.round(theRound.id)}/buoc`, step)).status).toBe(403);
  });

  test('việc làm được ghi nhật ký dưới địa chỉ, không dưới tên tự đặt ở Google', async () => {
    const cookie = pairOf(cookieOf(await signedIn(ADMIN.toLowerCase()), 'phien'));
    const { csrf = '' } = (await running.service.register.access.session(cookie.slice('phien='.length))) ?? {};
    const body = new URLSearchParams({ csrf, deadline: '31/12/2030' });
    await running.fetch(`${paths.round(theRound.id)}/han-gui`, { method: 'POST', headers: { cookie }, body });
    const entries = await running.service.register.log(theRound.id);
    expect(JSON.stringify(entries)).toContain(ADMIN.toLowerCase());
    expect(JSON.stringify(entries)).not.toContain('Nguyễn Văn Quản');
  });

  const REFUSALS: readonly (readonly [string, number, string, RegExp, () => Promise<Response>])[] = [
    ['địa chỉ lạ', 403, 'OFFICER_NOT_LISTED', /nguoi\.la@gmail\.com.*đề nghị người quản trị/, () => signedIn(STRANGER)],
    ['chưa xác nhận', 403, 'IDENTITY_UNVERIFIED', /chua\.xac\.nhan@/, () => signedIn('chua.xac.nhan@gialai.gov.vn')],
    ['người dùng dừng lại', 401, 'SIGN_IN_CANCELLED', /dừng giữa chừng/, () => signedIn()],
    [
      'Google bận',
      503,
      'SIGN_IN_UNREACHABLE',
      /thử lại sau/,
      async () => {
        const { google: address, cookie } = await begun();
        const state = new URL(address).searchParams.get('state');
        return back(`${running.url}${paths.signInReturn()}?error=temporarily_unavailable&state=${state}`, cookie);
      },
    ],
    [
      'Google từ chối vì lẽ khác',
      401,
      'SIGN_IN_REFUSED',
      /không chấp nhận/,
      async () => {
        const { google: address, cookie } = await begun();
        const state = new URL(address).searchParams.get('state');
        return back(`${running.url}${paths.signInReturn()}?error=%3Cscript%3E&state=${state}`, cookie);
      },
    ],
    [
      'về không có mã',
      401,
      'SIGN_IN_REFUSED',
      /không chấp nhận/,
      async () => {
        const { google: address, cookie } = await begun();
        return back(
          `${running.url}${paths.signInReturn()}?state=${new URL(address).searchParams.get('state')}`,
          cookie,
        );
      },
    ],
    [
      'mã không được nhận',
      401,
      'SIGN_IN_REFUSED',
      /không chấp nhận/,
      () => {
        google.trouble.set('token', 'refuse code');
        return signedIn(INSPECTOR);
      },
    ],
    [
      'ứng dụng không được nhận',
      500,
      'SIGN_IN_SETTING_REFUSED',
      /kiểm tra thiết lập/,
      () => {
        google.trouble.set('token', 'refuse client');
        return signedIn(INSPECTOR);
      },
    ],
    [
      'Google mất liên lạc',
      503,
      'SIGN_IN_UNREACHABLE',
      /không liên lạc được với Google/,
      () => {
        google.trouble.set('token', 'hang up');
        return signedIn(INSPECTOR);
      },
    ],
    [
      'hết hạn',
      401,
      'IDENTITY_EXPIRED',
      /hết hạn/,
      () => {
        google.accounts = [{ email: INSPECTOR, exp: 1_700_003_600, iat: 1_700_000_000 } as (typeof accounts)[number]];
        return signedIn(INSPECTOR);
      },
    ],
    [
      'cấp cho ứng dụng khác',
      401,
      'IDENTITY_FOR_OTHERS',
      /hệ thống khác/,
      () => {
        google.accounts = [{ email: INSPECTOR, aud: 'khac' } as (typeof accounts)[number]];
        return signedIn(INSPECTOR);
      },
    ],
    [
      'của lần khác',
      401,
      'IDENTITY_NOT_GENUINE',
      /không phải do Google/,
      () => {
        google.accounts = [{ email: INSPECTOR, nonce: 'khac' } as (typeof accounts)[number]];
        return signedIn(INSPECTOR);
      },
    ],
  ];

  test.each(REFUSALS)('%s: trang %i, %s, không có phiên', async (_, status, code, words, come) => {
    const before = refused(code).length;
    const response = await come();
    expect([response.status, cookieOf(response, 'phien')]).toEqual([status, undefined]);
    expect(cookieOf(response, 'dang-nhap')).toMatch(/Max-Age=0/);
    const text = await response.clone().text();
    expect(await sentence(response)).toMatch(words);
    expect(text).toContain(`href="${paths.signIn()}"`);
    expect(text).not.toContain('<script>');
    expect(refused(code)).toHaveLength(before + 1);
  });

  test('địa chỉ bị từ chối đứng trong nhật ký', async () => {
    await signedIn(STRANGER);
    expect(refused('OFFICER_NOT_LISTED').at(-1)).toMatchObject({ severity: 'WARNING', address: STRANGER });
  });

  test.each([
    ['không có cookie', (address: string) => [address, '']],
    ['cookie của lần khác', (address: string, _cookie: string, other: string) => [address, other]],
    ['state bị sửa', (address: string, cookie: string) => [address.replace(/state=./, 'state=_'), cookie]],
    ['state trống', (address: string, cookie: string) => [address.replace(/state=[^&]+/, 'state='), cookie]],
    ['không có state', (address: string, cookie: string) => [address.replace(/state=[^&]+&?/, ''), cookie]],
    ['cookie cụt', (address: string, cookie: string) => [address, cookie.split('.')[0] ?? '']],
    ['cookie ba phần trống', (address: string) => [address.replace(/state=[^&]+/, 'state='), 'dang-nhap=..']],
  ] as const)('đáp lời không ai hỏi, %s: không nghe, không hỏi Google', async (_, spoil) => {
    const [own, other] = [await begun(), await begun()];
    const chosen = await google.choose(own.google, INSPECTOR);
    const before = google.asked.length;
    const [address, cookie] = spoil(chosen, own.cookie, other.cookie) as [string, string];
    const response = await back(address, cookie);
    expect([response.status, cookieOf(response, 'phien'), google.asked.length]).toEqual([400, undefined, before]);
    expect(await sentence(response)).toMatch(/đã để quá lâu/);
  });

  test('state dùng lại: không mở phiên thứ hai, kể cả với mã mới của Google', async () => {
    const { google: address, cookie } = await begun();
    const [first, second] = [await google.choose(address, INSPECTOR), await google.choose(address, INSPECTOR)];
    expect((await back(first, cookie)).status).toBe(303);
    expect((await back(first, cookie)).status).toBe(401);
    const again = await back(second, cookie);
    expect([again.status, cookieOf(again, 'phien')]).toEqual([400, undefined]);
  });

  test('không dẫn đi nơi khác: người gọi không đặt được nơi đến', async () => {
    const evil = 'https://evil.example/';
    const names = ['next', 'url', 've', 'redirect_uri', 'continue', 'returnTo'];
    const query = new URLSearchParams(Object.fromEntries(names.map((name) => [name, evil]))).toString();
    const asked = await running.fetch(`${paths.signIn()}?${query}`, {
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', referer: evil },
    });
    const location = asked.headers.get('location') ?? '';
    expect(new URL(location).origin).toBe(google.url);
    expect(new URL(location).searchParams.get('redirect_uri')).toBe(running.url + paths.signInReturn());
    const chosen = await google.choose(location, INSPECTOR);
    const came = await back(`${chosen}&${query}`, pairOf(cookieOf(asked, 'dang-nhap')));
    expect([came.status, came.headers.get('location')]).toEqual([303, paths.rounds()]);
    for (const path of [
      `/${paths.signIn()}/evil.example`,
      `${paths.signIn()}/${evil}`,
      `${paths.signIn()}//evil.example`,
    ])
      expect([path, (await running.fetch(path)).status]).toEqual([path, 404]);
  });
});

describe('chương trình', () => {
  const ask = (token: string, path = paths.api.status(theRound.id)): Promise<Response> =>
    running.fetch(path, { headers: { authorization: `Bearer ${token}` } });

  test.each([
    ['cấp cho ứng dụng', 200, undefined, () => google.token({ email: ADMIN })],
    ['cấp cho địa chỉ hệ thống', 200, undefined, () => google.token({ email: INSPECTOR, aud: running.url })],
    ['địa chỉ lạ', 403, 'OFFICER_NOT_LISTED', () => google.token({ email: STRANGER })],
    ['chưa xác nhận', 403, 'IDENTITY_UNVERIFIED', () => google.token({ email: ADMIN, email_verified: false })],
    ['hết hạn', 401, 'IDENTITY_EXPIRED', () => google.token({ email: ADMIN, iat: 1_700_000_000, exp: 1_700_003_600 })],
    ['cấp cho nơi khác', 401, 'IDENTITY_FOR_OTHERS', () => google.token({ email: ADMIN, aud: 'khac' })],
    [
      'không phải của Google',
      401,
      'IDENTITY_NOT_GENUINE',
      () => `${google.token({ email: ADMIN }).slice(0, -9)}AAAAAAAAA`,
    ],
    ['chữ vô nghĩa', 401, 'SIGN_IN_NEEDED', () => 'khong-phai'],
  ])('mã định danh %s: %i', async (_, status, code, token) => {
    const response = await ask(token());
    const type = status === 200 ? /^application\/json/ : /^application\/problem\+json/;
    expect(response.headers.get('content-type')).toMatch(type);
    const body = (await response.json()) as { code?: string };
    expect([response.status, body.code]).toEqual([status, code]);
  });

  test('vai trò kiểm tra không quản lý được', async () => {
    const response = await running.fetch(`/api/rounds/${theRound.id}/step`, {
      method: 'POST',
      headers: { authorization: `Bearer ${google.token({ email: INSPECTOR })}` },
      body: JSON.stringify({ step: 'lock' }),
    });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, 'RIGHT_MISSING']);
  });

  test('đường dẫn của đơn vị vẫn mở được API của chính đơn vị', async () => {
    const [code] = (await running.service.register.rounds.roster(theRound.id)).map((commune) => commune.code);
    const token = await running.link(code as string);
    expect((await ask(token, paths.api.template(theRound.id, code as string))).status).toBe(200);
  });
});

test('bỏ địa chỉ khỏi danh sách: phiên đang mở hết ngay', async () => {
  const cookie = pairOf(cookieOf(await signedIn(INSPECTOR), 'phien'));
  const status = async (of: RunningService) => (await of.fetch(paths.rounds(), { headers: { cookie } })).status;
  expect(await status(running)).toBe(200);
  const { dataDir } = running;
  for (const [officers, expected] of [
    [`${ADMIN}:administrator,${INSPECTOR}:inspector`, 200],
    [`${ADMIN}:administrator,${INSPECTOR}:officer`, 401],
    [`${ADMIN}:administrator`, 401],
  ] as const) {
    const other = await runService({ dataDir, settings: { ...settings(), OFFICERS: officers } });
    try {
      expect([officers, await status(other)]).toEqual([officers, expected]);
    } finally {
      await other.stop();
    }
  }
});

test('sau TLS cả hai cookie mang tên __Host- và chỉ đi qua TLS; Google đưa về địa chỉ TLS', async () => {
  const PUBLIC_URL = 'https://cchc.example';
  const behindTls = await runService({ settings: { ...settings(), PUBLIC_URL }, moreCommunes: null });
  google.returnTo.push(PUBLIC_URL + paths.signInReturn());
  try {
    const begin = await behindTls.fetch(paths.signIn());
    const cookie = cookieOf(begin, '__Host-dang-nhap');
    expect(cookie).toMatch(/; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const chosen = await google.choose(begin.headers.get('location') ?? '', INSPECTOR);
    expect(new URL(chosen).origin).toBe(PUBLIC_URL);
    const came = await behindTls.fetch(pathOf(chosen), { headers: { cookie: pairOf(cookie) } });
    expect(came.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-dang-nhap=; Max-Age=0; Path=\/; Secure$/),
      expect.stringMatching(/^__Host-phien=[\w-]{32}; Max-Age=36000; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
  } finally {
    await behindTls.stop();
  }
});

test('nơi không dùng Google: không có lối này, trang lối vào không nhắc đến', async () => {
  const plain = await runService({ moreCommunes: null });
  try {
    for (const path of [paths.signIn(), `${paths.signInReturn()}?state=a&code=b`])
      expect([path, (await plain.fetch(path)).status]).toEqual([path, 404]);
    expect(await (await plain.fetch(paths.home())).text()).not.toContain('Google');
  } finally {
    await plain.stop();
  }
});

describe.skipIf(!isPossible)('trong trình duyệt', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  const objections = async (page: Page): Promise<readonly string[]> => {
    await page.evaluate(AXE);
    const { violations } = (await page.evaluate('axe.run(document)')) as AxeResults;
    return violations.map(({ id, help }) => `${id}: ${help}`);
  };
  const fits = async (page: Page, name: string): Promise<void> => {
    await look(page, name);
    for (const size of Object.values(WINDOWS)) {
      await page.setViewportSize(size);
      expect(await objections(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    await page.setViewportSize(WINDOWS.desk);
  };

  test('lối vào: nói ai vào được, không có gì để axe-core phàn nàn, ở cả hai kiểu', async () => {
    const plain = await runService({ moreCommunes: null });
    try {
      for (const [service, words] of [
        [running, 'có trong danh sách cán bộ của tỉnh'],
        [plain, 'Mở đường dẫn cá nhân'],
      ] as const) {
        const { page, faults, leave } = await visit(browser, service.url);
        await page.goto(paths.home());
        expect(await page.locator('main').innerText()).toContain(words);
        await fits(page, `loi-vao-${service === running ? 'google' : 'duong-dan'}`);
        expect(faults).toEqual([]);
        await leave();
      }
    } finally {
      await plain.stop();
    }
  });

  test('hết phiên thì được mời đăng nhập; tài khoản lạ, dừng lại, rồi đúng tài khoản; đăng xuất', async () => {
    // Google is on "127.0.0.1", the service on "localhost": two sites, as it is in truth.
    const port = String(await freePort());
    const url = `http://localhost:${port}`;
    const service = await runService({ settings: { ...settings(), PORT: port, PUBLIC_URL: url } });
    google.returnTo.push(url + paths.signInReturn());
    const { page, faults, leave } = await visit(browser, url);
    const main = page.locator('main');
    const choose = async (account: string) => {
      await page.getByRole('link', { name: 'Đăng nhập bằng Google' }).click();
      await page.getByRole('link', { name: account, exact: true }).click();
      await page.waitForURL(`${url}/**`);
    };
    try {
      await page.goto(paths.round(theRound.id));
      expect(await main.innerText()).toContain('Hãy đăng nhập bằng Google.');
      await fits(page, 'dang-nhap-lai');
      await choose(STRANGER);
      expect(await main.innerText()).toContain(`Địa chỉ ${STRANGER} không có trong danh sách`);
      await fits(page, 'dang-nhap-bi-tu-choi');
      await choose('Huỷ');
      expect(await main.innerText()).toContain('đã được dừng giữa chừng');
      await choose(ADMIN.toLowerCase());
      expect(new URL(page.url()).pathname).toBe(paths.rounds());
      expect(await page.locator('.person-name').innerText()).toBe('Nguyễn Văn Quản');
      const [session, ...others] = await page.context().cookies(url);
      expect(session).toMatchObject({ name: 'phien', httpOnly: true, sameSite: 'Lax', path: '/' });
      expect(others).toEqual([]);
      await page.getByRole('button', { name: 'Đăng xuất' }).click();
      await page.getByRole('link', { name: 'Đăng nhập bằng Google' }).waitFor();
      expect(faults.filter((fault) => !fault.startsWith(`request: ${google.url}/`))).toEqual([]);
    } finally {
      await leave();
      await service.stop();
    }
  });
});

test('không mã nào của Google, bí mật nào của ứng dụng đứng trong nhật ký', () => {
  const log = JSON.stringify(running.lines, (_, value) =>
    value instanceof Error ? { message: value.message, stack: value.stack, cause: value.cause } : value,
  );
  const { secrets } = google;
  expect(secrets.length).toBeGreaterThan(40);
  expect([CLIENT.secret, ...secrets].filter((secret) => secret !== '' && log.includes(secret))).toEqual([]);
});
