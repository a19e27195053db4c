/** From a final notice to what became of it: tasks, the follow-up round through the commune's own door, acceptance, later figures. */
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { layOut } from '../../functions/domain/form/layout.ts';
import type { FollowedTask } from '../../functions/domain/remediation/followed-task.ts';
import { formatDay } from '../../functions/domain/text/day.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';
import { AL_BA, BINH_DUONG, dayFromToday, returnOf, theRoster, theRound } from '../support/a-running-round.ts';
import { recalculate } from '../support/libreoffice.ts';
import { requires } from '../support/requires.ts';
import { type RunningService, runService, type SignedIn } from '../support/running-service.ts';
import { typeIntoFile } from '../support/type-into.ts';

const ROUND = theRound.id;
const WHO = 'Trần Thị B';
const NEXT = { ...theRound, id: 'kiem-tra-2026', dataPeriod: { from: '2026-07-01', to: '2026-10-15' } };

let running: RunningService;
let inspector: SignedIn;
let followUp: string;
beforeAll(async () => {
  running = await runService();
  inspector = await running.signIn('officer');
});
afterAll(() => running.stop());

const register = () => running.service.register;

async function send(round: string, commune: string, bytes: Uint8Array): Promise<void> {
  await register().receive({ round, commune, file: 'phieu.xlsx', bytes, channel: 'web', who: commune });
}

async function makeFinal(commune: string): Promise<void> {
  const { mark } = await register().notices.view(ROUND, commune);
  await register().notices.makeFinal({ round: ROUND, commune, who: WHO, mark });
}

async function tasksOf(commune: string): Promise<ReadonlyMap<string, FollowedTask>> {
  const { tasks } = await register().remediation.view(ROUND, commune);
  return new Map(tasks.map((followed) => [followed.task.id, followed]));
}

async function linkOf(round: string, commune: string): Promise<string> {
  const [issued] = await register().links.forOne(round, commune, WHO);
  return (issued as NonNullable<typeof issued>).token;
}

async function upload(token: string, bytes: Uint8Array): Promise<Response> {
  const body = new FormData();
  body.set('tep', new File([bytes as never], 'ket-qua.xlsx'));
  return running.fetch(paths.communeSend(token), { method: 'POST', body, headers: { origin: running.url } });
}

const post = (path: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
  running.fetch(path, {
    method: 'POST',
    body: new URLSearchParams({ csrf: inspector.csrf, ...fields }),
    headers: { cookie: inspector.cookie, origin: running.url },
  });

const page = async (path: string): Promise<string> => {
  const response = await running.fetch(path, { headers: { cookie: inspector.cookie } });
  expect(response.status).toBe(200);
  return response.text();
};

/** Whether what was asked is locked in each of the first rows, and whether a row is hidden. */
async function annotatedSheet({ bytes }: { readonly bytes: Uint8Array }) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as never);
  const sheet = workbook.getWorksheet('Kết quả khắc phục');
  const { row, column } = layOut(await followUpForm()).placeOf('viec__r1__noi_dung');
  return {
    locked: (rows: number) =>
      Array.from({ length: rows }, (_, n) => sheet?.getCell(row + n, column).protection?.locked !== false),
    hidden: (number: number) => sheet?.getRow(row + number - 1).hidden,
  };
}

const followUpForm = () => formFolder(FORMS_FOLDER).load('khac-phuc-sau-kiem-tra', 1);

test('chưa chốt thông báo nào: chưa có kiến nghị, không lập được đợt khắc phục', async () => {
  await send(ROUND, BINH_DUONG, await returnOf(BINH_DUONG));
  expect((await register().remediation.view(ROUND)).tasks).toEqual([]);
  await expect(register().remediation.openFollowUp(ROUND, { deadline: dayFromToday(20) }, WHO)).rejects.toMatchObject({
    code: 'NO_TASKS',
  });
});

test('chốt thông báo: mỗi kiến nghị thành một việc; lập đợt khắc phục cho đơn vị có việc', async () => {
  await makeFinal(BINH_DUONG);
  const tasks = await tasksOf(BINH_DUONG);
  expect([...tasks.keys()]).toEqual(expect.arrayContaining(['R1', 'R4', 'R6']));
  expect(tasks.has('KT')).toBe(false);
  expect(tasks.get('R4')?.check.outcome).toBe('waiting');
  const deadline = formatDay(dayFromToday(20));
  expect((await post(paths.remediationFollowUp(ROUND), { deadline: 'mai' })).status).toBe(400);
  expect((await post(paths.remediationFollowUp(ROUND), { deadline })).status).toBe(303);
  const { followUps } = await register().remediation.view(ROUND);
  followUp = followUps[0]?.round.id ?? '';
  expect(followUp).toBe(`${ROUND}-khac-phuc`);
  expect((await register().rounds.roster(followUp)).map(({ code }) => code)).toEqual([BINH_DUONG]);
  expect((await register().rounds.read(followUp)).state).toBe('open');
});

