/** The thread that builds summaries, on a connection of its own: a province of thousands must not keep visitors waiting. */
import { workerData } from 'node:worker_threads';
import { serveJobs } from '../adapters/worker-pool/serve-jobs.ts';
import { type BuilderSettings, openBuilder } from '../service/builder.ts';

const builder = openBuilder(workerData as BuilderSettings);

serveJobs(async (round: string) => (await builder)(round));
