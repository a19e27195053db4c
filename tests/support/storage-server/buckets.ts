/** Objects in memory: each name has at most one live content; older ones are kept as the bucket's settings say. */
import { crc32cOf, md5Of } from './checksums.ts';
import { conditionNotMet, invalid, noSuchObject, type Refusal, refusal } from './refusal.ts';

/** What a client may say of an object, of what is kept here. */
export interface Described {
  readonly contentType?: string;
  readonly contentEncoding?: string;
  readonly contentDisposition?: string;
  readonly cacheControl?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface StoredObject extends Described {
  readonly bucket: string;
  readonly name: string;
  readonly generation: string;
  readonly metageneration: string;
  readonly bytes: Uint8Array;
  readonly md5Hash: string;
  readonly crc32c: string;
  readonly timeCreated: string;
  /** Since when it is not the live content any more: kept as a version, or for a while after deletion. */
  readonly gone?: { readonly at: string; readonly as: 'version' | 'softDeleted' };
}

/** Conditions of a request; each is decimal text. */
export interface Conditions {
  readonly ifGenerationMatch?: string;
  readonly ifMetagenerationMatch?: string;
}

export interface Draft extends Described {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Compared with the bytes where the client gave them. */
  readonly md5Hash?: string;
  readonly crc32c?: string;
}

export interface Wanted extends Conditions {
  readonly generation?: string;
  readonly softDeleted?: boolean;
}

export type Buckets = ReturnType<typeof openBuckets>;

const LONGEST_NAME_BYTES = 1024;
const noSuchBucket = (): Refusal => refusal(404, 'notFound', 'The specified bucket does not exist.');

/** Opens empty buckets; those of `versioned` keep older contents as noncurrent versions. */
export function openBuckets(names: readonly string[], versioned: readonly string[] = []) {
  const contents = new Map<string, StoredObject[]>(names.map((name) => [name, []]));
  let latest = 0n;

  return { objectsOf, find, checkConditions, write, remove };

  /** Every content of every name, gone ones too, in the order of their writing. */
  function objectsOf(bucket: string): StoredObject[] {
    const objects = contents.get(bucket);
    if (!objects) throw noSuchBucket();
    return objects;
  }

  function live(bucket: string, name: string): StoredObject | undefined {
    return objectsOf(bucket).find((each) => each.name === name && !each.gone);
  }

  function find(bucket: string, name: string, wanted: Wanted = {}): StoredObject {
    const found = objectsOf(bucket).find((each) => each.name === name && isWanted(each, wanted));
    if (!found) throw noSuchObject(bucket, name);
    meet(found, wanted);
    return found;
  }

  function checkConditions(bucket: string, name: string, conditions: Conditions): void {
    objectsOf(bucket);
    meet(live(bucket, name), conditions);
  }

  function write(bucket: string, draft: Draft, conditions: Conditions = {}): StoredObject {
    checkName(draft.name);
    checkConditions(bucket, draft.name, conditions);
    const { bytes, md5Hash: said, crc32c: saidToo, ...described } = draft;
    const [md5Hash, crc32c] = [md5Of(bytes), crc32cOf(bytes)];
    if (said !== undefined && said !== md5Hash) throw mismatch('MD5 hash', said, md5Hash);
    if (saidToo !== undefined && saidToo !== crc32c) throw mismatch('CRC32C', saidToo, crc32c);
    retire(bucket, draft.name);
    const times = { generation: nextGeneration(), metageneration: '1', timeCreated: new Date().toISOString() };
    const stored = { ...described, bucket, bytes: Uint8Array.from(bytes), md5Hash, crc32c, ...times };
    objectsOf(bucket).push(stored);
    return stored;
  }

  function remove(bucket: string, name: string, wanted: Wanted = {}): void {
    const found = find(bucket, name, wanted);
    if (wanted.generation === undefined) retire(bucket, name);
    else replace(bucket, found, { ...found, gone: { at: new Date().toISOString(), as: 'softDeleted' } });
  }

  function retire(bucket: string, name: string): void {
    const old = live(bucket, name);
    const as = versioned.includes(bucket) ? 'version' : 'softDeleted';
    if (old) replace(bucket, old, { ...old, gone: { at: new Date().toISOString(), as } });
  }

  function replace(bucket: string, old: StoredObject, by: StoredObject): void {
    const objects = objectsOf(bucket);
    objects[objects.indexOf(old)] = by;
  }

  /** Microseconds, and never twice the same. */
  function nextGeneration(): string {
    const now = BigInt(Date.now()) * 1000n;
    latest = now > latest ? now : latest + 1n;
    return String(latest);
  }
}

function isWanted({ gone, generation }: StoredObject, wanted: Wanted): boolean {
  if (wanted.generation === undefined) return gone === undefined;
  if (wanted.generation !== generation) return false;
  return wanted.softDeleted ? gone?.as === 'softDeleted' : gone?.as !== 'softDeleted';
}

/** Generation 0 stands for no live content. */
function meet(found: StoredObject | undefined, conditions: Conditions): void {
  const { ifGenerationMatch, ifMetagenerationMatch } = conditions;
  if (ifGenerationMatch !== undefined && ifGenerationMatch !== (found?.generation ?? '0')) throw conditionNotMet();
  if (ifMetagenerationMatch !== undefined && ifMetagenerationMatch !== found?.metageneration) throw conditionNotMet();
}

const mismatch = (what: string, said: string, found: string): Refusal =>
  invalid(`Provided ${what} "${said}" doesn't match calculated ${what} "${found}".`);

function checkName(name: string): void {
  const bytes = Buffer.byteLength(name);
  const refused = bytes === 0 || bytes > LONGEST_NAME_BYTES || /[\r\n]/.test(name) || name === '.' || name === '..';
  if (refused || name.startsWith('.well-known/acme-challenge/')) throw invalid(`Invalid object name: ${name}`);
}
