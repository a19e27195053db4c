/**
 * Rows that belong to one indicator by their name or hidden mark, and are printed as another: somebody moved figures together
 * with their labels, which takes the marks nowhere. Which of the two is meant only the sender knows.
 */
import type { Form, Indicator } from '../form/form.ts';
import { CAPTIONS } from '../form/layout.ts';
import { fold } from '../text/vietnamese.ts';
import { columnAbove } from './caption-columns.ts';
import { type Finding, finding } from './findings.ts';
import type { Located } from './locate-cells.ts';
import { nameOf } from './read-cell.ts';
import { placeOf } from './row-copies.ts';
import { isFilled, lineOf } from './sheet-view.ts';

export interface FoundCell {
  readonly indicator: Indicator;
  readonly located: Located | undefined;
}

/** An error for every filled row whose printed code and label are, both, those of another indicator. An edited label is none. */
export function misplacedRows(form: Form, cells: readonly FoundCell[]): readonly Finding[] {
  return cells.flatMap(({ indicator, located }) => {
    if (!located || located.how === 'label' || indicator.place) return [];
    if (!isFilled(located.sheet.cell(located.row, located.column))) return [];
    const other = form.byCode.get(printed(located, 'code').replace(/\.$/, ''));
    if (!other || other === indicator || fold(printed(located, 'label')) !== fold(other.label)) return [];
    const subject = { indicators: [indicator.key, other.key], cells: [placeOf(located)] };
    return [finding('ROW_PRINTED_AS_OTHER', subject, { name: nameOf(indicator), other: nameOf(other) })];
  });
}

function printed({ sheet, row }: Located, caption: 'code' | 'label'): string {
  const column = columnAbove(sheet, row, CAPTIONS[caption]);
  return column === undefined ? '' : lineOf(sheet.cell(row, column)?.value).trim();
}
