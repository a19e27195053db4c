/** Masks of changes: required, known, and not of what only Google sets. */
import { applyMask, type Mask, readMask, unknownPath } from '../masks.ts';
import { invalid } from '../refusals.ts';
import { SHEETS } from '../schemas.ts';

const READ_ONLY: Readonly<Record<string, readonly string[]>> = {
  CellData: ['effectiveValue', 'effectiveFormat', 'formattedValue', 'hyperlink'],
  SheetProperties: ['sheetId', 'sheetType'],
  ProtectedRange: ['protectedRangeId', 'requestingUserCanEdit'],
  NamedRange: ['namedRangeId'],
};

/** The mask of a change to a message; refused if it is absent or names what is not there. */
export function changeMask(message: string, fields: string | null | undefined): Mask {
  const text = fields?.trim() ?? '';
  if (text === '') throw invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  const mask = readMask(text);
  if (mask === undefined) throw invalid(`Invalid field: ${text}`);
  const unknown = unknownPath(SHEETS, { is: 'message', name: message }, mask);
  if (unknown !== undefined) throw invalid(`Invalid field: ${unknown}`);
  const fixed = READ_ONLY[message]?.find((name) => mask !== true && mask.has(name));
  if (fixed !== undefined) throw invalid(`Field ${fixed} is read-only`);
  return mask;
}

/** The message after the change: only what the mask names, all that it names. */
export function changed<T extends object>(message: string, target: T, source: object | undefined, mask: Mask): T {
  const result: Record<string, unknown> = { ...applyMask(target, source ?? {}, mask) };
  for (const name of READ_ONLY[message] ?? []) {
    const kept = Object.entries(target).find(([key]) => key === name)?.[1];
    if (kept === undefined) delete result[name];
    else result[name] = kept;
  }
  return result as T;
}
