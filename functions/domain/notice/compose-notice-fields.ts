/** Section I of a notice: one field per part of the form, in sentences that adapt to what was answered. */

import { evaluate } from '../expression/evaluate.ts';
import { references } from '../expression/tree.ts';
import type { NoticeFieldTemplate, NoticeParagraphTemplate } from '../form/form.ts';
import { answerOf } from '../submission/answers.ts';
import { asSentence, withoutStop } from '../text/prose.ts';
import { fillSentence, slotsOf, writeZeros } from '../text/sentence-template.ts';
import { cellsOf, type FigureSource } from './figure-source.ts';
import { holdsSurely } from './judge-condition.ts';
import type { NoticeField, NoticeParagraph } from './notice.ts';
import { DOUBT, slotFiller } from './print-figure.ts';

/** Said where a field would otherwise be blank: the inspector must see it, and the commune too. */
export const NOTHING_REPORTED = 'Báo cáo tự kiểm tra chưa có nội dung, số liệu về lĩnh vực này.';
export const TOO_LITTLE_REPORTED = 'Báo cáo tự kiểm tra chưa đủ số liệu để nêu kết quả ở lĩnh vực này.';

/** The fields of the notice, numbered from 1. None is left without a paragraph. */
export function composeFields(source: FigureSource, words: Readonly<Record<string, string>>): readonly NoticeField[] {
  const fill = slotFiller(source, words);
  return source.form.noticeFields.map((field, index) => {
    const paragraphs = groupsOf(field).flatMap((group) => composeGroup(group, source, fill));
    const nothing = { text: isTouched(field, source) ? TOO_LITTLE_REPORTED : NOTHING_REPORTED, nested: false };
    return { number: index + 1, title: field.title, paragraphs: paragraphs.length > 0 ? paragraphs : [nothing] };
  });
}

/** Something of the field was answered, though not enough for a sentence. */
function isTouched({ section }: NoticeFieldTemplate, { form, answers }: FigureSource): boolean {
  const key = form.sections.find((candidate) => candidate.code === section)?.key;
  const cells = form.indicators.filter((indicator) => indicator.section === key);
  return cells.some((cell) => ['value', 'nil', 'unreadable'].includes(answerOf(answers, cell).state));
}

type Fill = (slot: string) => string | undefined;

interface Group {
  readonly head?: NoticeParagraphTemplate;
  readonly nested: readonly NoticeParagraphTemplate[];
}

/** A paragraph with the nested ones that follow it. */
function groupsOf({ paragraphs }: NoticeFieldTemplate): readonly Group[] {
  const heads = paragraphs.flatMap((paragraph, index) => (paragraph.nested ? [] : [index]));
  const before = paragraphs.slice(0, heads[0] ?? paragraphs.length);
  const groups = heads.map((at, n) => ({ head: paragraphs[at], nested: paragraphs.slice(at + 1, heads[n + 1]) }));
  return before.length > 0 ? [{ nested: before }, ...groups] : groups;
}

/** Nested paragraphs move up where their head is left out; a head that announces a list is left out without one. */
function composeGroup({ head, nested }: Group, source: FigureSource, fill: Fill): readonly NoticeParagraph[] {
  const first = head && composeParagraph(head, source, fill);
  const rest = nested.flatMap((template) => composeParagraph(template, source, fill) ?? []);
  if (first === undefined) return rest.map((text) => ({ text, nested: false }));
  if (first.endsWith(':') && rest.length === 0) return [];
  return [{ text: first, nested: false }, ...rest.map((text) => ({ text, nested: true }))];
}

function composeParagraph(template: NoticeParagraphTemplate, source: FigureSource, fill: Fill): string | undefined {
  if (!isPrinted(template, source)) return undefined;
  const text = fillSentence(template.text, fill);
  const items = template.items.flatMap((item) => fillSentence(item, fill) ?? []);
  if (text === undefined || (template.items.length > 0 && items.length === 0)) return undefined;
  const whole = items.length > 0 ? `${text.trimEnd()} ${items.map(withoutStop).join(', ')}.` : text;
  return marked(onceMarked(asSentence(writeZeros(whole))), template, source);
}

/** The condition holds, or is open only because a figure that the paragraph itself prints could not be read. */
function isPrinted({ when, text, items }: NoticeParagraphTemplate, source: FigureSource): boolean {
  if (!when) return true;
  const holds = evaluate(when, source.scope);
  if (holds !== undefined) return holds === true;
  const shown = [text, ...items].flatMap(slotsOf);
  return references(when).some((code) => shown.includes(code) && isUnreadable(code, source));
}

const isUnreadable = (code: string, { form, answers }: FigureSource): boolean =>
  cellsOf(code, form).some((cell) => answerOf(answers, cell).state === 'unreadable');

/** "23 [mark]/22 [mark]" is marked once; where only the first figure is in doubt, its own mark stays. */
function onceMarked(text: string): string {
  const [first = '', ...rest] = text.split(`${DOUBT}/`);
  return rest.reduce((done, part) => {
    const [figure = '', ...after] = part.split(DOUBT);
    const isPair = after.length > 0 && !/\s/.test(figure);
    return `${done}${isPair ? '' : DOUBT}/${part}`;
  }, first);
}

/** A sentence that rests on an unsound figure without printing it ("Không có hồ sơ trễ hạn") carries the mark too. */
function marked(text: string, { when }: NoticeParagraphTemplate, source: FigureSource): string {
  if (!when || text.includes(DOUBT) || holdsSurely(when, source)) return text;
  return /[.:]$/.test(text) ? `${text.slice(0, -1)}${DOUBT}${text.slice(-1)}` : `${text}${DOUBT}`;
}
