import { Problem } from '../../problems.ts';

/**
 * ASCII letters only: macOS and Windows would take two spellings of "ế" for one name, or write another than was asked. No
 * common file system keeps a part longer than 255.
 */
const NAME = /^[A-Za-z0-9._-]{1,255}(?:\/[A-Za-z0-9._-]{1,255})*$/;
const DOTS = /(?:^|\/)\.\.?(?:\/|$)/;

/** Whether a file may have this name: then it also stays inside its folder. */
export const isName = (name: string): boolean => NAME.test(name) && !DOTS.test(name);

/** @throws Problem FILE_NAME_REFUSED */
export function checkName(name: string): void {
  if (!isName(name)) throw new Problem('FILE_NAME_REFUSED', { name });
}
