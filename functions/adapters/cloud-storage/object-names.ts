/** Names of objects, which a bucket takes as they come: here they are those of files in folders. */
import { ANSWERS_FOLDER, type InboxObject } from '../../ports/inbox.ts';
import { Problem } from '../../problems.ts';

const UNSAFE = /^\.{0,2}$|[/\0\r\n]/;
const LONGEST_BYTES = 1024;

/** A name of one file or folder, nothing more. */
const isPlainName = (name: string): boolean => !UNSAFE.test(name);

/** @throws Problem FILE_NAME_REFUSED when the name is no path below the inbox */
export function checkObjectName(name: string): void {
  if (!name.split('/').every(isPlainName) || Buffer.byteLength(name) > LONGEST_BYTES)
    throw new Problem('FILE_NAME_REFUSED', { name });
}

/**
 * The object of an answer, spelled one way however its letters are put together.
 *
 * @throws Problem FILE_NAME_REFUSED
 */
export function answerName({ name: object }: InboxObject, name: string): string {
  if (!isPlainName(name)) throw new Problem('FILE_NAME_REFUSED', { name });
  const folder = object.slice(0, object.lastIndexOf('/') + 1);
  const path = `${folder}${ANSWERS_FOLDER}/${name.normalize('NFC')}`;
  checkObjectName(object);
  checkObjectName(path);
  return path;
}
