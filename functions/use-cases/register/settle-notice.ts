/**
 * What inspectors do with a commune's notice: choose, edit and add recommendations, answer for errors, make the notice final,
 * take it back. Each step is one transaction with its line in the log. A final notice stays as it is, whatever becomes of the
 * return it rests on.
 */
import { composeNotice } from '../../domain/notice/compose-notice.ts';
import { decisionsInWords } from '../../domain/notice/decisions-in-words.ts';
import { type FinalNotice, freeze, isStanding } from '../../domain/notice/final-notice.ts';
import type { NoticeModel } from '../../domain/notice/notice.ts';
import { decide, type NoticeDecisions, type Wishes, withoutReason } from '../../domain/notice/notice-decisions.ts';
import { versionInForce } from '../../domain/register/commune-record.ts';
import type { Transaction } from '../../ports/documents.ts';
import { Problem } from '../../problems.ts';
import { inputOf, type NoticeDraft, readDraft } from './notice-draft.ts';
import { asJson, communeRecord, fileNames, finalNoticeOf, noticeDecisionsOf, places, writeLog } from './places.ts';
import type { RegisterNeeds } from './receive-submission.ts';
import { markSummary } from './summary-state.ts';
import type { Workshop } from './take-away.ts';

export interface SettleNeeds
  extends Pick<RegisterNeeds, 'documents' | 'files' | 'forms' | 'sha256' | 'clock' | 'newId' | 'announce'> {
  readonly workshop: Pick<Workshop, 'notice'>;
}

export interface NoticeView extends NoticeDraft {
  /** Names the state that was shown: a step on another state is refused. */
  readonly mark: string;
  /** The last one made final; taken back where `reopened` is set. */
  readonly final?: FinalNotice;
}

export interface NoticeStep {
  readonly round: string;
  readonly commune: string;
  readonly who: string;
  /** As the page was shown with. */
  readonly mark: string;
}

