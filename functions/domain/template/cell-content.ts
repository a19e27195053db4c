/** An answer as the content and format of its cell: the opposite of `read-cell.ts`. */

import { type Indicator, isNumeric } from '../form/form.ts';
import type { Answer } from '../submission/answers.ts';
import { choiceOption } from '../submission/read-cell.ts';
import { serialOf } from '../text/day.ts';
import type { CellContent } from '../workbook/workbook-model.ts';

/** Excel number format of an indicator's cell, in Excel's own notation. */
export function cellFormat(indicator: Indicator): string | undefined {
  switch (indicator.type) {
    case 'count':
      return '#,##0';
    case 'amount':
      return `#,##0${decimalPart(indicator.decimals ?? 2)}`;
    case 'share':
      return `0${decimalPart(indicator.decimals ?? 2)}`;
    case 'ratio':
      return `0${decimalPart(indicator.ratio?.decimals ?? 2)}`;
    case 'date':
      return 'dd/mm/yyyy';
    default:
      return '@';
  }
}

const decimalPart = (decimals: number): string => (decimals > 0 ? `.${'0'.repeat(decimals)}` : '');

/** What stands in the value cell; what could not be read stands there as it was typed. */
export function cellContent(indicator: Indicator, answer: Answer): CellContent | undefined {
  if (answer.state === 'unreadable') return answer.number ?? answer.typed;
  if (answer.state !== 'value') return undefined;
  if (isNumeric(indicator.type)) return answer.number;
  if (answer.day !== undefined) return serialOf(answer.day);
  if (answer.marked) return 'x';
  const choice = indicator.choices.find((candidate) => candidate.code === answer.text);
  return choice ? choiceOption(choice, indicator) : (answer.text ?? answer.document?.text);
}
