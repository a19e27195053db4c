/** One request from its arrival to its answer: sign-in, quota, checks, the handler, the part that was asked for. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Answer, Call } from './call.ts';
import { checkMessage, checkParameters } from './check-message.ts';
import type { Channels } from './drive/channels.ts';
import { disabled, type Faults, refusalFor, wrongProject } from './faults.ts';
import type { Logged } from './google-server.ts';
import { project, readMask, unknownPath } from './masks.ts';
import type { Spend } from './quota.ts';
import { badRequest, driveRefusal, isRefused, type Refusal, type Refused, sheetsRefusal } from './refusals.ts';
import { type Route, routeFor } from './routes.ts';
import { DRIVE, SHEETS } from './schemas.ts';
import type { Tokens } from './tokens.ts';
import { beginUpload, continueUpload, readMultipart, type Upload } from './uploads.ts';
import type { World } from './world.ts';

export interface Answering {
  readonly url: string;
  readonly world: World;
  readonly channels: Channels;
  readonly project: string;
  readonly tokens: Tokens;
  readonly email: string;
  readonly spend: Spend;
  readonly faults: Faults;
  readonly off: Map<'sheets' | 'drive', 'api' | 'project'>;
  readonly uploads: Map<string, Upload>;
  readonly requests: Logged[];
  readonly routes: readonly Route[];
}

/** Answers one request; a mistake of this server is a 599 that says what it is. */
export async function answer(answering: Answering, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', answering.url);
  const body = await bytesOf(request);
  try {
    if (url.pathname === '/token')
      return send(response, { json: answering.tokens.exchange(new URLSearchParams(body.toString())) });
    if (url.pathname.startsWith('/computeMetadata/')) return sendMetadata(answering, url, response);
    await answerApi(answering, request, url, body, response);
  } catch (error) {
    if (isRefused(error)) return sendRefusal(response, error.refusal);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(text);
    sendRefusal(response, { status: 599, body: { error: { code: 599, message: text } } });
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
}

interface Asked {
  readonly method: string;
  readonly pathname: string;
  readonly query: URLSearchParams;
  readonly json: unknown;
  readonly media?: Call['media'];
}

async function answerApi(
  answering: Answering,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const asked = askedOf(answering, request, url, body);
  const entry = log(answering, request, url, asked.json);
  response.on('close', () => {
    entry.status = response.writableFinished ? response.statusCode : 0;
  });
  const found = routeFor(answering.routes, asked.method, asked.pathname);
  if (!found) throw new Error(`this server does not know ${asked.method} ${asked.pathname}`);
  const { route, path } = found;
  const failure = answering.faults.take(`${asked.method} ${url.pathname}`);
  if (failure?.fault === 'cutBefore') return void response.destroy();
  const early =
    failure && failure.fault !== 'failAfter' ? refusalFor(failure, route.api, answering.project) : undefined;
  if (early) throw early;
  const email = admit(answering, request, route);
  if (isBeginning(asked)) return begin(answering, request, url, asked, response);
  const done = await perform(answering, route, path, asked, email);
  if (failure?.fault === 'cutAfter') return void response.destroy();
  const late = failure && refusalFor(failure, route.api, answering.project);
  if (late) throw late;
  send(response, done);
}

function log(answering: Answering, request: IncomingMessage, url: URL, body: unknown): Logged {
  const entry = {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: structuredClone(body),
    status: 0,
  };
  answering.requests.push(entry);
  return entry;
}

/** Who may ask at all: the API is on, the token is good, the quota lasts. */
function admit(answering: Answering, request: IncomingMessage, route: Route): string {
  const email = answering.tokens.check(request.headers.authorization, route.api);
  const off = answering.off.get(route.api);
  if (off) throw off === 'api' ? disabled(route.api, answering.project) : wrongProject(route.api, answering.project);
  const kind = route.verb === 'GET' ? 'read' : 'write';
  answering.spend(route.api === 'drive' ? { api: 'drive' } : { api: 'sheets', kind }, email);
  return email;
}

const UPLOAD = '/upload';

function askedOf(answering: Answering, request: IncomingMessage, url: URL, body: Buffer): Asked {
  const method = request.method ?? '';
  const query = new URLSearchParams(url.searchParams);
  if (!url.pathname.startsWith(UPLOAD)) return { method, pathname: url.pathname, query, json: jsonOf(body) };
  const pathname = url.pathname.slice(UPLOAD.length);
  const type = request.headers['content-type'] ?? 'application/octet-stream';
  const uploadId = query.get('upload_id');
  if (uploadId !== null) return resumed(answering, uploadId, request, body);
  switch (query.get('uploadType')) {
    case 'multipart':
      return { method, pathname, query, ...readMultipart(type, body) };
    case 'media':
      return { method, pathname, query, json: {}, media: { type, bytes: new Uint8Array(body) } };
    case 'resumable':
      return { method, pathname, query, json: jsonOf(body) ?? {} };
    default:
      throw driveRefusal(400, 'badRequest', 'uploadType is required');
  }
}

function jsonOf(body: Buffer): unknown {
  if (body.byteLength === 0) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    throw sheetsRefusal(400, 'Invalid JSON payload received. Unexpected token.');
  }
}

