import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { requires } from '../support/requires.ts';
import { aNotice, shippedTemplate, soundTemplate } from './notice-docx.fixtures.ts';

const run = promisify(execFile);

test.skipIf(!requires('soffice') || !requires('pdftoppm'))(
  'LibreOffice prints the notice: number on page 2 only, the slip for the inspector on a page of its own',
  async () => {
    const pages = await printed((await soundTemplate(shippedTemplate())).render(aNotice()));

    expect(pages).toHaveLength(2);
    expect(pages[0]).toMatch(/^\s*VĂN PHÒNG UBND TỈNH\s+CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/);
    expect(pages[0]).toMatch(/III\. KIẾN NGHỊ[\s\S]*TM\. ĐOÀN KIỂM TRA[\s\S]*Võ Gia Nghĩa\s*$/);
    expect(pages[1]).toMatch(/^\s*2\s+PHIẾU KÈM DỰ THẢO/);
  },
  60_000,
);

/** The text of each page. pdftotext comes with pdftoppm. */
async function printed(docx: Uint8Array): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'notice-'));
  try {
    await writeFile(join(folder, 'notice.docx'), docx);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
    await run('soffice', [
      '--headless',
      profile,
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      join(folder, 'notice.docx'),
    ]);
    const { stdout } = await run('pdftotext', ['-layout', join(folder, 'notice.pdf'), '-']);
    return stdout.split('\f').slice(0, -1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
