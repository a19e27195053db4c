/** `files` of Drive: create, get, update, list, export, delete. */
import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import { type Answer, type Call, isTrue } from '../call.ts';
import { driveRefusal, fileNotFound, type Refused } from '../refusals.ts';
import { emptyBook } from '../sheets/book.ts';
import { FOLDER, may, newFile, remove, SHEET, type StoredFile, touch, XLSX } from '../world.ts';
import { readXlsx } from '../xlsx/read-xlsx.ts';
import { fileFor, insufficient, supportsAllDrives } from './access.ts';
import { readQuery } from './query.ts';
import { shownFile } from './shown.ts';

const GOOGLE = 'application/vnd.google-apps.';
const WRITABLE = new Set(
  `name mimeType parents description appProperties properties starred id createdTime modifiedTime contentHints
   copyRequiresWriterPermission writersCanShare folderColorRgb originalFilename trashed`.split(/\s+/),
);

/** A new file in a folder, with content or without. */
export async function createFile(call: Call): Promise<Answer> {
  const body = call.body as drive_v3.Schema$File;
  checkWritable(body);
  const parent = parentFor(call, body.parents ?? []);
  const mimeType = body.mimeType ?? call.media?.type ?? 'application/octet-stream';
  const file = {
    ...newFile(call.world, { name: body.name ?? 'Untitled', mimeType, parents: [parent.id] }, call.email),
    ...idOf(call, body, mimeType),
  };
  setProperties(file, body);
  if (mimeType === SHEET) file.book = emptyBook(file.name);
  if (call.media) await setContent(file, call.media);
  else if (!mimeType.startsWith(GOOGLE)) file.content = new Uint8Array();
  call.world.files.set(file.id, file);
  touch(call.world, file, call.email);
  return { json: shownFile(call.world, file, call.email) };
}

function idOf(call: Call, body: drive_v3.Schema$File, mimeType: string): { id?: string } {
  if (body.id == null) return {};
  if (mimeType.startsWith(GOOGLE) && mimeType !== FOLDER) {
    throw driveRefusal(400, 'badRequest', 'Generated IDs are not supported for Docs Editors formats.');
  }
  if (call.world.files.has(body.id))
    throw driveRefusal(409, 'fileIdInUse', 'A file already exists with the provided ID.');
  return { id: body.id };
}

/** A service account has no storage of its own: outside a shared drive nothing can be made. */
function parentFor(call: Call, parents: readonly string[]): StoredFile {
  if (parents.length > 1) {
    throw driveRefusal(403, 'teamDrivesParentLimit', 'A shared drive item must have exactly one parent.');
  }
  const parent = parents[0] === undefined || parents[0] === 'root' ? undefined : fileFor(call, parents[0], 'reader');
  if (parent && !may(call.world, parent, call.email, 'writer')) throw insufficient();
  if (parent && parent.mimeType !== FOLDER) {
    throw driveRefusal(403, 'parentNotAFolder', 'The specified parent is not a folder.');
  }
  if (!parent?.driveId) throw noStorage();
  return parent;
}

/** What a service account is told that would own a file. */
export function noStorage(): Refused {
  const message =
    'Service Accounts do not have storage quota. Leverage shared drives (https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use OAuth delegation (http://support.google.com/a/answer/7281227) instead.';
  return driveRefusal(403, 'storageQuotaExceeded', message, { domain: 'usageLimits' });
}

function checkWritable(body: drive_v3.Schema$File): void {
  const fixed = Object.keys(body).filter((name) => !WRITABLE.has(name));
  if (fixed.length === 0) return;
  throw driveRefusal(403, 'fieldNotWritable', 'The resource body includes fields which are not directly writable.');
}

const MOST_BYTES_OF_PROPERTY = 124;
const MOST_PROPERTIES = 30;

function setProperties(file: StoredFile, body: drive_v3.Schema$File): void {
  if (body.description != null) file.description = body.description;
  for (const field of ['appProperties', 'properties'] as const) {
    const given: Readonly<Record<string, string | null>> = body[field] ?? {};
    for (const [key, value] of Object.entries(given)) setProperty(file[field], key, value);
    if (Object.keys(file[field]).length > MOST_PROPERTIES) {
      throw driveRefusal(403, 'propertyLimitExceeded', 'The maximum number of custom properties has been exceeded.');
    }
  }
}

function setProperty(properties: Record<string, string>, key: string, value: string | null): void {
  if (value === null) {
    delete properties[key];
    return;
  }
  if (Buffer.byteLength(key + value) > MOST_BYTES_OF_PROPERTY) {
    throw driveRefusal(400, 'invalid', 'The custom property key and value are too long.');
  }
  properties[key] = value;
}

