/** From the last upload's answer to a summary that holds it, while a whole province sends. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import type { Round } from '../../functions/domain/round/round.ts';
import { openBuilder } from '../../functions/service/builder.ts';
import { places } from '../../functions/use-cases/register/places.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';
import type { ReturnsOnDisk } from './batch.ts';
import { rush } from './service-clients.ts';
import { type Usage, withService } from './service-process.ts';
import { openRound, type ReturnFile, readReturns } from './service-round.ts';
import type { BenchTable } from './tables.ts';
import { timed } from './timing.ts';

interface Measured {
  readonly count: number;
  readonly sendingSeconds: number;
  readonly afterRushMs: number;
  readonly afterOneMs: number;
  readonly aloneMs: number;
  readonly summaryKiB: number;
  readonly faults: number;
  readonly miscounted: number;
  readonly usage: Usage;
}

/** Fills a round with each province through the API, `clients` at a time; the last return is sent when all is quiet. */
export async function benchFreshness(
  round: Round,
  provinces: readonly ReturnsOnDisk[],
  clients: number,
): Promise<BenchTable> {
  const measured: Measured[] = [];
  for (const province of provinces) measured.push(await measure(round, province, clients));
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  return {
    title: `From an upload's answer to a fresh summary; the round was filled by ${clients} clients`,
    head: [
      'communes',
      'build alone s',
      'after one upload s',
      'after the rush s',
      'rush s',
      'summary KiB',
      'peak MiB',
      'errors',
    ],
    rows: measured.map((each) => [
      String(each.count),
      seconds(each.aloneMs),
      seconds(each.afterOneMs),
      seconds(each.afterRushMs),
      each.sendingSeconds.toFixed(1),
      String(Math.round(each.summaryKiB)),
      each.usage.peakMiB.toFixed(0),
      String(each.faults + each.miscounted),
    ]),
    notes: [
      'build alone: baseline, the same round built once more in this process after the service has ended.',
      'errors: answers that were no acceptance, and returns not counted exactly once.',
    ],
  };
}

/** A return with errors is kept and counted in part. */
const KEPT = [201, 422];

function measure(round: Round, { returns, roster }: ReturnsOnDisk, clients: number): Promise<Measured> {
  return withService(async (service) => {
    const files = await readReturns(returns, await readdir(returns));
    const [last, ...others] = files as [ReturnFile, ...ReturnFile[]];
    const open = await openRound(service, round, roster);
    let faults = 0;
    const send = async (file: ReturnFile) => {
      if (!KEPT.includes(await open.send(file))) faults += 1;
    };
    const { seconds: sendingSeconds } = await rush(others, clients, send);
    const afterRushMs = await timed(open.fresh);
    await send(last);
    const afterOneMs = await timed(open.fresh);
    const summaryKiB = (await open.summarySize()) / 1024;
    const { length: miscounted } = await open.miscounted(files.map(({ code }) => code));
    const usage = await service.stop();
    const aloneMs = await buildAlone(service.dataDir, round.id);
    const counts = { count: files.length, faults, miscounted };
    return { ...counts, sendingSeconds, afterRushMs, afterOneMs, aloneMs, summaryKiB, usage };
  });
}

/** Forgets the stored summary and builds it again. */
async function buildAlone(dataDir: string, round: string): Promise<number> {
  const documents = await sqliteDocuments({ file: join(dataDir, 'data.sqlite') });
  await documents.transact(async (transaction) => transaction.delete(places.summary(round)));
  await documents.close();
  const build = await openBuilder({ formsFolder: FORMS_FOLDER, dataDir, publicUrl: 'http://localhost' });
  return timed(() => build(round));
}
