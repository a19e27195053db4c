/** A folder of results that appears whole or not at all. */
export interface OutputFolder {
  /** Keeps a file for the result; `name` may have folders in it, `notices/21733.docx`. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /**
   * Puts everything written into place. Files of the same names are replaced; whatever else lies there stays.
   *
   * @throws Problem OUTPUT_IN_THE_WAY when a folder or device stands where a file should; nothing is moved then.
   */
  commit(): Promise<void>;
  /** Leaves no trace of what was written. */
  discard(): Promise<void>;
}
