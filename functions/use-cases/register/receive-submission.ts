/**
 * A return sent is a return counted: the one way in for every channel. The original is kept first, then the version, its
 * findings and the log are written in one step, and the round's summary is marked as out of date in the same step, so that
 * nothing acknowledged can be forgotten.
 */
import { arrive, type Channel, type Delivery, type VersionEntry } from '../../domain/register/commune-record.ts';
import { isLate, mayReceive } from '../../domain/register/round-record.ts';
import { fromDocument, toDocument } from '../../domain/register/submission-document.ts';
import type { Submission } from '../../domain/submission/submission.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Documents } from '../../ports/documents.ts';
import type { Files } from '../../ports/files.ts';
import { Problem } from '../../problems.ts';
import type { CheckReturn } from '../check-return.ts';
import {
  asJson,
  communeOf,
  communeRecord,
  fileNames,
  places,
  roundRecord,
  versionDocument,
  writeLog,
} from './places.ts';
import { markSummary } from './summary-state.ts';

export interface RegisterNeeds {
  readonly documents: Documents;
  readonly files: Files;
  readonly checkReturn: CheckReturn;
  readonly clock: Clock;
  /** Day of an instant in Asia/Ho_Chi_Minh. */
  readonly dayOf: (instant: string) => string;
  readonly newId: () => string;
  /** Told after each change that a summary must be built; losing the word loses nothing. */
  readonly announce: (round: string) => void;
}

export interface Sent {
  readonly round: string;
  readonly commune: string;
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly channel: Channel;
  readonly delivery?: Delivery;
  readonly who: string;
}

export interface Received {
  readonly outcome: 'new' | 'same' | 'stale';
  readonly entry?: VersionEntry;
  readonly submission?: Submission;
}

/**
 * Receives one workbook.
 *
 * The same bytes as the current version give its stored submission again. A return with errors is kept too: it counts in
 * part while the commune has no better one.
 *
 * @throws Problem ROUND_UNKNOWN, COMMUNE_UNKNOWN, ROUND_NOT_OPEN, FILE_… and RETURN_…; nothing is kept then but the log.
 */
export function receiveSubmission(needs: RegisterNeeds) {
  const { documents, files, checkReturn, clock, newId, announce } = needs;

  return async (sent: Sent): Promise<Received> => {
    const now = clock();
    const record = await roundRecord(documents, sent.round);
    const commune = await communeOf(documents, sent.round, sent.commune);
    const today = needs.dayOf(now);
    const { extendedTo } = await communeRecord(documents, sent.round, sent.commune);
    if (!mayReceive(record, extendedTo, today)) throw new Problem('ROUND_NOT_OPEN', { round: record.round.title });

    const roster = new Map([[commune.code, commune]]);
    const submission = await checkReturn({ name: sent.file, bytes: sent.bytes }, { round: record.round, roster }).catch(
      async (error) => {
        if (error instanceof Problem) await logRefusal(sent, now, error);
        throw error;
      },
    );
    await files.put(fileNames.original(sent.round, sent.commune, submission.sha256), sent.bytes);
    const late = isLate(record, extendedTo, today);
    const received = await documents.transact(async (transaction): Promise<Received> => {
      const before = await communeRecord(transaction, sent.round, sent.commune);
      const arrival = arrive(before, entryOf(sent, submission, now, late));
      if (arrival.kind === 'stale') return { outcome: 'stale' };
      if (arrival.kind === 'same') return { outcome: 'same', entry: arrival.entry };
      const { entry } = arrival;
      transaction.set(places.commune(sent.round, sent.commune), asJson(arrival.record));
      transaction.create(places.version(sent.round, sent.commune, entry.version), asJson(toDocument(submission)));
      writeLog(transaction, sent.round, logOf(sent, entry, now), newId());
      markSummary(transaction, sent.round, newId());
      return { outcome: 'new', entry, submission };
    });
    if (received.outcome === 'new') announce(sent.round);
    return received.outcome === 'same'
      ? { ...received, submission: await stored(received.entry as VersionEntry) }
      : received;

    async function stored({ version }: VersionEntry): Promise<Submission> {
      return fromDocument(await versionDocument(documents, sent.round, sent.commune, version));
    }
  };

  async function logRefusal(sent: Sent, at: string, problem: Problem): Promise<void> {
    const entry = {
      at,
      who: sent.who,
      action: 'submission-refused' as const,
      commune: sent.commune,
      after: `${sent.file}: ${problem.message}`,
    };
    await documents.transact(async (transaction) => writeLog(transaction, sent.round, entry, newId()));
  }
}

function entryOf(sent: Sent, submission: Submission, receivedAt: string, late: boolean): Omit<VersionEntry, 'version'> {
  const count = (severity: string) => submission.findings.filter((found) => found.severity === severity).length;
  const { sha256, state } = submission;
  const { file, channel, delivery } = sent;
  return {
    sha256,
    file,
    channel,
    receivedAt,
    state,
    errors: count('error'),
    warnings: count('warning'),
    late,
    ...(delivery ? { delivery } : {}),
  };
}

function logOf(sent: Sent, entry: VersionEntry, at: string) {
  const after = `phiên bản ${entry.version}, tệp "${entry.file}", ${entry.errors} lỗi, ${entry.warnings} cảnh báo${entry.late ? ', gửi muộn' : ''}`;
  return { at, who: sent.who, action: 'submission-received' as const, commune: sent.commune, after };
}
