/** The rows of a form as they are printed, for recognising them in a table that is no template of ours. */
import type { Form, Heading, Indicator, Table } from '../form/form.ts';
import { plainKey } from './table-captions.ts';

/** One printed row: an indicator, a heading, or a row of a table (a column of it, where the table is turned). */
export interface PrintedRow {
  /** Place in printed order. */
  readonly order: number;
  readonly code: string;
  readonly label: string;
  readonly indicator?: Indicator;
  readonly heading?: Heading;
  readonly line?: { readonly table: Table; readonly code: string; readonly turned: boolean };
}

export interface PrintedRows {
  /** Indicators and headings that stand one below the other. */
  readonly list: readonly PrintedRow[];
  table(table: Table, turned: boolean): readonly PrintedRow[];
}

/** The code of a row as it is compared: "1.2." and "1.2" are one. */
export function plainCode(code: string): string {
  return code
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/[.):]+$/, '');
}

const made = new WeakMap<Form, PrintedRows>();

/** The printed rows of `form`; made once. */
export function printedRows(form: Form): PrintedRows {
  const known = made.get(form) ?? collect(form);
  made.set(form, known);
  return known;
}

function collect(form: Form): PrintedRows {
  const list = form.sections.flatMap(({ code, title, rows }): Omit<PrintedRow, 'order'>[] => [
    { code, label: title, heading: { code, printed: code, label: title } },
    ...rows.flatMap((row): Omit<PrintedRow, 'order'>[] => {
      if (row.kind === 'heading') return [{ code: row.heading.code, label: row.heading.label, heading: row.heading }];
      return row.kind === 'indicator'
        ? [{ code: row.indicator.code, label: row.indicator.label, indicator: row.indicator }]
        : [];
    }),
  ]);
  const tables = new Map<string, readonly PrintedRow[]>();
  const linesOf = (table: Table, turned: boolean): readonly PrintedRow[] =>
    (turned ? table.columns : table.rows).map(({ code, label }, index) => ({
      order: 10_000 * (form.tables.indexOf(table) + 1) + index,
      code,
      label,
      line: { table, code, turned },
    }));
  return {
    list: list.map((row, order) => ({ ...row, order })),
    table(table, turned) {
      const key = `${turned} ${table.code}`;
      const known = tables.get(key) ?? linesOf(table, turned);
      tables.set(key, known);
      return known;
    },
  };
}

/** Printed rows by their labels. */
export function byLabel(rows: readonly PrintedRow[]): ReadonlyMap<string, readonly PrintedRow[]> {
  return Map.groupBy(rows, ({ label }) => plainKey(label));
}
