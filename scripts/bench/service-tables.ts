/** Everything that is measured of the service: one upload, many at once, how soon the summary is fresh, and its start. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Round } from '../../functions/domain/round/round.ts';
import type { ReturnsOnDisk } from './batch.ts';
import { makeReturns, writeReturns, writeRoster } from './generate-returns.ts';
import { withService } from './service-process.ts';
import { openRound, readReturns } from './service-round.ts';
import { benchRush, type RushSize } from './service-rush.ts';
import { benchStart } from './service-start.ts';
import { benchFreshness } from './service-summary.ts';
import { benchUpload } from './service-upload.ts';
import type { BenchTable } from './tables.ts';

export interface ServiceSizes {
  /** Returns sent one by one, and how many of them warm the service up. */
  readonly uploads: number;
  readonly warmUp: number;
  /** Returns sent at once. */
  readonly returns: number;
  readonly rush: RushSize;
  readonly starts: number;
}

/** Measures the service over sound returns of its own and, for the summary, over `provinces`. */
export async function* benchService(
  round: Round,
  roundFile: string,
  provinces: readonly ReturnsOnDisk[],
  sizes: ServiceSizes,
): AsyncGenerator<BenchTable> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-service-'));
  try {
    const roster = join(folder, 'roster.csv');
    const files = await soundReturns(join(folder, 'returns'), roster, roundFile, sizes.returns);
    yield await benchStart(sizes.starts);
    const some = files.slice(0, sizes.uploads + sizes.warmUp);
    yield await withService(async (service) =>
      benchUpload(round, await openRound(service, round, roster), some, sizes.warmUp),
    );
    yield await benchRush(round, roster, files, sizes.rush);
    yield await benchFreshness(round, provinces, sizes.rush.clients);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function soundReturns(folder: string, roster: string, roundFile: string, size: number) {
  const made = makeReturns(size);
  await writeReturns(folder, made, roundFile);
  await writeRoster(
    roster,
    made.map(({ commune }) => commune),
  );
  return readReturns(folder, await readdir(folder));
}
