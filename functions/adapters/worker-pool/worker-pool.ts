/** Runs one module in several threads and hands each job to the thread that is free. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** What a worker module answers to a job. */
export type Reply<Result> = { readonly result: Result } | { readonly failure: unknown };

export interface WorkerPool<Job, Result> {
  /** Rejects with what the job threw, or when its thread died. */
  run(job: Job): Promise<Result>;
  close(): Promise<void>;
}

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly resolve: (result: Result) => void;
  readonly reject: (failure: unknown) => void;
}

/**
 * Left alone a thread lets its heap grow with the machine's memory, which makes nothing faster here. The largest workbook
 * that the reader lets through needs a good half of this.
 */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

/** Starts the threads; each loads `module` with `data` as its `workerData`. */
export function workerPool<Job, Result>(
  module: URL,
  data: unknown,
  size = availableParallelism(),
): WorkerPool<Job, Result> {
  const queue: Waiting<Job, Result>[] = [];
  const threads = Array.from({ length: size }, () => thread());

  function thread() {
    const state: { worker: Worker; current?: Waiting<Job, Result> } = { worker: start() };

    /** A thread that dies takes its job with it, not the others': a new one takes its place. */
    function start(): Worker {
      const worker = new Worker(module, { workerData: data, resourceLimits: LIMITS });
      worker.on('message', (reply: Reply<Result>) => {
        const { current } = state;
        next();
        if ('failure' in reply) current?.reject(reply.failure);
        else current?.resolve(reply.result);
      });
      worker.on('error', (failure) => {
        const { current } = state;
        state.worker = start();
        next();
        current?.reject(failure);
      });
      return worker;
    }
    function next(): void {
      state.current = queue.shift();
      if (state.current) state.worker.postMessage(state.current.job);
    }
    return { state, next };
  }

  return {
    run(job) {
      return new Promise((resolve, reject) => {
        queue.push({ job, resolve, reject });
        threads.find(({ state }) => state.current === undefined)?.next();
      });
    },
    async close() {
      await Promise.all(threads.map(({ state }) => state.worker.terminate()));
    },
  };
}
