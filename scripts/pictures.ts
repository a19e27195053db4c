/** npm run pictures: the README's pictures, made from the demo's output with LibreOffice and poppler. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { print, runCommand } from './command.ts';

const PICTURES = fileURLToPath(new URL('../functions/pictures', import.meta.url));

await runCommand({ usage: 'npm run pictures', options: [] }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  const demo = join(folder, 'demo');
  run(process.execPath, [fileURLToPath(new URL('demo.ts', import.meta.url)), '--out', demo]);
  const round = join(demo, 'kiem-tra-2025');
  const notice = readdirSync(join(round, 'notices')).sort().at(-1) ?? '';
  picture(folder, join(round, 'summary.xlsx'), 1, 'summary');
  picture(folder, join(round, 'notices', notice), 3, 'notice');
  rmSync(folder, { recursive: true });
  print(`✓ ${PICTURES}`);
  return 0;
});

/** One page of a document as a PNG. */
function picture(folder: string, document: string, page: number, name: string): void {
  run('soffice', [
    '--headless',
    `-env:UserInstallation=file://${folder}/profile`,
    '--convert-to',
    'pdf',
    '--outdir',
    folder,
    document,
  ]);
  const pdf = join(folder, basename(document).replace(/\.\w+$/, '.pdf'));
  run('pdftoppm', ['-r', '80', '-png', '-singlefile', '-f', String(page), '-l', String(page), pdf, join(folder, name)]);
  renameSync(join(folder, `${name}.png`), join(PICTURES, `${name}.png`));
}

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`${command} failed`);
}