function isBeginning({ query, media }: Asked): boolean {
  return query.get('uploadType') === 'resumable' && media === undefined;
}

function begin(answering: Answering, request: IncomingMessage, url: URL, asked: Asked, response: ServerResponse): void {
  const type = String(request.headers['x-upload-content-type'] ?? 'application/octet-stream');
  const upload = beginUpload(asked.method, url.pathname + url.search, asked.json, type);
  answering.uploads.set(upload.id, upload);
  url.searchParams.set('upload_id', upload.id);
  response.writeHead(200, { location: `${answering.url}${url.pathname}${url.search}` }).end();
}

/** A piece of an upload; until the last the answer is 308. */
function resumed(answering: Answering, id: string, request: IncomingMessage, body: Buffer): Asked {
  const held = answering.uploads.get(id);
  if (!held) throw driveRefusal(404, 'notFound', 'Not Found');
  const { upload, done } = continueUpload(held, request.headers['content-range'], body);
  answering.uploads.set(id, upload);
  if (!done) {
    const range = upload.bytes.byteLength > 0 ? { range: `bytes=0-${upload.bytes.byteLength - 1}` } : {};
    throw Object.assign(new Error('308'), { refusal: { status: 308, body: undefined, headers: range } });
  }
  const url = new URL(upload.target, answering.url);
  const media = { type: upload.type, bytes: new Uint8Array(upload.bytes) };
  return {
    method: upload.method,
    pathname: url.pathname.slice(UPLOAD.length),
    query: url.searchParams,
    json: upload.json,
    media,
  };
}

async function perform(
  answering: Answering,
  route: Route,
  path: Record<string, string>,
  asked: Asked,
  email: string,
): Promise<Answer> {
  const api = route.api === 'sheets' ? SHEETS : DRIVE;
  checkParameters(api, route.method, asked.query);
  const body = asked.json ?? {};
  if (route.body !== undefined) checkMessage(api, route.body, body);
  else if (asked.json !== undefined)
    throw sheetsRefusal(400, 'Invalid JSON payload received. The method takes no body.');
  const { world, channels } = answering;
  const mask = maskOf(route, asked.query);
  const media = asked.media ? { media: asked.media } : {};
  const done = await route.run({ world, channels, email, path, query: asked.query, body, ...media });
  return 'json' in done && mask ? { ...done, json: project(structuredClone(done.json), mask) } : done;
}

/** The mask of the answer, checked before anything is done. */
function maskOf(route: Route, query: URLSearchParams): ReturnType<typeof readMask> {
  const fields = query.get('fields') ?? route.fields;
  if (fields === undefined || route.answer === undefined) return undefined;
  const mask = readMask(fields);
  const api = route.api === 'sheets' ? SHEETS : DRIVE;
  const unknown = mask === undefined ? fields : unknownPath(api, { is: 'message', name: route.answer }, mask);
  if (unknown === undefined) return mask;
  throw route.api === 'drive' ? fieldRefusal(unknown) : maskRefusal(unknown);
}

function fieldRefusal(field: string): Refused {
  return driveRefusal(400, 'invalidParameter', `Invalid field selection ${field}`, {
    location: 'fields',
    locationType: 'parameter',
  });
}

function maskRefusal(path: string): Refused {
  const description = `Error expanding 'fields' parameter. Cannot find matching fields for path '${path}'.`;
  return sheetsRefusal(400, 'Request contains an invalid argument.', [badRequest([{ field: path, description }])]);
}

/** What google-auth-library asks the metadata server of Cloud Run, when GCE_METADATA_HOST points here. */
function sendMetadata({ tokens, email, project: number }: Answering, url: URL, response: ServerResponse): void {
  response.setHeader('metadata-flavor', 'Google');
  const path = url.pathname.replace(/\/$/, '');
  if (path.endsWith('/token')) {
    const scopes = (url.searchParams.get('scopes') ?? '').split(',').filter(Boolean);
    const json = { access_token: tokens.issue(email, scopes), expires_in: 3599, token_type: 'Bearer' };
    send(response, { json });
    return;
  }
  const texts: Readonly<Record<string, string>> = {
    email,
    'project-id': `project-${number}`,
    'numeric-project-id': number,
    universe_domain: 'googleapis.com',
  };
  response.end(texts[path.split('/').at(-1) ?? ''] ?? '');
}

function send(response: ServerResponse, done: Answer): void {
  if ('json' in done) {
    response.writeHead(done.status ?? 200, { 'content-type': 'application/json; charset=UTF-8' });
    response.end(JSON.stringify(done.json));
  } else if ('bytes' in done) {
    response.writeHead(done.status ?? 200, { 'content-type': done.type });
    response.end(done.bytes);
  } else {
    response.writeHead(done.status).end();
  }
}

function sendRefusal(response: ServerResponse, { status, body, headers = {} }: Refusal): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
