/**
 * Finds the cells of a form in a workbook that a clerk has worked in: rows inserted, moved or hidden, sheets renamed,
 * names lost, columns added. By defined name, then by the hidden mark of the row, then by printed code and label; never
 * by position alone.
 */

import type { Form, Heading, Indicator, Table } from '../form/form.ts';
import { CAPTIONS, inputName, type Layout, layOut, rowMark } from '../form/layout.ts';
import { type CellData, columnNumber, type WorkbookData } from '../workbook/workbook-data.ts';
import { columnAbove } from './caption-columns.ts';
import { type LineTaken, type RecognisedTables, recogniseTables, type UnknownRow } from './recognise-table.ts';
import { type SheetView, sheetView } from './sheet-view.ts';

export interface Located {
  readonly sheet: SheetView;
  readonly row: number;
  readonly column: number;
  readonly how: 'name' | 'mark' | 'label';
  /** The printed line, where the label told. */
  readonly line?: LineTaken;
  /** Further cells that say they are the same one. */
  readonly copies?: readonly Pick<Located, 'sheet' | 'row' | 'column'>[];
}

export interface CellFinder {
  /** The value cell of an indicator; `undefined` when the workbook has no such row. */
  indicator(indicator: Indicator): Located | undefined;
  /** The cell of a heading row where a value would stand. */
  heading(heading: Heading): Located | undefined;
  /** The cells beside a value: kind of empty, explanation. A label over several rows may have one in each. */
  beside(located: Located, caption: 'emptyKind' | 'explanation'): readonly CellData[];
  /** Filled rows of printed tables that are none of the form's, for sheets on which no cell was found otherwise. */
  unknownRows(found: readonly (Located | undefined)[]): readonly UnknownRow[];
}

/** Prepares to find the cells of `form` in `workbook`. */
export function cellFinder(form: Form, workbook: WorkbookData): CellFinder {
  const { layout, marks: knownMarks } = knowledgeOf(form);
  const views = workbook.sheets.map(sheetView);
  const byName = nameIndex(workbook, views);
  const marks = new Map(views.map((view) => [view, marksIn(view, knownMarks)]));
  const byMark = markIndex(marks);
  const tables = new Map(form.tables.map((table) => [table.code, table]));
  const printed: () => RecognisedTables = lazily(() => recogniseTables(form, views));

  const captionColumn = (view: SheetView, row: number, caption: string): number | undefined =>
    columnAbove(view, row, caption);

  function columnOf(indicator: Indicator, view: SheetView, row: number): number {
    const table = indicator.place && tables.get(indicator.place.table);
    const caption = table ? columnCaption(table, indicator) : CAPTIONS.value;
    return captionColumn(view, row, caption) ?? layout.placeOf(indicator.key).column;
  }

  const marked = (indicator: Indicator): readonly Located[] =>
    (byMark.get(rowMark.indicator(indicator)) ?? []).map(({ sheet, row }) => ({
      sheet,
      row,
      column: columnOf(indicator, sheet, row),
      how: 'mark',
    }));

  function named(indicator: Indicator): Located | undefined {
    const place = byName.get(inputName(indicator.key).toLowerCase());
    if (!place) return undefined;
    // Sorting moves rows with their marks, but leaves the names where they were: then the mark is right.
    const mark = marks.get(place.sheet)?.get(place.row);
    const own = rowMark.indicator(indicator);
    const rows = byMark.get(own);
    const hasMovedAway = mark === undefined && rows !== undefined;
    if (hasMovedAway || (mark !== undefined && mark !== own)) return undefined;
    return rows === undefined || rows.length < 2
      ? { ...place, how: 'name' }
      : withCopies({ ...place, how: 'name' }, marked(indicator));
  }

  function labelled(indicator: Indicator): Located | undefined {
    const places = (printed().indicators.get(indicator.key) ?? []).filter(
      // A row that has a mark is the row of that mark, whatever is printed in it.
      ({ sheet, row }) => !marks.get(sheet)?.has(row),
    );
    const found = places.map(({ sheet, row, column, line }): Located => ({ sheet, row, column, line, how: 'label' }));
    return found[0] && withCopies(found[0], found);
  }

  function byMarkOf(indicator: Indicator): Located | undefined {
    const found = marked(indicator);
    return found[0] && withCopies(found[0], found);
  }

  return {
    indicator: (indicator) => named(indicator) ?? byMarkOf(indicator) ?? labelled(indicator),
    heading(heading) {
      const found = byMark.get(rowMark.heading(heading))?.[0];
      const column = found && captionColumn(found.sheet, found.row, CAPTIONS.value);
      if (found) return column ? { ...found, column, how: 'mark' } : undefined;
      const place = printed().headings.get(heading.code);
      return place && { ...place, how: 'label' };
    },
    beside({ sheet, row, line }, caption) {
      const column = line ? line.columns.get(caption) : captionColumn(sheet, row, CAPTIONS[caption]);
      return column === undefined ? [] : (line?.rows ?? [row]).flatMap((each) => sheet.cell(each, column) ?? []);
    },
    unknownRows(found) {
      const labels = new Set(found.flatMap((located) => (located?.how === 'label' ? [located.sheet] : [])));
      const ours = new Set(found.flatMap((located) => (located && located.how !== 'label' ? [located.sheet] : [])));
      return labels.size === 0 ? [] : printed().unknown.filter(({ sheet }) => labels.has(sheet) && !ours.has(sheet));
    },
  };
}

