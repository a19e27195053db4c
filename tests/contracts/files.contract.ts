/** What every `Files` promises: the sentences of its port, one by one. Each adapter's test calls this once. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Files } from '../../functions/ports/files.ts';
import { type Place, runElsewhere } from './documents.contract.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

export function filesContract(newPlace: () => Promise<Place<Files>>): void {
  let place: Place<Files>;
  let files: Files;

  beforeEach(async () => {
    place = await newPlace();
    files = await place.open();
  });

  describe('a file', () => {
    test.each<{ what: string; bytes: Uint8Array }>([
      { what: 'text', bytes: bytesOf('Bình Thành') },
      { what: 'nothing', bytes: new Uint8Array() },
      { what: 'every byte', bytes: Uint8Array.from({ length: 256 }, (_, index) => index) },
      { what: 'a part of larger memory', bytes: new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 3) },
      { what: '3 MB', bytes: new Uint8Array(3_000_000).fill(7) },
    ])('of $what comes back as it was', async ({ bytes }) => {
      await files.put('a/b.bin', bytes);
      const found = await files.get('a/b.bin');
      expect(found && Buffer.compare(found, bytes)).toBe(0);
    });

    test('that is not there is undefined, also where folders have that name', async () => {
      await files.put('a/b/c', bytesOf('x'));
      expect([await files.get('b'), await files.get('a/b'), await files.get('a/b/c/d')]).toEqual(
        Array(3).fill(undefined),
      );
    });

    test('is there for every handle', async () => {
      const other = await place.open();
      await files.put('a/b', bytesOf('x'));
      expect([textOf(await other.get('a/b')), await other.list('')]).toEqual(['x', ['a/b']]);
    });

    test('written again changes nothing', async () => {
      await files.put('a/b', bytesOf('first'));
      await files.put('a/b', bytesOf('second'));
      expect(textOf(await files.get('a/b'))).toBe('first');
    });

    test('written many times at once is there once, and whole', async () => {
      const bytes = new Uint8Array(200_000).fill(7);
      await Promise.all(Array.from({ length: 20 }, () => files.put('a/b', bytes)));
      expect([(await files.get('a/b'))?.length, await files.list('')]).toEqual([200_000, ['a/b']]);
    });

    test('is not to be seen until it is whole', async () => {
      const state = { done: false };
      const writing = files.put('a/b', new Uint8Array(20_000_000)).then(() => {
        state.done = true;
      });
      const seen = new Set<unknown>();
      while (!state.done) {
        seen.add((await files.get('a/b'))?.length);
        for (const name of await files.list('')) seen.add(name);
      }
      await writing;
      expect([undefined, 20_000_000, 'a/b']).toEqual(expect.arrayContaining([...seen]));
    });

    test('is removed; removing what is not there changes nothing', async () => {
      await files.put('a/b', bytesOf('x'));
      await files.put('a/c', bytesOf('y'));
      for (const name of ['a/b', 'a/b', 'a', 'none/at/all']) await files.delete(name);
      expect([await files.get('a/b'), await files.list('')]).toEqual([undefined, ['a/c']]);
      await files.put('a/b', bytesOf('z'));
      expect(textOf(await files.get('a/b'))).toBe('z');
    });
  });

  describe('names', () => {
    test.each(['a', 'A-b_c.9', '..a', 'a..', '...', '-', '.a/_', 'a/b/c/d/e/f', 'dd/05605-9f86d081.xlsx'])(
      '%s is one',
      async (name) => {
        await files.put(name, bytesOf(name));
        expect([textOf(await files.get(name)), await files.list('')]).toEqual([name, [name]]);
      },
    );

    const REFUSED = ['', '.', '..', '../a', 'a/../b', 'a/..', 'a/./b', './a', '/a', '/etc/passwd', 'a/', 'a//b', '/'];
    const SIGNS = [
      'a b',
      'a\\b',
      '..\\a',
      'phiếu.xlsx',
      'a\0b',
      'a\n',
      'a:b',
      'C:/a',
      '~',
      '%2e%2e/a',
      'a*',
      '\uff0e./a',
    ];

    test.each([...REFUSED, ...SIGNS])('%j is none', async (name) => {
      await expect(files.put(name, bytesOf('x'))).rejects.toMatchObject({
        code: 'FILE_NAME_REFUSED',
        details: { name },
      });
      expect(await files.list('')).toEqual([]);
    });
  });

  describe('list', () => {
    const SORTED = ['B', 'a-b', 'a.b', 'a/10', 'a/9', 'a/b/c', 'a/bc', 'a0', 'b/a'];

    test.each<{ prefix: string; found: string[] }>([
      { prefix: '', found: SORTED },
      { prefix: 'a', found: SORTED.slice(1, 8) },
      { prefix: 'a/', found: SORTED.slice(3, 7) },
      { prefix: 'a/b', found: ['a/b/c', 'a/bc'] },
      { prefix: 'a/b/', found: ['a/b/c'] },
      { prefix: 'a/b/c', found: ['a/b/c'] },
      { prefix: 'a/b/c/', found: [] },
      { prefix: 'c/d/', found: [] },
      { prefix: '/', found: [] },
      { prefix: '../', found: [] },
      { prefix: 'a/../', found: [] },
      { prefix: './', found: [] },
      { prefix: 'a//', found: [] },
    ])('begins with "$prefix"', async ({ prefix, found }) => {
      for (const name of SORTED.toReversed()) await files.put(name, bytesOf(name));
      expect(await files.list(prefix)).toEqual(found);
    });
  });

  describe('a crash', () => {
    const SIZE = 300_000;
    const WRITE_FOR_EVER = `
      for (let number = 1; ; number += 1) {
        const names = [1, 2, 3].map((each) => 'd' + number + '/' + each);
        await Promise.all(names.map((name) => store.put(name, new Uint8Array(${SIZE}).fill(number))));
        names.forEach(say);
      }`;

    test.each([1, 30, 90])('after %i files: what was acknowledged is there, nothing is by halves', async (lines) => {
      const acknowledged = await runElsewhere(place.elsewhere, WRITE_FOR_EVER).killedAfter(lines);
      const reopened = await place.open();
      const names = await reopened.list('');
      expect(names).toEqual(expect.arrayContaining(acknowledged));
      expect(acknowledged.length).toBeGreaterThanOrEqual(lines);
      for (const name of names) {
        const bytes = await reopened.get(name);
        expect([name, bytes?.length, bytes?.at(-1)]).toEqual([name, SIZE, Number(name.slice(1, -2)) % 256]);
      }
      await reopened.put('after', bytesOf('writes go on'));
    });
  });
}
