/** Files in one folder, under their own names: a backup of them is a copy of the folder. */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { type Files, isFileName } from '../../ports/files.ts';
import { Problem } from '../../problems.ts';
import { onDisk, orAbsent } from '../disk/failures.ts';
import { makeFolder, syncFolders } from '../disk/folders.ts';
import { sweepLeftovers } from '../disk/leftovers.ts';
import { writeWhole } from '../disk/whole-file.ts';

/** "~" stands in no file's name, so nothing half-written can be asked for or listed. */
const MARK = 'dang-ghi~';
const HOUR_MS = 3_600_000;

/**
 * Opens `root`, which is made when it is not there, and clears away what a crash left half-written.
 *
 * @throws Problem STORE_UNAVAILABLE
 */
export async function folderFiles(root: string): Promise<Files> {
  const top = resolve(root);
  await onDisk(() => makeFolder(top));
  await sweepLeftovers(top, { mark: MARK, olderThanMs: HOUR_MS, recursive: true });

  return {
    async put(name, bytes) {
      const path = pathOf(name);
      await onDisk(async () => {
        await makeFolder(dirname(path));
        if (!(await isFile(path))) await writeWhole(path, bytes, MARK);
        await syncFolders(dirname(path), top); // also when it is there: its writer may have got no further
      });
    },
    async get(name) {
      const path = pathOf(name);
      return onDisk(async () => ((await isFile(path)) ? await orAbsent(readFile(path)) : undefined));
    },
    async delete(name) {
      const path = pathOf(name);
      await onDisk(async () => {
        if (!(await isFile(path))) return;
        await rm(path, { force: true });
        await syncFolders(dirname(path), dirname(path));
      });
    },
    list: (prefix) => onDisk(() => namesIn(top, prefix)),
  };

  function pathOf(name: string): string {
    if (!isFileName(name)) throw new Problem('FILE_NAME_REFUSED', { name });
    return join(top, name);
  }
}

const isFile = async (path: string): Promise<boolean> => (await orAbsent(stat(path)))?.isFile() ?? false;

/** Looks only below the folders that the prefix names. Half-written files have names that no file may have. */
async function namesIn(top: string, prefix: string): Promise<string[]> {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  if (folder !== '' && !isFileName(folder.slice(0, -1))) return [];
  const entries = await orAbsent(readdir(join(top, folder), { withFileTypes: true, recursive: true }));
  return (entries ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => relative(top, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((name) => isFileName(name) && name.startsWith(prefix))
    .sort();
}
