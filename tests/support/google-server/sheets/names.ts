/** What a named range may be called. */
import { invalid } from '../refusals.ts';
import type { Book } from './book.ts';

const MOST_CHARACTERS = 250;

/** Refuses a name that Sheets does not allow, or that is taken (case does not tell names apart). */
export function checkName(book: Book, name: string | null | undefined, except?: string): void {
  if (!name || !isAllowed(name)) throw invalid(`The name of the named range is invalid: ${name ?? ''}`);
  const taken = book.namedRanges.some(
    (other) => other.namedRangeId !== except && other.name?.toLowerCase() === name.toLowerCase(),
  );
  if (taken) throw invalid(`Cannot add named range with name ${name}, a named range with that name already exists.`);
}

/** Letters, digits and underscores; no digit first, no "true" or "false" first, no look-alike of A1 or R1C1. */
function isAllowed(name: string): boolean {
  if (name.length > MOST_CHARACTERS) return false;
  if (!/^[\p{L}\p{M}_][\p{L}\p{M}\d_]*$/u.test(name)) return false;
  if (/^(true|false)/i.test(name)) return false;
  return !/^[A-Z]{1,3}\d+$/i.test(name) && !/^(R\d*)?(C\d*)?$/i.test(name);
}
