/** Pictures of documents as LibreOffice prints them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { smallPng } from './small-png.ts';

export interface Cut {
  /** From 1. */
  readonly page: number;
  /** Pixels per inch of paper. */
  readonly resolution: number;
  /** The upper left part of the page below its margin, in pixels; the whole page when absent. */
  readonly width?: number;
  readonly height?: number;
}

/** The paper's upper margin, in inches. */
const MARGIN = 0.55;

/** Writes one page of `document`, or a part of it, as a PNG. */
export function pictureOfDocument(document: string, cut: Cut, picture: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'picture-'));
  try {
    const pdf = print(folder, document);
    const { page, resolution, width, height } = cut;
    const part =
      width && height
        ? ['-x', '0', '-y', String(Math.round(resolution * MARGIN)), '-W', String(width), '-H', String(height)]
        : [];
    const pages = ['-f', String(page), '-l', String(page), '-r', String(resolution)];
    run('pdftoppm', ['-png', '-singlefile', ...pages, ...part, pdf, join(folder, 'page')]);
    writeFileSync(picture, smallPng(readFileSync(join(folder, 'page.png'))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function print(folder: string, document: string): string {
  const profile = join(folder, 'profile');
  vietnamese(join(profile, 'user'));
  run('soffice', [
    '--headless',
    `-env:UserInstallation=file://${profile}`,
    '--convert-to',
    'pdf',
    '--outdir',
    folder,
    document,
  ]);
  return join(folder, basename(document).replace(/\.\w+$/, '.pdf'));
}

/** Numbers are shown as on a Vietnamese machine. */
function vietnamese(folder: string): void {
  const item =
    '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi</value></prop></item>';
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">';
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'registrymodifications.xcu'), `${head}${item}</oor:items>`);
}

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${command} failed`);
}
