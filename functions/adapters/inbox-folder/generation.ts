/** How a folder tells one content of a file from the next, when clocks of other machines set the times of files. */

/** What is remembered of a file that was taken. */
export interface Fingerprint {
  readonly size: number;
  /** Time of its last change in nanoseconds since 1970, as decimal text: too large for a double. */
  readonly modifiedNs: string;
  readonly generation: string;
}

export interface FileFacts {
  readonly size: number;
  readonly modifiedNs: string;
}

/** Facts of what was taken, kept by whoever can keep them over a restart. Names are those of objects. */
export interface Remembered {
  get(name: string): Promise<Fingerprint | undefined>;
  set(name: string, fingerprint: Fingerprint): Promise<void>;
}

/** Whether two looks at a file saw the same content. */
export const isSame = (left: FileFacts | undefined, right: FileFacts | undefined): boolean =>
  left !== undefined && left.size === right?.size && left.modifiedNs === right.modifiedNs;

/**
 * The generation of a file's present content: its time of change, and greater than the one taken before even where the new
 * content says it is older, as a copied file or a wrong clock does.
 */
export function generationOf(facts: FileFacts, taken: Fingerprint | undefined): string {
  if (taken && isSame(facts, taken)) return taken.generation;
  const least = taken ? BigInt(taken.generation) + 1n : 0n;
  const modified = BigInt(facts.modifiedNs);
  return String(modified > least ? modified : least);
}
