/** A draft notice: the commune's figures, what is to be mended, and what is recommended, as finished text. */

import type { Form } from '../form/form.ts';
import type { Commune } from '../round/commune.ts';
import type { Round } from '../round/round.ts';
import type { Word } from '../round/words.ts';
import type { Submission } from '../submission/submission.ts';
import { asSentence, lowerFirst, tidy, upperFirst, withoutStop } from '../text/prose.ts';
import { slotsOf } from '../text/sentence-template.ts';
import { composeAnnex } from './compose-annex.ts';
import { composeFields } from './compose-notice-fields.ts';
import { composeShortcomings, errorsInNotice } from './compose-shortcomings.ts';
import { edited } from './edit-notice.ts';
import { type FigureSource, figureSource } from './figure-source.ts';
import type { Annex, NoticeGround, NoticeModel } from './notice.ts';
import { NO_DECISIONS, type NoticeDecisions } from './notice-decisions.ts';
import { doubtOf, noticeErrors } from './notice-errors.ts';
import { fillWords, type NoticeSettings, noticeWords } from './notice-words.ts';
import { DOUBT, printFigure, UNVERIFIED } from './print-figure.ts';
import type { ProposedRecommendation, RecommendationState } from './recommendation.ts';

export interface NoticeInput {
  readonly form: Form;
  readonly submission: Submission;
  /** A round without texts for notices has none to draft: the caller sees to it. */
  readonly round: Round & { readonly notice: NoticeSettings };
  /** As `recommend` gave them, or as `settle` did with the inspector's decisions. */
  readonly recommendations: readonly ProposedRecommendation[];
  /** Answers to errors on figures that the notice prints. */
  readonly decisions?: Pick<NoticeDecisions, 'errors'>;
  /** A draft without it. */
  readonly stage?: NoticeModel['stage'];
}

/** Stable key by which a form asks for the day on which the team came to inspect; blank where it read the report only. */
export const INSPECTED_ON_SITE = 'ngay_kiem_tra_truc_tiep';

/** Composes the notice of one commune. Every figure under an error carries its mark; a final one says that it was not verified. */
export function composeNotice(input: NoticeInput): NoticeModel {
  const { form, submission, round, recommendations, stage = 'draft' } = input;
  const { notice: settings } = round;
  const { commune } = submission;
  const source = figureSource(form, submission, round.constants);
  const words = noticeWords(commune, settings);
  const errors = errorsInNotice(source, submission.findings, recommendations);
  const { closing, listed } = splitClosing(form, recommendations);
  const annex = composeAnnex(source);
  const model: NoticeModel = {
    stage,
    ...headOf(settings, commune, words),
    ...subjectAndOpening(round, source, words, annex),
    grounds: legalGrounds(settings.grounds.map((line) => fillWords(line, words))),
    fields: composeFields(source, words),
    shortcomings: composeShortcomings(source, errors, recommendations),
    recommendationsOpening: `Trên cơ sở kết quả nêu trên, Đoàn kiểm tra đề nghị ${officeOf(words)} tập trung thực hiện các nội dung sau:`,
    recommendations: listed.map((row) => row.text),
    closing: closingOf(closing, settings, words),
    recipients: settings.recipients.map((line) => withoutStop(fillWords(line, words))),
    ...(annex ? { annex } : {}),
    doubts: noticeErrors(source, errors, recommendations, input.decisions ?? NO_DECISIONS).map(doubtOf),
    groundsOfRecommendations: recommendations.map(groundOf),
  };
  return edited(model, stage === 'final' ? finalWords : (text) => text);
}

/** A figure that was answered for is not shown as sound. */
const finalWords = (text: string): string => text.replaceAll(DOUBT, UNVERIFIED);

type Words = Readonly<Record<Word, string>>;

function headOf(settings: NoticeSettings, commune: Commune, words: Words) {
  const { parentAgency, agency, symbol, place, year, archive, signature } = settings;
  const { authority, title, post, name } = signature;
  return {
    parentAgency,
    agency,
    symbol,
    place,
    year,
    commune: words.don_vi,
    committee: `${words.ubnd_day_du} ${commune.name}`,
    archive: withoutStop(archive),
    signature: { authority, title, ...(post ? { post } : {}), ...(name ? { name } : {}) },
  };
}

