/** What people take away from a round: a commune's workbook, blank or annotated, its notice, all notices, the summary. */
import { composeNotice, type NoticeInput } from '../../domain/notice/compose-notice.ts';
import type { NoticeModel } from '../../domain/notice/notice.ts';
import { noticeWords } from '../../domain/notice/notice-words.ts';
import { recommend } from '../../domain/notice/recommend.ts';
import { type CommuneRecord, versionInForce } from '../../domain/register/commune-record.ts';
import { previousRound } from '../../domain/register/previous-round.ts';
import { fromDocument } from '../../domain/register/submission-document.ts';
import { type Commune, communeStem } from '../../domain/round/commune.ts';
import type { Round } from '../../domain/round/round.ts';
import type { Receipt } from '../../domain/submission/receipt.ts';
import type { Submission } from '../../domain/submission/submission.ts';
import type { ReturnHistory } from '../../domain/template/findings-sheet.ts';
import { dayOf } from '../../domain/text/instant.ts';
import type { NamedFile } from '../../ports/write-zip.ts';
import { Problem } from '../../problems.ts';
import { communeOf, communeRecord, fileNames, listRounds, roundRecord, versionDocument } from './places.ts';
import { entryIn, type RegisterNeeds, receipts } from './receive-submission.ts';
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
}

/** Documents made on request, by the use cases that commands use too. */
export interface Workshop {
  /** The blank workbook of a commune, with what it reported in the round before. */
  template(round: Round, commune: Commune, previous?: EarlierReturn): Promise<Uint8Array>;
  annotate(round: Round, submission: Submission, beside?: BesideStored): Promise<Uint8Array>;
  notice(round: Round, notice: NoticeModel): Promise<Uint8Array>;
}

export interface TakeAwayNeeds extends Pick<RegisterNeeds, 'documents' | 'files' | 'forms'> {
  readonly workshop: Workshop;
  /** The stored summary, built first if it is behind. */
  readonly build: (round: string) => Promise<StoredSummary>;
}

/** A round with texts for notices. */
type NotifyingRound = Round & { readonly notice: NonNullable<Round['notice']> };

/** Gives files by name; every one is made anew from what is stored, but for originals and summaries. */
export function takeAway(needs: TakeAwayNeeds) {
  const { documents, files, forms, workshop, build } = needs;
  const receiptOf = receipts(needs);
  const counted = returnsInForce(needs);

  return {
    /** @throws Problem ROUND_UNKNOWN, COMMUNE_UNKNOWN */
    async template(roundId: string, code: string): Promise<NamedFile> {
      const { round } = await roundRecord(documents, roundId);
      const commune = await communeOf(documents, roundId, code);
      const bytes = await workshop.template(round, commune, await earlier(roundId, code));
      return { name: `${communeStem(commune)}.xlsx`, bytes };
    },

    /** A return with its errors in the cells, the latest without `version`. @throws Problem VERSION_UNKNOWN, NOTHING_SENT */
    async annotated(roundId: string, code: string, version?: number): Promise<NamedFile> {
      const { round } = await roundRecord(documents, roundId);
      const wanted = version ?? (await latestVersion(roundId, code));
      const { submission, receipt } = await receiptOf(roundId, code, wanted);
      const { review } = await communeRecord(documents, roundId, code);
      const history = historyOf(wanted, receipt, review);
      const bytes = await workshop.annotate(round, submission, { previous: await earlier(roundId, code), history });
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
      return (await notifying(roundId)) !== undefined;
    },

    /** The draft notice on the return in force. @throws Problem NOTHING_SENT, ROUND_WITHOUT_NOTICES */
    async notice(roundId: string, code: string): Promise<NamedFile> {
      const round = await requireNotices(roundId);
      const form = await forms.load(round.form, round.version);
      const inForce = versionInForce(await communeRecord(documents, roundId, code));
      if (!inForce) throw new Problem('NOTHING_SENT', { code });
      const { submission } = await receiptOf(roundId, code, inForce.version);
      const commune = await communeOf(documents, roundId, code);
      const words = noticeWords(commune, round.notice);
      const recommendations = recommend(form, submission, { constants: round.constants, words });
      return draft({ form, round, submission: { ...submission, commune }, recommendations });
    },

    /** The notices of all communes that have a return in force, one after the other. @throws Problem ROUND_WITHOUT_NOTICES */
    async notices(roundId: string): Promise<AsyncIterable<NamedFile>> {
      const round = await requireNotices(roundId);
      const { form, communes } = await counted(roundId);
      return drafts();

      async function* drafts(): AsyncGenerator<NamedFile> {
        for (const { commune, returns, recommendations } of communes) {
          if (!returns.inForce) continue;
          yield draft({ form, round, submission: { ...returns.inForce, commune }, recommendations });
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

  /** Named by the commune as the roster has it. */
  async function draft(input: NoticeInput): Promise<NamedFile> {
    const bytes = await workshop.notice(input.round, composeNotice(input));
    return { name: `${communeStem(input.submission.commune)}.docx`, bytes };
  }

  /** What counted of the commune in the round before this one. */
  async function earlier(roundId: string, code: string): Promise<EarlierReturn | undefined> {
    const before = previousRound(await listRounds(documents), await roundRecord(documents, roundId));
    if (!before) return undefined;
    const { id } = before.round;
    const entry = versionInForce(await communeRecord(documents, id, code));
    if (!entry) return undefined;
    const submission = fromDocument(await versionDocument(documents, id, code, entry.version));
    return { submission, round: before.round };
  }

  async function latestVersion(roundId: string, code: string): Promise<number> {
    const latest = (await communeRecord(documents, roundId, code)).versions.at(-1);
    if (!latest) throw new Problem('NOTHING_SENT', { code });
    return latest.version;
  }

  async function notifying(roundId: string): Promise<NotifyingRound | undefined> {
    const { round } = await roundRecord(documents, roundId);
    const form = await forms.load(round.form, round.version);
    return round.notice && form.noticeFields.length > 0 ? { ...round, notice: round.notice } : undefined;
  }

  async function requireNotices(roundId: string): Promise<NotifyingRound> {
    const round = await notifying(roundId);
    if (!round) throw new Problem('ROUND_WITHOUT_NOTICES', { round: roundId });
    return round;
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
