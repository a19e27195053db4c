/** Word of changes from Google: whose it is, how long it comes, what a message means; and the summary as a spreadsheet. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sheetPlaces } from '../../functions/use-cases/register/sheets/sheet-places.ts';
import { BINH_DUONG, returnOf } from '../support/a-running-round.ts';
import { SHEET } from '../support/google-server/world.ts';
import { CHANNEL_TOKEN, OFFICER, openProvince, PUSH_URL, type SheetProvince } from './sheets.fixtures.ts';

let province: SheetProvince;
beforeEach(async () => {
  province = await openProvince({ most: 1 });
});
afterEach(() => province.close());

const DAY_MS = 86_400_000;
const lower = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
const open = () => province.server.channels.all.filter(({ stopped }) => !stopped);

describe('đường báo của Google', () => {
  test('mở một lần, có mã của ta, không quá bảy ngày', async () => {
    await province.sheets.sweep();
    await province.sheets.sweep();
    expect(province.server.channels.all).toMatchObject([{ address: PUSH_URL, token: CHANNEL_TOKEN, stopped: false }]);
    const [channel] = province.server.channels.all;
    expect((channel?.expiration ?? 0) - province.time.ms).toBeLessThanOrEqual(7 * DAY_MS);
  });

  test('gia hạn trước khi hết, đường cũ được đóng', async () => {
    await province.sheets.sweep();
    province.time.ms += 5.5 * DAY_MS;
    await province.sheets.sweep();
    expect(province.server.channels.all).toHaveLength(1);
    province.time.ms += DAY_MS;
    await province.sheets.sweep();
    expect(province.server.channels.all.map(({ stopped }) => stopped)).toEqual([true, false]);
  });

  test('không đóng được đường cũ thì vẫn có đường mới', async () => {
    await province.sheets.sweep();
    province.time.ms += 6.5 * DAY_MS;
    province.server.fail({ on: /channels\/stop/, fault: 'internal', times: 100 });
    expect(await province.sheets.sweep()).toMatchObject({ outcome: 'done' });
    expect(open()).toHaveLength(2);
  });

  test('lời chào của đường mới không phải là thay đổi; thay đổi thì có', async () => {
    await province.sheets.publish(province.round.id, 'Nguyễn Văn A');
    await province.sheets.sweep();
    const told = province.server.channels.notifications.map(({ headers }) => lower(headers));
    const states = told.map((headers) => headers['x-goog-resource-state']);
    expect(states[0]).toBe('sync');
    expect(new Set(states.slice(1))).toEqual(new Set(['change']));
  });
});

describe('bảng tổng hợp trên Drive', () => {
  const summary = () => province.inDrive(SHEET).filter(({ appProperties }) => appProperties.kind === 'summary');
  beforeEach(async () => {
    await province.sheets.publish(province.round.id, 'Nguyễn Văn A');
    await province.sheets.sweep();
  });

  test('một địa chỉ sau mọi lần lập, cán bộ tỉnh xem được', async () => {
    await province.build(province.round.id);
    expect(await province.sheets.publishSummary(province.round.id)).toBe('published');
    expect(await province.sheets.publishSummary(province.round.id)).toBe('same');
    const [first] = summary();
    const code = province.roster[0]?.code ?? BINH_DUONG;
    const bytes = await returnOf(code);
    await province.needs.receive({
      round: province.round.id,
      commune: code,
      file: 'a.xlsx',
      bytes,
      channel: 'web',
      who: 'x',
    });
    await province.build(province.round.id);
    expect(await province.sheets.publishSummary(province.round.id)).toBe('published');
    expect(summary().map(({ id }) => id)).toEqual([first?.id]);
    expect(first?.permissions.map(({ emailAddress, role }) => [emailAddress, role])).toContainEqual([
      OFFICER,
      'reader',
    ]);
    expect((await province.sheets.status(province.round.id)).summary?.url).toContain(first?.id);
  });

  test('không đưa lên được thì bản tổng hợp vẫn còn đó, và lần sau lại đưa', async () => {
    await province.build(province.round.id);
    province.server.fail({ on: /upload/, fault: 'internal', times: 100 });
    expect(await province.sheets.publishSummary(province.round.id)).toBe('failed');
    expect((await province.sheets.status(province.round.id)).summary?.sentence).toContain('bận');
    province.server.clearFaults();
    await province.sheets.sweep();
    expect(summary()).toHaveLength(1);
    expect(await province.documents.get(sheetPlaces.summary(province.round.id))).not.toHaveProperty('sentence');
  });

  test.each(['cutAfter', 'failAfter'] as const)(
    'đưa lên mà bị đứt sau khi đã xong (%s): không thành hai bảng',
    async (fault) => {
      await province.build(province.round.id);
      province.server.fail({ on: /upload/, fault });
      await province.sheets.publishSummary(province.round.id);
      await province.sheets.sweep();
      expect(summary()).toHaveLength(1);
    },
  );
});
