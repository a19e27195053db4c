/** onUpload: `google.cloud.storage.object.v1.finalized`, a file in the inbox is a return sent. */
import * as z from 'zod';
import type { Service } from '../../service/service.ts';
import { listener } from './listener.ts';

export const FINALIZED = 'google.cloud.storage.object.v1.finalized';

/** Of the object's metadata, what is needed to find exactly that content. Generations are too large for a double. */
const storageObject = z.object({
  bucket: z.string(),
  name: z.string().min(1),
  generation: z.union([z.string().regex(/^\d+$/), z.int()]).transform(String),
});

export function onUpload({ deliver, inboxBucket, log }: Service) {
  return listener(log, storageObject, async ({ bucket, name, generation }, { type }) => {
    if (type !== FINALIZED || bucket !== inboxBucket) return { outcome: 'ignored' };
    return deliver({ name, generation }, 'bucket');
  });
}
