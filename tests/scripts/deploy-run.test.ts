/** Plans run against a gcloud that remembers: order, a second run, failures in the middle, secrets. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { eventSteps } from '../../scripts/deploy/event-steps.ts';
import { gcloudIn } from '../../scripts/deploy/gcloud.ts';
import type { SecretName } from '../../scripts/deploy/names.ts';
import { deployment } from '../../scripts/deploy/plan.ts';
import { rightSteps } from '../../scripts/deploy/right-steps.ts';
import { type Outcome, runSteps } from '../../scripts/deploy/run-steps.ts';
import { secretSteps } from '../../scripts/deploy/secret-steps.ts';
import type { DeploySettings } from '../../scripts/deploy/settings.ts';
import { NUMBER_LATER, planText } from '../../scripts/deploy/shell-text.ts';
import type { Step } from '../../scripts/deploy/step.ts';
import { storeSteps } from '../../scripts/deploy/store-steps.ts';
import { dataRemoval, teardown } from '../../scripts/deploy/teardown.ts';
import { A_PROVINCE, WITHOUT_SHEETS } from './deploy.fixtures.ts';
import { type FakeGcloud, fakeGcloud } from './fake-gcloud.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GIVEN = 'GOCSPX-from-the-console';
const MADE: Readonly<Record<SecretName, string>> = {
  TEMPLATE_KEY: 'a'.repeat(64),
  DRIVE_CHANNEL_TOKEN: 'b'.repeat(64),
  GOOGLE_CLIENT_SECRET: GIVEN,
};

let fake: FakeGcloud;

function useFake(): void {
  fake = fakeGcloud();
  for (const [name, value] of Object.entries(fake.environment)) vi.stubEnv(name, value);
}
function dropFake(): void {
  vi.unstubAllEnvs();
  fake.remove();
}

/** Runs a plan; tells what became of it. */
async function run(steps: readonly Step[], secrets: Partial<typeof MADE> = MADE) {
  const outcomes: Outcome[] = [];
  const pause = vi.fn(async () => {});
  const failure = await runSteps(steps, {
    gcloud: gcloudIn(ROOT),
    secret: (name) => secrets[name],
    pause,
    onDone: (_number, _step, outcome) => outcomes.push(outcome),
  });
  return { failure, outcomes, pauses: pause.mock.calls.length, calls: fake.takeCalls() };
}

const LOOKS = / (describe|list) /;
const MAKES = /^(?!.*binding).* (create|add) /;
const placeIn = (calls: readonly string[]) => (part: string) => calls.findIndex((call) => call.includes(part));

