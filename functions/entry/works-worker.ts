/** A thread of the service: does the works it is asked for by message. */
import { workerData } from 'node:worker_threads';
import { serveJobs } from '../adapters/worker-pool/serve-jobs.ts';
import { doJob, type Job, openWorks, type WorkSettings } from '../service/works.ts';

const works = openWorks(workerData as WorkSettings);

serveJobs((job: Job) => doJob(works, job));
