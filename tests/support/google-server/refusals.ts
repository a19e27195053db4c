/** Google's answers that say no, in Google's words and in the two shapes that Sheets and Drive have. */

export interface Refusal {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by a handler; the server answers with it. */
export type Refused = Error & { readonly refusal: Refusal };

/** Tells a refusal from a mistake of the server itself. */
export function isRefused(error: unknown): error is Refused {
  return error instanceof Error && 'refusal' in error;
}

/** An error to throw. */
export function refused(refusal: Refusal, message = ''): Refused {
  return Object.assign(new Error(message || JSON.stringify(refusal.body)), { refusal });
}

const STATUSES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

/** A refusal of Sheets: a status word and sometimes details. */
export function sheetsRefusal(code: number, message: string, details?: readonly unknown[]): Refused {
  const error = { code, message, status: STATUSES[code] ?? 'UNKNOWN', ...(details ? { details } : {}) };
  return refused({ status: code, body: { error } }, message);
}

/** A refusal of Drive: a reason per error, in a domain. */
export function driveRefusal(
  code: number,
  reason: string,
  message: string,
  more: { readonly domain?: string; readonly location?: string; readonly locationType?: string } = {},
  details?: readonly unknown[],
): Refused {
  const { domain = 'global', ...place } = more;
  const error = { errors: [{ domain, reason, message, ...place }], code, message, ...(details ? { details } : {}) };
  return refused({ status: code, body: { error } }, message);
}

/** What Sheets answers to arguments it cannot take. */
export function invalid(message: string): Refused {
  return sheetsRefusal(400, message);
}

/** What Drive answers for a file that is not there, or that the caller did not ask for rightly. */
export function fileNotFound(id: string): Refused {
  return driveRefusal(404, 'notFound', `File not found: ${id}.`, { location: 'fileId', locationType: 'parameter' });
}

/** `google.rpc.ErrorInfo`. */
export function errorInfo(reason: string, metadata: Readonly<Record<string, string>>): unknown {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com', metadata };
}

/** `google.rpc.BadRequest`. */
export function badRequest(violations: readonly { field: string; description: string }[]): unknown {
  return { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations };
}
