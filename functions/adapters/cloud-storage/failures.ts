/** What Cloud Storage and its client report, as a store's own failures. */
import type { Bucket } from '@google-cloud/storage';
import { Problem } from '../../problems.ts';

/** Those parts of a failure that the client's several layers fill in, each in its own way. */
interface Failure {
  readonly code?: unknown;
  readonly status?: unknown;
  readonly message?: unknown;
  readonly errors?: unknown;
}

const PRECONDITION_FAILED = 412;
const NOT_FOUND = 404;

/**
 * Runs `act` on the bucket; whatever Cloud Storage refuses in it, or not answering in time, is an outage of the store. What an
 * operator must know (no such bucket, no right, API disabled) is in the cause, for the log.
 *
 * @throws Problem STORE_UNAVAILABLE
 */
export async function onBucket<T>(
  open: () => Promise<Bucket>,
  timeoutMs: number,
  act: (bucket: Bucket) => Promise<T>,
): Promise<T> {
  const bucket = await open();
  try {
    return await within(timeoutMs, act(bucket));
  } catch (error) {
    if (error instanceof Problem || isOurs(error)) throw error;
    const cause = new Error(`Bucket ${bucket.name}: ${explain(error)}`, { cause: error });
    throw new Problem('STORE_UNAVAILABLE', {}, { cause });
  }
}

/** `undefined` where there is no such object. A bucket that is away itself says nothing about its objects, and is a failure. */
export async function orAbsent<T>(bucket: Bucket, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (statusOf(error) !== NOT_FOUND) throw error;
    // Answered alike for a bucket and an object; to list takes no right on the bucket itself.
    await bucket.getFiles({ maxResults: 1, autoPaginate: false, fields: 'nextPageToken' });
    return undefined;
  }
}

/** Done, or found done already by whoever wrote this name first. */
export async function unlessThere(act: Promise<void>): Promise<void> {
  await act.catch((error) => {
    if (statusOf(error) !== PRECONDITION_FAILED) throw error;
  });
}

/** Whether the same request may go well a moment later: too many, a fault of Google's, a line that broke. */
export function isTransient(error: unknown): boolean {
  if (error instanceof Problem) return false;
  const status = statusOf(error);
  return status === undefined ? !isOurs(error) : [408, 429].includes(status) || status >= 500;
}

/** The HTTP status of a refusal; `undefined` when no answer came. */
function statusOf(error: unknown): number | undefined {
  const { code, status } = (error ?? {}) as Failure;
  return [status, code].map(Number).find((each) => each >= 400 && each < 600);
}

/** A mistake in this program: the client's own failures carry a code or a cause. */
const isOurs = (error: unknown): boolean =>
  (error instanceof TypeError || error instanceof ReferenceError) && !('code' in error) && error.cause === undefined;

function explain(error: unknown): string {
  const { message } = (error ?? {}) as Failure;
  return `${meaningOf(statusOf(error), `${message} ${reasonsOf(error)}`)} (${message})`;
}

function meaningOf(status: number | undefined, said: string): string {
  if (status === undefined) return 'no answer';
  if (/accessNotConfigured|SERVICE_DISABLED|has not been used in project/.test(said))
    return 'the Cloud Storage API is disabled in the project';
  if (/billing|accountDisabled/i.test(said)) return 'billing is off in its project';
  if (/retentionPolicyNotMet/.test(said)) return 'its retention policy keeps the object';
  return MEANINGS[status] ?? (status >= 500 ? 'Google is in trouble' : 'the request was refused');
}

const MEANINGS: Readonly<Record<number, string>> = {
  401: 'no valid credentials',
  403: 'the service account lacks a right',
  404: 'there is no such bucket',
  429: 'too many requests',
};

function reasonsOf(error: unknown): string {
  const { errors } = (error ?? {}) as Failure;
  return Array.isArray(errors) ? errors.map((each: { reason?: unknown }) => each?.reason).join(' ') : '';
}

/** The client bounds each of its steps, but not all of them together. */
async function within<T>(timeoutMs: number, result: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done in ${timeoutMs} ms`)), timeoutMs);
  });
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
}
