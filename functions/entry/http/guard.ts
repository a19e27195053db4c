/**
 * Stands before everything that reads a request: what must not be read is refused by its head alone. Frameworks buffer and
 * parse bodies before a handler sees them, also compressed ones that become hundreds of megabytes.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { Problem } from '../../problems.ts';
import { answerBare } from './bare-answer.ts';
import { BODY_TIMEOUT_MS, HEAD_TIMEOUT_MS, IDLE_TIMEOUT_MS, MAX_BODY_BYTES, MAX_UPLOAD_MB } from './limits.ts';

/**
 * What is still coming is thrown away, so that a browser comes to read the answer; above this the connection ends with the
 * answer, whether it is read or not.
 */
const MOST_THROWN_AWAY_BYTES = 64 * 2 ** 20;

export interface Timeouts {
  readonly bodyMs?: number;
  readonly headMs?: number;
  readonly idleMs?: number;
}

/**
 * A server that hands on only what `refusal` lets through. It ends requests whose head or body takes too long, and
 * connections on which nothing moves: who does not read an answer would keep all that it is made of in memory.
 */
export function guardedServer(listener: RequestListener, { bodyMs, headMs, idleMs }: Timeouts = {}): Server {
  const requestTimeout = bodyMs ?? BODY_TIMEOUT_MS;
  const headersTimeout = Math.min(headMs ?? HEAD_TIMEOUT_MS, requestTimeout);
  const connectionsCheckingInterval = Math.min(1000, requestTimeout);
  const server = createServer({ requestTimeout, headersTimeout, connectionsCheckingInterval }, guard(listener));
  return server.setTimeout(idleMs ?? IDLE_TIMEOUT_MS);
}

/** `listener` behind the guard; for servers that are not ours. */
export function guard(listener: RequestListener): RequestListener {
  return (request, response) => {
    const problem = refusal(request);
    if (problem) refuse(request, response, problem);
    else listener(request, response);
  };
}

/** Why a request must not be read, if it must not. */
function refusal({ method = '', headers }: IncomingMessage): Problem | undefined {
  if (headers['content-encoding'] !== undefined) return new Problem('REQUEST_COMPRESSED');
  const length = headers['content-length'];
  if (length === undefined) {
    const hasBody =
      headers['transfer-encoding'] !== undefined || !['GET', 'HEAD', 'DELETE', 'OPTIONS'].includes(method);
    return hasBody ? new Problem('REQUEST_WITHOUT_LENGTH') : undefined;
  }
  return Number(length) > MAX_BODY_BYTES ? new Problem('REQUEST_TOO_LARGE', { limitMb: MAX_UPLOAD_MB }) : undefined;
}

function refuse(request: IncomingMessage, response: ServerResponse, problem: Problem): void {
  const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  const isBearable = length <= MOST_THROWN_AWAY_BYTES && request.headers['content-encoding'] === undefined;
  void answerBare(request, response, problem, isBearable ? {} : { connection: 'close' });
}
