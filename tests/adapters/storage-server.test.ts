/** The stand-in for Cloud Storage, itself checked: by plain requests, by Google's published description, and by Google's own command. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { requires } from '../support/requires.ts';
import { crc32cOf } from '../support/storage-server/checksums.ts';
import { PARAMETERS } from '../support/storage-server/parameters.ts';
import {
  type ObjectResource,
  type StorageServer,
  startStorageServer,
} from '../support/storage-server/storage-server.ts';

const BUCKET = 'kho';
const KIB256 = 256 * 1024;
const OBJECTS = `/storage/v1/b/${BUCKET}/o`;
const UPLOAD = `/upload/storage/v1/b/${BUCKET}/o`;
const top = mkdtempSync(join(tmpdir(), 'storage-server-'));

let server: StorageServer;
const finalized: ObjectResource[] = [];
beforeAll(async () => {
  server = await startStorageServer({ buckets: [BUCKET, 'giu-ban-cu'], versioned: ['giu-ban-cu'] });
  server.onFinalized((object) => finalized.push(object));
});
afterAll(async () => {
  await server.close();
  rmSync(top, { recursive: true });
});
beforeEach(() => {
  for (const bucket of [BUCKET, 'giu-ban-cu']) server.clear(bucket);
  server.faults.clear();
  finalized.length = 0;
});

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

const ask = (path: string, { body, ...sent }: Sent = {}) =>
  fetch(`${server.url}${path}`, { ...sent, ...(body !== undefined && { body }) });
const read = async (answer: Response) => (await answer.json()) as ObjectResource & { error?: { errors: unknown[] } };
const put = (name: string, text = name) => server.put(BUCKET, name, Buffer.from(text));
const media = (name: string, query = '') => ask(`${OBJECTS}/${encodeURIComponent(name)}?alt=media${query}`);
const send = (name: string, text: string, query = '') =>
  ask(`${UPLOAD}?uploadType=media&name=${name}${query}`, { method: 'POST', body: text });

describe('checksums', () => {
  test.each([
    { text: '123456789', crc32c: '4waSgw==' },
    { text: '', crc32c: 'AAAAAA==' },
  ])('CRC32C of "$text"', ({ text, crc32c }) => {
    expect(crc32cOf(Buffer.from(text))).toBe(crc32c);
  });
});

describe('a request that Google would not understand is refused', () => {
  const MULTIPART = { method: 'POST', headers: { 'content-type': 'multipart/related; boundary=x' } };
  const bodyOf = (said: string) =>
    `--x\r\nContent-Type: application/json\r\n\r\n${said}\r\n--x\r\nContent-Type: a/b\r\n\r\nz\r\n--x--`;

  test.each<{ path: string; sent?: Sent; status: number }>([
    { path: '/', status: 404 },
    { path: '/storage/v2/b/kho/o', status: 404 },
    { path: `${OBJECTS}/a/b`, status: 404 },
    { path: '/storage/v1/b/khong-co', status: 404 },
    { path: '/storage/v1/b/khong-co/o', status: 404 },
    { path: `${OBJECTS}/khong-co`, status: 404 },
    { path: OBJECTS, sent: { method: 'POST' }, status: 405 },
    { path: `${OBJECTS}/a`, sent: { method: 'PATCH' }, status: 405 },
    { path: `${OBJECTS}?prefx=a`, status: 400 },
    { path: `${OBJECTS}?prefix=a&prefix=b`, status: 400 },
    { path: `${OBJECTS}?maxResults=many`, status: 400 },
    { path: `${OBJECTS}?maxResults=0`, status: 400 },
    { path: `${OBJECTS}?pageToken=x`, status: 400 },
    { path: `${OBJECTS}?fields=items(name`, status: 400 },
    { path: `${OBJECTS}/a?alt=xml`, status: 400 },
    { path: `${OBJECTS}/a?generation=-1`, status: 400 },
    { path: `${OBJECTS}/a?ifGenerationMatch=1.5`, status: 400 },
    { path: UPLOAD, sent: { method: 'POST' }, status: 400 },
    { path: `${UPLOAD}?uploadType=media`, sent: { method: 'POST' }, status: 400 },
    { path: `${UPLOAD}?uploadType=media&name=a%0Ab`, sent: { method: 'POST' }, status: 400 },
    { path: `${UPLOAD}?uploadType=media&name=${'x'.repeat(1025)}`, sent: { method: 'POST' }, status: 400 },
    { path: `${UPLOAD}?uploadType=multipart&name=a`, sent: { method: 'POST', body: 'x' }, status: 400 },
    { path: `${UPLOAD}?uploadType=multipart&name=a`, sent: { ...MULTIPART, body: bodyOf('{') }, status: 400 },
    { path: `${UPLOAD}?uploadType=multipart&name=a`, sent: { ...MULTIPART, body: bodyOf('{"nam":"a"}') }, status: 400 },
    {
      path: `${UPLOAD}?uploadType=multipart`,
      sent: { ...MULTIPART, body: bodyOf('{"md5Hash":"x","name":"a"}') },
      status: 400,
    },
    {
      path: `${UPLOAD}?uploadType=multipart`,
      sent: { ...MULTIPART, body: bodyOf('{"crc32c":"x","name":"a"}') },
      status: 400,
    },
    {
      path: `${UPLOAD}?uploadType=multipart`,
      sent: { ...MULTIPART, body: bodyOf('{"name":"a"}').slice(0, -6) },
      status: 400,
    },
    { path: `${UPLOAD}?uploadType=resumable&upload_id=x`, sent: { method: 'PUT' }, status: 404 },
  ])('$status for $sent.method $path $sent.body', async ({ path, sent, status }) => {
    const answer = await ask(path, sent);
    const { error } = await read(answer);
    expect([answer.status, error]).toEqual([
      status,
      { code: status, message: expect.any(String), errors: [expect.objectContaining({ domain: 'global' })] },
    ]);
    expect(server.names(BUCKET)).toEqual([]);
  });

  test('the same upload, right, is taken', async () => {
    const answer = await ask(`${UPLOAD}?uploadType=multipart`, {
      ...MULTIPART,
      body: bodyOf('{"name":"a","md5Hash":"+60gxPGi93glTQk3pPfA6w=="}'),
    });
    expect(await read(answer)).toMatchObject({ error: { message: expect.stringContaining('MD5') } });
    const right = await ask(`${UPLOAD}?uploadType=multipart`, { ...MULTIPART, body: bodyOf('{"name":"a"}') });
    expect(await read(right)).toMatchObject({ name: 'a', size: '1', contentType: 'a/b' });
    expect(await (await media('a')).text()).toBe('z');
  });
});

describe('generations and conditions', () => {
  test('a later content has a greater generation; the older one is gone', async () => {
    const [first, second] = [put('a', '1'), put('a', '2')];
    expect(BigInt(second)).toBeGreaterThan(BigInt(first));
    expect((await media('a', `&generation=${first}`)).status).toBe(404);
    expect(await (await media('a', `&generation=${second}`)).text()).toBe('2');
    const kept = await ask(`${OBJECTS}/a?generation=${first}&softDeleted=true`);
    expect(await read(kept)).toMatchObject({ softDeleteTime: expect.any(String) });
  });

  test('a bucket that keeps versions gives them, and says since when they are older', async () => {
    const first = server.put('giu-ban-cu', 'a', Buffer.from('1'));
    server.put('giu-ban-cu', 'a', Buffer.from('2'));
    const path = '/storage/v1/b/giu-ban-cu/o';
    expect(await read(await ask(`${path}/a?generation=${first}`))).toMatchObject({ timeDeleted: expect.any(String) });
    const listed = async (query: string) => ((await read(await ask(`${path}${query}`))) as { items: unknown[] }).items;
    expect([(await listed('')).length, (await listed('?versions=true')).length]).toEqual([1, 2]);
    await ask(`${path}/a?generation=${first}`, { method: 'DELETE' });
    expect(await listed('?versions=true')).toHaveLength(1);
  });

  test.each<{ what: string; query: (generation: string) => string; status: number; isThere: boolean }>([
    { what: 'none of that name', query: () => '&ifGenerationMatch=0', status: 200, isThere: false },
    { what: 'none of that name, but there is', query: () => '&ifGenerationMatch=0', status: 412, isThere: true },
    { what: 'that generation', query: (generation) => `&ifGenerationMatch=${generation}`, status: 200, isThere: true },
    { what: 'another generation', query: () => '&ifGenerationMatch=7', status: 412, isThere: true },
    { what: 'a generation, but there is none', query: () => '&ifGenerationMatch=7', status: 412, isThere: false },
    { what: 'that metageneration', query: () => '&ifMetagenerationMatch=1', status: 200, isThere: true },
    { what: 'another metageneration', query: () => '&ifMetagenerationMatch=2', status: 412, isThere: true },
  ])('to write only over $what: $status', async ({ query, status, isThere }) => {
    const generation = isThere ? put('a', 'before') : '';
    expect((await send('a', 'after', query(generation))).status).toBe(status);
    const left = status === 200 ? ['after'] : isThere ? ['before'] : [];
    expect(server.names(BUCKET).map((name) => Buffer.from(server.content(BUCKET, name)).toString())).toEqual(left);
  });

  test('reading and removing under a condition', async () => {
    const generation = put('a');
    expect((await media('a', '&ifGenerationMatch=7')).status).toBe(412);
    expect((await ask(`${OBJECTS}/a?ifGenerationMatch=7`, { method: 'DELETE' })).status).toBe(412);
    expect((await ask(`${OBJECTS}/a?ifGenerationMatch=${generation}`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(`${OBJECTS}/a`, { method: 'DELETE' })).status).toBe(404);
  });
});

describe('upload sessions', () => {
  const begin = async (query = '') => {
    const answer = await ask(`${UPLOAD}?uploadType=resumable&name=a${query}`, { method: 'POST', body: '{}' });
    return (answer.headers.get('location') ?? '').slice(server.url.length);
  };
  const chunk = (session: string, range: string, size: number) =>
    ask(session, { method: 'PUT', headers: { 'content-range': `bytes ${range}` }, body: new Uint8Array(size) });
  const progress = (answer: Response) => [answer.status, answer.headers.get('range')];

  test('chunk by chunk, asked for its progress in between', async () => {
    const session = await begin();
    expect(progress(await chunk(session, '*/*', 0))).toEqual([308, null]);
    expect(progress(await chunk(session, `0-${KIB256 - 1}/*`, KIB256))).toEqual([308, `bytes=0-${KIB256 - 1}`]);
    expect(progress(await chunk(session, '*/*', 0))).toEqual([308, `bytes=0-${KIB256 - 1}`]);
    expect([server.names(BUCKET), finalized]).toEqual([[], []]);
    expect((await chunk(session, `${KIB256}-${KIB256 + 9}/${KIB256 + 10}`, 10)).status).toBe(200);
    expect(server.content(BUCKET, 'a')).toHaveLength(KIB256 + 10);
    expect(await read(await chunk(session, '*/*', 0)), 'asked once more').toMatchObject({ size: String(KIB256 + 10) });
    expect(finalized).toHaveLength(1);
  });

  test('bytes sent again are passed over', async () => {
    const session = await begin();
    await chunk(session, `0-${KIB256 - 1}/*`, KIB256);
    await chunk(session, `0-${KIB256 + 9}/${KIB256 + 10}`, KIB256 + 10);
    expect(server.content(BUCKET, 'a')).toHaveLength(KIB256 + 10);
  });

  test.each([
    { what: 'a gap', range: `${KIB256}-${KIB256 + 9}/*`, size: 10 },
    { what: 'a chunk that is no multiple of 256 KiB', range: '0-9/*', size: 10 },
    { what: 'a range that does not fit the body', range: '0-9/10', size: 11 },
    { what: 'more than the total', range: '0-9/5', size: 10 },
    { what: 'a range that cannot be read', range: 'all', size: 10 },
  ])('$what is refused', async ({ range, size }) => {
    expect((await chunk(await begin(), range, size)).status).toBe(400);
    expect(server.names(BUCKET)).toEqual([]);
  });

  test('a line that breaks leaves a multiple of 256 KiB', async () => {
    const session = await begin();
    server.faults.next({ kind: 'cutUpload', atByte: KIB256 + 1000 });
    await expect(chunk(session, '0-*/*', 3 * KIB256)).rejects.toThrow();
    expect(progress(await chunk(session, '*/*', 0))).toEqual([308, `bytes=0-${KIB256 - 1}`]);
    expect(server.names(BUCKET)).toEqual([]);
  });

  test('what was cancelled is gone', async () => {
    const session = await begin();
    expect((await ask(session, { method: 'DELETE' })).status).toBe(499);
    expect((await chunk(session, '0-9/10', 10)).status).toBe(410);
  });

  test('a condition is looked at in the beginning and in the end', async () => {
    const session = await begin('&ifGenerationMatch=0');
    put('a');
    expect((await chunk(session, '0-9/10', 10)).status).toBe(412);
    expect(await begin('&ifGenerationMatch=0')).toBe('');
  });
});

