/** Whether the stores can keep what they are sent. */
import { statfs } from 'node:fs/promises';
import type { Clock } from '../ports/clock.ts';
import type { Documents } from '../ports/documents.ts';
import type { Files } from '../ports/files.ts';
import { Problem } from '../problems.ts';

/** A return, what is made of it, and a database that grows meanwhile. */
const ROOM_BYTES = 8 * 2 ** 20;
const PROBE = 'health/probe';

export interface Stores {
  readonly documents: Documents;
  readonly files: Files;
}

/** Gives why `probe` failed, if it did. Anyone may ask, and each look costs something: those who ask meanwhile share one. */
export function health(probe: () => Promise<void>): () => Promise<Problem | undefined> {
  let probing: Promise<Problem | undefined> | undefined;

  async function look(): Promise<Problem | undefined> {
    try {
      await probe();
      return undefined;
    } catch (error) {
      return error instanceof Problem ? error : new Problem('STORE_UNAVAILABLE', {}, { cause: error });
    }
  }

  return () => {
    probing ??= look().finally(() => {
      probing = undefined;
    });
    return probing;
  };
}

/**
 * Writes a little to each store of a data folder: that they can be read says nothing of whether they can keep, and a little may
 * fit where a return does not.
 */
export function probeFolder(dataDir: string, { documents, files }: Stores, clock: Clock) {
  const bytes = new TextEncoder().encode('probe');
  return async (): Promise<void> => {
    const { bavail, bsize } = await statfs(dataDir);
    if (bavail * bsize < ROOM_BYTES) throw new Problem('STORE_UNAVAILABLE');
    await documents.transact(async (transaction) => transaction.set(['health', 'probe'], { at: clock() }));
    await files.delete(PROBE);
    await files.put(PROBE, bytes);
  };
}

/** Reads from each store of Google's: they are never full, but may not be reached or not be ours. */
export const probeCloud =
  ({ documents, files }: Stores) =>
  async (): Promise<void> => {
    await Promise.all([documents.get(['health', 'probe']), files.get(PROBE)]);
  };
