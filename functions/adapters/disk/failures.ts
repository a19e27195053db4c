/** What the file system reports, as a store's own failures. */
import { Problem } from '../../problems.ts';

/** What the file system says, if it was the file system. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;

/**
 * Runs `act`; whatever the file system refuses in it (disk full, read-only, no right, not there) is an outage of the store.
 *
 * @throws Problem STORE_UNAVAILABLE
 */
export async function onDisk<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    throw codeOf(cause) === undefined ? cause : new Problem('STORE_UNAVAILABLE', {}, { cause });
  }
}

/** `undefined` where nothing has that name: no entry, or a file where a folder would be. */
export async function orAbsent<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}
