/** A clerk's way in a real browser: from the link to a return that is accepted, with a mouse, without JavaScript, by keyboard. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { FINDINGS_SHEET } from '../../functions/domain/form/layout.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import { returnOf, theRound } from '../support/a-running-round.ts';
import { downloaded, dropFile, look, startBrowser, tabTo, type Visitor, visit } from '../support/browser.ts';
import { requires } from '../support/requires.ts';
import { type RunningService, runService } from '../support/running-service.ts';
import { sheetNamed } from '../support/typed-workbook.ts';
import {
  corrected,
  filledIn,
  focusedId,
  folderOfFiles,
  RIGHT,
  savedByLibreOffice,
  soon,
  tableRows,
  WRONG,
} from './pages.fixtures.ts';

vi.setConfig({ testTimeout: 150_000 });
const isPossible = requires('chromium');

describe.skipIf(!isPossible)('cán bộ xã', () => {
  const files = folderOfFiles();
  let running: RunningService;
  let browser: Browser;
  let visitor: Visitor;
  let clerks = 0;

  beforeAll(async () => {
    [running, browser] = await Promise.all([runService({ moreCommunes: 10 }), startBrowser()]);
  });
  afterEach(async () => {
    const { faults } = visitor;
    await visitor.leave();
    expect(faults).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    files.remove();
  });

  /** A commune that has sent nothing yet, at its page. */
  async function arrive(options: BrowserContextOptions = {}): Promise<{ page: Page; code: string }> {
    clerks += 1;
    const code = String(90_000 + clerks);
    visitor = await visit(browser, running.url, options);
    await visitor.page.goto(paths.commune(await running.link(code)));
    return { page: visitor.page, code };
  }

  const versionsOf = async (code: string) =>
    (await running.service.register.readReturn(theRound.id, code)).record.versions;

  const result = (page: Page) => page.locator('#ket-qua');
  const press = (page: Page, name: 'Gửi phiếu' | 'Kiểm tra thử (chưa gửi)') =>
    page.getByRole('button', { name, exact: true }).click();
  const template = (page: Page) =>
    downloaded(page, () => page.getByRole('link', { name: 'Tải biểu mẫu (.xlsx)' }).click());
  const choose = (page: Page, file: string) => page.getByLabel('Tệp phiếu đã điền').setInputFiles(file);

  const WAYS = [
    {
      way: 'điền bằng LibreOffice, thả tệp vào trang',
      needs: 'soffice',
      javaScriptEnabled: true,
      save: savedByLibreOffice,
      give: (page: Page, file: string) => dropFile(page, '[data-drop]', file),
    },
    {
      way: 'trình duyệt tắt JavaScript, chọn tệp',
      needs: 'chromium',
      javaScriptEnabled: false,
      save: async (workbook: Uint8Array) => workbook,
      give: choose,
    },
  ] as const;

  for (const { way, needs, javaScriptEnabled, save, give } of WAYS)
    test.skipIf(!requires(needs))(`tải biểu mẫu, kiểm tra thử, gửi sai, đọc lỗi, sửa, gửi lại: ${way}`, async () => {
      const { page, code } = await arrive({ javaScriptEnabled });
      const shot = (name: string) => look(page, `xa-${javaScriptEnabled ? '' : 'tat-js-'}${name}`);
      await shot('1-chua-gui');
      const blank = await template(page);
      expect(blank.name).toMatch(new RegExp(`^${code}-.*\\.xlsx$`));
      const wrong = files.put(`sai-${code}.xlsx`, await save(await filledIn(blank.bytes, WRONG)));

      await give(page, wrong);
      await press(page, 'Kiểm tra thử (chưa gửi)');
      await soon(() => result(page).textContent()).toContain('Kiểm tra thử: có 3 lỗi phải sửa');
      await shot('2-kiem-tra-thu');
      expect(await versionsOf(code)).toEqual([]);

      if (!javaScriptEnabled) await give(page, wrong);
      await press(page, 'Gửi phiếu');
      await soon(() => result(page).textContent()).toContain('Bản 1: có 3 lỗi phải sửa');
      await shot('3-co-loi');
      const errors = page.locator('.finding.error');
      const texts = await errors.allInnerTexts();
      const word = texts.find((text) => text.includes('khoảng 7')) ?? '';
      expect(word).toMatch(/Trang “7-9\. [^”]+”, ô E\d+/);
      expect(word).toContain('Đề nghị ghi: 7');
      expect(texts.filter((text) => text.includes('1.441 so với 1.440'))).toHaveLength(2);

      const annotated = await downloaded(page, () =>
        page.getByRole('link', { name: 'Tải tệp có ghi lỗi tại ô' }).click(),
      );
      const found = sheetNamed(await readXlsx(annotated.bytes), FINDINGS_SHEET);
      const said = found.cells.map(({ value }) => String(value)).join('\n');
      for (const text of texts) expect(said).toContain(text.split('\n')[1]);

      await give(page, files.put(`dung-${code}.xlsx`, await corrected(annotated.bytes, RIGHT)));
      await press(page, 'Gửi phiếu');
      await soon(() => result(page).textContent()).toContain('Bản 2: không có lỗi');
      await shot('4-da-nhan');
      const history = await tableRows(page, '[aria-labelledby=da-gui] table');
      expect(history.map(([version, , file, state]) => [version, file, state])).toEqual([
        ['2', `dung-${code}.xlsx`, '⚠ Đã nhận, còn cảnh báo ● Đang dùng'],
        ['1', `sai-${code}.xlsx`, '✗ Cần sửa'],
      ]);
      expect((await versionsOf(code)).map(({ state }) => state)).toEqual([
        'needs correction',
        'accepted with warnings',
      ]);
    });

  test('chỉ dùng bàn phím, từ đường dẫn đến phiếu đã gửi', async () => {
    const { page, code } = await arrive();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focusedId(page)).toBe('noi-dung');
    await tabTo(page, 'a[href$="bieu-mau.xlsx"]');
    const blank = await downloaded(page, () => page.keyboard.press('Enter'));
    const filled = files.put('ban-phim.xlsx', await filledIn(blank.bytes, RIGHT));
    // Asked for before the key is pressed: the browser must have been told by then.
    const chooser = page.waitForEvent('filechooser');
    await tabTo(page, '#tep');
    await page.keyboard.press('Space');
    await (await chooser).setFiles(filled);
    await tabTo(page, 'button[formaction$="/gui"]');
    await page.keyboard.press('Enter');
    await soon(() => focusedId(page)).toBe('ket-qua');
    expect(await result(page).textContent()).toContain('Bản 1: không có lỗi');
    await tabTo(page, 'details.finding-more > summary');
    await page.keyboard.press('Space');
    expect(await page.locator('details.finding-more').first().getAttribute('open')).not.toBeNull();
    expect(await versionsOf(code)).toHaveLength(1);
  });

  const REFUSED = [
    ['tệp văn bản đổi đuôi', 'thu.xlsx', 'Kính gửi Sở Nội vụ', /không phải/],
    ['tệp rỗng', 'rong.xlsx', '', /Hãy/],
  ] as const;

  for (const javaScriptEnabled of [true, false])
    test.each(REFUSED)(
      `không phải phiếu thì nói rõ, không nhận (JavaScript: ${javaScriptEnabled}): %s`,
      async (...row) => {
        const [, name, content, says] = row;
        const { page, code } = await arrive({ javaScriptEnabled });
        await choose(page, files.put(name, content));
        await press(page, 'Gửi phiếu');
        await soon(() => result(page).textContent()).toContain('Tệp vừa chọn chưa được nhận');
        expect(await result(page).textContent()).toMatch(says);
        await look(page, `xa-khong-nhan-${name}-${javaScriptEnabled}`);
        expect(await versionsOf(code)).toEqual([]);
        expect(await page.getByRole('button', { name: 'Gửi phiếu' }).isEnabled()).toBe(true);
      },
    );

  const tooLarge = () => files.put('nang.xlsx', new Uint8Array(5.3 * 1024 * 1024));

  test('tệp quá 5 MB: nói ngay khi chọn, không gửi đi', async () => {
    const { page } = await arrive();
    const posts: string[] = [];
    page.on('request', (request) => void (request.method() === 'POST' && posts.push(request.url())));
    await choose(page, tooLarge());
    const trouble = page.getByRole('alert');
    expect(await trouble.textContent()).toBe(
      'Tệp nặng 5,3 MB, quá mức cho phép 5 MB. Hãy xoá hình ảnh, trang tính thừa rồi chọn lại.',
    );
    await look(page, 'xa-qua-nang');
    await press(page, 'Gửi phiếu');
    expect(await trouble.isVisible()).toBe(true);
    expect(posts).toEqual([]);
  });

  test('tệp quá 5 MB khi tắt JavaScript: máy chủ trả lời bằng một câu trên trang', async () => {
    const { page, code } = await arrive({ javaScriptEnabled: false });
    await choose(page, tooLarge());
    const [answer] = await Promise.all([page.waitForResponse('**/gui'), press(page, 'Gửi phiếu')]);
    expect(answer.status()).toBe(413);
    await soon(() => page.locator('main').textContent()).toContain('Nội dung gửi lên lớn hơn 5 MB');
    expect(await versionsOf(code)).toEqual([]);
  });

  test('mất mạng khi đang gửi: nói phiếu chưa được nhận; gửi lại được', async () => {
    const { page, code } = await arrive();
    await choose(page, files.put('mat-mang.xlsx', await returnOf(code)));
    await page.route('**/gui', (route) => route.abort('connectionfailed'));
    await press(page, 'Gửi phiếu');
    const trouble = page.getByRole('alert');
    await soon(() => trouble.textContent()).toMatch(/^Mất kết nối khi đang gửi, phiếu chưa được nhận\./);
    await look(page, 'xa-mat-mang');
    expect(await versionsOf(code)).toEqual([]);
    await page.unroute('**/gui');
    await press(page, 'Gửi phiếu');
    await soon(() => result(page).textContent()).toContain('Bản 1: không có lỗi');
  });
});
