/** One run of a transaction's work, and the one step in which it is written. */
import type { Firestore } from '@google-cloud/firestore';
import { assertPath, type DocumentPath, type Transaction } from '../../ports/documents.ts';
import { RPC, rpcCode } from '../google-cloud/rpc-failures.ts';
import { within } from '../google-cloud/within.ts';
import { conflict } from './failures.ts';
import { type Expected, type Plan, planWrites } from './plan-writes.ts';
import { type Reference, recordSteps, type Seen } from './record-steps.ts';

export type Ran<T> = { readonly result: T } | { readonly thrown: unknown };

/**
 * Runs `work` once. Rejects with what Firestore said, which is a conflict when somebody else was faster; also when `work`
 * failed over what was no longer so.
 */
export async function runOnce<T>(
  db: Firestore,
  work: (transaction: Transaction) => Promise<T>,
  answerMs: number,
): Promise<Ran<T>> {
  const steps = recordSteps({ referenceTo: referencesIn(db), read: (place) => within(answerMs, place.get()) });
  const ran = await outcomeOf(() => work(steps.transaction));
  steps.end();
  if (steps.failure) throw steps.failure.error;
  const { reads } = steps;
  if ('thrown' in ran) {
    if (reads.length > 1) await assertUnchanged(reads);
    return ran;
  }
  const plan = planWrites(reads, steps.writes);
  if (plan.isEmpty && plan.toVerify.length < 2) return ran;
  await write(plan).catch(async (error) => {
    if (isRefused(error)) await assertUnchanged(reads);
    throw error;
  });
  return ran;

  async function write(plan: Plan): Promise<void> {
    if (plan.clashes) throw exists();
    if (plan.toVerify.length > 0) return within(answerMs, verifyAndWrite(plan));
    const batch = db.batch();
    plan.writeTo(batch);
    await within(answerMs, batch.commit());
  }

  /** Documents that were only read are locked for the moment between this look and the writing. */
  async function verifyAndWrite(plan: Plan): Promise<void> {
    await db.runTransaction(
      async (native) => {
        const now = await native.getAll(...plan.toVerify.map(({ place }) => place));
        if (!areAsExpected(plan.toVerify, now)) throw exists();
        plan.writeTo(native);
      },
      { maxAttempts: 1 },
    );
  }

  /** Rejects with a conflict when something is no longer as it was read. */
  async function assertUnchanged(seen: readonly Seen[]): Promise<void> {
    if (seen.length === 0) return;
    const now = await within(answerMs, db.getAll(...seen.map(({ ref }) => ref)));
    const expected = seen.map((read) => ({ place: read.ref, seen: read }));
    if (!areAsExpected(expected, now as Seen[])) throw conflict();
  }
}

const referencesIn = (db: Firestore) => (path: DocumentPath) => {
  assertPath(path, 'document');
  return db.doc(path.join('/')) as Reference;
};

const outcomeOf = async <T>(act: () => Promise<T>): Promise<Ran<T>> => {
  try {
    return { result: await act() };
  } catch (error) {
    return { thrown: error };
  }
};

function areAsExpected(expected: readonly Expected[], now: readonly Seen[]): boolean {
  return expected.every(({ seen }, index) => revisionOf(seen) === revisionOf(now[index]));
}

/** Changes with every change of a document, and when it is made anew. */
const revisionOf = (seen: Seen | undefined): string | undefined =>
  seen?.updateTime && `${seen.updateTime.seconds}.${seen.updateTime.nanoseconds}`;

/** Whether a condition did not hold: something was read that is no longer so, or created that is there. */
const isRefused = (error: unknown): boolean => REFUSALS.has(rpcCode(error) ?? 0);
const REFUSALS: ReadonlySet<number> = new Set([RPC.NOT_FOUND, RPC.ALREADY_EXISTS, RPC.FAILED_PRECONDITION]);

const exists = (): Error => Object.assign(new Error('it is there already'), { code: RPC.ALREADY_EXISTS });
