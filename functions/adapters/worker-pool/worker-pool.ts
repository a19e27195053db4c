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

export interface PoolSize {
  readonly threads?: number;
  /**
   * Left alone a thread lets its heap grow with the machine's memory, which makes nothing faster here. The largest workbook
   * that the reader lets through needs a good half of what is usual.
   */
  readonly heapMb?: number;
}

/** Threads start with the first job; each loads `module` with `data` as its `workerData`. */
export function workerPool<Job, Result>(
  module: URL,
  data: unknown,
  { threads: size = availableParallelism(), heapMb = 256 }: PoolSize = {},
): WorkerPool<Job, Result> {
  const resourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: heapMb };
  const queue: Waiting<Job, Result>[] = [];
  let threads: readonly ReturnType<typeof thread>[] = [];

  function thread() {
    const state: { worker?: Worker; current?: Waiting<Job, Result> } = {};

    /**
     * A thread that dies takes its job with it, not the others': a new one takes its place when there is a job for it. One
     * that cannot start would else be started again and again.
     */
    function start(): Worker {
      const worker = new Worker(module, { workerData: data, resourceLimits });
      worker.on('message', (reply: Reply<Result>) => {
        const { current } = state;
        next();
        if ('failure' in reply) current?.reject(reply.failure);
        else current?.resolve(reply.result);
      });
      worker.on('error', (failure) => {
        const { current } = state;
        state.worker = undefined;
        next();
        current?.reject(failure);
      });
      return worker;
    }
    function next(): void {
      state.current = queue.shift();
      if (!state.current) return;
      state.worker ??= start();
      state.worker.postMessage(state.current.job);
    }
    return { state, next };
  }

  return {
    run(job) {
      return new Promise((resolve, reject) => {
        if (threads.length === 0) threads = Array.from({ length: size }, () => thread());
        queue.push({ job, resolve, reject });
        threads.find(({ state }) => state.current === undefined)?.next();
      });
    },
    async close() {
      await Promise.all(threads.map(({ state }) => state.worker?.terminate()));
    },
  };
}