describe('listing', () => {
  const list = async (query: string) => {
    const page = (await read(await ask(`${OBJECTS}?${query}`))) as {
      items?: { name: string }[];
      prefixes?: string[];
      nextPageToken?: string;
    };
    return { names: page.items?.map(({ name }) => name), prefixes: page.prefixes, next: page.nextPageToken };
  };

  test.each<{ query: string; names?: string[]; prefixes?: string[] }>([
    { query: '', names: ['B', 'a', 'a/b/c', 'a/b/d', 'a0', 'ế', '😀'] },
    { query: 'prefix=a%2F', names: ['a/b/c', 'a/b/d'] },
    { query: 'delimiter=%2F', names: ['B', 'a', 'a0', 'ế', '😀'], prefixes: ['a/'] },
    { query: 'prefix=a%2F&delimiter=%2F', prefixes: ['a/b/'] },
    { query: 'startOffset=a&endOffset=a0', names: ['a', 'a/b/c', 'a/b/d'] },
    { query: 'prefix=z' },
  ])('"$query"', async ({ query, names, prefixes }) => {
    for (const name of ['😀', 'ế', 'a0', 'a/b/d', 'a/b/c', 'a', 'B']) put(name);
    expect(await list(query)).toEqual({ names, prefixes, next: undefined });
  });

  test('page by page, also where objects come and go meanwhile', async () => {
    for (const name of ['a', 'b', 'c/d', 'c/e', 'f']) put(name);
    const first = await list('delimiter=%2F&maxResults=2');
    expect(first).toMatchObject({ names: ['a', 'b'], prefixes: undefined });
    server.remove(BUCKET, 'b');
    put('aa');
    expect(await list(`delimiter=%2F&maxResults=2&pageToken=${first.next}`)).toEqual({
      names: ['f'],
      prefixes: ['c/'],
      next: undefined,
    });
  });

  test('only what was asked for is sent', async () => {
    put('a');
    const answer = await ask(`${OBJECTS}?fields=items(name,size),nextPageToken`);
    expect(await answer.json()).toEqual({ items: [{ name: 'a', size: '1' }] });
  });
});

