/**
 * Builds that leave the machine to those who send. While returns pour in, each makes the summary out of date again, and a
 * builder that never rests takes as much of the machine as the checks themselves.
 */
import { setTimeout as pause } from 'node:timers/promises';

/** Of the time a build took. */
const REST = 2;
const LONGEST_REST_MS = 5000;

export interface RestedBuilds<Result> {
  /** Builds at once, or when the rest after the build before is over. */
  readonly build: (round: string) => Promise<Result>;
  /** No more rests: whoever closes the service does not wait for one. */
  readonly hurry: () => void;
}

/** The same builds, with a rest after each of twice the time it took, of five seconds at most. */
export function restedBuilds<Result>(build: (round: string) => Promise<Result>): RestedBuilds<Result> {
  const haste = new AbortController();
  let restsUntil = 0;

  return {
    async build(round) {
      const rest = restsUntil - performance.now();
      if (rest > 0) await pause(rest, undefined, { signal: haste.signal }).catch(() => {});
      const start = performance.now();
      try {
        return await build(round);
      } finally {
        const end = performance.now();
        restsUntil = end + Math.min(LONGEST_REST_MS, REST * (end - start));
      }
    },
    hurry: () => haste.abort(),
  };
}
