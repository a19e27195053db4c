/** Settings from the environment: what runs without any, what belongs together, what is refused and how. */
import { describe, expect, test } from 'vitest';
import { type Demand, demand, readConfig } from '../functions/config.ts';

const CLOUD = {
  CLOUD_PROJECT: 'cchc-gia-lai',
  FILES_BUCKET: 'tep',
  INBOX_BUCKET: 'hop-thu',
  SUMMARY_TOPIC: 'round-changed',
  SWEEP_TOPIC: 'sweep-due',
  PUBLIC_URL: 'https://cchc.example/',
};
const SIGN_IN = {
  GOOGLE_CLIENT_ID: 'abc.apps.googleusercontent.com',
  GOOGLE_CLIENT_SECRET: 'bi-mat',
};
const OFFICERS = 'A.Nguyen@gialai.gov.vn:administrator, b@gialai.gov.vn:officer\nc@gialai.gov.vn:inspector\n';
const DRIVE = { DRIVE_FOLDER: '1AbC', DRIVE_PUSH_URL: 'https://push.example' };
const KEY = 'a1'.repeat(32);

test('không đặt gì: chạy trên máy này, chỉ máy này gọi được', () => {
  expect(readConfig({ HOST: '', CLOUD_PROJECT: '' })).toEqual({
    port: 8080,
    host: '127.0.0.1',
    dataDir: 'data',
    inboxDir: 'data/inbox',
    publicUrl: 'http://localhost:8080',
  });
});

test('trên Google Cloud: đủ bộ thì đọc được, khóa có dấu xuống dòng ở cuối cũng được', () => {
  const config = readConfig({
    ...CLOUD,
    ...SIGN_IN,
    ...DRIVE,
    OFFICERS,
    TEMPLATE_KEY: `${KEY}\n`,
    DRIVE_CHANNEL_TOKEN: 'thẻ',
  });
  expect(config).toMatchObject({
    host: '0.0.0.0',
    publicUrl: 'https://cchc.example',
    cloud: { project: 'cchc-gia-lai', inboxBucket: 'hop-thu', templateKey: KEY },
    drive: { folder: '1AbC', channelToken: 'thẻ' },
  });
  expect(config.officers).toEqual([
    { address: 'A.Nguyen@gialai.gov.vn', role: 'administrator' },
    { address: 'b@gialai.gov.vn', role: 'officer' },
    { address: 'c@gialai.gov.vn', role: 'inspector' },
  ]);
});

const without = (settings: Readonly<Record<string, string>>, name: string) => ({ ...settings, [name]: '' });

describe('thiết lập đi cùng nhau', () => {
  test.each(
    [CLOUD, SIGN_IN, DRIVE].flatMap((group) =>
      Object.keys(group)
        .filter((name) => name !== 'PUBLIC_URL')
        .map((name) => ({ name, group })),
    ),
  )('thiếu riêng $name thì bị từ chối và nêu tên nó', ({ name, group }) => {
    const given = { ...CLOUD, ...SIGN_IN, ...DRIVE, OFFICERS, ...without(group, name) };
    const refused = expect.objectContaining({ code: 'SETTINGS_HALF_SET', message: expect.stringContaining(name) });
    expect(() => readConfig(given)).toThrow(refused);
  });

  test.each([
    { what: 'Google Cloud mà không có địa chỉ công khai', given: without(CLOUD, 'PUBLIC_URL'), missing: 'PUBLIC_URL' },
    { what: 'đăng nhập bằng Google mà không có danh sách', given: SIGN_IN, missing: 'OFFICERS' },
    { what: 'Drive mà không có Google Cloud', given: DRIVE, missing: 'CLOUD_PROJECT' },
  ])('$what', ({ given, missing }) => {
    const refused = expect.objectContaining({ code: 'SETTINGS_NEED', message: expect.stringContaining(missing) });
    expect(() => readConfig(given)).toThrow(refused);
  });
});

test.each([
  { name: 'PORT', value: '99999' },
  { name: 'PUBLIC_URL', value: 'ftp://x' },
  { name: 'RETENTION_DAYS', value: '0' },
  { name: 'GOOGLE_LOOPBACK', value: 'http://example.com' },
  { name: 'GOOGLE_LOOPBACK', value: 'https://127.0.0.1' },
  { name: 'OFFICERS', value: 'a@b.vn' },
  { name: 'OFFICERS', value: 'a@b.vn:giam-doc' },
  { name: 'OFFICERS', value: ' , ' },
])('$name=$value bị từ chối và được nêu nguyên văn', ({ name, value }) => {
  const refused = expect.objectContaining({
    code: 'SETTING_BROKEN',
    message: expect.stringContaining(`${name}="${value}"`),
  });
  expect(() => readConfig({ ...SIGN_IN, [name]: value })).toThrow(refused);
});

test('bí mật hỏng không được nhắc lại trong thông báo', () => {
  const broken = () => readConfig({ TEMPLATE_KEY: 'khoa-that-cua-tinh' });
  expect(broken).toThrow(/TEMPLATE_KEY/);
  expect(broken).not.toThrow(/khoa-that/);
});

describe('mỗi hàm chỉ đòi thứ nó dùng', () => {
  const cloud = readConfig(CLOUD);
  test.each<{ demands: readonly Demand[]; named: string }>([
    { demands: ['templateKey', 'signIn'], named: 'TEMPLATE_KEY' },
    { demands: ['signIn'], named: 'GOOGLE_CLIENT_ID' },
    { demands: ['drive'], named: 'DRIVE_FOLDER' },
  ])('$demands', ({ demands, named }) => {
    expect(() => demand(cloud, demands)).toThrow(named);
    expect(() => demand(readConfig({}), demands)).not.toThrow();
  });

  test('không dùng Drive thì không cần thẻ của kênh; dùng thì cần', () => {
    expect(() => demand(cloud, ['channelToken'])).not.toThrow();
    expect(() => demand(readConfig({ ...CLOUD, ...DRIVE }), ['channelToken'])).toThrow('DRIVE_CHANNEL_TOKEN');
  });
});
