/**
 * The workbook's formulas as Google Sheets reads them, whatever the locale of the spreadsheet: Sheets parses a formula as if
 * it were typed there, where a comma may be a decimal sign.
 */

/** What the forms' formulas use; each of them Sheets has under the same name and with the same arguments. */
export const KNOWN_FUNCTIONS: ReadonlySet<string> = new Set(
  `ABS AND COUNTIF DATE DATEVALUE EXACT IF IFERROR INDEX INT ISNUMBER LEFT LEN MATCH MAX MID MIN MONTH N NOT OR ROUND
   SUBSTITUTE SUM SUMPRODUCT TRIM TRUNC VALUE`.split(/\s+/),
);

/** A quoted text, a quoted sheet name, a function's name, a number with a fraction, and what has no place in our formulas. */
const PIECES = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[A-Z][A-Z0-9.]*(?=\()|\d+\.\d+|\d[eE][+-]?\d|[,{}]/g;

/**
 * Translates a formula (without its "="): arguments separated by ";", which every locale reads, and fractions as quotients.
 *
 * @throws Error for a function, an array or a notation that is not known to work there.
 */
export function toSheetsFormula(formula: string): string {
  return `=${formula.replace(PIECES, piece)}`;
}

function piece(text: string): string {
  if (text.startsWith('"') || text.startsWith("'")) return text;
  if (text === ',') return ';';
  if (/^\d+\.\d+$/.test(text)) return quotient(text);
  if (KNOWN_FUNCTIONS.has(text)) return text;
  throw new Error(`"${text}" is not known to work in Google Sheets.`);
}

/** Both terms are whole and small, so the quotient is the very number that the fraction means. */
function quotient(fraction: string): string {
  const [whole = '', decimals = ''] = fraction.split('.');
  return `(${Number(whole + decimals)}/1${'0'.repeat(decimals.length)})`;
}

/** A number where Sheets reads text as if it were typed, e.g. the bounds of a validation. */
export const typedNumber = (value: number): string =>
  Number.isInteger(value) ? String(value) : `=${inFormula(value)}`;

/** A number inside a formula. */
export function inFormula(value: number): string {
  if (Number.isInteger(value)) return value < 0 ? `(${value})` : String(value);
  const text = Math.abs(value).toFixed(10).replace(/0+$/, '');
  return value < 0 ? `(-${quotient(text)})` : quotient(text);
}

/** A text inside a formula. */
export const quotedText = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A click that leads to a cell of the same spreadsheet. */
export const linkFormula = (sheetId: number, address: string, shown: string): string =>
  `=HYPERLINK(${quotedText(`#gid=${sheetId}&range=${address.replaceAll('$', '')}`)};${shown})`;
