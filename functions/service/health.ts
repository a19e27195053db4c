/** Whether a data folder can keep what it is sent. */
import { statfs } from 'node:fs/promises';
import type { Clock } from '../ports/clock.ts';
import type { Documents } from '../ports/documents.ts';
import type { Files } from '../ports/files.ts';
import { Problem } from '../problems.ts';

/** A return, what is made of it, and a database that grows meanwhile. */
const ROOM_BYTES = 8 * 2 ** 20;
const PROBE = 'health/probe';

export interface HealthNeeds {
  readonly dataDir: string;
  readonly documents: Documents;
  readonly files: Files;
  readonly clock: Clock;
}

/** Writes a little to each store: that they can be read says nothing of whether they can keep. A little may fit where a return does not. */
export function health({ dataDir, documents, files, clock }: HealthNeeds) {
  const bytes = new TextEncoder().encode('probe');
  let probing: Promise<Problem | undefined> | undefined;

  async function probe(): Promise<Problem | undefined> {
    try {
      const { bavail, bsize } = await statfs(dataDir);
      if (bavail * bsize < ROOM_BYTES) return new Problem('STORE_UNAVAILABLE');
      await documents.transact(async (transaction) => transaction.set(['health', 'probe'], { at: clock() }));
      await files.delete(PROBE);
      await files.put(PROBE, bytes);
      return undefined;
    } catch (error) {
      return error instanceof Problem ? error : new Problem('STORE_UNAVAILABLE', {}, { cause: error });
    }
  }

  // Anyone may ask, and each look costs the disk something: those who ask meanwhile share it.
  return () => {
    probing ??= probe().finally(() => {
      probing = undefined;
    });
    return probing;
  };
}
