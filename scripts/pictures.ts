/** npm run pictures: the pictures of README and help, made from the running product with Chromium, LibreOffice and poppler. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HELP_PICTURES } from '../functions/entry/http/pages/help-pictures.ts';
import { print, runCommand } from './command.ts';
import { pictureOfDocument } from './pictures/documents.ts';
import { picturesOfPages } from './pictures/pages.ts';
import { type ProvinceAtWork, provinceAtWork } from './pictures/province.ts';

const README = fileURLToPath(new URL('../functions/pictures', import.meta.url));
const HELP = fileURLToPath(new URL('../functions/entry/http/assets', import.meta.url));

/** Page of the print that shows numbers beside their checks. */
const SHEET_OF_PROCEDURES = 5;

await runCommand({ usage: 'npm run pictures', most: 0, options: [] }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  const province = await provinceAtWork();
  try {
    await picturesOfPages(province, HELP, join(README, 'state.png'));
    await picturesOfWorkbooks(province, folder);
  } finally {
    await province.stop();
  }
  picturesOfDemo(folder);
  rmSync(folder, { recursive: true });
  print(`✓ ${README}\n✓ ${HELP}`);
  return 0;
});

/** The sheet of procedures of a return that was sent, and the first sheet of one that came back with its errors. */
async function picturesOfWorkbooks(
  { service, round, wrong, corrected }: ProvinceAtWork,
  folder: string,
): Promise<void> {
  const { takeAway } = service.register;
  const files = [
    [HELP_PICTURES.workbook, await takeAway.annotated(round.id, corrected, 2), SHEET_OF_PROCEDURES],
    [HELP_PICTURES.annotated, await takeAway.annotated(round.id, wrong, 1), 1],
  ] as const;
  for (const [{ file, width, height }, { name, bytes }, page] of files) {
    const workbook = join(folder, name);
    writeFileSync(workbook, bytes);
    pictureOfDocument(workbook, { page, resolution: 103, width, height }, join(HELP, file));
  }
}

/** A summary's first page and a page of a notice, from the published figures. */
function picturesOfDemo(folder: string): void {
  const demo = join(folder, 'demo');
  const script = fileURLToPath(new URL('demo.ts', import.meta.url));
  const { status } = spawnSync(process.execPath, [script, '--out', demo], { stdio: 'ignore' });
  if (status !== 0) throw new Error('demo failed');
  const round = join(demo, 'kiem-tra-2025');
  const notice = readdirSync(join(round, 'notices')).sort().at(-1) ?? '';
  pictureOfDocument(join(round, 'summary.xlsx'), { page: 1, resolution: 80 }, join(README, 'summary.png'));
  pictureOfDocument(join(round, 'notices', notice), { page: 3, resolution: 80 }, join(README, 'notice.png'));
}
