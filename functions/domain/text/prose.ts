/** Small repairs of running text: what is left when parts of a sentence were filled in or left out. */

/** Collapses spaces and the punctuation that a left-out part leaves behind: " ,", ",.", "..", "()". */
export function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\(\s*\)/g, '')
    .replace(/\s+([,;:.)])/g, '$1')
    .replace(/\(\s+/g, '(')
    .replace(/[,;:]+\.?/g, lastOf)
    .replace(/\.{4,}/g, '...')
    .replace(/(?<!\.)\.\.(?!\.)/g, '.')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Of signs in a row the stop counts, else the last comma or semicolon with the colons behind it. */
function lastOf(signs: string): string {
  return signs.endsWith('.') ? '.' : signs.slice(Math.max(signs.lastIndexOf(','), signs.lastIndexOf(';'), 0));
}

/** Begins with a capital and ends as a sentence does; a text that ends with ":" announces a list and stays so. */
export function asSentence(text: string): string {
  const plain = tidy(text).replace(/[,;]$/, '');
  return upperFirst(/[.:!?…]$/.test(plain) ? plain : `${plain}.`);
}

/** Without the punctuation at its end, so that it can stand inside a sentence; an ellipsis and "v.v." stay. */
export function withoutStop(text: string): string {
  const plain = text.trim();
  return /(\.\.\.|v\.v\.)$/.test(plain) ? plain : withoutEnding(plain, '.;,');
}

/** Without any of `signs` at its end. A regular expression for it takes the square of the length of any row of them. */
export function withoutEnding(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "Kiểm tra" → "kiểm tra"; an abbreviation such as "UBND" stays as it is. */
export function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
