/** What every `Documents` promises: the sentences of its port, one by one. Each adapter's test calls this once. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type DocumentPath,
  type Documents,
  type Json,
  MOST_DOCUMENT_BYTES,
  type Page,
  type Transaction,
} from '../../functions/ports/documents.ts';

/** A new, empty store. */
export interface Place<Port> {
  /** Opens one more handle on it. */
  readonly open: () => Promise<Port>;
  /** The JavaScript expression that opens it in another process. */
  readonly elsewhere: string;
}

const DOC: DocumentPath = ['rounds', 'cchc-2025'];
const OTHER: DocumentPath = ['rounds', 'cchc-2026'];

export function documentsContract(newPlace: () => Promise<Place<Documents>>): void {
  let place: Place<Documents>;
  let store: Documents;
  const opened: Documents[] = [];
  const open = async () => {
    const handle = await place.open();
    opened.push(handle);
    return handle;
  };
  const put = (path: DocumentPath, value: Json) => store.transact(async (tx) => tx.set(path, value));
  const ids = async (collection: readonly string[], page?: Page) =>
    (await store.list(collection, page)).map(({ id }) => id);

  beforeEach(async () => {
    place = await newPlace();
    store = await open();
  });
  afterEach(async () => {
    for (const handle of opened.splice(0)) await handle.close();
  });

  describe('documents', () => {
    test('absence is undefined, not an error', async () => {
      expect(await store.get(DOC)).toBeUndefined();
      expect(await store.transact((tx) => tx.get(DOC))).toBeUndefined();
      expect(await store.list(['rounds'])).toEqual([]);
    });

    test.each<{ what: string; value: Json }>([
      { what: 'an object in objects', value: { name: 'Xã Đăk Rong', at: { lat: 14.25, tags: ['a', 'b', []] } } },
      { what: 'an empty object', value: {} },
      { what: 'an array of arrays', value: [1, [2, [3]], { a: null }] },
      { what: 'text with every kind of sign', value: 'ế e\u0302\u0301 😀 \u0000 \n " \\ \u2028 \ud800' },
      { what: 'the empty text', value: '' },
      { what: 'numbers', value: [0, -1.5, 0.1 + 0.2, 1e300, 9007199254740991] },
      { what: 'false', value: false },
      { what: 'null', value: null },
      { what: 'names that mean something elsewhere', value: { 'a.b': 1, 'a/b': 2, $set: 3, constructor: 4 } },
    ])('gives back $what, unchanged', async ({ value }) => {
      await put(DOC, value);
      expect(await store.get(DOC)).toStrictEqual(value);
      expect(await store.list(['rounds'])).toStrictEqual([{ id: 'cchc-2025', value }]);
      expect(await store.transact((tx) => tx.get(DOC))).toStrictEqual(value);
    });

    test('drops undefined members', async () => {
      await put(DOC, { a: 1, b: undefined, c: { d: undefined } });
      expect(await store.get(DOC)).toStrictEqual({ a: 1, c: {} });
    });

    test('keeps the value as it was when it was given, and gives each reader a value of its own', async () => {
      const value = { list: [1] };
      await store.transact(async (tx) => {
        tx.set(DOC, value);
        value.list.push(2);
      });
      (await store.get<{ list: number[] }>(DOC))?.list.push(3);
      expect(await store.get(DOC)).toEqual({ list: [1] });
    });

    test.each<{ what: string; value: () => Json; kept: boolean }>([
      { what: 'the most', value: () => 'x'.repeat(MOST_DOCUMENT_BYTES - 2), kept: true },
      { what: 'the most, in long letters', value: () => `xx${'ế'.repeat((MOST_DOCUMENT_BYTES - 4) / 3)}`, kept: true },
      { what: 'one byte more', value: () => 'x'.repeat(MOST_DOCUMENT_BYTES - 1), kept: false },
      { what: 'more, in fewer letters', value: () => 'ế'.repeat(MOST_DOCUMENT_BYTES / 3), kept: false },
    ])('$what of JSON: kept is $kept', async ({ value, kept }) => {
      const writing = store.transact(async (tx) => {
        tx.set(OTHER, 1);
        tx.set(DOC, value());
      });
      if (kept) await writing;
      else await expect(writing).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
      expect(await ids(['rounds'])).toEqual(kept ? ['cchc-2025', 'cchc-2026'] : []);
    });
  });

  describe('paths', () => {
    const LONGEST = 'ế'.repeat(200);

    test('a document is known by its whole path', async () => {
      await put(['a', 'b', 'c', 'd'], 1);
      await put(['a', 'b'], 2);
      await put(['a', 'x', 'c', 'd'], 3);
      expect([await store.get(['a', 'b', 'c', 'd']), await store.get(['a', 'b'])]).toEqual([1, 2]);
      expect(await store.get(['c', 'd'])).toBeUndefined();
    });

    test.each([
      LONGEST,
      '...',
      '.a',
      '__',
      '___',
      '__a_',
      ' ',
      'a b',
      '%',
      '_',
      '"',
      "'",
      '*',
      '`',
      '05605',
      'Ủy',
      'Uỷ',
    ])('%s may be an id', async (id) => {
      await put(['a', id], id);
      expect(await store.get(['a', id])).toBe(id);
      expect(await ids(['a'])).toEqual([id]);
    });

    test.each<{ what: string; path: DocumentPath }>([
      { what: 'no path', path: [] },
      { what: 'a collection', path: ['a'] },
      { what: 'a collection below', path: ['a', 'b', 'c'] },
      { what: 'an empty id', path: ['a', ''] },
      { what: 'an empty collection', path: ['', 'b'] },
      { what: 'a "/" in it', path: ['a', 'b/c/d'] },
      { what: 'a part of 201 characters', path: ['a', 'x'.repeat(201)] },
      { what: '"."', path: ['a', '.'] },
      { what: '".."', path: ['a', '..'] },
      { what: '"__x__"', path: ['a', '__x__'] },
      { what: '"____"', path: ['a', '____'] },
      { what: 'a collection "."', path: ['.', 'b'] },
      { what: 'half a surrogate pair', path: ['a', '\ud800'] },
    ])('refuses $what as the place of a document', async ({ path }) => {
      await expect(store.get(path)).rejects.toThrow();
      await expect(store.transact((tx) => tx.get(path))).rejects.toThrow();
      await expect(store.transact(async (tx) => tx.set(path, 1))).rejects.toThrow();
      await expect(store.transact(async (tx) => tx.create(path, 1))).rejects.toThrow();
      await expect(store.transact(async (tx) => tx.delete(path))).rejects.toThrow();
    });

    test.each<{ what: string; path: DocumentPath }>([
      { what: 'no path', path: [] },
      { what: 'a document', path: ['a', 'b'] },
      { what: 'an empty part', path: [''] },
      { what: 'a "/" in it', path: ['a/b/c'] },
      { what: 'a part of 201 characters', path: ['x'.repeat(201)] },
      { what: '".."', path: ['..'] },
      { what: '"__x__"', path: ['__x__'] },
      { what: 'half a surrogate pair', path: ['\udc00'] },
    ])('refuses $what as the place of a collection', async ({ path }) => {
      await expect(store.list(path)).rejects.toThrow();
    });
  });

  describe('list', () => {
    /** Byte by byte differs from UTF-16 (the last two), from the alphabet (Z, a, Đ) and from numbers (10, 9). */
    const ORDERED = ['10', '9', 'Z', 'a', 'a-', 'a0', 'ab', 'Đ', 'đ', 'ế', '\uff21', '😀'];

    beforeEach(() =>
      store.transact(async (tx) => {
        for (const id of ORDERED.toReversed()) tx.set(['a', id], `value of ${id}`);
        tx.set(['a', '10', 'a', 'below'], 1);
        tx.set(['ab', 'beside'], 1);
      }),
    );

    test('gives what lies directly in the collection, ordered by id, byte by byte', async () => {
      expect(await store.list(['a'])).toEqual(ORDERED.map((id) => ({ id, value: `value of ${id}` })));
      expect(await ids(['a', '10', 'a'])).toEqual(['below']);
    });

    test.each<{ page: Page; found: string[] }>([
      { page: { limit: 2 }, found: ['10', '9'] },
      { page: { limit: 0 }, found: [] },
      { page: { limit: 99 }, found: ORDERED },
      { page: { after: 'ế' }, found: ['\uff21', '😀'] },
      { page: { after: '' }, found: ORDERED },
      { page: { after: 'a' }, found: ORDERED.slice(4) },
      { page: { after: 'b' }, found: ORDERED.slice(7) },
      { page: { after: 'a', limit: 3 }, found: ['a-', 'a0', 'ab'] },
      { page: { after: '😀' }, found: [] },
    ])('page $page', async ({ page, found }) => {
      expect(await ids(['a'], page)).toEqual(found);
    });

    test('page after page gives every document once', async () => {
      const seen: string[] = [];
      for (let page = await ids(['a'], { limit: 5 }); page.length > 0; ) {
        seen.push(...page);
        page = await ids(['a'], { after: page.at(-1), limit: 5 });
      }
      expect(seen).toEqual(ORDERED);
    });
  });

  describe('a transaction', () => {
    test('gives what its work gives', async () => {
      expect(await store.transact(async () => 'done')).toBe('done');
    });

    test('set replaces the whole document', async () => {
      await put(DOC, { a: 1, b: 2 });
      await put(DOC, { b: 3 });
      expect(await store.get(DOC)).toStrictEqual({ b: 3 });
    });

    test('create refuses where there is one already, and the transaction with it', async () => {
      await store.transact(async (tx) => tx.create(DOC, 'first'));
      const second = store.transact(async (tx) => {
        tx.set(OTHER, 1);
        tx.create(DOC, 'second');
        tx.delete(DOC);
      });
      await expect(second).rejects.toMatchObject({ code: 'DOCUMENT_EXISTS' });
      expect(await store.list(['rounds'])).toEqual([{ id: 'cchc-2025', value: 'first' }]);
    });

    test.each<{ what: string; there: boolean; work: (tx: Transaction) => Promise<void> | void }>([
      { what: 'was read', there: true, work: async (tx) => void (await tx.get(DOC)) },
      { what: 'was set before', there: false, work: (tx) => tx.set(DOC, 'set') },
      { what: 'was created before', there: false, work: (tx) => tx.create(DOC, 'created') },
    ])('create refuses what $what in the same transaction', async ({ there, work }) => {
      if (there) await put(DOC, 'first');
      const creating = store.transact(async (tx) => {
        await work(tx);
        tx.create(DOC, 'second');
      });
      await expect(creating).rejects.toMatchObject({ code: 'DOCUMENT_EXISTS' });
      expect(await store.get(DOC)).toBe(there ? 'first' : undefined);
    });

    test('of two that create the same document at the same time, one fails', async () => {
      const creating = [1, 2].map((value) =>
        store.transact(async (tx) => {
          await pause(1);
          tx.create(DOC, value);
        }),
      );
      const outcomes = await Promise.allSettled(creating);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    test('delete removes; where there is nothing, nothing changes', async () => {
      await put(DOC, 1);
      await store.transact(async (tx) => tx.delete(DOC));
      await store.transact(async (tx) => tx.delete(DOC));
      expect(await store.get(DOC)).toBeUndefined();
    });

    test('later writes of one transaction stand on earlier ones', async () => {
      await put(DOC, 1);
      await store.transact(async (tx) => {
        tx.delete(DOC);
        tx.create(DOC, 2);
        tx.set(OTHER, 1);
        tx.delete(OTHER);
      });
      expect(await store.list(['rounds'])).toEqual([{ id: 'cchc-2025', value: 2 }]);
    });

    test('what work throws is passed on, and nothing is written', async () => {
      const fault = new Error('not today');
      const failing = store.transact(async (tx) => {
        await tx.get(DOC);
        tx.set(DOC, 1);
        tx.set(OTHER, 1);
        throw fault;
      });
      await expect(failing).rejects.toBe(fault);
      expect(await ids(['rounds'])).toEqual([]);
    });

    test('a step after its end is refused, not lost in silence', async () => {
      const late = await store.transact(async (tx) => ({ tx }));
      expect(() => late.tx.set(DOC, 1)).toThrow();
      await expect(late.tx.get(DOC)).rejects.toThrow();
      expect(await store.get(DOC)).toBeUndefined();
    });

    test('nothing is to be seen of its writes until it has ended', async () => {
      const reader = await open();
      await store.transact(async (tx) => {
        tx.set(DOC, 1);
        expect(await reader.get(DOC)).toBeUndefined();
        expect(await reader.list(['rounds'])).toEqual([]);
      });
      expect(await reader.get(DOC)).toBe(1);
    });

    test.each<{ write: string; step: (tx: Transaction) => void }>([
      { write: 'set', step: (tx) => tx.set(OTHER, 1) },
      { write: 'create', step: (tx) => tx.create(OTHER, 1) },
      { write: 'delete', step: (tx) => tx.delete(OTHER) },
    ])('a read after a $write is refused', async ({ step }) => {
      const reading = store.transact(async (tx) => {
        await tx.get(DOC);
        step(tx);
        await tx.get(DOC);
      });
      await expect(reading).rejects.toThrow();
      expect(await ids(['rounds'])).toEqual([]);
    });
  });

  describe('what somebody else writes during the work makes it run again', () => {
    const set = (value: Json) => (other: Documents) => other.transact(async (tx) => tx.set(DOC, value));
    const remove = (other: Documents) => other.transact(async (tx) => tx.delete(DOC));
    const cases: { what: string; before?: Json; meanwhile: (other: Documents) => Promise<unknown>; runs: number }[] = [
      { what: 'changed', before: 1, meanwhile: set(2), runs: 2 },
      { what: 'deleted', before: 1, meanwhile: remove, runs: 2 },
      { what: 'made', meanwhile: set(2), runs: 2 },
      {
        what: 'deleted and made anew',
        before: 1,
        meanwhile: (other) => remove(other).then(() => set(1)(other)),
        runs: 2,
      },
      { what: 'another one', before: 1, meanwhile: (other) => other.transact(async (tx) => tx.set(OTHER, 2)), runs: 1 },
    ];

    test.each(cases.flatMap((each) => [DOC, ['seen', 'by'], undefined].map((target) => ({ ...each, target }))))(
      '$what, while $target is to be written',
      async ({ before, meanwhile, runs, target }) => {
        const other = await open();
        if (before !== undefined) await put(DOC, before);
        const seen: unknown[] = [];
        await store.transact(async (tx) => {
          const [value] = [await tx.get(DOC), await tx.get(['a', 'second'])];
          seen.push(value);
          if (seen.length === 1) await meanwhile(other);
          if (target) tx.set(target, `written in run ${seen.length}`);
        });
        expect(seen).toHaveLength(runs);
        if (target) expect(await store.get(target)).toBe(`written in run ${runs}`);
      },
    );

    test('also what was read of a document that is deleted, or created, in the end', async () => {
      const other = await open();
      await put(DOC, 1);
      let runs = 0;
      await store.transact(async (tx) => {
        const [before, absent] = [await tx.get<number>(DOC), await tx.get(OTHER)];
        runs += 1;
        if (runs === 1) await set(2)(other);
        if (before === 2) tx.delete(DOC);
        if (absent === undefined) tx.create(OTHER, before ?? null);
      });
      expect([runs, await store.get(DOC), await store.get(OTHER)]).toEqual([2, undefined, 2]);
    });

    test('a document read twice is the same both times', async () => {
      const other = await open();
      let runs = 0;
      await store.transact(async (tx) => {
        const before = await tx.get(DOC);
        runs += 1;
        if (runs === 1) await set('new')(other);
        expect(await tx.get(DOC)).toEqual(before);
        await tx.get(OTHER);
      });
      expect(runs).toBe(2);
    });
  });

  describe('transactions at the same time', () => {
    const count = async (handle: Documents, path: DocumentPath) => (await handle.get<number>(path)) ?? 0;
    const increment = (handle: Documents, path: DocumentPath) =>
      handle.transact(async (tx) => {
        const before = (await tx.get<number>(path)) ?? 0;
        await pause(1);
        tx.set(path, before + 1);
      });

    test('what was read is still so when the writes take effect: 50 increments are 50', async () => {
      const other = await open();
      await Promise.all(Array.from({ length: 50 }, (_, index) => increment(index % 2 ? store : other, DOC)));
      expect(await count(store, DOC)).toBe(50);
    });

    test('also when what was read was absence, and lies elsewhere than what is written', async () => {
      await Promise.all([DOC, OTHER].map((mine) => takeUnlessTaken(mine, mine === DOC ? OTHER : DOC)));
      expect(await ids(['rounds'])).toHaveLength(1);
    });

    /** Two that do this with each other's document may not both succeed in writing. */
    const takeUnlessTaken = (mine: DocumentPath, others: DocumentPath) =>
      store.transact(async (tx) => {
        const taken = await tx.get(others);
        await pause(5);
        if (taken === undefined) tx.set(mine, 1);
      });

    test('the result of a transaction that only reads is of one moment', async () => {
      const writing = pairsWritten(40);
      const seen: (Json | undefined)[][] = [];
      while (seen.length < 20) seen.push(await store.transact(readPair));
      await writing;
      expect(seen.filter(([one, two]) => one !== two)).toEqual([]);
    });

    test('work that stumbles over what was no longer so is run again, not blamed', async () => {
      const writing = pairsWritten(40);
      for (let times = 0; times < 20; times += 1)
        await store.transact(async (tx) => {
          const [one, two] = await readPair(tx);
          if (one !== two) throw new Error(`${one} is not ${two}`);
        });
      await writing;
    });

    const readPair = async (tx: Transaction) => {
      const one = await tx.get<number>(DOC);
      await pause(1);
      return [one, await tx.get<number>(OTHER)];
    };

    /** Both documents always hold the same number. */
    async function pairsWritten(times: number): Promise<void> {
      const other = await open();
      for (let number = 1; number <= times; number += 1) {
        await other.transact(async (tx) => {
          tx.set(DOC, number);
          tx.set(OTHER, number);
        });
        await pause(4);
      }
    }

    test('transactions of another process count as well', async () => {
      const there = runElsewhere(
        place.elsewhere,
        `for (let times = 0; times < 25; times += 1)
           await store.transact(async (tx) => {
             const before = (await tx.get(${JSON.stringify(DOC)})) ?? 0;
             await new Promise((resolve) => setTimeout(resolve, 1));
             tx.set(${JSON.stringify(DOC)}, before + 1);
           });
         say('done');
         await store.close();`,
      );
      await there.started;
      for (let times = 0; times < 25; times += 1) await increment(store, DOC);
      expect(await there.ended).toEqual(['done']);
      expect(await count(store, DOC)).toBe(50);
    });
  });

  describe('a crash', () => {
    const WRITE_FOR_EVER = `
      for (let number = 1; ; number += 1) {
        const id = String(number).padStart(6, '0');
        await store.transact(async (tx) => {
          tx.set(['one', id], { number, text: 'x'.repeat(50_000) });
          tx.set(['two', id], { number, text: 'y'.repeat(50_000) });
        });
        say(id);
      }`;

    test.each([1, 25, 60])('after %i acknowledged writes: all are there, and nothing is by halves', async (lines) => {
      const acknowledged = await runElsewhere(place.elsewhere, WRITE_FOR_EVER).killedAfter(lines);
      store = await open();
      const one = await store.list<{ number: number; text: string }>(['one']);
      expect(one.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
      expect(await ids(['two'])).toEqual(one.map(({ id }) => id));
      expect(one.filter(({ id, value }) => value.number !== Number(id) || value.text.length !== 50_000)).toEqual([]);
      expect(acknowledged.length).toBeGreaterThanOrEqual(lines);
      await put(['one', 'after'], 'writes go on');
    });
  });
}

interface Elsewhere {
  /** The store is open there. */
  readonly started: Promise<void>;
  /** What it said, when it ended by itself; rejects when it failed. */
  readonly ended: Promise<string[]>;
  /** Kills it, with no chance to tidy up, once it has said so many lines; gives all that it said. */
  killedAfter(lines: number): Promise<string[]>;
}

/** Runs `script` in a process of its own, in which `store` is open and `say(line)` tells a line at once. */
export function runElsewhere(opening: string, script: string, shell: readonly string[] = []): Elsewhere {
  const source = `
    import { writeSync } from 'node:fs';
    const say = (line) => writeSync(1, line + '\\n');
    const store = await ${opening};
    say('');
    ${script}`;
  const [command = '', ...args] = [...shell, process.execPath, '--input-type=module', '-e', source];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  const lines = createInterface(child.stdout);
  const over = new Promise<number | null>((resolve) => child.on('close', resolve));
  lines.on('line', (line) => said.push(line));

  return {
    started: new Promise((resolve) => lines.once('line', () => resolve())),
    ended: over.then((code) => {
      if (code !== 0 && child.signalCode === null) throw new Error(`the other process ended with ${code}`);
      return said.slice(1);
    }),
    async killedAfter(count) {
      lines.on('line', () => said.length > count && child.kill('SIGKILL'));
      await over;
      return said.slice(1);
    },
  };
}
