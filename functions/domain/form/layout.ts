/**
 * Where everything of a form stands in its workbook: one layout per sheet. The template, the annotated return and the
 * reader's fallbacks all take places from here.
 */
import type { Form, Heading, Indicator, Section, Table, TableRow } from './form.ts';
import { sheetsOf } from './form.ts';

/** Captions of the columns, as printed; the reader finds columns by them. */
export const CAPTIONS = {
  code: 'Mã số',
  label: 'Chỉ tiêu',
  unit: 'Đơn vị tính',
  value: 'Số liệu',
  emptyKind: 'Nếu không có số liệu',
  previous: 'Kỳ trước',
  change: 'Thay đổi',
  explanation: 'Giải trình',
  check: 'Kiểm tra',
} as const;

export const GUIDE_SHEET = 'Hướng dẫn';
/** Rows for tables that turn out longer than they are printed. */
/** First sheet of an annotated return. */
export const FINDINGS_SHEET = 'Kết quả kiểm tra';
export const SPARE_SHEET = 'Dòng bổ sung';
export const LISTS_SHEET = '_danh_muc';
export const IDENTITY_SHEET = '_nhan_dang';

/** Names of the cells that say what the workbook is. */
export const IDENTITY_NAMES = {
  form: 'cchc_bieu_mau',
  version: 'cchc_phien_ban',
  round: 'cchc_dot',
  commune: 'cchc_don_vi',
  communeName: 'cchc_ten_don_vi',
  communeType: 'cchc_loai_don_vi',
  province: 'cchc_tinh',
  signature: 'cchc_xac_thuc',
} as const;

/** Defined name of an indicator's input cell. */
export const inputName = (key: string): string => `o_${key}`;

/** Hidden text in column A that marks the row of an indicator, of a table's row, of a heading and of a table's head. */
export const rowMark = {
  indicator: (indicator: Indicator): string => (indicator.place ? `#${tableOf(indicator)}` : `#${indicator.key}`),
  tableRow: (table: Table, row: TableRow): string => `#${table.key}__${row.key}`,
  heading: (heading: Heading): string => `#dong:${heading.code}`,
  tableHead: (table: Table): string => `#bang:${table.key}`,
} as const;

/** Key of the table's row an indicator stands in: its own key without the column's part. */
const tableOf = (indicator: Indicator): string => indicator.key.split('__').slice(0, 2).join('__');

export type Line =
  | { readonly kind: 'head'; readonly row: number }
  | { readonly kind: 'section'; readonly row: number; readonly section: Section }
  | { readonly kind: 'heading'; readonly row: number; readonly heading: Heading }
  | { readonly kind: 'indicator'; readonly row: number; readonly indicator: Indicator }
  | { readonly kind: 'tableTitle'; readonly row: number; readonly table: Table; readonly continued: boolean }
  | { readonly kind: 'tableHead'; readonly row: number; readonly table: Table }
  | { readonly kind: 'tableRow'; readonly row: number; readonly table: Table; readonly tableRow: TableRow }
  /** Says where the table goes on. */
  | { readonly kind: 'tableMore'; readonly row: number; readonly table: Table };

export interface Columns {
  readonly mark: 1;
  readonly code: 2;
  readonly label: 3;
  readonly unit: 4;
  /** First value column; tables go on to its right. */
  readonly value: 5;
  readonly emptyKind: 6;
  readonly previous: 7;
  /** Against the previous value. */
  readonly change: 8;
  readonly explanation: number;
  readonly check: number;
  /** First helper column, hidden: what each value comes to for the formulas. */
  readonly helper: number;
}

export interface SheetLayout {
  readonly name: string;
  readonly sections: readonly Section[];
  readonly columns: Columns;
  /** How many columns hold values (or, in a list row, value, kind of empty, previous value and change). */
  readonly valueColumns: number;
  readonly lines: readonly Line[];
  /** Whether rows of a list stand on it, alone or between tables. */
  readonly hasList: boolean;
  /** Row of the column captions, if the sheet begins with a list. */
  readonly headRow?: number;
  readonly lastRow: number;
}

export interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  /** The hidden helper cell of this value, in the same row. */
  readonly helperColumn: number;
}

export interface Layout {
  readonly sheets: readonly SheetLayout[];
  /** Every indicator has a place. */
  placeOf(key: string): Place;
}

/** Rows above the captions: title, unit and period, state of the sheet. */
export const TITLE_ROWS = 4;

