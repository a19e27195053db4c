/**
 * Stands in for Google where officers sign in: the page that asks who one is, codes for tokens, the keys of the tokens. As
 * strict as Google is said to be. Each of Google's hosts is the first step of the path, so that it can stand beside others.
 */
import {
  createHash,
  createPrivateKey,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CLIENT = { id: '1234-abc.apps.googleusercontent.com', secret: 'bi-mat-cua-ung-dung' } as const;

const AUTHORIZE = '/accounts.google.com/o/oauth2/v2/auth';
const TOKEN = '/oauth2.googleapis.com/token';
const CERTS = '/www.googleapis.com/oauth2/v1/certs';

export type Claims = Readonly<Record<string, unknown>>;

export interface Account {
  readonly email: string;
  readonly name?: string;
  readonly email_verified?: boolean;
}

/** What Google does instead of its work. */
export type Trouble = number | 'hang up' | 'refuse code' | 'refuse client';

export interface GoogleIdentity {
  /** `http://127.0.0.1:…`; for GOOGLE_LOOPBACK. */
  readonly url: string;
  readonly listener: RequestListener;
  /** Whether a path is one of those above. */
  owns(path: string): boolean;
  /** Addresses that people may be sent back to. */
  readonly returnTo: string[];
  /** Who may be chosen on the page. */
  accounts: readonly Account[];
  /** By the last word of a path: `token`, `certs`. */
  readonly trouble: Map<'token' | 'certs', Trouble>;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
  /** Every code, token and verifier there was; none may stand in a log. */
  readonly secrets: readonly string[];
  /** A token as Google makes it, for the client above, some claims and parts of its head otherwise. */
  token(claims?: Claims, head?: Claims): string;
  /** The key that Google shows to everybody, as PEM. */
  publicKey(): string;
  /** Makes a new key; the tokens made before stay good. */
  rotate(): void;
  /** What the browser would be sent to when `email` is chosen on the page at `address`; without one when it is cancelled. */
  choose(address: string, email?: string): Promise<string>;
  stop(): Promise<void>;
}

interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly pem: string;
}

interface Granted {
  readonly account: Account;
  readonly challenge: string;
  readonly nonce: string;
  readonly returnTo: string;
}

const json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = (): number => Math.floor(Date.now() / 1000);

