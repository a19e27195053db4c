/** Results are written into a folder beside their place and moved in when all is done: nothing half-written is left. */
import { lstat, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { OutputFolder } from '../../ports/output-folder.ts';
import { Problem } from '../../problems.ts';
import { makeFolder } from '../disk/folders.ts';

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
      const names = await filesBelow(staging);
      // All places are looked at before the first file is moved.
      for (const name of names) await refuseInTheWay(join(target, name));
      for (const name of names) {
        await mkdir(dirname(join(target, name)), { recursive: true });
        await rename(join(staging, name), join(target, name));
      }
      await rm(staging, { recursive: true, force: true });
    },
    async discard() {
      await rm(staging, { recursive: true, force: true });
    },
  };
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** Only an ordinary file is ever replaced: never a folder with what is in it, never a device. */
async function refuseInTheWay(path: string): Promise<void> {
  const there = await lstat(path).catch(() => undefined);
  if (there && !there.isFile()) throw new Problem('OUTPUT_IN_THE_WAY', { path });
}

/** Inside the target, so that moving in is a rename on the same disk. */
async function stagingBeside(target: string): Promise<string> {
  try {
    await makeFolder(target);
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
