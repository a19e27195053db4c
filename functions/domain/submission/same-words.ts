/** Whether two labels are the same but for slips of typing. */
import { unaccented } from '../text/vietnamese.ts';

/**
 * Tells whether the words of two labels say the same: accents, punctuation, a slip of one letter in a longer word and a few words
 * left out do not matter. Words that make another indicator of it do: figures, the level of government, negations.
 */
export function sameWords(left: readonly string[], right: readonly string[]): boolean {
  const allowed = Math.max(1, Math.floor(Math.max(left.length, right.length) * 0.15));
  if (Math.abs(left.length - right.length) > allowed || Math.min(left.length, right.length) <= allowed) return false;
  const more = unmatched(left, right);
  if (more.length > allowed || more.some(isTelling)) return false;
  const fewer = unmatched(right, left);
  return fewer.length <= allowed && !fewer.some(isTelling);
}

/** The words of a label, without accents and punctuation. */
export const wordsOf = (text: string): readonly string[] =>
  unaccented(text)
    .split(/[^\p{L}\p{N}%]+/u)
    .filter((word) => word !== '');

/** Words of `one` without a like word in `other`, each word of which is used once. */
function unmatched(one: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other];
  return one.filter((word) => {
    const index = left.findIndex((candidate) => candidate === word || isSlip(word, candidate));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

const TELLING: ReadonlySet<string> = new Set(
  'tinh huyen xa phuong thon khong chua dung som muon tre qua truoc sau tren duoi tong moi cu nam'.split(' '),
);

const isTelling = (word: string): boolean => /\d/.test(word) || TELLING.has(word);

/** One letter typed wrong, left out, doubled or changed places in a word of four letters or more. */
function isSlip(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < 4 || Math.abs(one.length - other.length) > 1) return false;
  if (isTelling(one) || isTelling(other)) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const rests = [
    [one.slice(start + 1), other.slice(start + 1)],
    [one.slice(start + 1), other.slice(start)],
    [one.slice(start), other.slice(start + 1)],
    [one.slice(start + 2), other.slice(start + 2)],
  ];
  const swapped = one[start] === other[start + 1] && one[start + 1] === other[start];
  return rests.some(([left, right], index) => left === right && (index < 3 || swapped));
}