/** The inspectors' steps on notices. */
export function settleNotice(needs: SettleNeeds) {
  const { documents, files, workshop, sha256, clock, newId, announce } = needs;

  /** @throws Problem ROUND_UNKNOWN, ROUND_WITHOUT_NOTICES, COMMUNE_UNKNOWN, NOTHING_SENT */
  async function view(round: string, code: string): Promise<NoticeView> {
    const draft = await readDraft(needs, round, code);
    const final = await finalNoticeOf(documents, round, code);
    return { ...draft, mark: markOf(draft.decisions, draft.returnVersion, final), ...(final ? { final } : {}) };
  }

  /** A draft on which a step may be made. @throws Problem NOTICE_CHANGED, NOTICE_IS_FINAL */
  async function openView({ round, commune, mark }: NoticeStep): Promise<NoticeView> {
    const now = await view(round, commune);
    if (now.final && isStanding(now.final)) throw new Problem('NOTICE_IS_FINAL');
    if (now.mark !== mark) throw new Problem('NOTICE_CHANGED');
    return now;
  }

  /** Nothing that the step rests on has changed since it was read. @throws Problem NOTICE_CHANGED */
  async function requireUnchanged(transaction: Transaction, { round, commune, mark }: NoticeStep): Promise<void> {
    const record = await communeRecord(transaction, round, commune);
    const decisions = await noticeDecisionsOf(transaction, round, commune);
    const final = await finalNoticeOf(transaction, round, commune);
    const now = markOf(decisions, versionInForce(record)?.version ?? 0, final);
    if (now !== mark) throw new Problem('NOTICE_CHANGED');
  }

  async function keep(draft: NoticeDraft, stage: NoticeModel['stage']): Promise<string> {
    const bytes = await workshop.notice(draft.round, composeNotice({ ...inputOf(draft), stage }));
    const name = fileNames.notice(draft.round.id, draft.commune.code, sha256(bytes));
    await files.put(name, bytes);
    return name;
  }

  return {
    view,

    /** @throws Problem NOTICE_CHANGED, NOTICE_IS_FINAL, REASON_MISSING, NOTHING_SENT, and those of the round */
    async decide(step: NoticeStep, wishes: Wishes): Promise<void> {
      const { round, commune, who } = step;
      const now = await openView(step);
      const bare = withoutReason(wishes, now.proposed);
      if (bare.length > 0)
        throw new Problem('REASON_MISSING', { what: `lý do khi chọn khác đề xuất ở kiến nghị ${bare.join(', ')}` });
      const { proposed, source, returnVersion, submission, decisions } = now;
      const at = clock();
      const context = { by: who, at, returnVersion, proposed, source, findings: submission.findings };
      const after = decide(decisions, wishes, context);
      const changes = decisionsInWords(decisions, after);
      if (changes === '') return;
      await documents.transact(async (transaction) => {
        await requireUnchanged(transaction, step);
        transaction.set(places.noticeDecision(round, commune), asJson(after));
        writeLog(transaction, round, { at, who, action: 'notice-decided', commune, after: changes }, newId());
        markSummary(transaction, round, newId(), commune);
      });
      await announce(round);
    },

    /** @throws Problem NOTICE_CHANGED, NOTICE_IS_FINAL, NOTICE_ERRORS_OPEN, NOTICE_DECISIONS_OLD, NOTHING_SENT */
    async makeFinal(step: NoticeStep): Promise<void> {
      const { round, commune, who: by } = step;
      const now = await openView(step);
      requireSettled(now);
      const kept = { notice: await keep(now, 'final'), grounds: await keep(now, 'draft') };
      const at = clock();
      const final = freeze(now, { by, at, files: kept }, now.final);
      const answered = final.answeredErrors.length;
      const after = `theo bản ${final.returnVersion}, lần ${final.issue}${answered > 0 ? `; ${answered} lỗi được chấp nhận có lý do` : ''}`;
      await documents.transact(async (transaction) => {
        await requireUnchanged(transaction, step);
        transaction.set(places.finalNotice(round, commune), asJson(final));
        writeLog(transaction, round, { at, who: by, action: 'notice-made-final', commune, after }, newId());
      });
    },

    /** Takes a final notice back; what was kept of it stays. @throws Problem NOTICE_NOT_FINAL, REASON_MISSING */
    async reopen({ round, commune, who: by }: Omit<NoticeStep, 'mark'>, why: string): Promise<void> {
      const reason = why.trim();
      if (reason === '') throw new Problem('REASON_MISSING', { what: 'lý do mở lại' });
      const at = clock();
      await documents.transact(async (transaction) => {
        const final = await finalNoticeOf(transaction, round, commune);
        if (!final || !isStanding(final)) throw new Problem('NOTICE_NOT_FINAL');
        transaction.set(places.finalNotice(round, commune), asJson({ ...final, reopened: { by, at, reason } }));
        const before = `chốt lần ${final.issue}, theo bản ${final.returnVersion}`;
        writeLog(
          transaction,
          round,
          { at, who: by, action: 'notice-reopened', commune, before, after: reason },
          newId(),
        );
      });
    },
  };
}

const markOf = ({ revision }: NoticeDecisions, returnVersion: number, final: FinalNotice | undefined): string =>
  [revision, returnVersion, final?.issue ?? 0, final?.reopened ? 1 : 0].join('.');

/** @throws Problem NOTICE_ERRORS_OPEN, NOTICE_DECISIONS_OLD */
function requireSettled({ errors, recommendations }: NoticeDraft): void {
  const open = errors.filter(({ answered }) => !answered);
  if (open[0]) throw new Problem('NOTICE_ERRORS_OPEN', { count: open.length, first: open[0].sentence });
  const old = recommendations.filter(({ changed }) => changed.length > 0).map(({ id }) => id);
  if (old.length > 0) throw new Problem('NOTICE_DECISIONS_OLD', { list: old.join(', ') });
}