describe('một đời triển khai: lần đầu, lần sau, gỡ bỏ', () => {
  const plan = deployment(A_PROVINCE, 'out/deploy');
  let first: Awaited<ReturnType<typeof run>>;
  let second: typeof first;
  let gone: typeof first;
  let again: typeof first;
  let keptInputs: Readonly<Record<string, string>>;
  let left: readonly string[];

  beforeAll(async () => {
    useFake();
    first = await run(plan);
    second = await run(plan, { TEMPLATE_KEY: 'c'.repeat(64), DRIVE_CHANNEL_TOKEN: 'd'.repeat(64) });
    keptInputs = fake.inputs();
    gone = await run([...teardown(A_PROVINCE)]);
    left = fake.things();
    again = await run([...teardown(A_PROVINCE), ...dataRemoval(A_PROVINCE)]);
    dropFake();
  });

  test('lần nào cũng xong', () => {
    for (const { failure } of [first, second, gone, again]) expect(failure).toBeUndefined();
  });

  test.each([
    ['services enable', 'services identity create'],
    ['services identity create --service=pubsub', 'topics add-iam-policy-binding round-changed-dead'],
    ['service-accounts create cchc-api', 'projects add-iam-policy-binding tinh-cchc --member=serviceAccount:cchc-api@'],
    ['buckets create gs://tinh-cchc-cchc-files', 'buckets add-iam-policy-binding gs://tinh-cchc-cchc-files'],
    ['secrets versions add cchc-template-key', 'run deploy cchc-api'],
    ['secrets add-iam-policy-binding cchc-template-key', 'run deploy cchc-on-upload'],
    ['firestore databases create', 'firestore indexes fields update'],
    ['firestore databases create', 'run deploy cchc-api'],
    ['topics create round-changed-dead', 'subscriptions create round-changed --topic'],
    ['run deploy cchc-build-summary', 'run services add-iam-policy-binding cchc-build-summary'],
    ['run services add-iam-policy-binding cchc-on-upload', 'triggers create cchc-on-upload'],
    ['run services add-iam-policy-binding cchc-build-summary', 'subscriptions create round-changed --topic'],
    ['triggers create cchc-on-upload', 'subscriptions update projects/tinh-cchc/subscriptions/eventarc-made'],
    ['subscriptions create sweep-due --topic', 'scheduler jobs create pubsub cchc-sweep'],
  ])('%s đi trước %s', (earlier, later) => {
    const at = placeIn(first.calls);
    expect(at(earlier)).toBeGreaterThan(-1);
    expect(at(later)).toBeGreaterThan(at(earlier));
  });

  test('lần sau không tạo lại gì, chỉ cập nhật', () => {
    expect(first.outcomes.filter((outcome) => outcome === 'made').length).toBeGreaterThan(30);
    expect(second.outcomes).not.toContain('made');
    expect(second.calls.filter((call) => MAKES.test(call) && !call.includes('identity create'))).toEqual([]);
    expect(second.calls.filter((call) => call.startsWith('run deploy'))).toHaveLength(6);
  });

  test('bí mật chỉ đi qua luồng nhập chuẩn, và lần sau không thay', () => {
    expect(keptInputs).toEqual({
      'cchc-template-key': MADE.TEMPLATE_KEY,
      'cchc-google-client-secret': GIVEN,
      'cchc-drive-channel-token': MADE.DRIVE_CHANNEL_TOKEN,
    });
    for (const value of Object.values(MADE)) expect(first.calls.join('\n')).not.toContain(value);
  });

  test('dán bản in thử vào shell thì chạy đúng những lệnh mà chương trình chạy', () => {
    useFake();
    const later: DeploySettings = { ...A_PROVINCE, projectNumber: NUMBER_LATER };
    const pasted = spawnSync(
      'bash',
      ['-eu', '-o', 'pipefail', '-c', planText('tinh-cchc', deployment(later, 'out/deploy')).join('\n')],
      { cwd: ROOT, env: { ...process.env, GOOGLE_CLIENT_SECRET: GIVEN }, encoding: 'utf8' },
    );
    const calls = fake.takeCalls();
    const inputs = fake.inputs();
    dropFake();
    expect(pasted).toMatchObject({ status: 0, stderr: '' });
    expect(inputs['cchc-google-client-secret']).toBe(GIVEN);
    expect(inputs['cchc-template-key']).toMatch(/^[0-9a-f]{64}$/);
    const changes = (all: readonly string[]) => all.filter((call) => !LOOKS.test(call));
    expect(changes(calls)).toEqual(changes(first.calls));
  });

  test('gỡ hết những gì đã tạo, trừ dữ liệu và khoá của biểu mẫu', () => {
    expect(left).toEqual([
      'artifacts_repositories_cloud-run-source-deploy',
      'firestore_backups_schedules',
      'firestore_databases',
      'secrets_cchc-template-key',
      'secrets_versions_cchc-template-key',
      'storage_buckets_gs:__tinh-cchc-cchc-files',
      'storage_buckets_gs:__tinh-cchc-cchc-inbox',
    ]);
  });

  test('gỡ lần nữa thì cái gì hết rồi coi như đã gỡ', () => {
    expect(gone.outcomes).toContain('gone');
    expect(again.outcomes).toContain('kept');
  });

  test('gỡ cái gọi trước, cái được gọi sau, dữ liệu sau cùng', () => {
    const at = placeIn(again.calls);
    const order = [
      'scheduler jobs delete cchc-sweep',
      'triggers delete',
      'subscriptions delete round-changed',
      'run services delete cchc-build-summary',
      'topics delete round-changed',
      'projects remove-iam-policy-binding',
      'service-accounts delete cchc-api',
      '--clear-retention-period',
      'storage rm --recursive gs://tinh-cchc-cchc-files',
      '--no-delete-protection',
      'firestore databases delete',
      'secrets delete cchc-template-key',
    ].map(at);
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
  });
});

