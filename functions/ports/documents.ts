/** A plain JSON value: what a document may hold. `undefined` members are dropped. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Place of a document: collection and id in turn, e.g. `['rounds', 'kiem-tra-2025', 'communes', '21733']`; each part `canBeName`. */
export type DocumentPath = readonly string[];

/** A collection's place: the path of its documents without their id. */
export type CollectionPath = readonly string[];

export interface Found<T> {
  readonly id: string;
  readonly value: T;
}

export interface Page {
  /** Only ids after this one. */
  readonly after?: string;
  /** At most this many; all without it. */
  readonly limit?: number;
}

/**
 * Everything read in a transaction is still as it was read when its writes take effect. All reads come before all writes.
 * What it writes is a few megabytes at most, in all: Firestore takes ten.
 */
export interface Transaction {
  get<T extends Json>(path: DocumentPath): Promise<T | undefined>;
  /** Writes the whole document, whether or not there was one. */
  set(path: DocumentPath, value: Json): void;
  /** The transaction fails as a whole with Problem DOCUMENT_EXISTS when there is one already. */
  create(path: DocumentPath, value: Json): void;
  delete(path: DocumentPath): void;
}

/**
 * The most bytes that a document may have as JSON in UTF-8, in every store. Firestore counts names and a few bytes of its own
 * in its 1 MiB.
 */
export const MOST_DOCUMENT_BYTES = 1_000_000;

/**
 * Remembers documents: rounds, submissions, links, the log.
 *
 * Nothing acknowledged is lost in a crash. No call waits for ever, whatever has become of the store.
 */
export interface Documents {
  /** Resolves to `undefined` when there is no such document. Absence is not an error. @throws Problem STORE_BUSY, STORE_UNAVAILABLE */
  get<T extends Json>(path: DocumentPath): Promise<T | undefined>;
  /** Documents directly in a collection, ordered by id, byte by byte. @throws Problem STORE_BUSY, STORE_UNAVAILABLE */
  list<T extends Json>(collection: CollectionPath, page?: Page): Promise<readonly Found<T>[]>;
  /**
   * Runs `work` as one step: all of its writes take effect, or none. It may be run more than once, when somebody else
   * wrote what it had read; it must not do anything else that a second run would repeat.
   *
   * @throws Problem DOCUMENT_TOO_LARGE, DOCUMENT_EXISTS, STORE_BUSY (given up after many conflicts), STORE_UNAVAILABLE
   *   (disk full, folder read-only, no connection); nothing is written then, unless the connection broke while the store was
   *   answering: then all or nothing is, and whoever tries again must look first. What `work` throws is passed on.
   */
  transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const LONGEST_NAME = 200;
/** Firestore keeps these to itself. */
const RESERVED = /^(?:\.\.?|__.*__)$/s;

/**
 * Whether a part of a path may be called so: not empty, at most 200 characters, without "/", not ".", ".." or `__…__`. Half a
 * surrogate pair is refused too: in UTF-8 all of them become the same sign, so different ids would meet.
 */
export const canBeName = (part: string): boolean =>
  part !== '' && part.length <= LONGEST_NAME && !part.includes('/') && part.isWellFormed() && !RESERVED.test(part);

/** Fails where a path breaks the rules above: that is a defect of the caller. */
export function assertPath(path: readonly string[], of: 'document' | 'collection'): void {
  const isWhole = path.length > 0 && path.length % 2 === (of === 'document' ? 0 : 1);
  if (!isWhole) throw new Error(`no path of a ${of}: ${path.join('/')}`);
  const broken = path.find((part) => !canBeName(part));
  if (broken !== undefined) throw new Error(`no part of a path: "${broken}"`);
}
