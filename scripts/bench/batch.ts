/** `summarise` over a whole folder, as a person runs it: a process of its own, on all cores. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ExcelJS from 'exceljs';
import { barePass } from './baselines.ts';
import type { BenchTable } from './tables.ts';
import { timed } from './timing.ts';

/** Where a province's returns lie, with the files that `summarise` wants. */
export interface ReturnsOnDisk {
  readonly returns: string;
  readonly roster: string;
  readonly round: string;
}

interface Measured {
  readonly count: number;
  readonly seconds: number;
  /** Of all threads together. */
  readonly cpuSeconds: number;
  readonly bareSeconds: number;
  readonly exceljsMs: number;
  readonly peakMiB: number;
  readonly summaryKiB: number;
}

/** Measures each province and sets the times per return beside each other. */
export async function benchBatches(provinces: readonly ReturnsOnDisk[]): Promise<BenchTable> {
  const measured: Measured[] = [];
  for (const province of provinces) measured.push(await measure(province));
  return {
    title: 'npm run summarise -- FOLDER --no-documents, whole process',
    head: ['returns', 's', 'ms/return', 'CPU s', 'peak MiB', 'summary KiB', 'bare pass s', 'exceljs load s', 'aim'],
    rows: measured.map(({ count, seconds, cpuSeconds, bareSeconds, exceljsMs, peakMiB, summaryKiB }) => [
      String(count),
      seconds.toFixed(1),
      ((seconds * 1000) / count).toFixed(1),
      cpuSeconds.toFixed(1),
      String(peakMiB),
      String(summaryKiB),
      bareSeconds.toFixed(1),
      `~${((exceljsMs * count) / 1000).toFixed(0)}`,
      count > 1000 ? '≤ 30 s, ≤ 512 MiB' : '≤ 3 s',
    ]),
    notes: [
      'bare pass: the same files unzipped and parsed on one thread, nothing done with them.',
      `exceljs load: extrapolated from ${SAMPLE} of the files.`,
    ],
  };
}

const SAMPLE = 12;

/** Half of the baseline before the command and half behind it, so that both see the same machine. */
async function measure(province: ReturnsOnDisk): Promise<Measured> {
  const names = await readdir(province.returns);
  const half = Math.ceil(names.length / 2);
  const before = await timed(() => passOver(province.returns, names.slice(0, half)));
  const run = await summarise(province);
  const behind = await timed(() => passOver(province.returns, names.slice(half)));
  const sample = names.slice(0, SAMPLE);
  const exceljs = await timed(() => loadAll(province.returns, sample));
  return {
    ...run,
    count: names.length,
    bareSeconds: (before + behind) / 1000,
    exceljsMs: exceljs / sample.length,
  };
}

async function passOver(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await barePass(await readFile(join(folder, name)));
}

async function loadAll(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await new ExcelJS.Workbook().xlsx.load((await readFile(join(folder, name))) as never);
}

async function summarise({ returns, roster, round }: ReturnsOnDisk) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-summarise-'));
  try {
    const [out, usage] = [join(folder, 'out'), join(folder, 'usage')];
    await mkdir(usage);
    const args = [returns, '--out', out, '--round', round, '--roster', roster, '--no-documents'];
    const taken = await timed(() => runCommand(args, join(usage, 'peak')));
    const usages = await Promise.all((await readdir(usage)).map((name) => readUsage(join(usage, name))));
    const largest = usages.reduce((one, other) => (one.peakMiB > other.peakMiB ? one : other));
    const { size } = await stat(join(out, 'summary.xlsx'));
    return {
      seconds: taken / 1000,
      cpuSeconds: largest.cpuSeconds,
      peakMiB: Math.round(largest.peakMiB),
      summaryKiB: Math.round(size / 1024),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As `report-usage.mjs` wrote it: the launcher's own, and that of the command, which is the larger. */
async function readUsage(file: string): Promise<Pick<Measured, 'peakMiB' | 'cpuSeconds'>> {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** Through the launcher, like `npm run summarise`. Exit 1 says that some files need action. */
function runCommand(args: readonly string[], usage: string): Promise<void> {
  const script = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
  const reporter = pathToFileURL(script('bench/report-usage.mjs')).href;
  const env = { ...process.env, BENCH_USAGE: usage, NODE_OPTIONS: `--import=${reporter}` };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script('launch.mjs'), 'scripts/summarise.ts', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 || code === 1 ? resolve() : reject(new Error(`summarise ended with ${code}`)),
    );
  });
}
