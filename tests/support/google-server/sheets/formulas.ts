/**
 * Formulas as text: what a locale can read, how they look in an .xlsx file, and how their references move with rows and
 * columns. Nothing is computed.
 */
import { columnOf, lettersOf } from './ranges.ts';

/** Parts of a formula in order: quoted text and quoted sheet titles, array constants' braces, all else. */
const PARTS = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[{}]|[^"'{}]+/g;

/** Locales that write 0,5: arguments are parted by ";" there, and "," parts nothing. */
export function hasDecimalComma(locale: string): boolean {
  return new Intl.NumberFormat(locale.replace('_', '-')).format(0.5).includes(',');
}

/** 0,5 in a locale with a decimal comma; `0,1,0` is three things and no number. */
const NUMBER = /(?<![\w.$,])\d+,\d+(?![\d,])/g;

/** Whether Sheets understands the formula in this locale: `#ERROR!` otherwise, and no refusal. */
export function isReadable(formula: string, locale: string): boolean {
  if (!isBalanced(formula)) return false;
  if (!hasDecimalComma(locale)) return true;
  return code(formula).every(({ text, braces }) => braces > 0 || !/\d\.\d|,/.test(text.replaceAll(NUMBER, '0')));
}

/** The formula as Excel stores it: "," between arguments, "." in numbers. */
export function toExcel(formula: string, locale: string): string {
  const comma = hasDecimalComma(locale);
  return parts(formula)
    .map(({ text, braces, quoted }) => {
      if (quoted || (!comma && braces > 0)) return text;
      if (!comma) return text.replaceAll(';', ',');
      const points = text.replaceAll(/(\d),(\d)/g, '$1.$2');
      return braces > 0 ? points.replaceAll('\\', ',') : points.replaceAll(';', ',');
    })
    .join('');
}

interface Part {
  readonly text: string;
  readonly quoted: boolean;
  readonly braces: number;
}

function parts(formula: string): Part[] {
  let braces = 0;
  return (formula.match(PARTS) ?? []).map((text) => {
    if (text === '{') braces += 1;
    if (text === '}') braces -= 1;
    return { text, quoted: text.startsWith('"') || text.startsWith("'"), braces };
  });
}

function code(formula: string): Part[] {
  return parts(formula).filter(({ quoted }) => !quoted);
}

function isBalanced(formula: string): boolean {
  if (parts(formula).reduce((sum, { text }) => sum + text.length, 0) !== formula.length) return false;
  const brackets = code(formula).flatMap(({ text }) => text.match(/[()]/g) ?? []);
  let depth = 0;
  for (const bracket of brackets) {
    depth += bracket === '(' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

const REFERENCE =
  /(?:('(?:[^']|'')+'|[\p{L}_][\p{L}\d_.]*)!)?(?<![\p{L}\d_.$])(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d*)(?![\p{L}\d_.(!])/gu;

/** Where a reference points to: sheet title if it is written, zero-based row and column. */
export interface Reference {
  readonly sheet: string | undefined;
  readonly row: number;
  readonly column: number;
  readonly fixedRow: boolean;
  readonly fixedColumn: boolean;
}

/** Rewrites every reference to a cell; `undefined` means that the cell is gone. Text in quotes is left as it is. */
export function moveReferences(
  formula: string,
  moved: (reference: Reference) => { row: number; column: number } | undefined,
): string {
  return outsideText(formula, (piece) =>
    piece.replaceAll(REFERENCE, (whole, sheet: string | undefined, fixColumn, letters: string, fixRow, row: string) => {
      const title = sheet?.replace(/^'(.*)'$/s, '$1').replaceAll("''", "'");
      const place = { row: Number(row) - 1, column: columnOf(letters) };
      const next = moved({ sheet: title, ...place, fixedRow: fixRow === '$', fixedColumn: fixColumn === '$' });
      if (!next) return `${sheet === undefined ? '' : `${sheet}!`}#REF!`;
      if (next.row === place.row && next.column === place.column) return whole;
      return `${sheet === undefined ? '' : `${sheet}!`}${fixColumn}${lettersOf(next.column)}${fixRow}${next.row + 1}`;
    }),
  );
}

/** Sheet titles stand before "!"; only text in double quotes is not code. */
function outsideText(formula: string, change: (piece: string) => string): string {
  const pieces = formula.match(/"(?:[^"]|"")*"|[^"]+/g) ?? [];
  return pieces.map((piece) => (piece.startsWith('"') ? piece : change(piece))).join('');
}

/** The titles of the sheets that a formula names. */
export function sheetsNamedIn(formula: string): string[] {
  const pieces = (formula.match(/"(?:[^"]|"")*"|[^"]+/g) ?? []).filter((piece) => !piece.startsWith('"'));
  const found = pieces.flatMap((piece) => [...piece.matchAll(/('(?:[^']|'')+'|[\p{L}_][\p{L}\d_.]*)!/gu)]);
  return found.map(([, sheet = '']) => sheet.replace(/^'(.*)'$/s, '$1').replaceAll("''", "'"));
}
