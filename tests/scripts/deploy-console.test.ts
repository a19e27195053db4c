/** The command as it is typed, beside a gcloud that remembers, or beside none. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeGcloud, fakeGcloud } from './fake-gcloud.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SECRET = 'GOCSPX-from-the-console';
const SITE = ['--project', 'tinh-cchc'];
const PROVINCE = [
  ...SITE,
  '--officers',
  'an@tinh.gov.vn:administrator',
  '--client-id',
  '1-a.apps.googleusercontent.com',
];

interface Unready {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly says: string;
}

let fake: FakeGcloud;
beforeEach(() => {
  fake = fakeGcloud();
});
afterEach(() => fake.remove());

function deploy(words: readonly string[], environment: Readonly<Record<string, string>> = {}, input = '') {
  return spawnSync(process.execPath, ['scripts/deploy.ts', ...words], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', GOOGLE_CLIENT_SECRET: SECRET, ...fake.environment, ...environment },
    input,
    encoding: 'utf8',
  });
}

describe('chưa sẵn sàng thì nói rõ, và chưa làm gì', () => {
  const denied = '[an@x] does not have permission to access projects instance [tinh-cchc] (or it may not exist)';
  test.each([
    { name: 'không có gcloud', environment: { PATH: '/nonexistent' }, says: 'chưa có Google Cloud CLI' },
    { name: 'chưa đăng nhập', environment: { FAKE_ACCOUNT: '' }, says: 'Chưa đăng nhập Google Cloud' },
    {
      name: 'không thấy dự án',
      environment: { FAKE_FAIL: 'projects describe tinh-cchc', FAKE_SAYS: denied },
      says: 'Không có dự án này',
    },
    { name: 'chưa bật thanh toán', environment: { FAKE_BILLING: 'False' }, says: 'chưa bật thanh toán' },
  ] as readonly Unready[])('$name', ({ environment, says }) => {
    fake.failTimes(1000);
    const { status, stderr } = deploy(PROVINCE, environment);
    expect(stderr).toContain(says);
    expect(status).toBe(1);
    expect(fake.takeCalls().filter((call) => !/^(auth list|projects describe|billing)/.test(call))).toEqual([]);
  });

  test.each([
    { name: 'thiếu mã dự án', words: [], says: 'Thiếu tham số --project' },
    { name: 'thiếu danh sách cán bộ', words: SITE, says: 'Thiếu tham số --officers' },
    { name: 'xoá dữ liệu mà không gỡ bỏ', words: [...SITE, '--delete-data'], says: 'Thiếu tham số --teardown' },
    { name: 'tham số lạ', words: [...PROVINCE, '--zone', 'a'], says: 'Không có tham số "--zone"' },
  ])('$name', ({ words, says }) => {
    const { status, stderr } = deploy(words);
    expect(stderr).toContain(says);
    expect(status).toBe(2);
    expect(fake.takeCalls()).toEqual([]);
  });
});

test('in thử không chạy gcloud và không in bí mật', () => {
  const { status, stdout, stderr } = deploy([...PROVINCE, '--dry-run']);
  expect(status).toBe(0);
  expect(stderr).toContain('chưa thay đổi gì');
  expect(stdout).toContain('gcloud run deploy cchc-api');
  expect(stdout + stderr).not.toContain(SECRET);
  expect(fake.takeCalls()).toEqual([]);
});

describe('gỡ bỏ', () => {
  test('giữ dữ liệu nếu không bảo xoá', () => {
    const { status, stderr } = deploy([...SITE, '--teardown']);
    expect(status).toBe(0);
    expect(stderr).toContain('dữ liệu vẫn còn');
    expect(fake.takeCalls().filter((call) => /storage|firestore|template-key/.test(call))).toEqual([]);
  });

  test.each(['', 'tinh-khac\n'])('gõ lại mã dự án không đúng (%o) thì không xoá gì', (typed) => {
    const { status, stderr } = deploy([...SITE, '--teardown', '--delete-data'], {}, typed);
    expect(status).toBe(1);
    expect(stderr).toContain('không khớp');
    expect(fake.takeCalls().filter((call) => / (delete|rm|remove-\S+) /.test(call))).toEqual([]);
  });

  test('gõ đúng thì xoá cả dữ liệu', () => {
    const { status } = deploy([...SITE, '--teardown', '--delete-data'], {}, 'tinh-cchc\n');
    expect(status).toBe(0);
    expect(fake.takeCalls().some((call) => call.startsWith('storage rm --recursive'))).toBe(true);
  });
});
