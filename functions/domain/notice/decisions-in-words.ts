/** What a change of decisions came to, for the log. */

import { formatDay } from '../text/day.ts';
import { withoutStop } from '../text/prose.ts';
import type { AddedRecommendation, AnsweredFinding, Decision, NoticeDecisions } from './notice-decisions.ts';

/** "R4: bỏ kiến nghị, lý do: …; B1: bổ sung; …"; empty where nothing was changed. */
export function decisionsInWords(before: NoticeDecisions, after: NoticeDecisions): string {
  const parts = [
    ...changesOf(
      before.recommendations,
      after.recommendations,
      ({ id }) => id,
      ofDecision,
      'theo đề xuất của biểu mẫu',
    ),
    ...changesOf(before.added, after.added, ({ id }) => id, ofAdded, 'xoá kiến nghị bổ sung'),
    ...changesOf(before.errors, after.errors, ({ key }) => key, ofAnswer, 'không còn ý kiến về lỗi này'),
  ];
  return parts.join('; ');
}

/** New and changed ones are other objects: what was not touched is kept as it is. */
function changesOf<T>(
  before: readonly T[],
  after: readonly T[],
  idOf: (one: T) => string,
  words: (one: T) => string,
  gone: string,
): readonly string[] {
  const old = new Map(before.map((one) => [idOf(one), JSON.stringify(one)]));
  const now = new Set(after.map(idOf));
  return [
    ...after.flatMap((one) => (old.get(idOf(one)) === JSON.stringify(one) ? [] : [`${idOf(one)}: ${words(one)}`])),
    ...before.flatMap((one) => (now.has(idOf(one)) ? [] : [`${idOf(one)}: ${gone}`])),
  ];
}

const reasonOf = ({ reason }: { readonly reason?: string }): string[] =>
  reason ? [`lý do: ${withoutStop(reason)}`] : [];
const dayOf = ({ deadline }: { readonly deadline?: string }): string[] =>
  deadline ? [`thời hạn ${formatDay(deadline)}`] : [];

const ofDecision = (decision: Decision): string =>
  [
    ...(decision.chosen ? [decision.chosen === 'on' ? 'chọn kiến nghị' : 'bỏ kiến nghị'] : []),
    ...(decision.text === undefined ? [] : [`sửa lời văn thành “${decision.text}”`]),
    ...dayOf(decision),
    ...reasonOf(decision),
  ].join(', ');

const ofAdded = (added: AddedRecommendation): string =>
  [`bổ sung “${added.text}”`, ...dayOf(added), ...reasonOf(added)].join(', ');

const ofAnswer = ({ reason }: AnsweredFinding): string => `chấp nhận số liệu có lỗi, lý do: ${withoutStop(reason)}`;