test('không dùng Google Sheets thì không tạo những gì chỉ Google Sheets cần', () => {
  const text = planText('tinh-cchc', deployment(WITHOUT_SHEETS, 'out/deploy')).join('\n');
  expect(text).not.toMatch(/drive|sheets/i);
  expect(text.match(/gcloud run deploy/g)).toHaveLength(5);
});

describe('hỏng giữa chừng, và bí mật', () => {
  beforeEach(useFake);
  afterEach(dropFake);

  const failWith = (part: string, says: string, times = 1000) => {
    vi.stubEnv('FAKE_FAIL', part);
    vi.stubEnv('FAKE_SAYS', says);
    fake.failTimes(times);
  };
  const stores = storeSteps(A_PROVINCE);

  test('dừng ngay ở bước hỏng; chạy lại thì làm tiếp', async () => {
    failWith('buckets create gs://tinh-cchc-cchc-inbox', 'PERMISSION_DENIED: an@x does not have permission');
    const broken = await run(stores);
    expect(broken.failure?.step.what).toContain('kho nhận tệp');
    expect(broken.failure?.sentence).toContain('không đủ quyền');
    expect(broken.failure?.detail).toContain('PERMISSION_DENIED');
    expect(broken.calls.at(-1)).toContain('buckets create gs://tinh-cchc-cchc-inbox');
    vi.stubEnv('FAKE_FAIL', '');
    const { failure, calls } = await run(stores);
    expect(failure).toBeUndefined();
    expect(placeIn(calls)('buckets update gs://tinh-cchc-cchc-files --uniform')).toBeGreaterThan(-1);
    expect(placeIn(calls)('buckets create gs://tinh-cchc-cchc-files')).toBe(-1);
  });

  test('không được xem thì không coi là chưa có', async () => {
    failWith(
      'buckets describe',
      'HTTPError 403: an@x does not have storage.buckets.get access to gs://x, or it is not found',
    );
    const { failure, calls } = await run(stores);
    expect(failure?.sentence).toContain('không đủ quyền');
    expect(placeIn(calls)('buckets create')).toBe(-1);
  });

  test('vừa tạo xong Google chưa biết hết thì đợi rồi thử lại', async () => {
    failWith('add-iam-policy-binding', 'INVALID_ARGUMENT: Service account cchc-api@x does not exist.', 2);
    const { failure, pauses } = await run(rightSteps(A_PROVINCE, 'services'));
    expect(failure).toBeUndefined();
    expect(pauses).toBe(2);
  });

  test('đợi mãi vẫn không được thì dừng', async () => {
    failWith('triggers create', 'Permission denied while using the Eventarc Service Agent');
    const { failure, pauses } = await run(eventSteps(A_PROVINCE));
    expect(failure?.step.what).toContain('on-upload');
    expect(pauses).toBe(6);
  });

  test('mã bí mật cho lại thì được cất thành bản mới, khoá đã tạo thì giữ', async () => {
    await run(secretSteps(A_PROVINCE));
    const { calls } = await run(secretSteps(A_PROVINCE), { ...MADE, GOOGLE_CLIENT_SECRET: 'GOCSPX-new' });
    expect(fake.inputs()['cchc-google-client-secret']).toBe('GOCSPX-new');
    expect(placeIn(calls)('versions add cchc-template-key')).toBe(-1);
  });

  test('chưa cho mã bí mật đăng nhập thì nói cách cho', async () => {
    const { failure } = await run(secretSteps(A_PROVINCE), { ...MADE, GOOGLE_CLIENT_SECRET: undefined });
    expect(failure?.sentence).toContain('--client-secret-file');
  });

  test('gcloud nhắc lại bí mật trong lời báo lỗi thì cũng không in ra', async () => {
    failWith('secrets versions add cchc-google-client-secret', `INVALID_ARGUMENT: bad data ${GIVEN}`);
    const { failure } = await run(secretSteps(A_PROVINCE));
    expect(failure?.detail).toContain('bad data …');
  });
});
