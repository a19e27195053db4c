/** A folder for each commune, so that whoever sees to the share has something to give rights on. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { orAbsent } from './disk-failures.ts';

/** Makes `<root>/<round>/<code>/` where it is not there. Does nothing while the share itself is away. */
export async function makePlaces(root: string, round: string, codes: readonly string[]): Promise<void> {
  await orAbsent(mkdir(join(root, round)).catch(unlessThere));
  for (const code of codes) await orAbsent(mkdir(join(root, round, code)).catch(unlessThere));
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
