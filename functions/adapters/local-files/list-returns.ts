/** The files of a folder of returns, as they are. */
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { FileReference } from '../../ports/return-desk.ts';
import { Problem } from '../../problems.ts';

/**
 * Lists every file below `folder`, by name. Left out are only what programs leave lying about: lock files of open
 * workbooks, hidden files.
 *
 * @throws Problem FOLDER_NOT_FOUND
 */
export async function listReturns(folder: string): Promise<readonly FileReference[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile() && !/^(?:[.~]|Thumbs\.db$|desktop\.ini$)/.test(entry.name));
    return files
      .map((entry) => fileIn(folder, join(entry.parentPath, entry.name)))
      .sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch (cause) {
    throw new Problem('FOLDER_NOT_FOUND', { folder }, { cause });
  }
}

const fileIn = (folder: string, path: string): FileReference => ({
  name: relative(folder, path).replaceAll('\\', '/').normalize('NFC'),
  path,
});
