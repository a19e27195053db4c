/** The list that makes a folder a backup: written last, and all that is ever read of it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../../problems.ts';

export const MANIFEST = 'sao-luu.json';
const KIND = 'cchc-self-assessment backup';
const FORMAT = 1;

export interface BackupEntry {
  /** Below the backup, with `/`. */
  readonly name: string;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface Manifest {
  /** ISO 8601 in UTC. */
  readonly takenAt: string;
  readonly entries: readonly BackupEntry[];
}

export const manifestText = (manifest: Manifest): string =>
  `${JSON.stringify({ kind: KIND, format: FORMAT, ...manifest }, null, 1)}\n`;

/** @throws Problem BACKUP_UNKNOWN */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => '');
  const found = parsed(text);
  if (found?.kind !== KIND || found.format !== FORMAT || !Array.isArray(found.entries) || !found.entries.every(isEntry))
    throw new Problem('BACKUP_UNKNOWN', { folder });
  return { takenAt: String(found.takenAt), entries: found.entries };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const PART = String.raw`(?!\.{1,2}(?:/|$))[\w.-]+`;
const NAME = new RegExp(`^${PART}(?:/${PART})*$`);

/** Names as the store gives them; none leads out of the folder it is copied to. */
export const isBackupName = (name: string): boolean => NAME.test(name);

function isEntry(entry: unknown): entry is BackupEntry {
  const { name, sha256 } = Object(entry) as Partial<BackupEntry>;
  return typeof name === 'string' && typeof sha256 === 'string' && isBackupName(name);
}

/** Files of the store are named by their content. */
export const hashInName = (name: string): string | undefined => /\/([0-9a-f]{64})\.\w+$/.exec(name)?.[1];

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
