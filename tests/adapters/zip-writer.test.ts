/** The zip that is written is read back by two other programs' readers, and never held whole. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { writeZip } from '../../functions/adapters/zip-writer/zip-writer.ts';
import type { NamedFile } from '../../functions/ports/write-zip.ts';
import { PYTHON } from '../support/requires.ts';

const top = mkdtempSync(join(tmpdir(), 'zip-'));
afterAll(() => rmSync(top, { recursive: true }));

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const sized = (name: string, size: number): NamedFile => ({ name, bytes: new Uint8Array(size).fill(name.length) });

async function* from(files: readonly NamedFile[]): AsyncGenerator<NamedFile> {
  yield* files;
}

async function whole(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

const zipped = (files: AsyncIterable<NamedFile>): Promise<Buffer> => whole(writeZip(files));

/** What yauzl reads, which checks sizes and sums. */
async function read(zip: Buffer): Promise<readonly { name: string; content: Buffer }[]> {
  const file = await fromBufferPromise(zip);
  const found: { name: string; content: Buffer }[] = [];
  for await (const entry of file.eachEntry()) {
    found.push({ name: entry.fileName, content: await whole(await file.openReadStreamPromise(entry)) });
  }
  return found;
}

const FILES: readonly NamedFile[] = [
  { name: '21733-xa-binh-duong.docx', bytes: bytesOf('một') },
  { name: 'Thông báo xã Bình Dương.docx'.normalize('NFC'), bytes: bytesOf('hai') },
  { name: 'Thông báo xã Bình Dương.docx'.normalize('NFD'), bytes: bytesOf('ba') },
  { name: 'a.docx', bytes: bytesOf('bốn') },
  { name: 'a.docx', bytes: bytesOf('năm') },
  { name: 'phụ lục/rỗng.txt', bytes: new Uint8Array() },
  { name: 'một phần.bin', bytes: new Uint8Array([1, 2, 3, 4]).subarray(1, 3) },
  sized('lon.bin', 3_000_000),
];

describe('đọc lại', () => {
  test('bằng yauzl: tên, thứ tự và nội dung như đã đưa vào, tên trùng vẫn là hai tệp', async () => {
    const found = await read(await zipped(from(FILES)));
    expect(found.map(({ name }) => name)).toEqual(FILES.map(({ name }) => name));
    for (const [index, { content }] of found.entries())
      expect(content.compare(FILES[index]?.bytes as Uint8Array)).toBe(0);
  });

  test('bằng zipfile của Python: toàn vẹn, tên có dấu đúng', async () => {
    const file = join(top, 'a.zip');
    writeFileSync(file, await zipped(from(FILES)));
    const script = `import sys, json, zipfile
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps([z.testzip(), [[i.filename, i.file_size] for i in z.infolist()]]))`;
    const { stdout } = spawnSync(PYTHON, ['-c', script, file], { encoding: 'utf8' });
    expect(JSON.parse(stdout)).toEqual([null, FILES.map(({ name, bytes }) => [name, bytes.length])]);
  });

  test('không có tệp nào vẫn là một zip', async () => {
    expect(await read(await zipped(from([])))).toEqual([]);
  });
});

test.each(['Asia/Ho_Chi_Minh', 'America/Los_Angeles'])(
  'cùng tệp thì cùng byte, lúc nào, ở múi giờ nào: %s',
  async (zone) => {
    const expected = await zipped(from(FILES));
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      expect((await zipped(from(FILES))).equals(expected)).toBe(true);
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  },
);

describe('từng phần', () => {
  const COUNT = 500;
  const SIZE = 100_000;

  /** Does not compress: what is packed is as large as what came. */
  const incompressible = createHash('shake256', { outputLength: SIZE }).update('phiếu').digest();

  test(`${COUNT} tệp 100 kB: tệp sau chỉ được hỏi đến khi người nhận đã nhận các tệp trước`, async () => {
    let pulled = 0;
    async function* many(): AsyncGenerator<NamedFile> {
      for (; pulled < COUNT; ) {
        pulled += 1;
        yield { name: `${pulled}.bin`, bytes: Uint8Array.from(incompressible) };
      }
    }
    let received = 0;
    let furthestAhead = 0;
    for await (const chunk of writeZip(many())) {
      received += chunk.length;
      await new Promise(setImmediate);
      furthestAhead = Math.max(furthestAhead, pulled - received / SIZE);
    }
    expect(pulled).toBe(COUNT);
    expect(received).toBeGreaterThan(COUNT * SIZE);
    expect(furthestAhead).toBeLessThan(6);
  });

  test('lỗi ở nguồn kết thúc zip bằng chính lỗi đó', async () => {
    const broken = new Error('không lập được thông báo');
    async function* failing(): AsyncGenerator<NamedFile> {
      yield sized('a', SIZE);
      yield sized('b', SIZE);
      throw broken;
    }
    await expect(zipped(failing())).rejects.toBe(broken);
  });

  test('tên không dùng được trong zip cũng là lỗi, không phải zip thiếu tệp', async () => {
    await expect(zipped(from([sized('a', 10), sized('../b', 10)]))).rejects.toThrow('../b');
  });

  test('người nhận dừng giữa chừng thì nguồn cũng dừng và được đóng', async () => {
    let pulled = 0;
    let closed = false;
    async function* endless(): AsyncGenerator<NamedFile> {
      try {
        for (; ; pulled += 1) yield { name: `${pulled}.bin`, bytes: incompressible };
      } finally {
        closed = true;
      }
    }
    for await (const _ of writeZip(endless())) break;
    expect([closed, pulled < 6]).toEqual([true, true]);
  });
});
