/**
 * A copy of a data folder while the service goes on working. The documents are copied first, as they stood at one moment;
 * files are written once, and before the documents that name them, so those copied afterwards are all that are named. The
 * inbox is no part of it: what was taken from it lies among the files.
 */
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { Problem } from '../../problems.ts';
import { copySynced, linkOrCopy } from './copy-file.ts';
import { dataFolder, NAMES } from './layout.ts';
import { type BackupEntry, hashInName, hashOf, isBackupName, MANIFEST, manifestText } from './manifest.ts';
import { withWholeFolder } from './whole-folder.ts';

export interface BackupNeeds {
  readonly data: string;
  /** Where backups are kept; the new one is a folder in it. */
  readonly into: string;
  /** ISO 8601 in UTC. */
  readonly now: string;
  /** Copies the documents as they stood at one moment, whoever writes meanwhile. */
  readonly copyDocuments: (from: string, to: string) => Promise<void>;
}

export interface BackupTaken {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
}

/** Takes a backup; it is there whole or not at all. @throws Problem DATA_FOLDER_UNKNOWN, OUTPUT_NOT_WRITABLE, STORE_… */
export async function takeBackup({ data, into, now, copyDocuments }: BackupNeeds): Promise<BackupTaken> {
  const source = dataFolder(resolve(data));
  if (!(await isFile(source.documents))) throw new Problem('DATA_FOLDER_UNKNOWN', { folder: data });
  const folder = await freeName(resolve(into), now);
  const entries = await withWholeFolder(folder, async (target) => {
    await copyDocuments(source.documents, join(target, NAMES.documents));
    const copied = [
      await measured(target, NAMES.documents),
      ...(await copyKey(source.key, target)),
      ...(await copyFiles(source.files, target)),
    ];
    await writeFile(join(target, MANIFEST), manifestText({ takenAt: now, entries: copied }), { flush: true });
    return copied;
  });
  return { folder, files: entries.length, bytes: entries.reduce((sum, { size }) => sum + size, 0) };
}

const isFile = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

const HOURS_7 = 7 * 3_600_000;

/** "2025-10-10_09-00-00", as clocks in Vietnam show it; two of the same second get numbers. */
async function freeName(into: string, now: string): Promise<string> {
  const local = new Date(Date.parse(now) + HOURS_7).toISOString();
  const name = local.slice(0, 19).replace('T', '_').replaceAll(':', '-');
  const taken = new Set(await readdir(into).catch((): string[] => []));
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  return join(into, free);
}

async function measured(target: string, name: string): Promise<BackupEntry> {
  const path = join(target, name);
  return { name, size: (await stat(path)).size, sha256: hashInName(name) ?? (await hashOf(path)) };
}

async function copyKey(key: string, target: string): Promise<readonly BackupEntry[]> {
  if (!(await isFile(key))) return [];
  await copySynced(key, join(target, NAMES.key));
  return [await measured(target, NAMES.key)];
}

/** What is removed meanwhile (an old summary, an expired original) is left out. */
async function copyFiles(files: string, target: string): Promise<readonly BackupEntry[]> {
  const entries: BackupEntry[] = [];
  for (const path of await namesIn(files)) {
    const to = join(target, NAMES.files, path);
    await mkdir(dirname(to), { recursive: true });
    if (await isCopied(join(files, path), to)) entries.push(await measured(target, `${NAMES.files}/${path}`));
  }
  return entries;
}

async function isCopied(from: string, to: string): Promise<boolean> {
  try {
    await linkOrCopy(from, to);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

/** Without what is half-written, and what a person put there: only the store's own files have such names. */
async function namesIn(files: string): Promise<readonly string[]> {
  const found = await readdir(files, { withFileTypes: true, recursive: true }).catch((error) => {
    if (isAbsent(error)) return [];
    throw error;
  });
  return found
    .flatMap((entry) =>
      entry.isFile() ? [relative(files, join(entry.parentPath, entry.name)).replaceAll('\\', '/')] : [],
    )
    .filter(isBackupName)
    .sort();
}

const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
