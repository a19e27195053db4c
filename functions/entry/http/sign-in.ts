/**
 * Who is asking: an officer by session cookie, bearer link or Google's ID token, a commune by its link. Every right is asked for
 * here.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { may, type Right } from '../../domain/register/rights.ts';
import { Problem } from '../../problems.ts';
import type { Service } from '../../service/service.ts';
import { type Access, type OfficerAccess, SESSION_HOURS, type Session } from '../../use-cases/register/access.ts';
import type { Env } from './context.ts';
import type { Person } from './pages/frame.ts';
import { signInAttempt } from './sign-in-attempt.ts';

/** The browser keeps a cookie of this name from any other site and path when the service is behind TLS. */
const cookieName = (secure: boolean): string => (secure ? '__Host-phien' : 'phien');

const isUnsafe = (method: string): boolean => !['GET', 'HEAD'].includes(method);

export interface SignIn {
  /** Whether officers come by their Google account. */
  readonly byGoogle: boolean;
  /** Sends somebody to Google: gives the address. @throws Problem PAGE_UNKNOWN where nobody comes that way */
  begin(context: Ctx): string;
  /** Opens a session for who comes back from Google. @throws Problem SIGN_IN_…, IDENTITY_…, OFFICER_NOT_LISTED, PAGE_UNKNOWN */
  finish(context: Ctx): Promise<void>;
  /** Opens a session for an officer's link. @throws Problem LINK_UNKNOWN */
  enter(context: Context, token: string): Promise<void>;
  leave(context: Context): Promise<void>;
  session(context: Context): Promise<Session | undefined>;
  /** The officer on a page. @throws Problem SIGN_IN_NEEDED, RIGHT_MISSING */
  officer(context: Context, right: Right): Promise<Person>;
  /**
   * Whoever asks the API, by bearer link, by bearer ID token or, with `X-CSRF-Token` for changes, by cookie.
   *
   * @throws Problem SIGN_IN_NEEDED, REQUEST_FORGED; for an ID token IDENTITY_…, OFFICER_NOT_LISTED, SIGN_IN_UNREACHABLE
   */
  caller(context: Context): Promise<Access>;
}

type Ctx = Context<Env>;

export function signIn({ register, config, identity, log }: SignInNeeds): SignIn {
  const { access } = register;
  const secure = config.publicUrl.startsWith('https:');
  const name = cookieName(secure);
  const attempt = identity && signInAttempt(identity, config.publicUrl);
  const needed = () => new Problem('SIGN_IN_NEEDED', attempt ? { way: 'google' } : {});

  function keep(context: Context, session: string): void {
    setCookie(context, name, session, {
      httpOnly: true,
      sameSite: 'Lax',
      secure,
      path: '/',
      maxAge: SESSION_HOURS * 3600,
    });
  }

  /** Notes who was let in or refused; what was shown for it stays out of the log. */
  async function noted(
    context: Ctx,
    by: 'page' | 'token',
    admit: () => Promise<OfficerAccess>,
  ): Promise<OfficerAccess> {
    const requestId = context.get('requestId');
    try {
      const admitted = await admit();
      const { name: address, role } = admitted;
      if (by === 'page') log({ severity: 'INFO', message: 'signed in', address, role, requestId });
      return admitted;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { code, details, cause } = error;
      log({ severity: 'WARNING', message: 'sign-in refused', by, code, address: details.address, requestId, cause });
      throw error;
    }
  }

  /** What a bearer opens. Only ID tokens have dots. */
  async function opened(context: Ctx, bearer: string): Promise<Access | undefined> {
    if (!identity || !bearer.includes('.')) return access.open(bearer);
    return noted(context, 'token', async () => access.admit(await identity.verify(bearer)));
  }

  async function session(context: Context): Promise<Session | undefined> {
    const cookie = getCookie(context, name);
    return cookie ? access.session(cookie) : undefined;
  }

  return {
    session,
    byGoogle: attempt !== undefined,
    begin(context) {
      if (!attempt) throw new Problem('PAGE_UNKNOWN');
      return attempt.begin(context);
    },
    async finish(context) {
      if (!attempt) throw new Problem('PAGE_UNKNOWN');
      await noted(context, 'page', async () => {
        const came = await attempt.finish(context);
        const admitted = access.admit(came.identity);
        keep(context, await access.startSessionOf(admitted, came.state));
        return admitted;
      });
    },
    async enter(context, token) {
      const session = await access.startSession(token);
      if (!session) throw new Problem('LINK_UNKNOWN');
      keep(context, session);
    },
    async leave(context) {
      const cookie = getCookie(context, name);
      if (cookie) await access.endSession(cookie);
      deleteCookie(context, name, { path: '/', secure });
    },
    async officer(context, right) {
      const found = await session(context);
      if (!found) throw needed();
      if (!may(found.access.role, right)) throw new Problem('RIGHT_MISSING');
      return personOf(found);
    },
    async caller(context) {
      const bearer = /^Bearer\s+(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
      const holder = bearer ? await opened(context, bearer) : undefined;
      if (holder) return holder;
      const found = bearer ? undefined : await session(context);
      if (!found) throw needed();
      if (isUnsafe(context.req.method)) requireSame(context.req.header('x-csrf-token'), found.csrf);
      return found.access;
    },
  };
}

export type SignInNeeds = Pick<Service, 'register' | 'config' | 'identity' | 'log'>;

/** The officer of a session, as pages show one. */
export function personOf({ access: { name, shownAs, role }, csrf }: Session): Person {
  return { name, shownAs, role, csrf };
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
