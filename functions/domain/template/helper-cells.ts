/** The hidden helper cell beside each value: what the value comes to for the formulas that read it. */
import { type CellScope, NOT_APPLICABLE, UNREADABLE } from '../expression/to-formula.ts';
import { type Indicator, isNumeric } from '../form/form.ts';
import type { Layout } from '../form/layout.ts';
import { NIL, NOT_APPLICABLE_TEXT } from '../submission/read-cell.ts';
import { type OwnCells, ownCells } from './cell-scope.ts';
import type { ChoiceLists } from './choice-lists.ts';
import { computedRatio } from './ratio-formulas.ts';
import { allOf, anyOf } from './verdicts.ts';

/**
 * Formula of a helper cell: a number, text or code; "" when blank, and the two words for "không áp dụng" and for no answer.
 *
 * Links to other workbooks may give an error: that is no answer, and must not spread to every check that reads it.
 */
export function helperFormula(indicator: Indicator, layout: Layout, lists: ChoiceLists, scope: CellScope): string {
  const cells = ownCells(indicator, layout);
  const formula = !indicator.ratio
    ? answerFormula(indicator, cells, contentFormula(indicator, cells.value, lists), '""')
    : indicator.ratio.stated
      ? statedFormula(indicator, cells, scope)
      : computedRatio(indicator, scope);
  return `IFERROR(${formula},"${UNREADABLE}")`;
}

/** Value cell and the kind of empty together: what was typed comes to `content`, a blank to `blank`. */
function answerFormula(
  indicator: Indicator,
  { value, kind }: OwnCells,
  content: string,
  blank: string,
  ofNil = '0',
): string {
  const typed = `IF(${value}="",${blank},${content})`;
  const nil = indicator.mayBeNil ? ofNil : `"${UNREADABLE}"`;
  const notApplicable = indicator.mayBeNotApplicable ? `"${NOT_APPLICABLE}"` : `"${UNREADABLE}"`;
  if (kind === undefined)
    return `IF(${value}="${NIL}",${nil},IF(${value}="${NOT_APPLICABLE_TEXT}",${notApplicable},${typed}))`;
  const alone = (answer: string, allowZero: string) => `IF(OR(${value}=""${allowZero}),${answer},"${UNREADABLE}")`;
  const zero = isNumeric(indicator.type) ? `,${value}=0` : '';
  return `IF(${kind}="${NIL}",${alone(nil, zero)},IF(${kind}="${NOT_APPLICABLE_TEXT}",${alone(notApplicable, '')},${typed}))`;
}

/** A stated ratio counts as its terms give it, unless what stands in its own cells is no answer or "không áp dụng". */
function statedFormula(indicator: Indicator, cells: OwnCells, scope: CellScope): string {
  const percent = computedRatio(indicator, scope);
  const content = `IF(${isSoundNumber(indicator, cells.value)},${percent},"${UNREADABLE}")`;
  return answerFormula(indicator, cells, content, percent, percent);
}

const MARKS = ['x', '✓', '✔', 'v', '√', '×'] as const;

/** What a filled cell comes to. */
function contentFormula(indicator: Indicator, value: string, lists: ChoiceLists): string {
  const sound = (test: string) => `IF(${test},${value},"${UNREADABLE}")`;
  switch (indicator.type) {
    case 'count':
    case 'amount':
    case 'share':
      return sound(isSoundNumber(indicator, value));
    case 'date':
      return sound(`ISNUMBER(${value})`);
    case 'choice':
    case 'yesno': {
      const { options, codes } = lists.of(indicator);
      const byCode = `IFERROR(INDEX(${codes},MATCH(${value}&"",${codes},0)),"${UNREADABLE}")`;
      return `IFERROR(INDEX(${codes},MATCH(${value},${options},0)),${byCode})`;
    }
    case 'mark':
      return `IF(${anyOf(MARKS.map((mark) => `${value}="${mark}"`))},"x","${UNREADABLE}")`;
    default:
      return value;
  }
}

/** The tests of a number stand behind the one that it is a number: both sides of an AND are computed. */
function isSoundNumber({ type, min, max }: Indicator, value: string): string {
  const tests = [
    ...(type === 'count' ? [`${value}=INT(${value})`] : []),
    ...(min === undefined ? [] : [`${value}>=${min}`]),
    ...(max === undefined ? [] : [`${value}<=${max}`]),
  ];
  return tests.length > 0 ? `IF(ISNUMBER(${value}),${allOf(tests)},FALSE)` : `ISNUMBER(${value})`;
}
