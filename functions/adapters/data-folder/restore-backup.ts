/** A backup made into a data folder again: only where nothing lies, and only a backup that holds all it says. */
import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Problem } from '../../problems.ts';
import { copySynced } from './copy-file.ts';
import { type DataFolder, dataFolder, NAMES } from './layout.ts';
import { type BackupEntry, hashOf, readManifest } from './manifest.ts';
import { withWholeFolder } from './whole-folder.ts';

export interface RestoreNeeds<T> {
  readonly backup: string;
  readonly data: string;
  /** Looks into what was copied, before it is put in place; what it throws leaves everything as it was. */
  readonly inspect: (copy: DataFolder) => Promise<T>;
}

export interface Restored<T> {
  /** When the backup was taken; ISO 8601 in UTC. */
  readonly takenAt: string;
  readonly found: T;
}

/**
 * Restores a backup into `data`. The backup is copied, not moved: it stays as it is.
 *
 * @throws Problem DATA_FOLDER_IN_USE, BACKUP_UNKNOWN, BACKUP_DAMAGED, OUTPUT_NOT_WRITABLE; nothing is left in `data` then.
 */
export async function restoreBackup<T>({ backup, data, inspect }: RestoreNeeds<T>): Promise<Restored<T>> {
  const { takenAt, entries } = await readManifest(backup);
  await refuseInUse(data);
  if (!entries.some(({ name }) => name === NAMES.documents)) throw new Problem('BACKUP_UNKNOWN', { folder: backup });
  const found = await withWholeFolder(resolve(data), async (target) => {
    for (const entry of entries) await copyEntry(backup, target, entry);
    return inspect(dataFolder(target));
  });
  return { takenAt, found };
}

/** Data that are there are never mixed with others, nor replaced. */
async function refuseInUse(data: string): Promise<void> {
  const found = await stat(data).catch(() => undefined);
  if (!found) return;
  if (!found.isDirectory() || (await readdir(data)).length > 0)
    throw new Problem('DATA_FOLDER_IN_USE', { folder: data });
}

async function copyEntry(backup: string, target: string, { name, sha256 }: BackupEntry): Promise<void> {
  const to = join(target, name);
  await mkdir(dirname(to), { recursive: true });
  try {
    await copySynced(join(backup, name), to);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new Problem('BACKUP_DAMAGED', { what: `thiếu tệp ${name}` }, { cause });
  }
  if ((await hashOf(to)) !== sha256) throw new Problem('BACKUP_DAMAGED', { what: `tệp ${name} không còn nguyên vẹn` });
}
