/** The body of an upload in one request: what is said of the object as JSON, then its bytes (RFC 2387). */
import { invalid } from './refusal.ts';

export interface MultipartUpload {
  readonly said: unknown;
  readonly contentType: string | undefined;
  readonly bytes: Uint8Array;
}

/** Reads exactly two parts. @throws a refusal for anything else */
export function readMultipart(contentTypeHeader: string | undefined, body: Buffer): MultipartUpload {
  const boundary = /^multipart\/related\b.*;\s*boundary=(?:"([^"]+)"|'([^']+)'|([^;\s]+))/i.exec(
    contentTypeHeader ?? '',
  );
  const mark = boundary?.slice(1).find((each) => each !== undefined);
  if (!mark) throw invalid('Content-Type must be multipart/related with a boundary');
  const [first, second, ...others] = partsOf(body, mark);
  if (!first || !second || others.length > 0) throw invalid('Expected exactly two parts');
  if (!/^application\/json\b/i.test(first.contentType ?? '')) throw invalid('The first part must be JSON');
  return { said: readJson(first.content), contentType: second.contentType, bytes: second.content };
}

/** JSON of an object; an empty body says nothing. */
export function readJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString());
  } catch {
    throw invalid('Parse Error');
  }
}

function partsOf(body: Buffer, mark: string): { contentType: string | undefined; content: Buffer }[] {
  const delimiter = Buffer.from(`--${mark}`);
  const parts: { contentType: string | undefined; content: Buffer }[] = [];
  let start = body.indexOf(delimiter);
  while (start >= 0 && body.toString('latin1', start + delimiter.length, start + delimiter.length + 2) !== '--') {
    const next = body.indexOf(Buffer.concat([Buffer.from('\n'), delimiter]), start + delimiter.length);
    if (next < 0) throw invalid('The last boundary is missing');
    const part = body.subarray(start + delimiter.length, next + 1);
    parts.push(readPart(part));
    start = next + 1;
  }
  return parts;
}

/** A part begins after its boundary's line break, and ends before the next one's. */
function readPart(part: Buffer) {
  const text = part.toString('latin1');
  const head = /^[ \t]*\r?\n((?:.+\r?\n)*)\r?\n/.exec(text);
  if (!head) throw invalid('A part has no headers');
  const end = part.length - (text.endsWith('\r\n') ? 2 : 1);
  const contentType = /^content-type:\s*(.+?)\r?$/im.exec(head[1] ?? '')?.[1];
  return { contentType, content: part.subarray(head[0].length, end) };
}
