/**
 * The way in which Google is asked: never faster than its quotas, and again, later and later, where it was only busy. Time and
 * chance are arguments, so that 135 communes can be published on a clock of their own.
 */
import { isBusy, retryAfterMs, translated } from './failures.ts';

export interface Timing {
  /** Milliseconds. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
}

export const REAL_TIME: Timing = {
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

/** What Google counts together. */
export type Lane = 'sheets-reads' | 'sheets-writes' | 'drive';

/** Requests in a minute. Of Sheets' 60 a user some are left for whoever else uses the account; Drive allows far more. */
const A_MINUTE: Readonly<Record<Lane, number>> = { 'sheets-reads': 50, 'sheets-writes': 50, drive: 600 };
const MINUTE_MS = 60_000;

const MOST_ATTEMPTS = 7;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 64_000;
/** Of one request in all: a function that runs for minutes must be able to tell when it ends. */
const LONGEST_IN_ALL_MS = 120_000;

export interface CallOptions {
  /** What was asked may not be asked again before somebody has looked whether it was done. */
  readonly once?: boolean;
}

/** `undefined`: no request of its own, but work made of requests that is done again as a whole. */
export type Call = <T>(lane: Lane | undefined, request: () => Promise<T>, options?: CallOptions) => Promise<T>;

/** Gives the one door to Google. @throws (from the call) the Problems of `translated` */
export function caller(timing: Timing, paces: Readonly<Record<Lane, number>> = A_MINUTE): Call {
  const turns = new Map<Lane, () => Promise<void>>();
  for (const lane of Object.keys(paces) as Lane[]) turns.set(lane, pacemaker(timing, paces[lane]));

  return async (lane, request, { once = false } = {}) => {
    let waited = 0;
    for (let attempt = 1; ; attempt += 1) {
      if (lane) await turns.get(lane)?.();
      try {
        return await request();
      } catch (error) {
        const wait = waitMs(error, attempt, timing);
        waited += wait;
        if (once || attempt >= MOST_ATTEMPTS || waited > LONGEST_IN_ALL_MS || !isBusy(error)) throw translated(error);
        await timing.sleep(wait);
      }
    }
  };
}

/** Truncated exponential, with chance, so that several who were turned away together do not come back together. */
function waitMs(error: unknown, attempt: number, { random, now }: Timing): number {
  const backoff = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS) + Math.floor(random() * FIRST_WAIT_MS);
  return Math.max(backoff, Math.min(retryAfterMs(error, now()) ?? 0, LONGEST_WAIT_MS));
}

/** Lets at most `most` through in any minute, first come, first served. */
function pacemaker({ now, sleep }: Timing, most: number): () => Promise<void> {
  let passed: number[] = [];
  let queue: Promise<void> = Promise.resolve();
  async function pass(): Promise<void> {
    for (;;) {
      passed = passed.filter((at) => at > now() - MINUTE_MS);
      if (passed.length < most) break;
      await sleep((passed[0] ?? 0) + MINUTE_MS - now() + 1);
    }
    passed.push(now());
  }
  return () => {
    queue = queue.then(pass);
    return queue;
  };
}
