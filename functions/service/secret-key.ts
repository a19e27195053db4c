/** The key with which a service vouches for the identity in its templates: 32 random bytes in the data folder. */
import { createHmac, randomBytes } from 'node:crypto';
import { constants, copyFile, link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../problems.ts';

const FILE = 'secret.key';

/** Reads the key, hexadecimal; makes it the first time, readable by its owner only. @throws Problem STORE_UNAVAILABLE (there is one that cannot be read) */
export async function secretKey(dataDir: string): Promise<string> {
  const file = join(dataDir, FILE);
  const known = await readKey(file);
  if (known) return known;
  const unfinished = `${file}.${randomBytes(4).toString('hex')}~`;
  await writeFile(unfinished, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
  // Of two services that start at once the first one's key stays. Some disks know no links.
  await link(unfinished, file).catch(() => copyFile(unfinished, file, constants.COPYFILE_EXCL).catch(() => {}));
  await rm(unfinished);
  const made = await readKey(file);
  if (!made) throw new Problem('STORE_UNAVAILABLE');
  return made;
}

/** Nothing is signed with half a key. */
const KEY = /^([0-9a-f]{64})\s*$/;

const readKey = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').then(
    (text) => KEY.exec(text)?.[1],
    () => undefined,
  );

/** Signs a text: HMAC-SHA256, hexadecimal. */
export const signer =
  (key: string) =>
  (text: string): string =>
    createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex');
