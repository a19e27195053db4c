/** The bytes of a returned file; one that is far too large is never read. */
import { readFile, stat } from 'node:fs/promises';
import { Problem } from '../../problems.ts';

const MEGABYTE = 1024 * 1024;

/** @throws Problem FILE_TOO_LARGE, FILE_NOT_FOUND (gone, or not ours to read). */
export function readReturnFile(limitBytes: number) {
  return async (path: string): Promise<Uint8Array> => {
    try {
      const { size } = await stat(path);
      if (size > limitBytes) throw new Problem('FILE_TOO_LARGE', { limitMb: limitBytes / MEGABYTE });
      return await readFile(path);
    } catch (cause) {
      if (cause instanceof Problem) throw cause;
      throw new Problem('FILE_NOT_FOUND', { file: path }, { cause });
    }
  };
}
