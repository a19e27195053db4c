/** What may stand in a cell, and what a rule about cells may say. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { invalid } from '../refusals.ts';
import { type Book, type CellData, gridNamed } from './book.ts';
import { hasDecimalComma, isReadable, sheetsNamedIn } from './formulas.ts';
import { rangeFromText } from './ranges.ts';

const MOST_CHARACTERS = 50_000;

/** Refuses a cell that Google would not take: too long, two values, values that only Google sets. */
export function checkCell(book: Book, cell: CellData): void {
  const value = cell.userEnteredValue ?? {};
  const text = value.stringValue ?? value.formulaValue ?? '';
  if (Math.max(text.length, cell.note?.length ?? 0) > MOST_CHARACTERS) {
    throw invalid(`Your input contains more than the maximum of ${MOST_CHARACTERS} characters in a single cell.`);
  }
  if (value.errorValue) throw invalid('userEnteredValue.errorValue is read-only');
  if (value.formulaValue != null && !/^[=+]/.test(value.formulaValue)) {
    throw invalid(`Invalid formulaValue: ${value.formulaValue}`);
  }
  if (cell.dataValidation) checkValidation(book, cell.dataValidation);
  checkNumberFormat(cell.userEnteredFormat?.numberFormat);
}

function checkNumberFormat(format: sheets_v4.Schema$NumberFormat | undefined): void {
  if (format && (format.type == null || format.type === 'NUMBER_FORMAT_TYPE_UNSPECIFIED')) {
    throw invalid('Invalid CellFormat.numberFormat: type is required');
  }
}

/** The value that Sheets shows: a formula in another locale's notation is an error, any other result is unknown. */
export function effectiveValue(book: Book, cell: CellData): sheets_v4.Schema$ExtendedValue | undefined {
  const value = cell.userEnteredValue;
  if (value?.formulaValue == null) return value;
  if (isReadable(value.formulaValue, book.properties.locale ?? 'en_US')) return cell.effectiveValue;
  return { errorValue: { type: 'ERROR', message: 'Formula parse error.' } };
}

type Count = readonly [least: number, most: number];

const NUMBERS: Readonly<Record<string, Count>> = {
  NUMBER_GREATER: [1, 1],
  NUMBER_GREATER_THAN_EQ: [1, 1],
  NUMBER_LESS: [1, 1],
  NUMBER_LESS_THAN_EQ: [1, 1],
  NUMBER_EQ: [1, 1],
  NUMBER_NOT_EQ: [1, 1],
  NUMBER_BETWEEN: [2, 2],
  NUMBER_NOT_BETWEEN: [2, 2],
};

const DATES: Readonly<Record<string, Count>> = {
  DATE_EQ: [1, 1],
  DATE_BEFORE: [1, 1],
  DATE_AFTER: [1, 1],
  DATE_ON_OR_BEFORE: [1, 1],
  DATE_ON_OR_AFTER: [1, 1],
  DATE_BETWEEN: [2, 2],
  DATE_NOT_BETWEEN: [2, 2],
};

const BOTH: Readonly<Record<string, Count>> = {
  TEXT_CONTAINS: [1, 1],
  TEXT_NOT_CONTAINS: [1, 1],
  TEXT_EQ: [1, 1],
  CUSTOM_FORMULA: [1, 1],
};

const VALIDATION: Readonly<Record<string, Count>> = {
  ...NUMBERS,
  ...DATES,
  ...BOTH,
  DATE_IS_VALID: [0, 0],
  TEXT_IS_EMAIL: [0, 0],
  TEXT_IS_URL: [0, 0],
  ONE_OF_RANGE: [1, 1],
  ONE_OF_LIST: [1, 500],
  BOOLEAN: [0, 2],
};

const FORMATTING: Readonly<Record<string, Count>> = {
  ...NUMBERS,
  ...DATES,
  ...BOTH,
  TEXT_STARTS_WITH: [1, 1],
  TEXT_ENDS_WITH: [1, 1],
  BLANK: [0, 0],
  NOT_BLANK: [0, 0],
};

/** Refuses a rule on what may be typed. */
export function checkValidation(book: Book, rule: sheets_v4.Schema$DataValidationRule): void {
  const { condition } = rule;
  if (!condition) throw invalid('DataValidationRule.condition is required');
  const texts = checkCount(condition, VALIDATION, 'data validation');
  if (condition.values?.some(({ relativeDate }) => relativeDate != null)) {
    throw invalid('Relative dates are not supported in data validation.');
  }
  if (condition.type === 'ONE_OF_RANGE') checkListRange(book, texts[0] ?? '');
  else checkConditionTexts(book, condition.type ?? '', texts);
}

/** Refuses the condition of a conditional format. */
export function checkFormatting(
  book: Book,
  condition: sheets_v4.Schema$BooleanCondition | undefined,
  sheet: string,
): void {
  if (!condition) throw invalid('BooleanRule.condition is required');
  const texts = checkCount(condition, FORMATTING, 'conditional formatting');
  checkConditionTexts(book, condition.type ?? '', texts);
  const others = texts.filter((text) => text.startsWith('=')).flatMap(sheetsNamedIn);
  if (others.some((other) => other !== sheet)) {
    throw invalid('Conditional format rule cannot reference a different sheet.');
  }
}

function checkCount(
  condition: sheets_v4.Schema$BooleanCondition,
  known: Readonly<Record<string, Count>>,
  use: string,
): string[] {
  const { type = '', values = [] } = condition;
  const count = known[type ?? ''];
  if (!count) throw invalid(`BooleanCondition.type: ${type} is not supported by ${use}.`);
  if (values.length < count[0] || values.length > count[1]) {
    throw invalid(`BooleanCondition.values: ${type} takes ${count[0]} to ${count[1]} values, not ${values.length}.`);
  }
  return values.map(({ userEnteredValue, relativeDate }) => {
    if (userEnteredValue == null && relativeDate == null) throw invalid('ConditionValue: a value is required');
    return userEnteredValue ?? '';
  });
}

function checkListRange(book: Book, text: string): void {
  if (!/^[=+]/.test(text)) throw invalid(`Invalid ConditionValue.userEnteredValue: ${text}`);
  rangeFromText(book, text.slice(1).replaceAll('$', ''));
}

function checkConditionTexts(book: Book, type: string, texts: readonly string[]): void {
  const locale = book.properties.locale ?? 'en_US';
  for (const text of texts) {
    const isFormula = /^[=+]/.test(text);
    if (isFormula && !isReadable(text, locale)) throw invalid(`Invalid ConditionValue.userEnteredValue: ${text}`);
    if (isFormula) checkSheets(book, text);
    const fits = isFormula || isTyped(type, text, locale);
    if (!fits) throw invalid(`Invalid ConditionValue.userEnteredValue: ${text}`);
  }
}

function checkSheets(book: Book, formula: string): void {
  const missing = sheetsNamedIn(formula).find((title) => !gridNamed(book, title));
  if (missing !== undefined) throw invalid(`Invalid ConditionValue.userEnteredValue: ${formula}`);
}

function isTyped(type: string, text: string, locale: string): boolean {
  if (type === 'CUSTOM_FORMULA') return false;
  if (type in NUMBERS) return (hasDecimalComma(locale) ? /^-?\d+(,\d+)?%?$/ : /^-?\d+(\.\d+)?%?$/).test(text);
  if (type in DATES) return text === '' || /^\d{4}-\d{2}-\d{2}$|^\d{1,2}\/\d{1,2}\/\d{4}$/.test(text);
  return true;
}
