/**
 * A workbook that holds the form as printed, wherever its tables stand: every row found by code and label, with what it was
 * taken for, and the rows that could not be recognised although something is filled in.
 */
import { type Form, type Heading, type Indicator, isInput, type Table } from '../form/form.ts';
import { inferredRegion } from './infer-region.ts';
import { type PrintedRow, printedRows } from './printed-rows.ts';
import { type Context, type Doubt, newContext, type RecognisedLine, recogniseLines } from './recognise-rows.ts';
import { labelOf, linesIn, type SheetLine } from './sheet-lines.ts';
import { isFilled, lineOf, type SheetView } from './sheet-view.ts';
import type { Role } from './table-captions.ts';
import { type Region, type Rows, rowsOf, type TableFound, tableRegions } from './table-regions.ts';

export interface RecognisedPlace {
  readonly sheet: SheetView;
  readonly row: number;
  readonly column: number;
  readonly line: LineTaken;
}

/** A line of a printed table, and what may stand beside its value. */
export interface LineTaken {
  readonly rows: readonly number[];
  /** As printed there. */
  readonly code: string;
  readonly label: string;
  readonly columns: ReadonlyMap<Role, number>;
  readonly doubt?: Doubt;
}

export interface UnknownRow {
  readonly sheet: SheetView;
  readonly row: number;
  readonly label: string;
  /** Where something stands that may be a figure. */
  readonly columns: readonly number[];
}

export interface RecognisedTables {
  /** By the indicator's key; several places where several rows say that they are the same. */
  readonly indicators: ReadonlyMap<string, readonly RecognisedPlace[]>;
  /** By the heading's code. */
  readonly headings: ReadonlyMap<string, RecognisedPlace>;
  readonly unknown: readonly UnknownRow[];
}

type Found =
  | { readonly indicator: Indicator; readonly place: RecognisedPlace }
  | { readonly heading: Heading; readonly place: RecognisedPlace }
  | { readonly unknown: UnknownRow };

/** Cells looked at in all sheets together. */
const MOST_CELLS = 20_000;

/** Recognises the printed rows of `form` in all sheets. */
export function recogniseTables(form: Form, views: readonly SheetView[]): RecognisedTables {
  let left = MOST_CELLS;
  const found = views.flatMap((view) => {
    const rows = rowsOf(view, left);
    for (const cells of rows.values()) left -= cells.length;
    const regions = tableRegions(form, view, rows);
    const inferred = regions.length === 0 ? inferredRegion(form, view, rows) : undefined;
    const context = newContext();
    return (inferred ? [inferred] : regions).flatMap((region) => inRegion(form, region, rows, context));
  });
  const places = found.flatMap((each) => ('indicator' in each ? [each] : []));
  return {
    indicators: new Map(
      [...Map.groupBy(places, ({ indicator }) => indicator.key)].map(([key, group]) => [
        key,
        group.map(({ place }) => place),
      ]),
    ),
    headings: new Map(
      found.flatMap((each) => ('heading' in each ? [[each.heading.code, each.place] as const] : [])).reverse(),
    ),
    unknown: found.flatMap((each) => ('unknown' in each ? [each.unknown] : [])),
  };
}

function inRegion(form: Form, region: Region, rows: Rows, context: Context): readonly Found[] {
  const { view, columns } = region;
  const value = columns.get('value');
  const contents = [
    ...(value === undefined ? [] : [value]),
    ...region.tables.flatMap((found) => [...found.columns.values()]),
  ];
  const hasContent = (row: number) => contents.some((column) => isFilled(view.cell(row, column)));
  const lines = linesIn(region, rows.keys());
  const { recognised, unknown } = recogniseLines(lines, candidatesOf(form, region), hasContent, context);
  const free = inFreeTables(region, unknown, hasContent);
  const left = unknown.filter((line) => !free.lines.has(line));
  return [
    ...recognised.flatMap((line) => placesOf(line, region, hasContent)),
    ...free.found,
    ...unknownRows(left, region, hasContent, contents),
  ];
}

function candidatesOf(form: Form, { columns, tables }: Region): readonly PrintedRow[] {
  const printed = printedRows(form);
  const list = columns.has('value') ? printed.list : [];
  return [...list, ...tables.flatMap(({ table, turned }) => (table.free ? [] : printed.table(table, turned)))];
}

function placesOf(
  { lines, target, doubt }: RecognisedLine,
  region: Region,
  hasContent: (row: number) => boolean,
): readonly Found[] {
  const { view, columns } = region;
  const [first] = lines;
  if (!first) return [];
  const row = lines.find((line) => hasContent(line.row))?.row ?? first.row;
  const rows = lines.map((line) => line.row);
  const line: LineTaken = { rows, code: first.code, label: labelOf(lines), columns, ...(doubt ? { doubt } : {}) };
  const at = (column: number): RecognisedPlace => ({ sheet: view, row, column, line });
  const value = columns.get('value');
  if (target.heading && value !== undefined) return [{ heading: target.heading, place: at(value) }];
  if (target.indicator && value !== undefined)
    return isInput(target.indicator) ? [{ indicator: target.indicator, place: at(value) }] : [];
  const found = region.tables.find(
    ({ table, turned }) => table === target.line?.table && turned === target.line.turned,
  );
  return found
    ? cellsOf(found, target.line?.code ?? '').flatMap(({ indicator, column }) => [{ indicator, place: at(column) }])
    : [];
}

/** The cells of one line of a table: of its row, or of its column where the table is turned. */
function cellsOf(
  { table, turned, columns }: TableFound,
  code: string,
): readonly { indicator: Indicator; column: number }[] {
  return [...columns].flatMap(([other, column]) => {
    const indicator = cellAt(table, turned ? other : code, turned ? code : other);
    return indicator ? [{ indicator, column }] : [];
  });
}

const cellAt = (table: Table, row: string, column: string): Indicator | undefined =>
  table.rows.find(({ code }) => code === row)?.cells.find(({ place }) => place?.column === column);

/** Rows that are the commune's own fill the table's rows in their order. */
function inFreeTables(
  region: Region,
  unknown: readonly SheetLine[],
  hasContent: (row: number) => boolean,
): { readonly found: readonly Found[]; readonly lines: ReadonlySet<SheetLine> } {
  const free = region.tables.find(({ table }) => table.free);
  if (!free) return { found: [], lines: new Set() };
  const filled = unknown.filter(({ row }) => hasContent(row)).slice(0, free.table.rows.length);
  const found = filled.flatMap((own, index) => {
    const line: LineTaken = { rows: [own.row], code: own.code, label: own.label, columns: region.columns };
    return cellsOf(free, free.table.rows[index]?.code ?? '').map(({ indicator, column }) => ({
      indicator,
      place: { sheet: region.view, row: own.row, column, line },
    }));
  });
  return { found, lines: new Set(filled) };
}

/** Numbers of pages and the like stand alone in their row, in the first columns; they are no figures. */
function unknownRows(
  lines: readonly SheetLine[],
  { view }: Region,
  hasContent: (row: number) => boolean,
  contents: readonly number[],
): readonly Found[] {
  return lines.flatMap(({ row, code, label }) => {
    if (!hasContent(row)) return [];
    const columns = contents.filter((column) => isFilled(view.cell(row, column)));
    // A row merged over the whole width, e.g. a title repeated on a page.
    const isTitle = columns.every((column) => lineOf(view.cell(row, column)?.value) === label);
    return isTitle ? [] : [{ unknown: { sheet: view, row, label: label || code, columns } }];
  });
}
