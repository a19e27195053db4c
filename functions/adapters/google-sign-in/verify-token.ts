/** ID tokens, checked by google-auth-library against keys that it keeps as long as Google says. */
import type { OAuth2Client, TokenPayload } from 'google-auth-library';
import { Problem } from '../../problems.ts';
import { isKeyUnknown, tokenRefusal } from './refusals.ts';

/** Anybody can name a key that nobody has: Google is not asked more often for that. */
const LOOK_AGAIN_MS = 60_000;
/** As the library has for the times it looks at; it does not look at `nbf`. */
const LEEWAY_S = 300;

export interface TokenNeeds {
  /** A client that has no keys yet. */
  readonly newClient: () => Promise<OAuth2Client>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

type Claims = TokenPayload & { readonly nonce?: string; readonly nbf?: number };

/** What a token says that is Google's, for one of `audience`, and holds now. @throws Problem IDENTITY_…, SIGN_IN_UNREACHABLE */
export type VerifyToken = (token: string, audience: readonly string[]) => Promise<Claims>;

/** Keys are fetched with the first token, and anew when they are old or a token names one that is not among them. */
export function verifyToken({ newClient, now }: TokenNeeds): VerifyToken {
  let client: Promise<OAuth2Client> | undefined;
  let looked = 0;

  /** The keys at hand stay until the new ones have shown their worth. */
  async function lookAgain(token: string, audience: readonly string[], error: unknown): Promise<Claims> {
    if (!isKeyUnknown(error) || now() - looked < LOOK_AGAIN_MS) throw error;
    looked = now();
    const fresh = await newClient();
    const claims = await claimsOf(fresh, token, audience);
    client = Promise.resolve(fresh);
    return claims;
  }

  return async (token, audience) => {
    client ??= newClient();
    const claims = await claimsOf(await client, token, audience)
      .catch((error) => lookAgain(token, audience, error))
      .catch((error) => {
        throw tokenRefusal(error);
      });
    if (claims.nbf !== undefined && !(claims.nbf - LEEWAY_S <= now() / 1000)) throw new Problem('IDENTITY_TOO_EARLY');
    return claims;
  };
}

async function claimsOf(client: OAuth2Client, token: string, audience: readonly string[]): Promise<Claims> {
  const ticket = await client.verifyIdToken({ idToken: token, audience: [...audience] });
  const claims = ticket.getPayload();
  if (!claims) throw new Error('no claims');
  return claims;
}
