/** What people take away from a round: a commune's workbook, blank or annotated, its notice, all notices, the summary. */
import { composeNotice } from '../../domain/notice/compose-notice.ts';
import { type FinalNotice, isStanding } from '../../domain/notice/final-notice.ts';
import type { NoticeModel } from '../../domain/notice/notice.ts';
import type { NoticeDecisions } from '../../domain/notice/notice-decisions.ts';
import { type CommuneRecord, versionInForce } from '../../domain/register/commune-record.ts';
import { previousRound } from '../../domain/register/previous-round.ts';
import { fromDocument } from '../../domain/register/submission-document.ts';
import { type Commune, communeStem } from '../../domain/round/commune.ts';
import type { Round } from '../../domain/round/round.ts';
import type { Answers } from '../../domain/submission/answers.ts';
import type { Receipt } from '../../domain/submission/receipt.ts';
import type { Submission } from '../../domain/submission/submission.ts';
import type { ReturnHistory } from '../../domain/template/findings-sheet.ts';
import { dayOf } from '../../domain/text/instant.ts';
import type { CollectionPath } from '../../ports/documents.ts';
import type { NamedFile } from '../../ports/write-zip.ts';
import { Problem } from '../../problems.ts';
import { draftOf, inputOf, type NoticeDraft, notifyingRound, readDraft, requireNotices } from './notice-draft.ts';
import {
  communeOf,
  communeRecord,
  fileNames,
  finalNoticeOf,
  listRounds,
  places,
  roundRecord,
  versionDocument,
} from './places.ts';
import { entryIn, type RegisterNeeds, receipts } from './receive-submission.ts';
import { givenIn } from './remediation/given-tasks.ts';
import { returnsInForce } from './returns-in-force.ts';
import type { StoredSummary } from './summary-state.ts';

/** A return of an earlier round; the form that its answers are of is the workshop's to load. */
export interface EarlierReturn {
  readonly submission: Submission;
  readonly round: Round;
}

/** What the register knows of a return besides its content. */
export interface BesideStored {
  readonly previous?: EarlierReturn;
  readonly history?: ReturnHistory;
  readonly given?: Answers;
}

/** Documents made on request, by the use cases that commands use too. */
export interface Workshop {
  /** The blank workbook of a commune, with what it reported in the round before and what the province fills in. */
  template(round: Round, commune: Commune, previous?: EarlierReturn, given?: Answers): Promise<Uint8Array>;
  annotate(round: Round, submission: Submission, beside?: BesideStored): Promise<Uint8Array>;
  notice(round: Round, notice: NoticeModel): Promise<Uint8Array>;
}

export interface TakeAwayNeeds extends Pick<RegisterNeeds, 'documents' | 'files' | 'forms'> {
  readonly workshop: Workshop;
  /** The stored summary, built first if it is behind. */
  readonly build: (round: string) => Promise<StoredSummary>;
}

/** Finds what counted of a commune in the round before. @throws (from what it gives) Problem ROUND_UNKNOWN */
export function earlierReturn(documents: RegisterNeeds['documents']) {
  return async (roundId: string, code: string): Promise<EarlierReturn | undefined> => {
    const record = await roundRecord(documents, roundId);
    if (record.round.followsUp !== undefined) return undefined; // its rows are other tasks
    const before = previousRound(await listRounds(documents), record);
    if (!before) return undefined;
    const { id } = before.round;
    const entry = versionInForce(await communeRecord(documents, id, code));
    if (!entry) return undefined;
    const submission = fromDocument(await versionDocument(documents, id, code, entry.version));
    return { submission, round: before.round };
  };
}

