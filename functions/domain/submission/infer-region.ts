/** A table that was pasted without its captions: its columns told by what stands in them. */
import { type Form, isNumeric } from '../form/form.ts';
import { readNumberText } from '../text/number-text.ts';
import type { CellData } from '../workbook/workbook-data.ts';
import { byLabel, plainCode, printedRows } from './printed-rows.ts';
import { lineOf, type SheetView } from './sheet-view.ts';
import { plainKey, type Role } from './table-captions.ts';
import type { Region, Rows } from './table-regions.ts';

/** Fewer known labels than this in one column are chance. */
const LEAST_LABELS = 3;

const LONGEST_LABEL = 250;

/** The region, if labels of the form stand in one column and figures in exactly one other. */
export function inferredRegion(form: Form, view: SheetView, rows: Rows): Region | undefined {
  const { list } = printedRows(form);
  const labels = byLabel(list);
  const isLabel = ({ value }: CellData) =>
    typeof value === 'string' && value.length <= LONGEST_LABEL && labels.has(plainKey(value));
  const label = most([...rows.values()].flat().filter(isLabel));
  if (label === undefined) return undefined;
  const known = [...rows.values()].filter((cells) => cells.some((cell) => cell.column === label && isLabel(cell)));
  if (known.length < LEAST_LABELS) return undefined;
  const codes = new Set(list.map(({ code }) => plainCode(code)));
  const units = new Set(list.flatMap(({ indicator }) => (indicator ? [plainKey(indicator.unit)] : [])));
  const others = known.flat().filter(({ column }) => column !== label);
  const code = most(others.filter(({ column, value }) => column < label && codes.has(plainCode(lineOf(value)))));
  const unit = most(others.filter(({ value }) => typeof value === 'string' && units.has(plainKey(value))));
  const figures = new Set(
    others.filter((cell) => cell.column !== code && cell.column !== unit && isFigure(cell)).map(({ column }) => column),
  );
  const [value, second] = figures;
  if (
    value === undefined ||
    second !== undefined ||
    !list.some(({ indicator }) => indicator && isNumeric(indicator.type))
  )
    return undefined;
  const columns = new Map<Role, number>([
    ['label', label],
    ['value', value],
  ]);
  if (code !== undefined) columns.set('code', code);
  if (unit !== undefined) columns.set('unit', unit);
  const filled = [...rows.keys()];
  return { view, first: filled[0] ?? 1, last: filled.at(-1) ?? 1, columns, tables: [] };
}

const isFigure = ({ value }: CellData): boolean =>
  typeof value === 'number' || (typeof value === 'string' && readNumberText(value) !== undefined);

/** The column that most of the cells stand in. */
function most(cells: readonly CellData[]): number | undefined {
  const [first] = [...Map.groupBy(cells, ({ column }) => column)].sort(
    ([, left], [, right]) => right.length - left.length,
  );
  return first?.[0];
}
