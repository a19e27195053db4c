/**
 * Finds the cells of a form in a workbook that a clerk has worked in: rows inserted, moved or hidden, sheets renamed,
 * names lost, columns added. By defined name, then by the hidden mark of the row, then by printed code and label; never
 * by position alone.
 */

import type { Form, Heading, Indicator, Table } from '../form/form.ts';
import { CAPTIONS, inputName, type Layout, layOut, rowMark } from '../form/layout.ts';
import { fold } from '../text/vietnamese.ts';
import { type CellData, columnNumber, type SheetData, type WorkbookData } from '../workbook/workbook-data.ts';

export interface Located {
  readonly sheet: SheetView;
  readonly row: number;
  readonly column: number;
  readonly how: 'name' | 'mark' | 'label';
}

export interface CellFinder {
  /** The value cell of an indicator; `undefined` when the workbook has no such row. */
  indicator(indicator: Indicator): Located | undefined;
  /** The cell of a heading row where a value would stand. */
  heading(heading: Heading): Located | undefined;
  /** A cell beside a value: kind of empty, explanation. */
  beside(located: Located, caption: 'emptyKind' | 'explanation'): CellData | undefined;
}

/** A sheet whose cells can be asked for by place. */
export interface SheetView {
  readonly data: SheetData;
  cell(row: number, column: number): CellData | undefined;
}

/** Prepares to find the cells of `form` in `workbook`. */
export function cellFinder(form: Form, workbook: WorkbookData): CellFinder {
  const layout = layoutOf(form);
  const views = workbook.sheets.map(sheetView);
  const indexes = new Map(views.map((view) => [view, indexSheet(view)]));
  const byName = nameIndex(workbook, views);
  const marks = new Map(views.map((view) => [view, marksIn(view)]));
  const byMark = markIndex(marks);
  const tables = new Map(form.tables.map((table) => [table.code, table]));
  const byLabel = lazily(() => labelIndex(views));

  const captionColumn = (view: SheetView, row: number, caption: string): number | undefined =>
    columnAbove(indexes.get(view) ?? [], row, caption);

  function columnOf(indicator: Indicator, view: SheetView, row: number): number {
    const table = indicator.place && tables.get(indicator.place.table);
    const caption = table ? columnCaption(table, indicator) : CAPTIONS.value;
    return captionColumn(view, row, caption) ?? layout.placeOf(indicator.key).column;
  }

  function named(indicator: Indicator): Located | undefined {
    const place = byName.get(inputName(indicator.key).toLowerCase());
    if (!place) return undefined;
    // Sorting moves rows with their marks, but leaves the names where they were: then the mark is right.
    const mark = marks.get(place.sheet)?.get(place.row);
    const own = rowMark.indicator(indicator);
    const hasMovedAway = mark === undefined && byMark.has(own);
    return hasMovedAway || (mark !== undefined && mark !== own) ? undefined : { ...place, how: 'name' };
  }

  function marked(indicator: Indicator): Located | undefined {
    const found = byMark.get(rowMark.indicator(indicator));
    return found && { ...found, column: columnOf(indicator, found.sheet, found.row), how: 'mark' };
  }

  function labelled(indicator: Indicator): Located | undefined {
    if (indicator.place?.free) return undefined;
    const found = byLabel().get(labelKey(indicator, tables));
    return found && { ...found, column: columnOf(indicator, found.sheet, found.row), how: 'label' };
  }

  return {
    indicator: (indicator) => named(indicator) ?? marked(indicator) ?? labelled(indicator),
    heading(heading) {
      const found = byMark.get(rowMark.heading(heading)) ?? byLabel().get(codeAndLabel(heading.code, heading.label));
      const column = found && captionColumn(found.sheet, found.row, CAPTIONS.value);
      return found && column ? { ...found, column, how: 'mark' } : undefined;
    },
    beside({ sheet, row }, caption) {
      const column = captionColumn(sheet, row, CAPTIONS[caption]);
      return column === undefined ? undefined : sheet.cell(row, column);
    },
  };
}

/** A layout serves all returns of a form; it is made once. */
const layouts = new WeakMap<Form, Layout>();
function layoutOf(form: Form): Layout {
  const known = layouts.get(form) ?? layOut(form);
  layouts.set(form, known);
  return known;
}

function sheetView(data: SheetData): SheetView {
  const cells = new Map(data.cells.map((cell) => [cell.row * 16_384 + cell.column, cell]));
  return { data, cell: (row, column) => cells.get(row * 16_384 + column) };
}

type RowPlace = Pick<Located, 'sheet' | 'row'>;

/**
 * Input cells by their defined names. A name that has lost its cell (#REF!) or covers a range is none. Copying a sheet
 * copies its names as names local to the copy: those of the workbook count first.
 */
