/** Errors on figures that a notice prints: each must be corrected, or answered for, before the notice is final. */

import { answerOf } from '../submission/answers.ts';
import type { Finding } from '../submission/findings.ts';
import { formatDay } from '../text/day.ts';
import { dayOf } from '../text/instant.ts';
import { withoutStop } from '../text/prose.ts';
import { composeDoubts, errorsInNotice } from './compose-shortcomings.ts';
import type { FigureSource } from './figure-source.ts';
import type { AnsweredFinding, NoticeDecisions } from './notice-decisions.ts';
import { UNVERIFIED } from './print-figure.ts';
import type { ProposedRecommendation } from './recommendation.ts';

export interface NoticeError {
  readonly key: string;
  /** What is wrong, where, and what the commune says to it. */
  readonly sentence: string;
  /** The inspector's answer for the figures as they are. */
  readonly answered?: AnsweredFinding;
  /** An answer for other figures than those of now: it holds no more. */
  readonly outdated?: AnsweredFinding;
}

/** The errors of one draft, each with its answer. */
export function noticeErrors(
  source: FigureSource,
  findings: readonly Finding[],
  recommendations: readonly ProposedRecommendation[],
  { errors }: Pick<NoticeDecisions, 'errors'>,
): readonly NoticeError[] {
  const found = errorsInNotice(source, findings, recommendations);
  const sentences = composeDoubts(source, found);
  return found.map((finding, index) => {
    const key = errorKey(finding);
    const answer = errors.find((candidate) => candidate.key === key);
    const holds = answer?.typed === typedOf(finding, source);
    const said = answer && (holds ? { answered: answer } : { outdated: answer });
    return { key, sentence: sentences[index] ?? finding.sentence, ...said };
  });
}

/** One line of the inspector's sheet: the error, and what was answered to it. */
export function doubtOf({ sentence, answered, outdated }: NoticeError): string {
  if (answered)
    return `${sentence} Đoàn kiểm tra chấp nhận nêu số liệu này (${whoAndWhen(answered)}): ${withoutStop(answered.reason)}; trong thông báo ghi kèm “${UNVERIFIED.trim().slice(1, -1)}”.`;
  return outdated
    ? `${sentence} Ý kiến trước đây của Đoàn kiểm tra (${whoAndWhen(outdated)}) là về số liệu khác, cần xem lại.`
    : sentence;
}

const whoAndWhen = ({ by, at }: AnsweredFinding): string => `${by}, ngày ${formatDay(dayOf(at))}`;

/** What is typed now in the cells of the error of this key; `undefined` where there is no such error any more. */
export function answeredWith(key: string, findings: readonly Finding[], source: FigureSource): string | undefined {
  const finding = findings.find((candidate) => candidate.severity === 'error' && errorKey(candidate) === key);
  return finding && typedOf(finding, source);
}

/** The same error in another version of the return has the same key. */
const errorKey = ({ code, rule, indicators }: Finding): string => [code, rule ?? '', ...indicators].join(' ');

const typedOf = ({ indicators }: Finding, { form, answers }: FigureSource): string =>
  indicators
    .flatMap((key) => form.byKey.get(key) ?? [])
    .map((cell) => answerOf(answers, cell).typed)
    .join(' | ');
