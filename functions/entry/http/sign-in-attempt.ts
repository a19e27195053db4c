/**
 * The way to Google and back. What only this browser may know of it lies in a cookie, for as long as a person takes to sign in:
 * an answer that it did not ask for is not listened to.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Attempt, Identity, IdentityProvider } from '../../ports/identity.ts';
import { Problem } from '../../problems.ts';
import { paths } from './paths.ts';

const MINUTES = 10;

/** Google's words for: not now. */
const BUSY = ['temporarily_unavailable', 'server_error'];

export interface Came {
  readonly identity: Identity;
  /** Marks the attempt, so that it is good for one session. */
  readonly state: string;
}

export function signInAttempt(provider: IdentityProvider, publicUrl: string) {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Host-dang-nhap' : 'dang-nhap';
  const returnTo = `${publicUrl}${paths.signInReturn()}`;

  /** What the cookie holds; it is taken away, whatever comes of it. */
  function taken(context: Context): Attempt | undefined {
    const [state, nonce, verifier] = (getCookie(context, name) ?? '').split('.');
    deleteCookie(context, name, { path: '/', secure });
    return state && nonce && verifier ? { state, nonce, verifier, returnTo } : undefined;
  }

  return {
    /** Remembers a new attempt in the browser; gives Google's address for it. */
    begin(context: Context): string {
      const [state, nonce, verifier] = [newPart(), newPart(), newPart()];
      setCookie(context, name, [state, nonce, verifier].join('.'), {
        httpOnly: true,
        // Strict would keep it from who comes back from Google.
        sameSite: 'Lax',
        secure,
        path: '/',
        maxAge: MINUTES * 60,
      });
      return provider.signInAddress({ state, nonce, verifier, returnTo });
    },

    /** Who came back. @throws Problem SIGN_IN_STALE, SIGN_IN_CANCELLED, and those of `redeem` */
    async finish(context: Context): Promise<Came> {
      const attempt = taken(context);
      const { state = '', code, error } = context.req.query();
      if (!attempt || !isSame(state, attempt.state)) throw new Problem('SIGN_IN_STALE');
      if (error !== undefined) throw refusalOf(error);
      if (!code) throw new Problem('SIGN_IN_REFUSED');
      return { identity: await provider.redeem(code, attempt), state: attempt.state };
    },
  };
}

function refusalOf(error: string): Problem {
  if (error === 'access_denied') return new Problem('SIGN_IN_CANCELLED');
  return new Problem(BUSY.includes(error) ? 'SIGN_IN_UNREACHABLE' : 'SIGN_IN_REFUSED');
}

/** 256 random bits; as long as PKCE asks of a verifier. */
const newPart = (): string => randomBytes(32).toString('base64url');

function isSame(given: string, own: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(own)];
  return left.length === right.length && timingSafeEqual(left, right);
}
