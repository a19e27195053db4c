/**
 * Every page in every main state: nothing that axe-core objects to on an office screen and on a phone, nothing on the console,
 * no request to anybody else, no sideways scrolling down to 320 pixels and at twice the size.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { paths } from '../../functions/entry/http/paths.ts';
import { dayFromToday, returnOf, theRoster, theRound } from '../support/a-running-round.ts';
import { look, startBrowser, type Visitor, visit, WINDOWS } from '../support/browser.ts';
import { requires } from '../support/requires.ts';
import { type RunningService, runService, type SignedIn } from '../support/running-service.ts';
import { folderOfFiles } from './pages.fixtures.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The narrowest that must do, and an office screen at 200 %. */
const NARROW = [320, 640] as const;

const [EMPTY, WRONG, WARNED, RETURNED, APPROVED, AGAIN] = ['90001', '90002', '90003', '90004', '90005', '90006'];
const BROKEN = { '3.2': '1.441', '8.3': 'khoảng 7' };
const ROUND = theRound.id;
const LATER = 'chua-mo';
const OVER = 'da-ket-thuc';

vi.setConfig({ testTimeout: 150_000 });
const isPossible = requires('chromium');

describe.skipIf(!isPossible)('mọi trang', () => {
  const files = folderOfFiles();
  const links = new Map<string, string>();
  let running: RunningService;
  let browser: Browser;
  let stranger: Visitor;
  let manager: Visitor;
  let inspector: Visitor;

  beforeAll(async () => {
    [running, browser] = await Promise.all([runService({ moreCommunes: 40 }), startBrowser()]);
    await prepare();
    stranger = await visit(browser, running.url);
    [manager, inspector] = [await officer(await running.signIn()), await officer(await running.signIn('inspector'))];
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    files.remove();
  });

  async function officer({ token }: SignedIn): Promise<Visitor> {
    const visitor = await visit(browser, running.url);
    await visitor.page.goto(paths.enter(token));
    return visitor;
  }

  async function prepare(): Promise<void> {
    const { rounds, review, receive, links: issuing } = running.service.register;
    const send = async (commune: string, values = {}) =>
      receive({
        round: ROUND,
        commune,
        file: `${commune}.xlsx`,
        bytes: await returnOf(commune, values),
        channel: 'web',
        who: 'đơn vị',
      });
    const [who, reviewed] = [
      'Trần Thị Bích',
      (commune: string, version: number) => ({ round: ROUND, commune, version, who: 'Trần Thị Bích' }),
    ];
    await send(WRONG, BROKEN);
    for (const code of [WARNED, RETURNED, APPROVED]) await send(code);
    await send(AGAIN, BROKEN);
    await send(AGAIN);
    await review.sendBack(reviewed(RETURNED, 1), 'Đề nghị rà soát lại số hồ sơ tiếp nhận.');
    await review.approve(reviewed(APPROVED, 1));
    for (const id of [LATER, OVER]) {
      await rounds.create({ ...theRound, id, title: `Đợt ${id}` }, who);
      await rounds.setRoster(id, theRoster(1), who);
    }
    for (const step of ['open', 'lock', 'close'] as const) await rounds.step(OVER, step, who);
    await rounds.extend(ROUND, EMPTY, dayFromToday(40), who);
    for (const round of [ROUND, LATER, OVER])
      for (const { commune, token } of await issuing.forAll(round, who)) links.set(`${round} ${commune.code}`, token);
  }

  interface Place {
    readonly name: string;
    readonly who: () => Visitor;
    readonly path: () => string;
    /** Brings the page into the state, once it is there. */
    readonly then?: (page: Page) => Promise<unknown>;
  }

  const clerkAt = (code: string, round = ROUND) => paths.commune(links.get(`${round} ${code}`) ?? '');
  const open = (page: Page) =>
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })");
  /** The page of figures has a hundred and more. */
  const openSome = (page: Page) =>
    page.evaluate("[...document.querySelectorAll('details')].slice(0, 12).forEach(one => { one.open = true })");
  const choose = async (page: Page, bytes: Uint8Array | string, button: RegExp) => {
    await page.getByLabel('Tệp phiếu đã điền').setInputFiles(files.put('phieu.xlsx', bytes));
    await page.getByRole('button', { name: button }).click();
    await page.locator('#ket-qua').waitFor();
  };

  const a = (name: string, who: () => Visitor, path: () => string, then?: Place['then']): Place => ({
    name,
    who,
    path,
    then,
  });
  const nobody = () => stranger;
  const PLACES: readonly Place[] = [
    a('lối vào', nobody, () => paths.home()),
    a('đường dẫn sai', nobody, () => paths.commune('khong-co')),
    a('hướng dẫn đơn vị', nobody, () => paths.help('don-vi')),
    a('hướng dẫn tỉnh', nobody, () => paths.help('tinh')),
    a('xã: chưa gửi, được gia hạn', nobody, () => clerkAt(EMPTY)),
    a(
      'xã: chọn tệp quá nặng',
      nobody,
      () => clerkAt(EMPTY),
      async (page) => {
        await page.getByLabel('Tệp phiếu đã điền').setInputFiles(files.put('nang.xlsx', new Uint8Array(5.3 * 2 ** 20)));
        await page.getByRole('alert').waitFor();
      },
    ),
    a(
      'xã: kiểm tra thử',
      nobody,
      () => clerkAt(EMPTY),
      async (page) => {
        await choose(page, await returnOf(EMPTY, BROKEN), /Kiểm tra thử/);
        await open(page);
      },
    ),
    a(
      'xã: tệp không nhận',
      nobody,
      () => clerkAt(EMPTY),
      (page) => choose(page, 'không phải', /Gửi phiếu/),
    ),
    a('xã: có lỗi', nobody, () => clerkAt(WRONG), open),
    a('xã: còn cảnh báo', nobody, () => clerkAt(WARNED)),
    a('xã: bị trả lại', nobody, () => clerkAt(RETURNED)),
    a('xã: đã duyệt', nobody, () => clerkAt(APPROVED)),
    a('xã: hai bản, có thay đổi', nobody, () => clerkAt(AGAIN)),
    a('xã: đợt chưa mở', nobody, () => clerkAt('90001', LATER)),
    a('xã: đợt đã kết thúc', nobody, () => clerkAt('90001', OVER)),
    a(
      'tỉnh: các đợt',
      () => manager,
      () => paths.rounds(),
    ),
    a(
      'tỉnh: tình hình',
      () => manager,
      () => paths.round(ROUND),
    ),
    a(
      'tỉnh: tình hình, đang lọc',
      () => manager,
      () => `${paths.round(ROUND)}#q=thu`,
    ),
    a(
      'tỉnh: số liệu',
      () => manager,
      () => paths.figures(ROUND),
      openSome,
    ),
    a(
      'tỉnh: thiết lập',
      () => manager,
      () => paths.settings(ROUND),
      open,
    ),
    a(
      'tỉnh: danh sách có lỗi',
      () => manager,
      () => paths.settings(LATER),
      async (page) => {
        const roster = 'mã;tên;loại\r\n90001;Thử 1;xã\r\n90001;Thử 1;xã\r\n90002;Thử 2;thôn';
        await page.getByLabel('Thay bằng danh sách khác').setInputFiles(files.put('danh-sach.csv', roster));
        await page.getByRole('button', { name: 'Tải danh sách lên' }).click();
        await page.getByRole('alert').waitFor();
      },
    ),
    a(
      'tỉnh: đường dẫn vừa cấp',
      () => manager,
      () => paths.settings(LATER),
      async (page) => {
        await open(page);
        await page.getByRole('button', { name: 'Cấp lại cho tất cả' }).click();
        await page.locator('.slip').first().waitFor();
      },
    ),
    a(
      'tỉnh: văn bản',
      () => manager,
      () => paths.letters(ROUND),
    ),
    a(
      'tỉnh: nhật ký',
      () => manager,
      () => paths.log(ROUND),
    ),
    a(
      'tỉnh: đơn vị chưa gửi',
      () => manager,
      () => paths.return(ROUND, EMPTY),
      open,
    ),
    a(
      'tỉnh: phiếu có lỗi',
      () => manager,
      () => paths.return(ROUND, WRONG),
      open,
    ),
    a(
      'tỉnh: phiếu hai bản',
      () => manager,
      () => paths.return(ROUND, AGAIN),
    ),
    a(
      'tỉnh: thông báo của phiếu có lỗi',
      () => inspector,
      () => paths.notice(ROUND, WRONG),
      open,
    ),
    a(
      'tỉnh: không có đợt',
      () => manager,
      () => paths.round('khong-co'),
    ),
    a(
      'tỉnh: người kiểm tra xem phiếu',
      () => inspector,
      () => paths.return(ROUND, APPROVED),
    ),
    a(
      'tỉnh: người kiểm tra xem thiết lập',
      () => inspector,
      () => paths.settings(ROUND),
    ),
  ];

  test.each(PLACES)('$name', async ({ name, who, path, then }) => {
    const { page, faults } = who();
    const before = faults.length;
    await page.setViewportSize(WINDOWS.desk);
    // A page that differs from the one before in its fragment only would not be loaded anew.
    await page.goto('about:blank');
    await page.goto(path());
    await then?.(page);
    await look(page, `moi-trang-${name.replace(/[^\p{L}\d]+/gu, '-')}`);
    const found: Record<string, unknown> = { [WINDOWS.desk.width]: await objections(page) };
    await page.setViewportSize(WINDOWS.phone);
    found[WINDOWS.phone.width] = await objections(page);
    expect(found).toEqual({ [WINDOWS.desk.width]: [], [WINDOWS.phone.width]: [] });
    for (const width of NARROW) expect(await sideways(page, width), `${width}px`).toBe(0);
    expect(faults.slice(before)).toEqual([]);
  });

  test('các phép đo này thấy được một trang hỏng', async () => {
    const { page, faults, leave } = await visit(browser, running.url);
    await page.goto(paths.home());
    await page.evaluate(BREAK);
    expect((await objections(page)).join()).toContain('image-alt');
    expect(await sideways(page, 320)).toBeGreaterThan(0);
    expect((await stopsOf(page)).unseen.join()).toContain('Đến');
    expect(faults.join()).toContain('https://example.org/a.png');
    await leave();
  });

  test('tiêu điểm bàn phím nhìn thấy được ở mọi chỗ dừng', async () => {
    for (const [visitor, path] of [
      [stranger, clerkAt(WRONG)],
      [manager, paths.return(ROUND, WRONG)],
      [manager, paths.round(ROUND)],
    ] as const) {
      await visitor.page.setViewportSize(WINDOWS.desk);
      await visitor.page.goto(path);
      expect(await stopsOf(visitor.page)).toEqual({ many: true, unseen: [] });
    }
  });

  test('ai không muốn chuyển động thì không có chuyển động', async () => {
    const moving = async (reducedMotion: 'reduce' | 'no-preference') => {
      const { page, leave } = await visit(browser, running.url, { reducedMotion });
      await page.goto(clerkAt(WRONG));
      const count = await page.evaluate<number>(MOVING);
      await leave();
      return count;
    };
    expect(await moving('reduce')).toBe(0);
    expect(await moving('no-preference')).toBeGreaterThan(0);
  });
});

