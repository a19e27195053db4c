/** The inbox as a folder, e.g. a share of the office network: `<round>/<commune code>/<file>` below `root`. */
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ANSWERS_FOLDER, type Inbox, type InboxObject } from '../../ports/inbox.ts';
import { Problem } from '../../problems.ts';
import { onDisk, orAbsent } from '../disk/failures.ts';
import { sweepLeftovers } from '../disk/leftovers.ts';
import { writeWhole } from '../disk/whole-file.ts';
import { type FileFacts, generationOf, isSame, type Remembered } from './generation.ts';
import { isLink, isPlainName, locate } from './locate.ts';

export interface InboxFolder {
  readonly root: string;
  readonly limitBytes: number;
  /** The same that the watcher has: it tells which generation a content is. */
  readonly remembered: Pick<Remembered, 'get'>;
}

const MEGABYTE = 1024 * 1024;
/** Begins with a dot: hidden from a clerk, and never taken in. */
const MARK = '.dang-ghi~';
const HOUR_MS = 3_600_000;
/** A link put in place of the file, or a pipe, is not waited for. Windows knows neither. */
const READ_ONLY_FILE = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Opens the inbox in `root`; nothing below it is touched until something is asked. */
export function inboxFolder({ root, limitBytes, remembered }: InboxFolder): Inbox {
  const top = resolve(root);

  return {
    read: (object) =>
      onDisk(async () => {
        const path = await locate(top, object.name);
        const handle = path && (await orAbsent(open(path, READ_ONLY_FILE)));
        if (!handle) return undefined;
        try {
          return await readGeneration(handle, object);
        } finally {
          await handle.close();
        }
      }),
    answer: (object, name, bytes) =>
      onDisk(async () => {
        const folder = await answersFolder(object, name);
        await orAbsent(mkdir(folder)).catch(() => {}); // it is there, or the write says what is wrong
        if (await isLink(folder)) throw new Problem('FILE_NAME_REFUSED', { name: ANSWERS_FOLDER });
        await writeWhole(join(folder, name.normalize('NFC')), bytes, MARK);
        await sweepLeftovers(folder, { mark: MARK, olderThanMs: HOUR_MS });
      }),
    withdraw: (object, name) =>
      onDisk(async () => {
        const folder = await answersFolder(object, name);
        await rm(join(folder, name.normalize('NFC')), { force: true });
      }),
  };

  async function readGeneration(
    handle: FileHandle,
    { name, generation }: InboxObject,
  ): Promise<Uint8Array | undefined> {
    const before = await factsOf(handle);
    if (!before || generationOf(before, await remembered.get(name)) !== generation) return undefined;
    if (before.size > limitBytes) throw new Problem('FILE_TOO_LARGE', { limitMb: limitBytes / MEGABYTE });
    const bytes = await readAtMost(handle, before.size + 1);
    return bytes.length === before.size && isSame(before, await factsOf(handle)) ? bytes : undefined;
  }

  /** The answers lie beside the object, also when the object itself has been taken away. */
  async function answersFolder({ name: object }: InboxObject, name: string): Promise<string> {
    if (!isPlainName(name)) throw new Problem('FILE_NAME_REFUSED', { name });
    const beside = await locate(top, dirname(object));
    if (!beside) throw new Problem('STORE_UNAVAILABLE');
    const folder = join(beside, ANSWERS_FOLDER);
    if (await isLink(folder)) throw new Problem('FILE_NAME_REFUSED', { name: ANSWERS_FOLDER });
    return folder;
  }
}

async function factsOf(handle: FileHandle): Promise<FileFacts | undefined> {
  const found = await handle.stat({ bigint: true });
  return found.isFile() ? { size: Number(found.size), modifiedNs: String(found.mtimeNs) } : undefined;
}

/** One byte more than was announced shows that the file is growing. */
async function readAtMost(handle: FileHandle, most: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(most);
  let length = 0;
  while (length < most) {
    const { bytesRead } = await handle.read(buffer, length, most - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}
