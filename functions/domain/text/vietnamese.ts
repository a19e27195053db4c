/** Vietnamese text and numbers, in one place: each rule here has been a real defect source. */

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
/** What of a decomposed syllable stands behind its first tone. */
const FROM_TONE = /[\u0300\u0301\u0303\u0309\u0323][\p{L}\p{M}]+/gu;

/** Moves the tone of a syllable to its end, so that "hòa" and "hoà", "thủy" and "thuỷ" come out alike. */
function toneLast(fromTone: string): string {
  const rest = fromTone.slice(1);
  const others = rest.replace(TONES, '');
  return others.length === rest.length ? rest + fromTone.charAt(0) : others + (fromTone.match(TONES) ?? []).join('');
}

/** The captions and labels of a form come back with every return of it; this many are remembered. */
const MOST_REMEMBERED = 10_000;
const LONGEST_REMEMBERED = 200;
/** Times that signs such as "…" and "㎡" may lengthen a text when they are spelt out. */
const MOST_SPELT_OUT = 2;
const folded = new Map<string, string>();

/** The form in which two texts are compared: case, spaces, apostrophes and the place of the tone mark do not matter. */
export function fold(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const made = foldAnew(text);
  if (text.length > LONGEST_REMEMBERED) return made;
  if (folded.size === MOST_REMEMBERED) folded.clear();
  folded.set(text, made);
  return made;
}

function foldAnew(text: string): string {
  const spelt = text.normalize('NFKC');
  // Some signs stand for a whole sentence (U+FDFA for 18 letters): a text made of them is nobody's label.
  if (spelt.length > MOST_SPELT_OUT * text.length + LONGEST_REMEMBERED) return text;
  const plain = spelt
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
  return plain.normalize('NFD').replace(FROM_TONE, toneLast);
}

/** Without any diacritics, lower case: "Đăk Pơ" → "dak po". For searching and file names, never for identity. */
export function unaccented(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();
}

/** ASCII file name part: "Xã Bình Dương" → "xa-binh-duong". */
export function slug(text: string): string {
  return unaccented(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Alphabetical order as Vietnamese readers expect it. */
export const compareVietnamese: (left: string, right: string) => number = new Intl.Collator('vi', { numeric: true })
  .compare;

const formats = new Map<string, Intl.NumberFormat>();

/** `1440` → "1.440"; with `decimals` always that many: `2.9, 2` → "2,90". Without, up to six as needed. */
export function formatNumber(value: number, decimals?: number): string {
  const digits =
    decimals === undefined
      ? { maximumFractionDigits: 6 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const key = String(decimals);
  // "negative": a small loss rounded away is 0, not "-0".
  const format = formats.get(key) ?? new Intl.NumberFormat('vi-VN', { ...digits, signDisplay: 'negative' });
  formats.set(key, format);
  return format.format(decimals === undefined ? value : roundHalfUp(value, decimals));
}

/** Rounds half away from zero at `decimals`, as offices do: 97.095 → 97.10. */
export function roundHalfUp(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return (Math.sign(value) * Math.round(Math.abs(value) * scale * (1 + Number.EPSILON * 4))) / scale;
}

/** Cuts off after `decimals`: 97.097 → 97.09. */
export function truncate(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.trunc(value * scale * (1 + Number.EPSILON * 4)) / scale;
}

/** "a", "a và b", "a, b và c". */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} và ${parts.at(-1)}`;
}
