/**
 * Keeps files that are written once: originals, annotated returns, summaries, notices. A name holds the hash of its
 * content, so the same name always means the same bytes.
 *
 * Names are `/`-separated parts of letters, digits, `.`, `_` and `-`; none is empty, `.` or `..`.
 */
export interface Files {
  /**
   * Keeps `bytes`. Once it resolves, the file survives a crash; until then nothing is to be seen of it. Writing a name again changes nothing.
   *
   * @throws Problem FILE_NAME_REFUSED, STORE_UNAVAILABLE (disk full, folder read-only, no connection).
   */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Resolves to `undefined` when there is no such file. */
  get(name: string): Promise<Uint8Array | undefined>;
  /** Removes a file, e.g. when its time of retention is over. Removing what is not there changes nothing. */
  delete(name: string): Promise<void>;
  /** Names that begin with `prefix`, sorted. */
  list(prefix: string): Promise<readonly string[]>;
}
