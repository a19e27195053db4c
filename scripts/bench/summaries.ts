/** The summary workbook of a province, streamed to a file, beside exceljs streaming as many plain cells. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import type { PlainTask, Streamed, SummaryTask } from './stream-workbook.ts';
import type { BenchTable } from './tables.ts';
import { median } from './timing.ts';

const PROGRAM = fileURLToPath(new URL('./stream-workbook.ts', import.meta.url));

/** Writes each size of province `repeats` times, every time and its baseline in a process of its own. */
export async function benchSummaries(
  returns: readonly Submission[],
  roundFile: string,
  sizes: readonly number[],
  repeats: number,
): Promise<BenchTable> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-summaries-'));
  try {
    const stored = join(folder, 'returns');
    await writeFile(stored, serialize(returns));
    const rows: (readonly string[])[] = [];
    for (const size of sizes) {
      const { summary, plain } = await measure({ folder, stored, roundFile, size }, repeats);
      rows.push(
        rowOf(`baseline: exceljs streams ${plain.cells} plain cells`, plain, plain),
        rowOf(`summary of ${size} communes, ${summary.rows} rows`, summary, plain),
      );
    }
    return {
      title: `Summary workbook, streamed to a file (median of ${repeats}, each a process of its own)`,
      head: ['', 's', '× baseline', 'KiB', 'MiB before', 'peak MiB', 'aggregating s'],
      rows,
      notes: [
        `Figures of ${returns.length} returns that were checked; more communes have the figures of these once more.`,
        's: composing and writing. MiB before: all returns and figures are in memory, nothing is written yet.',
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Place {
  readonly folder: string;
  readonly stored: string;
  readonly roundFile: string;
  readonly size: number;
}

async function measure({ folder, stored, roundFile, size }: Place, repeats: number) {
  const [summaries, plains]: [Streamed[], Streamed[]] = [[], []];
  for (let turn = 0; turn < repeats; turn += 1) {
    const summary = await run({ kind: 'summary', stored, roundFile, size, out: join(folder, 'summary.xlsx') });
    summaries.push(summary);
    plains.push(await run({ kind: 'plain', cells: summary.cells, out: join(folder, 'plain.xlsx') }));
  }
  return { summary: middle(summaries), plain: middle(plains) };
}

/** The median of each figure. */
function middle(all: readonly Streamed[]): Streamed {
  const names = Object.keys(all[0] as Streamed) as (keyof Streamed)[];
  return Object.fromEntries(names.map((name) => [name, median(all.map((one) => one[name]))])) as Record<
    keyof Streamed,
    number
  >;
}

function rowOf(name: string, one: Streamed, baseline: Streamed): readonly string[] {
  const { ms, bytes, beforeMiB, peakMiB, aggregateMs } = one;
  return [
    name,
    (ms / 1000).toFixed(2),
    `${(ms / baseline.ms).toFixed(2)}×`,
    (bytes / 1024).toFixed(0),
    beforeMiB.toFixed(0),
    peakMiB.toFixed(0),
    aggregateMs ? (aggregateMs / 1000).toFixed(2) : '',
  ];
}

async function run(task: SummaryTask | PlainTask): Promise<Streamed> {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [said, code] = await Promise.all([text(child.stdout), ended]);
  if (code !== 0) throw new Error(`${task.kind} ended with ${code}`);
  return JSON.parse(said) as Streamed;
}
