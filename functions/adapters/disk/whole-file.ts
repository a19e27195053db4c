/** Files that are there whole or not at all. */
import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFile } from './folders.ts';

/** Writes `path`; one of the same name is replaced. Its name is safe only when its folder has been synced too. */
export async function writeWhole(path: string, bytes: Uint8Array, mark: string): Promise<void> {
  const unfinished = join(dirname(path), `${mark}${randomUUID()}`);
  try {
    await writeFile(unfinished, bytes, { flag: 'wx' });
    await syncFile(unfinished);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {}); // what cannot be removed now is swept later
    throw error;
  }
}