function nameIndex(workbook: WorkbookData, views: readonly SheetView[]): ReadonlyMap<string, Omit<Located, 'how'>> {
  const byTitle = new Map(views.map((view) => [view.data.name, view]));
  const names = [...workbook.names].sort(
    (left, right) => Number(left.sheet === undefined) - Number(right.sheet === undefined),
  );
  return new Map(
    names.flatMap((name) => {
      const match = /^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)$/.exec(name.refersTo);
      const sheet = match && byTitle.get((match[1] ?? match[2] ?? '').replaceAll("''", "'"));
      if (!match || !sheet) return [];
      return [
        [name.name.toLowerCase(), { sheet, row: Number(match[4]), column: columnNumber(match[3] ?? '') }] as const,
      ];
    }),
  );
}

type Marks = ReadonlyMap<number, string>;

/** The hidden mark of each row, wherever their column has got to; the last row first. */
function marksIn({ data }: SheetView): Marks {
  return new Map(data.cells.flatMap((cell) => (isMark(cell) ? [[cell.row, cell.value] as const] : [])).reverse());
}

/** Rows by their marks. Of two copies of a row the first counts. */
function markIndex(marks: ReadonlyMap<SheetView, Marks>): ReadonlyMap<string, RowPlace> {
  const lastFirst = [...marks].reverse();
  return new Map(lastFirst.flatMap(([sheet, rows]) => [...rows].map(([row, mark]) => [mark, { sheet, row }] as const)));
}

const isMark = (cell: CellData): cell is CellData & { value: string } =>
  typeof cell.value === 'string' && /^#[a-z]/.test(cell.value);

/** Rows by their printed code and label, both folded; a pair that occurs twice tells nothing. */
function labelIndex(views: readonly SheetView[]): ReadonlyMap<string, RowPlace> {
  const index = new Map<string, RowPlace | undefined>();
  for (const sheet of views) {
    for (const [row, texts] of textsByRow(sheet)) {
      for (const key of pairs(texts)) index.set(key, index.has(key) ? undefined : { sheet, row });
    }
  }
  return new Map([...index].flatMap(([key, place]) => (place ? [[key, place] as const] : [])));
}

function textsByRow(sheet: SheetView): ReadonlyMap<number, readonly string[]> {
  const rows = new Map<number, string[]>();
  for (const cell of sheet.data.cells) {
    if (typeof cell.value !== 'string' && typeof cell.value !== 'number') continue;
    const texts = rows.get(cell.row) ?? [];
    texts.push(String(cell.value));
    rows.set(cell.row, texts);
  }
  return rows;
}

/** Neighbouring texts of a row as possible (code, label) pairs. */
function pairs(texts: readonly string[]): readonly string[] {
  return texts.slice(1).map((label, index) => codeAndLabel(texts[index] ?? '', label));
}

const codeAndLabel = (code: string, label: string): string => `${fold(code).replace(/\.+$/, '')}|${fold(label)}`;

function labelKey(indicator: Indicator, tables: ReadonlyMap<string, Table>): string {
  const row =
    indicator.place &&
    tables.get(indicator.place.table)?.rows.find((candidate) => candidate.code === indicator.place?.row);
  return row ? codeAndLabel(row.code, row.label) : codeAndLabel(indicator.code, indicator.label);
}

const columnCaption = (table: Table, indicator: Indicator): string =>
  table.columns.find((column) => column.code === indicator.place?.column)?.label ?? '';

/** Rows that name columns, with the column of each caption. */
type CaptionRow = { readonly row: number; readonly columns: ReadonlyMap<string, number> };

function indexSheet(sheet: SheetView): readonly CaptionRow[] {
  const rows = Map.groupBy(sheet.data.cells, (cell) => cell.row);
  return [...rows].flatMap(([row, cells]) => {
    const columns = new Map(
      cells.flatMap((cell) => (typeof cell.value === 'string' ? [[fold(cell.value), cell.column] as const] : [])),
    );
    return CAPTION_SIGNS.filter((sign) => columns.has(sign)).length >= 2 ? [{ row, columns }] : [];
  });
}

/** Two of these in one row make it a row of captions. */
const CAPTION_SIGNS = [CAPTIONS.code, CAPTIONS.label, CAPTIONS.unit, CAPTIONS.explanation, CAPTIONS.check].map(fold);

/** Column of a caption in the nearest caption row above that has it. */
function columnAbove(rows: readonly CaptionRow[], row: number, caption: string): number | undefined {
  const wanted = fold(caption);
  return rows.findLast((candidate) => candidate.row < row && candidate.columns.has(wanted))?.columns.get(wanted);
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
