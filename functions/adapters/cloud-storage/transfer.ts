/** Bytes to an object and back, with their checksums compared. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { File } from '@google-cloud/storage';
import { Problem } from '../../problems.ts';
import { isTransient } from './failures.ts';

export interface UploadOptions {
  readonly contentType?: string;
  /** Refused with 412 when there is an object of that name. */
  readonly onlyNew?: boolean;
}

type Decorated = ReturnType<File['interceptors'][number]['request']>;

const MEGABYTE = 1024 * 1024;
/** What one request carries; more goes by a session that a broken line does not begin anew. */
const AT_ONCE_BYTES = 5 * MEGABYTE;
const ATTEMPTS = 4;
const REST_MS = 100;
const LISTENERS = 20;

/** Writes a whole object, or nothing. Google compares the hash before the object is to be seen. */
export async function upload(file: File, bytes: Uint8Array, { contentType, onlyNew }: UploadOptions): Promise<void> {
  const md5Hash = createHash('md5').update(bytes).digest('base64');
  await file.save(bytes, {
    // The client puts the project's id in the place of {{projectId}}, unless a session carries the name.
    resumable: bytes.length > AT_ONCE_BYTES || file.name.includes('{{'),
    metadata: { md5Hash, ...(contentType && { contentType }) },
    validation: false,
    ...(onlyNew && { preconditionOpts: { ifGenerationMatch: 0 } }),
  });
}

/**
 * The bytes of an object as they are stored: nothing is inflated. What a moment may mend, a line that breaks or bytes that do not
 * fit their checksum, is asked for again.
 *
 * @throws Problem FILE_TOO_LARGE before more than `limitBytes` is in memory
 */
export async function download(file: File, limitBytes = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  // The client's own repetition of a streamed request ends in an unhandled rejection, which would end the process.
  file.interceptors.push({ request: (request) => ({ ...request, maxRetries: 0 }) as Decorated });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readAtMost(file, limitBytes);
    } catch (error) {
      if (attempt === ATTEMPTS || !isTransient(error)) throw error;
      await setTimeout(REST_MS * 2 ** attempt * (1 + Math.random()));
    }
  }
}

async function readAtMost(file: File, limitBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  const content = file.createReadStream({ decompress: false });
  // The client hangs more listeners on its own stream than Node takes for a leak, and each download would be warned of.
  content.once('response', (response: Readable) => response.setMaxListeners(LISTENERS));
  for await (const chunk of content) {
    length += chunk.length;
    if (length > limitBytes) throw tooLarge(limitBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The refusal of a file over the cap. */
export const tooLarge = (limitBytes: number): Problem =>
  new Problem('FILE_TOO_LARGE', { limitMb: limitBytes / MEGABYTE });
