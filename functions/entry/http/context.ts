/** What the routes share about one request. */
import type { Context } from 'hono';
import type { Session } from '../../use-cases/register/access.ts';

export interface Env {
  readonly Variables: {
    readonly requestId: string;
    /** Of the cookie, when it is good. */
    session?: Session;
  };
}

export type Ctx = Context<Env>;
