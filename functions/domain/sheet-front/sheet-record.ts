/** What the province remembers of one commune's spreadsheet in a round: how far it was made, and what was taken from it. */
import type { CellPlace } from '../submission/findings.ts';

export type SheetState =
  /** To be made yet. */
  | 'waiting'
  /** It stands, but nobody was let in. */
  | 'made'
  | 'shared'
  /** Could not be made; tried again until it can. */
  | 'failed';

export interface SheetRecord {
  readonly state: SheetState;
  /** Why nobody was let in, or why it could not be made. */
  readonly sentence?: string;
  /** How often making it has failed. */
  readonly attempts?: number;
  readonly folder?: string;
  readonly sheet?: string;
  /** Where a person opens the spreadsheet, and the folder around it. */
  readonly url?: string;
  readonly folderUrl?: string;
  readonly sharedWith?: string;
  /** An address that Google does not know: not tried again before another one is given. */
  readonly notSharedWith?: string;
  /** What is wrong with it since, in a finished sentence: for the province. */
  readonly trouble?: string;
  /** It is gone from the drive: made anew when the province asks for it. */
  readonly lost?: true;
  /** The version of the file that was looked at last. */
  readonly seen?: string;
  /** A return that is being taken in: its content, and the version of the file under which it was first seen. */
  readonly taking?: { readonly content: string; readonly generation: string };
  /** The return taken in last: its content, and which version of the commune's return it became. */
  readonly taken?: { readonly content: string; readonly version: number };
  /** What was refused last, as content: until it changes, what was wrong with it is still wrong. */
  readonly refused?: string;
  /** Cells marked in the spreadsheet that are no input cells. */
  readonly marked?: readonly CellPlace[];
}

export const WAITING: SheetRecord = { state: 'waiting' };

/** Whether there is something left to do to make or share it. `email` is the commune's address now. */
export function isToBeMade(record: SheetRecord, email: string | undefined): boolean {
  const { state, attempts = 0 } = record;
  if (state === 'waiting') return true;
  if (state === 'failed') return attempts < MOST_ATTEMPTS;
  return email !== undefined && ![record.sharedWith, record.notSharedWith].includes(email) && attempts < MOST_ATTEMPTS;
}

/** So often a sheet that cannot be made is tried again by itself; after that when the province asks for it. */
export const MOST_ATTEMPTS = 8;

/** A step on the way, kept at once. */
export function withStep(record: SheetRecord, step: Partial<SheetRecord>): SheetRecord {
  return { ...record, ...step };
}

/** It could not be made this time; where only Google was too busy, that does not count against it. */
export function asFailed(record: SheetRecord, sentence: string, counts: boolean): SheetRecord {
  const state = record.state === 'made' || record.state === 'shared' ? record.state : 'failed';
  return { ...record, state, sentence, attempts: (record.attempts ?? 0) + (counts ? 1 : 0) };
}

/** It stands, and nobody was let in yet. */
export function asMade(record: SheetRecord, sentence: string): SheetRecord {
  const { attempts: _, ...rest } = record;
  return { ...rest, state: 'made', sentence };
}

export function asShared(record: SheetRecord, address: string): SheetRecord {
  const { sentence: _, attempts: _attempts, notSharedWith: _refused, ...rest } = record;
  return { ...rest, state: 'shared', sharedWith: address };
}

/** What was lost in the drive is to be made anew; what was taken from it stays known. */
export function asLost({ taking, taken }: SheetRecord): SheetRecord {
  return { state: 'waiting', ...(taking && { taking }), ...(taken && { taken }) };
}

/** What was wrong is set, or is over. */
export function withTrouble(record: SheetRecord, trouble: string | undefined, lost = false): SheetRecord {
  const { trouble: _, lost: _lost, ...rest } = record;
  return trouble === undefined ? rest : { ...rest, trouble, ...(lost && { lost }) };
}

/** What a return just read came from: the generation under which the same content was seen first, so that one sending is one version. */
export function generationOf({ taking }: SheetRecord, content: string, version: string): string {
  return taking?.content === content ? taking.generation : version;
}

/** The return is in; what was being taken is taken. */
export function asTaken(record: SheetRecord, content: string, version: number): SheetRecord {
  const { taking: _, ...rest } = record;
  return { ...rest, taken: { content, version } };
}
