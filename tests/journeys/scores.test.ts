/** The appraisal team at work: scores entered on the page without any script, by two people at once, and in a spreadsheet. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';
import { aScoredProvince } from '../support/a-scored-province.ts';
import { look, startBrowser, type Visitor, visit, WINDOWS } from '../support/browser.ts';
import { requires } from '../support/requires.ts';
import { type RunningService, runService, type SignedIn } from '../support/running-service.ts';

vi.setConfig({ testTimeout: 150_000, hookTimeout: 150_000 });
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const form = await formFolder(FORMS_FOLDER).load('cham-diem-vi-du', 1);
const { round, roster, communes } = aScoredProvince(form, 9);
const sent = communes.filter(({ commune }) => commune !== roster[4]);
const [FIRST, SECOND, , , UNSENT] = roster.map(({ code }) => code) as [string, string, string, string, string];
const [T14, SURVEY] = ['t1__sang_kien', 'dieu_tra'];

let running: RunningService;
let team: SignedIn;

beforeAll(async () => {
  running = await runService({ moreCommunes: null });
  const { rounds, receive } = running.service.register;
  await rounds.create(round, 'Nguyễn Văn A');
  await rounds.setRoster(round.id, roster, 'Nguyễn Văn A');
  await rounds.step(round.id, 'open', 'Nguyễn Văn A');
  for (const { commune, returns } of sent) {
    const answers = returns.inForce?.answers;
    const bytes = await writeXlsx(composeTemplate({ form, commune, round, answers, created: '2025-10-10T02:00:00Z' }));
    await receive({ round: round.id, commune: commune.code, file: 'phieu.xlsx', bytes, channel: 'web', who: 'đơn vị' });
  }
  team = await running.signIn('inspector');
});
afterAll(() => running?.stop());

const asTeam = (path: string, init: RequestInit = {}) =>
  running.fetch(path, { ...init, headers: { ...init.headers, cookie: team.cookie } });
const pageOf = async (code: string): Promise<string> => (await asTeam(paths.score(round.id, code))).text();
const markOn = (html: string): string => /name="mark" value="([^"]*)"/.exec(html)?.[1] ?? '';
const textOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');

async function enter(code: string, fields: Readonly<Record<string, string>>, mark?: string): Promise<Response> {
  const body = new URLSearchParams({
    csrf: team.csrf,
    mark: mark ?? markOn(await pageOf(code)),
    lam: 'luu',
    ...fields,
  });
  return asTeam(paths.score(round.id, code), { method: 'POST', body });
}
const stored = async (code: string) => (await running.service.register.scores.one(round.id, code)).assessment;

describe('trang chấm điểm', () => {
  test('tiêu chí × tự chấm × theo số liệu × thẩm định × nhận xét', async () => {
    const text = textOf(await pageOf(FIRST));
    expect(text).toContain(
      'T3.1 Hoàn thành chỉ tiêu trên hệ thống nq57.vn 8 điểm × tỷ lệ đạt được. Tài liệu kiểm chứng',
    );
    expect(text).toMatch(/8,00 6,96 6,96/);
    expect(text).toContain('Bộ tiêu chí ví dụ');
    expect(textOf(await pageOf(UNSENT))).toContain('Đơn vị chưa gửi phiếu nào');
  });

  test('lưu điểm, nhận xét, không áp dụng; ghi người và nhật ký', async () => {
    const response = await enter(FIRST, {
      [`diem.${T14}`]: '2,5',
      [`nhan-xet.${T14}`]: 'Có <b>minh chứng</b>',
      'diem.t4__sap_xep': 'ka',
    });
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      `${paths.score(round.id, FIRST)}?xong=cham-diem`,
    ]);
    const { scores } = await stored(FIRST);
    expect(scores).toMatchObject({
      [T14]: { points: 2.5, note: 'Có <b>minh chứng</b>' },
      t4__sap_xep: { points: null },
    });
    expect(scores[T14]?.by).toMatch(/^Nguyễn Văn/);
    expect(await pageOf(FIRST)).toContain('Có &lt;b&gt;minh chứng&lt;/b&gt;');
    const { entries } = await running.service.register.log(round.id);
    expect(entries.find(({ entry }) => entry.action === 'scores-entered')?.entry).toMatchObject({
      commune: FIRST,
      before: 'T1.4 chưa có điểm; T4.2 chưa có điểm',
      after: 'T1.4 2,50 (Có <b>minh chứng</b>); T4.2 không áp dụng',
    });
  });

  test('ô sai: nêu từng ô, không ghi ô nào, giữ điều đã gõ', async () => {
    const response = await enter(SECOND, { [`diem.${T14}`]: '7', 'diem.t2__cong_khai': 'tốt', 'diem.t3__nq57': '5' });
    const text = textOf(await response.text());
    expect(response.status).toBe(422);
    expect(text).toContain('Có 2 ô điểm chưa đúng nên chưa ghi ô nào.');
    expect(text).toContain('Tiêu chí T1.4: 7 nằm ngoài khoảng điểm từ 0 đến 5.');
    expect(text).toContain('Tiêu chí T2.3: "tốt" không phải là điểm.');
    expect(await stored(SECOND)).toEqual({ scores: {} });
  });

  test('điền theo số liệu vào ô trống: ô đã gõ giữ nguyên, chưa lưu gì', async () => {
    const response = await enter(SECOND, { 'diem.t3__nq57': '5', lam: 'dien' });
    const html = await response.text();
    const value = (key: string) => new RegExp(`name="diem\\.${key}" value="([^"]*)"`).exec(html)?.[1];
    expect(['t3__nq57', 't3__vneid', 't2__xin_loi', T14].map(value)).toEqual(['5', '7,2', 'Không áp dụng', '']);
    expect(await stored(SECOND)).toEqual({ scores: {} });
  });

  test('hai người cùng chấm: người sau được báo, thấy điểm đang lưu, lưu lại thì ghi', async () => {
    const mark = markOn(await pageOf(SECOND));
    await enter(SECOND, { [`diem.${T14}`]: '3' }, mark);
    const late = await enter(SECOND, { [`diem.${T14}`]: '4' }, mark);
    const html = await late.text();
    expect(late.status).toBe(409);
    expect(textOf(html)).toMatch(/vừa được người khác sửa nên chưa ghi.*Đang lưu: 3 \(Nguyễn Văn/);
    expect((await stored(SECOND)).scores[T14]?.points).toBe(3);
    await enter(SECOND, { [`diem.${T14}`]: '4' }, markOn(html));
    expect((await stored(SECOND)).scores[T14]?.points).toBe(4);
  });

  test.each<{ what: string; typed: Readonly<Record<string, string>> }>([
    { what: 'điền theo số liệu', typed: { lam: 'dien' } },
    { what: 'ô sai', typed: { 'diem.t2__cong_khai': 'tốt' } },
  ])('$what trên trang đã cũ: được báo ngay, không thể lưu đè mà không thấy', async ({ typed }) => {
    const mark = markOn(await pageOf(SECOND));
    const present = (await stored(SECOND)).scores[T14]?.points === 2 ? '1' : '2';
    await enter(SECOND, { [`diem.${T14}`]: present }, mark);
    const late = await enter(SECOND, { [`diem.${T14}`]: '5', ...typed }, mark);
    expect(late.status).toBe(409);
    expect(textOf(await late.text())).toContain(`Đang lưu: ${present}`);
  });

  test('không có phiên, không có quyền, thiếu dấu phiên, đơn vị lạ, đợt không chấm điểm', async () => {
    const path = paths.score(round.id, FIRST);
    expect((await running.fetch(path)).status).toBe(401);
    const forged = await asTeam(path, { method: 'POST', body: new URLSearchParams({ csrf: 'x', lam: 'luu' }) });
    expect(forged.status).toBe(403);
    expect((await asTeam(paths.score(round.id, '99999'))).status).toBe(404);
    expect((await asTeam(paths.scoresWorkbook('khong-co'))).status).toBe(404);
  });
});

describe('chấm bằng bảng tính', () => {
  async function taken(path: string): Promise<Uint8Array> {
    const response = await asTeam(path);
    expect(response.headers.get('content-disposition')).toMatch(/attachment; filename="cham-diem-.*\.xlsx"/);
    return new Uint8Array(await response.arrayBuffer());
  }

  /** A sheet of plain values, as somebody makes who copies them into a file of his own. */
  async function bringBack(rows: readonly (readonly (string | number)[])[]): Promise<string> {
    const sheet = {
      name: 'Chấm điểm',
      columns: [],
      rows: rows.map((cells) => ({ cells: cells.map((value) => ({ value })) })),
    };
    const bytes = await writeXlsx({ title: 'x', sheets: [sheet], names: [], created: '2025-11-20T02:00:00.000Z' });
    const body = new FormData();
    body.set('csrf', team.csrf);
    body.set('tep', new File([bytes as Uint8Array<ArrayBuffer>], 'cham-diem.xlsx'));
    return textOf(await (await asTeam(paths.takeScores(round.id), { method: 'POST', body })).text());
  }

  test('bảng của mọi đơn vị có mỗi tiêu chí một dòng, và điều tra', async () => {
    const [sheet] = (await readXlsx(await taken(paths.scoresWorkbook(round.id)))).sheets;
    const codes = sheet?.cells.filter(({ column, row }) => column === 1 && row > 5) ?? [];
    expect(codes.length).toBe(roster.length * (14 + 1 + 1 - 1));
    const [own] = (await readXlsx(await taken(paths.scoreWorkbook(round.id, FIRST)))).sheets;
    expect(new Set(own?.cells.filter(({ column, row }) => column === 1 && row > 5).map(({ value }) => value))).toEqual(
      new Set([FIRST]),
    );
  });

  test('nạp lại: dòng đúng được ghi, dòng sai được nêu', async () => {
    const text = await bringBack([
      ['Mã đơn vị', 'Mã tiêu chí', 'Điểm thẩm định', 'Nhận xét'],
      [UNSENT, 'T1.4', 1.5, 'Chấm theo hồ sơ giấy'],
      [UNSENT, 'T2.1', 99, ''],
      [UNSENT, 'ĐT', 8, ''],
    ]);
    expect(text).toContain(`Đã ghi 2 ô điểm, nhận xét của 1 đơn vị từ tệp.`);
    expect(text).toContain(`Dòng 3: Đơn vị ${UNSENT}, tiêu chí T2.1: 99 nằm ngoài khoảng điểm từ 0 đến 8.`);
    expect(await stored(UNSENT)).toMatchObject({ scores: { [T14]: { points: 1.5 } }, survey: { points: 8 } });
  });

  test('tệp khác: từ chối bằng một câu', async () => {
    expect(await bringBack([['Mã', 'Tên']])).toContain('Tệp không phải là bảng chấm điểm');
  });
});

