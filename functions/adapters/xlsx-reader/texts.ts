const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;
/** What no XML, and so none of our own documents, can hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to drop
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * Gives a text of the workbook as a person sees it: `_xHHHH_` resolved, in NFC.
 *
 * Control characters that only such an escape can smuggle in are dropped. The text shares no memory with the part it
 * was cut from, so that keeping one word does not keep the whole part.
 */
export function plainText(raw: string): string {
  const text = raw.includes('_x') ? unescaped(raw) : raw;
  return detached(text.normalize('NFC'));
}

function unescaped(raw: string): string {
  const text = raw.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return text.toWellFormed().replace(UNWRITABLE, '');
}

function detached(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
