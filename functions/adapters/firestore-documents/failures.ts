/** What Firestore reports, as the store's own failures. */
import { Problem } from '../../problems.ts';
import { asProblem, RPC, rpcCode } from '../google-cloud/rpc-failures.ts';

/** The Problem for an error of Firestore; a mistake of ours as it is. */
export function asStoreProblem(error: unknown, project: string): unknown {
  if (rpcCode(error) === RPC.ALREADY_EXISTS) return new Problem('DOCUMENT_EXISTS', {}, { cause: error });
  return asProblem(error, { service: 'Cloud Firestore', project });
}

/** What is said when something is no longer as it was read. */
export const conflict = (): Error => Object.assign(new Error('somebody else was faster'), { code: RPC.ABORTED });

/** Whether a transaction met others. */
export const isConflict = (error: unknown): boolean => rpcCode(error) === RPC.ABORTED;

/** Whether it may be better a moment later. */
export function isPassing(error: unknown): boolean {
  const code = rpcCode(error);
  return code !== undefined && PASSING.has(code);
}

const PASSING: ReadonlySet<number> = new Set([
  RPC.CANCELLED,
  RPC.UNKNOWN,
  RPC.RESOURCE_EXHAUSTED,
  RPC.INTERNAL,
  RPC.UNAVAILABLE,
]);
