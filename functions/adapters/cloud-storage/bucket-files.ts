/** Files in a bucket, each under its own name. */
import { type Files, isFileName } from '../../ports/files.ts';
import { Problem } from '../../problems.ts';
import { onBucket, orAbsent, unlessThere } from './failures.ts';
import { type BucketOptions, openBucket, TIMEOUT_MS } from './open-bucket.ts';
import { download, upload } from './transfer.ts';

const ANY_BYTES = 'application/octet-stream';

/** Opens the bucket as a store of files; nothing is asked of Google until a file is. */
export function bucketFiles(options: BucketOptions): Files {
  const open = openBucket(options);
  const { timeoutMs = TIMEOUT_MS } = options;

  return {
    async put(name, bytes) {
      checkName(name);
      await onBucket(open, timeoutMs, (bucket) =>
        unlessThere(upload(bucket.file(name), bytes, { contentType: ANY_BYTES, onlyNew: true })),
      );
    },
    async get(name) {
      checkName(name);
      return onBucket(open, timeoutMs, (bucket) => orAbsent(bucket, () => download(bucket.file(name))));
    },
    async delete(name) {
      checkName(name);
      await onBucket(open, timeoutMs, (bucket) => orAbsent(bucket, () => bucket.file(name).delete()));
    },
    list: (prefix) =>
      onBucket(open, timeoutMs, async (bucket) => {
        const [files] = await bucket.getFiles({ ...(prefix && { prefix }), fields: 'items(name),nextPageToken' });
        return files
          .map(({ name }) => name)
          .filter(isFileName)
          .sort();
      }),
  };
}

function checkName(name: string): void {
  if (!isFileName(name)) throw new Problem('FILE_NAME_REFUSED', { name });
}
