/** What one run of a transaction has read, and what it wants written in the end. */
import type { DocumentReference, DocumentSnapshot } from '@google-cloud/firestore';
import type { DocumentPath, Json, Transaction } from '../../ports/documents.ts';
import { fromStored, type StoredJson, toStored } from './stored-json.ts';

export type Reference = DocumentReference<StoredJson>;
/** A document as it was seen. */
export type Seen = DocumentSnapshot<StoredJson>;

export type Write =
  | { readonly kind: 'set' | 'create'; readonly place: Reference; readonly stored: StoredJson }
  | { readonly kind: 'delete'; readonly place: Reference };

export interface Steps {
  readonly transaction: Transaction;
  readonly reads: readonly Seen[];
  readonly writes: readonly Write[];
  /** What went wrong in reading, whatever the work made of it. */
  readonly failure: { readonly error: unknown } | undefined;
  /** From here on the transaction refuses to be used: a step that comes too late would be lost in silence. */
  end(): void;
}

export interface Source {
  readonly referenceTo: (path: DocumentPath) => Reference;
  readonly read: (place: Reference) => Promise<Seen>;
}

/** Starts a run. A document read twice in it is the same both times. */
export function recordSteps({ referenceTo, read }: Source): Steps {
  const reads = new Map<string, Promise<Seen>>();
  const seen: Seen[] = [];
  const writes: Write[] = [];
  let failure: { readonly error: unknown } | undefined;
  let ended = false;

  return {
    transaction: {
      get<T extends Json>(path: DocumentPath) {
        const value = valueAt<T>(path);
        value.catch(() => {}); // the run fails anyhow, whether or not the work still looks at this
        return value;
      },
      set: (path, value) => write({ kind: 'set', place: referenceTo(path), stored: toStored(value, path) }),
      create: (path, value) => write({ kind: 'create', place: referenceTo(path), stored: toStored(value, path) }),
      delete: (path) => write({ kind: 'delete', place: referenceTo(path) }),
    },
    reads: seen,
    writes,
    get failure() {
      return failure;
    },
    end() {
      ended = true;
    },
  };

  async function valueAt<T extends Json>(path: DocumentPath): Promise<T | undefined> {
    refuseIf(ended, 'a transaction was used after its end');
    refuseIf(writes.length > 0, 'a transaction reads after it has written');
    const place = referenceTo(path);
    return fromStored<T>(await (reads.get(place.path) ?? remember(place)));
  }

  function remember(place: Reference): Promise<Seen> {
    const answer = read(place);
    reads.set(place.path, answer);
    answer.then(
      (found) => seen.push(found),
      (error) => {
        failure ??= { error };
      },
    );
    return answer;
  }

  function write(step: Write): void {
    refuseIf(ended, 'a transaction was used after its end');
    writes.push(step);
  }
}

function refuseIf(broken: boolean, fault: string): void {
  if (broken) throw new Error(fault);
}
