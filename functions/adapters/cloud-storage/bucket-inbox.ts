/** The inbox as a bucket: `<round>/<commune code>/<file>`, and the answers in `phan-hoi/` beside them. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Bucket, File } from '@google-cloud/storage';
import type { Inbox, InboxObject } from '../../ports/inbox.ts';
import { onBucket, orAbsent } from './failures.ts';
import { answerName, checkObjectName } from './object-names.ts';
import { type BucketOptions, openBucket, TIMEOUT_MS } from './open-bucket.ts';
import { download, tooLarge, upload } from './transfer.ts';

export interface BucketInboxOptions extends BucketOptions {
  readonly limitBytes: number;
}

/** Opens the bucket as an inbox; nothing is asked of Google until something is asked of it. */
export function bucketInbox({ limitBytes, ...options }: BucketInboxOptions): Inbox {
  const open = openBucket(options);
  const { timeoutMs = TIMEOUT_MS } = options;

  return {
    async read(object) {
      checkObjectName(object.name);
      return onBucket(open, timeoutMs, (bucket) => orAbsent(bucket, () => readGeneration(bucket, object, limitBytes)));
    },
    async answer(object, name, bytes) {
      const path = answerName(object, name);
      await onBucket(open, timeoutMs, (bucket) => upload(bucket.file(path), bytes, { ...contentTypeOf(path) }));
    },
    async withdraw(object, name) {
      const path = answerName(object, name);
      await onBucket(open, timeoutMs, (bucket) => orAbsent(bucket, () => bucket.file(path).delete()));
    },
  };
}

/** A bucket that keeps older contents still gives them by their generation; they say since when they are older. */
async function readGeneration(
  bucket: Bucket,
  { name, generation }: InboxObject,
  limitBytes: number,
): Promise<Uint8Array | undefined> {
  const file: File = bucket.file(name, { generation });
  const [{ size, contentEncoding, timeDeleted }] = await file.getMetadata();
  if (timeDeleted) return undefined;
  if (Number(size) > limitBytes) throw tooLarge(limitBytes);
  const stored = await download(file, limitBytes);
  return contentEncoding === 'gzip' ? inflated(stored, limitBytes) : stored;
}

/** What was packed by whoever sent it; what only says that it is packed is given as it lies there. */
async function inflated(stored: Uint8Array, limitBytes: number): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(stored, { maxOutputLength: limitBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(limitBytes);
    return stored;
  }
}

/** A browser shows Vietnamese text by its charset; the rest goes by the ending of its name. */
const contentTypeOf = (name: string) => (name.endsWith('.txt') ? { contentType: 'text/plain; charset=utf-8' } : {});
