/** What stands at the tags of a template. A blank text is absent, so that its place shows a mark. */
export type TagValue = string | readonly TagValues[] | undefined;
export type TagValues = { readonly [tag: string]: TagValue };

// What XML 1.0 cannot hold, even escaped; tab and the line breaks are handled before.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to drop
const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f\ufffe\uffff]/g;

/** The text as a Word file can hold it; `undefined` where nothing is left. */
export function plain(text: string | undefined): string | undefined {
  const clean = text
    ?.toWellFormed()
    .replace(/\r\n?|[\v\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(FORBIDDEN, '')
    .trim();
  return clean || undefined;
}

/** A list of texts, each at the tag {noi_dung}. */
export const sentences = (texts: readonly string[]): TagValues[] => texts.map((text) => ({ noi_dung: plain(text) }));

/** In a centred title a name stays on one line: "xã Al" above "Bá" reads as another place. */
export const unbroken = (text: string, name: string): string => text.replaceAll(name, name.replaceAll(' ', '\u00a0'));

/** As the block of a signature has it: a line that breaks inside the name of the office reads badly. */
export const PEOPLES_COMMITTEE = 'ỦY BAN NHÂN DÂN TỈNH';