test('đơn vị nhận biểu có sẵn việc của mình, điền, gửi; báo xong mà thiếu tài liệu thì bị báo lỗi', async () => {
  const token = await linkOf(followUp, BINH_DUONG);
  const blank = new Uint8Array(await (await running.fetch(paths.communeTemplate(token))).arrayBuffer());
  const form = await followUpForm();
  const tasks = [...(await tasksOf(BINH_DUONG)).values()];
  const sheet = (await readXlsx(blank)).sheets.find(({ name }) => name === 'Kết quả khắc phục');
  const texts = [...(sheet?.cells ?? [])].map((cell) => JSON.stringify(cell)).join('\n');
  for (const { task } of tasks) expect(texts).toContain(task.text.slice(0, 60));

  const rowOf = (id: string): number => tasks.findIndex(({ task }) => task.id === id) + 1;
  const said = (id: string, column: string, value: string) => [`KP.${rowOf(id)}.${column}`, { value }] as const;
  const rest = tasks.map(({ task }) => said(task.id, 'd', 'Đang thực hiện'));
  const half = new Map([...rest, said('R4', 'd', 'Đã hoàn thành')]);
  expect((await upload(token, await typeIntoFile(form, blank, half))).status).toBe(303);
  expect((await tasksOf(BINH_DUONG)).get('R4')).toMatchObject({ state: 'overdue', report: { faulty: true } });
  expect(await (await running.fetch(paths.commune(token))).text()).toContain('chưa ghi đủ việc đã làm');

  const whole = new Map([
    ...half,
    said('R4', 'e', 'Đã gửi thư xin lỗi đối với 40 hồ sơ.'),
    said('R4', 'f', 'Báo cáo số 15/BC-UBND'),
    said('R4', 'g', '05/11/2025'),
  ]);
  expect((await upload(token, await typeIntoFile(form, blank, whole))).status).toBe(303);
  expect((await tasksOf(BINH_DUONG)).get('R4')).toMatchObject({
    state: 'reported',
    report: { result: 'done', day: '2025-11-05', evidence: 'Báo cáo số 15/BC-UBND', version: 2 },
  });
  expect((await tasksOf(BINH_DUONG)).get('R6')?.report?.result).toBe('under way');

  // What was asked stays locked when the return is given back; what was changed is shown as it came.
  const back = await annotatedSheet(await register().takeAway.annotated(followUp, BINH_DUONG));
  expect(back.locked(tasks.length)).toEqual(tasks.map(() => true));
  expect(back.hidden(tasks.length + 1)).toBe(true);
  const [first] = tasks;
  const altered = new Map([...whole, said(first?.task.id ?? '', 'b', 'Nội dung đã bị sửa')]);
  await upload(token, await typeIntoFile(form, blank, altered));
  const again = await annotatedSheet(await register().takeAway.annotated(followUp, BINH_DUONG));
  expect(again.locked(tasks.length)).toEqual(tasks.map((_, index) => index > 0));
  expect((await upload(token, await typeIntoFile(form, blank, whole))).status).toBe(303);
});

test('tỉnh chấp nhận, chưa chấp nhận có lý do; quyết định trên báo cáo cũ bị từ chối', async () => {
  const judge = async (id: string, accepts: boolean, reason: string, mark = `${followUp}.4`) => {
    const fields = { 'kien-nghi': id, 'ket-luan': accepts ? 'chap-nhan' : 'chua', 'ly-do': reason, dau: mark };
    const response = await post(paths.remediationOf(ROUND, BINH_DUONG), fields);
    return { status: response.status, text: await response.text() };
  };
  expect(await judge('R4', true, '', `${followUp}.1`)).toMatchObject({
    status: 409,
    text: expect.stringContaining('Báo cáo của đơn vị đã thay đổi'),
  });
  expect((await judge('R99', true, '')).status).toBe(404);
  expect((await judge('R6', false, ' ')).status).toBe(400);
  expect((await judge('R6', true, '')).status).toBe(400);
  expect((await judge('R4', true, '')).status).toBe(303);
  expect((await judge('R6', false, 'Chưa có kế hoạch hỗ trợ cụ thể.')).status).toBe(303);
  const tasks = await tasksOf(BINH_DUONG);
  expect(tasks.get('R4')?.state).toBe('accepted');
  expect(tasks.get('R6')).toMatchObject({
    state: 'not accepted',
    decision: { reason: 'Chưa có kế hoạch hỗ trợ cụ thể.' },
  });
  expect(await page(paths.log(ROUND))).toMatch(/Chưa chấp nhận kết quả khắc phục[\s\S]*Lập đợt báo cáo khắc phục/);
  const own = await running.fetch(paths.commune(await linkOf(followUp, BINH_DUONG)));
  expect(await own.text()).toMatch(/Kiến nghị phải thực hiện[\s\S]*Ý kiến của tỉnh: Chưa có kế hoạch hỗ trợ cụ thể\./);
});

