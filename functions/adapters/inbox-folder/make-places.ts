/** A folder for each commune, so that whoever sees to the share has something to give rights on. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { orAbsent } from '../disk/failures.ts';

/** Makes `<root>/<round>/<code>/` where it is not there; `false` while the share itself is away. */
export async function makePlaces(root: string, round: string, codes: readonly string[]): Promise<boolean> {
  if (!(await made(join(root, round)))) return false;
  for (const code of codes) await made(join(root, round, code));
  return true;
}

/** Whether there is such a folder now. */
async function made(folder: string): Promise<boolean> {
  const done = await orAbsent(
    mkdir(folder).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
        return true;
      },
    ),
  );
  return done === true;
}