async function setContent(file: StoredFile, media: NonNullable<Call['media']>): Promise<void> {
  if (file.mimeType !== SHEET) {
    if (file.mimeType.startsWith(GOOGLE)) throw driveRefusal(400, 'badRequest', 'Bad Request');
    file.content = media.bytes;
    return;
  }
  if (media.type !== XLSX) throw driveRefusal(400, 'badRequest', 'The requested conversion is not supported.');
  const book = await readXlsx(media.bytes, file.name).catch(() => {
    throw driveRefusal(400, 'badRequest', 'Bad Request');
  });
  file.book = book;
}

/** One file, as metadata or, with `alt=media`, its bytes. */
export function getFile(call: Call): Answer {
  const file = fileFor(call, call.path.fileId ?? '');
  if (call.query.get('alt') !== 'media') return { json: shownFile(call.world, file, call.email) };
  if (!file.content) {
    const message = 'Only files with binary content can be directly downloaded. Use Export with Docs Editors files.';
    throw driveRefusal(403, 'fileNotDownloadable', message, { location: 'alt', locationType: 'parameter' });
  }
  return { bytes: file.content, type: file.mimeType };
}

/** Metadata, place and content of a file that is there. */
export async function updateFile(call: Call): Promise<Answer> {
  const body = (call.body ?? {}) as drive_v3.Schema$File;
  if (body.parents) {
    const message =
      'The parents field is not directly writable in update requests. Use the addParents and removeParents parameters instead.';
    throw driveRefusal(403, 'fieldNotWritable', message);
  }
  checkWritable(body);
  const file = fileFor(call, call.path.fileId ?? '', body.trashed == null ? 'writer' : 'fileOrganizer');
  moveFile(call, file);
  if (call.media) await setContent(file, call.media);
  if (body.name != null) rename(file, body.name);
  if (body.trashed != null) file.trashed = body.trashed;
  setProperties(file, body);
  touch(call.world, file, call.email, call.media ? 'content' : 'metadata');
  return { json: shownFile(call.world, file, call.email) };
}

function rename(file: StoredFile, name: string): void {
  file.name = name;
  if (file.book) file.book = { ...file.book, properties: { ...file.book.properties, title: name } };
}

function moveFile(call: Call, file: StoredFile): void {
  const [add, take] = ['addParents', 'removeParents'].map((name) => call.query.get(name)?.split(',') ?? []);
  if (!add || !take || add.length + take.length === 0) return;
  const parents = [...new Set([...file.parents.filter((id) => !take.includes(id)), ...add])];
  const [parent, ...others] = parents;
  if (parent === undefined || others.length > 0) {
    throw driveRefusal(403, 'teamDrivesParentLimit', 'A shared drive item must have exactly one parent.');
  }
  const folder = fileFor(call, parent, 'writer');
  if (!may(call.world, file, call.email, 'fileOrganizer')) throw insufficient();
  file.parents = [parent];
  if (folder.driveId) file.driveId = folder.driveId;
}

/** Files that a query finds, a page at a time. */
export function listFiles(call: Call, lagMs: number): Answer {
  checkCorpora(call);
  const { files, from, size } = found(call, lagMs);
  const page = files.slice(from, from + size);
  const more = from + size < files.length;
  return {
    json: {
      kind: 'drive#fileList',
      ...(more ? { nextPageToken: tokenOf(from + size, call.query.get('q') ?? '') } : {}),
      incompleteSearch: false,
      files: page.map((file) => shownFile(call.world, file, call.email)),
    },
  };
}

const MOST_ON_A_PAGE = 1000;

function found(call: Call, lagMs: number): { files: StoredFile[]; from: number; size: number } {
  const { world, query } = call;
  const q = query.get('q') ?? '';
  const wanted = q === '' ? () => true : readQuery(q);
  const drive = query.get('driveId');
  const all = [...world.files.values()].filter(
    (file) =>
      file.id !== file.driveId &&
      may(world, file, call.email, 'reader') &&
      (!file.driveId || isTrue(call, 'includeItemsFromAllDrives') || isTrue(call, 'includeTeamDriveItems')) &&
      (drive === null || file.driveId === drive) &&
      file.createdTime + lagMs <= world.now() &&
      wanted(file),
  );
  const size = Number(query.get('pageSize') ?? '100');
  if (size < 1 || size > MOST_ON_A_PAGE) throw invalidParameter('pageSize');
  return { files: ordered(all, query.get('orderBy')), from: offsetOf(query.get('pageToken'), q), size };
}

