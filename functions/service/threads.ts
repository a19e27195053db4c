/** The threads of a service: some for works on single returns, one for summaries. They start with their first job. */
import { type WorkerPool, workerPool } from '../adapters/worker-pool/worker-pool.ts';
import { Problem } from '../problems.ts';
import type { StoredSummary } from '../use-cases/register/summary-state.ts';
import { boundedRoom } from './bounded-room.ts';
import type { BuilderSettings } from './builder.ts';
import { remoteWorks } from './remote-works.ts';
import type { Done, Job, WorkSettings, Works } from './works.ts';

/** 3,321 communes need a good half of it. */
const BUILDER_HEAP_MB = 1024;

/** The thread that builds a round's summary, one after the other. */
export function builderThread(settings: BuilderSettings): WorkerPool<string, StoredSummary> {
  return workerPool(new URL('../entry/build-worker.ts', import.meta.url), settings, {
    threads: 1,
    heapMb: BUILDER_HEAP_MB,
  });
}

/** What strangers sent and no thread has looked at yet: thousands of ordinary returns, or some fifty of the largest. */
const ROOM_BYTES = 256 * 2 ** 20;

/** The works, one thread per core. @throws Problem STORE_BUSY when more was sent than can be held */
export function threadedWorks(settings: WorkSettings): { readonly works: Works; readonly close: () => Promise<void> } {
  const pool = workerPool<Job, Done>(new URL('../entry/works-worker.ts', import.meta.url), settings);
  const room = boundedRoom(ROOM_BYTES);
  const run = (job: Job) => room(sentBytes(job), () => pool.run(job).catch((failure) => refuseTooLarge(job, failure)));
  return { works: remoteWorks(run), close: () => pool.close() };
}

/** Bytes that came from outside; other jobs are made of what is stored. */
function sentBytes(job: Job): number {
  if (job.name === 'check') return job.given[0].bytes.length;
  return job.name === 'roster' || job.name === 'values' ? job.given[0].length : 0;
}

/** A workbook that a thread's memory cannot hold is turned away like one that goes past the reader's bounds. */
function refuseTooLarge({ name }: Job, failure: unknown): never {
  const isTooLarge = (failure as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isTooLarge && (name === 'check' || name === 'roster' || name === 'values'))
    throw new Problem('FILE_EXPANDS_TOO_FAR');
  throw failure;
}
