/** Quotas per minute, refilled with each minute of the server's clock. */
import { driveRefusal, errorInfo, type Refused, sheetsRefusal } from './refusals.ts';

export interface Limits {
  readonly readsPerUser: number;
  readonly readsPerProject: number;
  readonly writesPerUser: number;
  readonly writesPerProject: number;
  /** Drive counts all requests alike. */
  readonly drivePerUser: number;
}

/** Google's own. */
export const GOOGLES_LIMITS: Limits = {
  readsPerUser: 60,
  readsPerProject: 300,
  writesPerUser: 60,
  writesPerProject: 300,
  drivePerUser: 12_000,
};

export type Use = { readonly api: 'sheets'; readonly kind: 'read' | 'write' } | { readonly api: 'drive' };

/** Counts a request of a user, or refuses it. */
export type Spend = (use: Use, email: string) => void;

const MINUTE = 60_000;

/** A counter; a refused request is not counted. */
export function newQuota(now: () => number, limits: Limits, project: string): Spend {
  let minute = -1;
  let spent = new Map<string, number>();
  return (use, email) => {
    const current = Math.floor(now() / MINUTE);
    if (current !== minute) spent = new Map();
    minute = current;
    const counters = countersOf(use, email, limits);
    const full = counters.find(({ key, limit }) => (spent.get(key) ?? 0) >= limit);
    if (full) throw use.api === 'drive' ? driveFull() : sheetsFull(use.kind, full.perUser, full.limit, project);
    for (const { key } of counters) spent.set(key, (spent.get(key) ?? 0) + 1);
  };
}

interface Counter {
  readonly key: string;
  readonly limit: number;
  readonly perUser: boolean;
}

function countersOf(use: Use, email: string, limits: Limits): Counter[] {
  if (use.api === 'drive') return [{ key: `drive ${email}`, limit: limits.drivePerUser, perUser: true }];
  const [user, project] =
    use.kind === 'read'
      ? [limits.readsPerUser, limits.readsPerProject]
      : [limits.writesPerUser, limits.writesPerProject];
  return [
    { key: `${use.kind} ${email}`, limit: user, perUser: true },
    { key: use.kind, limit: project, perUser: false },
  ];
}

function sheetsFull(kind: 'read' | 'write', perUser: boolean, limit: number, project: string): Refused {
  const metric = kind === 'read' ? 'Read requests' : 'Write requests';
  const name = `${metric} per minute${perUser ? ' per user' : ''}`;
  const message = `Quota exceeded for quota metric '${metric}' and limit '${name}' of service 'sheets.googleapis.com' for consumer 'project_number:${project}'.`;
  const metadata = {
    service: 'sheets.googleapis.com',
    consumer: `projects/${project}`,
    quota_metric: `sheets.googleapis.com/${kind}_requests`,
    quota_limit: `${kind === 'read' ? 'Read' : 'Write'}RequestsPerMinutePer${perUser ? 'User' : 'Project'}`,
    quota_limit_value: String(limit),
    quota_location: 'global',
  };
  return sheetsRefusal(429, message, [errorInfo('RATE_LIMIT_EXCEEDED', metadata)]);
}

/** Drive says 403 where others say 429. */
export function driveFull(): Refused {
  return driveRefusal(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded', { domain: 'usageLimits' });
}

/** What Sheets says when a test wants it said out of turn. */
export function sheetsFullNow(project: string): Refused {
  return sheetsFull('write', true, GOOGLES_LIMITS.writesPerUser, project);
}
