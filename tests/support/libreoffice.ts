/** LibreOffice without a window, as a second opinion on our workbooks. Ask `requires('soffice')` first. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** By file name. */
type Files = ReadonlyMap<string, Uint8Array>;

/**
 * Opens each workbook, computes every formula anew whatever results the file holds, and gives it back as .xlsx under the
 * same name. All in one start of the program: that takes longer than a dozen workbooks.
 */
export function recalculate(files: Files): Promise<Map<string, Uint8Array>> {
  return convert(files, 'xlsx');
}

/** Prints each document as LibreOffice would; "a.xlsx" comes back as "a.pdf". */
export function toPdf(files: Files): Promise<Map<string, Uint8Array>> {
  return convert(files, 'pdf');
}

/** Saves each workbook as .ods and that as .xlsx again, as somebody does who works in LibreOffice. */
export async function throughOds(files: Files): Promise<Map<string, Uint8Array>> {
  const saved = await convert(files, 'ods');
  return convert(saved, 'xlsx');
}

/** Opens pages of HTML as what Word puts on the clipboard, pasted into a sheet; "a.html" comes back as "a.xlsx". */
export function pastedFromWord(files: Files): Promise<Map<string, Uint8Array>> {
  return convert(files, 'xlsx', ['--infilter=HTML (StarCalc)']);
}

async function convert(
  files: Files,
  to: 'xlsx' | 'ods' | 'pdf',
  options: readonly string[] = [],
): Promise<Map<string, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'libreoffice-'));
  try {
    const [input, output] = [join(folder, 'in'), join(folder, 'out')];
    await Promise.all([mkdir(input), writeProfile(join(folder, 'profile'))]);
    await Promise.all([...files].map(([name, bytes]) => writeFile(join(input, name), bytes)));
    const sources = [...files.keys()].map((name) => join(input, name));
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
    await run('soffice', [profile, '--headless', ...options, '--convert-to', to, '--outdir', output, ...sources]);
    const names = [...files.keys()].map((name) => `${name.slice(0, -extname(name).length)}.${to}`);
    return new Map(
      await Promise.all(names.map(async (name) => [name, await readFile(join(output, name))] as [string, Uint8Array])),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const ALWAYS = 0;

/** A profile of its own, so that no running LibreOffice is disturbed; without it stored results of formulas are believed. */
async function writeProfile(profile: string): Promise<void> {
  await mkdir(join(profile, 'user'), { recursive: true });
  await writeFile(
    join(profile, 'user', 'registrymodifications.xcu'),
    `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>${ALWAYS}</value></prop>
  </item>
</oor:items>
`,
  );
}
