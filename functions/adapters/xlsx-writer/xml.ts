import { plainText } from './text.ts';

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** `text` between two tags. */
export const content = (text: string): string => plainText(text).replace(/[&<>]/g, (mark) => MARKS[mark] ?? mark);

/** `text` within double quotes, on one line. */
export const attribute = (text: string): string =>
  plainText(text)
    .replace(/\s+/g, ' ')
    .replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark);
