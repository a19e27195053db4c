/**
 * `POST /functions/<name>`: the functions of the framework beside the pages, for events sent to a service that runs on one
 * machine. Administrators only, by bearer link.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Problem } from '../../problems.ts';
import type { Service } from '../../service/service.ts';
import { answerBare } from './bare-answer.ts';

export const FUNCTIONS_PATH = /^\/functions\/(onUpload|buildSummary|sweep|remind)$/;

/** Hands requests for functions to the framework, which `register` has told of them, and all others to `otherwise`. */
export function functionsDoor(
  { register: { access }, identity, log }: Service,
  otherwise: RequestListener,
  register: () => Promise<unknown>,
): RequestListener {
  const servers = new Map<string, Server>();

  async function serverOf(name: string): Promise<Server> {
    await register();
    const { getTestServer } = await import('@google-cloud/functions-framework/testing');
    const server = servers.get(name) ?? getTestServer(name);
    servers.set(name, server);
    return server;
  }

  async function answer(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const caller =
      identity && token.includes('.') ? access.admit(await identity.verify(token)) : await access.open(token);
    if (!caller) throw new Problem('SIGN_IN_NEEDED');
    if (caller.kind !== 'officer' || caller.role !== 'administrator') throw new Problem('RIGHT_MISSING');
    const server = await serverOf(name);
    request.url = '/';
    server.emit('request', request, response);
  }

  return (request, response) => {
    const name = FUNCTIONS_PATH.exec(request.url ?? '')?.[1];
    if (!name) return otherwise(request, response);
    answer(name, request, response).catch((error) => {
      const requestId = randomUUID();
      const problem = error instanceof Problem ? error : undefined;
      if (!problem || problem.status >= 500) log({ severity: 'ERROR', message: error.message, requestId, error });
      answerBare(request, response, problem, {}, requestId);
    });
  };
}
