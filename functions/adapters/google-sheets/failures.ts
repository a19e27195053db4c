/** What Google answers when it refuses, told apart: busy, not set up, not ours, gone. None of its own words reaches a person. */
import { Problem } from '../../problems.ts';

interface Refusal {
  readonly status?: number;
  readonly reasons: readonly string[];
  readonly message: string;
  readonly retryAfter?: string;
  /** No answer came at all. */
  readonly unanswered: boolean;
}

const RATE = ['rateLimitExceeded', 'userRateLimitExceeded', 'sharingRateLimitExceeded', 'RATE_LIMIT_EXCEEDED'];
const CLOSED = ['accessNotConfigured', 'SERVICE_DISABLED', 'API_KEY_SERVICE_BLOCKED'];
const FULL = ['storageQuotaExceeded', 'teamDriveFileLimitExceeded', 'activeItemCreationLimitExceeded'];

/** Whether asking again may help. Nobody knows then whether it was done. */
export function isBusy(error: unknown): boolean {
  if (error instanceof Problem) return error.code === 'DRIVE_BUSY';
  const { status = 0, reasons, unanswered } = refusalOf(error);
  return unanswered || status === 429 || status >= 500 || has(reasons, RATE);
}

/** How long Google asks us to wait. */
export function retryAfterMs(error: unknown, now: number): number | undefined {
  const { retryAfter } = refusalOf(error);
  if (retryAfter === undefined) return undefined;
  const seconds = Number(retryAfter);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(retryAfter) - now;
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

/** The refusal as a Problem; what is none is a defect and keeps its cause. */
export function translated(error: unknown): Error {
  if (error instanceof Problem) return error;
  const refusal = refusalOf(error);
  const { status, reasons, message } = refusal;
  const notReady = whyNotReady(refusal);
  if (notReady) return new Problem('DRIVE_NOT_READY', { what: notReady }, { cause: error });
  if (has(reasons, ['exportSizeLimitExceeded']))
    return new Problem('FILE_TOO_LARGE', { limitMb: 10 }, { cause: error });
  if (isBusy(error) || has(reasons, ['dailyLimitExceeded'])) return new Problem('DRIVE_BUSY', {}, { cause: error });
  if (status === 403) return new Problem('DRIVE_ACCESS_LOST', {}, { cause: error });
  if (status === 404) return new Problem('DRIVE_ITEM_GONE', {}, { cause: error });
  return new Error(`Google refused a request (${status ?? 'no status'}): ${message}`, { cause: error });
}

/** What everything waits for, in words for the province's log; `undefined` where one file or moment is concerned. */
function whyNotReady({ status, reasons, message }: Refusal): string | undefined {
  if (has(reasons, CLOSED)) return 'dự án trên Google Cloud chưa bật Google Sheets API hoặc Google Drive API';
  if (has(reasons, FULL)) return 'thư mục trên Drive đã đầy, hoặc không nằm trong một bộ nhớ dùng chung (shared drive)';
  if (status === 401 || /invalid_grant|invalid_client|unauthorized_client/.test(message))
    return 'tài khoản của hệ thống không được Google chấp nhận';
  if (/default credentials|client_email|private key/i.test(message)) return 'chưa có tài khoản của hệ thống';
  if (has(reasons, ['USER_PROJECT_DENIED', 'CONSUMER_INVALID'])) return 'dự án trên Google Cloud không đúng';
  if (has(reasons, ['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT']))
    return 'tài khoản của hệ thống chưa được cấp quyền dùng Drive và Trang tính';
  return undefined;
}

/** Status and message of a request that Google did not take: for those who know what they asked. */
export function refusedAs(error: unknown, status: number): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return refusalOf(cause).status === status;
}

/** Whether Google named one of these reasons. */
export function refusedFor(error: unknown, reasons: readonly string[]): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return has(refusalOf(cause).reasons, reasons);
}

const has = (reasons: readonly string[], wanted: readonly string[]): boolean =>
  reasons.some((reason) => wanted.includes(reason));

/** Reads what Google's libraries throw, without trusting any of it to be there. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Problem) return refusalOf(error.cause);
  const response = field(error, 'response');
  const status = numberOf(field(response, 'status')) ?? numberOf(field(error, 'status'));
  const body = field(field(response, 'data'), 'error');
  const listed = [...arrayOf(field(body, 'errors')), ...arrayOf(field(body, 'details'))];
  const reasons = listed.flatMap((each) => textOf(field(each, 'reason')) ?? []);
  const said = [textOf(field(error, 'message')), textOf(body), textOf(field(body, 'message'))];
  return {
    ...(status === undefined ? {} : { status }),
    reasons,
    message: said.filter((text) => text !== undefined).join(' '),
    ...headerOf(response),
    unanswered: status === undefined && isConnectionError(error),
  };
}

function headerOf(response: unknown): Pick<Refusal, 'retryAfter'> {
  const headers = field(response, 'headers');
  const retryAfter = headers instanceof Headers ? headers.get('retry-after') : textOf(field(headers, 'retry-after'));
  return retryAfter ? { retryAfter } : {};
}

const BROKEN = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR|ERR_STREAM_PREMATURE)/;

/** A connection that was cut, refused, or timed out; libraries wrap such errors one in the other. */
function isConnectionError(error: unknown, depth = 0): boolean {
  if (depth > 4 || error === undefined || error === null) return false;
  const code = textOf(field(error, 'code')) ?? '';
  const message = textOf(field(error, 'message')) ?? '';
  if (BROKEN.test(code) || /socket hang up|premature close|fetch failed|terminated|aborted|timed? ?out/i.test(message))
    return true;
  return isConnectionError(field(error, 'cause'), depth + 1);
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
