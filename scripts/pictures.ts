/** npm run pictures: the README's pictures, made from the demo's output with LibreOffice and poppler. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { print, runCommand } from './command.ts';

const PICTURES = fileURLToPath(new URL('../functions/pictures', import.meta.url));

await runCommand({ usage: 'npm run pictures', options: [] }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  vietnameseProfile(join(folder, 'profile', 'user'));
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

/** Numbers are shown as on a Vietnamese machine. */
function vietnameseProfile(folder: string): void {
  const item =
    '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi</value></prop></item>';
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">';
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'registrymodifications.xcu'), `${head}${item}</oor:items>`);
}

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
  const { status } = spawnSync(command, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${command} failed`);
}