describe('contents', () => {
  test.each([
    { range: 'bytes=2-4', status: 206, text: '234', content: 'bytes 2-4/10' },
    { range: 'bytes=7-', status: 206, text: '789', content: 'bytes 7-9/10' },
    { range: 'bytes=-2', status: 206, text: '89', content: 'bytes 8-9/10' },
    { range: 'bytes=10-', status: 416, text: expect.any(String), content: null },
  ])('$range', async ({ range, status, text, content }) => {
    put('a', '0123456789');
    const answer = await ask(`${OBJECTS}/a?alt=media`, { headers: { range } });
    expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([status, text, content]);
  });

  test('what is stored packed is unpacked for whoever does not take it packed', async () => {
    const packed = gzipSync('một');
    server.put(BUCKET, 'a', packed, { contentEncoding: 'gzip' });
    const plain = await ask(`${OBJECTS}/a?alt=media`, { headers: { 'accept-encoding': 'identity' } });
    expect([await plain.text(), plain.headers.get('content-encoding')]).toEqual(['một', null]);
    const asStored = await ask(`${OBJECTS}/a?alt=media`, { headers: { 'accept-encoding': 'gzip' } });
    expect(asStored.headers.get('content-encoding')).toBe('gzip');
    expect(asStored.headers.get('content-length')).toBe(String(packed.length));
  });

  test('a refusal is plain text where bytes were asked for', async () => {
    const answer = await media('khong-co');
    expect([answer.status, await answer.text()]).toEqual([404, 'No such object: kho/khong-co']);
  });
});

