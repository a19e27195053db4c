/** A bucket as a store of files: the contract, against a loopback server that speaks Google's protocol, and its own hazards. */
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { bucketFiles } from '../../functions/adapters/cloud-storage/bucket-files.ts';
import { openBucket } from '../../functions/adapters/cloud-storage/open-bucket.ts';
import { download } from '../../functions/adapters/cloud-storage/transfer.ts';
import type { Files } from '../../functions/ports/files.ts';
import { filesContract } from '../contracts/files.contract.ts';
import { type Fault, type StorageServer, startStorageServer } from '../support/storage-server/storage-server.ts';

const MODULE = new URL('../../functions/adapters/cloud-storage/bucket-files.ts', import.meta.url).href;
const BUCKET = 'kho-tep';
const SMALL = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
const LARGE = Uint8Array.from({ length: 6_000_000 }, (_, index) => index % 241);

let server: StorageServer;
beforeAll(async () => {
  server = await startStorageServer({ buckets: [BUCKET] });
  process.env.STORAGE_EMULATOR_HOST = server.url;
});
afterAll(() => server.close());
beforeEach(() => {
  server.clear(BUCKET);
  server.faults.clear();
  server.requests.length = 0;
});

const open = (options: { timeoutMs?: number; bucket?: string } = {}) => bucketFiles({ bucket: BUCKET, ...options });
const same = (left: Uint8Array | undefined, right: Uint8Array) =>
  left !== undefined && Buffer.compare(left, right) === 0;
const put = (name: string, bytes: Uint8Array) => server.put(BUCKET, name, bytes);

describe('bucket', () =>
  filesContract(async () => ({
    open: async () => open(),
    elsewhere: `(await import('${MODULE}')).bucketFiles({ bucket: '${BUCKET}' })`,
  })));

describe('what is asked of Google', () => {
  test('a small file goes in one request, and only where there is none of that name', async () => {
    await open().put('a/b.xlsx', SMALL);
    expect(server.requests).toEqual([
      `POST /upload/storage/v1/b/${BUCKET}/o?uploadType=multipart&name=a%2Fb.xlsx&ifGenerationMatch=0`,
    ]);
  });

  test('a large one goes by an upload session', async () => {
    await open().put('a/b.xlsx', LARGE);
    expect(server.requests.map((each) => each.replace(/upload_id=.*/, 'upload_id='))).toEqual([
      `POST /upload/storage/v1/b/${BUCKET}/o?name=a%2Fb.xlsx&uploadType=resumable&ifGenerationMatch=0`,
      `PUT /upload/storage/v1/b/${BUCKET}/o?uploadType=resumable&name=a%2Fb.xlsx&upload_id=`,
    ]);
  });

  test.each([
    { what: 'small', bytes: SMALL },
    { what: 'large', bytes: LARGE },
  ])('a $what file that is there is not written again', async ({ bytes }) => {
    put('a/b', bytes);
    server.requests.length = 0;
    await open().put('a/b', bytes);
    expect(server.requests).toHaveLength(1);
  });

  test('more than a thousand names are listed, page by page', async () => {
    const names = Array.from({ length: 2_100 }, (_, index) => `r/${String(index).padStart(5, '0')}.xlsx`);
    for (const name of names) put(name, new Uint8Array());
    expect(await open().list('r/')).toEqual(names);
    expect(server.requests).toHaveLength(3);
  });

  test('what a person puts into the bucket is neither listed nor in the way', async () => {
    for (const name of ['Ghi chú.txt', 'thu-muc/', 'a//b', 'a']) put(name, new Uint8Array());
    expect(await open().list('')).toEqual(['a']);
  });

  test.each(['../a', 'a/', 'phiếu.xlsx', ''])('nothing for a name that is refused: %j', async (name) => {
    for (const act of [() => open().put(name, SMALL), () => open().get(name), () => open().delete(name)])
      await expect(act()).rejects.toMatchObject({ code: 'FILE_NAME_REFUSED', details: { name } });
    expect(server.requests).toEqual([]);
  });
});

test('the client warns of nothing, however often it is used', async () => {
  const warnings: string[] = [];
  const note = ({ name }: Error) => void warnings.push(name);
  process.on('warning', note);
  onTestFinished(() => void process.off('warning', note));
  put('a', SMALL);
  for (let times = 0; times < 3; times += 1) await open().get('a');
  await open().put('b', LARGE);
  expect(warnings).toEqual([]);
});