export async function startGoogleIdentity(): Promise<GoogleIdentity> {
  const keys: Key[] = [newKey(), newKey()];
  const granted = new Map<string, Granted>();
  const [asked, secrets]: [string[], string[]] = [[], []];
  const google = {
    returnTo: [] as string[],
    accounts: [] as readonly Account[],
    trouble: new Map<'token' | 'certs', Trouble>(),
    asked,
    secrets,
    owns: (path: string) => [AUTHORIZE, TOKEN, CERTS].includes(path.split('?')[0] ?? ''),
    publicKey: () => (keys[0] as Key).pem,
    rotate: () => void keys.unshift(newKey()),
    token(claims: Claims = {}, head: Claims = {}): string {
      const { kid, privateKey } = keys[0] as Key;
      const signed = [
        { alg: 'RS256', kid, typ: 'JWT', ...head },
        {
          iss: 'https://accounts.google.com',
          aud: CLIENT.id,
          azp: CLIENT.id,
          sub: '110169484474386276334',
          email_verified: true,
          iat: seconds(),
          exp: seconds() + 3600,
          ...claims,
        },
      ].map(json);
      const made = [...signed, createSign('RSA-SHA256').update(signed.join('.')).sign(privateKey, 'base64url')].join(
        '.',
      );
      secrets.push(made);
      return made;
    },
  };

  const listener: RequestListener = (request, response) => {
    const path = (request.url ?? '').split('?')[0] as string;
    asked.push(path);
    const trouble =
      path === TOKEN ? google.trouble.get('token') : path === CERTS ? google.trouble.get('certs') : undefined;
    if (trouble === 'hang up') request.socket.destroy();
    else if (trouble === 'refuse code')
      answer(response, 400, { error: 'invalid_grant', error_description: 'Bad Request' });
    else if (trouble === 'refuse client') answer(response, 401, { error: 'invalid_client' });
    else if (trouble !== undefined) answer(response, trouble, { error: 'backend_error' });
    else if (path === AUTHORIZE && request.method === 'GET') authorize(request, response);
    else if (path === TOKEN && request.method === 'POST') void redeem(request, response);
    else if (path === CERTS && request.method === 'GET') showKeys(response);
    else answer(response, 404, { error: 'not_found' });
  };

  function showKeys(response: ServerResponse): void {
    const shown = Object.fromEntries(keys.map(({ kid, pem }) => [kid, pem]));
    answer(response, 200, shown, { 'cache-control': 'public, max-age=21000, must-revalidate' });
  }

  function authorize(request: IncomingMessage, response: ServerResponse): void {
    const query = new URL(request.url ?? '', 'http://google').searchParams;
    const fault = faultOf(query, google.returnTo);
    if (fault) {
      answer(response, 400, { error: 'invalid_request', error_description: fault });
      return;
    }
    const [returnTo, state] = [query.get('redirect_uri') ?? '', query.get('state') ?? ''];
    const links = google.accounts.map((account) => {
      const code = `4/0A${randomBytes(24).toString('base64url')}`;
      // In an address the part before would be written otherwise.
      secrets.push(code.slice('4/'.length));
      const [challenge, nonce] = [query.get('code_challenge') ?? '', query.get('nonce') ?? ''];
      granted.set(code, { account, challenge, nonce, returnTo });
      return link(account.email, returnTo, {
        state,
        code,
        scope: 'openid email profile',
        authuser: '0',
        prompt: 'none',
      });
    });
    const cancel = link('Huỷ', returnTo, { error: 'access_denied', state });
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<!doctype html><html lang="vi"><title>Google</title><h1>Chọn tài khoản</h1>${[...links, cancel].join('\n')}`,
      );
  }

  async function redeem(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const code = form.get('code') ?? '';
    const grant = granted.get(code);
    granted.delete(code);
    const verifier = form.get('code_verifier') ?? '';
    secrets.push(verifier);
    if (form.get('client_id') !== CLIENT.id || form.get('client_secret') !== CLIENT.secret)
      return answer(response, 401, { error: 'invalid_client', error_description: 'Unauthorized' });
    if (form.get('grant_type') !== 'authorization_code')
      return answer(response, 400, { error: 'unsupported_grant_type' });
    const isOwn = grant?.challenge === createHash('sha256').update(verifier).digest('base64url');
    if (!grant || !isOwn) return answer(response, 400, { error: 'invalid_grant' });
    if (grant.returnTo !== form.get('redirect_uri')) return answer(response, 400, { error: 'redirect_uri_mismatch' });
    const { account, nonce } = grant;
    const idToken = google.token({ nonce, ...account });
    answer(response, 200, {
      access_token: 'ya29.a',
      expires_in: 3599,
      scope: 'openid',
      token_type: 'Bearer',
      id_token: idToken,
    });
  }

  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(google, {
    url,
    listener,
    async choose(address: string, email = 'Huỷ'): Promise<string> {
      const page = await (await fetch(address)).text();
      const found = [...page.matchAll(/<a href="([^"]+)">([^<]+)<\/a>/g)].find(([, , text]) => text === email)?.[1];
      if (!found) throw new Error(`not on Google's page: ${email}: ${page}`);
      return found.replaceAll('&amp;', '&');
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

/** Why Google would not show its page. */
function faultOf(query: URLSearchParams, returnTo: readonly string[]): string | undefined {
  const must = { client_id: CLIENT.id, response_type: 'code', code_challenge_method: 'S256' };
  const wrong = Object.entries(must).find(([name, value]) => query.get(name) !== value);
  if (wrong) return wrong[0];
  if (!returnTo.includes(query.get('redirect_uri') ?? '')) return 'redirect_uri_mismatch';
  const scopes = (query.get('scope') ?? '').split(' ');
  if (!['openid', 'email', 'profile'].every((scope) => scopes.includes(scope))) return 'scope';
  return ['state', 'nonce', 'code_challenge'].find((name) => !/^[\w-]{43}$/.test(query.get(name) ?? ''));
}

const link = (text: string, to: string, query: Readonly<Record<string, string>>): string =>
  `<p><a href="${`${to}?${new URLSearchParams(query)}`.replaceAll('&', '&amp;')}">${text}</a></p>`;

function answer(response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(value));
}

function newKey(): Key {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { kid: randomBytes(20).toString('hex'), privateKey: createPrivateKey(privateKey), pem: publicKey };
}
