/** The draft notice of one commune: what its return in force and the inspectors' decisions come to. */
import type { Form } from '../../domain/form/form.ts';
import { closingOne, type NoticeInput } from '../../domain/notice/compose-notice.ts';
import { type FigureSource, figureSource } from '../../domain/notice/figure-source.ts';
import type { Draft } from '../../domain/notice/final-notice.ts';
import { NO_DECISIONS, type NoticeDecisions } from '../../domain/notice/notice-decisions.ts';
import { noticeErrors } from '../../domain/notice/notice-errors.ts';
import { noticeWords } from '../../domain/notice/notice-words.ts';
import { recommend } from '../../domain/notice/recommend.ts';
import type { ProposedRecommendation } from '../../domain/notice/recommendation.ts';
import { settle } from '../../domain/notice/settle.ts';
import { versionInForce } from '../../domain/register/commune-record.ts';
import { fromDocument } from '../../domain/register/submission-document.ts';
import type { Round } from '../../domain/round/round.ts';
import type { Submission } from '../../domain/submission/submission.ts';
import type { Documents } from '../../ports/documents.ts';
import type { FormLibrary } from '../../ports/form-library.ts';
import { Problem } from '../../problems.ts';
import { communeOf, communeRecord, noticeDecisionsOf, roundRecord, versionDocument } from './places.ts';

/** A round with texts for notices. */
export type NotifyingRound = Round & { readonly notice: NonNullable<Round['notice']> };

export interface NoticeDraft extends Draft {
  readonly round: NotifyingRound;
  readonly form: Form;
  readonly submission: Submission;
  readonly decisions: NoticeDecisions;
  /** What the rules propose, before any decision. */
  readonly proposed: readonly ProposedRecommendation[];
  readonly source: FigureSource;
}

interface DraftParts {
  readonly round: NotifyingRound;
  readonly form: Form;
  /** With the commune as the roster has it. */
  readonly submission: Submission;
  readonly returnVersion: number;
  readonly decisions?: NoticeDecisions;
}

/** Puts a draft together. */
export function draftOf({ round, form, submission, returnVersion, decisions = NO_DECISIONS }: DraftParts): NoticeDraft {
  const { commune, findings } = submission;
  const proposed = recommend(form, submission, {
    constants: round.constants,
    words: noticeWords(commune, round.notice),
  });
  const recommendations = settle(proposed, decisions);
  const source = figureSource(form, submission, round.constants);
  const printed = recommendations.filter(({ state }) => state === 'proposed');
  return {
    round,
    form,
    submission,
    commune,
    returnVersion,
    decisions,
    proposed,
    recommendations,
    source,
    errors: noticeErrors(source, findings, recommendations, decisions),
    closingId: closingOne(form, printed)?.id,
  };
}

/** What the notice is composed of. */
export const inputOf = ({ form, submission, round, recommendations, decisions }: NoticeDraft): NoticeInput => ({
  form,
  submission,
  round,
  recommendations,
  decisions,
});

interface Readers {
  readonly documents: Documents;
  readonly forms: FormLibrary;
}

/** The round, where there are notices to write: the form has them, and the round says what stands on them. @throws Problem ROUND_UNKNOWN */
export async function notifyingRound({ documents, forms }: Readers, id: string): Promise<NotifyingRound | undefined> {
  const { round } = await roundRecord(documents, id);
  const form = await forms.load(round.form, round.version);
  return round.notice && form.noticeFields.length > 0 ? { ...round, notice: round.notice } : undefined;
}

/** @throws Problem ROUND_UNKNOWN, ROUND_WITHOUT_NOTICES */
export async function requireNotices(readers: Readers, id: string): Promise<NotifyingRound> {
  const round = await notifyingRound(readers, id);
  if (round) return round;
  const { title } = (await roundRecord(readers.documents, id)).round;
  throw new Problem('ROUND_WITHOUT_NOTICES', { round: title });
}

/** Reads one commune's draft. @throws Problem ROUND_UNKNOWN, ROUND_WITHOUT_NOTICES, COMMUNE_UNKNOWN, NOTHING_SENT */
export async function readDraft(readers: Readers, roundId: string, code: string): Promise<NoticeDraft> {
  const { documents, forms } = readers;
  const round = await requireNotices(readers, roundId);
  const commune = await communeOf(documents, roundId, code);
  const inForce = versionInForce(await communeRecord(documents, roundId, code));
  if (!inForce) throw new Problem('NOTHING_SENT', { code });
  const form = await forms.load(round.form, round.version);
  const document = await versionDocument(documents, roundId, code, inForce.version);
  const submission = { ...fromDocument(document), commune };
  const decisions = await noticeDecisionsOf(documents, roundId, code);
  return draftOf({ round, form, submission, returnVersion: inForce.version, decisions });
}
