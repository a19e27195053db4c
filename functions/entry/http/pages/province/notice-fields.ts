/** What was typed into the form of a notice, and how it is read: shared by the page that shows it and the door that takes it. */
import type { Wishes } from '../../../../domain/notice/notice-decisions.ts';
import type { Day } from '../../../../domain/text/day.ts';
import { readDay } from '../../../../domain/text/day.ts';
import { Problem } from '../../../../problems.ts';
import type { NoticeView } from '../../../../use-cases/register/settle-notice.ts';
import type { Fields } from '../../uploads.ts';

/** The text of a field, by its name. */
export type Typed = (name: string) => string;

export const noticeFields = {
  mark: 'dau',
  tick: (id: string): string => `chon.${id}`,
  text: (id: string): string => `loi-van.${id}`,
  deadline: (id: string): string => `han.${id}`,
  reason: (id: string): string => `ly-do.${id}`,
  confirmed: (id: string): string => `giu.${id}`,
  shortcoming: (id: string): string => `ton-tai.${id}`,
  /** By the error's own key: in another version of the return the same error may stand elsewhere in the list. */
  answer: (key: string): string => `loi.${key}`,
} as const;

/** Id of the empty place for one more recommendation. */
export const NEW = 'them';
export const MOST_TEXT = 3000;
export const MOST_REASON = 1000;

/** The fields as they stand for what is stored. */
export function storedIn({ recommendations, errors }: NoticeView): Typed {
  const names = noticeFields;
  const pairs = recommendations.flatMap(({ id, origin, state, decision, rule, shortcoming }) => [
    [names.tick(id), state === 'proposed' ? '1' : ''],
    [names.text(id), decision?.text ?? rule?.text ?? ''],
    [names.deadline(id), decision?.deadline ?? rule?.deadline ?? ''],
    [names.reason(id), decision?.reason ?? ''],
    [names.shortcoming(id), origin === 'added' ? (shortcoming ?? '') : ''],
  ]);
  const answers = errors.map(({ key, answered, outdated }) => [
    names.answer(key),
    (answered ?? outdated)?.reason ?? '',
  ]);
  const stored = new Map([...pairs, ...answers] as [string, string][]);
  return (name) => stored.get(name) ?? '';
}

/** The fields as they were sent. Every recommendation is one paragraph. */
export const sentIn =
  (fields: Fields): Typed =>
  (name) =>
    fields.text(name).replace(/\s+/g, ' ').slice(0, MOST_TEXT);

/** Reads the fields. @throws Problem REQUEST_MALFORMED (names the field) */
export function wishesIn(typed: Typed, { recommendations, errors, closingId }: NoticeView): Wishes {
  const names = noticeFields;
  const own = recommendations.filter(({ origin }) => origin === 'form');
  const added = recommendations.filter(({ origin }) => origin === 'added').map(({ id }) => id);
  return {
    recommendations: own.map(({ id }) => ({
      id,
      ticked: typed(names.tick(id)) !== '',
      text: typed(names.text(id)),
      deadline: id === closingId ? undefined : dayIn(typed(names.deadline(id)), id),
      reason: reasonIn(typed, id),
      confirmed: typed(names.confirmed(id)) !== '',
    })),
    added: [...added, undefined].map((id) => ({
      id,
      text: typed(names.text(id ?? NEW)),
      shortcoming: typed(names.shortcoming(id ?? NEW)),
      deadline: dayIn(typed(names.deadline(id ?? NEW)), id ?? 'bổ sung'),
      reason: reasonIn(typed, id ?? NEW),
    })),
    errors: errors.map(({ key }) => ({ key, reason: typed(names.answer(key)).slice(0, MOST_REASON) })),
  };
}

const reasonIn = (typed: Typed, id: string): string => typed(noticeFields.reason(id)).slice(0, MOST_REASON);

function dayIn(text: string, id: string): Day | undefined {
  if (text === '') return undefined;
  const day = readDay(text);
  if (!day) throw new Problem('REQUEST_MALFORMED', { where: `thời hạn của kiến nghị ${id}` });
  return day;
}
