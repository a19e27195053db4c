/** Checksums as Cloud Storage gives them; written apart from those of any client. */
import { createHash } from 'node:crypto';

export const md5Of = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('base64');

/** CRC32C (Castagnoli), reflected, four bytes of base64 in network order. */
export function crc32cOf(bytes: Uint8Array): string {
  let remainder = 0xffff_ffff;
  for (const byte of bytes) remainder = (TABLE[(remainder ^ byte) & 0xff] as number) ^ (remainder >>> 8);
  const four = Buffer.alloc(4);
  four.writeUInt32BE((remainder ^ 0xffff_ffff) >>> 0);
  return four.toString('base64');
}

const POLYNOMIAL = 0x82f6_3b78;

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  return value;
});
