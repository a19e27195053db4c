import type { Bucket } from '@google-cloud/storage';
import { isTransient } from './failures.ts';

export interface BucketOptions {
  readonly bucket: string;
  /** Left out: what the credentials say. The name of a bucket is enough to find it. */
  readonly projectId?: string;
  /** The longest that one call may take, attempts and rests together. */
  readonly timeoutMs?: number;
}

export const TIMEOUT_MS = 60_000;
const ATTEMPT_MS = 30_000;

/**
 * Gives the bucket, made at the first call: the library is loaded only by a process that needs it. Nothing is asked of Google
 * yet. `STORAGE_EMULATOR_HOST` stands in for Google's server, without credentials.
 */
export function openBucket({ bucket, projectId, timeoutMs = TIMEOUT_MS }: BucketOptions): () => Promise<Bucket> {
  let opened: Promise<Bucket> | undefined;
  return () => {
    opened ??= open();
    return opened;
  };

  async function open(): Promise<Bucket> {
    const { IdempotencyStrategy, Storage } = await import('@google-cloud/storage');
    const storage = new Storage({
      ...(projectId && { projectId }),
      timeout: Math.min(timeoutMs, ATTEMPT_MS),
      retryOptions: {
        // Names hold hashes and answers are replaced whole: done twice is done once.
        idempotencyStrategy: IdempotencyStrategy.RetryAlways,
        retryableErrorFn: isTransient,
        totalTimeout: timeoutMs / 1000,
        maxRetryDelay: 10,
      },
    });
    return storage.bucket(bucket);
  }
}
