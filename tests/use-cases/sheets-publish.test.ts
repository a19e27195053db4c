/**
 * A sheet for every commune:
 *   P1 made, filled in, shared               P2 cut off at any step: gone on with, nothing twice
 *   P3 within the quota                      P4 one that fails keeps none waiting         P5 all wait when Google is not to be had
 */
import { afterEach, describe, expect, test } from 'vitest';
import { IDENTITY_NAMES, inputName } from '../../functions/domain/form/layout.ts';
import { readIdentity } from '../../functions/domain/submission/read-identity.ts';
import type { WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { AL_BA, BINH_DUONG } from '../support/a-running-round.ts';
import type { Fault } from '../support/google-server/faults.ts';
import { FOLDER, SHEET } from '../support/google-server/world.ts';
import { emailOf, openProvince, type ProvinceOptions, type SheetProvince } from './sheets.fixtures.ts';

let province: SheetProvince;
const open = async (options?: ProvinceOptions) => {
  province = await openProvince(options);
  await province.sheets.publish(province.round.id, 'Nguyễn Văn A');
  return province;
};
afterEach(() => province.close());

const stateOf = async ({ sheets, round }: SheetProvince) =>
  Object.fromEntries((await sheets.status(round.id)).lines.map(({ commune, state }) => [commune.code, state]));

/** One folder for the round, one for each commune, one sheet for each. */
function expectNothingTwice({ inDrive, roster }: SheetProvince): void {
  const marks = [...inDrive(SHEET), ...inDrive(FOLDER)]
    .map(({ appProperties: { kind, commune = '' } }) => `${kind} ${commune}`)
    .filter((mark) => !mark.startsWith('undefined'));
  expect(marks).toEqual([...new Set(marks)]);
  expect(inDrive(SHEET)).toHaveLength(roster.length);
}

test('P1 mỗi đơn vị một trang tính, trong thư mục chia sẻ cho đơn vị', async () => {
  const { sheets, round, asked, server, sheetId } = await open({ withoutAddress: [AL_BA] });
  expect(asked).toEqual(['sweep']);
  expect(await stateOf(province)).toEqual({ [BINH_DUONG]: 'waiting', [AL_BA]: 'waiting' });
  expect(await sheets.sweep()).toMatchObject({ outcome: 'done', sheets: { made: 2, left: 0 } });
  expect(await stateOf(province)).toEqual({ [BINH_DUONG]: 'shared', [AL_BA]: 'made' });
  const folder = server.world.files.get((await province.record()).folder ?? '');
  expect(folder?.permissions.map(({ emailAddress, role }) => [emailAddress, role])).toContainEqual([
    emailOf(BINH_DUONG),
    'writer',
  ]);
  const status = await sheets.status(round.id);
  expect(status.lines.find(({ commune }) => commune.code === AL_BA)?.sentences.join()).toContain('thư điện tử');
  const workbook = await province.needs.readWorkbook(await province.front.workbook(await sheetId()));
  expect(readIdentity(workbook)).toMatchObject({ form: round.form, round: round.id, commune: BINH_DUONG });
  expectNothingTwice(province);
});

test('P1 đơn vị chỉ sửa được ô nhập liệu', async () => {
  const { sheets, people, sheetId, needs, round } = await open();
  await sheets.sweep();
  const form = await needs.forms.load(round.form, round.version);
  const [input] = form.indicators.filter(({ type }) => type === 'count');
  people.edit(await sheetId(), inputName(input?.key ?? ''), 5);
  const id = await sheetId();
  expect(() => people.edit(id, IDENTITY_NAMES.commune, '00001')).toThrow('protected');
});

test('P1 trang tính vừa lập không bị mở ra xem lại', async () => {
  const { sheets, server } = await open();
  await sheets.sweep();
  await sheets.sweep();
  expect(server.requests.filter(({ path }) => path.endsWith('/export'))).toEqual([]);
});

test('P1 địa chỉ mới của đơn vị được chia sẻ ở lượt sau', async () => {
  const { sheets, server, rounds, round, roster } = await open({ withoutAddress: [BINH_DUONG] });
  await sheets.sweep();
  const now = roster.map((commune) => ({ ...commune, email: `moi-${commune.code}@example.vn` }));
  await rounds.setRoster(round.id, now, 'Nguyễn Văn A');
  await sheets.sweep();
  expect(await stateOf(province)).toEqual({ [BINH_DUONG]: 'shared', [AL_BA]: 'shared' });
  const folder = server.world.files.get((await province.record()).folder ?? '');
  expect(folder?.permissions.map(({ emailAddress }) => emailAddress)).toContain(`moi-${BINH_DUONG}@example.vn`);
});

test('P1 lần sau không gọi Google thêm lần nào cho đơn vị đã xong', async () => {
  const { sheets, server } = await open();
  await sheets.sweep();
  const before = server.requests.filter(({ method }) => method !== 'GET').length;
  await sheets.sweep();
  expect(server.requests.filter(({ method }) => method !== 'GET')).toHaveLength(before);
});

/** Quotas count requests, whatever is in them. */
const aSmallWorkbook = (): WorkbookModel => ({
  title: 'Thử',
  created: '2026-01-01T00:00:00Z',
  sheets: [{ name: 'Trang', columns: [{ width: 10 }], rows: [{ cells: [{ value: 1 }] }] }],
  names: [{ name: 'mot_o', sheet: 'Trang', address: 'A1' }],
});

const CALLS = [
  { name: 'tạo thư mục và trang tính', on: /POST \/drive\/v3\/files/ },
  { name: 'tìm', on: /GET \/drive\/v3\/files/ },
  { name: 'đọc trang tính', on: /GET \/v4/ },
  { name: 'ghi trang tính', on: /POST \/v4/ },
  { name: 'chia sẻ', on: /POST \/drive\/v3\/files\/.*\/permissions/ },
];
const FAULTS: readonly Fault[] = ['internal', 'rateLimit', 'expired', 'cutBefore', 'cutAfter'];

describe.each(CALLS)('P2 $name', ({ on }) => {
  test.each(FAULTS)('%s', async (fault) => {
    const { sheets, server, roster } = await open({ most: 1 });
    server.fail({ on, fault });
    server.fail({ on, fault, after: 1 });
    await sheets.sweep();
    await sheets.sweep();
    expect(await stateOf(province)).toEqual({ [roster[0]?.code ?? '']: 'shared' });
    expectNothingTwice(province);
  });
});

test('P2 tiến trình bị ngắt ở bất kỳ yêu cầu nào: lần sau làm tiếp, không tạo hai lần', async () => {
  const { server } = await open();
  for (let cut = 0; cut < 40; cut += 1) {
    // Far more failures than anybody repeats: the run ends there, as if its process had been killed.
    server.clearFaults();
    server.fail({ fault: cut % 2 === 0 ? 'cutAfter' : 'cutBefore', after: cut % 7, times: 100 });
    await province.sheets.sweep().catch(() => {});
  }
  server.clearFaults();
  await province.sheets.sweep();
  expect(await stateOf(province)).toEqual({ [BINH_DUONG]: 'shared', [AL_BA]: 'shared' });
  expectNothingTwice(province);
});

test('P3 135 đơn vị trong hạn mức của Google, chia nhiều lượt chạy', { timeout: 60_000 }, async () => {
  const { sheets, server, time, roster } = await open({ more: 133, sheetModel: aSmallWorkbook });
  const started = time.ms;
  let swept = await sheets.sweep();
  for (let turn = 0; turn < 5 && swept.outcome === 'done' && swept.sheets.left > 0; turn += 1)
    swept = await sheets.sweep();
  expect(new Set(Object.values(await stateOf(province)))).toEqual(new Set(['shared']));
  expectNothingTwice(province);
  expect(server.requests.filter(({ status }) => status === 429 || status === 403)).toEqual([]);
  const writes = server.requests.filter(({ method, path }) => method === 'POST' && path.endsWith(':batchUpdate'));
  expect(writes).toHaveLength(roster.length);
  expect(time.ms - started).toBeGreaterThan(2 * 60_000);
});

test('P3 hết giờ của một lượt thì dừng, lượt sau làm tiếp', async () => {
  const { sheets } = await open();
  expect(await sheets.sweep(0)).toMatchObject({ outcome: 'done', sheets: { made: 0, left: 2 } });
  expect(await sheets.sweep()).toMatchObject({ sheets: { made: 2, left: 0 } });
});

test('P4 địa chỉ không có tài khoản Google: các đơn vị khác không phải chờ, và không thử mãi', async () => {
  const { sheets, people, server, round } = await open();
  people.withoutAccount(emailOf(BINH_DUONG));
  await sheets.sweep();
  expect(await stateOf(province)).toEqual({ [BINH_DUONG]: 'made', [AL_BA]: 'shared' });
  const line = (await sheets.status(round.id)).lines.find(({ commune }) => commune.code === BINH_DUONG);
  expect(line?.sentences.join()).toContain(emailOf(BINH_DUONG));
  const asked = () => server.requests.filter(({ path }) => path.endsWith('/permissions')).length;
  const before = asked();
  await sheets.sweep();
  expect(asked()).toBe(before);
});

test('P4 một trang tính mà Google luôn báo lỗi: các đơn vị khác không phải chờ', async () => {
  const { sheets, server, roster } = await open();
  server.fail({ on: /POST \/v4/, fault: 'internal', times: 7 });
  await sheets.sweep();
  expect(await stateOf(province)).toMatchObject({
    [roster[0]?.code ?? '']: 'failed',
    [roster[1]?.code ?? '']: 'shared',
  });
  await sheets.sweep();
  expect(await stateOf(province)).toEqual({ [BINH_DUONG]: 'shared', [AL_BA]: 'shared' });
});

test('P4 thư mục của một đơn vị bị xoá giữa chừng: lập lại, đơn vị khác vẫn xong', async () => {
  const { sheets, server, people, record, roster } = await open();
  server.fail({ on: /POST \/v4/, fault: 'internal', times: 7 });
  await sheets.sweep();
  people.remove((await record(roster[0]?.code)).folder ?? '');
  await sheets.sweep();
  await sheets.sweep();
  expect(await stateOf(province)).toEqual({ [BINH_DUONG]: 'shared', [AL_BA]: 'shared' });
});

const HELD_UP = [
  { name: 'chưa bật Sheets API', stop: ({ server }: SheetProvince) => server.disable('sheets'), says: 'chưa bật' },
  { name: 'chưa bật Drive API', stop: ({ server }: SheetProvince) => server.disable('drive'), says: 'chưa bật' },
  { name: 'sai dự án', stop: ({ server }: SheetProvince) => server.disable('sheets', 'project'), says: 'dự án' },
  {
    name: 'Google ngừng trả lời',
    stop: ({ server }: SheetProvince) => server.fail({ fault: 'unavailable', times: 1000 }),
    says: 'bận',
  },
];

test.each(HELD_UP)('P5 $name: một câu rõ ràng, lần sau làm tiếp', async ({ stop, says }) => {
  const { sheets, round, server } = await open();
  stop(province);
  expect(await sheets.sweep()).toMatchObject({ outcome: 'held up' });
  expect((await sheets.status(round.id)).trouble?.sentence).toContain(says);
  server.enable('sheets');
  server.enable('drive');
  server.clearFaults();
  await sheets.sweep();
  expect((await sheets.status(round.id)).trouble).toBeUndefined();
  expect(await stateOf(province)).toEqual({ [BINH_DUONG]: 'shared', [AL_BA]: 'shared' });
});
