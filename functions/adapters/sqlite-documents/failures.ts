/** What SQLite reports, as the store's own failures. A damaged file is no refusal: it stays a defect. */
import { Problem, type ProblemCode } from '../../problems.ts';

/** By primary result code. */
const PROBLEMS: Readonly<Record<number, ProblemCode>> = {
  3: 'STORE_UNAVAILABLE', // PERM
  5: 'STORE_BUSY', // BUSY
  6: 'STORE_BUSY', // LOCKED
  8: 'STORE_UNAVAILABLE', // READONLY
  10: 'STORE_UNAVAILABLE', // IOERR
  13: 'STORE_UNAVAILABLE', // FULL
  14: 'STORE_UNAVAILABLE', // CANTOPEN
};

/** Runs `act`; what SQLite throws in it becomes a Problem where it is one. */
export function translated<T>(act: () => T): T {
  try {
    return act();
  } catch (cause) {
    throw asProblem(cause);
  }
}

/** The Problem for an error of SQLite; any other error as it is. */
export function asProblem(cause: unknown): unknown {
  if (!(cause instanceof Error) || !('errcode' in cause)) return cause;
  const code = PROBLEMS[Number(cause.errcode) & 0xff];
  return code ? new Problem(code, {}, { cause }) : cause;
}

/** Whether somebody else was writing: then it is worth trying again. */
export const isBusy = (error: unknown): boolean => error instanceof Problem && error.code === 'STORE_BUSY';
