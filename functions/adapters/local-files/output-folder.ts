/** Results are written into a folder beside their place and moved in when all is done: nothing half-written is left. */
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { OutputFolder } from '../../ports/output-folder.ts';
import { Problem } from '../../problems.ts';

/**
 * Opens `folder` for results.
 *
 * @throws Problem OUTPUT_NOT_WRITABLE at once, before any work is done for nothing.
 */
export async function openOutputFolder(folder: string): Promise<OutputFolder> {
  const target = resolve(folder);
  const staging = await stagingBeside(target);

  return {
    async write(name, bytes) {
      const path = join(staging, name);
      if (!path.startsWith(staging + sep)) throw new Error(`output name leaves its folder: ${name}`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    },
    async commit() {
      for (const name of await readdir(staging)) {
        await rm(join(target, name), { recursive: true, force: true });
        await rename(join(staging, name), join(target, name));
      }
      await rm(staging, { recursive: true, force: true });
    },
    async discard() {
      await rm(staging, { recursive: true, force: true });
    },
  };
}

/** Inside the target, so that moving in is a rename on the same disk. */
async function stagingBeside(target: string): Promise<string> {
  try {
    await mkdir(target, { recursive: true });
    return await mkdtemp(join(target, '.dang-ghi-'));
  } catch (cause) {
    throw new Problem('OUTPUT_NOT_WRITABLE', { folder: target }, { cause });
  }
}

/** Writes into `folder` by `work`: all of it appears there, or, when `work` throws, nothing. @throws Problem OUTPUT_NOT_WRITABLE */
export async function withOutputFolder<T>(folder: string, work: (output: OutputFolder) => Promise<T>): Promise<T> {
  const output = await openOutputFolder(folder);
  try {
    const result = await work(output);
    await output.commit();
    return result;
  } catch (error) {
    await output.discard();
    throw error;
  }
}
