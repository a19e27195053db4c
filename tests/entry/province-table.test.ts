/** Search, filters and sorting of the communes in a real browser, under the policy that the service sends. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { statePage } from '../../functions/entry/http/pages/province/state-page.ts';
import { requires } from '../support/requires.ts';
import { aPerson, madeStatus } from './province-pages.fixtures.ts';

const ASSETS = new URL('../../functions/entry/http/assets/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'";
const status = madeStatus(135);

describe.skipIf(!requires('chromium'))('bảng đơn vị', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const html = String(statePage({ person: aPerson(), status, hasNotices: true }));
    server = createServer((request, response) => {
      const asset = /^\/tinh\/([a-z-]+\.(css|js|svg))$/.exec(request.url ?? '');
      response.setHeader('content-security-policy', POLICY);
      response.setHeader('content-type', asset ? (TYPES[asset[2] as string] as string) : 'text/html; charset=utf-8');
      response.end(asset ? readFileSync(new URL(asset[1] as string, ASSETS)) : html);
    }).listen(0);
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });
  beforeEach(async () => {
    await page?.close();
    page = await browser.newPage();
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/dot/kiem-tra-2025`);
  });

  const names = () => page.locator('#don-vi tbody tr:not([hidden]) th').allInnerTexts();
  const lit = () => page.locator('.map a.sq:not(.dim)').count();
  const column = (index: number) =>
    page.locator(`#don-vi tbody tr:not([hidden]) td:nth-child(${index})`).allInnerTexts();

  test('tìm không cần gõ dấu; bản đồ và số đếm theo cùng', async () => {
    await page.getByLabel('Tìm tên hoặc mã').fill('dak duong');
    await page.waitForURL(/#q=dak/);
    const shown = await names();
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every((name) => /Đăk Dương/.test(name))).toBe(true);
    expect(await lit()).toBe(shown.length);
    expect(await page.locator('#dem').innerText()).toBe(`Hiện ${shown.length}/135 đơn vị.`);
  });

  test('tìm theo mã', async () => {
    await page.getByLabel('Tìm tên hoặc mã').fill('21003');
    await page.waitForURL(/#q=21003/);
    expect(await names()).toHaveLength(1);
  });

  test('lọc nhiều điều kiện, nhớ trên địa chỉ, mở lại vẫn còn, bỏ lọc thì hết', async () => {
    await page.getByLabel('Tình trạng').selectOption('missing');
    await page.getByLabel('Loại đơn vị').selectOption('phường');
    const wanted = status.rows.filter((row) => row.status === 'missing' && row.commune.type === 'phường').length;
    expect(await names()).toHaveLength(wanted);
    await page.reload();
    expect(await names()).toHaveLength(wanted);
    await page.getByRole('button', { name: 'Bỏ lọc' }).click();
    await page.waitForURL((url) => url.hash === '');
    expect(await names()).toHaveLength(135);
    expect(await lit()).toBe(135);
  });

  test('bấm vào một con số ở đầu trang để lọc, bấm lại để bỏ', async () => {
    const button = page.getByRole('button', { name: /gửi muộn/ });
    await button.click();
    expect(await names()).toHaveLength(status.counts.late);
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await button.click();
    expect(await names()).toHaveLength(135);
  });

  test('xếp theo ngày gửi như ngày, không như chữ; ô trống luôn ở cuối', async () => {
    const days = (texts: readonly string[]) =>
      texts.map((text) =>
        text.replace(/^(\d+)\/(\d+)\/(\d+)/, (_, day, month, year) => `${year}-${month.padStart(2, '0')}-${day}`),
      );
    const header = page.getByRole('columnheader', { name: 'Gửi lúc' });
    await header.getByRole('button').click();
    const up = days(await column(5));
    const filled = up.filter((text) => text !== '');
    expect(filled).toEqual([...filled].sort());
    expect(up.slice(filled.length).every((text) => text === '')).toBe(true);
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    await header.getByRole('button').click();
    expect(days(await column(5)).slice(0, filled.length)).toEqual([...filled].sort().reverse());
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    expect(new URL(page.url()).hash).toBe('#sort=-4');
  });

  test('xếp cảnh báo như số, tên theo thứ tự tiếng Việt', async () => {
    await page.getByRole('columnheader', { name: 'Cảnh báo' }).getByRole('button').click();
    const counts = (await column(8)).filter((text) => text !== '').map(Number);
    expect(counts).toEqual([...counts].sort((left, right) => left - right));
    await page.getByRole('columnheader', { name: 'Đơn vị' }).getByRole('button').click();
    const shown = await names();
    expect(shown).toEqual([...shown].sort(new Intl.Collator('vi', { numeric: true }).compare));
  });
});
