/** What goes wrong on demand. */
import { driveFull, sheetsFullNow } from './quota.ts';
import { driveRefusal, errorInfo, type Refused, refused, sheetsRefusal } from './refusals.ts';

export type Fault =
  | 'internal' // 500, nothing was done
  | 'unavailable' // 503, nothing was done
  | 'rateLimit' // 429 of Sheets, 403 of Drive
  | 'expired' // 401
  | 'cutBefore' // the connection breaks and nothing was done
  | 'cutAfter' // the connection breaks and the change is made
  | 'failAfter'; // 500, and the change is made

export interface Failure {
  readonly fault: Fault;
  /** Requests it applies to: `POST /v4/…`; without it all. */
  readonly on?: RegExp;
  /** How many of them; 1 without it. */
  readonly times?: number;
  /** How many of them pass before. */
  readonly after?: number;
  readonly retryAfterSeconds?: number;
}

export interface Faults {
  readonly add: (failure: Failure) => void;
  /** The fault of this request, which is used up by that. */
  readonly take: (request: string) => Failure | undefined;
  readonly clear: () => void;
}

/** The faults of one server, the first added first. */
export function newFaults(): Faults {
  let waiting: { failure: Failure; passes: number; left: number }[] = [];
  return {
    add: (failure) => waiting.push({ failure, passes: failure.after ?? 0, left: failure.times ?? 1 }),
    take: (request) => {
      const next = waiting.find(({ failure }) => failure.on?.test(request) ?? true);
      if (!next) return undefined;
      if (next.passes > 0) {
        next.passes -= 1;
        return undefined;
      }
      next.left -= 1;
      if (next.left === 0) waiting = waiting.filter((one) => one !== next);
      return next.failure;
    },
    clear: () => {
      waiting = [];
    },
  };
}

/** Google's answer to a fault; a broken connection has none. */
export function refusalFor(failure: Failure, api: 'sheets' | 'drive', project: string): Refused | undefined {
  const refusal = withoutHeaders(failure.fault, api, project);
  if (!refusal || failure.retryAfterSeconds === undefined) return refusal;
  const headers = { 'retry-after': String(failure.retryAfterSeconds) };
  return refused({ ...refusal.refusal, headers }, refusal.message);
}

function withoutHeaders(fault: Fault, api: 'sheets' | 'drive', project: string): Refused | undefined {
  const place = { location: 'Authorization', locationType: 'header' };
  switch (fault) {
    case 'internal':
    case 'failAfter':
      return api === 'drive'
        ? driveRefusal(500, 'internalError', 'Internal Error')
        : sheetsRefusal(500, 'Internal error encountered.');
    case 'unavailable':
      return api === 'drive'
        ? driveRefusal(503, 'backendError', 'Transient failure')
        : sheetsRefusal(503, 'The service is currently unavailable.');
    case 'rateLimit':
      return api === 'drive' ? driveFull() : sheetsFullNow(project);
    case 'expired':
      return api === 'drive'
        ? driveRefusal(401, 'authError', 'Invalid Credentials', place)
        : sheetsRefusal(401, 'Request had invalid authentication credentials.');
    default:
      return undefined;
  }
}

const TITLES = { sheets: 'Google Sheets API', drive: 'Google Drive API' };

/** The API is not switched on in the project. */
export function disabled(api: 'sheets' | 'drive', project: string): Refused {
  const link = `https://console.developers.google.com/apis/api/${api}.googleapis.com/overview?project=${project}`;
  const message = `${TITLES[api]} has not been used in project ${project} before or it is disabled. Enable it by visiting ${link} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`;
  const details = [
    errorInfo('SERVICE_DISABLED', { consumer: `projects/${project}`, service: `${api}.googleapis.com` }),
  ];
  if (api === 'sheets') return sheetsRefusal(403, message, details);
  return driveRefusal(403, 'accessNotConfigured', message, { domain: 'usageLimits' }, details);
}

/** The project is gone, or is not the caller's. */
export function wrongProject(api: 'sheets' | 'drive', project: string): Refused {
  const message = `Project #${project} has been deleted.`;
  const details = [
    errorInfo('CONSUMER_INVALID', { consumer: `projects/${project}`, service: `${api}.googleapis.com` }),
  ];
  if (api === 'sheets') return sheetsRefusal(403, message, details);
  return driveRefusal(403, 'forbidden', message, {}, details);
}
