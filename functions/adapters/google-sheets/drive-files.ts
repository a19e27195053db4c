/** Folders and files in the province's shared drive. What is made is found again by the mark it carries from its first moment. */
import { Readable } from 'node:stream';
import type { drive_v3 } from 'googleapis/build/src/apis/drive/index.js';
import type { FrontItem, FrontMark } from '../../ports/sheet-front.ts';
import { Problem } from '../../problems.ts';
import type { OpenAccess } from './access.ts';
import type { Call } from './calls.ts';
import { isBusy, refusedFor } from './failures.ts';

const FOLDER = 'application/vnd.google-apps.folder';
const SHEET = 'application/vnd.google-apps.spreadsheet';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const ITEM_FIELDS = 'id,name,mimeType,version,parents,trashed,webViewLink';
const SHARED = { supportsAllDrives: true } as const;

export interface DriveNeeds {
  readonly access: OpenAccess;
  readonly call: Call;
  /** Id of the province's folder in a shared drive. */
  readonly root: string;
  /** The most that is taken of a file. */
  readonly limitBytes: number;
}

/** What Drive tells of a file, as we take it. */
export function itemOf(file: drive_v3.Schema$File): FrontItem {
  const { id, name, mimeType, version, parents, trashed, webViewLink } = file;
  if (!id) throw new Error('Drive told of a file without its id');
  return {
    id,
    name: (name ?? '').normalize('NFC'),
    kind: mimeType === FOLDER ? 'folder' : mimeType === SHEET ? 'sheet' : 'file',
    version: version ?? '0',
    parents: parents ?? [],
    trashed: trashed === true,
    url: webViewLink ?? '',
  };
}

