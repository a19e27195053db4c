/** Whose token is taken: a table of good and bad ones, keys that change, Google away. */
import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { googleAddresses } from '../../functions/adapters/google-sign-in/addresses.ts';
import { googleSignIn } from '../../functions/adapters/google-sign-in/google-sign-in.ts';
import type { Attempt, IdentityProvider } from '../../functions/ports/identity.ts';
import { Problem } from '../../functions/problems.ts';
import { CLIENT, type Claims, type GoogleIdentity, startGoogleIdentity } from '../support/google-identity-server.ts';

const publicUrl = 'https://cchc.example';
const returnTo = `${publicUrl}/dang-nhap/google`;
const email = 'bich.tran@gialai.gov.vn';
const MINUTE_MS = 60_000;
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const anAttempt = (changes: Partial<Attempt> = {}): Attempt => ({
  state: 's'.repeat(43),
  nonce: 'n'.repeat(43),
  verifier: 'v'.repeat(43),
  returnTo,
  ...changes,
});

let google: GoogleIdentity;
let provider: IdentityProvider;
let later: number;
const opened = (changes: Partial<Parameters<typeof googleSignIn>[0]> = {}): IdentityProvider =>
  googleSignIn({
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    publicUrl,
    loopback: google.url,
    now: () => Date.now() + later,
    ...changes,
  });

beforeEach(async () => {
  google = await startGoogleIdentity();
  google.returnTo.push(returnTo);
  google.accounts = [{ email, name: 'Trần Thị Bích' }];
  later = 0;
  provider = opened();
});
afterEach(() => google.stop());

/** What came of it: the address, or the code of the refusal. */
const seen = (asked: Promise<{ readonly address: string }>): Promise<string> =>
  asked.then(
    ({ address }) => address,
    (error) => (error instanceof Problem ? error.code : `hỏng: ${error}`),
  );
const certsAsked = () => google.asked.filter((path) => path.endsWith('/certs')).length;

