import { dirname, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { onDisk } from '../disk/failures.ts';
import { makeFolder } from '../disk/folders.ts';
import { asProblem, isBusy, translated } from './failures.ts';
import { migrate } from './migrations.ts';

/** Short, because the whole process stands still meanwhile; who waits longer does so between attempts. */
const BUSY_TIMEOUT_MS = 100;
const ATTEMPTS = 50;

/**
 * WAL: readers and the writer do not wait for each other. FULL: a commit is on the disk before it is acknowledged;
 * `fullfsync` says the same to macOS, and is nothing elsewhere.
 */
const SETTINGS = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;';

/**
 * Opens `file` as this version of the program wants it; folder and file are made when they are not there.
 *
 * Processes that open it in the same moment wait for the one that sets it up.
 *
 * @throws Problem STORE_NEWER, STORE_BUSY, STORE_UNAVAILABLE
 */
export async function openDatabase(file: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await import('node:sqlite'); // where documents are kept elsewhere, it is never loaded
  const path = resolve(file); // never taken for a URI
  await onDisk(() => makeFolder(dirname(path)));

  for (let attempt = 1; ; attempt += 1) {
    try {
      return prepared(translated(() => new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS })));
    } catch (error) {
      if (!isBusy(error) || attempt === ATTEMPTS) throw error;
      await pause(BUSY_TIMEOUT_MS);
    }
  }
}

function prepared(db: DatabaseSync): DatabaseSync {
  try {
    migrate(db);
    db.exec(SETTINGS);
    return db;
  } catch (error) {
    db.close();
    throw asProblem(error);
  }
}
