/**
 * npm run bench: the figures of the README, each beside its baseline in the same run. --only measures one part; --quick only
 * shows that it runs.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { readRoundFile } from '../functions/adapters/local-files/round-file.ts';
import type { Round } from '../functions/domain/round/round.ts';
import { Problem } from '../functions/problems.ts';
import { FORMS_FOLDER } from '../functions/wiring.ts';
import { benchBatches, type ReturnsOnDisk } from './bench/batch.ts';
import { makeReturns, writeReturns, writeRoster } from './bench/generate-returns.ts';
import { benchHostile, benchVariants } from './bench/hostile.ts';
import { benchIntake } from './bench/intake.ts';
import { benchPieces } from './bench/pieces.ts';
import { benchService, type ServiceSizes } from './bench/service-tables.ts';
import type { BenchTable } from './bench/tables.ts';
import { print, runCommand, say } from './command.ts';
import { textTable } from './text-table.ts';

const ROUND_FILE = join(FORMS_FOLDER, 'kiem-tra-cchc-2025', 'v1', 'example', 'round.yaml');
const FULL = { intake: 200, pieces: 24, provinces: [135, 3321] };
const FULL_SERVICE: ServiceSizes = {
  uploads: 80,
  warmUp: 20,
  returns: 400,
  rush: { clients: 20, repeats: 3 },
  starts: 9,
};
const QUICK = { intake: 6, pieces: 2, provinces: [8] };
const QUICK_SERVICE: ServiceSizes = {
  uploads: 3,
  warmUp: 1,
  returns: 8,
  rush: { clients: 4, repeats: 1 },
  starts: 1,
};

interface Bench {
  readonly round: Round;
  readonly onDisk: readonly ReturnsOnDisk[];
  /** Of the smallest province: its folder of returns, and their file names. */
  readonly folder: string;
  readonly names: readonly string[];
  readonly quick: boolean;
}

type Tables = AsyncGenerator<BenchTable> | Generator<BenchTable | Promise<BenchTable>>;

/** The parts in the order in which they are measured. */
const PARTS: Readonly<Record<string, (bench: Bench) => Tables>> = {
  *intake({ round, folder, names, quick }) {
    yield benchIntake(folder, names, round, quick ? QUICK.intake : FULL.intake);
    yield benchVariants(folder, names.slice(0, 24), quick ? 1 : 5);
  },
  *documents({ round, folder, names, quick }) {
    yield benchPieces(join(folder, names[3] ?? ''), round, quick ? QUICK.pieces : FULL.pieces);
  },
  *batches({ onDisk }) {
    yield benchBatches(onDisk);
  },
  *hostile({ folder, names, quick }) {
    yield benchHostile(join(folder, names[0] ?? ''), quick ? 4 : undefined);
  },
  service: ({ round, onDisk, quick }) => benchService(round, ROUND_FILE, onDisk, quick ? QUICK_SERVICE : FULL_SERVICE),
};

const USAGE = `npm run bench [-- --quick] [--only ${Object.keys(PARTS).join('|')}]`;

await runCommand({ usage: USAGE, most: 0, options: ['only'], flags: ['quick'] }, async ({ option, flag }) => {
  const only = option('only');
  const quick = flag('quick');
  if (only !== undefined && !Object.hasOwn(PARTS, only))
    throw new Problem('ARGUMENT_UNKNOWN', { option: only, usage: USAGE });
  const top = await mkdtemp(join(tmpdir(), 'bench-returns-'));
  try {
    const round = await readRoundFile(ROUND_FILE);
    const onDisk: ReturnsOnDisk[] = [];
    for (const size of (quick ? QUICK : FULL).provinces) onDisk.push(await makeProvince(join(top, String(size)), size));
    const folder = onDisk[0]?.returns ?? '';
    const bench = { round, onDisk, folder, names: await readdir(folder), quick };
    print(machine());
    for (const [name, part] of Object.entries(PARTS))
      if (only === undefined || only === name) for await (const table of part(bench)) printTable(table);
    return 0;
  } finally {
    await rm(top, { recursive: true, force: true });
  }
});

async function makeProvince(folder: string, size: number): Promise<ReturnsOnDisk> {
  say(`Making ${size} returns …`);
  const made = makeReturns(size, { mixed: true });
  const place = { returns: join(folder, 'returns'), roster: join(folder, 'roster.csv'), round: ROUND_FILE };
  await writeReturns(place.returns, made, ROUND_FILE);
  await writeRoster(
    place.roster,
    made.map(({ commune }) => commune),
  );
  return place;
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `${day} · Node ${process.version} · ${availableParallelism()} × ${cpus()[0]?.model ?? process.arch} · ${memory} GiB · ${process.platform}`;
}

function printTable({ title, head, rows, notes = [] }: BenchTable): void {
  print(`\n${title}`);
  for (const line of textTable(head, rows)) print(`  ${line}`);
  for (const note of notes) print(`  ${note}`);
}
