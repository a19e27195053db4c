/** Figures of the province as text, with the very decimals and words of the summary workbook. */
import type { Result, Spread } from '../../../../domain/aggregate/province-figures.ts';
import type { Indicator } from '../../../../domain/form/form.ts';
import { NO_CASES_MARK } from '../../../../domain/summary/cells.ts';
import { formatOf } from '../../../../domain/summary/matrix-columns.ts';
import { daysInWords, UNLIKE } from '../../../../domain/summary/province-sheet.ts';
import { named } from '../../../../domain/summary/wording.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';

/** Prints `value` in the indicator's number format; `value` is a fraction where that format is a percentage. */
export function printFigure(indicator: Indicator, value: number): string {
  const format = formatOf(indicator);
  if (format === undefined) return formatNumber(value);
  const decimals = (/\.(0+)/.exec(format)?.[1] ?? '').length;
  return format.endsWith('%') ? `${formatNumber(value * 100, decimals)}%` : formatNumber(value, decimals);
}

/** The figure of the whole province in one short text; empty where there is nothing to say in a figure. */
export function printResult(indicator: Indicator, result: Result): string {
  switch (result.kind) {
    case 'total':
      return result.sum === undefined ? '' : printFigure(indicator, result.sum);
    case 'ratio':
      return result.fraction === undefined ? NO_CASES_MARK : printFigure(indicator, result.fraction);
    case 'distribution':
      return result.spread ? `trung vị ${printShare(indicator, result.spread.median)}` : '';
    case 'unlike':
      return UNLIKE;
    case 'days':
      return daysInWords(result);
    default:
      return '';
  }
}

/** "Σ tử số / Σ mẫu số" of a ratio with cases. */
export function printTerms(result: Result): string | undefined {
  if (result.kind !== 'ratio' || result.denominator === 0) return undefined;
  return `${formatNumber(result.numerator)} / ${formatNumber(result.denominator)}`;
}

/** Smallest, middle and largest value, with who holds the ends. */
export function printSpread(indicator: Indicator, spread: Spread): readonly (readonly [string, string])[] {
  const print = (value: number) => printHeld(indicator, value);
  return [
    ['Nhỏ nhất', `${print(spread.min.value)} (${named(spread.min.communes, 3)})`],
    ['Trung vị', print(spread.median)],
    ['Lớn nhất', `${print(spread.max.value)} (${named(spread.max.communes, 3)})`],
  ];
}

/** A share is held in percent as stated; everything else as its format expects it. */
const printHeld = (indicator: Indicator, value: number): string =>
  indicator.type === 'share' ? printShare(indicator, value) : printFigure(indicator, value);

const printShare = (indicator: Indicator, percent: number): string => printFigure(indicator, percent / 100);
