/** What an officer does with a return: approve it, send it back, put another version in force. */
import type { CommuneRecord } from '../../domain/register/commune-record.ts';
import { isPresent, versionInForce } from '../../domain/register/commune-record.ts';
import type { LogEntry } from '../../domain/register/log-entry.ts';
import { Problem } from '../../problems.ts';
import { asJson, communeRecord, places, writeLog } from './places.ts';
import { entryIn, type RegisterNeeds } from './receive-submission.ts';
import { markSummary } from './summary-state.ts';

export interface Reviewed {
  readonly round: string;
  readonly commune: string;
  readonly version: number;
  readonly who: string;
}

/** The officer's steps; each is one transaction with its line in the log. */
export function reviewSubmission({ documents, clock, newId, announce }: RegisterNeeds) {
  async function change(
    { round, commune, version }: Reviewed,
    next: (record: CommuneRecord) => CommuneRecord,
    log: Omit<LogEntry, 'at' | 'commune'>,
  ): Promise<void> {
    await documents.transact(async (transaction) => {
      const record = await communeRecord(transaction, round, commune);
      entryIn(record, commune, version);
      transaction.set(places.commune(round, commune), asJson(next(record)));
      writeLog(transaction, round, { at: clock(), commune, before: inForceInWords(record), ...log }, newId());
      markSummary(transaction, round, newId(), commune);
    });
    await announce(round);
  }

  return {
    /** @throws Problem VERSION_UNKNOWN, VERSION_OUTDATED */
    async approve(reviewed: Reviewed): Promise<void> {
      const { version, who: by } = reviewed;
      const next = (record: CommuneRecord): CommuneRecord => ({
        ...present(record, version),
        approvedVersion: version,
        review: { outcome: 'approved', version, by, at: clock() },
      });
      await change(reviewed, next, { who: by, action: 'submission-approved', after: `bản ${version}` });
    },

    /** What was approved and is sent back is approved no more. @throws Problem VERSION_UNKNOWN, VERSION_OUTDATED, REASON_MISSING */
    async sendBack(reviewed: Reviewed, comment: string): Promise<void> {
      const { version, who: by } = reviewed;
      const said = required(comment, 'ý kiến trả lại');
      const next = (record: CommuneRecord): CommuneRecord => {
        const { approvedVersion, ...rest } = present(record, version);
        const review = { outcome: 'returned', version, by, at: clock(), comment: said } as const;
        return { ...rest, review, ...(approvedVersion === version ? {} : { approvedVersion }) };
      };
      await change(reviewed, next, { who: by, action: 'submission-returned', after: `bản ${version}: ${said}` });
    },

    /** @throws Problem VERSION_UNKNOWN, REASON_MISSING */
    async putInForce(reviewed: Reviewed, reason: string): Promise<void> {
      const { version, who: by } = reviewed;
      const said = required(reason, 'lý do');
      const next = (record: CommuneRecord): CommuneRecord => ({
        ...record,
        chosen: { version, reason: said, by, at: clock() },
      });
      await change(reviewed, next, { who: by, action: 'version-put-in-force', after: `bản ${version}: ${said}` });
    },
  };
}

/**
 * The record, where `version` is the latest or the one that counts: a review of any other would be shown as that of a return
 * which the officer has not seen. @throws Problem VERSION_OUTDATED
 */
function present(record: CommuneRecord, version: number): CommuneRecord {
  if (isPresent(record, version)) return record;
  throw new Problem('VERSION_OUTDATED', { version, latest: record.versions.at(-1)?.version ?? version });
}

function required(text: string, what: string): string {
  if (text.trim() === '') throw new Problem('REASON_MISSING', { what });
  return text.trim();
}

function inForceInWords(record: CommuneRecord): string {
  const entry = versionInForce(record);
  return entry ? `đang dùng bản ${entry.version}` : 'chưa có phiếu';
}
