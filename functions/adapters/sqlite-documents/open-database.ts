import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../../problems.ts';
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
  await makeFolder(dirname(path));

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

/** One by one: Node's own recursive `mkdir` never ends where a folder exists in which none can be made, e.g. `/proc`. */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  try {
    await mkdir(folder);
  } catch (cause) {
    if (await isFolder(folder)) return; // made by somebody else meanwhile
    throw new Problem('STORE_UNAVAILABLE', {}, { cause });
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
