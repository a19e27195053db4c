/** A thread of the desk: the same use cases as on the main thread, asked by message. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Reply } from '../adapters/worker-pool/worker-pool.ts';
import { type DeskJob, type DeskSettings, localDesk, runJob } from '../wiring.ts';

const desk = localDesk(workerData as DeskSettings);

parentPort?.on('message', async (job: DeskJob) => {
  const reply: Reply<unknown> = await runJob(desk, job).then(
    (result) => ({ result }),
    (failure: unknown) => ({ failure }),
  );
  parentPort?.postMessage(reply);
});
