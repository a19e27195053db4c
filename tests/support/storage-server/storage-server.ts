/**
 * A loopback server that speaks the part of Cloud Storage's JSON API which a client of plain objects needs, strictly: what is not
 * known here is refused as Google refuses it. Objects lie in memory.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Buckets, type Described, openBuckets, type StoredObject } from './buckets.ts';
import { type Faults, openFaults } from './faults.ts';
import { insertObject } from './insert-object.ts';
import { listObjects } from './list-objects.ts';
import { selectFields } from './partial-response.ts';
import { errorBody, isRefusal, type Refusal, refusal } from './refusal.ts';
import { bucketResource, type ObjectResource, objectResource } from './resources.ts';
import { openSessions } from './resumable.ts';
import { type Call, readCall } from './routes.ts';
import { sendMedia } from './send-media.ts';

export type { Fault } from './faults.ts';
export type { ObjectResource } from './resources.ts';

export interface StorageServerOptions {
  readonly buckets: readonly string[];
  /** Those of `buckets` that keep older contents as noncurrent versions. */
  readonly versioned?: readonly string[];
}

export interface StorageServer {
  /** For STORAGE_EMULATOR_HOST. */
  readonly url: string;
  /** Every request so far, `GET /storage/v1/b/…`. */
  readonly requests: string[];
  /** What shall go wrong next. */
  readonly faults: Pick<Faults, 'next' | 'clear'>;
  /** Puts a content there as somebody else does; gives its generation. */
  put(bucket: string, name: string, bytes: Uint8Array, described?: Described): string;
  remove(bucket: string, name: string): void;
  /** Names of live objects. */
  names(bucket: string): readonly string[];
  /** The live content, as it is stored. @throws when there is none */
  content(bucket: string, name: string): Uint8Array;
  /** Empties a bucket, older contents too. */
  clear(bucket: string): void;
  /** Told of each object that came to be, however it came: the data of a `finalized` event. */
  onFinalized(listener: (object: ObjectResource) => void): void;
  close(): Promise<void>;
}

/** Starts on a free port of the loopback. */
export async function startStorageServer({
  buckets: names,
  versioned = [],
}: StorageServerOptions): Promise<StorageServer> {
  const buckets = openBuckets(names, versioned);
  const faults = openFaults();
  const requests: string[] = [];
  const listeners: ((object: ObjectResource) => void)[] = [];
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const handle = handlers({ buckets, faults, versioned, origin: url, finalized });

  return {
    url,
    requests,
    faults,
    put(bucket, name, bytes, described = {}) {
      const stored = buckets.write(bucket, { ...described, name, bytes });
      finalized(stored);
      return stored.generation;
    },
    remove: (bucket, name) => buckets.remove(bucket, name),
    names: (bucket) => buckets.objectsOf(bucket).flatMap(({ name, gone }) => (gone ? [] : [name])),
    content: (bucket, name) => buckets.find(bucket, name).bytes,
    clear: (bucket) => void buckets.objectsOf(bucket).splice(0),
    onFinalized: (listener) => void listeners.push(listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  function finalized(stored: StoredObject): void {
    for (const listener of listeners) listener(objectResource(stored, url));
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests.push(`${request.method} ${request.url}`);
    if (faults.take(request, 'hang')) return;
    try {
      const fault = faults.take(request, 'refuse');
      if (fault) throw refusal(fault.status ?? 503, fault.reason ?? 'backendError', fault.message ?? 'Backend Error');
      await handle(request, response, readCall(request));
    } catch (error) {
      refuse(request, response, isRefusal(error) ? error : refusal(500, 'internalError', String(error)));
    }
  }
}

interface HandlerNeeds {
  readonly buckets: Buckets;
  readonly faults: Faults;
  readonly versioned: readonly string[];
  readonly origin: string;
  readonly finalized: (stored: StoredObject) => void;
}

function handlers({ buckets, faults, versioned, origin, finalized }: HandlerNeeds) {
  const answer = (response: ServerResponse, call: Call, stored: StoredObject) =>
    sendJson(response, call, objectResource(stored, origin));
  const insert = insertObject({ buckets, sessions: openSessions(), faults, origin, answer, finalized });

  return async (request: IncomingMessage, response: ServerResponse, call: Call): Promise<void> => {
    const { method, bucket, object, query } = call;
    if (method === 'objects.insert') return insert(request, response, call);
    const wanted = { ...query, softDeleted: query.softDeleted === 'true' };
    if (method === 'objects.get' && query.alt === 'media')
      return sendMedia(
        request,
        response,
        buckets.find(bucket, object, wanted),
        faults.take(request, 'cutDownload', 'flipDownload'),
      );
    if (method === 'objects.get') return answer(response, call, buckets.find(bucket, object, wanted));
    if (method === 'objects.list') return list(response, call);
    if (method === 'objects.delete') {
      buckets.remove(bucket, object, wanted);
      response.writeHead(204).end();
      return;
    }
    buckets.objectsOf(bucket);
    sendJson(response, call, bucketResource(bucket, versioned.includes(bucket), origin));
  };

  /** Empty lists are left out, as Google leaves them out. */
  function list(response: ServerResponse, call: Call): void {
    const { objects, prefixes, nextPageToken } = listObjects(buckets.objectsOf(call.bucket), call.query);
    sendJson(response, call, {
      kind: 'storage#objects',
      ...(nextPageToken && { nextPageToken }),
      ...(prefixes.length > 0 && { prefixes }),
      ...(objects.length > 0 && { items: objects.map((each) => objectResource(each, origin)) }),
    });
  }
}

function sendJson(response: ServerResponse, { query }: Call, value: unknown): void {
  const body = JSON.stringify(selectFields(value, query.fields));
  response.writeHead(200, {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** Where bytes were asked for, a refusal is told in plain text. */
function refuse(request: IncomingMessage, response: ServerResponse, error: Refusal): void {
  if (response.headersSent || request.socket.destroyed) return;
  const isMedia = /[?&]alt=media\b/.test(request.url ?? '') && request.method === 'GET';
  const body = isMedia ? error.message : errorBody(error);
  const type = isMedia ? 'text/html; charset=UTF-8' : 'application/json; charset=UTF-8';
  request.resume();
  response.writeHead(error.status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}
