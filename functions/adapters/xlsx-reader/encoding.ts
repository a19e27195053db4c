import { isUtf8 } from 'node:buffer';
import { damaged } from './damaged.ts';

const CHUNK = 64 * 1024;
const DECLARED = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/;

/**
 * Gives the text of an XML part, piece by piece, so that a large part is never held twice.
 *
 * UTF-8 and UTF-16 as the format says, and any other encoding that the part declares and the runtime knows.
 *
 * @throws Problem FILE_DAMAGED when the bytes are no text in their encoding.
 */
export function* xmlText(part: Buffer): Generator<string> {
  const encoding = encodingOf(part);
  if (encoding === 'utf-8') return yield* utf8Pieces(part);
  const text = decodeWhole(part, encoding);
  for (let start = 0; start < text.length; start += CHUNK) yield text.slice(start, start + CHUNK);
}

/** Name of the encoding a part is in, lower case. */
export function encodingOf(part: Buffer): string {
  if (part[0] === 0xff && part[1] === 0xfe) return 'utf-16le';
  if (part[0] === 0xfe && part[1] === 0xff) return 'utf-16be';
  const declared = DECLARED.exec(part.toString('latin1', 0, 200))?.[1]?.toLowerCase() ?? 'utf-8';
  // A declaration legible as single bytes cannot be UTF-16, whatever it says: some .NET tools write such ones.
  return declared.startsWith('utf-16') ? 'utf-8' : declared;
}

function* utf8Pieces(part: Buffer): Generator<string> {
  if (!isUtf8(part)) throw damaged('not UTF-8');
  for (let start = 0; start < part.length; ) {
    const end = characterBoundary(part, start + CHUNK);
    yield part.toString('utf8', start, end);
    start = end;
  }
}

function characterBoundary(part: Buffer, position: number): number {
  let boundary = Math.min(position, part.length);
  while (((part[boundary] ?? 0) & 0xc0) === 0x80) boundary -= 1;
  return boundary;
}

function decodeWhole(part: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(part);
  } catch (error) {
    throw damaged(error);
  }
}
