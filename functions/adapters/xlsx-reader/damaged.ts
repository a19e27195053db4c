import { Problem } from '../../problems.ts';

/** The refusal of a file that contradicts itself or its format; `cause` is for the log, never for a person. */
export function damaged(cause: unknown): Problem {
  return new Problem('FILE_DAMAGED', {}, { cause });
}
