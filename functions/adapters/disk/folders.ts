/** Folders that are there, also after a power cut: a new name is safe only when the folder that holds it has been synced. */
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { orAbsent } from './failures.ts';

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
  await syncFolder(above);
}

const isFolder = async (path: string): Promise<boolean> => (await orAbsent(stat(path)))?.isDirectory() ?? false;

/** Syncs `folder` and those above it up to `top`, which holds it. */
export async function syncFolders(folder: string, top: string): Promise<void> {
  await syncFolder(folder);
  if (folder !== top) await syncFolders(dirname(folder), top);
}

/** Has the names in `folder` safe on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // it keeps names itself, and lets no program sync a folder
  await synced(folder, 'r');
}

/** Has the content of `file` safe on the disk. */
export const syncFile = (file: string): Promise<void> => synced(file, 'r+');

async function synced(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
