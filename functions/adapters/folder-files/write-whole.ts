import { open, rename, rm } from 'node:fs/promises';
import { unfinishedBeside } from './leftovers.ts';

/** Writes a file that is there whole or not at all. Its name is safe only when its folder has been synced too. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = unfinishedBeside(path);
  try {
    await writeSynced(unfinished, bytes);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {}); // what cannot be removed now is swept later
    throw error;
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
