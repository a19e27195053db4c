/** The one table: every SQL sentence over documents is here. */
import type { DatabaseSync } from 'node:sqlite';
import {
  type CollectionPath,
  type DocumentPath,
  type Found,
  type Json,
  MOST_DOCUMENT_BYTES,
  type Page,
} from '../../ports/documents.ts';
import { Problem } from '../../problems.ts';
import { atomically } from './atomically.ts';
import { collectionKey, documentKey } from './document-key.ts';
import { translated } from './failures.ts';

const BEFORE_ALL = '';
const NO_LIMIT = -1;

export type Write =
  | { readonly kind: 'set' | 'create'; readonly path: DocumentPath; readonly body: string }
  | { readonly kind: 'delete'; readonly path: DocumentPath };

export interface Row {
  readonly body: string;
  readonly revision: number;
}

/** A document as it was seen; `revision` is absent where there was none. */
export interface Read {
  readonly path: DocumentPath;
  readonly revision: number | undefined;
}

export interface DocumentTable {
  read(path: DocumentPath): Row | undefined;
  list<T extends Json>(collection: CollectionPath, page?: Page): Found<T>[];
  /** Whether everything is still as it was read; only then it also writes, all or nothing. */
  writeIf(reads: readonly Read[], writes: readonly Write[]): boolean;
}

/** What a row holds; each call gives a value of its own. */
export const valueIn = <T extends Json>(row: Row | undefined): T | undefined => row && (JSON.parse(row.body) as T);

/** Prepares the sentences once. */
export function documentTable(db: DatabaseSync): DocumentTable {
  const select = db.prepare('SELECT body, revision FROM document WHERE collection = ? AND id = ?');
  const selectPage = db.prepare('SELECT id, body FROM document WHERE collection = ? AND id > ? ORDER BY id LIMIT ?');
  const replace = db.prepare('INSERT OR REPLACE INTO document (collection, id, body) VALUES (?, ?, ?)');
  const insert = db.prepare('INSERT INTO document (collection, id, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const remove = db.prepare('DELETE FROM document WHERE collection = ? AND id = ?');

  const read = (path: DocumentPath) => select.get(...documentKey(path)) as unknown as Row | undefined;

  function apply(write: Write): void {
    const key = documentKey(write.path);
    if (write.kind === 'delete') return void remove.run(...key);
    if (Buffer.byteLength(write.body) > MOST_DOCUMENT_BYTES) throw problemAt('DOCUMENT_TOO_LARGE', write.path);
    const { changes } = (write.kind === 'set' ? replace : insert).run(...key, write.body);
    if (changes === 0) throw problemAt('DOCUMENT_EXISTS', write.path);
  }

  return {
    read: (path) => translated(() => read(path)),
    list(collection, { after = BEFORE_ALL, limit = NO_LIMIT } = {}) {
      const rows = translated(() => selectPage.all(collectionKey(collection), after, limit));
      return rows.map(({ id, body }) => ({ id: id as string, value: JSON.parse(body as string) }));
    },
    writeIf(reads, writes) {
      return atomically(db, writes.length > 0 ? 'IMMEDIATE' : 'DEFERRED', () => {
        if (reads.some(({ path, revision }) => read(path)?.revision !== revision)) return false;
        writes.forEach(apply);
        return true;
      });
    },
  };
}

const problemAt = (code: 'DOCUMENT_TOO_LARGE' | 'DOCUMENT_EXISTS', path: DocumentPath) =>
  new Problem(code, { path: path.join('/') });
