/**
 * `POST /functions/<name>`: the functions of the framework beside the pages, for events sent to a service that runs on one
 * machine. Administrators only, by bearer link.
 */
import type { RequestListener, Server } from 'node:http';
import type { Service } from '../../service/service.ts';

export const FUNCTIONS_PATH = /^\/functions\/(onUpload|buildSummary|remind)$/;

/** Hands requests for functions to the framework, and all others to `otherwise`. */
export function functionsDoor({ register }: Service, otherwise: RequestListener): RequestListener {
  const servers = new Map<string, Server>();

  async function serverOf(name: string): Promise<Server> {
    const { getTestServer } = await import('@google-cloud/functions-framework/testing');
    const server = servers.get(name) ?? getTestServer(name);
    servers.set(name, server);
    return server;
  }

  return async (request, response) => {
    const name = FUNCTIONS_PATH.exec(request.url ?? '')?.[1];
    if (!name) return otherwise(request, response);
    const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const caller = await register.access.open(token).catch(() => undefined);
    if (caller?.kind !== 'officer' || caller.role !== 'administrator') return response.writeHead(401).end();
    const server = await serverOf(name);
    request.url = '/';
    server.emit('request', request, response);
  };
}
