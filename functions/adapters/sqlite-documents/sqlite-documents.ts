/**
 * Documents in one SQLite file: the default store, which needs no account and no server.
 *
 * SQLite works while the caller waits, but `work` may take its time, so no lock is held during it. A transaction reads
 * without one, remembers what it saw, and checks that again in the short, undivided step in which it writes. This is right
 * for transactions of one process and of several alike.
 */
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Documents, Transaction } from '../../ports/documents.ts';
import { Problem } from '../../problems.ts';
import { documentTable, valueIn } from './document-table.ts';
import { isBusy } from './failures.ts';
import { openDatabase } from './open-database.ts';
import { recordSteps } from './record-steps.ts';

export interface Patience {
  /** How often a transaction is run before it is given up. */
  readonly attempts?: number;
  /** From 0 to 1, how much of the longest pause is waited: those who met once should not meet again. */
  readonly jitter?: () => number;
}

/**
 * Opens the documents kept in `file`, which is made when it is not there.
 *
 * @throws Problem STORE_NEWER, STORE_BUSY, STORE_UNAVAILABLE
 */
export async function sqliteDocuments({ file, ...patience }: Patience & { readonly file: string }): Promise<Documents> {
  return documentsIn(await openDatabase(file), patience);
}

/** The documents of a database that `openDatabase` gave; closing them closes it. */
export function documentsIn(db: DatabaseSync, { attempts = 40, jitter = Math.random }: Patience = {}): Documents {
  const table = documentTable(db);

  return {
    get: async (path) => valueIn(table.read(path)),
    list: async (collection, page) => table.list(collection, page),
    async transact(work) {
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const done = await runOnce(work);
        if (done) return done.result;
        await pause(jitter() * longestPauseMs(attempt));
      }
      throw new Problem('STORE_BUSY');
    },
    async close() {
      if (db.isOpen) db.close();
    },
  };

  /** `undefined` when somebody else was faster; also when `work` failed over what was no longer so. */
  async function runOnce<T>(work: (transaction: Transaction) => Promise<T>): Promise<{ result: T } | undefined> {
    const steps = recordSteps(table);
    try {
      const result = await work(steps.transaction);
      return table.writeIf(steps.reads, steps.writes) ? { result } : undefined;
    } catch (error) {
      if (isBusy(error) || !table.writeIf(steps.reads, [])) return undefined;
      throw error;
    } finally {
      steps.end();
    }
  }
}

const longestPauseMs = (attempt: number): number => Math.min(2 ** attempt, 250);
