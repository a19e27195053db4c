/** Many clients at once: uploads a second, beside what the same machine gives for the checks alone and the writes alone. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderFiles } from '../../functions/adapters/folder-files/folder-files.ts';
import { sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import { workerPool } from '../../functions/adapters/worker-pool/worker-pool.ts';
import { toDocument } from '../../functions/domain/register/submission-document.ts';
import type { Round } from '../../functions/domain/round/round.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import type { Done, Job, WorkSettings } from '../../functions/service/works.ts';
import { asJson, fileNames, places } from '../../functions/use-cases/register/places.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';
import { p95, type Rush, rush } from './service-clients.ts';
import { type Usage, withService } from './service-process.ts';
import { openRound, type ReturnFile } from './service-round.ts';
import type { BenchTable } from './tables.ts';
import { median } from './timing.ts';

export interface RushSize {
  readonly clients: number;
  /** How often all of it is done, on a new data folder each time. */
  readonly repeats: number;
}

interface Turn {
  readonly checks: Rush;
  readonly writes: Rush;
  readonly uploads: Rush;
  readonly faults: number;
  readonly miscounted: number;
  readonly usage: Usage;
}

/** Measures checks, writes and uploads in turn. */
export async function benchRush(
  round: Round,
  roster: string,
  files: readonly ReturnFile[],
  { clients, repeats }: RushSize,
): Promise<BenchTable> {
  const turns: Turn[] = [];
  for (let turn = 0; turn < repeats; turn += 1) {
    const { checks, submissions } = await checksAlone(round, files, clients);
    const writes = await writesAlone(round, files, submissions, clients);
    turns.push({ checks, writes, ...(await uploads(round, roster, files, clients)) });
  }
  const sum = (of: (turn: Turn) => number) => turns.reduce((total, turn) => total + of(turn), 0);
  const middle = (of: (turn: Turn) => number) => median(turns.map(of));
  const row = (name: string, of: (turn: Turn) => Rush, aim = '') => [
    name,
    middle((turn) => files.length / of(turn).seconds).toFixed(0),
    middle((turn) => p95(of(turn).ms)).toFixed(0),
    aim,
  ];
  return {
    title: `${clients} clients send ${files.length} returns (median of ${repeats})`,
    head: ['', 'a second', 'p95 ms', 'aim'],
    rows: [
      row('baseline: the checks alone, in as many threads', ({ checks }) => checks),
      row('baseline: the durable writes alone', ({ writes }) => writes),
      row('uploads through HTTP', (turn) => turn.uploads, '≥ 100 a second'),
    ],
    notes: [
      `Answers that were not an acceptance: ${sum(({ faults }) => faults)}; returns not counted exactly once: ${sum(({ miscounted }) => miscounted)}.`,
      `The service took ${middle(({ usage }) => (usage.cpuSeconds * 1000) / files.length).toFixed(1)} ms of CPU a return, start and summaries included; its peak was ${middle(({ usage }) => usage.peakMiB).toFixed(0)} MiB.`,
      'The clients ran on the same machine.',
    ],
  };
}

/** The threads of the service, asked directly. */
async function checksAlone(round: Round, files: readonly ReturnFile[], clients: number) {
  const settings: WorkSettings = { formsFolder: FORMS_FOLDER, key: '00' };
  const pool = workerPool<Job, Done>(new URL('../../functions/entry/works-worker.ts', import.meta.url), settings);
  const submissions = new Map<string, Submission>();
  const check = async ({ code, bytes }: ReturnFile) => {
    const done = await pool.run({ name: 'check', given: [{ name: 'phieu.xlsx', bytes }, { round }] });
    if (!('result' in done)) throw new Error(`a sound return was refused: ${done.refused.code}`);
    submissions.set(code, done.result as Submission);
  };
  try {
    await rush(files.slice(0, WARM_UP), clients, check);
    return { checks: await rush(files, clients, check), submissions };
  } finally {
    await pool.close();
  }
}

/** The original and, in one step, the same four documents as an upload writes. */
async function writesAlone(
  round: Round,
  files: readonly ReturnFile[],
  submissions: ReadonlyMap<string, Submission>,
  clients: number,
): Promise<Rush> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-writes-'));
  const documents = await sqliteDocuments({ file: join(folder, 'data.sqlite') });
  const kept = await folderFiles(join(folder, 'files'));
  try {
    return await rush(files, clients, async ({ code, bytes }) => {
      const submission = submissions.get(code) as Submission;
      await kept.put(fileNames.original(round.id, code, submission.sha256), bytes);
      await documents.transact(async (transaction) => {
        transaction.set(places.commune(round.id, code), { versions: [] });
        transaction.create(places.version(round.id, code, 1), asJson(toDocument(submission)));
        transaction.create(places.logEntry(round.id, code), { commune: code });
        transaction.set(places.reminders(round.id), { mark: code });
      });
    });
  } finally {
    await documents.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const WARM_UP = 24;

function uploads(round: Round, roster: string, files: readonly ReturnFile[], clients: number) {
  return withService(async (service) => {
    const open = await openRound(service, round, roster);
    await rush(files.slice(0, WARM_UP), clients, open.tryOut);
    let faults = 0;
    const taken = await rush(files, clients, async (file) => {
      if ((await open.send(file)) !== 201) faults += 1;
    });
    await open.fresh();
    const { length: miscounted } = await open.miscounted(files.map(({ code }) => code));
    return { uploads: taken, faults, miscounted, usage: await service.stop() };
  });
}
