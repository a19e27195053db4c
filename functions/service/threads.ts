/** The threads of a service: some for works on single returns, one for summaries. They start with their first job. */
import { type WorkerPool, workerPool } from '../adapters/worker-pool/worker-pool.ts';
import { Problem } from '../problems.ts';
import type { StoredSummary } from '../use-cases/register/summary-state.ts';
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

/** The works, one thread per core. */
export function threadedWorks(settings: WorkSettings): { readonly works: Works; readonly close: () => Promise<void> } {
  const pool = workerPool<Job, Done>(new URL('../entry/works-worker.ts', import.meta.url), settings);
  return { works: remoteWorks((job) => pool.run(job).catch(refuseTooLarge)), close: () => pool.close() };
}

/** A workbook that a thread's memory cannot hold is turned away like one that goes past the reader's bounds. */
function refuseTooLarge(failure: unknown): never {
  if ((failure as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw failure;
  throw new Problem('FILE_EXPANDS_TOO_FAR');
}