/** Opens the drive's files. */
export function driveFiles({ access, call, root, limitBytes }: DriveNeeds) {
  let sharedDrive: Promise<string> | undefined;

  /** The shared drive that the province's folder lies in. */
  function driveId(): Promise<string> {
    sharedDrive ??= findDrive().catch((error) => {
      sharedDrive = undefined;
      throw error;
    });
    return sharedDrive;
  }

  async function findDrive(): Promise<string> {
    const { drive } = await access();
    const { data } = await call('drive', () => drive.files.get({ fileId: root, fields: 'id,driveId', ...SHARED }));
    if (data.driveId) return data.driveId;
    throw new Problem('DRIVE_NOT_READY', {
      what: 'thư mục của tỉnh không nằm trong một bộ nhớ dùng chung (shared drive)',
    });
  }

  /** Everything that `q` finds, the oldest first. */
  async function search(q: string): Promise<readonly FrontItem[]> {
    const { drive } = await access();
    const within = { corpora: 'drive', driveId: await driveId(), includeItemsFromAllDrives: true, ...SHARED };
    const found: FrontItem[] = [];
    let pageToken: string | undefined;
    do {
      const fields = `nextPageToken,files(${ITEM_FIELDS})`;
      const page = { q, fields, pageSize: 1000, orderBy: 'createdTime', ...(pageToken && { pageToken }), ...within };
      const { data } = await call('drive', () => drive.files.list(page));
      found.push(...(data.files ?? []).map(itemOf));
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken);
    return found;
  }

  /** Of several that carry the mark, which only a run cut off twice could leave, the oldest is the one. */
  const marked = async (mark: FrontMark): Promise<FrontItem | undefined> =>
    (await search([...markClauses(mark), 'trashed = false'].join(' and ')))[0];

  async function create(requestBody: drive_v3.Schema$File, bytes?: Uint8Array): Promise<FrontItem> {
    const { drive, upload } = await access();
    const media = bytes && { media: { mimeType: XLSX, body: Readable.from([bytes]) } };
    const { data } = await call(
      'drive',
      () => drive.files.create({ requestBody, ...media, fields: ITEM_FIELDS, ...SHARED }, bytes ? upload : {}),
      {
        once: true,
      },
    );
    return itemOf(data);
  }

  /** Makes what is not there. Where nobody knows whether it was made, it is looked for again: never made blindly a second time. */
  async function findOrCreate(
    find: () => Promise<FrontItem | undefined>,
    make: () => Promise<FrontItem>,
  ): Promise<FrontItem> {
    const present = await find();
    if (present) return present;
    try {
      return await make();
    } catch (error) {
      if (!isBusy(error)) throw error;
      return (await find()) ?? make();
    }
  }

  const named = async (folder: string, name: string): Promise<FrontItem | undefined> =>
    (await search(`'${folder}' in parents and name = '${quoted(name)}' and trashed = false`))[0];

  async function replace(fileId: string, bytes: Uint8Array, mimeType: string): Promise<FrontItem> {
    const { drive, upload } = await access();
    const send = () => {
      const media = { mimeType, body: Readable.from([bytes]) };
      return drive.files.update({ fileId, media, fields: ITEM_FIELDS, ...SHARED }, upload);
    };
    return itemOf((await call('drive', send)).data);
  }

  return {
    driveId,
    marked,

    folder(mark: FrontMark, name: string, parent = root): Promise<FrontItem> {
      const body = { name, mimeType: FOLDER, parents: [parent], appProperties: propertiesOf(mark) };
      return findOrCreate(
        () => marked(mark),
        () => create(body),
      );
    },

    sheet(mark: FrontMark, name: string, parent: string): Promise<FrontItem> {
      const body = { name, mimeType: SHEET, parents: [parent], appProperties: propertiesOf(mark) };
      return findOrCreate(
        () => marked(mark),
        () => create(body),
      );
    },

    async share(fileId: string, emailAddress: string, role: 'writer' | 'reader'): Promise<void> {
      const { drive } = await access();
      const requestBody = { type: 'user', role, emailAddress };
      const ask = () =>
        drive.permissions.create({ fileId, requestBody, sendNotificationEmail: false, fields: 'id', ...SHARED });
      try {
        await call('drive', ask);
      } catch (error) {
        if (!refusedFor(error, NO_SUCH_ACCOUNT)) throw error;
        throw new Problem('SHARE_REFUSED', { address: emailAddress }, { cause: error });
      }
    },

    async find(fileId: string): Promise<FrontItem | undefined> {
      const { drive } = await access();
      try {
        const { data } = await call('drive', () => drive.files.get({ fileId, fields: ITEM_FIELDS, ...SHARED }));
        return itemOf(data);
      } catch (error) {
        if (error instanceof Problem && error.code === 'DRIVE_ITEM_GONE') return undefined;
        throw error;
      }
    },

    list: (folder: string) => search(`'${folder}' in parents and trashed = false`),

    async workbook(fileId: string): Promise<Uint8Array> {
      const { drive } = await access();
      const asBytes = { responseType: 'arraybuffer' } as const;
      const { data } = await call('drive', () => drive.files.export({ fileId, mimeType: XLSX }, asBytes));
      return capped(bytesOf(data));
    },

    async download(fileId: string): Promise<Uint8Array> {
      const { drive } = await access();
      const { data } = await call('drive', () => drive.files.get({ fileId, fields: 'size', ...SHARED }));
      if (Number(data.size ?? 0) > limitBytes) throw tooLarge();
      const asBytes = { responseType: 'arraybuffer' } as const;
      const content = await call('drive', () => drive.files.get({ fileId, alt: 'media', ...SHARED }, asBytes));
      return capped(bytesOf(content.data));
    },

    async put(folder: string, name: string, bytes: Uint8Array): Promise<void> {
      const present = await named(folder, name);
      if (present) await replace(present.id, bytes, typeOf(name));
      else
        await findOrCreate(
          () => named(folder, name),
          () => createPlain(folder, name, bytes),
        );
    },

    async remove(folder: string, name: string): Promise<void> {
      const present = await named(folder, name);
      if (!present) return;
      const { drive } = await access();
      // Into the bin: a manager of content may not delete for good.
      const body = { fileId: present.id, requestBody: { trashed: true }, fields: 'id', ...SHARED };
      await call('drive', () => drive.files.update(body));
    },

    async publish(mark: FrontMark, name: string, parent: string, bytes: Uint8Array): Promise<FrontItem> {
      const present = await marked(mark);
      if (present) return replace(present.id, bytes, XLSX);
      const body = { name, mimeType: SHEET, parents: [parent], appProperties: propertiesOf(mark) };
      return findOrCreate(
        () => marked(mark),
        () => create(body, bytes),
      );
    },
  };

  async function createPlain(folder: string, name: string, bytes: Uint8Array): Promise<FrontItem> {
    const { drive, upload } = await access();
    const media = { mimeType: typeOf(name), body: Readable.from([bytes]) };
    const requestBody = { name, parents: [folder] };
    const ask = () => drive.files.create({ requestBody, media, fields: ITEM_FIELDS, ...SHARED }, upload);
    return itemOf((await call('drive', ask, { once: true })).data);
  }

  function capped(bytes: Uint8Array): Uint8Array {
    if (bytes.byteLength > limitBytes) throw tooLarge();
    return bytes;
  }

  function tooLarge(): Problem {
    return new Problem('FILE_TOO_LARGE', { limitMb: Math.floor(limitBytes / 1024 / 1024) });
  }
}

const NO_SUCH_ACCOUNT = ['invalidSharingRequest', 'cannotShareTeamDriveWithNonGoogleAccounts', 'invalid'];

const typeOf = (name: string): string => (name.endsWith('.txt') ? 'text/plain' : XLSX);

function bytesOf(data: unknown): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (data instanceof Uint8Array) return data;
  throw new Error('Drive gave no bytes');
}

function propertiesOf({ round, commune, kind }: FrontMark): Record<string, string> {
  return { round, kind, ...(commune === undefined ? {} : { commune }) };
}

/** A mark without a commune is only its own: folders of communes carry more. */
function markClauses(mark: FrontMark): readonly string[] {
  const own = Object.entries(propertiesOf({ ...mark, kind: mark.kind }));
  return own.map(([key, value]) => `appProperties has { key='${key}' and value='${quoted(value)}' }`);
}

const quoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
