/** Files being written have names of their own, by which a crash's leftovers are known. */
import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { orAbsent } from './disk-failures.ts';

/** "~" stands in no file's name, so nothing half-written can be asked for or listed. */
const MARK = 'dang-ghi~';
const OLD_MS = 3_600_000;

/** A name beside `path` that nobody else uses. */
export const unfinishedBeside = (path: string): string => join(dirname(path), `${MARK}${randomUUID()}`);

/**
 * Removes what was being written when a process died, an hour ago or longer: younger ones may belong to another process.
 *
 * A folder that cannot be swept can still be read, so failures are left to the first write.
 */
export async function sweepLeftovers(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.name.startsWith(MARK)) await removeIfOld(join(entry.parentPath, entry.name)).catch(() => {});
  }
}

async function removeIfOld(path: string): Promise<void> {
  const found = await orAbsent(stat(path));
  if (found && Date.now() - found.mtimeMs > OLD_MS) await rm(path, { force: true });
}
