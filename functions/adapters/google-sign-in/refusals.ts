/**
 * The library's errors as refusals. Its messages repeat whole tokens and its errors whole requests, so nothing of them is kept
 * but a word or a number.
 */
import { Problem, type ProblemCode } from '../../problems.ts';

/** How the library's messages begin. What is not here was not signed by Google as it stands, or is no token at all. */
const REASONS: readonly (readonly [string, ProblemCode])[] = [
  ['Token used too late', 'IDENTITY_EXPIRED'],
  ['Token used too early', 'IDENTITY_TOO_EARLY'],
  ['Wrong recipient', 'IDENTITY_FOR_OTHERS'],
];
const KEYS_NOT_HAD = 'Failed to retrieve verification certificates';
const KEY_UNKNOWN = 'No pem found for envelope';

/** Whether a token names a key that is not among those at hand. */
export const isKeyUnknown = (error: unknown): boolean => messageOf(error).startsWith(KEY_UNKNOWN);

/** Why a token is not taken. */
export function tokenRefusal(error: unknown): Problem {
  const message = messageOf(error);
  if (message.startsWith(KEYS_NOT_HAD)) return unreachable('keys', error);
  const [, code] = REASONS.find(([beginning]) => message.startsWith(beginning)) ?? [];
  return new Problem(code ?? 'IDENTITY_NOT_GENUINE');
}

/** Google's words for: it does not know us, or not as we come. */
const SETTINGS = ['invalid_client', 'unauthorized_client', 'redirect_uri_mismatch', 'deleted_client'];

/** Why a code was not redeemed. */
export function codeRefusal(error: unknown): Problem {
  const { status, word } = answerOf(error);
  if (status === undefined || status === 429 || status >= 500) return unreachable('token', error);
  if (SETTINGS.includes(word))
    return new Problem('SIGN_IN_SETTING_REFUSED', {}, { cause: new Error(`token: ${word}`) });
  return new Problem('SIGN_IN_REFUSED');
}

function unreachable(what: string, error: unknown): Problem {
  const { status, code } = answerOf(error);
  return new Problem('SIGN_IN_UNREACHABLE', {}, { cause: new Error(`${what}: ${status ?? code ?? 'no answer'}`) });
}

interface Answered {
  readonly code?: string | number;
  readonly response?: { readonly status?: number; readonly data?: { readonly error?: unknown } };
}

function answerOf(error: unknown) {
  const { code, response } = (error ?? {}) as Answered;
  return { code, status: response?.status, word: String(response?.data?.error ?? '') };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');
