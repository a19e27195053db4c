/** Where the formulas of a sheet find their inputs: the helper cells of the workbook. */
import type { CellScope } from '../expression/to-formula.ts';
import { type Form, type Indicator, isNumeric, type Table } from '../form/form.ts';
import type { Layout } from '../form/layout.ts';
import { cellAddress, columnName, sheetReference } from '../workbook/workbook-data.ts';

/** Inputs as formulas on sheet `home` see them: without the sheet's name on their own sheet, which keeps formulas short. */
export function cellScope(
  form: Form,
  layout: Layout,
  home: string,
  constants: Readonly<Record<string, number>>,
): CellScope {
  const at = (sheet: string, range: string): string => (sheet === home ? range : sheetReference(sheet, range));
  const helperOf = (indicator: Indicator): string => {
    const { sheet, row, helperColumn } = layout.placeOf(indicator.key);
    return at(sheet, `$${columnName(helperColumn)}$${row}`);
  };
  const known = (code: string): Indicator => {
    const indicator = form.byCode.get(code);
    if (!indicator) throw new Error(`no indicator ${code}`);
    return indicator;
  };
  return {
    helper: (code) => helperOf(known(code)),
    holds: (code) => {
      if (form.tables.some((table) => table.code === code)) return 'table';
      const { type } = known(code);
      if (type === 'document') return 'opaque';
      return isNumeric(type) || type === 'date' ? 'number' : 'text';
    },
    rows: (code) => filledRowsFormula(form.tables.find((table) => table.code === code)?.rows ?? [], layout, at),
    constant: (name) => constants[name] ?? Number.NaN,
  };
}

/** Counts the rows of a table in which any helper holds something. The rows on one sheet stand below each other. */
function filledRowsFormula(rows: Table['rows'], layout: Layout, at: (sheet: string, range: string) => string): string {
  const bySheet = Map.groupBy(rows, ({ cells: [first] }) => (first ? layout.placeOf(first.key).sheet : ''));
  const counts = [...bySheet.values()].map((group) => filledBlockFormula(group, layout, at));
  return counts.length > 1 ? `(${counts.join('+')})` : (counts[0] ?? '0');
}

function filledBlockFormula(rows: Table['rows'], layout: Layout, at: (sheet: string, range: string) => string): string {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return '0';
  const filled = first.cells.map((top, index) => {
    const { sheet, row, helperColumn } = layout.placeOf(top.key);
    const end = layout.placeOf((last.cells[index] as Indicator).key).row;
    const column = columnName(helperColumn);
    return `(${at(sheet, `$${column}$${row}:$${column}$${end}`)}<>"")`;
  });
  return `SUMPRODUCT(--((${filled.join('+')})>0))`;
}

export interface OwnCells {
  readonly value: string;
  /** Kind of empty; none in tables. */
  readonly kind?: string;
  readonly helper: string;
}

/** Addresses of an indicator's cells for formulas in its own row. */
export function ownCells(indicator: Indicator, layout: Layout): OwnCells {
  const { row, column, helperColumn } = layout.placeOf(indicator.key);
  const kind = indicator.place ? {} : { kind: `$${cellAddress(row, column + 1)}` };
  return { value: `$${cellAddress(row, column)}`, ...kind, helper: `$${cellAddress(row, helperColumn)}` };
}
