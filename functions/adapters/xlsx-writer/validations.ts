import type { ValidationModel } from '../../domain/workbook/workbook-model.ts';
import { areaOf, overlapOf, rangeOf } from './addresses.ts';
import { plainText, shorten } from './text.ts';

/** What Excel takes in the boxes of a validation, in UTF-16 units. */
const MAX_TITLE = 32;
const MAX_ERROR = 225;
const MAX_PROMPT = 255;
const MAX_INLINE_LIST = 255;
/** Excel's numbers are exact up to here: "any whole number". */
const ANY = 999_999_999_999_999;

/**
 * The validations of one sheet as exceljs keeps them: by range. A single cell is written `E7:E7`, because exceljs merges
 * single cells by itself, and wrongly: rows 9 and 10 come out as overlapping ranges, which Excel refuses to open.
 *
 * @throws Error when two ranges overlap or a list cannot be written into the validation.
 */
export function validationsByRange(validations: readonly ValidationModel[]): Record<string, object> {
  const areas = validations.flatMap(({ cells }) => cells.map(areaOf));
  const overlap = overlapOf(areas);
  if (overlap) throw new Error(`Validations overlap: ${overlap.map(rangeOf).join(' and ')}.`);
  return Object.fromEntries(
    validations.flatMap((validation) => {
      const written = writeValidation(validation);
      return validation.cells.map((cells) => [rangeOf(areaOf(cells)), written] as const);
    }),
  );
}

function writeValidation({ rule, error, prompt, strict }: ValidationModel): object {
  return {
    ...criterionOf(rule),
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: strict ? 'stop' : 'warning',
    errorTitle: line(error.title, MAX_TITLE),
    error: line(error.text, MAX_ERROR),
    ...(prompt && {
      showInputMessage: true,
      promptTitle: line(prompt.title, MAX_TITLE),
      prompt: line(prompt.text, MAX_PROMPT),
    }),
  };
}

function criterionOf(rule: ValidationModel['rule']): object {
  if (rule.kind === 'list') return { type: 'list', formulae: [inlineList(rule.options)] };
  if (rule.kind === 'listFrom') return { type: 'list', formulae: [rule.reference] };
  const { kind: type, min, max } = rule;
  const value = (n: number) => (type === 'date' ? dateOfDay(n) : n);
  if (min !== undefined && max === undefined) return { type, operator: 'greaterThanOrEqual', formulae: [value(min)] };
  if (min === undefined && max !== undefined) return { type, operator: 'lessThanOrEqual', formulae: [value(max)] };
  const lowest = min ?? (type === 'date' ? 1 : -ANY);
  const highest = max ?? (type === 'date' ? 2_958_465 : ANY);
  return { type, operator: 'between', formulae: [value(lowest), value(highest)] };
}

function inlineList(options: readonly string[]): string {
  const list = options.join(',');
  const unfit = options.find((option) => option.includes(',') || option.trim() !== option || option === '');
  if (unfit !== undefined || options.length === 0) {
    throw new Error(
      `The option "${unfit ?? ''}" cannot stand in an inline list; put the list into cells and use "listFrom".`,
    );
  }
  if (list.length > MAX_INLINE_LIST) {
    throw new Error(
      `A list of ${list.length} characters exceeds the ${MAX_INLINE_LIST} of an inline list; use "listFrom".`,
    );
  }
  return `"${list.replaceAll('"', '""')}"`;
}

/** exceljs wants a date and makes it the day number again. */
const dateOfDay = (day: number): Date => new Date((day - 25_569) * 86_400_000);

/** exceljs writes these as attributes, where a line break would become a space anyway. */
const line = (text: string, limit: number): string => shorten(plainText(text).replace(/\s+/g, ' ').trim(), limit);
