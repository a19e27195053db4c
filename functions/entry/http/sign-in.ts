/** Who is asking: an officer by session cookie or bearer link, a commune by its link. Every right is asked for here. */
import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { may, type Right } from '../../domain/register/rights.ts';
import { Problem } from '../../problems.ts';
import { type Access, SESSION_HOURS, type Session } from '../../use-cases/register/access.ts';
import type { Register } from '../../use-cases/register/register.ts';
import type { Person } from './pages/frame.ts';

/** The browser keeps a cookie of this name from any other site and path when the service is behind TLS. */
const cookieName = (secure: boolean): string => (secure ? '__Host-phien' : 'phien');

const isUnsafe = (method: string): boolean => !['GET', 'HEAD'].includes(method);

export interface SignIn {
  /** Opens a session for an officer's link. @throws Problem LINK_UNKNOWN */
  enter(context: Context, token: string): Promise<void>;
  leave(context: Context): Promise<void>;
  session(context: Context): Promise<Session | undefined>;
  /** The officer on a page. @throws Problem SIGN_IN_NEEDED, RIGHT_MISSING */
  officer(context: Context, right: Right): Promise<Person>;
  /** Whoever asks the API, by bearer link or, with `X-CSRF-Token` for changes, by cookie. @throws Problem SIGN_IN_NEEDED, REQUEST_FORGED */
  caller(context: Context): Promise<Access>;
}

export function signIn({ access }: Pick<Register, 'access'>, publicUrl: string): SignIn {
  const secure = publicUrl.startsWith('https:');
  const name = cookieName(secure);

  async function session(context: Context): Promise<Session | undefined> {
    const cookie = getCookie(context, name);
    return cookie ? access.session(cookie) : undefined;
  }

  return {
    session,
    async enter(context, token) {
      const opened = await access.startSession(token);
      if (!opened) throw new Problem('LINK_UNKNOWN');
      setCookie(context, name, opened, {
        httpOnly: true,
        sameSite: 'Lax',
        secure,
        path: '/',
        maxAge: SESSION_HOURS * 3600,
      });
    },
    async leave(context) {
      const cookie = getCookie(context, name);
      if (cookie) await access.endSession(cookie);
      deleteCookie(context, name, { path: '/', secure });
    },
    async officer(context, right) {
      const found = await session(context);
      if (!found) throw new Problem('SIGN_IN_NEEDED');
      if (!may(found.access.role, right)) throw new Problem('RIGHT_MISSING');
      return { name: found.access.name, role: found.access.role, csrf: found.csrf };
    },
    async caller(context) {
      const bearer = /^Bearer\s+(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
      const opened = bearer ? await access.open(bearer) : undefined;
      if (opened) return opened;
      const found = bearer ? undefined : await session(context);
      if (!found) throw new Problem('SIGN_IN_NEEDED');
      if (isUnsafe(context.req.method)) requireSame(context.req.header('x-csrf-token'), found.csrf);
      return found.access;
    },
  };
}

/** What a form sent back must be what its page was given. @throws Problem REQUEST_FORGED */
export function requireSame(given: unknown, csrf: string): void {
  const [left, right] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(csrf)];
  if (left.length !== right.length || !timingSafeEqual(left, right)) throw new Problem('REQUEST_FORGED');
}

/** @throws Problem RIGHT_MISSING */
export function requireOfficer(caller: Access, right: Right): Access & { readonly kind: 'officer' } {
  if (caller.kind !== 'officer' || !may(caller.role, right)) throw new Problem('RIGHT_MISSING');
  return caller;
}

/** A commune may do what concerns itself in its own round; to others not even their existence is told. @throws Problem RIGHT_MISSING */
export function requireOwn(caller: Access, round: string, commune: string, right: Right): void {
  if (caller.kind === 'officer') requireOfficer(caller, right);
  else if (caller.round !== round || caller.commune !== commune) throw new Problem('RIGHT_MISSING');
}

/** How a caller stands in the log. */
export const whoIs = (caller: Access): string => (caller.kind === 'officer' ? caller.name : `đơn vị ${caller.commune}`);
