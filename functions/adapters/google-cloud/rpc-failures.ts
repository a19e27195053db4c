/** What Google's servers answer, by gRPC code, as a store's own failures. */
import { Problem, type ProblemCode } from '../../problems.ts';

/** What was asked, for the sentence an operator reads. */
export interface Asked {
  /** As Google's console names it. */
  readonly service: string;
  readonly project: string;
}

export const RPC = {
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;

/** The gRPC code of a failure; `undefined` for what is none of Google's. */
export function rpcCode(error: unknown): number | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'number' ? code : undefined;
}

/**
 * The Problem for a failed request: too much at once is STORE_BUSY, everything else STORE_UNAVAILABLE. Its cause is for the
 * log: a Problem with a sentence for the operator, where one knows what to mend.
 */
export function asProblem(error: unknown, asked: Asked): unknown {
  if (error instanceof Problem || isOurs(error)) return error;
  const code = rpcCode(error);
  if (code === RPC.RESOURCE_EXHAUSTED || code === RPC.ABORTED) return new Problem('STORE_BUSY', {}, { cause: error });
  const fault = faultOf(error);
  const cause = fault ? new Problem(fault, { ...asked }, { cause: error }) : error;
  return new Problem('STORE_UNAVAILABLE', {}, { cause });
}

/** Requests that are wrong in themselves, and mistakes of this program. */
const isOurs = (error: unknown): boolean =>
  rpcCode(error) === RPC.INVALID_ARGUMENT || error instanceof TypeError || error instanceof ReferenceError;

/** What is set up wrongly, if that is the reason. Google tells most of these apart in words only. */
function faultOf(error: unknown): ProblemCode | undefined {
  const code = rpcCode(error);
  const said = wordsOf(error);
  if (code === RPC.PERMISSION_DENIED) return FAULTS.find(([words]) => words.test(said))?.[1] ?? 'CLOUD_RIGHT_MISSING';
  if (code === RPC.NOT_FOUND || code === RPC.FAILED_PRECONDITION) return 'CLOUD_RESOURCE_MISSING';
  return code === RPC.UNAUTHENTICATED || SIGN_IN.test(said) ? 'CLOUD_NOT_SIGNED_IN' : undefined;
}

const FAULTS: readonly (readonly [words: RegExp, fault: ProblemCode])[] = [
  [/SERVICE_DISABLED|has not been used in project|API .*is disabled/, 'CLOUD_API_DISABLED'],
  [/BILLING_DISABLED|requires billing/i, 'CLOUD_BILLING_OFF'],
  [
    /CONSUMER_INVALID|USER_PROJECT_DENIED|on resource project|project .*(?:not found|deleted)/i,
    'CLOUD_PROJECT_UNKNOWN',
  ],
];

const SIGN_IN = /default credentials|invalid_grant|access token|metadata server/i;

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'reason' in error ? `${error.reason} ${error.message}` : error.message;
}