/** "UBND xã Bình Dương". */
const officeOf = (words: Words): string => `${words.ubnd} ${words.ten}`;

function subjectAndOpening(
  round: Round & { notice: NoticeSettings },
  source: FigureSource,
  words: Words,
  annex: Annex | undefined,
) {
  const matter = matterOf(round);
  const opening = openingOf(matter, round.notice, onSiteDay(source), words);
  return {
    subject: `${matter} tại ${words.ubnd_day_du} ${words.ten}`,
    opening: annex ? `${opening.replace(/:$/, '')} (số liệu chi tiết tại Phụ lục kèm theo):` : opening,
  };
}

/** What the notice is about, without the commune: "Kết quả kiểm tra công tác cải cách hành chính … năm 2025". */
function matterOf({ title, notice }: Round & { notice: NoticeSettings }): string {
  const line = notice.subject ?? `Kết quả ${lowerFirst(title)}`;
  return tidy(line.replace(/\s+tại(\s+(Ủy ban nhân dân|UBND|\{).*)?\s*$/u, ''));
}

function openingOf(matter: string, settings: NoticeSettings, inspectedOn: string | undefined, words: Words): string {
  const { announcement } = settings;
  const basis = announcement ? `thực hiện ${withoutStop(fillWords(announcement, words))}; ` : '';
  const how = inspectedOn
    ? `qua kiểm tra trực tiếp tại ${officeOf(words)} ngày ${inspectedOn} và báo cáo kết quả tự kiểm tra của đơn vị`
    : `qua theo dõi và trên cơ sở báo cáo kết quả tự kiểm tra của ${officeOf(words)}`;
  return tidy(upperFirst(`${basis}${how}, Đoàn kiểm tra thông báo ${lowerFirst(matter)} như sau:`));
}

function onSiteDay(source: FigureSource): string | undefined {
  const indicator = source.form.byKey.get(INSPECTED_ON_SITE);
  return indicator && printFigure(indicator, source);
}

/** One per line, each ending ";" and the last "." */
function legalGrounds(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => {
    const text = withoutStop(/^căn cứ /iu.test(line) ? line : `Căn cứ ${line}`);
    return `${tidy(text)}${index === lines.length - 1 ? '.' : ';'}`;
  });
}

/** The recommendation that names the day of the report, as the last of those proposed does. */
export function closingOne<T extends ProposedRecommendation>(form: Form, proposed: readonly T[]): T | undefined {
  const dated = form.recommendations.filter((row) => slotsOf(row.text).includes('han_bao_cao')).map((row) => row.id);
  return proposed.findLast((row) => dated.includes(row.id));
}

/** A proposed recommendation that names the deadline of the report is how such a notice closes: it is not said twice. */
function splitClosing(form: Form, recommendations: readonly ProposedRecommendation[]) {
  const proposed = recommendations.filter((row) => row.state === 'proposed');
  const closing = closingOne(form, proposed);
  return { closing, listed: proposed.filter((row) => row !== closing) };
}

/** Who must report what to whom, by when; the notice ends "./." */
function closingOf(closing: ProposedRecommendation | undefined, settings: NoticeSettings, words: Words): string {
  const task =
    closing?.text ??
    `khắc phục các tồn tại, hạn chế nêu tại Thông báo này và báo cáo kết quả về ${settings.reportTo} trước ngày ${words.han_bao_cao}`;
  return `${withoutStop(asSentence(`Đoàn kiểm tra đề nghị ${officeOf(words)} ${lowerFirst(task)}`))}./.`;
}

const STATES: Readonly<Record<RecommendationState, NoticeGround['state']>> = {
  proposed: 'proposed',
  'not proposed': 'not proposed',
  undecided: 'to be decided',
};

const groundOf = ({ id, state, reason }: ProposedRecommendation): NoticeGround => ({
  id,
  state: STATES[state],
  reason,
});
