/** A commune's notice through the service's doors: decided on, made final, kept as it was, taken back. */
import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import type { FinalNotice } from '../../functions/domain/notice/final-notice.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import { AL_BA, BINH_DUONG, returnOf, theRound } from '../support/a-running-round.ts';
import { type RunningService, runService, type SignedIn, until } from '../support/running-service.ts';

const ROUND = theRound.id;
let running: RunningService;
let inspector: SignedIn;
beforeAll(async () => {
  running = await runService();
  inspector = await running.signIn('inspector');
});
afterAll(() => running.stop());

async function send(code: string, values: Readonly<Record<string, string>> = {}): Promise<void> {
  const bytes = await returnOf(code, values);
  await running.service.register.receive({
    round: ROUND,
    commune: code,
    file: 'phieu.xlsx',
    bytes,
    channel: 'web',
    who: code,
  });
}

const pageOf = async (code: string): Promise<string> =>
  (await running.fetch(paths.notice(ROUND, code), { headers: { cookie: inspector.cookie } })).text();

/** What a browser would send back: every field as it stands in the page's form. */
function fieldsOf(page: string): URLSearchParams {
  const form = /<form[^>]*class="notice-form"[\s\S]*?<\/form>/.exec(page)?.[0] ?? '';
  const fields = new URLSearchParams({ csrf: inspector.csrf });
  for (const [, name = '', value = ''] of form.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/textarea>/g))
    fields.set(unescaped(name), unescaped(value));
  for (const [input] of form.matchAll(/<input [^>]*>/g)) {
    const of = (attribute: string) => unescaped(new RegExp(` ${attribute}="([^"]*)"`).exec(input)?.[1] ?? '');
    if (of('type') !== 'checkbox' || / checked/.test(input)) fields.set(of('name'), of('value'));
  }
  fields.set('csrf', inspector.csrf);
  return fields;
}

