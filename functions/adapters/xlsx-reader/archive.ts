import { crc32, inflateRawSync } from 'node:zlib';
import { type Entry, fromBufferPromise } from 'yauzl';
import { Problem } from '../../problems.ts';
import type { Budget } from './budget.ts';
import { damaged } from './damaged.ts';
import { MAX_ENTRIES, MAX_ENTRY_BYTES, MAX_INFLATED_BYTES } from './limits.ts';
import { locateEntries } from './local-headers.ts';
import { partKey } from './part-names.ts';

/** The parts of a package by name. Names are compared as the format does: without regard to case or %-encoding. */
export interface Archive {
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  /** The inflated bytes, checked against size and checksum; `undefined` when there is no such part. */
  readonly read: (name: string) => Buffer | undefined;
}

/**
 * Opens a zip file without inflating anything.
 *
 * Nothing the archive says of itself is believed: sizes are capped again while inflating, two entries may not share
 * bytes or a name, and each local header must agree with the directory.
 *
 * @throws Problem FILE_DAMAGED, FILE_TOO_MANY_PARTS, FILE_EXPANDS_TOO_FAR, FILE_ENCRYPTED_OR_XLS
 */
export async function openArchive(bytes: Buffer, budget: Budget): Promise<Archive> {
  const entries = await listEntries(bytes);
  guardEntries(entries);
  const starts = locateEntries(bytes, entries);
  const byKey = new Map(entries.map((entry) => [partKey(entry.fileName), entry]));
  if (byKey.size < entries.length) throw damaged('two entries of one name');
  return {
    names: entries.map((entry) => entry.fileName),
    has: (name) => byKey.has(partKey(name)),
    read: (name) => {
      const entry = byKey.get(partKey(name));
      const start = entry && starts.get(entry);
      if (entry === undefined || start === undefined) return undefined;
      return inflate(bytes.subarray(start, start + entry.compressedSize), entry, budget);
    },
  };
}

async function listEntries(bytes: Buffer): Promise<Entry[]> {
  try {
    const zip = await fromBufferPromise(bytes);
    if (zip.entryCount > MAX_ENTRIES) throw new Problem('FILE_TOO_MANY_PARTS');
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    return entries;
  } catch (error) {
    throw error instanceof Problem ? error : damaged(error);
  }
}

function guardEntries(entries: readonly Entry[]): void {
  if (entries.some((entry) => entry.isEncrypted())) throw new Problem('FILE_ENCRYPTED_OR_XLS');
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const tooFar = total > MAX_INFLATED_BYTES || entries.some((entry) => entry.uncompressedSize > MAX_ENTRY_BYTES);
  if (tooFar) throw new Problem('FILE_EXPANDS_TOO_FAR');
}

function inflate(data: Buffer, entry: Entry, budget: Budget): Buffer {
  const content = entry.compressionMethod === 0 ? data : inflateDeflated(data, entry, budget);
  budget.spendBytes(content.length);
  if (content.length !== entry.uncompressedSize) throw damaged(`${entry.fileName}: size`);
  if (crc32(content) !== entry.crc32) throw damaged(`${entry.fileName}: checksum`);
  return content;
}

function inflateDeflated(data: Buffer, entry: Entry, budget: Budget): Buffer {
  if (entry.compressionMethod !== 8) throw damaged(`${entry.fileName}: method ${entry.compressionMethod}`);
  const maxOutputLength = Math.min(MAX_ENTRY_BYTES, budget.bytesLeft()) || 1;
  // One chunk of the declared size avoids joining many; a larger content still comes in further chunks up to the cap.
  const chunkSize = Math.max(64, entry.uncompressedSize + 1);
  try {
    return inflateRawSync(data, { maxOutputLength, chunkSize });
  } catch (error) {
    if (isOverflow(error)) throw new Problem('FILE_EXPANDS_TOO_FAR', {}, { cause: error });
    throw damaged(error);
  }
}

function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
