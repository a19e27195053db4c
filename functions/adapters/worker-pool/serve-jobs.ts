/** The thread's side of a pool: does the jobs it is sent, one answer for each. */
import { parentPort } from 'node:worker_threads';
import type { Reply } from './worker-pool.ts';

/** Answers every job with what `work` makes of it, or with what it threw. */
export function serveJobs<Job>(work: (job: Job) => Promise<unknown>): void {
  parentPort?.on('message', async (job: Job) => {
    const reply: Reply<unknown> = await work(job).then(
      (result) => ({ result }),
      (failure: unknown) => ({ failure }),
    );
    parentPort?.postMessage(reply);
  });
}
