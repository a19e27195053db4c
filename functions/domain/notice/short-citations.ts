/**
 * Citations as Nghị định 30/2020/NĐ-CP wants them (II.6.b): type, number, date, issuer and subject the first time; afterwards only
 * type and number.
 */

import { withoutEnding } from '../text/prose.ts';

const LETTERS = '\\p{L}[\\p{L}\\d]*';
const CITATION = new RegExp(
  `(?<short>\\p{Lu}\\p{L}*(?: \\p{L}+)? số \\d+[a-z]?(?:/\\d{4})?[/-]${LETTERS}(?:[/-]${LETTERS})*) ngày (?<day>\\d{1,2}/\\d{1,2}/\\d{4})`,
  'gu',
);
/** How issuer and subject begin behind the date. */
const DETAILS = /^ (của|về|ban hành|quy định|phê duyệt) /u;
/** What may follow where they were left out. */
const CLEAN_END = /^(?:$|[,;.:)]| và )/u;

/** Starts over for a notice; give it the texts in the order of reading. */
export function shortCitations(): (text: string) => string {
  const cited = new Map<string, string>();

  return (text) => {
    let done = '';
    let from = 0;
    for (const match of text.matchAll(CITATION)) {
      const { short = '', day = '' } = match.groups ?? {};
      const end = match.index + match[0].length;
      const after = text.slice(end);
      const key = `${short} ${day}`.toLocaleLowerCase('vi');
      const first = cited.get(key);
      if (first === undefined) {
        cited.set(key, withoutEnding(after, './;,:'));
        continue;
      }
      done += text.slice(from, match.index) + short;
      from = end + detailsLength(after, first);
    }
    return done + text.slice(from);
  };
}

/** How much of what follows was said at the first citation already: issuer and subject, where they end cleanly. */
function detailsLength(after: string, first: string): number {
  if (!DETAILS.test(after)) return 0;
  let same = 0;
  while (same < after.length && after[same] === first[same]) same += 1;
  while (same > 0 && !CLEAN_END.test(after.slice(same))) same -= 1;
  return same;
}
