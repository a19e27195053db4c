/** Pictures of pages and prints in a third of their bytes: at most 256 colours, the frequent ones as they are. */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS = 256;

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB, row by row. */
  readonly colours: Uint32Array;
}

/** The picture with a palette; `png` has 8 bits a channel, RGB with or without alpha, not interlaced. */
export function smallPng(png: Uint8Array): Uint8Array {
  const pixels = decode(Buffer.from(png));
  const counted = new Map<number, number>();
  for (const colour of pixels.colours) counted.set(colour, (counted.get(colour) ?? 0) + 1);
  const byCount = [...counted].sort((left, right) => right[1] - left[1]).map(([colour]) => colour);
  const palette = byCount.slice(0, COLOURS);
  const indexOf = new Map(byCount.map((colour, place) => [colour, place < COLOURS ? place : nearest(palette, colour)]));
  return encode(pixels, palette, (colour) => indexOf.get(colour) ?? 0);
}

function nearest(palette: readonly number[], colour: number): number {
  const distances = palette.map((other) => distance(other, colour));
  return distances.indexOf(Math.min(...distances));
}

const channels = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const;

function distance(one: number, other: number): number {
  const right = channels(other);
  return channels(one).reduce((sum, value, index) => sum + (value - (right[index] as number)) ** 2, 0);
}

function decode(png: Buffer): Pixels {
  const [width, height, kind] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25]];
  if (png[24] !== 8 || png[28] !== 0 || (kind !== 2 && kind !== 6)) throw new Error('not a picture of this kind');
  const size = kind === 2 ? 3 : 4;
  const rows = unfiltered(inflateSync(Buffer.concat(dataOf(png))), width * size, height, size);
  const colours = Uint32Array.from({ length: width * height }, (_, pixel) => rows.readUIntBE(pixel * size, 3));
  return { width, height, colours };
}

function dataOf(png: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') found.push(png.subarray(at + 8, at + 8 + length));
  }
  return found;
}

/** Takes back what the encoder did to each row: see "Filtering" in the PNG specification. */
function unfiltered(raw: Buffer, line: number, height: number, size: number): Buffer {
  const rows = Buffer.alloc(line * height);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (line + 1)];
    for (let place = 0; place < line; place += 1) {
      const at = row * line + place;
      const left = place >= size ? (rows[at - size] as number) : 0;
      const up = row > 0 ? (rows[at - line] as number) : 0;
      const corner = place >= size && row > 0 ? (rows[at - line - size] as number) : 0;
      rows[at] = (raw[at + row + 1] as number) + predicted(filter, left, up, corner);
    }
  }
  return rows;
}

function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  return filter === 4 ? paeth(left, up, corner) : 0;
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [left, up, corner].map((each) => Math.abs(left + up - corner - each)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function encode({ width, height, colours }: Pixels, palette: readonly number[], indexOf: (colour: number) => number) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (const [pixel, colour] of colours.entries())
    rows[Math.floor(pixel / width) * (width + 1) + 1 + (pixel % width)] = indexOf(colour);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
