/** What lies in the inbox and could be a return, with what a look at it can tell. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, orAbsent } from '../disk/failures.ts';
import type { FileFacts } from './generation.ts';

export interface FoundFile extends FileFacts {
  /** `<round>/<commune code>/<file>`, spelled as on the disk. */
  readonly name: string;
  readonly path: string;
}

export interface Listing {
  /** Those changed first come first, so that of two returns of a commune the later one is the later version. */
  readonly files: readonly FoundFile[];
  /** Folders that could not be read. */
  readonly unreadable: readonly string[];
}

/** What Office, LibreOffice, browsers and systems leave lying about while they work, or for themselves. */
const NO_RETURN = /^[.~]|^(?:thumbs\.db|desktop\.ini)$|\.(?:tmp|part|partial|crdownload|filepart|lnk)$/i;
const COMMUNE_CODE = /^\d{5}$/;

/** Lists `root`. Links are passed by; so is everything that is not exactly two folders deep. */
export async function listInbox(root: string): Promise<Listing> {
  const files: FoundFile[] = [];
  const unreadable: string[] = [];

  async function entries(folder: string, kind: 'folder' | 'file'): Promise<readonly string[]> {
    try {
      const found = await readdir(folder, { withFileTypes: true });
      return found.flatMap((entry) => ((kind === 'folder' ? entry.isDirectory() : entry.isFile()) ? [entry.name] : []));
    } catch (error) {
      // Removed since its parent was read; the root is always there, or in trouble.
      if (codeOf(error) !== 'ENOENT' || folder === root) unreadable.push(folder);
      return [];
    }
  }

  for (const round of (await entries(root, 'folder')).filter((name) => !NO_RETURN.test(name)))
    for (const code of (await entries(join(root, round), 'folder')).filter((name) => COMMUNE_CODE.test(name)))
      for (const file of (await entries(join(root, round, code), 'file')).filter((name) => !NO_RETURN.test(name))) {
        const path = join(root, round, code, file);
        const facts = await factsOf(path).catch(() => void unreadable.push(path));
        if (facts) files.push({ name: `${round}/${code}/${file}`, path, ...facts });
      }
  return { files: files.sort(byTime), unreadable };
}

async function factsOf(path: string): Promise<FileFacts | undefined> {
  const found = await orAbsent(stat(path, { bigint: true }));
  return found && { size: Number(found.size), modifiedNs: String(found.mtimeNs) };
}

function byTime(left: FoundFile, right: FoundFile): number {
  const difference = BigInt(left.modifiedNs) - BigInt(right.modifiedNs);
  if (difference !== 0n) return difference < 0n ? -1 : 1;
  return left.name < right.name ? -1 : 1;
}
