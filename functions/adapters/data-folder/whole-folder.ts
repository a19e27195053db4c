/** A folder that appears whole or not at all: written beside its place, safe on the disk, then renamed. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Problem } from '../../problems.ts';
import { makeFolder, syncFolder } from '../disk/folders.ts';
import { sweepLeftovers } from '../disk/leftovers.ts';

const MARK = '.dang-ghi~';
/** No backup takes so long; what is older was left by a process that died. */
const OLD_MS = 86_400_000;

/**
 * Has `write` fill a folder beside `target`, and puts it in place when all is done. An empty folder there is replaced.
 *
 * @throws Problem OUTPUT_NOT_WRITABLE, OUTPUT_IN_THE_WAY (something came to lie there meanwhile)
 */
export async function withWholeFolder<T>(target: string, write: (folder: string) => Promise<T>): Promise<T> {
  const place = resolve(target);
  const unfinished = join(dirname(place), `${MARK}${basename(place)}-${randomUUID()}`);
  await prepare(unfinished);
  try {
    const result = await write(unfinished);
    await syncAll(unfinished);
    await putInPlace(unfinished, place);
    return result;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw isOfDisk(error) ? new Problem('OUTPUT_NOT_WRITABLE', { folder: dirname(place) }, { cause: error }) : error;
  }
}

/** Full, read-only, no right. */
const isOfDisk = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

async function prepare(unfinished: string): Promise<void> {
  const above = dirname(unfinished);
  try {
    await makeFolder(above);
    await sweepLeftovers(above, { mark: MARK, olderThanMs: OLD_MS });
    await mkdir(unfinished, { mode: 0o700 });
  } catch (cause) {
    throw new Problem('OUTPUT_NOT_WRITABLE', { folder: above }, { cause });
  }
}

async function putInPlace(unfinished: string, place: string): Promise<void> {
  try {
    await rename(unfinished, place);
  } catch (cause) {
    throw new Problem('OUTPUT_IN_THE_WAY', { path: place }, { cause });
  }
  await syncFolder(dirname(place));
}

/** A name is safe from a power cut only when the folder that holds it has been synced. */
async function syncAll(top: string): Promise<void> {
  const entries = await readdir(top, { withFileTypes: true, recursive: true });
  const folders = entries.flatMap((entry) => (entry.isDirectory() ? [join(entry.parentPath, entry.name)] : []));
  for (const folder of [...folders, top]) await syncFolder(folder);
}
