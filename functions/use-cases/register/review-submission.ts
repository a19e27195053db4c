/** What an officer does with a return: approve it, send it back, put another version in force. */
import type { CommuneRecord, VersionEntry } from '../../domain/register/commune-record.ts';
import { versionInForce } from '../../domain/register/commune-record.ts';
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
    next: (record: CommuneRecord, entry: VersionEntry) => CommuneRecord,
    log: Omit<LogEntry, 'at' | 'commune'>,
  ): Promise<void> {
    await documents.transact(async (transaction) => {
      const record = await communeRecord(transaction, round, commune);
      const entry = entryIn(record, commune, version);
      transaction.set(places.commune(round, commune), asJson(next(record, entry)));
      writeLog(transaction, round, { at: clock(), commune, before: inForceInWords(record), ...log }, newId());
      markSummary(transaction, round, newId());
    });
    await announce(round);
  }

  return {
    /** @throws Problem VERSION_UNKNOWN */
    async approve(reviewed: Reviewed): Promise<void> {
      const { version, who: by } = reviewed;
      const next = (record: CommuneRecord): CommuneRecord => ({
        ...record,
        approvedVersion: version,
        review: { outcome: 'approved', version, by, at: clock() },
      });
      await change(reviewed, next, { who: by, action: 'submission-approved', after: `bản ${version}` });
    },

    /** @throws Problem VERSION_UNKNOWN, REASON_MISSING */
    async sendBack(reviewed: Reviewed, comment: string): Promise<void> {
      const { version, who: by } = reviewed;
      const said = required(comment, 'ý kiến trả lại');
      const next = (record: CommuneRecord): CommuneRecord => ({
        ...record,
        review: { outcome: 'returned', version, by, at: clock(), comment: said },
      });
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

function required(text: string, what: string): string {
  if (text.trim() === '') throw new Problem('REASON_MISSING', { what });
  return text.trim();
}

function inForceInWords(record: CommuneRecord): string {
  const entry = versionInForce(record);
  return entry ? `đang dùng bản ${entry.version}` : 'chưa có phiếu';
}
