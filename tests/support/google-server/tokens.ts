/** Access tokens: who got which, for what, until when. Google's `/token` and the metadata server of Cloud Run. */
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { driveRefusal, errorInfo, type Refused, refused, sheetsRefusal } from './refusals.ts';

export interface ServiceAccount {
  readonly email: string;
  readonly project: string;
  /** What a key file of the account holds. */
  readonly credentials: Readonly<Record<string, string>>;
}

export interface Tokens {
  /** A new token. */
  readonly issue: (email: string, scopes: readonly string[], seconds?: number) => string;
  /** Who a token is of; refused if it is unknown, expired or for other scopes. */
  readonly check: (authorization: string | undefined, api: 'sheets' | 'drive') => string;
  /** Makes all tokens given so far worthless. */
  readonly expireAll: () => void;
  /** The answer of `POST /token`. */
  readonly exchange: (form: URLSearchParams) => unknown;
}

interface Token {
  readonly email: string;
  readonly scopes: readonly string[];
  expires: number;
}

export const SCOPE_SHEETS = 'https://www.googleapis.com/auth/spreadsheets';
export const SCOPE_DRIVE = 'https://www.googleapis.com/auth/drive';
const LIFETIME_SECONDS = 3600;
const ENOUGH = { sheets: [SCOPE_SHEETS, SCOPE_DRIVE], drive: [SCOPE_DRIVE] };

/** A service account with a key of its own. */
export function newServiceAccount(email: string, project: string, tokenUri: string): ServiceAccount {
  const credentials = {
    type: 'service_account',
    project_id: project,
    private_key_id: 'key-1',
    private_key: oneKey(),
    client_email: email,
    client_id: '100000000000000000001',
    token_uri: tokenUri,
  };
  return { email, project, credentials };
}

let key: string | undefined;

/** Making a key takes longer than most tests: all servers of a process have the same. */
function oneKey(): string {
  key ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
  return key;
}

/** The tokens of one server. */
export function newTokens(now: () => number, account: ServiceAccount): Tokens {
  const tokens = new Map<string, Token>();
  const issue: Tokens['issue'] = (email, scopes, seconds = LIFETIME_SECONDS) => {
    const token = `ya29.token-${tokens.size + 1}`;
    tokens.set(token, { email, scopes, expires: now() + seconds * 1000 });
    return token;
  };
  return {
    issue,
    check: (authorization, api) => checkToken(tokens, authorization, api, now()),
    expireAll: () => {
      for (const token of tokens.values()) token.expires = 0;
    },
    exchange: (form) => exchange(form, account, issue, now()),
  };
}

function checkToken(
  tokens: ReadonlyMap<string, Token>,
  authorization: string | undefined,
  api: 'sheets' | 'drive',
  now: number,
): string {
  if (authorization === undefined) throw unregistered(api);
  const token = tokens.get(authorization.replace(/^Bearer /, ''));
  if (!token || token.expires <= now) throw unauthenticated(api);
  if (!token.scopes.some((scope) => ENOUGH[api].includes(scope))) throw outOfScope(api);
  return token.email;
}

function unregistered(api: 'sheets' | 'drive'): Refused {
  const message =
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.";
  return api === 'sheets' ? sheetsRefusal(403, message) : driveRefusal(403, 'forbidden', message);
}

function unauthenticated(api: 'sheets' | 'drive'): Refused {
  const place = { location: 'Authorization', locationType: 'header' };
  if (api === 'drive') return driveRefusal(401, 'authError', 'Invalid Credentials', place);
  const message =
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';
  return sheetsRefusal(401, message, [errorInfo('ACCESS_TOKEN_EXPIRED', { service: 'sheets.googleapis.com' })]);
}

function outOfScope(api: 'sheets' | 'drive'): Refused {
  const details = [errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', { service: `${api}.googleapis.com` })];
  const message = 'Request had insufficient authentication scopes.';
  if (api === 'sheets') return sheetsRefusal(403, message, details);
  return driveRefusal(403, 'insufficientPermissions', 'Insufficient Permission', {}, details);
}

function exchange(form: URLSearchParams, account: ServiceAccount, issue: Tokens['issue'], now: number): unknown {
  const grant = form.get('grant_type');
  if (grant === 'refresh_token') {
    if (!form.get('refresh_token')?.startsWith('refresh:')) throw grantRefused('invalid_grant', 'Bad Request');
    const email = form.get('refresh_token')?.slice('refresh:'.length) ?? '';
    return answerWith(issue(email, [SCOPE_DRIVE]), SCOPE_DRIVE);
  }
  if (grant !== 'urn:ietf:params:oauth:grant-type:jwt-bearer')
    throw grantRefused('unsupported_grant_type', `Invalid grant_type: ${grant}`);
  const claims = claimsOf(form.get('assertion') ?? '', account, now);
  const scope = String(claims.scope ?? '');
  if (scope === '') throw grantRefused('invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
  return answerWith(issue(account.email, scope.split(' ')), scope);
}

function answerWith(token: string, scope: string): unknown {
  return { access_token: token, expires_in: LIFETIME_SECONDS - 1, token_type: 'Bearer', scope };
}

function claimsOf(assertion: string, account: ServiceAccount, now: number): Readonly<Record<string, unknown>> {
  const [head = '', body = '', signature = ''] = assertion.split('.');
  const key = createPublicKey(account.credentials.private_key ?? '');
  const signed = verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'));
  if (!signed) throw grantRefused('invalid_grant', 'Invalid JWT Signature.');
  const claims: Readonly<Record<string, unknown>> = JSON.parse(Buffer.from(body, 'base64url').toString());
  if (claims.iss !== account.email) throw grantRefused('invalid_grant', 'Invalid grant: account not found');
  const audiences = ['https://oauth2.googleapis.com/token', account.credentials.token_uri];
  if (!audiences.includes(String(claims.aud)))
    throw grantRefused('invalid_grant', 'Invalid JWT: Failed audience check.');
  if (Number(claims.exp) * 1000 <= now) {
    throw grantRefused(
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.',
    );
  }
  return claims;
}

function grantRefused(error: string, description: string): Refused {
  return refused({ status: 400, body: { error, error_description: description } }, description);
}