/** Lays a form out. Depends on the form alone, so the same form always gives the same places. */
export function layOut(form: Form): Layout {
  const own = sheetsOf(form).map(({ name, sections }) => layOutSheet(name, sections, linesOf(sections)));
  const spare = spareLines(form);
  const sheets = spare.length > 0 ? [...own, layOutSheet(SPARE_SHEET, [], spare)] : own;
  const places = new Map(sheets.flatMap((sheet) => sheet.lines.flatMap((line) => placesIn(sheet, line))));
  return {
    sheets,
    placeOf(key) {
      const place = places.get(key);
      if (!place) throw new Error(`no place for indicator ${key}`);
      return place;
    },
  };
}

function layOutSheet(name: string, sections: readonly Section[], unplaced: readonly Unplaced[]): SheetLayout {
  const widest = Math.max(0, ...unplaced.map((line) => (line.kind === 'tableHead' ? line.table.columns.length : 0)));
  const hasList = unplaced.some(({ kind }) => kind === 'heading' || kind === 'indicator');
  const valueColumns = Math.max(hasList ? LIST_COLUMNS : 1, widest);
  const explanation = 5 + valueColumns;
  const columns: Columns = {
    mark: 1,
    code: 2,
    label: 3,
    unit: 4,
    value: 5,
    emptyKind: 6,
    previous: 7,
    change: 8,
    explanation,
    check: explanation + 1,
    helper: explanation + 2,
  };
  const captioned = hasList ? withCaptions(unplaced) : unplaced;
  const lines = captioned.map((line, index) => ({ ...line, row: TITLE_ROWS + 1 + index }) as Line);
  return {
    name,
    sections,
    columns,
    valueColumns,
    lines,
    hasList,
    ...(lines[0]?.kind === 'head' ? { headRow: lines[0].row } : {}),
    lastRow: lines.at(-1)?.row ?? TITLE_ROWS,
  };
}

type Unplaced = Line extends infer Each ? (Each extends Line ? Omit<Each, 'row'> : never) : never;

/** Value, kind of empty, previous value, change. */
export const LIST_COLUMNS = 4;

function linesOf(sections: readonly Section[]): readonly Unplaced[] {
  return sections.flatMap((section): Unplaced[] => [
    { kind: 'section', section },
    ...section.rows.flatMap((row): readonly Unplaced[] => {
      if (row.kind === 'heading') return [{ kind: 'heading', heading: row.heading }];
      if (row.kind === 'indicator') return [{ kind: 'indicator', indicator: row.indicator }];
      return tableLines(row.table, false);
    }),
  ]);
}

/** A table in its place, or its spare rows. */
function tableLines(table: Table, continued: boolean): readonly Unplaced[] {
  const rows = table.rows.filter(({ spare }) => spare === continued);
  const more: Unplaced[] = !continued && rows.length < table.rows.length ? [{ kind: 'tableMore', table }] : [];
  const body = rows.map((tableRow): Unplaced => ({ kind: 'tableRow', table, tableRow }));
  return [{ kind: 'tableTitle', table, continued }, { kind: 'tableHead', table }, ...body, ...more];
}

const spareLines = ({ tables }: Form): readonly Unplaced[] =>
  tables.filter(({ rows }) => rows.some(({ spare }) => spare)).flatMap((table) => tableLines(table, true));

/** Captions above the list, and again where it goes on below a table, which has captions of its own. */
function withCaptions(lines: readonly Unplaced[]): readonly Unplaced[] {
  const head: Unplaced = { kind: 'head' };
  const goesOn = ({ kind }: Unplaced, next: Unplaced | undefined) =>
    kind === 'heading' || kind === 'indicator' || (kind === 'section' && next?.kind !== 'tableTitle');
  let below = true;
  return lines.flatMap((line, index) => {
    if (line.kind.startsWith('table')) below = true;
    if (!below || !goesOn(line, lines[index + 1])) return [line];
    below = false;
    return [head, line];
  });
}

function placesIn(sheet: SheetLayout, line: Line): readonly (readonly [string, Place])[] {
  const at = (offset: number): Place => ({
    sheet: sheet.name,
    row: line.row,
    column: sheet.columns.value + offset,
    helperColumn: sheet.columns.helper + offset,
  });
  if (line.kind === 'indicator') return [[line.indicator.key, at(0)]];
  if (line.kind === 'tableRow') return line.tableRow.cells.map((cell, offset) => [cell.key, at(offset)] as const);
  return [];
}
