/**
 * Where the tables of a sheet begin and end, and what their columns hold: by their captions, which may stand anywhere, in one
 * row or in two, and be repeated on every page.
 */
import type { Form, Table } from '../form/form.ts';
import type { CellData } from '../workbook/workbook-data.ts';
import { isFilled, lineOf, type SheetView } from './sheet-view.ts';
import { plainKey, type Role, roleOf, valueRank } from './table-captions.ts';

/** A table of the form whose captions were found: the columns as printed, or turned so that its rows are the columns. */
export interface TableFound {
  readonly table: Table;
  readonly turned: boolean;
  /** Column of the sheet by the code of the table's column; by the code of its row when turned. */
  readonly columns: ReadonlyMap<string, number>;
}

export interface Region {
  readonly view: SheetView;
  /** First row below the captions, last row before the next captions. */
  readonly first: number;
  readonly last: number;
  readonly columns: ReadonlyMap<Role, number>;
  readonly tables: readonly TableFound[];
}

/** The rows of a sheet that hold something, in order. */
export type Rows = ReadonlyMap<number, readonly CellData[]>;

/** The tables of a sheet from top to bottom; none where it has no captions. */
export function tableRegions(form: Form, view: SheetView, rows: Rows): readonly Region[] {
  const known = captionsOf(form);
  const blocks = captionBlocks(rows, known);
  const end = [...rows.keys()].at(-1) ?? 0;
  const regions: Region[] = [];
  for (const [index, { cells, last }] of blocks.entries()) {
    const region = {
      view,
      first: last + 1,
      last: (blocks[index + 1]?.first ?? end + 1) - 1,
      ...columnsOf(form, cells),
    };
    regions.push(withListOf(regions.at(-1), region));
  }
  return regions;
}

/** Below a table set into a list the list goes on, without its captions. */
function withListOf(before: Region | undefined, region: Region): Region {
  const { columns } = region;
  const goesOnBelow = before?.columns.has('value') && before.columns.get('label') === columns.get('label');
  if (columns.has('value') || !before || !goesOnBelow) return region;
  return { ...region, columns: new Map([...before.columns, ...columns]) };
}

/** More than any printed table has; a sheet that goes on longer is looked at so far. */
const MOST_CELLS = 5_000;
const MOST_COLUMNS = 100;

/** The filled rows of a sheet, as far as a printed table can reach, and no more than `most` cells of them. */
export function rowsOf({ data }: SheetView, most = MOST_CELLS): Rows {
  const cells = data.cells
    .slice(0, Math.max(0, Math.min(most, MOST_CELLS)))
    .filter((cell) => cell.column <= MOST_COLUMNS && isFilled(cell));
  return Map.groupBy(cells, ({ row }) => row);
}

interface Block {
  readonly first: number;
  readonly last: number;
  /** Captions by column, the lowest last. */
  readonly cells: readonly CellData[];
}

/** Captions begin where a row holds two of them; rows right below that hold nothing else belong to them. */
function captionBlocks(rows: Rows, known: ReadonlySet<string>): readonly Block[] {
  const blocks: Block[] = [];
  for (const [row, cells] of rows) {
    const before = blocks.at(-1);
    if (before && before.last === row - 1 && row - before.first < 4 && goesOn(cells, known))
      blocks[blocks.length - 1] = { ...before, last: row, cells: [...before.cells, ...cells] };
    else if (isHead(cells, known)) blocks.push({ first: row, last: row, cells });
  }
  return blocks;
}

/** Two captions, one of which stands over the rows' own columns, or two of a table; a row of figures is no head. */
function isHead(cells: readonly CellData[], known: ReadonlySet<string>): boolean {
  const found = new Set(cells.filter((cell) => isCaption(cell, known)).map(({ value }) => plainKey(lineOf(value))));
  const all = [...found];
  const years = all.filter(isYearKey);
  // A single year is the code or label of a row.
  const captions = years.length > 1 ? all : all.filter((key) => !isYearKey(key));
  const ofTable = captions.filter((key) => known.has(key));
  const ofRows = captions.some((key) => roleOf(key) !== undefined && roleOf(key) !== 'unit');
  return captions.length >= 2 && (ofRows || ofTable.length >= 2) && !cells.some(isFigure);
}

const isYearKey = (key: string): boolean => /^\d{4}$/.test(key);

const isFigure = ({ value }: CellData): boolean => typeof value === 'number' && !isYearKey(String(value));

const isCaption = ({ value }: CellData, known: ReadonlySet<string>): boolean => {
  const text = lineOf(value);
  return text.length <= 90 && (roleOf(text) !== undefined || known.has(plainKey(text)));
};

