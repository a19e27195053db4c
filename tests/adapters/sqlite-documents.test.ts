/** SQLite as a store of documents: the contract, and the hazards that are its own. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { backupDocuments } from '../../functions/adapters/sqlite-documents/backup-documents.ts';
import { migrate } from '../../functions/adapters/sqlite-documents/migrations.ts';
import { openDatabase } from '../../functions/adapters/sqlite-documents/open-database.ts';
import { documentsIn, sqliteDocuments } from '../../functions/adapters/sqlite-documents/sqlite-documents.ts';
import type { Documents, Json } from '../../functions/ports/documents.ts';
import { documentsContract, runElsewhere } from '../contracts/documents.contract.ts';
import { registerAtScale } from '../contracts/register-at-scale.contract.ts';

const MODULE = new URL('../../functions/adapters/sqlite-documents/sqlite-documents.ts', import.meta.url).href;
const top = mkdtempSync(join(tmpdir(), 'sqlite-documents-'));
afterAll(() => rmSync(top, { recursive: true }));

const newFile = () => join(mkdtempSync(join(top, 'store-')), 'du-lieu', 'documents.sqlite');
const elsewhere = (file: string) => `(await import('${MODULE}')).sqliteDocuments({ file: ${JSON.stringify(file)} })`;
const DOC = ['a', 'b'];

const newPlace = async () => {
  const file = newFile();
  return { open: () => sqliteDocuments({ file }), elsewhere: elsewhere(file) };
};
describe('sqlite', () => documentsContract(newPlace));
describe('sqlite holds a whole country', () => registerAtScale(newPlace));

async function opened(file: string): Promise<Documents> {
  const store = await sqliteDocuments({ file });
  onTestFinished(() => store.close());
  return store;
}

const put = (store: Documents, value: Json, path = DOC) => store.transact(async (tx) => tx.set(path, value));

/** A connection of a stranger. */
function connection(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  onTestFinished(() => db.close());
  return db;
}

describe('settings', () => {
  test('a commit is on the disk before it is acknowledged', async () => {
    const db = await openDatabase(newFile());
    onTestFinished(() => db.close());
    const settings = ['journal_mode', 'synchronous', 'fullfsync'].map((name) => db.prepare(`PRAGMA ${name}`).get());
    expect(settings).toMatchObject([{ journal_mode: 'wal' }, { synchronous: 2 }, { fullfsync: 1 }]);
  });

  test('a name that looks like a URI is a name', async () => {
    const folder = mkdtempSync(join(top, 'store-'));
    const before = process.cwd();
    process.chdir(folder);
    await opened('file:a?mode=memory').finally(() => process.chdir(before));
    expect(readdirSync(folder)).toContain('file:a?mode=memory');
  });

  test('closing twice is closing once', async () => {
    const store = await sqliteDocuments({ file: newFile() });
    await store.close();
    await expect(store.close()).resolves.toBeUndefined();
  });
});

describe('given up', () => {
  const impatient = async (file: string) => {
    const store = documentsIn(await openDatabase(file), { attempts: 3, jitter: () => 0 });
    onTestFinished(() => store.close());
    return store;
  };

  test('after so many conflicts', async () => {
    const file = newFile();
    const [store, other] = [await impatient(file), await opened(file)];
    let runs = 0;
    const losing = store.transact(async (tx) => {
      await tx.get(DOC);
      runs += 1;
      await put(other, runs);
      tx.set(DOC, 'mine');
    });
    await expect(losing).rejects.toMatchObject({ code: 'STORE_BUSY' });
    expect([runs, await other.get(DOC)]).toEqual([3, 3]);
  });

  test('while somebody holds the file; reading goes on', async () => {
    const file = newFile();
    const store = await impatient(file);
    await put(store, 1);
    const stranger = connection(file);
    stranger.exec('BEGIN IMMEDIATE');
    await expect(put(store, 2)).rejects.toMatchObject({ code: 'STORE_BUSY' });
    expect(await store.get(DOC)).toBe(1);
    stranger.exec('ROLLBACK');
    await put(store, 3);
    expect(await store.get(DOC)).toBe(3);
  });

  test('not yet, while somebody holds the file for a moment: the moment of opening or of writing', async () => {
    const file = newFile();
    mkdirSync(join(file, '..'));
    const stranger = connection(file);
    const hold = (kind: string) => {
      stranger.exec(`BEGIN ${kind}`);
      setTimeout(() => stranger.exec('COMMIT'), 150);
    };
    hold('EXCLUSIVE');
    const store = await opened(file);
    hold('IMMEDIATE');
    await put(store, 1);
    expect(await store.get(DOC)).toBe(1);
  });
});