test('số liệu kỳ sau: đã khắc phục, chưa khắc phục, xấu hơn', async () => {
  await register().rounds.create(NEXT, WHO);
  await register().rounds.setRoster(NEXT.id, theRoster(), WHO);
  await register().rounds.step(NEXT.id, 'open', WHO);
  const values = {
    '3.9': '1.378',
    '3.10': '0',
    '3.9.a': '100',
    '3.10.a': '0',
    '3.12': '0',
    '9.2.a': '20.000',
    '9.2.d': '81,89',
  };
  await send(NEXT.id, BINH_DUONG, await returnOf(BINH_DUONG, values, NEXT));
  const tasks = await tasksOf(BINH_DUONG);
  expect(tasks.get('R4')?.check).toMatchObject({
    outcome: 'resolved',
    because: expect.stringMatching(/^Số liệu từ 01\/7\/2026 đến 15\/10\/2026: .*3\.10 .*: trước 40, nay 0/),
  });
  expect(tasks.get('R6')?.check).toMatchObject({ outcome: 'worse' });
  expect(tasks.get('R1')?.check.outcome).toBe('no rule');
});

test('không đăng nhập thì không xem được; cán bộ kiểm tra không lập được đợt', async () => {
  const pages = [paths.remediation(ROUND), paths.remediationOf(ROUND, BINH_DUONG), paths.remediationWorkbook(ROUND)];
  for (const path of pages) expect([path, (await running.fetch(path)).status]).toEqual([path, 401]);
  const other = await running.signIn('inspector');
  const response = await running.fetch(paths.remediationFollowUp(ROUND), {
    method: 'POST',
    body: new URLSearchParams({ csrf: other.csrf, deadline: '31/12/2027' }),
    headers: { cookie: other.cookie, origin: running.url },
  });
  expect(response.status).toBe(403);
});

test('trang theo dõi: đếm, lọc theo địa chỉ, không cần mã lệnh', async () => {
  const shown = async (query: string) => {
    const text = await page(`${paths.remediation(ROUND)}${query}`);
    const table = /aria-label="Bảng kiến nghị"[\s\S]*?<\/table>/.exec(text)?.[0] ?? '';
    return [...table.matchAll(/<td>([A-Z]+\d*[a-z]?)<\/td>/g)].map(([, id]) => id);
  };
  expect(await shown('')).toEqual([]);
  expect(await shown('?tinh-trang=hoan-thanh')).toEqual(['R4']);
  expect(await shown('?so-lieu=xau-hon')).toEqual(['R6']);
  expect(await shown(`?don-vi=${BINH_DUONG}&kien-nghi=R5`)).toEqual(['R5']);
  expect(await shown(`?don-vi=${AL_BA}&kien-nghi=R5`)).toEqual([]);
  expect((await shown('?tinh-trang=la')).length).toBe(0);
});

test.skipIf(!requires('soffice'))('bảng theo dõi: số đếm là công thức, tính lại vẫn đúng', async () => {
  const response = await running.fetch(paths.remediationWorkbook(ROUND), { headers: { cookie: inspector.cookie } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const again = (await recalculate(new Map([['a.xlsx', bytes]]))).get('a.xlsx') as Uint8Array;
  const tasks = [...(await tasksOf(BINH_DUONG)).values()];
  const worse = tasks.filter(({ check }) => check.outcome === 'worse').length;
  const rowOf = async (file: Uint8Array) => {
    const { sheets } = await readXlsx(file);
    expect(sheets.map(({ name }) => name)).toEqual(['Theo đơn vị', 'Theo kiến nghị', 'Tất cả kiến nghị']);
    const cells = sheets[0]?.cells.filter(({ row }) => row === 5) ?? [];
    return cells.toSorted((left, right) => left.column - right.column).map(({ value }) => value);
  };
  const stored = await rowOf(bytes);
  expect(stored.slice(0, 3)).toEqual([BINH_DUONG, 'xã Bình Dương', tasks.length]);
  expect(stored.at(-1)).toBe(worse);
  expect(await rowOf(again)).toEqual(stored);
});

test('thông báo mở lại: không còn gì để theo dõi', async () => {
  await register().notices.reopen({ round: ROUND, commune: BINH_DUONG, who: WHO }, 'Sửa lời văn.');
  expect((await register().remediation.view(ROUND)).tasks).toEqual([]);
  expect((await tasksOf(AL_BA)).size).toBe(0);
});
