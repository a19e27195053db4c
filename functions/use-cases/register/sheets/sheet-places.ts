/** Where the register keeps what it knows of the drive: the only place that knows these paths. */
import type { SheetRecord } from '../../../domain/sheet-front/sheet-record.ts';
import { WAITING } from '../../../domain/sheet-front/sheet-record.ts';
import type { CollectionPath, DocumentPath, Documents } from '../../../ports/documents.ts';
import type { FrontChannel } from '../../../ports/sheet-front.ts';
import { asJson } from '../places.ts';

export const sheetPlaces = {
  /** How the sheets of a round were asked for, and its folder. */
  plan: (round: string): DocumentPath => ['rounds', round, 'settings', 'sheets'],
  records: (round: string): CollectionPath => ['rounds', round, 'sheets'],
  record: (round: string, code: string): DocumentPath => ['rounds', round, 'sheets', code],
  summary: (round: string): DocumentPath => ['rounds', round, 'derived', 'summary-sheet'],
  /** Whose a file or folder of the drive is. */
  item: (id: string): DocumentPath => ['drive-items', id],
  items: (): CollectionPath => ['drive-items'],
  /** Files that could not be looked at, to be tried again. */
  failures: (): CollectionPath => ['drive-failures'],
  failure: (id: string): DocumentPath => ['drive-failures', id],
  position: (): DocumentPath => ['drive', 'position'],
  channel: (): DocumentPath => ['drive', 'channel'],
  lease: (): DocumentPath => ['drive', 'lease'],
  trouble: (): DocumentPath => ['drive', 'trouble'],
} as const;

export interface SheetPlan {
  readonly askedAt: string;
  readonly askedBy: string;
  readonly folder?: string;
  readonly url?: string;
}

export interface OwnItem {
  readonly kind: 'folder' | 'sheet' | 'upload';
  readonly round: string;
  readonly commune: string;
  /** Of an upload: the version that was taken last. */
  readonly seen?: string;
}

export interface Failure {
  readonly attempts: number;
  readonly round: string;
  readonly commune: string;
}

/** Where the list of changes was left. */
export interface Position {
  readonly token: string;
}

export interface Channels {
  readonly present: FrontChannel;
  /** The one before, while word may still come by it. */
  readonly former?: FrontChannel;
}

/** What keeps everything waiting, e.g. an interface that is not enabled. */
export interface Trouble {
  readonly sentence: string;
  readonly at: string;
}

/** Reads one of these documents. */
export async function readPlace<T extends object>(documents: Documents, path: DocumentPath): Promise<T | undefined> {
  return (await documents.get(path)) as unknown as T | undefined;
}

export const savePlace = (documents: Documents, path: DocumentPath, value: object): Promise<void> =>
  documents.transact(async (transaction) => transaction.set(path, asJson(value)));

export const forgetPlace = (documents: Documents, path: DocumentPath): Promise<void> =>
  documents.transact(async (transaction) => transaction.delete(path));

/** Every record of a round, by commune code. */
export async function sheetRecords(documents: Documents, round: string): Promise<ReadonlyMap<string, SheetRecord>> {
  const found = await documents.list(sheetPlaces.records(round));
  return new Map(found.map(({ id, value }) => [id, value as unknown as SheetRecord]));
}

/** What is known of one commune's sheet. */
export const sheetRecord = async (documents: Documents, round: string, code: string): Promise<SheetRecord> =>
  (await readPlace<SheetRecord>(documents, sheetPlaces.record(round, code))) ?? WAITING;

/** Takes a step from what is kept now, so that two who know different halves do not undo each other's. */
export function stepRecord(
  documents: Documents,
  round: string,
  code: string,
  step: (record: SheetRecord) => SheetRecord,
): Promise<SheetRecord> {
  const path = sheetPlaces.record(round, code);
  return documents.transact(async (transaction) => {
    const before = ((await transaction.get(path)) as unknown as SheetRecord | undefined) ?? WAITING;
    const after = step(before);
    if (after !== before) transaction.set(path, asJson(after));
    return after;
  });
}
