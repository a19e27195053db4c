/** What a store holds, and whether it holds all that it names: looked at when a backup is made into a data folder again. */
import type { CommuneRecord } from '../../domain/register/commune-record.ts';
import type { LogEntry } from '../../domain/register/log-entry.ts';
import type { Documents } from '../../ports/documents.ts';
import type { Files } from '../../ports/files.ts';
import { expiringFiles, fileNames, listRounds, places } from './places.ts';
import { storedSummary } from './summary-state.ts';

export interface Stock {
  readonly rounds: number;
  readonly submissions: number;
  /** Time of the last line of any round's log; absent where nothing ever happened. */
  readonly newest?: string;
  /** Originals that were removed when their time was over. */
  readonly expired: number;
  /** Names of originals, and places of versions, that should be there. */
  readonly missing: readonly string[];
}

interface Held {
  readonly submissions: number;
  readonly newest: string;
  readonly expired: number;
  readonly missing: readonly string[];
}

/** Looks through every round. */
export function takeStock({ documents, files }: { readonly documents: Documents; readonly files: Files }) {
  return async (): Promise<Stock> => {
    const rounds = await listRounds(documents);
    const held: Held[] = [];
    for (const { round, state } of rounds) held.push(await heldOf(round.id, state === 'closed'));
    const sum = (part: (each: Held) => number) => held.reduce((total, each) => total + part(each), 0);
    return {
      rounds: rounds.length,
      submissions: sum(({ submissions }) => submissions),
      newest:
        held
          .map(({ newest }) => newest)
          .sort()
          .at(-1) || undefined,
      expired: sum(({ expired }) => expired),
      missing: held.flatMap(({ missing }) => missing),
    };
  };

  async function heldOf(round: string, closed: boolean): Promise<Held> {
    const log = (await documents.list(places.log(round))).map(({ value }) => value as unknown as LogEntry);
    const mayExpire = closed || log.some(({ action }) => action === 'originals-removed');
    const there = new Set((await Promise.all(expiringFiles(round).map((prefix) => files.list(prefix)))).flat());
    const originals: string[] = [];
    const missing: string[] = [];
    for (const { id: code, value } of await documents.list(places.communes(round)))
      for (const { version, sha256 } of (value as unknown as CommuneRecord).versions) {
        const place = places.version(round, code, version);
        if ((await documents.get(place)) === undefined) missing.push(place.join('/'));
        originals.push(fileNames.original(round, code, sha256));
      }
    const absent = originals.filter((name) => !there.has(name));
    return {
      submissions: originals.length,
      newest: log.at(-1)?.at ?? '',
      expired: mayExpire ? absent.length : 0,
      missing: mayExpire ? missing : [...missing, ...absent],
    };
  }
}

/**
 * Forgets stored summaries whose files are not there: one may be replaced while a backup is taken. The next look at the round
 * builds it again from the submissions.
 */
export function forgetLostSummaries({ documents, files }: { readonly documents: Documents; readonly files: Files }) {
  return async (): Promise<void> => {
    for (const { round } of await listRounds(documents)) {
      const stored = await storedSummary(documents, round.id);
      if (!stored) continue;
      const there = await Promise.all([stored.workbook, stored.figures].map((name) => files.list(name)));
      if (there.some((names) => names.length === 0))
        await documents.transact(async (transaction) => transaction.delete(places.summary(round.id)));
    }
  };
}