describe('events', () => {
  test('each object that came to be is told once, however it came', async () => {
    put('a');
    await send('b', 'x');
    await send('b', 'y', '&ifGenerationMatch=0');
    await ask(`${OBJECTS}/a`, { method: 'DELETE' });
    expect(finalized.map(({ bucket, name, size, generation }) => [bucket, name, size, typeof generation])).toEqual([
      [BUCKET, 'a', '1', 'string'],
      [BUCKET, 'b', '1', 'string'],
    ]);
  });
});

describe("Google's published description", () => {
  const PUBLISHED = readFileSync(
    fileURLToPath(new URL('../../node_modules/googleapis/build/src/apis/storage/v1.d.ts', import.meta.url)),
    'utf8',
  );
  const namesIn = (type: string): readonly string[] => {
    const declared = new RegExp(`interface ${type.replaceAll('$', '\\$')} [^{]*\\{(.*?)\\n {4}\\}`, 's').exec(
      PUBLISHED,
    );
    return [...(declared?.[1] ?? '').matchAll(/^ {8}(\w+)\??:/gm)].map(([, name = '']) => name);
  };
  const capital = (word = '') => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

  test.each(Object.entries(PARAMETERS))('%s has all these parameters', (method, parameters) => {
    const [resource, verb] = method.split('.').map(capital);
    expect(namesIn(`Params$Resource$${resource}$${verb}`)).toEqual(expect.arrayContaining([...parameters]));
  });

  test('an object has all these fields', () => {
    put('a');
    const fields = namesIn('Schema$Object');
    expect(fields.length).toBeGreaterThan(30);
    expect(fields).toEqual(expect.arrayContaining(Object.keys(finalized[0] ?? {})));
  });
});

