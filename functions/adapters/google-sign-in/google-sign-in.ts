/** People's Google accounts as proof of their addresses: OpenID Connect, authorization code with PKCE; ID tokens. */
import { createHash } from 'node:crypto';
import type { OAuth2Client, TokenPayload } from 'google-auth-library';
import type { Attempt, Identity, IdentityProvider } from '../../ports/identity.ts';
import { Problem } from '../../problems.ts';
import { type GoogleAddresses, googleAddresses } from './addresses.ts';
import { codeRefusal } from './refusals.ts';
import { verifyToken } from './verify-token.ts';

/** Somebody waits before a page meanwhile. */
const TIMEOUT_MS = 5000;
const ISSUERS = ['https://accounts.google.com', 'accounts.google.com'];
const LONGEST_NAME = 100;

export interface GoogleSignInOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Programs have their tokens made out for this address, or for `clientId`. */
  readonly publicUrl: string;
  /** `http://127.0.0.1:…` of what stands in for Google. */
  readonly loopback?: string;
  readonly now?: () => number;
}

/** Nothing is loaded or asked before the first person or token comes. */
export function googleSignIn(options: GoogleSignInOptions): IdentityProvider {
  const { clientId, publicUrl, now = Date.now } = options;
  const addresses = googleAddresses(options.loopback);
  const newClient = () => openClient(options, addresses);
  const verified = verifyToken({ newClient, now });

  return {
    signInAddress: (attempt) => `${addresses.authorize}?${authorizeQuery(clientId, attempt)}`,
    verify: async (token) => identityOf(await verified(token, [clientId, publicUrl])),
    async redeem(code, { nonce, verifier, returnTo }) {
      const client = await newClient();
      const { tokens } = await client
        .getToken({ code, codeVerifier: verifier, redirect_uri: returnTo })
        .catch((error) => {
          throw codeRefusal(error);
        });
      const claims = await verified(tokens.id_token ?? '', [clientId]);
      if (claims.nonce !== nonce) throw new Problem('IDENTITY_NOT_GENUINE');
      return identityOf(claims);
    },
  };
}

async function openClient(
  { clientId, clientSecret }: GoogleSignInOptions,
  { token, certs }: GoogleAddresses,
): Promise<OAuth2Client> {
  const { OAuth2Client } = await import('google-auth-library');
  return new OAuth2Client({
    clientId,
    clientSecret,
    issuers: ISSUERS,
    endpoints: { oauth2TokenUrl: token, oauth2FederatedSignonPemCertsUrl: certs },
    transporterOptions: { timeout: TIMEOUT_MS },
  });
}

function authorizeQuery(clientId: string, { state, nonce, verifier, returnTo }: Attempt): URLSearchParams {
  return new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: returnTo,
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    // Who was refused with one account must be able to choose another.
    prompt: 'select_account',
  });
}

/** @throws Problem IDENTITY_WITHOUT_ADDRESS, IDENTITY_UNVERIFIED */
function identityOf({ email, email_verified, name }: TokenPayload): Identity {
  const address = typeof email === 'string' ? email.normalize('NFC').trim() : '';
  if (address === '') throw new Problem('IDENTITY_WITHOUT_ADDRESS');
  if (email_verified !== true) throw new Problem('IDENTITY_UNVERIFIED', { address });
  return { address, name: readableName(name) };
}

/** Without what turns the direction of the text around it, or cannot be seen. */
function readableName(name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined;
  const readable = name.normalize('NFC').replace(/\p{C}/gu, '').trim().slice(0, LONGEST_NAME);
  return readable || undefined;
}
