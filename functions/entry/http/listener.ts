/** The service as a listener of Node's own server: behind the guard, whoever started the server. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Service } from '../../service/service.ts';
import { httpApp } from './app.ts';
import { guard } from './guard.ts';

const listeners = new WeakMap<Service, RequestListener>();

/** The same listener whenever it is asked for. A body that a framework has read already (`rawBody`) is taken from there. */
export function httpListener(service: Service): (request: IncomingMessage, response: ServerResponse) => void {
  const known = listeners.get(service);
  if (known) return known;
  const answer = getRequestListener(httpApp(service).fetch, { overrideGlobalObjects: false });
  const listener = guard((request, response) => void answer(request, response));
  listeners.set(service, listener);
  return listener;
}
