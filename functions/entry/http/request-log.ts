/** A line for each request, with its id. Links are secrets: they are masked before they reach a log. */
import type { MiddlewareHandler } from 'hono';
import type { Log } from '../../ports/log.ts';
import type { Env } from './context.ts';

export function requestLog(log: Log): MiddlewareHandler<Env> {
  return async (context, next) => {
    const started = performance.now();
    await next();
    const { method, path } = context.req;
    const { status } = context.res;
    log({
      severity: status >= 500 ? 'ERROR' : 'INFO',
      message: `${method} ${withoutSecrets(path)} ${status}`,
      requestId: context.get('requestId'),
      status,
      ms: Math.round(performance.now() - started),
    });
    context.header('x-request-id', context.get('requestId'));
  };
}

/** The path with the token of a personal link taken out, also where the address around it was typed wrong. */
export const withoutSecrets = (path: string): string =>
  path.replace(/^\/+(p|vao)\/+[^/]+/i, '/$1/…').replace(/(?=[\w-]*[A-Z])[\w-]{32,}/g, '…');