/** What axe-core objects to, with the places. Evaluated by the browser's tools, so that the content policy stays as it is. */
async function objections(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults;
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 4)
        .join(', ')}`,
  );
}

/** How far the page can be scrolled sideways. */
async function sideways(page: Page, width: number): Promise<number> {
  await page.setViewportSize({ width, height: 800 });
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Spoils a page in every way that is measured; attributes of style would be stopped by the content policy. */
const BREAK = `const main = document.querySelector('main');
main.innerHTML = '<img src="https://example.org/a.png"><div>.</div><a href="/">Đến</a>';
main.querySelector('div').style.width = '2000px';
main.querySelector('a').style.outline = 'none';`;

/** How many elements move. */
const MOVING = `[...document.querySelectorAll('*')].filter(element => {
  const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element);
  return scrollBehavior === 'smooth' || [transitionDuration, animationDuration].some(each => parseFloat(each) > 0);
}).length`;

/** "end" past the last stop; nothing where the ring is seen; the element without one. */
const STOP = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return 'end';
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const hasRing = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  const { width, height } = element.getBoundingClientRect();
  return hasRing && width > 0 && height > 0 ? '' : element.outerHTML.slice(0, 120);
})()`;

/** Presses Tab to the end of the page, or many times; gives the stops without a ring around them. */
async function stopsOf(page: Page): Promise<{ readonly many: boolean; readonly unseen: readonly string[] }> {
  const unseen: string[] = [];
  for (let stop = 0; stop < 40; stop += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate<string>(STOP);
    if (found === 'end') return { many: stop >= 10, unseen };
    if (found) unseen.push(found);
  }
  return { many: true, unseen };
}
