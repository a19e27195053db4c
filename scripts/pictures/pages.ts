/** Pictures of the pages, taken in Chromium from the running product. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { HELP_PICTURES, type HelpPicture } from '../../functions/entry/http/pages/help-pictures.ts';
import { paths } from '../../functions/entry/http/paths.ts';
import type { ProvinceAtWork } from './province.ts';
import { smallPng } from './small-png.ts';

const CHROMIUM = '/usr/bin/chromium';
/** The pages are laid out this wide and the picture made as wide as the help page has it. */
const WIDTH = 1200;
/** Writes the pictures of pages that the help shows into `folder`, and one of the state page at `overview`. */
export async function picturesOfPages(province: ProvinceAtWork, folder: string, overview: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, env: { ...process.env, LANGUAGE: 'vi' } });
  try {
    const context = await browser.newContext({ baseURL: province.url, locale: 'vi-VN', reducedMotion: 'reduce' });
    await shootAll(context, province, (picture) => join(folder, picture.file), overview);
  } finally {
    await browser.close();
  }
}

async function shootAll(
  context: BrowserContext,
  { round, silent, wrong, commune, officer }: ProvinceAtWork,
  fileOf: (picture: HelpPicture) => string,
  overview: string,
): Promise<void> {
  const { communePage, result, settings, state, review } = HELP_PICTURES;
  const page = await context.newPage();
  const shoot = async (path: string, picture: HelpPicture, from?: string) => {
    await page.setViewportSize({ width: WIDTH, height: picture.height });
    await page.goto(path);
    await save(page, fileOf(picture), picture, from);
  };
  await shoot(paths.commune(await commune(silent)), communePage);
  await shoot(paths.commune(await commune(wrong)), result, '#ket-qua');
  await page.goto(paths.enter(await officer()));
  await shoot(paths.settings(round.id), settings);
  await shoot(paths.return(round.id, wrong), review);
  await shoot(paths.round(round.id), state);
  await save(page, overview, state);
}

/** What a window shows, scrolled so that `from` stands at its upper edge. */
async function save(page: Page, file: string, { width, height }: HelpPicture, from?: string): Promise<void> {
  const box = from ? await page.locator(from).boundingBox() : undefined;
  const y = Math.max(0, Math.floor((box?.y ?? 0) - 16));
  await page.evaluate(STEADY);
  writeFileSync(file, smallPng(await page.screenshot({ fullPage: true, clip: { x: 0, y, width, height } })));
}

/** Threads keep the real clock, so the summary seems to be of another day than the page: said here as it is when both agree. */
const STEADY = `document.querySelectorAll('.state-downloads p').forEach(line => {
  line.textContent = '✓ Bảng tổng hợp lúc 10/10/2025 09:15 đã gồm mọi phiếu.';
})`;
