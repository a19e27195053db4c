/** The recommendations of a draft after the inspector's decisions: what the rules propose, changed where somebody decided. */

import { formatDay } from '../text/day.ts';
import { dayOf } from '../text/instant.ts';
import { asSentence, withoutStop } from '../text/prose.ts';
import type { AddedRecommendation, Decision, Made, NoticeDecisions } from './notice-decisions.ts';
import type { ProposedRecommendation } from './recommendation.ts';

export interface SettledRecommendation extends ProposedRecommendation {
  readonly origin: 'form' | 'added';
  /** What the rule says without the decision; absent for one that was added. */
  readonly rule?: ProposedRecommendation;
  readonly decision?: Decision | AddedRecommendation;
  /** Figures and wording that are not what they were when it was decided, in sentences. */
  readonly changed: readonly string[];
}

/** The form's recommendations in its order, then those added. */
export function settle(
  proposed: readonly ProposedRecommendation[],
  decisions: NoticeDecisions,
): readonly SettledRecommendation[] {
  const decided = new Map(decisions.recommendations.map((decision) => [decision.id, decision]));
  const own = proposed.map((rule) => settleOne(rule, decided.get(rule.id)));
  return [...own, ...decisions.added.map(addedOne)];
}

function settleOne(rule: ProposedRecommendation, decision: Decision | undefined): SettledRecommendation {
  if (!decision) return { ...rule, origin: 'form', rule, changed: [] };
  const { chosen, deadline = rule.deadline, text = rule.text } = decision;
  const changed = changesSince(decision, rule);
  const state = chosen === undefined ? rule.state : chosen === 'on' ? 'proposed' : 'not proposed';
  return {
    ...rule,
    ...(deadline ? { deadline } : {}),
    state,
    text: withDeadline(asSentence(text), decision.deadline),
    reason: [decisionInProse(decision), ...changed, rule.reason].join(' '),
    origin: 'form',
    rule,
    decision,
    changed,
  };
}

function addedOne(added: AddedRecommendation): SettledRecommendation {
  const { id, text, shortcoming, deadline } = added;
  return {
    id,
    state: 'proposed',
    text: withDeadline(asSentence(text), deadline),
    reason: `Đoàn kiểm tra bổ sung ${whoInProse(added)}`,
    ...(shortcoming ? { shortcoming: asSentence(shortcoming) } : {}),
    ...(deadline ? { deadline } : {}),
    ground: [],
    origin: 'added',
    decision: added,
    changed: [],
  };
}

/** A deadline that an inspector set is printed, unless the text names the day itself. */
function withDeadline(text: string, deadline: string | undefined): string {
  if (!deadline || text.includes(formatDay(deadline))) return text;
  return `${withoutStop(text)}; hoàn thành trước ngày ${formatDay(deadline)}.`;
}

function decisionInProse(decision: Decision): string {
  const { chosen, text, deadline } = decision;
  const parts = [
    chosen === 'on' ? 'chọn kiến nghị này' : chosen === 'off' ? 'bỏ kiến nghị này' : '',
    text === undefined ? '' : 'sửa lời văn',
    deadline === undefined ? '' : `đặt thời hạn ${formatDay(deadline)}`,
  ].filter((part) => part !== '');
  return `Đoàn kiểm tra ${parts.length > 0 ? parts.join(', ') : 'ghi ý kiến'} ${whoInProse(decision)}`;
}

/** "(Trần Thị B, ngày 14/10/2025): lý do." */
const whoInProse = ({ by, at, reason }: Made): string =>
  `(${by}, ngày ${formatDay(dayOf(at))})${reason ? `: ${withoutStop(reason)}` : ''}.`;

function changesSince({ basis, text }: Decision, rule: ProposedRecommendation): readonly string[] {
  const figures = rule.ground.flatMap((now) => {
    const before = basis.figures.find(({ key }) => key === now.key)?.printed ?? 'chưa có số liệu';
    return before === now.printed ? [] : [`${now.code} ${now.label}: trước là ${before}, nay là ${now.printed}`];
  });
  const gone = basis.figures.filter(({ key }) => !rule.ground.some((now) => now.key === key));
  const moved = [...figures, ...(gone.length > 0 ? [`${gone.length} số liệu trước có nay không còn`] : [])];
  const rephrased = text !== undefined && basis.text !== rule.text;
  return [
    ...(moved.length > 0 ? [`Số liệu đã đổi sau khi quyết định: ${moved.join('; ')}.`] : []),
    ...(basis.state !== rule.state ? [`Kết quả xét theo số liệu cũng đã đổi: ${OUTCOMES[rule.state]}.`] : []),
    ...(rephrased ? ['Lời văn mẫu nay khác với khi được sửa.'] : []),
  ];
}

const OUTCOMES: Readonly<Record<ProposedRecommendation['state'], string>> = {
  proposed: 'nay thuộc trường hợp cần kiến nghị',
  'not proposed': 'nay không thuộc trường hợp cần kiến nghị',
  undecided: 'nay chưa đủ căn cứ để xác định',
};