/** Gives files by name; every one is made anew from what is stored, but for originals and summaries. */
export function takeAway(needs: TakeAwayNeeds) {
  const { documents, files, workshop, build } = needs;
  const receiptOf = receipts(needs);
  const counted = returnsInForce(needs);
  const earlier = earlierReturn(documents);
  const given = givenIn(needs);

  return {
    /** @throws Problem ROUND_UNKNOWN, COMMUNE_UNKNOWN */
    async template(roundId: string, code: string): Promise<NamedFile> {
      const { round } = await roundRecord(documents, roundId);
      const commune = await communeOf(documents, roundId, code);
      const bytes = await workshop.template(round, commune, await earlier(roundId, code), await given(round, code));
      return { name: `${communeStem(commune)}.xlsx`, bytes };
    },

    /** A return with its errors in the cells, the latest without `version`. @throws Problem VERSION_UNKNOWN, NOTHING_SENT */
    async annotated(roundId: string, code: string, version?: number): Promise<NamedFile> {
      const { round } = await roundRecord(documents, roundId);
      const wanted = version ?? (await latestVersion(roundId, code));
      const { submission, receipt } = await receiptOf(roundId, code, wanted);
      const { review } = await communeRecord(documents, roundId, code);
      const history = historyOf(wanted, receipt, review);
      const beside = { previous: await earlier(roundId, code), history, given: await given(round, code) };
      const bytes = await workshop.annotate(round, submission, beside);
      return { name: `${communeStem(submission.commune)}-ban-${wanted}-ket-qua.xlsx`, bytes };
    },

    /** The file as the commune sent it. @throws Problem VERSION_UNKNOWN, NOTHING_SENT, ORIGINAL_EXPIRED */
    async original(roundId: string, code: string, version?: number): Promise<NamedFile> {
      const record = await communeRecord(documents, roundId, code);
      const entry = entryIn(record, code, version ?? (await latestVersion(roundId, code)));
      const bytes = await files.get(fileNames.original(roundId, code, entry.sha256));
      if (!bytes) throw new Problem('ORIGINAL_EXPIRED', { version: entry.version });
      return { name: `${code}-ban-${entry.version}-goc.xlsx`, bytes };
    },

    /** Whether there are notices to take away: the form has them, and the round says what stands on them. @throws Problem ROUND_UNKNOWN */
    async hasNotices(roundId: string): Promise<boolean> {
      return (await notifyingRound(needs, roundId)) !== undefined;
    },

    /**
     * The notice of a commune: as it was made final, else the draft on the return in force. `wanted` asks for the draft of now all
     * the same, or for the draft with its grounds as it was when the notice was made final.
     *
     * @throws Problem NOTHING_SENT, ROUND_WITHOUT_NOTICES, COMMUNE_UNKNOWN, NOTICE_NOT_FINAL (for the grounds)
     */
    async notice(roundId: string, code: string, wanted?: 'draft' | 'grounds'): Promise<NamedFile> {
      await requireNotices(needs, roundId);
      const final = wanted === 'draft' ? undefined : await finalNoticeOf(documents, roundId, code);
      if (final && isStanding(final)) return kept(final, wanted === 'grounds' ? 'grounds' : 'notice');
      if (wanted === 'grounds') throw new Problem('NOTICE_NOT_FINAL');
      return draft(await readDraft(needs, roundId, code));
    },

    /** The notices of all communes that have a return in force, one after the other. @throws Problem ROUND_WITHOUT_NOTICES */
    async notices(roundId: string): Promise<AsyncIterable<NamedFile>> {
      const round = await requireNotices(needs, roundId);
      const { form, communes } = await counted(roundId);
      const finals = await byCode<FinalNotice>(places.finalNotices(roundId));
      const decided = await byCode<NoticeDecisions>(places.noticeDecisions(roundId));
      return notices();

      async function* notices(): AsyncGenerator<NamedFile> {
        for (const { commune, returns, version = 0 } of communes) {
          const final = finals.get(commune.code);
          if (final && isStanding(final)) yield kept(final, 'notice');
          else if (returns.inForce) {
            const submission = { ...returns.inForce, commune };
            const decisions = decided.get(commune.code);
            yield draft(draftOf({ round, form, submission, returnVersion: version, decisions }));
          }
        }
      }
    },

    /** The summary workbook or its figures as JSON, with the mark by which a copy is known to be the same. @throws Problem ROUND_UNKNOWN */
    async summary(
      roundId: string,
      kind: 'workbook' | 'figures',
    ): Promise<NamedFile & { readonly stored: StoredSummary }> {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        const stored = await build(roundId);
        const bytes = await files.get(stored[kind]);
        const ending = kind === 'workbook' ? 'xlsx' : 'json';
        // Another build may have replaced it meanwhile.
        if (bytes) return { name: `tong-hop-${roundId}.${ending}`, bytes, stored };
      }
      throw new Problem('STORE_BUSY');
    },
  };

  /** Named by the commune as the roster has it; the name says that it is a draft. */
  async function draft(of: NoticeDraft): Promise<NamedFile> {
    const bytes = await workshop.notice(of.round, composeNotice(inputOf(of)));
    return { name: `${communeStem(of.commune)}-du-thao.docx`, bytes };
  }

  /** As it was stored when it was made final. */
  async function kept({ commune, files: names }: FinalNotice, which: keyof FinalNotice['files']): Promise<NamedFile> {
    const bytes = await files.get(names[which]);
    if (!bytes) throw new Error(`final notice lost: ${names[which]}`);
    return { name: `${communeStem(commune)}-${which === 'notice' ? 'trinh-ky' : 'can-cu'}.docx`, bytes };
  }

  async function byCode<T>(collection: CollectionPath): Promise<ReadonlyMap<string, T>> {
    const found = await documents.list(collection);
    return new Map(found.map(({ id, value }) => [id, value as unknown as T]));
  }

  async function latestVersion(roundId: string, code: string): Promise<number> {
    const latest = (await communeRecord(documents, roundId, code)).versions.at(-1);
    if (!latest) throw new Problem('NOTHING_SENT', { code });
    return latest.version;
  }
}

/** The comment belongs to the version that was sent back with it. */
function historyOf(version: number, { kept }: Receipt, review: CommuneRecord['review']): ReturnHistory {
  const own = review?.outcome === 'returned' && review.version === version ? review.comment : undefined;
  return {
    version,
    changes: kept?.changes ?? [],
    ...(own && review ? { comment: { text: own, day: dayOf(review.at) } } : {}),
  };
}

const ATTEMPTS = 3;