function withCopies(located: Located, all: readonly Located[]): Located {
  const copies = all.filter(
    ({ sheet, row, column }) => sheet !== located.sheet || row !== located.row || column !== located.column,
  );
  return copies.length > 0 ? { ...located, copies } : located;
}

interface Knowledge {
  readonly layout: Layout;
  /** The marks of the form's rows, also as some programs damage them. */
  readonly marks: ReadonlyMap<string, string>;
}

/** Layout and marks serve all returns of a form; they are made once. */
const knowledge = new WeakMap<Form, Knowledge>();
function knowledgeOf(form: Form): Knowledge {
  const known = knowledge.get(form) ?? { layout: layOut(form), marks: marksOf(form) };
  knowledge.set(form, known);
  return known;
}

function marksOf(form: Form): ReadonlyMap<string, string> {
  const own = [...form.indicators.map(rowMark.indicator), ...form.headings.map(rowMark.heading)];
  return new Map([...own.map((mark) => [unescaped(mark), mark] as const), ...own.map((mark) => [mark, mark] as const)]);
}

/** openpyxl leaves "_xa_" as it is, and LibreOffice reads it as the character 10. */
const unescaped = (mark: string): string =>
  mark.replace(/_x([0-9a-f]{1,4})_/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

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

/** The hidden mark of each row, wherever their column has got to; of two in a row the first. A mark of no row of the form is none. */
function marksIn({ data }: SheetView, known: ReadonlyMap<string, string>): Marks {
  const marks = new Map<number, string>();
  for (const { row, value } of data.cells) {
    if (typeof value !== 'string' || !value.startsWith('#') || marks.has(row)) continue;
    const mark = known.get(value);
    if (mark !== undefined) marks.set(row, mark);
  }
  return marks;
}

/** Rows by their marks, first to last. */
function markIndex(marks: ReadonlyMap<SheetView, Marks>): ReadonlyMap<string, readonly RowPlace[]> {
  const index = new Map<string, RowPlace[]>();
  for (const [sheet, rows] of marks) {
    for (const [row, mark] of rows) {
      const places = index.get(mark);
      if (places) places.push({ sheet, row });
      else index.set(mark, [{ sheet, row }]);
    }
  }
  return index;
}

const columnCaption = (table: Table, indicator: Indicator): string =>
  table.columns.find((column) => column.code === indicator.place?.column)?.label ?? '';

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
