/** Numbers as offices type them: comma is decimal, dots before groups of three are thousands. */

export interface NumberText {
  readonly value: number;
  /** Digits typed after the decimal sign. */
  readonly decimals: number;
  /** A dot was read as the decimal sign ("90.19"): understood, but worth saying. */
  readonly dotAsDecimal: boolean;
}

/** Longer ones are no numbers, whatever they are made of. */
const LONGEST = 100;
const WHOLE = String.raw`\d+`;
const GROUPED = String.raw`[1-9]\d{0,2}(?:\.\d{3})+`;
const PATTERN = new RegExp(`^([+-]?)(?:(${WHOLE}|${GROUPED})(?:,(\\d+))?|(\\d+)\\.(\\d{1,2}))$`);

/**
 * Reads a number typed as text, or gives `undefined`: nothing is guessed.
 *
 * Spaces (also non-breaking ones) and one trailing "%" are dropped: "1. 440" is 1440, "90.19%" is 90.19. Raised figures
 * are footnotes, not digits: "24²" is no number.
 */
export function readNumberText(text: string): NumberText | undefined {
  if (text.length > LONGEST || /\p{No}/u.test(text)) return undefined;
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\u200b]+/g, '')
    .replace(/[−–]/g, '-')
    .replace(/%$/, '');
  const match = PATTERN.exec(plain);
  if (!match) return undefined;
  const [, sign, whole, fraction, dotWhole, dotFraction] = match;
  const dotAsDecimal = dotWhole !== undefined;
  const decimals = (fraction ?? dotFraction ?? '').length;
  const digits = `${(whole ?? dotWhole ?? '').replaceAll('.', '')}.${fraction ?? dotFraction ?? '0'}`;
  return { value: Number(digits) * (sign === '-' ? -1 : 1), decimals, dotAsDecimal };
}

/** "97,09 %" → "97,09". */
export function withoutPercent(typed: string): string {
  return typed.endsWith('%') ? typed.slice(0, -1).trimEnd() : typed;
}

/** Digits after the point that a numeric cell shows of itself: 86.6 → 1, 1440 → 0. */
export function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent));
}