describe.skipIf(!requires('gcloud'))("Google's own command", () => {
  const file = (name: string) => join(top, name);

  /** No account, and nothing of this machine's settings is read or written. */
  function gcloud(...args: readonly string[]): Promise<{ code: number | null; said: string }> {
    const env = {
      ...process.env,
      CLOUDSDK_CONFIG: file('config'),
      CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
      CLOUDSDK_CORE_PROJECT: 'khong-can',
      CLOUDSDK_AUTH_DISABLE_CREDENTIALS: 'true',
      CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE: `${server.url}/storage/v1/`,
    };
    const child = spawn('gcloud', ['storage', ...args], { env });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
  }

  test('copies up and down, lists and removes', async () => {
    const small = Buffer.from('Phiếu tự đánh giá');
    const large = Buffer.alloc(9_000_000, 'số liệu');
    writeFileSync(file('nhỏ.txt'), small);
    writeFileSync(file('lon.bin'), large);

    expect(await gcloud('cp', '-Z', file('nhỏ.txt'), 'gs://kho/dot/21733/')).toMatchObject({ code: 0 });
    expect(await gcloud('cp', file('lon.bin'), 'gs://kho/dot/21733/')).toMatchObject({ code: 0 });
    expect(gunzipSync(server.content(BUCKET, 'dot/21733/nhỏ.txt'))).toEqual(small);
    expect(Buffer.compare(server.content(BUCKET, 'dot/21733/lon.bin'), large)).toBe(0);
    expect(server.requests.some((each) => each.includes('uploadType=resumable'))).toBe(true);

    const { said } = await gcloud('ls', '-l', 'gs://kho/dot/**');
    expect(said).toMatch(/ 9000000 .* gs:\/\/kho\/dot\/21733\/lon\.bin\n.*gs:\/\/kho\/dot\/21733\/nhỏ\.txt\n/);

    expect(await gcloud('cp', 'gs://kho/dot/21733/lon.bin', file('ve.bin'))).toMatchObject({ code: 0 });
    expect(Buffer.compare(readFileSync(file('ve.bin')), large)).toBe(0);

    expect(await gcloud('rm', 'gs://kho/dot/21733/*')).toMatchObject({ code: 0 });
    expect(server.names(BUCKET)).toEqual([]);
  });
});
