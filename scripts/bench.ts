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
import { checkedReturns } from './bench/checked-returns.ts';
import { benchColdStart } from './bench/cold-start.ts';
import { benchHostile, benchVariants } from './bench/hostile.ts';
import { benchIntake } from './bench/intake.ts';
import { benchNotices } from './bench/notices.ts';
import { benchPieces } from './bench/pieces.ts';
import { madeProvinces, type Provinces } from './bench/provinces.ts';
import { benchService, type ServiceSizes } from './bench/service-tables.ts';
import { benchSummaries } from './bench/summaries.ts';
import type { BenchTable } from './bench/tables.ts';
import { print, runCommand, say } from './command.ts';
import { textTable } from './text-table.ts';

const ROUND_FILE = join(FORMS_FOLDER, 'kiem-tra-cchc-2025', 'v1', 'example', 'round.yaml');
const FULL = { intake: 200, pieces: 24, provinces: [135, 3321], documents: { repeats: 3, notices: 135 }, starts: 9 };
const FULL_SERVICE: ServiceSizes = {
  uploads: 80,
  warmUp: 20,
  returns: 400,
  rush: { clients: 20, repeats: 3 },
  starts: FULL.starts,
};
const QUICK = { intake: 6, pieces: 2, provinces: [8], documents: { repeats: 1, notices: 4 }, starts: 1 };
const QUICK_SERVICE: ServiceSizes = {
  uploads: 3,
  warmUp: 1,
  returns: 8,
  rush: { clients: 4, repeats: 1 },
  starts: QUICK.starts,
};

interface Bench {
  readonly round: Round;
  readonly provinces: Provinces;
  readonly quick: boolean;
  readonly sizes: typeof FULL;
}

/** The parts in the order in which they are measured. */
const PARTS: Readonly<Record<string, (bench: Bench) => AsyncGenerator<BenchTable>>> = {
  async *intake(bench) {
    const { folder, names } = await smallest(bench);
    yield await benchIntake(folder, names, bench.round, bench.sizes.intake);
    yield await benchVariants(folder, names.slice(0, 24), bench.quick ? 1 : 5);
  },
  async *documents(bench) {
    const { folder, names } = await smallest(bench);
    yield await benchPieces(join(folder, names[3] ?? ''), bench.round, bench.sizes.pieces);
    const returns = await checkedReturns(folder, names, bench.round);
    yield await benchNotices(returns.slice(0, bench.sizes.documents.notices), bench.round);
    yield await benchSummaries(returns, ROUND_FILE, bench.sizes.provinces, bench.sizes.documents.repeats);
  },
  async *batches(bench) {
    yield await benchBatches(await allProvinces(bench));
  },
  async *hostile(bench) {
    const { folder, names } = await smallest(bench);
    yield await benchHostile(join(folder, names[0] ?? ''), bench.quick ? 4 : undefined);
  },
  async *service(bench) {
    const sizes = bench.quick ? QUICK_SERVICE : FULL_SERVICE;
    yield* benchService(bench.round, ROUND_FILE, await allProvinces(bench), sizes);
  },
  async *cold({ sizes }) {
    const table = await benchColdStart(sizes.starts, say);
    if (table) yield table;
  },
};

const USAGE = `npm run bench [-- --quick] [--only ${Object.keys(PARTS).join('|')}]`;

await runCommand({ usage: USAGE, most: 0, options: ['only'], flags: ['quick'] }, async ({ option, flag }) => {
  const only = option('only');
  const quick = flag('quick');
  if (only !== undefined && !Object.hasOwn(PARTS, only))
    throw new Problem('ARGUMENT_UNKNOWN', { option: only, usage: USAGE });
  const top = await mkdtemp(join(tmpdir(), 'bench-returns-'));
  try {
    const provinces = madeProvinces(top, ROUND_FILE, say);
    const bench = { round: await readRoundFile(ROUND_FILE), provinces, quick, sizes: quick ? QUICK : FULL };
    print(machine());
    for (const [name, part] of Object.entries(PARTS))
      if (only === undefined || only === name) for await (const table of part(bench)) printTable(table);
    return 0;
  } finally {
    await rm(top, { recursive: true, force: true });
  }
});

/** Of the smallest province: its folder of returns, and their file names. */
async function smallest({ provinces, sizes }: Bench) {
  const { returns: folder } = await provinces(sizes.provinces[0] as number);
  return { folder, names: await readdir(folder) };
}

async function allProvinces({ provinces, sizes }: Bench): Promise<readonly ReturnsOnDisk[]> {
  const made: ReturnsOnDisk[] = [];
  for (const size of sizes.provinces) made.push(await provinces(size));
  return made;
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
