/** What one run of a transaction has read, and what it wants written in the end. */
import type { DocumentPath, Json, Transaction } from '../../ports/documents.ts';
import { documentKey } from './document-key.ts';
import { type Read, type Row, valueIn, type Write } from './document-table.ts';

export interface Steps {
  readonly transaction: Transaction;
  readonly reads: readonly Read[];
  readonly writes: readonly Write[];
  /** From here on the transaction refuses to be used: a step that comes too late would be lost in silence. */
  end(): void;
}

/** Starts a run over `table`. A document read twice in it is the same both times. */
export function recordSteps(table: { read(path: DocumentPath): Row | undefined }): Steps {
  const reads = new Map<string, Read & { readonly row: Row | undefined }>();
  const writes: Write[] = [];
  let ended = false;

  return {
    transaction: {
      async get<T extends Json>(path: DocumentPath) {
        refuseIf(ended, 'a transaction was used after its end');
        refuseIf(writes.length > 0, 'a transaction reads after it has written');
        return valueIn<T>(read(path));
      },
      set: (path, value) => write({ kind: 'set', path, body: JSON.stringify(value) }),
      create: (path, value) => write({ kind: 'create', path, body: JSON.stringify(value) }),
      delete: (path) => write({ kind: 'delete', path }),
    },
    get reads() {
      return [...reads.values()];
    },
    writes,
    end() {
      ended = true;
    },
  };

  function read(path: DocumentPath): Row | undefined {
    const key = documentKey(path).join('/');
    const known = reads.get(key) ?? remember(key, path);
    return known.row;
  }

  function remember(key: string, path: DocumentPath) {
    const row = table.read(path);
    const seen = { path, revision: row?.revision, row };
    reads.set(key, seen);
    return seen;
  }

  function write(step: Write): void {
    refuseIf(ended, 'a transaction was used after its end');
    documentKey(step.path);
    writes.push(step);
  }
}

function refuseIf(broken: boolean, fault: string): void {
  if (broken) throw new Error(fault);
}
