/** The log of a round, newest first. */
import type { LogEntry } from '../../domain/register/log-entry.ts';
import type { Documents } from '../../ports/documents.ts';
import { places, roundRecord } from './places.ts';

export interface LoggedEntry {
  /** Begins with the time; entries are older the smaller it is. */
  readonly id: string;
  readonly entry: LogEntry;
}

export interface LogPage {
  readonly entries: readonly LoggedEntry[];
  /** Set when there are older ones: give it as `before` to read on. */
  readonly older?: string;
}

const PAGE = 200;

/** @throws Problem ROUND_UNKNOWN */
export function readLog(documents: Documents) {
  return async (round: string, before?: string): Promise<LogPage> => {
    await roundRecord(documents, round);
    const all = await documents.list(places.log(round));
    const upTo = before === undefined ? all : all.filter(({ id }) => id < before);
    const shown = upTo.slice(-PAGE).reverse();
    const entries = shown.map(({ id, value }) => ({ id, entry: value as unknown as LogEntry }));
    return { entries, ...(upTo.length > PAGE ? { older: entries.at(-1)?.id } : {}) };
  };
}
