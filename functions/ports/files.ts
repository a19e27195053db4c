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

/**
 * ASCII letters only: macOS and Windows would take two spellings of "ế" for one name, or write another than was asked. No
 * common file system keeps a part longer than 255.
 */
const NAME = /^[A-Za-z0-9._-]{1,255}(?:\/[A-Za-z0-9._-]{1,255})*$/;
const DOTS = /(?:^|\/)\.\.?(?:\/|$)/;

/** Whether a file may have this name: then it also stays inside its folder, and is the same in every store. */
export const isFileName = (name: string): boolean => NAME.test(name) && !DOTS.test(name);