describe('mã định danh', () => {
  /** The first two parts with another third. */
  const resigned = (token: string, signature: string) => [...token.split('.').slice(0, 2), signature].join('.');
  const hmac = (head: Claims, claims: Claims): string => {
    const signed = `${json(head)}.${json(claims)}`;
    return `${signed}.${createHmac('sha256', google.publicKey()).update(signed).digest('base64url')}`;
  };
  const claims = () => ({ iss: 'https://accounts.google.com', aud: CLIENT.id, email, email_verified: true });
  const times = () => ({ iat: inSeconds(0), exp: inSeconds(3600) });
  const kidOf = () => JSON.parse(Buffer.from(google.token().split('.')[0] ?? '', 'base64url').toString()).kid as string;

  const TABLE: readonly (readonly [string, string, () => string])[] = [
    ['đúng', email, () => google.token({ email })],
    ['tên nơi cấp viết gọn', email, () => google.token({ email, iss: 'accounts.google.com' })],
    ['cấp cho địa chỉ của hệ thống', email, () => google.token({ email, aud: publicUrl })],
    [
      'địa chỉ viết tách dấu',
      'cán.bộ@gialai.gov.vn',
      () => google.token({ email: 'cán.bộ@gialai.gov.vn'.normalize('NFD') }),
    ],
    ['vừa hết hạn hai phút', email, () => google.token({ email, iat: inSeconds(-3720), exp: inSeconds(-120) })],
    ['hết hạn', 'IDENTITY_EXPIRED', () => google.token({ email, iat: inSeconds(-7200), exp: inSeconds(-3600) })],
    ['cấp ở tương lai', 'IDENTITY_TOO_EARLY', () => google.token({ email, iat: inSeconds(900), exp: inSeconds(4500) })],
    ['chưa có hiệu lực', 'IDENTITY_TOO_EARLY', () => google.token({ email, nbf: inSeconds(900) })],
    ['giờ hiệu lực không phải số', 'IDENTITY_TOO_EARLY', () => google.token({ email, nbf: 'mai' })],
    ['có hiệu lực quá lâu', 'IDENTITY_NOT_GENUINE', () => google.token({ email, exp: inSeconds(2 * 86_400) })],
    ['không ghi hạn', 'IDENTITY_NOT_GENUINE', () => google.token({ email, exp: undefined })],
    ['không ghi giờ cấp', 'IDENTITY_NOT_GENUINE', () => google.token({ email, iat: undefined })],
    [
      'cấp cho ứng dụng khác',
      'IDENTITY_FOR_OTHERS',
      () => google.token({ email, aud: '99-x.apps.googleusercontent.com' }),
    ],
    ['cấp cho nhiều nơi', 'IDENTITY_FOR_OTHERS', () => google.token({ email, aud: [CLIENT.id, 'khac'] })],
    [
      'cấp cho địa chỉ gần giống',
      'IDENTITY_FOR_OTHERS',
      () => google.token({ email, aud: `${publicUrl}.evil.example` }),
    ],
    ['không ghi cấp cho ai', 'IDENTITY_FOR_OTHERS', () => google.token({ email, aud: undefined })],
    ['nơi cấp khác', 'IDENTITY_NOT_GENUINE', () => google.token({ email, iss: 'https://accounts.evil.example' })],
    ['nơi cấp là vũ trụ đám mây', 'IDENTITY_NOT_GENUINE', () => google.token({ email, iss: 'googleapis.com' })],
    ['không ghi nơi cấp', 'IDENTITY_NOT_GENUINE', () => google.token({ email, iss: undefined })],
    ['chưa xác nhận địa chỉ', 'IDENTITY_UNVERIFIED', () => google.token({ email, email_verified: false })],
    ['không nói đã xác nhận hay chưa', 'IDENTITY_UNVERIFIED', () => google.token({ email, email_verified: undefined })],
    ['chữ "true" thay cho đúng', 'IDENTITY_UNVERIFIED', () => google.token({ email, email_verified: 'true' })],
    ['không có địa chỉ', 'IDENTITY_WITHOUT_ADDRESS', () => google.token()],
    ['địa chỉ không phải chữ', 'IDENTITY_WITHOUT_ADDRESS', () => google.token({ email: [email] })],
    ['khoá không ai có', 'IDENTITY_NOT_GENUINE', () => google.token({ email }, { kid: 'khong-co' })],
    [
      'khoá mang tên có sẵn của mọi đối tượng',
      'IDENTITY_NOT_GENUINE',
      () => google.token({ email }, { kid: '__proto__' }),
    ],
    [
      'sửa nội dung',
      'IDENTITY_NOT_GENUINE',
      () => {
        const [head, , signature] = google.token({ email: 'x@x.vn' }).split('.');
        return [head, json({ ...claims(), ...times() }), signature].join('.');
      },
    ],
    [
      'chữ ký của mã khác',
      'IDENTITY_NOT_GENUINE',
      () => resigned(google.token({ email }), google.token({ email: 'x@x.vn' }).split('.')[2] ?? ''),
    ],
    [
      'không ký (alg none)',
      'IDENTITY_NOT_GENUINE',
      () => `${json({ alg: 'none', kid: kidOf() })}.${json({ ...claims(), ...times() })}.`,
    ],
    [
      'ký bằng khoá công khai (HS256)',
      'IDENTITY_NOT_GENUINE',
      () => hmac({ alg: 'HS256', typ: 'JWT', kid: kidOf() }, { ...claims(), ...times() }),
    ],
    ['ES256 với chữ ký RSA', 'IDENTITY_NOT_GENUINE', () => google.token({ email }, { alg: 'ES256' })],
    ['rỗng', 'IDENTITY_NOT_GENUINE', () => ''],
    ['hai phần', 'IDENTITY_NOT_GENUINE', () => 'a.b'],
    ['ba phần vô nghĩa', 'IDENTITY_NOT_GENUINE', () => '..'],
    ['phần đầu là null', 'IDENTITY_NOT_GENUINE', () => `${json(null)}.${json(null)}.x`],
  ];

  test.each(TABLE)('%s → %s', async (_, expected, token) => {
    expect(await seen(provider.verify(token()))).toBe(expected);
  });

  test('lời từ chối không mang theo mã, kể cả trong nguyên nhân', async () => {
    const token = google.token({ email, exp: inSeconds(-3600) });
    const refusals = [resigned(token, 'x'), token, 'a.b.c.d'].map((each) =>
      provider.verify(each).catch((error) => error),
    );
    for (const refusal of await Promise.all(refusals)) {
      expect(refusal).toBeInstanceOf(Problem);
      expect(inspect(refusal, { depth: 9 })).not.toContain(token.split('.')[1]);
    }
  });

  test.each([
    ['Trần Thị Bích', 'Trần Thị Bích'.normalize('NFD')],
    ['Bích', ' \u202eBích\u0000\u200b '],
    ['x'.repeat(100), 'x'.repeat(5000)],
    [undefined, '\u202e'],
    [undefined, 7],
  ])('tên gọi đọc được: %s', async (name, given) => {
    expect(await provider.verify(google.token({ email, name: given }))).toEqual({ address: email, name });
  });
});

