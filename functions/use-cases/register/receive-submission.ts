/**
 * A return sent is a return counted: the one way in for every channel. The original is kept first, then the version, its
 * findings and the log are written in one step, and the round's summary is marked as out of date in the same step, so that
 * nothing acknowledged can be forgotten.
 */
import type { Form } from '../../domain/form/form.ts';
import { changesBetween } from '../../domain/register/changes.ts';
import {
  arrive,
  type Channel,
  type CommuneRecord,
  type Delivery,
  MOST_VERSIONS,
  type VersionEntry,
  versionInForce,
} from '../../domain/register/commune-record.ts';
import { isLate, mayReceive, type RoundRecord } from '../../domain/register/round-record.ts';
import { fromDocument, toDocument } from '../../domain/register/submission-document.ts';
import { withoutOutdated } from '../../domain/submission/explained.ts';
import { countFindings, stateOf } from '../../domain/submission/findings.ts';
import { composeReceipt, type Receipt } from '../../domain/submission/receipt.ts';
import { formOfAnswers, type Submission } from '../../domain/submission/submission.ts';
import { dayOf } from '../../domain/text/instant.ts';
import type { Announce } from '../../ports/announce.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Documents, Transaction } from '../../ports/documents.ts';
import type { Files } from '../../ports/files.ts';
import type { FormLibrary } from '../../ports/form-library.ts';
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
  readonly forms: FormLibrary;
  readonly checkReturn: CheckReturn;
  readonly sha256: (bytes: Uint8Array) => string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly announce: Announce;
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
  /** `stale`: an older content of an object whose newer one is here already; nothing was changed, and there is no receipt. */
  readonly outcome: 'new' | 'same' | 'stale';
  readonly receipt?: Receipt;
  readonly submission?: Submission;
}

/**
 * Receives one workbook.
 *
 * The same bytes as the current version give its stored receipt again. A return with errors is kept too: it counts in part
 * while the commune has no better one. A workbook that could be read at all is kept even if it is refused.
 *
 * @throws Problem ROUND_UNKNOWN, COMMUNE_UNKNOWN, ROUND_NOT_OPEN, VERSIONS_EXHAUSTED, FILE_… and RETURN_…; no version is made then. The log says
 *   what was wrong with a file.
 */
