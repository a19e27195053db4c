import { Problem } from '../../problems.ts';
import { MAX_FILE_BYTES, MAX_FILE_MB } from './limits.ts';

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP = [Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('PK\x05\x06', 'latin1')];

/**
 * Refuses, by their first bytes and their size, files that need not be opened to be known.
 *
 * @throws Problem FILE_EMPTY, FILE_ENCRYPTED_OR_XLS, FILE_NOT_WORKBOOK, FILE_TOO_LARGE
 */
export function guardBytes(bytes: Buffer): void {
  if (bytes.length === 0) throw new Problem('FILE_EMPTY');
  if (startsWith(bytes, COMPOUND_FILE)) throw new Problem('FILE_ENCRYPTED_OR_XLS');
  if (!ZIP.some((signature) => startsWith(bytes, signature))) throw new Problem('FILE_NOT_WORKBOOK');
  if (bytes.length > MAX_FILE_BYTES) throw new Problem('FILE_TOO_LARGE', { limitMb: MAX_FILE_MB });
}

function startsWith(bytes: Buffer, signature: Buffer): boolean {
  return bytes.subarray(0, signature.length).equals(signature);
}
