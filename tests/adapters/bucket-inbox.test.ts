/** A bucket as an inbox: the contract, older contents that a bucket keeps, and contents that grow. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bucketInbox } from '../../functions/adapters/cloud-storage/bucket-inbox.ts';
import type { InboxObject } from '../../functions/ports/inbox.ts';
import { inboxContract } from '../contracts/inbox.contract.ts';
import { type StorageServer, startStorageServer } from '../support/storage-server/storage-server.ts';

const BUCKETS = ['kho-nhan', 'kho-nhan-giu-ban-cu'];
const LIMIT = 100_000;
const FOLDER = 'kiem-tra-2025/21733';
const NAME = `${FOLDER}/a.xlsx`;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

let server: StorageServer;
beforeAll(async () => {
  server = await startStorageServer({ buckets: BUCKETS, versioned: ['kho-nhan-giu-ban-cu'] });
  process.env.STORAGE_EMULATOR_HOST = server.url;
});
afterAll(() => server.close());
beforeEach(() => {
  for (const bucket of BUCKETS) server.clear(bucket);
  server.faults.clear();
  server.requests.length = 0;
});

const open = (bucket = 'kho-nhan') => bucketInbox({ bucket, limitBytes: LIMIT });
const deliver = (bytes: Uint8Array, described = {}): InboxObject => ({
  name: NAME,
  generation: server.put('kho-nhan', NAME, bytes, described),
});

describe.each(BUCKETS)('%s', (bucket) =>
  inboxContract(async () => ({
    inbox: open(bucket),
    limitBytes: LIMIT,
    deliver: async (name, bytes) => ({ name, generation: server.put(bucket, name, bytes) }),
    remove: async (name) => server.remove(bucket, name),
    names: async () => server.names(bucket),
    content: async (name) => server.content(bucket, name),
  })),
);

describe('đọc', () => {
  test('tệp quá lớn bị từ chối khi chưa tải byte nào', async () => {
    const object = deliver(new Uint8Array(LIMIT + 1));
    await expect(open().read(object)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(server.requests.filter((each) => each.includes('alt=media'))).toEqual([]);
  });

  test('bị ghi đè giữa lúc hỏi cỡ và lúc tải thì coi là đã mất', async () => {
    const object = deliver(bytesOf('một'));
    const isMedia = ({ url = '' }) => url.includes('alt=media');
    server.faults.next({ kind: 'refuse', status: 404, reason: 'notFound', where: isMedia });
    expect(await open().read(object)).toBeUndefined();
  });

  test('đường truyền đứt, byte sai: tải lại', async () => {
    const object = deliver(bytesOf('một hai ba'));
    for (const kind of ['cutDownload', 'flipDownload'] as const) server.faults.next({ kind, atByte: 2 });
    expect(textOf(await open().read(object))).toBe('một hai ba');
  });

  test('không có kho là sự cố, không phải là tệp đã bị xoá', async () => {
    const unavailable = { code: 'STORE_UNAVAILABLE' };
    const object = { name: NAME, generation: '1' };
    await expect(open('khong-co').read(object)).rejects.toMatchObject(unavailable);
    await expect(open('khong-co').answer(object, 'a.txt', bytesOf('x'))).rejects.toMatchObject(unavailable);
    await expect(open('khong-co').withdraw(object, 'a.txt')).rejects.toMatchObject(unavailable);
  });
});

describe('tệp gửi lên ở dạng nén (Content-Encoding: gzip)', () => {
  const packed = { contentEncoding: 'gzip' };

  test('được giải nén, đến đúng mức cho phép', async () => {
    const bytes = new Uint8Array(LIMIT).fill(7);
    expect(await open().read(deliver(gzipSync(bytes), packed))).toEqual(Buffer.from(bytes));
  });

  test.each([LIMIT + 1, 50_000_000])('phình ra %i byte thì bị từ chối', async (length) => {
    const object = deliver(gzipSync(new Uint8Array(length)), packed);
    await expect(open().read(object)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  test('chỉ ghi là nén mà không nén thì đọc như nó có', async () => {
    expect(textOf(await open().read(deliver(bytesOf('không nén'), packed)))).toBe('không nén');
  });

  test('tệp .gz không ghi là nén thì để nguyên', async () => {
    const bytes = gzipSync('một');
    expect(await open().read(deliver(bytes))).toEqual(bytes);
  });
});

describe('phản hồi', () => {
  const object = { name: NAME, generation: '1' };

  test('trình duyệt đọc được tiếng Việt trong biên nhận', async () => {
    await open().answer(object, 'a.bien-nhan.txt', bytesOf('đã nhận'));
    const answer = await fetch(
      `${server.url}/b/kho-nhan/o/${encodeURIComponent(`${FOLDER}/phan-hoi/a.bien-nhan.txt`)}?alt=media`,
    );
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['text/plain; charset=utf-8', 'đã nhận']);
  });

  test.each(['{{projectId}}.txt', 'a b+c&d=e%2F#?.txt', '.', '..a'])(
    'tên lạ được giữ nguyên, hoặc bị từ chối: %s',
    async (name) => {
      const answered = await open()
        .answer(object, name, bytesOf('x'))
        .catch(({ code }) => code);
      expect([answered, server.names('kho-nhan')]).toEqual(
        name === '.' ? ['FILE_NAME_REFUSED', []] : [undefined, [`${FOLDER}/phan-hoi/${name}`]],
      );
    },
  );

  test.each(['a\nb.txt', `${'x'.repeat(1024)}.txt`])(
    'tên mà kho không giữ được thì bị từ chối trước khi hỏi',
    async (name) => {
      await expect(open().answer(object, name, bytesOf('x'))).rejects.toMatchObject({ code: 'FILE_NAME_REFUSED' });
      expect(server.requests).toEqual([]);
    },
  );

  test('bận một lát thì thử lại; bận mãi là sự cố', async () => {
    server.faults.next({ kind: 'refuse', status: 503 });
    await open().answer(object, 'a.txt', bytesOf('x'));
    expect(server.names('kho-nhan')).toEqual([`${FOLDER}/phan-hoi/a.txt`]);
    server.faults.next({ kind: 'refuse', status: 503, times: 100 });
    const hurried = bucketInbox({ bucket: 'kho-nhan', limitBytes: LIMIT, timeoutMs: 500 });
    await expect(hurried.withdraw(object, 'a.txt')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
