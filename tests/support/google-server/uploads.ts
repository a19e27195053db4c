/** Media in a request: simple, multipart and resumable uploads. */
import { randomUUID } from 'node:crypto';
import { driveRefusal } from './refusals.ts';

export interface Media {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The JSON and the media of a `multipart/related` body. */
export function readMultipart(contentType: string, body: Buffer): { json: unknown; media: Media } {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) throw driveRefusal(400, 'badContent', 'Missing boundary in multipart body.');
  const parts = partsOf(body, boundary);
  const [first, second] = parts;
  if (!first || !second || parts.length !== 2)
    throw driveRefusal(400, 'badContent', 'Multipart body must have two parts.');
  if (!/^application\/json/.test(first.type)) throw driveRefusal(400, 'badContent', 'The first part must be JSON.');
  return { json: JSON.parse(Buffer.from(first.bytes).toString() || '{}'), media: second };
}

function partsOf(body: Buffer, boundary: string): Media[] {
  const parts: Media[] = [];
  const mark = `--${boundary}`;
  let start = body.indexOf(mark);
  while (start >= 0) {
    const end = body.indexOf(`\r\n${mark}`, start + mark.length);
    if (end < 0) break;
    const part = body.subarray(start + mark.length + '\r\n'.length, end);
    const gap = part.indexOf('\r\n\r\n');
    const type = /content-type: *([^\r\n]+)/i.exec(part.subarray(0, Math.max(gap, 0)).toString())?.[1] ?? '';
    parts.push({ type, bytes: new Uint8Array(part.subarray(gap + '\r\n\r\n'.length)) });
    start = end + '\r\n'.length;
  }
  return parts;
}

export interface Upload {
  readonly id: string;
  /** Where the finished upload goes: the path and query that began it. */
  readonly target: string;
  readonly method: string;
  readonly json: unknown;
  readonly type: string;
  readonly bytes: Buffer;
}

const CHUNK = 256 * 1024;

/** A resumable upload at its beginning. */
export function beginUpload(method: string, target: string, json: unknown, type: string): Upload {
  return { id: randomUUID(), target, method, json, type, bytes: Buffer.alloc(0) };
}

/** The upload with one more piece, and whether it is the last. */
export function continueUpload(
  upload: Upload,
  range: string | undefined,
  piece: Buffer,
): { upload: Upload; done: boolean } {
  if (range === undefined) return { upload: { ...upload, bytes: Buffer.concat([upload.bytes, piece]) }, done: true };
  const match = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(range);
  if (!match) throw driveRefusal(400, 'badRequest', 'Invalid Content-Range.');
  const [, from, to, total] = match;
  if (from === undefined) return { upload, done: false };
  const fits = Number(from) === upload.bytes.byteLength && Number(to) - Number(from) + 1 === piece.byteLength;
  if (!fits) throw driveRefusal(400, 'badRequest', 'Content-Range does not match the upload.');
  const bytes = Buffer.concat([upload.bytes, piece]);
  const done = bytes.byteLength === Number(total);
  if (!done && piece.byteLength % CHUNK !== 0)
    throw driveRefusal(400, 'badRequest', 'Pieces must be multiples of 256 KiB.');
  return { upload: { ...upload, bytes }, done };
}
