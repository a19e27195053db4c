/** A folder of results that appears whole or not at all. */
export interface OutputFolder {
  /** Keeps a file for the result; `name` may have folders in it, `notices/21733.docx`. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Puts everything written into place; what an earlier run left under the same top names is replaced. */
  commit(): Promise<void>;
  /** Leaves no trace of what was written. */
  discard(): Promise<void>;
}
