/** Builds that another function makes: asked for by message, seen in the store when they are done. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Announce } from '../ports/announce.ts';
import type { Builds } from '../use-cases/register/build-queue.ts';

const LOOK_EVERY_MS = 500;
/** A province of 3,321 communes, with a function that has to start first. */
const LONGEST_BUILD_MS = 120_000;

/** `isFresh`: whether the stored summary of a round holds everything. */
export function announcedBuilds(announce: Announce, isFresh: (round: string) => Promise<boolean>): Builds {
  return {
    ask: announce,
    async idle(round) {
      for (
        const end = Date.now() + LONGEST_BUILD_MS;
        Date.now() < end;
        await pause(LOOK_EVERY_MS, undefined, { ref: false })
      )
        if (await isFresh(round)) return;
    },
  };
}
