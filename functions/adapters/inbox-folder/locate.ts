/** From the name of an object to a place on the disk that is certainly inside the inbox. */
import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../problems.ts';
import { orAbsent } from '../disk/failures.ts';

/** No name that a disk would take for something else: a step up, and on Windows a drive, a stream or a pattern. */
const UNSAFE = process.platform === 'win32' ? /^\.{0,2}$|[/\\:*?"<>|\p{Cc}]/u : /^\.{0,2}$|[/\0]/;

/** A name of one file or folder, nothing more. */
export const isPlainName = (name: string): boolean => !UNSAFE.test(name);

/**
 * The path of the object `name` below `root`; `undefined` when it is not there. That `root` itself is not there is a failure:
 * a share that is away says nothing about its files.
 *
 * @throws Problem FILE_NAME_REFUSED when the name leads elsewhere: a step up, an absolute path, a link.
 */
export async function locate(root: string, name: string): Promise<string | undefined> {
  const parts = name.split('/');
  if (!parts.every(isPlainName)) throw new Problem('FILE_NAME_REFUSED', { name });
  let path: string | undefined = await realpath(root);
  for (const part of parts) {
    path = path && (await entryIn(path, part));
    if (path && (await isLink(path))) throw new Problem('FILE_NAME_REFUSED', { name });
  }
  return path;
}

/**
 * The place of one part under `folder`, as the disk spells it. Macs take names apart ("ế" as three signs), so a name that is
 * spelled otherwise but reads the same is found too.
 */
async function entryIn(folder: string, name: string): Promise<string | undefined> {
  const exact = join(folder, name);
  if (await orAbsent(lstat(exact))) return exact;
  const wanted = name.normalize('NFC');
  const names = (await orAbsent(readdir(folder))) ?? [];
  const found = names.find((each) => each.normalize('NFC') === wanted);
  return found === undefined ? undefined : join(folder, found);
}

/** Links are never followed below the inbox: whoever may write there could point one at any file of this machine. */
export const isLink = async (path: string): Promise<boolean> =>
  (await orAbsent(lstat(path)))?.isSymbolicLink() ?? false;
