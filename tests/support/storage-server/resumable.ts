/** Upload sessions: an object sent in several requests, each going on where the last one got to. */
import { randomBytes } from 'node:crypto';
import type { Conditions, Draft } from './buckets.ts';
import { invalid, refusal } from './refusal.ts';

export interface Session {
  readonly bucket: string;
  readonly draft: Omit<Draft, 'bytes'>;
  readonly conditions: Conditions;
  received: Buffer;
  /** Set once the object is there: asking again gives it again. */
  done?: { readonly generation: string };
  isCancelled: boolean;
}

/** What a request to a session carries. `end` and `total` are `undefined` where the header has a star. */
export interface ContentRange {
  readonly start: number;
  readonly end: number | undefined;
  readonly total: number | undefined;
}

export type Sessions = ReturnType<typeof openSessions>;

/** What a line that broke leaves is kept down to a multiple of this, and every chunk but the last is one. */
export const GRANULARITY = 256 * 1024;

export function openSessions() {
  const sessions = new Map<string, Session>();

  return {
    begin(bucket: string, draft: Omit<Draft, 'bytes'>, conditions: Conditions): string {
      const id = randomBytes(24).toString('base64url');
      sessions.set(id, { bucket, draft, conditions, received: Buffer.alloc(0), isCancelled: false });
      return id;
    },
    get(id: string): Session {
      const session = sessions.get(id);
      if (!session) throw refusal(404, 'notFound', 'No such upload session');
      if (session.isCancelled) throw refusal(410, 'gone', 'The upload session was cancelled');
      return session;
    },
  };
}

/** `undefined` for a request that only asks how far the session got. Without the header the body is the whole object. */
export function readContentRange(header: string | undefined): ContentRange | undefined {
  if (header === undefined) return { start: 0, end: undefined, total: undefined };
  const [, asking, first, last, all] = /^bytes (?:(\*)|(\d+)-(\d+|\*))\/(\d+|\*)$/.exec(header) ?? [];
  if (all === undefined) throw invalid(`Failed to parse Content-Range header "${header}"`);
  if (asking) return undefined;
  const number = (text: string | undefined) => (text === undefined || text === '*' ? undefined : Number(text));
  return { start: number(first) ?? 0, end: number(last), total: number(all) };
}

/** Takes in what a request brought. `whole`: its body came to its end. Tells whether the object is complete. */
export function takeChunk(session: Session, range: ContentRange, body: Buffer, whole: boolean): boolean {
  const { received } = session;
  if (range.start > received.length)
    throw invalid(
      `Invalid request. The upload offset is ${range.start} byte(s), which exceeds already uploaded size of ${received.length} byte(s).`,
    );
  const all = Buffer.concat([received, body.subarray(received.length - range.start)]);
  if (!whole) {
    session.received = all.subarray(0, Math.max(received.length, all.length - (all.length % GRANULARITY)));
    return false;
  }
  checkLength(range, body.length);
  const isLast = range.total === undefined ? range.end === undefined : range.start + body.length === range.total;
  if (!isLast && body.length % GRANULARITY !== 0)
    throw invalid(`Invalid request. The number of bytes uploaded is required to be a multiple of ${GRANULARITY}.`);
  session.received = all;
  return isLast;
}

function checkLength({ start, end, total }: ContentRange, length: number): void {
  if (end !== undefined && end - start + 1 !== length)
    throw invalid('Content-Range does not fit the length of the body');
  if (total !== undefined && start + length > total) throw invalid('The body goes beyond the total size');
  if (end === undefined && total !== undefined && start + length !== total) throw invalid('The body is too short');
}