function goesOn(cells: readonly CellData[], known: ReadonlySet<string>): boolean {
  const years = new Set(cells.map(({ value }) => plainKey(lineOf(value))).filter(isYearKey));
  return (years.size !== 1 && cells.every((cell) => isCaption(cell, known))) || isNumbering(cells);
}

/** "(1) (2) (3)" or "A B 1 2" below the captions. */
function isNumbering(cells: readonly CellData[]): boolean {
  const numbers = cells.flatMap(({ value }) => /^\(?(\d)\)?$/.exec(lineOf(value))?.[1] ?? []).map(Number);
  const letters = cells.filter(({ value }) => /^\(?[A-E]\)?$/.test(lineOf(value))).length;
  const inOrder = numbers.every((number, index) => number === index + 1);
  return cells.length >= 3 && numbers.length + letters === cells.length && inOrder;
}

const captions = new WeakMap<Form, ReadonlySet<string>>();

/** Captions that only this form has: the columns of its tables, and the years that are their rows. */
function captionsOf(form: Form): ReadonlySet<string> {
  const parts = () => form.tables.flatMap(({ columns, rows }) => [...columns, ...rows.filter(isYear)]);
  const made = captions.get(form) ?? new Set(parts().map(({ label }) => plainKey(label)));
  captions.set(form, made);
  return made;
}

/** Only years are ever turned into columns; other rows of tables would be taken for captions. */
const isYear = ({ label }: { readonly label: string }): boolean => isYearKey(plainKey(label));

function columnsOf(form: Form, cells: readonly CellData[]): Pick<Region, 'columns' | 'tables'> {
  const byColumn = new Map(
    cells.filter(({ value }) => !/^\(?\d\)?$/.test(lineOf(value))).map((cell) => [cell.column, lineOf(cell.value)]),
  );
  const tables = tablesUnder(form, byColumn);
  const taken = new Set(tables.flatMap(({ columns }) => [...columns.values()]));
  const roles = [...byColumn].flatMap(([column, caption]) => {
    const role = roleOf(caption);
    return role === undefined || taken.has(column) ? [] : [{ role, column, caption }];
  });
  const columns = new Map<Role, number>();
  for (const { role, column } of roles.sort(
    (left, right) => valueRank(left.caption) - valueRank(right.caption) || left.column - right.column,
  ))
    if (!columns.has(role)) columns.set(role, column);
  return { columns: withLabel(columns, taken), tables };
}

/** A table of years often leaves the caption over its labels blank. */
function withLabel(columns: ReadonlyMap<Role, number>, taken: ReadonlySet<number>): ReadonlyMap<Role, number> {
  if (columns.has('label') || taken.size === 0) return columns;
  const others = new Set(columns.values());
  const left = Math.min(...taken) - 1;
  const label = [left, left - 1].find((column) => column > 0 && !others.has(column));
  return label === undefined ? columns : new Map([...columns, ['label', label]]);
}

/** How much of a table's columns stand here. */
const shareOf = ({ table, turned, columns }: TableFound): number =>
  columns.size / (turned ? table.rows.filter(isYear) : table.columns).length;

/** Tables of which most columns stand here; one whose columns are all among those of a more likely one is not meant. */
function tablesUnder(form: Form, byColumn: ReadonlyMap<number, string>): readonly TableFound[] {
  const byCaption = new Map([...byColumn].map(([column, caption]) => [plainKey(caption), column]));
  const found = form.tables.flatMap((table) => [
    ...enough(table, false, table.columns, byCaption),
    ...(table.free ? [] : enough(table, true, table.rows.filter(isYear), byCaption)),
  ]);
  const isWithin = (one: TableFound, other: TableFound): boolean => {
    const columns = new Set(other.columns.values());
    const isLess = one.columns.size < columns.size || shareOf(one) < shareOf(other);
    return isLess && [...one.columns.values()].every((column) => columns.has(column));
  };
  return found.filter((one) => !found.some((other) => one.turned === other.turned && isWithin(one, other)));
}

function enough(
  table: Table,
  turned: boolean,
  parts: readonly { readonly code: string; readonly label: string }[],
  byCaption: ReadonlyMap<string, number>,
): readonly TableFound[] {
  const columns = new Map(
    parts.flatMap(({ code, label }) => {
      const column = byCaption.get(plainKey(label));
      return column === undefined ? [] : [[code, column] as const];
    }),
  );
  const isEnough = columns.size > 0 && columns.size >= Math.min(2, parts.length) && columns.size >= parts.length * 0.6;
  return isEnough ? [{ table, turned, columns }] : [];
}
