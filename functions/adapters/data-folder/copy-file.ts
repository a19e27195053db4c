import { constants, copyFile, link } from 'node:fs/promises';
import { syncFile } from '../disk/folders.ts';

/** Copies a file and has it safe on the disk. */
export async function copySynced(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  await syncFile(to);
}

/** Gives a file that never changes a second name, or where that is not possible (another disk, no right) a copy. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    await copySynced(from, to);
  }
}
