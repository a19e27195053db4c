/** A thread of the service: does the works it is asked for by message. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Reply } from '../adapters/worker-pool/worker-pool.ts';
import { doJob, type Job, openWorks, type WorkSettings } from '../service/works.ts';

const works = openWorks(workerData as WorkSettings);

parentPort?.on('message', async (job: Job) => {
  const reply: Reply<unknown> = await doJob(works, job).then(
    (result) => ({ result }),
    (failure: unknown) => ({ failure }),
  );
  parentPort?.postMessage(reply);
});