describe('khoá của Google', () => {
  test('được giữ lại: nhiều mã, hỏi một lần', async () => {
    for (let times = 0; times < 3; times += 1) await provider.verify(google.token({ email }));
    expect(certsAsked()).toBe(1);
  });

  test('đổi khoá: mã ký bằng khoá mới được nhận, mã cũ vẫn đúng', async () => {
    const before = google.token({ email });
    expect(await seen(provider.verify(before))).toBe(email);
    google.rotate();
    expect(await seen(provider.verify(google.token({ email })))).toBe(email);
    expect(await seen(provider.verify(before))).toBe(email);
    expect(certsAsked()).toBe(2);
  });

  test('mã bịa khoá không làm hệ thống hỏi Google quá một lần mỗi phút', async () => {
    await provider.verify(google.token({ email }));
    const invented = () => seen(provider.verify(google.token({ email }, { kid: 'khong-co' })));
    for (let times = 0; times < 5; times += 1) expect(await invented()).toBe('IDENTITY_NOT_GENUINE');
    expect(certsAsked()).toBe(2);
    later = MINUTE_MS;
    await invented();
    expect(certsAsked()).toBe(3);
  });

  test('không lấy được khoá mới thì các khoá đang có vẫn dùng được', async () => {
    await provider.verify(google.token({ email }));
    google.trouble.set('certs', 404);
    expect(await seen(provider.verify(google.token({ email }, { kid: 'khong-co' })))).toBe('SIGN_IN_UNREACHABLE');
    expect(await seen(provider.verify(google.token({ email })))).toBe(email);
  });

  test.each([404, 503, 'hang up'] as const)('không lấy được khoá (%s): từ chối; có lại thì nhận', async (trouble) => {
    google.trouble.set('certs', trouble);
    const refusal = await provider.verify(google.token({ email })).catch((error) => error);
    expect([refusal.code, refusal.status]).toEqual(['SIGN_IN_UNREACHABLE', 503]);
    expect(refusal.cause.message).toMatch(/^keys: \w+$/);
    google.trouble.clear();
    expect(await seen(provider.verify(google.token({ email })))).toBe(email);
  });
});

describe('đi và về', () => {
  const codeFor = async (attempt: Attempt): Promise<string> => {
    const back = new URL(await google.choose(provider.signInAddress(attempt), email));
    expect(back.searchParams.get('state')).toBe(attempt.state);
    return back.searchParams.get('code') ?? '';
  };

  test('mã về đổi được một lần', async () => {
    const code = await codeFor(anAttempt());
    expect(await provider.redeem(code, anAttempt())).toEqual({ address: email, name: 'Trần Thị Bích' });
    expect(await seen(provider.redeem(code, anAttempt()))).toBe('SIGN_IN_REFUSED');
  });

  test.each([
    ['của lần khác (nonce)', 'IDENTITY_NOT_GENUINE', { nonce: 'm'.repeat(43) }],
    ['của người khác bắt đầu (PKCE)', 'SIGN_IN_REFUSED', { verifier: 'w'.repeat(43) }],
    ['về nơi chưa đăng ký', 'SIGN_IN_SETTING_REFUSED', { returnTo: 'https://evil.example/' }],
  ])('mã %s: %s', async (_, expected, changes) => {
    expect(await seen(provider.redeem(await codeFor(anAttempt()), anAttempt(changes)))).toBe(expected);
  });

  test('mã định danh cho chương trình (cấp cho địa chỉ hệ thống) không đổi lấy được phiên của người', async () => {
    google.accounts = [{ email, aud: publicUrl } as (typeof google.accounts)[number]];
    expect(await seen(provider.redeem(await codeFor(anAttempt()), anAttempt()))).toBe('IDENTITY_FOR_OTHERS');
  });

  test.each([
    ['refuse code', 'SIGN_IN_REFUSED'],
    ['refuse client', 'SIGN_IN_SETTING_REFUSED'],
    [429, 'SIGN_IN_UNREACHABLE'],
    [503, 'SIGN_IN_UNREACHABLE'],
    ['hang up', 'SIGN_IN_UNREACHABLE'],
    [403, 'SIGN_IN_REFUSED'],
  ] as const)('Google trả lời %s: %s, không lộ mã', async (trouble, expected) => {
    const code = await codeFor(anAttempt());
    google.trouble.set('token', trouble);
    const refusal = await provider.redeem(code, anAttempt()).catch((error) => error);
    expect(refusal.code).toBe(expected);
    expect(inspect(refusal, { depth: 9 })).not.toMatch(new RegExp(`${code}|${CLIENT.secret}|vvvv`));
  });

  test('sai bí mật của ứng dụng: lỗi thiết lập', async () => {
    const code = await codeFor(anAttempt());
    expect(await seen(opened({ clientSecret: 'sai' }).redeem(code, anAttempt()))).toBe('SIGN_IN_SETTING_REFUSED');
  });
});

test('địa chỉ của Google chỉ đổi khi có máy đóng thế', () => {
  expect(Object.values(googleAddresses()).map((address) => new URL(address).hostname)).toEqual([
    'accounts.google.com',
    'oauth2.googleapis.com',
    'www.googleapis.com',
  ]);
  for (const address of Object.values(googleAddresses('http://127.0.0.1:99/')))
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:99\/[a-z]/);
});
