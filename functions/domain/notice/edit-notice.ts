/** The last look over a composed notice: dates as offices write them, documents in full once and short afterwards. */

import { formatDay, readDay } from '../text/day.ts';
import type { NoticeModel } from './notice.ts';
import { shortCitations } from './short-citations.ts';

/** The notice with every text of it in the order of reading looked over; `also` comes last. The inspector's sheet stays as it is. */
export function edited(notice: NoticeModel, also: (text: string) => string): NoticeModel {
  const shorten = shortCitations();
  const edit = (text: string): string => also(shorten(withOfficeDates(text)));
  const { grounds, opening, fields, shortcomings, recommendationsOpening, recommendations, closing, annex } = notice;
  return {
    ...notice,
    grounds: grounds.map(edit),
    opening: edit(opening),
    fields: fields.map((field) => ({
      ...field,
      paragraphs: field.paragraphs.map((paragraph) => ({ ...paragraph, text: edit(paragraph.text) })),
    })),
    shortcomings: shortcomings.map(edit),
    recommendationsOpening: edit(recommendationsOpening),
    recommendations: recommendations.map(edit),
    closing: edit(closing),
    ...(annex ? { annex: editedAnnex(annex, also) } : {}),
  };
}

function editedAnnex(annex: NonNullable<NoticeModel['annex']>, edit: (text: string) => string) {
  const groups = annex.groups.map((group) => ({
    ...group,
    rows: group.rows.map((row) => ({ ...row, figure: edit(row.figure) })),
  }));
  return { ...annex, groups };
}

/** "11/07/2025" is "11/7/2025"; what is no day of the calendar stays as it was typed. */
export function withOfficeDates(text: string): string {
  return text.replace(/(?<![\d/.-])\d{1,2}\/\d{1,2}\/\d{4}(?![\d/-])/g, (typed) => {
    const day = readDay(typed);
    return day ? formatDay(day) : typed;
  });
}
