/** A zip writer for tests: honest by default, and able to lie in each field that a reader must not believe. */

import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly content: string | Buffer;
  /** Stored as it is instead of deflated. */
  readonly stored?: boolean;
  /** The lies. */
  readonly declaredSize?: number;
  readonly declaredCrc?: number;
  readonly method?: number;
  readonly flags?: number;
  readonly localName?: string;
  /** Points the directory at another entry's bytes. */
  readonly offset?: number;
  readonly extra?: Buffer;
}

/** Gives the bytes of a zip file with these entries in this order. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const entry of entries) {
    const { data, fields } = packed(entry);
    const localName = Buffer.from(entry.localName ?? entry.name);
    const header = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      u16(20),
      fields,
      u16(localName.length),
      u16(0),
      localName,
    ]);
    directory.push(directoryRecord(entry, fields, entry.offset ?? position));
    local.push(header, data);
    position += header.length + data.length;
  }
  const records = Buffer.concat(directory);
  return Buffer.concat([...local, records, endRecord(entries.length, records.length, position)]);
}

function packed(entry: ZipEntry): { data: Buffer; fields: Buffer } {
  const content = Buffer.from(entry.content);
  const data = entry.stored ? content : deflateRawSync(content);
  const method = entry.method ?? (entry.stored ? 0 : 8);
  const sizes = [u32(data.length), u32(entry.declaredSize ?? content.length)];
  const crc = u32(entry.declaredCrc ?? crc32(content));
  return { data, fields: Buffer.concat([u16(entry.flags ?? 0x800), u16(method), u32(0), crc, ...sizes]) };
}

function directoryRecord(entry: ZipEntry, fields: Buffer, offset: number): Buffer {
  const name = Buffer.from(entry.name);
  const extra = entry.extra ?? Buffer.alloc(0);
  const lengths = [u16(name.length), u16(extra.length), u16(0), u16(0), u16(0), u32(0)];
  return Buffer.concat([Buffer.from('PK\x01\x02'), u16(20), u16(20), fields, ...lengths, u32(offset), name, extra]);
}

function endRecord(count: number, size: number, offset: number): Buffer {
  return Buffer.concat([Buffer.from('PK\x05\x06'), u32(0), u16(count), u16(count), u32(size), u32(offset), u16(0)]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
