/** How Google is asked: within its quotas, again where it was busy, and what its refusals mean. */
import { describe, expect, test } from 'vitest';
import { caller, type Timing } from '../../functions/adapters/google-sheets/calls.ts';
import { Problem } from '../../functions/problems.ts';

function aClock(random = 0): Timing & { readonly waits: number[] } {
  const waits: number[] = [];
  let ms = 0;
  return {
    waits,
    now: () => ms,
    random: () => random,
    async sleep(wait) {
      waits.push(wait);
      ms += wait;
    },
  };
}

const answer = (status: number, more: object = {}, headers: Record<string, string> = {}) =>
  Object.assign(new Error('refused'), { response: { status, headers: new Headers(headers), data: { error: more } } });
const drive = (status: number, reason: string) => answer(status, { errors: [{ reason }] });
const sheets = (status: number, reason: string) => answer(status, { details: [{ reason }] });

/** Fails so often, then gives 'ok'. */
const failing = (times: number, error: Error) => {
  let left = times;
  return async () => {
    left -= 1;
    if (left >= 0) throw error;
    return 'ok';
  };
};

const AGAIN = [
  { name: '429', error: sheets(429, 'RATE_LIMIT_EXCEEDED') },
  { name: '403 hết lượt của Drive', error: drive(403, 'userRateLimitExceeded') },
  { name: '500', error: answer(500) },
  { name: '503', error: answer(503) },
  { name: 'đứt kết nối', error: Object.assign(new Error('x'), { code: 'ECONNRESET' }) },
  { name: 'đứt kết nối, gói trong lỗi khác', error: new Error('x', { cause: new Error('socket hang up') }) },
];

test.each(AGAIN)('$name: gọi lại, mỗi lần chờ lâu hơn', async ({ error }) => {
  const clock = aClock();
  expect(await caller(clock)('drive', failing(4, error))).toBe('ok');
  expect(clock.waits).toEqual([1000, 2000, 4000, 8000]);
});

test('chờ không quá 64 giây, có phần ngẫu nhiên, rồi thôi', async () => {
  const clock = aClock(0.5);
  await expect(caller(clock)('drive', failing(100, answer(503)))).rejects.toMatchObject({ code: 'DRIVE_BUSY' });
  expect(clock.waits).toEqual([1500, 2500, 4500, 8500, 16_500, 32_500]);
});

test('Google bảo chờ bao lâu thì chờ ít nhất bấy lâu', async () => {
  const clock = aClock();
  await caller(clock)('drive', failing(1, answer(429, {}, { 'retry-after': '30' })));
  await caller(clock)('drive', failing(1, answer(503, {}, { 'retry-after': new Date(90_000).toUTCString() })));
  expect(clock.waits).toEqual([30_000, 60_000]);
});

test('không chờ quá hai phút cho một yêu cầu, dù Google bảo chờ lâu hơn', async () => {
  const clock = aClock();
  const refused = caller(clock)('drive', failing(9, answer(429, {}, { 'retry-after': '3600' })));
  await expect(refused).rejects.toMatchObject({ code: 'DRIVE_BUSY' });
  expect(clock.now()).toBeLessThanOrEqual(120_000);
});

test('việc chưa biết đã xong hay chưa thì không gọi lại một cách mù quáng', async () => {
  const clock = aClock();
  await expect(caller(clock)('drive', failing(1, answer(500)), { once: true })).rejects.toMatchObject({
    code: 'DRIVE_BUSY',
  });
  expect(clock.waits).toEqual([]);
});

test('không bao giờ quá hạn mức trong bất kỳ phút nào, mỗi loại đếm riêng', async () => {
  const clock = aClock();
  const call = caller(clock, { 'sheets-reads': 5, 'sheets-writes': 3, drive: 100 });
  const at: number[] = [];
  const write = () => call('sheets-writes', async () => void at.push(clock.now()));
  await Promise.all(Array.from({ length: 10 }, write));
  await call('drive', async () => 'ok');
  const inMinuteFrom = (start: number) => at.filter((each) => each >= start && each < start + 60_000).length;
  expect(at).toHaveLength(10);
  expect(Math.max(...at.map(inMinuteFrom))).toBe(3);
});

const MEANS = [
  { name: 'chưa bật Sheets API', error: sheets(403, 'SERVICE_DISABLED'), code: 'DRIVE_NOT_READY' },
  { name: 'chưa bật Drive API', error: drive(403, 'accessNotConfigured'), code: 'DRIVE_NOT_READY' },
  { name: 'sai dự án', error: sheets(403, 'CONSUMER_INVALID'), code: 'DRIVE_NOT_READY' },
  { name: 'hết chỗ', error: drive(403, 'storageQuotaExceeded'), code: 'DRIVE_NOT_READY' },
  { name: 'tài khoản không được nhận', error: answer(401), code: 'DRIVE_NOT_READY' },
  { name: 'chưa có tài khoản', error: new Error('Could not load the default credentials.'), code: 'DRIVE_NOT_READY' },
  { name: 'thiếu quyền của tài khoản', error: drive(403, 'insufficientPermissions'), code: 'DRIVE_NOT_READY' },
  { name: 'mất quyền với tệp', error: drive(403, 'insufficientFilePermissions'), code: 'DRIVE_ACCESS_LOST' },
  { name: 'không còn tệp', error: drive(404, 'notFound'), code: 'DRIVE_ITEM_GONE' },
  { name: 'xuất ra quá lớn', error: drive(403, 'exportSizeLimitExceeded'), code: 'FILE_TOO_LARGE' },
];

describe('lời từ chối', () => {
  test.each(MEANS)('$name', async ({ error, code }) => {
    const clock = aClock();
    await expect(caller(clock)('drive', failing(9, error))).rejects.toMatchObject({ code });
    expect(clock.waits).toEqual([]);
  });

  test('yêu cầu sai là lỗi của ta, không phải của người dùng', async () => {
    const refused = caller(aClock())('drive', failing(1, answer(400, { message: 'Unknown name "x"' })));
    await expect(refused).rejects.toThrow('Unknown name');
    await expect(refused).rejects.not.toBeInstanceOf(Problem);
  });
});