describe('a disk that refuses', () => {
  test('full: nothing is written, and it works again when there is room', async () => {
    const db = await openDatabase(newFile());
    const store = documentsIn(db);
    onTestFinished(() => store.close());
    await put(store, 'kept');
    db.exec('PRAGMA max_page_count = 20');
    const writing = store.transact(async (tx) => {
      tx.set(DOC, 'lost');
      tx.set(['a', 'c'], 'x'.repeat(200_000));
    });
    await expect(writing).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await store.list(['a'])).toEqual([{ id: 'b', value: 'kept' }]);
    db.exec('PRAGMA max_page_count = 1000000');
    await put(store, 'room');
    expect(await store.get(DOC)).toBe('room');
  });

  test.skipIf(process.platform === 'win32')('broken off in the middle: what was acknowledged is there', async () => {
    const file = newFile();
    const there = runElsewhere(
      elsewhere(file),
      `for (let number = 0; number < 100; number += 1)
         try {
           await store.transact(async (tx) => tx.set(['a', String(number)], 'x'.repeat(20_000)));
           say(number);
         } catch ({ code }) { say(code); process.exit(); }`,
      ['sh', '-c', 'ulimit -f 400; exec "$0" "$@"'],
    );
    const said = await there.ended;
    expect(said.pop()).toBe('STORE_UNAVAILABLE');
    expect(said.length).toBeGreaterThan(3);
    const kept = await (await opened(file)).list<string>(['a']);
    expect(kept.map(({ id }) => id).sort()).toEqual(said.sort());
    expect(kept.filter(({ value }) => value.length !== 20_000)).toEqual([]);
  });

  test('read-only: it can be read, and not written', async () => {
    const db = await openDatabase(newFile());
    const store = documentsIn(db);
    onTestFinished(() => store.close());
    await put(store, 1);
    db.exec('PRAGMA query_only = ON');
    await expect(put(store, 2)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await store.get(DOC)).toBe(1);
  });

  test('a file where the folder should be; a folder where the file should be', async () => {
    const file = newFile();
    const folder = join(file, '..');
    writeFileSync(folder, '');
    await expect(sqliteDocuments({ file })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    rmSync(folder);
    mkdirSync(file, { recursive: true });
    await expect(sqliteDocuments({ file })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  test.skipIf(process.platform !== 'linux')('a place where nothing can be made', async () => {
    await expect(sqliteDocuments({ file: '/proc/none/at/all' })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  test('a damaged file is no refusal', async () => {
    const file = newFile();
    mkdirSync(join(file, '..'));
    writeFileSync(file, 'not a database '.repeat(1000));
    await expect(sqliteDocuments({ file })).rejects.not.toHaveProperty('status');
  });
});

describe('versions', () => {
  const STEPS = ['CREATE TABLE t (a TEXT)', "INSERT INTO t VALUES ('one')", 'ALTER TABLE t ADD COLUMN b TEXT'];
  const newDatabase = () => new DatabaseSync(':memory:');
  const versionOf = (db: DatabaseSync) => db.prepare('PRAGMA user_version').get()?.user_version;

  test('an older file is brought forward from where it stands, each step once', () => {
    const db = newDatabase();
    migrate(db, STEPS.slice(0, 2));
    db.exec("INSERT INTO t VALUES ('kept')");
    migrate(db, STEPS);
    migrate(db, STEPS);
    expect(db.prepare('SELECT a, b FROM t').all()).toMatchObject([
      { a: 'one', b: null },
      { a: 'kept', b: null },
    ]);
    expect(versionOf(db)).toBe(3);
  });

  test('a step that fails leaves the file as it was', () => {
    const db = newDatabase();
    migrate(db, STEPS.slice(0, 1));
    expect(() => migrate(db, [...STEPS, 'ALTER TABLE nowhere ADD COLUMN c'])).toThrow();
    expect(versionOf(db)).toBe(1);
    expect(db.prepare('SELECT * FROM t').all()).toEqual([]);
  });

  /** Written out, not taken from the list: files like this one are out there. */
  test('a file of version 1 is read by this version', async () => {
    const file = newFile();
    mkdirSync(join(file, '..'));
    const old = new DatabaseSync(file);
    old.exec(`CREATE TABLE document (revision INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL,
      id TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (collection, id)) STRICT;
      INSERT INTO document (collection, id, body) VALUES ('rounds/a/communes', '05605', '{"name":"Bình Thành"}');
      PRAGMA user_version = 1`);
    old.close();
    const store = await opened(file);
    expect(await store.get(['rounds', 'a', 'communes', '05605'])).toEqual({ name: 'Bình Thành' });
    await put(store, 1);
  });

  test('a newer file is refused, and left alone', async () => {
    const file = newFile();
    await (await sqliteDocuments({ file })).close();
    const db = connection(file);
    db.exec('PRAGMA user_version = 99');
    await expect(sqliteDocuments({ file })).rejects.toMatchObject({
      code: 'STORE_NEWER',
      details: { found: 99 },
      message: expect.stringMatching(/^Dữ liệu được ghi bởi phiên bản mới hơn .*\.$/),
    });
    expect(versionOf(db)).toBe(99);
  });

  test('processes that open a new file in the same moment all open it', async () => {
    const file = newFile();
    const script = `await store.transact(async (tx) => tx.set(['a', String(process.pid)], 1)); await store.close();`;
    await Promise.all(Array.from({ length: 4 }, () => runElsewhere(elsewhere(file), script).ended));
    expect(await (await opened(file)).list(['a'])).toHaveLength(4);
  });
});

describe('a backup', () => {
  test('is of one moment while writing goes on, and replaces an older one that was opened', async () => {
    const file = newFile();
    const to = join(top, 'sao-luu.sqlite');
    const store = await opened(file);
    const writePair = (number: number) =>
      store.transact(async (tx) => {
        tx.set(['a', 'one'], number);
        tx.set(['z', 'two'], number);
      });
    for (let row = 0; row < 40; row += 1) await put(store, 'x'.repeat(999_000), ['filling', String(row)]);
    await writePair(1);
    await backupDocuments(file, to);
    await put(await opened(to), 'written into the first backup');

    let number = 1;
    const writing = setInterval(() => {
      number += 1;
      writePair(number);
    }, 1);
    await backupDocuments(file, to).finally(() => clearInterval(writing));
    const copy = await opened(to);
    expect(await copy.get(DOC)).toBeUndefined();
    expect(await copy.get(['a', 'one'])).toEqual(await copy.get(['z', 'two']));
    expect(await copy.list(['filling'])).toHaveLength(40);
    expect(number).toBeGreaterThan(1);
  });

  test.each<{ what: string; to: () => string; source: string }>([
    { what: 'no source', to: () => join(top, 'x'), source: 'nowhere' },
    { what: 'no folder for it', to: () => join(top, 'nowhere', 'x'), source: 'there' },
    { what: 'a folder in its place', to: () => mkdtempSync(join(top, 'place-')), source: 'there' },
  ])('$what: refused, and nothing is left of it', async ({ source, to }) => {
    const folder = mkdtempSync(join(top, 'store-'));
    await put(await opened(join(folder, 'there')), 1);
    const target = to();
    await expect(backupDocuments(join(folder, source), target)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(existsSync(`${target}~`)).toBe(false);
  });

  test('never replaces its source', async () => {
    const file = newFile();
    await put(await opened(file), 1);
    await expect(backupDocuments(file, file)).rejects.toThrow();
    expect(await (await opened(file)).get(DOC)).toBe(1);
  });
});
