import type { DatabaseSync } from 'node:sqlite';
import { translated } from './failures.ts';

/**
 * Runs `act` in one transaction of the database, and undoes it when it throws.
 *
 * `IMMEDIATE` takes the right to write at the beginning, so that nothing read in `act` can change before it has written.
 *
 * @throws Problem STORE_BUSY, STORE_UNAVAILABLE
 */
export function atomically<T>(db: DatabaseSync, kind: 'IMMEDIATE' | 'DEFERRED', act: () => T): T {
  return translated(() => {
    db.exec(`BEGIN ${kind}`);
    try {
      const result = act();
      db.exec('COMMIT');
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK'); // a full disk has ended it already
      throw error;
    }
  });
}
