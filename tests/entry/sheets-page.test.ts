/** The province's page and addresses for spreadsheets in a drive, over a real drive's stand-in: told, asked for, refused. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEND_NAMES, SEND_WORDS } from '../../functions/domain/template/send-cell.ts';
import { httpListener } from '../../functions/entry/http/listener.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import { AL_BA, BINH_DUONG, theRound } from '../support/a-running-round.ts';
import { look, startBrowser, visit, WINDOWS } from '../support/browser.ts';
import { requires } from '../support/requires.ts';
import { type RunningService, runService, type SignedIn } from '../support/running-service.ts';
import { emailOf, openProvince, type SheetProvince } from '../use-cases/sheets.fixtures.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ROUND = theRound.id;
const [NO_ADDRESS, NO_ACCOUNT, LATER] = ['90001', '90002', 'chua-mo'];
const MORE = 2;
const PAGE = paths.sheets(ROUND);

describe('trang "Trang tính Google"', () => {
  let running: RunningService;
  let province: SheetProvince;
  let withSheets: Server;
  let url: string;
  let manager: SignedIn;
  let inspector: SignedIn;
  let browser: Browser | undefined;

  beforeAll(async () => {
    [running, province] = await Promise.all([
      runService({ moreCommunes: MORE }),
      openProvince({ more: MORE, withoutAddress: [NO_ADDRESS] }),
    ]);
    for (const register of [running.service.register.rounds, province.rounds])
      await register.create({ ...theRound, id: LATER, title: 'Đợt chưa mở' }, 'Nguyễn Văn A');
    province.people.withoutAccount(emailOf(NO_ACCOUNT));
    withSheets = createServer(httpListener({ ...running.service, sheets: province.sheets }));
    await new Promise<void>((resolve) => withSheets.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(withSheets.address() as AddressInfo).port}`;
    [manager, inspector] = [await running.signIn(), await running.signIn('inspector')];
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    withSheets?.closeAllConnections();
    withSheets?.close();
    await province?.close();
    await running?.stop();
  });

  const ask = (path: string, { cookie }: SignedIn, init: RequestInit = {}) =>
    fetch(url + path, { redirect: 'manual', ...init, headers: { cookie, ...init.headers } });
  const show = async (who: SignedIn, path = PAGE) => (await ask(path, who)).text();
  const press = (who: SignedIn, csrf = who.csrf) =>
    ask(PAGE, who, { method: 'POST', body: new URLSearchParams({ csrf }) });
  const rowOf = (html: string, code: string): string => {
    const name = province.roster.find((commune) => commune.code === code)?.name ?? '?';
    return html.match(/<tr>.*?<\/tr>/gs)?.find((row) => row.includes(name)) ?? '';
  };

  test('dịch vụ chưa nối với Drive: nói rõ, và không có lối dẫn tới', async () => {
    const { cookie, token } = manager;
    const page = await running.fetch(PAGE, { headers: { cookie } });
    expect([page.status, await page.text()]).toEqual([409, expect.stringContaining('chưa nối với Google Drive')]);
    for (const method of ['GET', 'POST']) {
      const answer = await running.fetch(paths.api.sheets(ROUND), {
        method,
        headers: { authorization: `Bearer ${token}` },
      });
      expect(await answer.json()).toMatchObject({ code: 'SHEETS_NOT_SET_UP' });
    }
    expect(await (await running.fetch(paths.settings(ROUND), { headers: { cookie } })).text()).not.toContain(PAGE);
  });

  test('trước khi lập: một câu, một nút; người kiểm tra không có nút; có lối dẫn từ trang thiết lập', async () => {
    const html = await show(manager);
    expect(html).toContain('Lập trang tính cho các đơn vị');
    expect(html).not.toContain('<table');
    expect(await show(inspector)).not.toContain('<button class="button primary"');
    expect(await show(manager, paths.settings(ROUND))).toContain(`href="${PAGE}"`);
    expect(await show(manager, paths.sheets(LATER))).toContain('chỉ được lập khi đợt đang mở');
    expect(await show(manager, paths.sheets(LATER))).not.toContain('Lập trang tính cho các đơn vị');
  });

  test.each([
    ['không có dấu của phiên', () => press(manager, 'sai'), 403],
    ['không có quyền quản lý', () => press(inspector), 403],
    ['chưa vào', () => press({ token: '', cookie: '', csrf: '' }), 401],
    ['API, không có quyền', () => ask(paths.api.sheets(ROUND), inspector, csrfOf(inspector)), 403],
    ['API, đợt không có', () => ask(paths.api.sheets('khong-co'), manager, csrfOf(manager)), 404],
  ] as const)('từ chối: %s', async (_, asked, status) => {
    expect((await asked()).status).toBe(status);
    expect(await province.sheets.status(ROUND)).not.toHaveProperty('askedAt');
  });
  const csrfOf = ({ csrf }: SignedIn): RequestInit => ({ method: 'POST', headers: { 'x-csrf-token': csrf } });

  test('bấm nút: chuyển về trang kèm lời báo, rồi từng đơn vị có tình trạng bằng chữ, đường dẫn, địa chỉ', async () => {
    const pressed = await press(manager);
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, `${PAGE}?xong=trang-tinh`]);
    expect(await show(manager, `${PAGE}?xong=trang-tinh`)).toContain('Trang tính đang được lập');
    expect(rowOf(await show(manager), BINH_DUONG)).toContain('Đang chờ lập');
    await province.build(ROUND);
    await province.sheets.sweep();
    province.people.allowAtMost(await province.sheetId(AL_BA), 'none');
    await province.sheets.sweep();

    const [html, status] = [await show(manager), await province.sheets.status(ROUND)];
    const line = (code: string) => status.lines.find(({ commune }) => commune.code === code);
    for (const [code, words] of Object.entries({
      [BINH_DUONG]: ['Đã chia sẻ', emailOf(BINH_DUONG), line(BINH_DUONG)?.url, line(BINH_DUONG)?.folderUrl],
      [AL_BA]: ['Đã chia sẻ, có vướng mắc', 'không còn trên Google Drive'],
      [NO_ADDRESS]: ['Đã lập, chưa chia sẻ', 'chưa có địa chỉ thư điện tử'],
      [NO_ACCOUNT]: ['Đã lập, chưa chia sẻ', `không chia sẻ được cho địa chỉ ${emailOf(NO_ACCOUNT)}`],
    }))
      for (const word of words) expect(rowOf(html, code)).toContain(String(word));
    expect(html).toContain(`href="${status.folderUrl}"`);
    expect(html).toContain(`href="${status.summary?.url}"`);
    expect(html).toContain('Lập trang còn thiếu, thử lại chỗ chưa được');
  });

  test('API nói đúng những gì trang nói; yêu cầu lại không lập thêm tệp nào', async () => {
    province.people.allowAtMost(await province.sheetId(AL_BA));
    province.people.edit(await province.sheetId(AL_BA), SEND_NAMES.send, SEND_WORDS.wait);
    await province.sheets.sweep();
    expect(rowOf(await show(manager), AL_BA)).not.toContain('vướng mắc');
    const before = province.server.world.files.size;
    const again = await ask(paths.api.sheets(ROUND), manager, csrfOf(manager));
    expect(again.status).toBe(202);
    expect(await (await ask(paths.api.sheets(ROUND), inspector)).json()).toEqual(
      JSON.parse(JSON.stringify(await province.sheets.status(ROUND))),
    );
    await province.sheets.sweep();
    expect(province.server.world.files.size).toBe(before);
  });

  test('Google chưa sẵn sàng: một câu cho tất cả', async () => {
    province.server.disable('drive');
    await province.sheets.sweep();
    expect(await show(inspector)).toContain('chưa bật Google Sheets API hoặc Google Drive API');
    province.server.enable('drive');
  });

  describe.skipIf(!requires('chromium'))('trên màn hình', () => {
    test.each([
      ['da-lap', PAGE],
      ['chua-lap', paths.sheets(LATER)],
      ['thiet-lap', paths.settings(ROUND)],
    ])(
      '%s: không có gì để axe-core phản đối, không tràn ngang',
      async (name, path) => {
        browser ??= await startBrowser();
        const { page, faults, leave } = await visit(browser, url);
        await page.goto(paths.enter((await running.signIn()).token));
        await page.goto(path);
        await look(page, `trang-tinh-${name}`);
        for (const size of Object.values(WINDOWS)) {
          await page.setViewportSize(size);
          expect(await objections(page)).toEqual([]);
          expect(
            await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
          ).toBe(0);
        }
        expect(faults).toEqual([]);
        await leave();
      },
      60_000,
    );
  });
});

async function objections(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
