/** Originals are kept as long as the province says after a round was closed; what they held stays in the register. */
import type { LogEntry } from '../../domain/register/log-entry.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Documents } from '../../ports/documents.ts';
import type { Files } from '../../ports/files.ts';
import { expiringFiles, listRounds, places, writeLog } from './places.ts';

export interface RetentionNeeds {
  readonly documents: Documents;
  readonly files: Files;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Days after the closing; without it originals are kept for ever. */
  readonly retentionDays?: number;
}

export interface OriginalsRemoved {
  readonly round: string;
  readonly removed: number;
}

const DAY_MS = 86_400_000;

/**
 * Removes the originals and the refused files of rounds that were closed more than `retentionDays` ago; gives the rounds in
 * which there was something to remove. Versions, findings and figures stay. A run that breaks off is taken up by the next one.
 */
export function removeOriginals({ documents, files, clock, newId, retentionDays }: RetentionNeeds) {
  return async (): Promise<readonly OriginalsRemoved[]> => {
    if (retentionDays === undefined) return [];
    const done: OriginalsRemoved[] = [];
    for (const { round, state } of await listRounds(documents)) {
      if (state !== 'closed') continue;
      const names = (await Promise.all(expiringFiles(round.id).map((prefix) => files.list(prefix)))).flat();
      if (names.length === 0 || !(await isOver(round.id, retentionDays))) continue;
      await remove(round.id, names);
      done.push({ round: round.id, removed: names.length });
    }
    return done;
  };

  async function isOver(round: string, days: number): Promise<boolean> {
    const log = (await documents.list(places.log(round))).map(({ value }) => value as unknown as LogEntry);
    const closedAt = log.findLast(({ action }) => action === 'round-closed')?.at;
    return closedAt !== undefined && Date.parse(clock()) - Date.parse(closedAt) > days * DAY_MS;
  }

  /** The log comes first: no file goes without a line. Where the program stops in between, the next run has its own line. */
  async function remove(round: string, names: readonly string[]): Promise<void> {
    const entry = { at: clock(), who: 'hệ thống', action: 'originals-removed' as const, after: `${names.length} tệp` };
    await documents.transact(async (transaction) => writeLog(transaction, round, entry, newId()));
    for (const name of names) await files.delete(name);
  }
}
