/** The thread that builds summaries, on a connection of its own: a province of thousands must not keep visitors waiting. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Reply } from '../adapters/worker-pool/worker-pool.ts';
import { type BuilderSettings, openBuilder } from '../service/builder.ts';

const builder = openBuilder(workerData as BuilderSettings);

parentPort?.on('message', async (round: string) => {
  const reply: Reply<unknown> = await builder
    .then((build) => build(round))
    .then(
      (result) => ({ result }),
      (failure: unknown) => ({ failure }),
    );
  parentPort?.postMessage(reply);
});
