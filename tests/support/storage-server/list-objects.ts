/** objects.list: a page of names, folded at the delimiter. */
import type { StoredObject } from './buckets.ts';
import { invalid } from './refusal.ts';

export interface Page {
  readonly objects: readonly StoredObject[];
  readonly prefixes: readonly string[];
  readonly nextPageToken?: string;
}

interface Entry {
  /** What the page is sorted by and goes on from: a prefix stands where its first object would. */
  readonly key: string;
  readonly object?: StoredObject;
  readonly prefix?: string;
}

const MOST = 1000;

/** The page of `objects` that the parameters ask for. */
export function listObjects(objects: readonly StoredObject[], query: Readonly<Record<string, string>>): Page {
  const size = Math.min(Number(query.maxResults ?? MOST), MOST);
  if (size === 0) throw invalid('Invalid value "0" of "maxResults"');
  const after = query.pageToken === undefined ? '' : readToken(query.pageToken);
  const rest = entriesOf(objects, query).filter(({ key }) => byBytes(key, after) > 0);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  return {
    objects: page.flatMap(({ object }) => object ?? []),
    prefixes: page.flatMap(({ prefix }) => prefix ?? []),
    ...(last && rest.length > size && { nextPageToken: Buffer.from(last.key).toString('base64url') }),
  };
}

function entriesOf(objects: readonly StoredObject[], query: Readonly<Record<string, string>>): readonly Entry[] {
  const { prefix = '', delimiter, startOffset = '', endOffset } = query;
  const found = new Map<string, Entry>();
  for (const object of objects.filter((each) => isListed(each, query))) {
    const { name, generation } = object;
    if (!name.startsWith(prefix) || byBytes(name, startOffset) < 0) continue;
    if (endOffset !== undefined && byBytes(name, endOffset) >= 0) continue;
    const end = delimiter ? name.indexOf(delimiter, prefix.length) : -1;
    const folder = name.slice(0, end + (delimiter?.length ?? 0));
    const key = end < 0 ? `${name}\0${generation.padStart(20, '0')}` : `${folder}\0`;
    found.set(key, end < 0 ? { key, object } : { key, prefix: folder });
  }
  return [...found.values()].sort((left, right) => byBytes(left.key, right.key));
}

function isListed({ gone }: StoredObject, { versions, softDeleted }: Readonly<Record<string, string>>): boolean {
  if (softDeleted === 'true') return gone?.as === 'softDeleted';
  return gone === undefined || (gone.as === 'version' && versions === 'true');
}

function readToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString();
  if (!key.includes('\0')) throw invalid('Invalid pageToken');
  return key;
}

/** Names are sorted by their UTF-8. */
const byBytes = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));
