/** What Google's JSON API answers when it does not do what it was asked. */

export interface Refusal extends Error {
  readonly status: number;
  readonly reason: string;
  readonly extra: Readonly<Record<string, string>>;
}

/** A refusal to be thrown; the router answers it in Google's shape. */
export const refusal = (status: number, reason: string, message: string, extra = {}): Refusal =>
  Object.assign(new Error(message), { status, reason, extra });

export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && 'reason' in error;

export const invalid = (message: string): Refusal => refusal(400, 'invalid', message);

export const noSuchObject = (bucket: string, name: string): Refusal =>
  refusal(404, 'notFound', `No such object: ${bucket}/${name}`);

export const conditionNotMet = (): Refusal =>
  refusal(412, 'conditionNotMet', 'At least one of the pre-conditions you specified did not hold.', {
    locationType: 'header',
    location: 'If-Match',
  });

/** The body of a refusal, as JSON. */
export function errorBody({ status, reason, message, extra }: Refusal): string {
  return JSON.stringify({
    error: { code: status, message, errors: [{ message, domain: 'global', reason, ...extra }] },
  });
}
