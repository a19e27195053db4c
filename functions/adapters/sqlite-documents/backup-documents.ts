/** A copy of the documents in one file, taken while the service goes on working. */
import { rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Problem } from '../../problems.ts';
import { syncFile, syncFolder } from '../disk/folders.ts';
import { asProblem } from './failures.ts';

const PAGES_AT_ONCE = 1000;

/**
 * Copies the documents of `file`, as they stood at one moment, to `to`, which opens like any other store.
 *
 * Writing goes on meanwhile, in this process and in others. What lay at `to` is replaced at the end, by a whole copy. The
 * file is copied as it is, so that a newer program can be tried after a backup.
 *
 * @throws Problem STORE_BUSY, STORE_UNAVAILABLE
 */
export async function backupDocuments(file: string, to: string): Promise<void> {
  const target = resolve(to);
  if (target === resolve(file)) throw new Error('a backup would replace its source');
  const unfinished = `${target}~`;
  try {
    await rm(unfinished, { force: true });
    await copyMoment(resolve(file), unfinished);
    await syncFile(unfinished);
    await removeBeside(target);
    await rename(unfinished, target);
    await syncFolder(dirname(target));
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw storeFailure(error);
  }
}

/** The transaction holds one state of the file; without it, each write from outside would start the copy anew. */
async function copyMoment(file: string, to: string): Promise<void> {
  const { backup, DatabaseSync } = await import('node:sqlite');
  const source = new DatabaseSync(file, { readOnly: true });
  try {
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await backup(source, to, { rate: PAGES_AT_ONCE });
  } finally {
    source.close();
  }
}

/** An earlier copy may have been opened, and what SQLite left beside it would be taken for a part of the new one. */
async function removeBeside(target: string): Promise<void> {
  await Promise.all(['-wal', '-shm'].map((end) => rm(target + end, { force: true })));
}

function storeFailure(error: unknown): unknown {
  const isOfDisk = error instanceof Error && 'syscall' in error;
  return isOfDisk ? new Problem('STORE_UNAVAILABLE', {}, { cause: error }) : asProblem(error);
}
