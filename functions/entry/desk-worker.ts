/** A thread of the desk: the same use cases as on the main thread, asked by message. */
import { workerData } from 'node:worker_threads';
import { serveJobs } from '../adapters/worker-pool/serve-jobs.ts';
import { type DeskJob, type DeskSettings, localDesk, runJob } from '../wiring.ts';

const desk = localDesk(workerData as DeskSettings);

serveJobs((job: DeskJob) => runJob(desk, job));
