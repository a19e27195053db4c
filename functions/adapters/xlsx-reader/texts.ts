const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;
/** What no XML, and so none of our own documents, can hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to drop
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** Marks upon one letter; the last two are letters that normalisation turns into marks. */
const MARKS = /[\p{M}\uff9e\uff9f]{2,}/gu;
/** As many as the Stream-Safe Text Format allows (UAX #15); no language needs a third of them. */
const MOST_MARKS = 30;

/**
 * Gives a text of the workbook as a person sees it: `_xHHHH_` resolved, in NFC.
 *
 * Control characters that only such an escape can smuggle in are dropped, and marks beyond what can be seen: sorting them
 * takes the square of their number, each time that a text is normalised. The text shares no memory with the part it was
 * cut from, so that keeping one word does not keep the whole part.
 */
export function plainText(raw: string): string {
  const text = raw.includes('_x') ? unescaped(raw) : raw;
  return detached(withFewMarks(text).normalize('NFC'));
}

function unescaped(raw: string): string {
  const text = raw.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return text.toWellFormed().replace(UNWRITABLE, '');
}

function withFewMarks(text: string): string {
  if (text.length <= MOST_MARKS) return text;
  return text.replace(MARKS, (marks) => (marks.length > MOST_MARKS ? [...marks].slice(0, MOST_MARKS).join('') : marks));
}

function detached(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
