/** Objects and buckets as the JSON API shows them, in the generated types of its published description. */
import type { storage_v1 } from 'googleapis/build/src/apis/storage/v1.js';
import type { StoredObject } from './buckets.ts';

export type ObjectResource = storage_v1.Schema$Object;

/** All that is told of an object; numbers of 64 bits are text. */
export function objectResource(object: StoredObject, origin: string): ObjectResource {
  const { bytes, gone, timeCreated, bucket, name, generation, ...rest } = object;
  const path = `/b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(name)}`;
  return {
    kind: 'storage#object',
    id: `${bucket}/${name}/${generation}`,
    selfLink: `${origin}/storage/v1${path}`,
    mediaLink: `${origin}/download/storage/v1${path}?generation=${generation}&alt=media`,
    bucket,
    name,
    generation,
    ...rest,
    size: String(bytes.length),
    etag: etagOf(object),
    storageClass: 'STANDARD',
    timeCreated,
    updated: timeCreated,
    timeStorageClassUpdated: timeCreated,
    timeFinalized: timeCreated,
    ...(gone?.as === 'version' && { timeDeleted: gone.at }),
    ...(gone?.as === 'softDeleted' && { softDeleteTime: gone.at }),
  };
}

/** Changes with the content and with what is said of it. */
export const etagOf = ({ generation, metageneration }: StoredObject): string =>
  Buffer.from(`${generation}/${metageneration}`).toString('base64');

/** What is told of a bucket. */
export function bucketResource(name: string, versioned: boolean, origin: string): storage_v1.Schema$Bucket {
  return {
    kind: 'storage#bucket',
    id: name,
    name,
    selfLink: `${origin}/storage/v1/b/${name}`,
    location: 'ASIA-SOUTHEAST1',
    locationType: 'region',
    storageClass: 'STANDARD',
    metageneration: '1',
    iamConfiguration: { uniformBucketLevelAccess: { enabled: true }, publicAccessPrevention: 'enforced' },
    versioning: { enabled: versioned },
  };
}
