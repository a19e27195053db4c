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

/** An error for every filled cell in whose row stand, both, code and label of another row. An edited label is none. */
export function misplacedRows(form: Form, cells: readonly FoundCell[]): readonly Finding[] {
  const rows = printedRows(form);
  return cells.flatMap(({ indicator, located }) => {
    if (!located || located.how === 'label' || !isFilled(located.sheet.cell(located.row, located.column))) return [];
    const own = rows.ofKey.get(indicator.key);
    const other = rows.ofPrint.get(print(printed(located, 'code'), printed(located, 'label')));
    if (!own || !other || other === own) return [];
    const meant = other.cells[own.cells.indexOf(indicator)] ?? other.cells[0];
    if (!meant) return [];
    const subject = { indicators: [indicator.key, meant.key], cells: [placeOf(located)] };
    return [finding('ROW_PRINTED_AS_OTHER', subject, { name: nameOf(indicator), other: nameOf(meant) })];
  });
}

interface PrintedRow {
  readonly code: string;
  readonly label: string;
  readonly cells: readonly Indicator[];
}

interface PrintedRows {
  readonly ofKey: ReadonlyMap<string, PrintedRow>;
  /** Those that no other row of the form is printed like. */
  readonly ofPrint: ReadonlyMap<string, PrintedRow>;
}

const known = new WeakMap<Form, PrintedRows>();

/** Rows of the lists, and of tables whose rows are printed. */
function printedRows(form: Form): PrintedRows {
  const before = known.get(form);
  if (before) return before;
  const listed = form.indicators.filter(({ place }) => place === undefined);
  const rows: readonly PrintedRow[] = [
    ...listed.map((indicator) => ({ code: indicator.code, label: indicator.label, cells: [indicator] })),
    ...form.tables.flatMap((table) => (table.free ? [] : table.rows)),
  ];
  const byPrint = Map.groupBy(rows, ({ code, label }) => print(code, label));
  const made = {
    ofKey: new Map(rows.flatMap((row) => row.cells.map(({ key }) => [key, row] as const))),
    ofPrint: new Map([...byPrint].flatMap(([text, [row, again]]) => (row && !again ? [[text, row] as const] : []))),
  };
  known.set(form, made);
  return made;
}

const print = (code: string, label: string): string => `${code.replace(/\.$/, '')} ${fold(label)}`;

function printed({ sheet, row }: Located, caption: 'code' | 'label'): string {
  const column = columnAbove(sheet, row, CAPTIONS[caption]);
  return column === undefined ? '' : lineOf(sheet.cell(row, column)?.value).trim();
}
