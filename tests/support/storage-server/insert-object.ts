/** objects.insert: in one request, or by a session. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Buckets, Conditions, Draft, StoredObject } from './buckets.ts';
import type { Faults } from './faults.ts';
import { readJson, readMultipart } from './multipart.ts';
import { type Received, receiveBody } from './receive-body.ts';
import { invalid } from './refusal.ts';
import { readContentRange, type Session, type Sessions, takeChunk } from './resumable.ts';
import type { Call } from './routes.ts';

export interface InsertNeeds {
  readonly buckets: Buckets;
  readonly sessions: Sessions;
  readonly faults: Faults;
  readonly origin: string;
  readonly answer: (response: ServerResponse, call: Call, stored: StoredObject) => void;
  /** Told of each object that came to be. */
  readonly finalized: (stored: StoredObject) => void;
}

type SaidDraft = Omit<Draft, 'bytes'>;

export function insertObject({ buckets, sessions, faults, origin, answer, finalized }: InsertNeeds) {
  return async (request: IncomingMessage, response: ServerResponse, call: Call): Promise<void> => {
    const { uploadType, upload_id: id } = call.query;
    const received = await receiveBody(request, faults);
    if (id !== undefined) return go(request, response, call, sessions.get(id), received);
    if (!received.whole) return;
    if (request.method !== 'POST') throw invalid(`${request.method} needs an upload session`);
    if (uploadType === 'resumable') return begin(request, response, call, received);
    if (uploadType === 'multipart') return whole(response, call, multipart(request, call, received));
    if (uploadType === 'media') return whole(response, call, media(request, call, received));
    throw invalid('uploadType is required');
  };

  function whole(response: ServerResponse, call: Call, draft: Draft): void {
    const stored = buckets.write(call.bucket, draft, conditionsOf(call));
    finalized(stored);
    answer(response, call, stored);
  }

  function begin(request: IncomingMessage, response: ServerResponse, call: Call, { body }: Received): void {
    const type = request.headers['x-upload-content-type'];
    const draft = draftOf(readJson(body), call, type === undefined ? undefined : String(type));
    buckets.checkConditions(call.bucket, draft.name, conditionsOf(call));
    const id = sessions.begin(call.bucket, draft, conditionsOf(call));
    const place = `${origin}/upload/storage/v1/b/${encodeURIComponent(call.bucket)}/o`;
    const query = new URLSearchParams({ uploadType: 'resumable', name: draft.name, upload_id: id });
    response.writeHead(200, { location: `${place}?${query}`, 'x-guploader-uploadid': id, 'content-length': '0' });
    response.end();
  }

  function go(
    request: IncomingMessage,
    response: ServerResponse,
    call: Call,
    session: Session,
    { body, whole }: Received,
  ): void {
    if (request.method === 'DELETE') {
      session.isCancelled = true;
      response.writeHead(499, 'Client Closed Request', { 'content-length': '0' }).end();
      return;
    }
    if (request.method !== 'PUT') throw invalid('An upload session takes PUT and DELETE');
    const range = readContentRange(request.headers['content-range']);
    if (!session.done && range && takeChunk(session, range, body, whole)) finish(session);
    if (session.done) answer(response, call, buckets.find(session.bucket, session.draft.name, session.done));
    else if (whole) tellProgress(response, session);
  }

  function finish(session: Session): void {
    const draft = { ...session.draft, bytes: session.received };
    const stored = buckets.write(session.bucket, draft, session.conditions);
    session.done = { generation: stored.generation };
    finalized(stored);
  }
}

/** Without a range: nothing is kept yet. */
function tellProgress(response: ServerResponse, { received }: Session): void {
  const range = received.length > 0 ? { range: `bytes=0-${received.length - 1}` } : {};
  response.writeHead(308, 'Resume Incomplete', { ...range, 'content-length': '0' }).end();
}

function multipart({ headers }: IncomingMessage, call: Call, { body }: Received): Draft {
  const { said, contentType, bytes } = readMultipart(headers['content-type'], body);
  return { ...draftOf(said, call, contentType), bytes };
}

function media({ headers }: IncomingMessage, call: Call, { body }: Received): Draft {
  return { ...draftOf({}, call, headers['content-type']), bytes: body };
}

const SAID = [
  ...['name', 'bucket', 'contentType', 'contentEncoding', 'contentDisposition', 'cacheControl', 'metadata'],
  ...['md5Hash', 'crc32c'],
];

/** What the client says of the object; a field that is not known here is refused. */
function draftOf(said: unknown, { query, bucket }: Call, contentType: string | undefined): SaidDraft {
  if (said === null || typeof said !== 'object' || Array.isArray(said)) throw invalid('Expected an object');
  const unknown = Object.keys(said).filter((field) => !SAID.includes(field));
  if (unknown.length > 0) throw invalid(`Invalid JSON payload received. Unknown name "${unknown[0]}"`);
  const { bucket: named, ...rest } = said as Partial<SaidDraft> & { bucket?: string };
  if (named !== undefined && named !== bucket) throw invalid('The bucket in the body is another one');
  const name = query.name ?? rest.name;
  if (!name) throw invalid('Required parameter: name');
  const type = rest.contentType ?? contentType;
  return { ...rest, name, ...(type && { contentType: type }) };
}

const conditionsOf = ({ query }: Call): Conditions => query;
