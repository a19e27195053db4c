/**
 * Documents in Firestore, in the default database of a project. FIRESTORE_EMULATOR_HOST stands in for it.
 *
 * A transaction reads without locks, remembers what it saw, and writes on the condition that this is still so. Firestore's own
 * way is to lock what is read: two that read a document and want to write it then block each other until one is ended, seconds
 * later, and fifty make each other wait for minutes.
 *
 * Over gRPC. Over REST the first answer came 120 ms sooner (of 680), but much data took twice the time, and 409 there means both
 * that a document exists and that a transaction met another.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Firestore } from '@google-cloud/firestore';
import {
  assertPath,
  type CollectionPath,
  type DocumentPath,
  type Documents,
  type Found,
  type Json,
  type Page,
} from '../../ports/documents.ts';
import { machineCredentials } from '../google-cloud/credentials.ts';
import { within } from '../google-cloud/within.ts';
import { asStoreProblem, isConflict, isPassing } from './failures.ts';
import { queue } from './queue.ts';
import { runOnce } from './run-once.ts';
import { fromStored } from './stored-json.ts';

export interface Patience {
  /** How often a transaction that meets others is run before it is given up. */
  readonly attempts?: number;
  /** From 0 to 1, how much of the longest pause is waited: those who met once should not meet again. */
  readonly jitter?: () => number;
  /** How long one answer is waited for, and how long a broken connection is tried. */
  readonly answerMs?: number;
  /** How long a list is waited for, and a transaction that meets others. */
  readonly longestMs?: number;
}

export interface FirestoreSettings extends Patience {
  readonly projectId: string;
}

/**
 * Opens the documents of a project.
 *
 * @throws Problem STORE_UNAVAILABLE (nobody is signed in; the cause says so)
 */
export async function firestoreDocuments({ projectId, ...patience }: FirestoreSettings): Promise<Documents> {
  const emulated = Boolean(process.env.FIRESTORE_EMULATOR_HOST);
  const [{ Firestore }, auth] = await Promise.all([
    import('@google-cloud/firestore'),
    machineCredentials({ emulated }),
  ]);
  return documentsIn(new Firestore({ projectId, auth }), projectId, patience);
}

function documentsIn(db: Firestore, project: string, patience: Patience): Documents {
  const { attempts: mostAttempts = 40, jitter = Math.random, answerMs = 20_000, longestMs = 60_000 } = patience;
  const oneByOne = queue();
  const problem = (error: unknown) => asStoreProblem(error, project);
  /** Whoever meets others tries again for long; a connection that breaks off is given a moment. */
  const isWorthAnother = (error: unknown, waited: number): boolean =>
    (isConflict(error) && waited < longestMs) || (isPassing(error) && waited < answerMs);

  return {
    async get<T extends Json>(path: DocumentPath) {
      assertPath(path, 'document');
      return fromStored<T>(await answered(answerMs, db.doc(path.join('/')).get()));
    },
    async list<T extends Json>(collection: CollectionPath, { after, limit }: Page = {}) {
      assertPath(collection, 'collection');
      if (limit === 0) return [];
      const all = db.collection(collection.join('/')).orderBy('__name__');
      const rest = after ? all.startAfter(after) : all;
      const { docs } = await answered(longestMs, (limit === undefined ? rest : rest.limit(limit)).get());
      return docs.map((found): Found<T> => ({ id: found.id, value: fromStored<T>(found) as T }));
    },
    async transact(work) {
      const start = performance.now();
      const attempt = () => runOnce(db, work, answerMs).catch((error: unknown) => ({ failure: error }));
      for (let attempts = 1; ; attempts += 1) {
        const outcome = attempts === 1 ? await attempt() : await oneByOne(attempt);
        if ('result' in outcome) return outcome.result;
        if ('thrown' in outcome) throw outcome.thrown;
        const isLast = attempts >= mostAttempts || !isWorthAnother(outcome.failure, performance.now() - start);
        if (isLast) throw problem(outcome.failure);
        await pause(jitter() * longestPauseMs(attempts));
      }
    },
    async close() {
      await within(answerMs, db.terminate()).catch(() => {}); // it waits for what is on its way, be it for ever
    },
  };

  async function answered<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
    return within(milliseconds, answer).catch((error) => {
      throw problem(error);
    });
  }
}

const longestPauseMs = (attempt: number): number => Math.min(2 ** attempt, 1000);
