/** Everything there is to see of one commune in a round: its versions, the one shown with its findings, what changed. */
import type { Form } from '../../domain/form/form.ts';
import { changesBetween } from '../../domain/register/changes.ts';
import type { CommuneRecord, VersionEntry } from '../../domain/register/commune-record.ts';
import type { RoundRecord } from '../../domain/register/round-record.ts';
import type { Change, Receipt } from '../../domain/submission/receipt.ts';
import type { Submission } from '../../domain/submission/submission.ts';
import { dayOf } from '../../domain/text/instant.ts';
import { communeOf, communeRecord, roundRecord } from './places.ts';
import { entryIn, type RegisterNeeds, receipts } from './receive-submission.ts';
import { type CommuneRow, rowOf } from './round-status.ts';

export interface ReturnView {
  readonly round: RoundRecord;
  readonly form: Form;
  readonly row: CommuneRow;
  readonly record: CommuneRecord;
  /** Whether the commune may send (again) today. */
  readonly open: boolean;
  /** Absent while nothing was sent. */
  readonly shown?: ShownVersion;
}

export interface ShownVersion {
  readonly entry: VersionEntry;
  readonly submission: Submission;
  /** Its findings, and under `kept` what changed since the version before. */
  readonly receipt: Receipt;
  /** Since the version that was approved last; absent where none was, or where it is the one shown. */
  readonly sinceApproval?: { readonly version: number; readonly changes: readonly Change[] };
}

/**
 * Reads one commune's return; `version` is the one to show, the latest without it.
 *
 * @throws Problem ROUND_UNKNOWN, COMMUNE_UNKNOWN, VERSION_UNKNOWN
 */
export function readReturn(needs: Pick<RegisterNeeds, 'documents' | 'forms' | 'clock'>) {
  const { documents, forms, clock } = needs;
  const receiptOf = receipts(needs);

  return async (roundId: string, code: string, version?: number): Promise<ReturnView> => {
    const round = await roundRecord(documents, roundId);
    const commune = await communeOf(documents, roundId, code);
    const record = await communeRecord(documents, roundId, code);
    const form = await forms.load(round.round.form, round.round.version);
    const today = dayOf(clock());
    const row = rowOf(commune, record, round, today);
    const wanted = version ?? record.versions.at(-1)?.version;
    return {
      round,
      form,
      row,
      record,
      open: row.open,
      ...(wanted === undefined ? {} : { shown: await shown(roundId, code, record, form, wanted) }),
    };
  };

  async function shown(
    round: string,
    code: string,
    record: CommuneRecord,
    form: Form,
    version: number,
  ): Promise<ShownVersion> {
    const entry = entryIn(record, code, version);
    const { submission, receipt } = await receiptOf(round, code, version);
    const { approvedVersion } = record;
    if (approvedVersion === undefined || approvedVersion === version) return { entry, submission, receipt };
    const approved = await receiptOf(round, code, approvedVersion);
    const changes = changesBetween(form, approved.submission, submission);
    return { entry, submission, receipt, sinceApproval: { version: approvedVersion, changes } };
  }
}
