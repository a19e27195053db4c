/** What a process was writing when it died is known by the mark its name begins with. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { orAbsent } from './failures.ts';

export interface Leftovers {
  readonly mark: string;
  /** Younger ones may belong to another process. */
  readonly olderThanMs: number;
  /** Also in the folders below. */
  readonly recursive?: boolean;
}

/** Removes leftovers in `folder`. What cannot be swept can still be read, so failures are left to the first write. */
export async function sweepLeftovers(
  folder: string,
  { mark, olderThanMs, recursive = false }: Leftovers,
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive }).catch(() => []);
  for (const entry of entries.filter(({ name }) => name.startsWith(mark)))
    await removeIfOld(join(entry.parentPath, entry.name), olderThanMs).catch(() => {});
}

async function removeIfOld(path: string, olderThanMs: number): Promise<void> {
  const found = await orAbsent(stat(path));
  if (found && Date.now() - found.mtimeMs > olderThanMs) await rm(path, { recursive: true, force: true });
}
