/** A new name is safe from a power cut only when the folder that holds it has been synced. */
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { orAbsent } from './disk-failures.ts';

/**
 * Makes `folder` and what is missing above it.
 *
 * One by one: Node's own recursive `mkdir` never ends where a folder exists in which none can be made, e.g. `/proc`.
 */
export async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) await makeFolder(above);
  await mkdir(folder).catch(async (error) => {
    if (!(await isFolder(folder))) throw error; // made by somebody else meanwhile
  });
  await syncFolders(above, above);
}

const isFolder = async (path: string): Promise<boolean> => (await orAbsent(stat(path)))?.isDirectory() ?? false;

/** Syncs `folder` and those above it up to `top`, which holds it. */
export async function syncFolders(folder: string, top: string): Promise<void> {
  if (process.platform === 'win32') return; // it keeps names itself, and lets no program sync a folder
  await syncFolder(folder);
  if (folder !== top) await syncFolders(dirname(folder), top);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