export function receiveSubmission(needs: RegisterNeeds) {
  const { documents, files, forms, checkReturn, clock, newId, announce } = needs;
  const receiptOf = receipts(needs);

  return async (sent: Sent): Promise<Received> => {
    const now = clock();
    const record = await roundRecord(documents, sent.round);
    const commune = await communeOf(documents, sent.round, sent.commune);
    const today = dayOf(now);
    const known = await communeRecord(documents, sent.round, sent.commune);
    if (!mayReceive(record, known.extendedTo, today)) return asBefore(sent, known, record);

    const roster = new Map([[commune.code, commune]]);
    const checked = await checkReturn({ name: sent.file, bytes: sent.bytes }, { round: record.round, roster }).catch(
      async (error) => {
        if (error instanceof Problem) await keepRefused(sent, now, error);
        throw error;
      },
    );
    const form = await forms.load(record.round.form, record.round.version);
    await files.put(fileNames.original(sent.round, sent.commune, checked.sha256), sent.bytes);
    const arrival = await documents.transact(async (transaction) => {
      const present = await roundRecord(transaction, sent.round);
      const kept = await communeRecord(transaction, sent.round, sent.commune);
      const submission = settled(form, await latest(transaction, sent, kept), checked);
      const late = isLate(present, kept.extendedTo, today);
      const arriving = arrive(kept, entryOf(sent, submission, now, late));
      if (arriving.kind !== 'new') return arriving;
      if (!mayReceive(present, kept.extendedTo, today)) throw notOpen(present); // locked while the file was checked
      if (kept.versions.length >= MOST_VERSIONS) throw new Problem('VERSIONS_EXHAUSTED', { most: MOST_VERSIONS });
      const { entry } = arriving;
      transaction.set(places.commune(sent.round, sent.commune), asJson(arriving.record));
      transaction.create(places.version(sent.round, sent.commune, entry.version), asJson(toDocument(submission)));
      writeLog(transaction, sent.round, logOf(sent, entry, now), newId());
      markSummary(transaction, sent.round, newId(), sent.commune);
      return arriving;
    });
    if (arrival.kind === 'stale') return { outcome: 'stale' };
    if (arrival.kind === 'new') await announce(sent.round);
    return { outcome: arrival.kind, ...(await receiptOf(sent.round, sent.commune, arrival.entry.version)) };
  };

  /** The receipt of what is here already holds after the lock too: its sender may never have had the answer. */
  async function asBefore(sent: Sent, { versions }: CommuneRecord, record: RoundRecord): Promise<Received> {
    const current = versions.at(-1);
    if (current?.sha256 !== needs.sha256(sent.bytes)) throw notOpen(record);
    return { outcome: 'same', ...(await receiptOf(sent.round, sent.commune, current.version)) };
  }

  /** The log says what was turned away; the file stays where an officer can find it, if it is a workbook at all. */
  async function keepRefused(sent: Sent, at: string, problem: Problem): Promise<void> {
    const isReadable = problem.code.startsWith('RETURN_');
    const name = fileNames.refused(sent.round, sent.commune, needs.sha256(sent.bytes));
    if (isReadable) await files.put(name, sent.bytes);
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

const notOpen = ({ round }: RoundRecord): Problem => new Problem('ROUND_NOT_OPEN', { round: round.title });

/** The version before, whatever came of it. */
async function latest(
  reader: Pick<Transaction, 'get'>,
  { round, commune }: Sent,
  { versions }: CommuneRecord,
): Promise<Submission | undefined> {
  const entry = versions.at(-1);
  return entry && fromDocument(await versionDocument(reader, round, commune, entry.version));
}

/** Explanations count for the figures they were written about. */
function settled(form: Form, before: Submission | undefined, checked: Submission): Submission {
  const submission = withoutOutdated(form, before, checked);
  return { ...submission, state: stateOf(submission.findings) };
}

export interface StoredReceipt {
  readonly submission: Submission;
  readonly receipt: Receipt;
}

/** Gives the receipt of a stored version, the same whenever it is asked for. @throws Problem VERSION_UNKNOWN */
export function receipts({ documents, forms }: Pick<RegisterNeeds, 'documents' | 'forms'>) {
  return async (round: string, code: string, version: number): Promise<StoredReceipt> => {
    const record = await communeRecord(documents, round, code);
    const entry = entryIn(record, code, version);
    const submission = await stored(round, code, version);
    const answersOf = formOfAnswers(submission);
    const form = await forms.load(answersOf.form, answersOf.version);
    const changes = version > 1 ? changesBetween(form, await stored(round, code, version - 1), submission) : [];
    const inForce = versionInForce(record)?.version ?? version;
    const kept = { version, versionInForce: inForce, late: entry.late, changes };
    return { submission, receipt: composeReceipt(form, submission, entry.receivedAt, kept) };
  };

  async function stored(round: string, code: string, version: number): Promise<Submission> {
    return fromDocument(await versionDocument(documents, round, code, version));
  }
}

/** @throws Problem VERSION_UNKNOWN */
export function entryIn(record: CommuneRecord, code: string, version: number): VersionEntry {
  const entry = record.versions.find((candidate) => candidate.version === version);
  if (!entry) throw new Problem('VERSION_UNKNOWN', { code, version });
  return entry;
}

function entryOf(sent: Sent, submission: Submission, receivedAt: string, late: boolean): Omit<VersionEntry, 'version'> {
  const { sha256, state, findings } = submission;
  const { file, channel, delivery } = sent;
  return {
    sha256,
    file,
    channel,
    receivedAt,
    state,
    ...countFindings(findings),
    late,
    ...(delivery ? { delivery } : {}),
  };
}

function logOf(sent: Sent, entry: VersionEntry, at: string) {
  const after = `bản ${entry.version}, tệp "${entry.file}", ${entry.errors} lỗi, ${entry.warnings - (entry.blanks ?? 0)} cảnh báo${entry.blanks ? `, ${entry.blanks} chỉ tiêu để trống` : ''}${entry.late ? ', gửi muộn' : ''}`;
  return { at, who: sent.who, action: 'submission-received' as const, commune: sent.commune, after };
}