test('đủ điểm thì được xếp hạng, trên trang và trong bảng tổng hợp', async () => {
  const all = Object.fromEntries((form.scoring?.criteria ?? []).map(({ key }) => [`diem.${key}`, '']));
  const { score } = await running.service.register.scores.one(round.id, FIRST);
  const given = score.lines.map(({ criterion, figures }) => [
    `diem.${criterion.key}`,
    figures === null ? 'ka' : String(figures ?? 2).replace('.', ','),
  ]);
  await enter(FIRST, { ...all, ...Object.fromEntries(given), [`diem.${SURVEY}`]: '7,5' });
  const text = textOf(await (await asTeam(paths.scores(round.id))).text());
  expect(text).toMatch(/Xếp hạng \(1 đơn vị\).* 1\/1 .*Chưa xếp hạng \(8 đơn vị\)/);
  const { bytes } = await running.service.register.takeAway.summary(round.id, 'workbook');
  const ranking = (await readXlsx(bytes)).sheets.find(({ name }) => name === 'Xếp hạng theo điểm');
  const cells = ranking?.cells.filter(({ row }) => row === 7).map(({ value }) => value) ?? [];
  expect(cells.slice(0, 2)).toEqual([1, FIRST]);
  expect(cells).toContain('1/1');
});

describe.skipIf(!requires('chromium'))('trong trình duyệt', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  async function entered(options: object): Promise<Visitor> {
    const visitor = await visit(browser, running.url, options);
    await visitor.page.goto(paths.enter((await running.signIn('inspector')).token));
    return visitor;
  }

  test('không có script, chỉ bàn phím: Tab qua các ô, Enter để lưu', async () => {
    const { page, leave } = await entered({ javaScriptEnabled: false });
    await page.goto(paths.round(round.id));
    await page.getByRole('link', { name: 'Chấm điểm, xếp hạng' }).click();
    await page.getByRole('link', { name: roster[2]?.name }).first().click();
    await page.getByLabel('Điểm thẩm định, tiêu chí T1.1').focus();
    for (const typed of ['5', 'Đủ', '3', '', '6,3', '', '2']) {
      await page.keyboard.type(typed);
      await page.keyboard.press('Tab');
    }
    await page.getByLabel('Điểm thẩm định, tiêu chí T1.4').press('Enter');
    await page.getByText('Đã lưu điểm thẩm định.').waitFor();
    const { scores } = await stored(roster[2]?.code ?? '');
    expect(Object.values(scores).map(({ points, note }) => [points, note])).toEqual([
      [5, 'Đủ'],
      [3, undefined],
      [6.3, undefined],
      [2, undefined],
    ]);
    await leave();
  });

  test('không có điều axe-core phản đối, không cuộn ngang', async () => {
    const { page, faults, leave } = await entered({});
    for (const path of [paths.scores(round.id), paths.score(round.id, FIRST), paths.score(round.id, UNSENT)]) {
      await page.goto(path);
      await look(page, path.replaceAll('/', '-'));
      for (const size of Object.values(WINDOWS)) {
        await page.setViewportSize(size);
        expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
        await page.evaluate(AXE);
        const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
    }
    expect(faults).toEqual([]);
    await leave();
  });
});
