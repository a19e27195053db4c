/** objects.get with alt=media: the content, whole or a range of it, packed as it lies there or unpacked on the way. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { StoredObject } from './buckets.ts';
import { type Fault, flipped } from './faults.ts';
import { refusal } from './refusal.ts';
import { etagOf } from './resources.ts';

/** Answers with the content of `object`. */
export function sendMedia(
  request: IncomingMessage,
  response: ServerResponse,
  object: StoredObject,
  fault: Fault | undefined,
): void {
  const isUnpacked = object.contentEncoding === 'gzip' && !acceptsGzip(request) && !isKeptPacked(object);
  const whole = isUnpacked ? gunzipSync(object.bytes) : object.bytes;
  const range = isUnpacked ? undefined : readRange(request.headers.range, whole.length);
  const body = range ? whole.subarray(range.start, range.end + 1) : whole;
  response.writeHead(range ? 206 : 200, {
    ...headersOf(object),
    ...(!isUnpacked && { 'content-length': String(body.length), 'accept-ranges': 'bytes' }),
    ...(!isUnpacked && object.contentEncoding && { 'content-encoding': object.contentEncoding }),
    ...(isUnpacked && { warning: '214 UploadServer gunzipped' }),
    ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${whole.length}` }),
  });
  send(response, fault?.kind === 'flipDownload' ? flipped(body, fault.atByte) : body, fault);
}

/** A line that is cut is cut when what came before has left. */
function send(response: ServerResponse, body: Uint8Array, fault: Fault | undefined): void {
  if (fault?.kind !== 'cutDownload') {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, fault.atByte ?? 0), () => response.socket?.destroy());
  response.flushHeaders();
}

const acceptsGzip = ({ headers }: IncomingMessage): boolean =>
  /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
const isKeptPacked = ({ cacheControl }: StoredObject): boolean => /\bno-transform\b/.test(cacheControl ?? '');

function headersOf(object: StoredObject): Record<string, string> {
  return {
    'content-type': object.contentType ?? 'application/octet-stream',
    'x-goog-generation': object.generation,
    'x-goog-metageneration': object.metageneration,
    'x-goog-stored-content-encoding': object.contentEncoding ?? 'identity',
    'x-goog-stored-content-length': String(object.bytes.length),
    'x-goog-hash': `crc32c=${object.crc32c},md5=${object.md5Hash}`,
    'x-goog-storage-class': 'STANDARD',
    etag: etagOf(object),
    ...(object.contentDisposition && { 'content-disposition': object.contentDisposition }),
    ...(object.cacheControl && { 'cache-control': object.cacheControl }),
  };
}

/** One range, from either end; `undefined` when the whole was asked for. */
function readRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size || end < start)
    throw refusal(416, 'requestedRangeNotSatisfiable', 'The requested range cannot be satisfied.');
  return { start, end };
}
