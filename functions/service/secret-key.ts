/** The key with which a service vouches for the identity in its templates: 32 random bytes in the data folder. */
import { createHmac, randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'secret.key';

/** Reads the key, hexadecimal; makes it the first time, readable by its owner only. */
export async function secretKey(dataDir: string): Promise<string> {
  const file = join(dataDir, FILE);
  const known = await readKey(file);
  if (known) return known;
  const unfinished = `${file}.${randomBytes(4).toString('hex')}~`;
  await writeFile(unfinished, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
  // Of two services that start at once the first one's key stays.
  await link(unfinished, file).catch(() => {});
  await rm(unfinished);
  return (await readKey(file)) as string;
}

const readKey = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );

/** Signs a text: HMAC-SHA256, hexadecimal. */
export const signer =
  (key: string) =>
  (text: string): string =>
    createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex');
