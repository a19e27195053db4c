import type { Entry } from 'yauzl';
import { damaged } from './damaged.ts';

const SIGNATURE = 0x04034b50;
const FIXED_LENGTH = 30;
const NAME_LENGTH_AT = 26;
const EXTRA_LENGTH_AT = 28;

/**
 * Finds where the data of each entry starts.
 *
 * The local header must carry the name that the directory gives, and no two entries may share bytes: archives that
 * read differently in two programs, and bombs that use the same bytes a thousand times, both end here.
 *
 * @throws Problem FILE_DAMAGED
 */
export function locateEntries(bytes: Buffer, entries: readonly Entry[]): Map<Entry, number> {
  const starts = new Map(entries.map((entry) => [entry, dataStart(bytes, entry)]));
  const inOrder = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const entry of inOrder) {
    if (entry.relativeOffsetOfLocalHeader < end) throw damaged(`${entry.fileName}: overlaps another entry`);
    end = (starts.get(entry) ?? 0) + entry.compressedSize;
  }
  if (end > bytes.length) throw damaged('an entry ends behind the file');
  return starts;
}

function dataStart(bytes: Buffer, entry: Entry): number {
  const header = entry.relativeOffsetOfLocalHeader;
  const nameStart = header + FIXED_LENGTH;
  if (nameStart > bytes.length || bytes.readUInt32LE(header) !== SIGNATURE) {
    throw damaged(`${entry.fileName}: no local header`);
  }
  const nameEnd = nameStart + bytes.readUInt16LE(header + NAME_LENGTH_AT);
  if (!bytes.subarray(nameStart, nameEnd).equals(entry.fileNameRaw)) {
    throw damaged(`${entry.fileName}: has another name in its local header`);
  }
  return nameEnd + bytes.readUInt16LE(header + EXTRA_LENGTH_AT);
}
