/** Chromium without a window, for tests that use the pages as people do. Ask `requires('chromium')` first. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core';
import { paths } from '../../functions/entry/http/paths.ts';

/** Debian's; Playwright's own is never downloaded. */
const CHROMIUM = '/usr/bin/chromium';

/** An office screen and a phone. */
export const WINDOWS = { desk: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } } as const;

/** One for all tests of a file; the caller closes it. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, env: { ...process.env, LANGUAGE: 'vi' } });
}

/** What takes a moment by itself takes long beside LibreOffice on two cores. */
const PATIENCE_MS = 40_000;

export interface Visitor {
  readonly page: Page;
  /** Errors on the console, reports of the content policy, scripts that failed, requests that went elsewhere. */
  readonly faults: readonly string[];
  readonly leave: () => Promise<void>;
}

/** Somebody with an empty browser of their own, in Vietnam, on the service at `url`. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: WINDOWS.desk,
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  return { page, faults: watch(page, url), leave: () => context.close() };
}

function watch(page: Page, url: string): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isRefusalAsked(message.location().url, message.text()))
      faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => void faults.push(`script: ${error.message}`));
  page.on('request', (request) => {
    if (isElsewhere(request, url)) faults.push(`request: ${request.url()}`);
  });
  return faults;
}

/** The browser itself notes every answer from 400 on. A page that refuses is no fault; a style or picture that lacks is. */
const isRefusalAsked = (address: string, text: string): boolean =>
  (/status of 4\d\d/.test(text) && !new URL(address).pathname.startsWith(paths.asset(''))) ||
  (text.startsWith('Failed to load resource: net::') && address.endsWith('/gui'));

const isElsewhere = (request: Request, url: string): boolean =>
  !request.url().startsWith(`${url}/`) && !/^(blob|data|about):/.test(request.url());

/** The bytes of what a click downloads, and the name it is kept under. */
export async function downloaded(
  page: Page,
  click: () => Promise<unknown>,
): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Uint8Array);
  return { name: download.suggestedFilename(), bytes: new Uint8Array(Buffer.concat(chunks)) };
}

/** Drops a file that lies on the disk onto the middle of what `selector` names, as a hand with a mouse does. */
export async function dropFile(page: Page, selector: string, file: string): Promise<void> {
  await page.locator(selector).scrollIntoViewIfNeeded();
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`not on the page: ${selector}`);
  const devtools = await page.context().newCDPSession(page);
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, ...place, data });
  await devtools.detach();
}

/** Presses Tab until the focus is on what `selector` names. */
export async function tabTo(page: Page, selector: string, most = 60): Promise<void> {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached with ${most} tabs: ${selector}`);
}

const LOOKED_AT = 2400;

/** Where SCREENSHOTS names a folder: the page as it is now, at both widths, to be looked at by a person. */
export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize() ?? WINDOWS.desk;
  for (const size of Object.values(WINDOWS)) {
    await page.setViewportSize(size);
    const clip = { x: 0, y: 0, width: size.width, height: LOOKED_AT };
    await page.screenshot({ path: join(folder, `${name}-${size.width}.png`), fullPage: true, clip });
  }
  await page.setViewportSize(before);
}
