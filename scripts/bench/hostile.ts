/** What files made to harm cost the whole intake, and what real ones of all sizes and programs cost the reader. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { localTools } from '../../functions/wiring.ts';
import { HOSTILE_FILES } from '../../tests/support/hostile-files.ts';
import type { Intake } from '../../tests/support/intake-process.ts';
import { recalculate } from '../../tests/support/libreoffice.ts';
import { requires } from '../../tests/support/requires.ts';
import { runIntake } from '../../tests/support/run-intake.ts';
import type { BenchTable } from './tables.ts';
import { median, timed } from './timing.ts';

/** A process of its own for this many: memory is that of the file, not of those before it. */
const FILES_EACH = 4;
/** Files whose peak can be had at all: the system must count it anew for each. */
const COUNTS_PEAKS = existsSync('/proc/self/clear_refs');

/** Takes in the first `most` hostile files, each beside an ordinary return, in processes of their own. */
export async function benchHostile(ordinaryFile: string, most = HOSTILE_FILES.length): Promise<BenchTable> {
  const title = 'Hostile corpus: whole intake in a thread';
  if (!COUNTS_PEAKS)
    return { title, head: ['', 'ms', 'CPU ms', 'MiB above idle', 'aim'], rows: [], notes: ['Measured on Linux only.'] };
  const bytes = await readFile(ordinaryFile);
  const ordinary = { name: 'one ordinary return', make: () => bytes };
  const files = HOSTILE_FILES.slice(0, most);
  const ours = (await runIntake([ordinary], bytes)).get(ordinary.name) as Intake;
  const taken = [...(await runIntake(files, bytes, FILES_EACH))].map(([name, intake]) => ({ ...intake, name }));
  const [slowest] = taken.toSorted((one, other) => other.wallMs - one.wallMs);
  const [largest] = taken.toSorted((one, other) => other.peakMb - one.peakMb);
  return {
    title: `${title} (${files.length} files)`,
    head: ['', 'ms', 'CPU ms', 'MiB above idle', 'aim'],
    rows: [
      ['baseline: one ordinary return', whole(ours.wallMs), whole(ours.cpuMs), whole(ours.peakMb), ''],
      [
        'median',
        whole(median(taken.map(({ wallMs }) => wallMs))),
        whole(median(taken.map(({ cpuMs }) => cpuMs))),
        whole(median(taken.map(({ peakMb }) => peakMb))),
        '',
      ],
      ...[slowest, largest].flatMap((file, index) =>
        file
          ? [
              [
                `worst ${index === 0 ? 'time' : 'memory'}: ${file.name}`,
                whole(file.wallMs),
                whole(file.cpuMs),
                whole(file.peakMb),
                '≤ 2 s, ≤ 150 MiB',
              ],
            ]
          : [],
      ),
    ],
    notes: [
      `${taken.filter(({ outcome }) => outcome.startsWith('DEFECT')).length} defects; every other file refused in one sentence, or taken.`,
    ],
  };
}

/** Reads each return as its program saved it, `rounds` times, and sets median and 99th percentile beside each other. */
export async function benchVariants(folder: string, names: readonly string[], rounds: number): Promise<BenchTable> {
  const { readWorkbook } = localTools();
  const returns = new Map<string, Uint8Array>();
  for (const name of names) returns.set(name, await readFile(join(folder, name)));
  const rows: string[][] = [];
  for (const [program, files] of Object.entries(await savedBy(returns))) {
    const times: number[] = [];
    for (const bytes of files.values()) await readWorkbook(bytes);
    for (let round = 0; round < rounds; round += 1)
      for (const bytes of files.values()) times.push(await timed(() => readWorkbook(bytes)));
    const sizes = [...files.values()].map(({ length }) => length / 1024);
    rows.push([
      program,
      String(files.size),
      whole(median(sizes)),
      median(times).toFixed(1),
      percentile(times, 0.99).toFixed(1),
    ]);
  }
  return {
    title: 'Reading one return, by the program that saved it',
    head: ['', 'returns', 'KiB', 'median ms', 'p99 ms'],
    rows,
  };
}

type Files = ReadonlyMap<string, Uint8Array>;

async function savedBy(ours: Files): Promise<Readonly<Record<string, Files>>> {
  const exceljs = new Map<string, Uint8Array>();
  for (const [name, bytes] of ours) {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as never);
    exceljs.set(name, new Uint8Array(await workbook.xlsx.writeBuffer()));
  }
  const known = { 'our writer': ours, exceljs };
  return requires('soffice') ? { ...known, LibreOffice: await recalculate(ours) } : known;
}

const whole = (value: number): string => value.toFixed(0);

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;
