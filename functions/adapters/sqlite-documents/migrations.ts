/** The steps that make a file what this version of the program expects. */
import type { DatabaseSync } from 'node:sqlite';
import { Problem } from '../../problems.ts';
import { atomically } from './atomically.ts';

/**
 * Step n brings a file from version n to n + 1. A step that was released is never edited: files out there have it behind them.
 *
 * A revision is never given twice, not even after a deletion (AUTOINCREMENT), and a document written again gets a new one.
 * So one that was deleted and made anew is seen to have changed.
 */
export const STEPS: readonly string[] = [
  `CREATE TABLE document (
     revision INTEGER PRIMARY KEY AUTOINCREMENT,
     collection TEXT NOT NULL COLLATE BINARY,
     id TEXT NOT NULL COLLATE BINARY,
     body TEXT NOT NULL,
     UNIQUE (collection, id)
   ) STRICT`,
];

/**
 * Brings the file to the newest version in one transaction: a step that fails leaves it as it was.
 *
 * @throws Problem STORE_NEWER when a newer program wrote it; the file is not touched then.
 */
export function migrate(db: DatabaseSync, steps: readonly string[] = STEPS): void {
  if (versionOf(db, steps) === steps.length) return;
  atomically(db, 'IMMEDIATE', () => {
    for (const step of steps.slice(versionOf(db, steps))) db.exec(step); // read again: another process may have been faster
    db.exec(`PRAGMA user_version = ${steps.length}`);
  });
}

function versionOf(db: DatabaseSync, steps: readonly string[]): number {
  const found = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (found > steps.length) throw new Problem('STORE_NEWER', { found, known: steps.length });
  return found;
}
