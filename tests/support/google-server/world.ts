/** All that the server knows: files, shared drives, who may do what, the log of changes. */
import { createHash } from 'node:crypto';
import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import type { Book } from './sheets/book.ts';

export type Permission = drive_v3.Schema$Permission & { id: string; role: string; type: string };

export interface StoredFile {
  readonly id: string;
  name: string;
  mimeType: string;
  parents: string[];
  driveId?: string;
  readonly createdTime: number;
  modifiedTime: number;
  version: number;
  revision: number;
  trashed: boolean;
  description?: string;
  appProperties: Record<string, string>;
  properties: Record<string, string>;
  permissions: Permission[];
  lastModifyingUser: string;
  /** Of files that are not Google's own. */
  content?: Uint8Array;
  /** Of Google Sheets. */
  book?: Book;
  /** Set by a test: at most this may be done to the file, whatever the permissions say. */
  atMost?: 'none' | 'reader';
}

export interface Change {
  readonly fileId: string;
  readonly driveId: string | undefined;
  readonly time: number;
  readonly removed: boolean;
}

export interface World {
  readonly now: () => number;
  readonly files: Map<string, StoredFile>;
  readonly drives: Map<string, { readonly id: string; readonly name: string }>;
  readonly changes: Change[];
  /** Page tokens before this one are no longer known. */
  oldestToken: number;
  /** Addresses without a Google account. */
  readonly strangers: Set<string>;
  /** Letters that sharing has sent. */
  readonly letters: { readonly to: string; readonly fileId: string; readonly message: string | undefined }[];
  readonly freshId: () => string;
  /** Called after each change, for notifications. */
  onChange: (change: Change) => void;
}

export const FOLDER = 'application/vnd.google-apps.folder';
export const SHEET = 'application/vnd.google-apps.spreadsheet';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A world without files. */
export function newWorld(now: () => number): World {
  let count = 0;
  return {
    now,
    files: new Map(),
    drives: new Map(),
    changes: [],
    oldestToken: 0,
    strangers: new Set(),
    letters: [],
    freshId: () => {
      count += 1;
      return `1${createHash('sha256').update(`file ${count}`).digest('base64url').slice(0, 32)}`;
    },
    onChange: () => undefined,
  };
}

/** A file of which nothing is said but its name, kind and place. Not yet in the world. */
export function newFile(
  world: World,
  given: Pick<StoredFile, 'name' | 'mimeType' | 'parents'>,
  by: string,
): StoredFile {
  const parent = world.files.get(given.parents[0] ?? '');
  const time = world.now();
  return {
    ...given,
    id: world.freshId(),
    ...(parent?.driveId ? { driveId: parent.driveId } : {}),
    createdTime: time,
    modifiedTime: time,
    version: 0,
    revision: 0,
    trashed: false,
    appProperties: {},
    properties: {},
    permissions: [],
    lastModifyingUser: by,
  };
}

/** Records that a file has changed: its version, its time, the log. */
export function touch(world: World, file: StoredFile, by: string, what: 'content' | 'metadata' = 'content'): void {
  file.version += 1;
  file.lastModifyingUser = by;
  if (what === 'content') {
    file.modifiedTime = world.now();
    file.revision += 1;
  }
  record(world, file, false);
}

/** Takes a file and all below it out of the world. */
export function remove(world: World, file: StoredFile): void {
  for (const child of world.files.values()) if (child.parents.includes(file.id)) remove(world, child);
  world.files.delete(file.id);
  record(world, file, true);
}

/** An entry in the log of changes. */
export function record(world: World, file: StoredFile, removed: boolean): void {
  const change = { fileId: file.id, driveId: file.driveId, time: world.now(), removed };
  world.changes.push(change);
  world.onChange(change);
}

const ROLES = ['none', 'reader', 'commenter', 'writer', 'fileOrganizer', 'organizer', 'owner'] as const;

export type Role = (typeof ROLES)[number];

/** The most that somebody may do with a file, by its own permissions and those of all above it. */
export function roleOf(world: World, file: StoredFile, email: string): Role {
  const role = highest(
    [file, ...above(world, file)].flatMap(({ permissions }) => permissions),
    email,
  );
  return file.atMost && rank(file.atMost) < rank(role) ? file.atMost : role;
}

/** Whether somebody may do what the role allows. */
export function may(world: World, file: StoredFile, email: string, role: Role): boolean {
  return rank(roleOf(world, file, email)) >= rank(role);
}

/** Folders and drive above a file, the nearest first. */
export function above(world: World, file: StoredFile): StoredFile[] {
  const parent = world.files.get(file.parents[0] ?? '');
  return parent ? [parent, ...above(world, parent)] : [];
}

function highest(permissions: readonly Permission[], email: string): Role {
  const mine = permissions.filter(
    ({ type, emailAddress }) => type === 'anyone' || emailAddress?.toLowerCase() === email.toLowerCase(),
  );
  return ROLES[Math.max(0, ...mine.map(({ role }) => rank(role)))] ?? 'none';
}

function rank(role: string): number {
  return ROLES.map(String).indexOf(role);
}

/** A permission's id is the person's: sharing twice gives one permission. */
export function permissionFor(email: string, role: string, type = 'user'): Permission {
  const digest = createHash('sha256').update(`${type} ${email.toLowerCase()}`).digest();
  const id = type === 'anyone' ? 'anyoneWithLink' : digest.readBigUInt64BE().toString();
  return { id, type, role, ...(email === '' ? {} : { emailAddress: email, displayName: email.split('@')[0] ?? '' }) };
}
