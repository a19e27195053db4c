/** Excel's limit for the text of one cell. */
const MAX_CELL_TEXT = 32_767;

/**
 * Text that can stand in a cell of any workbook: no characters that XML forbids, none that a program would decode, line
 * breaks as Excel keeps them, no longer than Excel takes. Excel decodes `_x000A_`, LibreOffice also `_xa_`.
 */
export function cellText(text: string): string {
  return shorten(plainText(text), MAX_CELL_TEXT).replace(/_(?=x[0-9A-Fa-f]{1,4}_)/g, '_x005F_');
}

/** Text for notes, boxes and properties, without what XML forbids. */
export function plainText(text: string): string {
  const broken = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return broken.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (c) => (c === '\n' || c === '\t' ? c : ''));
}

/** Cuts `text` at a word so that it has at most `limit` UTF-16 units, and shows that it did. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > limit / 2 ? cut.slice(0, space) : cut)
    .trimEnd()
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}