describe('a fault that passes', () => {
  const TOO_MANY: Fault = { kind: 'refuse', status: 429, reason: 'rateLimitExceeded' };

  test.each<{ what: string; fault: Fault; act: (files: Files) => Promise<unknown>; gives: unknown }>([
    { what: '429 at a small upload', fault: TOO_MANY, act: (files) => files.put('b', SMALL), gives: undefined },
    {
      what: '503 at a large upload',
      fault: { kind: 'refuse' },
      act: (files) => files.put('b', LARGE),
      gives: undefined,
    },
    { what: '503 at a list', fault: { kind: 'refuse' }, act: (files) => files.list('a'), gives: ['a'] },
    { what: '503 at a download', fault: { kind: 'refuse' }, act: (files) => files.get('a'), gives: Buffer.from('x') },
    { what: '503 at a removal', fault: { kind: 'refuse' }, act: (files) => files.delete('a'), gives: undefined },
  ])('$what', async ({ fault, act, gives }) => {
    put('a', Buffer.from('x'));
    server.faults.next(fault);
    expect(await act(open())).toEqual(gives);
    expect(server.requests.length).toBeGreaterThan(1);
  });

  test.each([
    { what: 'small', bytes: SMALL, atByte: 100_000 },
    { what: 'large', bytes: LARGE, atByte: 3_000_000 },
  ])('the line breaks in a $what upload: the file is there, whole', async ({ bytes, atByte }) => {
    server.faults.next({ kind: 'cutUpload', atByte, where: ({ url }) => !url?.includes('uploadType=resumable&ifG') });
    await open().put('a', bytes);
    expect(same(server.content(BUCKET, 'a'), bytes)).toBe(true);
  });

  test('a large upload that broke goes on where it got to', async () => {
    const isContent = ({ url = '' }) => url.includes('upload_id');
    server.faults.next({ kind: 'cutUpload', atByte: 3_000_000, where: isContent });
    await open().put('a', LARGE);
    const sessions = new Set(server.requests.flatMap((each) => /upload_id=(.*)$/.exec(each)?.[1] ?? []));
    expect(sessions.size).toBe(1);
    expect(same(server.content(BUCKET, 'a'), LARGE)).toBe(true);
  });

  test.each<{ kind: Fault['kind']; bytes: Uint8Array }>([
    { kind: 'cutDownload', bytes: SMALL },
    { kind: 'cutDownload', bytes: LARGE },
    { kind: 'flipDownload', bytes: LARGE },
  ])('$kind of $bytes.length bytes: asked for again, and the bytes are right', async ({ kind, bytes }) => {
    put('a', bytes);
    server.faults.next({ kind, atByte: 200_000, times: 2 });
    expect(same(await open().get('a'), bytes)).toBe(true);
  });
});

describe('a fault that stays', () => {
  const UNAVAILABLE = { code: 'STORE_UNAVAILABLE' };
  const EVERY: readonly ((files: Files) => Promise<unknown>)[] = [
    (files) => files.put('b', SMALL),
    (files) => files.put('b', LARGE),
    (files) => files.get('a'),
    (files) => files.delete('a'),
    (files) => files.list('a'),
  ];

  test('a content beyond the cap is left where it is', async () => {
    put('a', LARGE);
    const bucket = await openBucket({ bucket: BUCKET })();
    await expect(download(bucket.file('a'), LARGE.length - 1)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(await download(bucket.file('a'), LARGE.length)).toHaveLength(LARGE.length);
  });

  test('bytes that never fit their checksum are not given', async () => {
    put('a', SMALL);
    server.faults.next({ kind: 'flipDownload', atByte: 7, times: 10 });
    await expect(open().get('a')).rejects.toMatchObject(UNAVAILABLE);
  });

  test.each([
    { what: 'small', bytes: SMALL },
    { what: 'large', bytes: LARGE },
  ])('a $what file damaged on its way is never to be seen', async ({ bytes }) => {
    server.faults.next({ kind: 'flipUpload', atByte: 200_000, where: ({ url }) => !/resumable&ifG/.test(url ?? '') });
    await expect(open().put('a', bytes)).rejects.toMatchObject(UNAVAILABLE);
    expect([server.names(BUCKET), await open().list('')]).toEqual([[], []]);
    expect(
      server.requests.filter((each) => each.startsWith('DELETE')),
      'refused by the server',
    ).toEqual([]);
    await open().put('a', bytes);
    expect(same(server.content(BUCKET, 'a'), bytes)).toBe(true);
  });

  test('no answer: given up after a bounded time', async () => {
    server.faults.next({ kind: 'hang', times: 100 });
    for (const act of EVERY) await expect(act(open({ timeoutMs: 300 }))).rejects.toMatchObject(UNAVAILABLE);
  });

  test('no server: given up after a bounded time', async () => {
    const gone = await startStorageServer({ buckets: [] });
    await gone.close();
    process.env.STORAGE_EMULATOR_HOST = gone.url;
    const files = open({ timeoutMs: 300 });
    for (const act of EVERY) await expect(act(files)).rejects.toMatchObject(UNAVAILABLE);
    process.env.STORAGE_EMULATOR_HOST = server.url;
  });

  test('no such bucket is an outage, not an absent file', async () => {
    for (const act of EVERY)
      await expect(act(open({ bucket: 'khong-co' }))).rejects.toMatchObject({
        ...UNAVAILABLE,
        cause: { message: expect.stringMatching(/^Bucket khong-co: there is no such bucket/) },
      });
  });

  const DISABLED = 'Cloud Storage JSON API has not been used in project 1 before or it is disabled.';

  test.each<{ fault: Omit<Fault, 'kind'>; cause: string }>([
    { fault: { status: 401, reason: 'required', message: 'Login Required' }, cause: 'no valid credentials' },
    { fault: { status: 403, reason: 'forbidden', message: 'Forbidden' }, cause: 'the service account lacks a right' },
    {
      fault: { status: 403, reason: 'accessNotConfigured', message: DISABLED },
      cause: 'the Cloud Storage API is disabled',
    },
    {
      fault: { status: 403, reason: 'accountDisabled', message: 'The billing account is disabled.' },
      cause: 'billing is off',
    },
    {
      fault: { status: 403, reason: 'retentionPolicyNotMet', message: 'retentionPolicyNotMet: under retention' },
      cause: 'its retention policy',
    },
  ])('$fault.status $fault.reason: the log says $cause', async ({ fault, cause }) => {
    put('a', SMALL);
    for (const act of EVERY) {
      server.faults.next({ kind: 'refuse', ...fault });
      const expected = { message: expect.stringContaining(`Bucket ${BUCKET}: ${cause}`) };
      await expect(act(open())).rejects.toMatchObject({ ...UNAVAILABLE, cause: expected });
    }
  });
});