function ordered(files: StoredFile[], orderBy: string | null): StoredFile[] {
  const keys = (orderBy ?? 'modifiedTime desc').split(',').map((part) => part.trim().split(' '));
  return files.sort((one, other) => {
    for (const [key, direction] of keys) {
      const order = compare(one, other, key ?? '');
      if (order !== 0) return direction === 'desc' ? -order : order;
    }
    return 0;
  });
}

function compare(one: StoredFile, other: StoredFile, key: string): number {
  if (key === 'name') return one.name < other.name ? -1 : Number(one.name > other.name);
  if (key === 'modifiedTime' || key === 'createdTime') return one[key] - other[key];
  if (key === 'folder') return Number(other.mimeType === FOLDER) - Number(one.mimeType === FOLDER);
  throw invalidParameter('orderBy');
}

function tokenOf(from: number, q: string): string {
  return `~!!~${Buffer.from(JSON.stringify([from, q])).toString('base64url')}`;
}

/** A token belongs to its query. */
function offsetOf(token: string | null, q: string): number {
  if (token === null) return 0;
  try {
    const [from, asked]: unknown[] = JSON.parse(Buffer.from(token.replace('~!!~', ''), 'base64url').toString());
    if (typeof from === 'number' && asked === q) return from;
  } catch {
    // said below
  }
  throw invalidParameter('pageToken');
}

/** What Drive answers to a parameter without sense. */
export function invalidParameter(location: string): Refused {
  return driveRefusal(400, 'invalid', 'Invalid Value', { location, locationType: 'parameter' });
}

/** Shared drives are searched only by who says so in every parameter. */
export function checkCorpora(call: Call): void {
  const [corpora, drive] = [call.query.get('corpora') ?? 'user', call.query.get('driveId')];
  const includes = isTrue(call, 'includeItemsFromAllDrives') || isTrue(call, 'includeTeamDriveItems');
  if ((drive !== null || corpora === 'drive' || corpora === 'allDrives') && !includes) {
    const message =
      'The includeItemsFromAllDrives parameter must be set to true when driveId is specified or corpora contains drive or allDrives.';
    throw driveRefusal(403, 'teamDrivesIncludeItemsRequired', message);
  }
  if (includes && !supportsAllDrives(call)) {
    const message =
      'The supportsAllDrives parameter must be set to true when includeItemsFromAllDrives is set to true.';
    throw driveRefusal(403, 'teamDrivesSupportRequired', message);
  }
  if (call.query.has('corpora') && (corpora === 'drive') !== (drive !== null)) {
    const message = 'The driveId parameter must be specified if and only if corpora is set to drive.';
    throw driveRefusal(403, 'teamDriveIdRequired', message);
  }
  if (drive !== null && !mayReadDrive(call, drive)) {
    throw driveRefusal(404, 'notFound', `Shared drive not found: ${drive}`, {
      location: 'driveId',
      locationType: 'parameter',
    });
  }
}

function mayReadDrive(call: Call, id: string): boolean {
  const root = call.world.files.get(id);
  return root !== undefined && call.world.drives.has(id) && may(call.world, root, call.email, 'reader');
}

/** A Google Sheet as an .xlsx file. Whether the file is in a shared drive makes no difference. */
export async function exportFile(
  call: Call,
  write: (file: StoredFile) => Promise<Uint8Array>,
  mostBytes: number,
): Promise<Answer> {
  const file = call.world.files.get(call.path.fileId ?? '');
  if (!file || !may(call.world, file, call.email, 'reader')) throw fileNotFound(call.path.fileId ?? '');
  const type = call.query.get('mimeType');
  if (type === null)
    throw driveRefusal(400, 'required', 'Required parameter: mimeType', {
      location: 'mimeType',
      locationType: 'parameter',
    });
  if (!file.book) throw driveRefusal(403, 'fileNotExportable', 'Export only supports Docs Editors files.');
  if (type !== XLSX) throw driveRefusal(400, 'badRequest', 'The requested conversion is not supported.');
  const bytes = await write(file);
  if (bytes.byteLength > mostBytes) {
    throw driveRefusal(403, 'exportSizeLimitExceeded', 'This file is too large to be exported.');
  }
  return { bytes, type };
}

/** For good, with all that is below it. */
export function deleteFile(call: Call): Answer {
  remove(call.world, fileFor(call, call.path.fileId ?? '', 'organizer'));
  return { status: 204 };
}

/** Ids for files that are about to be made. */
export function generateIds(call: Call): Answer {
  const count = Number(call.query.get('count') ?? '10');
  const ids = Array.from({ length: count }, () => call.world.freshId());
  return { json: { kind: 'drive#generatedIds', space: 'drive', ids } };
}
