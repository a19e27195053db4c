/** A plain JSON value: what a document may hold. `undefined` members are dropped. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * Place of a document: collection and id in turn, e.g. `['rounds', 'kiem-tra-2025', 'communes', '21733']`. Parts are not
 * empty, at most 200 characters, and hold no "/".
 */
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

/** Everything read in a transaction is still as it was read when its writes take effect. All reads come before all writes. */
export interface Transaction {
  get<T extends Json>(path: DocumentPath): Promise<T | undefined>;
  /** Writes the whole document, whether or not there was one. */
  set(path: DocumentPath, value: Json): void;
  /** The transaction fails as a whole with Problem DOCUMENT_EXISTS when there is one already. */
  create(path: DocumentPath, value: Json): void;
  delete(path: DocumentPath): void;
}

/**
 * Remembers documents: rounds, submissions, links, the log.
 *
 * A document holds less than 1 MiB as JSON (Firestore's limit, kept everywhere). Nothing acknowledged is lost in a crash.
 */
export interface Documents {
  /** Resolves to `undefined` when there is no such document. Absence is not an error. */
  get<T extends Json>(path: DocumentPath): Promise<T | undefined>;
  /** Documents directly in a collection, ordered by id, byte by byte. */
  list<T extends Json>(collection: CollectionPath, page?: Page): Promise<readonly Found<T>[]>;
  /**
   * Runs `work` as one step: all of its writes take effect, or none. It may be run more than once, when somebody else
   * wrote what it had read; it must not do anything else that a second run would repeat.
   *
   * @throws Problem DOCUMENT_TOO_LARGE, DOCUMENT_EXISTS, STORE_BUSY (given up after many conflicts), STORE_UNAVAILABLE
   *   (disk full, folder read-only, no connection); nothing is written then. What `work` throws is passed on.
   */
  transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
