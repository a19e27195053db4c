/** What the tables of a deployment must keep to, and how they fit the code that they deploy. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../functions/config.ts';
import { Problem } from '../../functions/problems.ts';
import { BUNDLED_FUNCTIONS } from '../../scripts/bundle/bundled-functions.ts';
import { DEPLOYED_FUNCTIONS } from '../../scripts/deploy/deployed-functions.ts';
import { diagnose, isAbsent, ROWS } from '../../scripts/deploy/diagnosis.ts';
import { environmentOf } from '../../scripts/deploy/environment.ts';
import { deployment } from '../../scripts/deploy/plan.ts';
import { RIGHTS } from '../../scripts/deploy/rights.ts';
import { OPTIONS, type Option, readSettings, readSite } from '../../scripts/deploy/settings.ts';
import { collectionGroups } from '../../scripts/deploy/store-steps.ts';
import { dataRemoval, teardown } from '../../scripts/deploy/teardown.ts';
import { A_PROVINCE } from './deploy.fixtures.ts';

const file = (name: string): string => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');
const failure = (message: string) => ({ status: 1, output: '', message });

describe('bảng chức năng và bảng quyền', () => {
  test('đóng gói những gì thì triển khai những thứ ấy', () => {
    expect(DEPLOYED_FUNCTIONS.map(({ service }) => service)).toEqual(BUNDLED_FUNCTIONS.map(({ service }) => service));
  });

  test.each(DEPLOYED_FUNCTIONS)('$service đọc được đúng những bí mật mà nó dùng', ({ service, secrets }) => {
    const allowed = RIGHTS.flatMap((right) => (right.who === service && right.on === 'secret' ? [right.secret] : []));
    expect(allowed.toSorted()).toEqual(secrets.toSorted());
  });

  test.each(DEPLOYED_FUNCTIONS.filter(({ isPublic }) => !isPublic))('$service chỉ nhận sự kiện gọi', ({ service }) => {
    expect(RIGHTS.some((right) => right.on === 'service' && right.service === service)).toBe(true);
  });

  test('không ai có quyền bao trùm', () => {
    const broad = RIGHTS.filter(({ role }) => /owner|editor|admin/i.test(role));
    expect(broad).toEqual([]);
  });

  test('việc trên cả dự án chỉ là việc không giao hẹp hơn được', () => {
    const wide = new Set(RIGHTS.filter(({ on }) => on === 'project').map(({ role }) => role));
    expect([...wide].toSorted()).toEqual([
      'roles/datastore.user',
      'roles/eventarc.eventReceiver',
      'roles/pubsub.publisher',
      'roles/run.builder',
    ]);
  });

  test.each(DEPLOYED_FUNCTIONS)('$service xong trước khi Pub/Sub giao lại', ({ resources: { timeoutSeconds } }) => {
    expect(timeoutSeconds).toBeLessThan(600);
  });
});

describe('khớp với chương trình', () => {
  test('mọi nhóm tài liệu của sổ đăng ký đều không lập chỉ mục', () => {
    const inCode = (name: string) =>
      [...file(name).matchAll(/=> \['([a-z-]+)', /g)].map(([, group]) => group as string);
    const access = inCode('functions/use-cases/register/access.ts');
    expect(access.length).toBeGreaterThan(2);
    expect(collectionGroups()).toEqual(expect.arrayContaining(['rounds', 'communes', 'versions', 'log', ...access]));
    expect(collectionGroups()).not.toContain('-');
  });

  test.each(DEPLOYED_FUNCTIONS)('chương trình đọc được các thiết lập của $service', ({ service, secrets }) => {
    const samples = { TEMPLATE_KEY: 'a'.repeat(64), GOOGLE_CLIENT_SECRET: 'x', DRIVE_CHANNEL_TOKEN: 'y' };
    const given = Object.fromEntries(secrets.map((name) => [name, samples[name]]));
    const config = readConfig({ ...environmentOf(A_PROVINCE, service), ...given });
    expect(config.cloud?.project).toBe('tinh-cchc');
    expect(config.officers?.length).toBe(['api', 'sweep'].includes(service) ? 2 : undefined);
    expect(config.drive?.pushUrl).toBe('https://cchc-on-drive-change-123456789012.asia-southeast1.run.app');
  });

  test.each(['files', 'inbox'])('quy tắc dọn kho %s đúng dạng của Cloud Storage', (name) => {
    const { rule } = JSON.parse(file(`scripts/deploy/${name}-lifecycle.json`));
    const CONDITIONS = ['age', 'isLive', 'daysSinceNoncurrentTime', 'matchesSuffix'];
    for (const { action, condition } of rule) {
      expect(['Delete', 'AbortIncompleteMultipartUpload']).toContain(action.type);
      expect(Object.keys(condition).filter((key) => !CONDITIONS.includes(key))).toEqual([]);
    }
  });

  test('thời hạn giữ tệp không vượt thời hạn lưu phiếu gốc', () => {
    const steps = deployment({ ...A_PROVINCE, retentionDays: '7' }, 'out/deploy');
    expect(JSON.stringify(steps)).toContain('--retention-period=7d');
    expect(JSON.stringify(deployment(A_PROVINCE, 'out/deploy'))).toContain('--retention-period=30d');
  });
});

describe('câu chữ', () => {
  const SENTENCE = /^\p{Lu}.*\.$/u;
  const whats = [...deployment(A_PROVINCE, 'x'), ...teardown(A_PROVINCE), ...dataRemoval(A_PROVINCE)].map(
    ({ what }) => what,
  );

  test('mỗi bước một câu', () => {
    expect(whats.filter((what) => !SENTENCE.test(what))).toEqual([]);
  });

  test('mỗi lời chẩn đoán nói có gì sai rồi phải làm gì', () => {
    expect(ROWS.map(({ sentence }) => sentence).filter((one) => !SENTENCE.test(one) || !one.includes('Hãy '))).toEqual(
      [],
    );
  });

  test.each([
    ['You do not currently have an active account selected.', 'Chưa đăng nhập'],
    ['Reauthentication failed. cannot prompt during non-interactive execution.', 'Chưa đăng nhập'],
    [
      "FAILED_PRECONDITION: Billing account for project '123' is not found. Billing must be enabled",
      'chưa bật thanh toán',
    ],
    [
      'PERMISSION_DENIED: Cloud Run Admin API has not been used in project 12 before or it is disabled.',
      'chưa được bật',
    ],
    [
      '[an@x] does not have permission to access projects instance [tinh] (or it may not exist): denied',
      'Không có dự án này',
    ],
    ['PERMISSION_DENIED: Permission secretmanager.secrets.create denied', 'không đủ quyền'],
    ['RESOURCE_EXHAUSTED: Quota exceeded for quota metric', 'vượt hạn mức'],
    ['Build failed; check build logs for details', 'không đóng gói được'],
    ['The user-provided container failed to start and listen on the port', 'không khởi động được'],
    ['FAILED_PRECONDITION: constraints/iam.allowedPolicyMemberDomains', 'Chính sách của tổ chức'],
    ['something new', 'Lệnh không thành công'],
  ])('%s → %s', (message, part) => {
    expect(diagnose(failure(message))).toContain(part);
  });

  test.each([
    ['NOT_FOUND: Resource not found (resource=round-changed).', true],
    ['gs://tinh-cchc-cchc-files not found: 404.', true],
    ['Cannot find service [cchc-api]', true],
    ['NOT_FOUND: The database (default) does not exist for project tinh-cchc', true],
    ['Secret [projects/1/secrets/x] not found or has no versions.', true],
    ['PERMISSION_DENIED: resource not found or no permission', false],
    ['Cloud Firestore API has not been used in project 1 before; not found', false],
    ['UNAVAILABLE: try again', false],
  ])('%s: chưa có? %s', (message, absent) => {
    expect(isAbsent(failure(message))).toBe(absent);
  });
});

describe('tuỳ chọn của lệnh', () => {
  const GOOD: Partial<Record<Option, string>> = {
    project: 'tinh-cchc',
    officers: 'an@tinh.gov.vn:administrator',
    'client-id': '1-a.apps.googleusercontent.com',
  };
  const read = async (changed: Partial<Record<Option, string | undefined>>) => {
    const values = { ...GOOD, ...changed };
    const args = {
      files: [],
      flag: () => false,
      option: (name: Option) => values[name],
      required(name: Option) {
        const value = values[name];
        if (value === undefined) throw new Problem('ARGUMENT_MISSING', { option: `--${name}`, usage: '' });
        return value;
      },
    };
    return readSettings(args, { ...readSite(args), projectNumber: '1' });
  };

  test('đủ thì đọc được', async () => {
    expect(await read({ 'public-url': 'https://cchc.gov.vn/' })).toMatchObject({
      region: 'asia-southeast1',
      publicUrl: 'https://cchc.gov.vn',
      minInstances: '0',
    });
    expect(OPTIONS).toContain('client-secret-file');
  });

  test.each([
    [{ project: undefined }, 'ARGUMENT_MISSING'],
    [{ project: 'Tinh CCHC' }, 'SETTING_BROKEN'],
    [{ region: 'singapore' }, 'SETTING_BROKEN'],
    [{ officers: undefined }, 'ARGUMENT_MISSING'],
    [{ officers: 'an@tinh.gov.vn:king' }, 'SETTING_BROKEN'],
    [{ officers: 'no-such-file.txt' }, 'FILE_NOT_FOUND'],
    [{ 'client-id': 'x' }, 'SETTING_BROKEN'],
    [{ 'public-url': 'http://cchc.gov.vn' }, 'SETTING_BROKEN'],
    [{ 'retention-days': '0' }, 'SETTING_BROKEN'],
    [{ 'drive-folder': 'a b' }, 'SETTING_BROKEN'],
    [{ 'min-instances': 'một' }, 'SETTING_BROKEN'],
  ] as const)('%o bị từ chối: %s', async (changed, code) => {
    await expect(read(changed)).rejects.toMatchObject({ code });
  });
});
