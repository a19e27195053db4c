/** The files of a folder of returns, as they are. */
import { readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
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

/**
 * Refuses a folder of results in which the next run would take its own results for returns.
 *
 * @throws Problem OUTPUT_INSIDE_INPUT
 */
export function keepApart(folder: string, output: string): void {
  const [from, to] = [resolve(folder), resolve(output)];
  if (to === from || to.startsWith(from + sep)) throw new Problem('OUTPUT_INSIDE_INPUT', { folder: output });
}
