/**
 * npm run bench: the figures of the README, each beside its baseline in the same run. --quick only shows that it runs;
 * --service measures the service alone.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { readRoundFile } from '../functions/adapters/local-files/round-file.ts';
import { FORMS_FOLDER } from '../functions/wiring.ts';
import { benchBatches, type ReturnsOnDisk } from './bench/batch.ts';
import { makeReturns, writeReturns, writeRoster } from './bench/generate-returns.ts';
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

const USAGE = 'npm run bench [-- --quick] [--service]';

await runCommand({ usage: USAGE, options: [], flags: ['quick', 'service'] }, async ({ flag }) => {
  const { intake, pieces, provinces } = flag('quick') ? QUICK : FULL;
  const folder = await mkdtemp(join(tmpdir(), 'bench-returns-'));
  try {
    const round = await readRoundFile(ROUND_FILE);
    const onDisk: ReturnsOnDisk[] = [];
    for (const size of provinces) onDisk.push(await makeProvince(join(folder, String(size)), size));
    const [first] = onDisk as [ReturnsOnDisk];
    const names = await readdir(first.returns);
    print(machine());
    if (!flag('service')) {
      printTable(await benchIntake(first.returns, names, round, intake));
      printTable(await benchPieces(join(first.returns, names[3] ?? ''), round, pieces));
      printTable(await benchBatches(onDisk));
    }
    const sizes = flag('quick') ? QUICK_SERVICE : FULL_SERVICE;
    for await (const table of benchService(round, ROUND_FILE, onDisk, sizes)) printTable(table);
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
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
