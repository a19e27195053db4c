/** A finished file and the name a person sees. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Packs files into one .zip, piece by piece as they come: thousands are never whole in memory. Two of one name, ASCII or not,
 * stay two files as they were given.
 */
export type WriteZip = (files: AsyncIterable<NamedFile>) => AsyncIterable<Uint8Array>;