const unescaped = (text: string): string =>
  text.replace(
    /&(lt|gt|quot|#39|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name] ?? '',
  );

const post = (path: string, body: URLSearchParams): Promise<Response> =>
  running.fetch(path, { method: 'POST', body, headers: { cookie: inspector.cookie, origin: running.url } });

async function decide(code: string, typed: Readonly<Record<string, string>>): Promise<Response> {
  const fields = fieldsOf(await pageOf(code));
  for (const [name, value] of Object.entries(typed)) value === '' ? fields.delete(name) : fields.set(name, value);
  return post(paths.notice(ROUND, code), fields);
}

const makeFinal = async (code: string): Promise<Response> =>
  post(paths.noticeFinal(ROUND, code), fieldsOf(await pageOf(code)));

async function notice(code: string, which = ''): Promise<{ name: string; bytes: Buffer; text: string }> {
  const response = await running.fetch(`${paths.api.notice(ROUND, code)}${which}`, {
    headers: { authorization: `Bearer ${inspector.token}` },
  });
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  const xml = new PizZip(bytes).file('word/document.xml')?.asText() ?? '';
  const text = (xml.match(/<w:p[ >].*?<\/w:p>/gs) ?? []).map((each) => each.replace(/<[^>]+>/g, '')).join('\n');
  return { name: /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '', bytes, text };
}

const finalOf = async (code: string): Promise<FinalNotice | undefined> =>
  (await running.service.register.notices.view(ROUND, code)).final;

const logOf = async (): Promise<string> => {
  const page = await running.fetch(paths.log(ROUND), { headers: { cookie: inspector.cookie } });
  return page.text();
};

test('dự thảo: dấu DỰ THẢO, phiếu căn cứ; quyết định được lưu, in ra và ghi nhật ký', async () => {
  await send(BINH_DUONG);
  expect(await notice(BINH_DUONG)).toMatchObject({
    name: expect.stringMatching(/-du-thao\.docx$/),
    text: expect.stringMatching(/DỰ THẢO[\s\S]*PHIẾU KÈM DỰ THẢO/),
  });
  const bare = await decide(BINH_DUONG, { 'chon.R4': '' });
  expect(bare.status).toBe(400);
  expect(await bare.text()).toMatch(/Chưa ghi lý do khi chọn khác đề xuất ở kiến nghị R4/);

  const kept = await decide(BINH_DUONG, {
    'chon.R4': '',
    'ly-do.R4': 'Đã xử lý xong tại buổi làm việc.',
    'chon.R12': '1',
    'loi-van.R5': 'Tuyên truyền sâu rộng hơn về VNeID.',
    'han.R5': '2025-11-30',
    'loi-van.them': 'Bố trí thêm ghế chờ tại Trung tâm.',
    'ton-tai.them': 'Khu vực chờ còn chật.',
  });
  expect(kept.status).toBe(303);
  const { text } = await notice(BINH_DUONG);
  const [body = '', sheet = ''] = text.split('PHIẾU KÈM DỰ THẢO');
  expect(body).not.toContain('Chấn chỉnh, chấm dứt tình trạng');
  expect(body).toMatch(/VNeID; hoàn thành trước ngày 30\/11\/2025\.[\s\S]*Tăng cường đăng tải tin, bài[\s\S]*ghế chờ/);
  expect(body).toContain('- Khu vực chờ còn chật.');
  expect(sheet).toMatch(/R4\nKhông đề xuất\nĐoàn kiểm tra bỏ kiến nghị này \(.*\): Đã xử lý xong tại buổi làm việc\./);
  expect(await logOf()).toMatch(/R4: bỏ kiến nghị, lý do: Đã xử lý xong/);
});

test('bảng tổng hợp theo quyết định của Đoàn kiểm tra', async () => {
  const tasks = await until('bảng tổng hợp mới', async () => {
    const { bytes, stored } = await running.service.register.takeAway.summary(ROUND, 'workbook');
    const { fresh } = await running.service.register.summaryState(ROUND);
    const { sheets } = await readXlsx(bytes);
    return (
      stored &&
      fresh &&
      sheets
        .find(({ name }) => name === 'Lỗi và kiến nghị')
        ?.cells.map(({ value }) => String(value))
        .join('\n')
    );
  });
  expect(tasks).toContain('Khu vực chờ còn chật.');
  expect(tasks).toMatch(/^R12$/m);
  expect(tasks).not.toMatch(/^R4$/m);
});

test('hai người cùng sửa: người sau được báo và không mất những gì đã gõ', async () => {
  const fields = fieldsOf(await pageOf(BINH_DUONG));
  expect((await decide(BINH_DUONG, { 'ly-do.R7': 'Ý kiến của người khác.' })).status).toBe(303);
  fields.set('loi-van.them', 'Kiến nghị gõ dở.');
  const late = await post(paths.notice(ROUND, BINH_DUONG), fields);
  expect(late.status).toBe(409);
  expect(await late.text()).toMatch(/đã có thay đổi sau khi trang này được mở[\s\S]*Kiến nghị gõ dở\./);
});

test('chốt: tệp giữ nguyên khi phiếu đổi; quyết định dựa trên số liệu đã đổi phải xem lại; mở lại có lý do', async () => {
  expect((await makeFinal(BINH_DUONG)).status).toBe(303);
  const first = await notice(BINH_DUONG);
  expect(first.name).toMatch(/-trinh-ky\.docx$/);
  expect(first.text).not.toMatch(/DỰ THẢO/);
  expect((await notice(BINH_DUONG, '?ban=can-cu')).text).toContain('PHIẾU KÈM DỰ THẢO');
  const final = await finalOf(BINH_DUONG);
  expect(final?.recommendations.find(({ id }) => id === 'R5')).toMatchObject({
    deadline: '2025-11-30',
    closing: false,
  });
  expect(final?.recommendations.find(({ id }) => id === 'R6')).toMatchObject({
    deadline: '2025-12-15',
    ground: expect.arrayContaining([expect.objectContaining({ key: 'vneid_kich_hoat', value: 21_160 })]),
  });
  expect(final?.recommendations.map(({ id }) => id)).toContain('B1');
  expect(final?.recommendations.find(({ id }) => id === 'KT')?.closing).toBe(true);

  await send(BINH_DUONG, { '3.9': '1.348', '3.10': '30', '3.9.a': '97,82', '3.10.a': '2,18' });
  expect((await notice(BINH_DUONG)).bytes.equals(first.bytes)).toBe(true);
  expect((await notice(BINH_DUONG, '?ban=du-thao')).text).toContain('30 hồ sơ');
  expect(await pageOf(BINH_DUONG)).toMatch(/Phiếu đang được tính nay là bản 2/);
  expect((await decide(BINH_DUONG, {})).status).toBe(409);

  const reopen = (reason: string) =>
    post(paths.noticeReopen(ROUND, BINH_DUONG), new URLSearchParams({ csrf: inspector.csrf, reason }));
  expect((await reopen(' ')).status).toBe(400);
  expect((await reopen('Đơn vị đã gửi bản mới.')).status).toBe(303);
  expect(await pageOf(BINH_DUONG)).toMatch(/trước là 40, nay là 30/);
  expect((await makeFinal(BINH_DUONG)).status).toBe(409);
  expect((await decide(BINH_DUONG, { 'giu.R4': '1' })).status).toBe(303);
  expect((await makeFinal(BINH_DUONG)).status).toBe(303);
  expect(await finalOf(BINH_DUONG)).toMatchObject({ issue: 2, returnVersion: 2 });
  expect(await logOf()).toMatch(/Mở lại thông báo[\s\S]*Chốt thông báo/);
});

test('lỗi ở số liệu in trong thông báo chặn việc chốt cho đến khi có lý do; số liệu ấy ghi là chưa được xác minh', async () => {
  await send(AL_BA);
  const blocked = await makeFinal(AL_BA);
  expect(blocked.status).toBe(409);
  expect(await blocked.text()).toMatch(/còn 1 lỗi ở số liệu in trong thông báo/);
  const [name = ''] = [...fieldsOf(await pageOf(AL_BA)).keys()].filter((key) => key.startsWith('loi.'));
  expect((await decide(AL_BA, { [name]: 'Đơn vị đang rà soát cùng Công an tỉnh.' })).status).toBe(303);
  expect((await makeFinal(AL_BA)).status).toBe(303);
  const { text } = await notice(AL_BA);
  expect(text).toContain('23/22 (số liệu do đơn vị báo cáo, chưa được xác minh)');
  expect(text).not.toMatch(/cần xác minh|Công an tỉnh\./);
  expect((await notice(AL_BA, '?ban=can-cu')).text).toMatch(
    /chấp nhận nêu số liệu này[\s\S]*rà soát cùng Công an tỉnh/,
  );
  expect((await finalOf(AL_BA))?.answeredErrors).toHaveLength(1);
});

test('tệp nén nói rõ bản nào là dự thảo', async () => {
  const response = await running.fetch(paths.api.notices(ROUND), {
    headers: { authorization: `Bearer ${inspector.token}` },
  });
  const zip = new PizZip(Buffer.from(await response.arrayBuffer()));
  expect(Object.keys(zip.files).sort()).toEqual([
    expect.stringMatching(/^21733.*-trinh-ky\.docx$/),
    expect.stringMatching(/^23954.*-trinh-ky\.docx$/),
  ]);
  const reason = new URLSearchParams({ csrf: inspector.csrf, reason: 'Sửa lời văn.' });
  expect((await post(paths.noticeReopen(ROUND, AL_BA), reason)).status).toBe(303);
  const again = await running.fetch(paths.api.notices(ROUND), {
    headers: { authorization: `Bearer ${inspector.token}` },
  });
  expect(Object.keys(new PizZip(Buffer.from(await again.arrayBuffer())).files)).toContainEqual(
    expect.stringMatching(/^23954.*-du-thao\.docx$/),
  );
});
