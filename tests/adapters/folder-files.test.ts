/** A folder as a store of files: the contract, and the hazards that are its own. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { folderFiles } from '../../functions/adapters/folder-files/folder-files.ts';
import { runElsewhere } from '../contracts/documents.contract.ts';
import { filesContract } from '../contracts/files.contract.ts';

const MODULE = new URL('../../functions/adapters/folder-files/folder-files.ts', import.meta.url).href;
const top = mkdtempSync(join(tmpdir(), 'folder-files-'));
afterAll(() => rmSync(top, { recursive: true }));

const newRoot = () => join(mkdtempSync(join(top, 'store-')), 'du-lieu', 'tep');
const elsewhere = (root: string) => `(await import('${MODULE}')).folderFiles(${JSON.stringify(root)})`;
const everything = (root: string) => readdirSync(root, { recursive: true }).sort();
const X = new Uint8Array([120]);
const UNAVAILABLE = { code: 'STORE_UNAVAILABLE' };

describe('folder', () =>
  filesContract(async () => {
    const root = newRoot();
    return { open: () => folderFiles(root), elsewhere: elsewhere(root) };
  }));

describe('on the disk', () => {
  test('a file lies under its own name, and nothing beside it', async () => {
    const root = newRoot();
    await (await folderFiles(root)).put('a/b.xlsx', X);
    expect(everything(root)).toEqual(['a', 'a/b.xlsx']);
  });

  test('a file that is there is not touched by writing it again', async () => {
    const root = newRoot();
    const files = await folderFiles(root);
    await files.put('a/b', X);
    const { ino, mtimeMs } = statSync(join(root, 'a/b'));
    await files.put('a/b', X);
    expect(statSync(join(root, 'a/b'))).toMatchObject({ ino, mtimeMs });
  });

  test.each(['../beside', '..', '/etc/hostname', 'a/../../beside', 'x'.repeat(256)])(
    'a name that leads out of the folder, or that no disk keeps, is refused before the disk is touched: %s',
    async (name) => {
      const root = newRoot();
      const files = await folderFiles(root);
      writeFileSync(join(root, '../beside'), 'secret');
      const refused = { code: 'FILE_NAME_REFUSED' };
      await expect(files.put(name, X)).rejects.toMatchObject(refused);
      await expect(files.get(name)).rejects.toMatchObject(refused);
      await expect(files.delete(name)).rejects.toMatchObject(refused);
      expect(existsSync(join(root, '../beside'))).toBe(true);
      expect(everything(root)).toEqual([]);
    },
  );

  test('the longest name is kept', async () => {
    const root = newRoot();
    await (await folderFiles(root)).put(`a/${'x'.repeat(255)}`, X);
    expect(await (await folderFiles(root)).list('a/')).toEqual([`a/${'x'.repeat(255)}`]);
  });

  test('what a person puts beside the files is neither listed nor in the way', async () => {
    const root = newRoot();
    const files = await folderFiles(root);
    writeFileSync(join(root, 'Ghi chú.txt'), '');
    await files.put('a', X);
    expect(await files.list('')).toEqual(['a']);
  });
});

describe('leftovers of a crash', () => {
  const HOUR_S = 3600;
  const aged = (path: string, seconds: number) => {
    const then = Date.now() / 1000 - seconds;
    utimesSync(path, then, then);
  };

  const unfinishedIn = (folder: string) => readdirSync(folder).filter((name) => name.includes('~'));

  /** A process dies while it writes. */
  async function crash(root: string): Promise<void> {
    const script = `
      const { readdirSync } = await import('node:fs');
      const unfinished = () => readdirSync(${JSON.stringify(join(root, 'a'))}).filter((name) => name.includes('~')).length;
      await store.put('a/kept', new Uint8Array(1));
      const before = unfinished();
      for (let number = 1; ; number += 1) {
        let done = false;
        store.put('a/' + number, new Uint8Array(20_000_000)).then(() => (done = true));
        while (!done) {
          if (unfinished() > before) process.kill(process.pid, 'SIGKILL');
          await new Promise(setImmediate);
        }
      }`;
    await runElsewhere(elsewhere(root), script).ended;
  }

  test('are swept at opening when they are older than an hour; files are left alone', async () => {
    const root = newRoot();
    const folder = join(root, 'a');
    await crash(root);
    await crash(root);
    const [old, young] = unfinishedIn(folder).map((name) => join(folder, name));
    aged(String(old), HOUR_S + 60);
    aged(String(young), HOUR_S - 60);
    aged(join(folder, 'kept'), HOUR_S + 60);

    const files = await folderFiles(root);

    expect(unfinishedIn(folder).map((name) => join(folder, name))).toEqual([young]);
    expect(await files.list('')).toContain('a/kept');
  });
});

describe('a disk that refuses', () => {
  test('a file where the folder should be, before and after opening', async () => {
    const root = newRoot();
    mkdirSync(join(root, '..'));
    writeFileSync(root, '');
    await expect(folderFiles(root)).rejects.toMatchObject(UNAVAILABLE);
    rmSync(root);
    const files = await folderFiles(root);
    await files.put('a/b', X);
    renameSync(root, `${root}-moved`);
    writeFileSync(root, '');
    await expect(files.put('a/c', X)).rejects.toMatchObject(UNAVAILABLE);
  });

  test.skipIf(process.platform !== 'linux')('a place where nothing can be made', async () => {
    await expect(folderFiles('/proc/nonexistent/files')).rejects.toMatchObject(UNAVAILABLE);
  });

  /** Root may write everywhere, so its rights are laid down for the while. */
  const withoutRights = async (act: () => Promise<void>) => {
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    await act().finally(() => isRoot && process.seteuid?.(0));
  };

  test.skipIf(process.platform === 'win32')('read-only: it can be read, and nothing is half-written', async () => {
    const root = newRoot();
    for (const folder of [top, join(root, '../..')]) chmodSync(folder, 0o755);
    await (await folderFiles(root)).put('a/b', X);
    for (const folder of [root, join(root, 'a')]) chmodSync(folder, 0o555);
    onTestFinished(() => {
      for (const folder of [root, join(root, 'a')]) chmodSync(folder, 0o755);
    });
    await withoutRights(async () => {
      const files = await folderFiles(root);
      await expect(files.put('a/c', X)).rejects.toMatchObject(UNAVAILABLE);
      await expect(files.put('c', X)).rejects.toMatchObject(UNAVAILABLE);
      await expect(files.put('c/d', X)).rejects.toMatchObject(UNAVAILABLE);
      await expect(files.delete('a/b')).rejects.toMatchObject(UNAVAILABLE);
      expect(await files.get('a/b')).toEqual(Buffer.from(X));
    });
    expect(everything(root)).toEqual(['a', 'a/b']);
  });

  test.skipIf(process.platform === 'win32')('full: broken off in the middle, nothing is half-written', async () => {
    const root = newRoot();
    const there = runElsewhere(
      elsewhere(root),
      `for (const [name, size] of [['a/small', 1000], ['a/large', 1_000_000], ['a/small-too', 1000]])
         await store.put(name, new Uint8Array(size)).then(() => say('kept'), ({ code }) => say(code));`,
      ['sh', '-c', 'ulimit -f 400; exec "$0" "$@"'],
    );
    expect(await there.ended).toEqual(['kept', 'STORE_UNAVAILABLE', 'kept']);
    expect(everything(root)).toEqual(['a', 'a/small', 'a/small-too']);
  });
});
