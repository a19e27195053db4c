/** The few kinds of answers there are besides pages. */
import type { Context } from 'hono';
import type { NamedFile } from '../../ports/write-zip.ts';

const TYPES: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  zip: 'application/zip',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

/** What a download is told: never to be opened in place, never to be kept by others. */
function attachmentHeaders(name: string): Record<string, string> {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return {
    'content-type': TYPES[ending] ?? 'application/octet-stream',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'private, no-store',
  };
}

/** A file to be saved. Its name is ASCII. */
export function attachment(context: Context, { name, bytes }: NamedFile): Response {
  return context.body(bytes as Uint8Array<ArrayBuffer>, 200, attachmentHeaders(name));
}

/** The same for a file with a mark of its state: who has it already gets 304. */
export function marked(context: Context, { name, bytes }: NamedFile, mark: string): Response {
  const etag = `"${mark}"`;
  const headers = { ...attachmentHeaders(name), 'cache-control': 'private, no-cache', etag };
  const known = context.req.header('if-none-match')?.split(/\s*,\s*/) ?? [];
  if (known.some((each) => each.replace(/^W\//, '') === etag)) return context.body(null, 304, { etag });
  return context.body(bytes as Uint8Array<ArrayBuffer>, 200, headers);
}

/** A file that is still being made while it is sent. */
export function streamed(context: Context, name: string, pieces: AsyncIterable<Uint8Array>): Response {
  return context.body(ReadableStream.from(pieces) as ReadableStream, 200, attachmentHeaders(name));
}
