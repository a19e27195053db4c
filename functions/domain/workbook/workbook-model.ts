/**
 * A finished workbook as data: what every sheet says, cell by cell, and how it behaves. Composed in the domain, written
 * by an adapter that decides nothing. Rows may be a generator, so that a workbook of thousands of communes is never whole
 * in memory.
 */

/** The looks a cell can have; what each looks like is the writer's. */
export type CellStyle =
  | 'plain'
  | 'title' // name of the sheet, large and bold
  | 'subtitle' // unit, period; italic
  | 'text' // a paragraph of instructions, wrapped
  | 'head' // head of a table: bold, centred, bordered, shaded
  | 'section' // a section's row inside a table: bold, shaded lightly
  | 'heading' // a printed heading row without a value: bold
  | 'label' // wrapped text in a bordered cell
  | 'centre' // bordered, centred: codes, units
  | 'number' // bordered, right-aligned
  | 'input' // unlocked, tinted: where the clerk types
  | 'locked' // bordered, grey: known or computed values
  | 'check' // live check column
  | 'total' // bold number row under a table
  | 'strong' // big figure of an overview
  | 'error' // patterned red fill with a mark in the text
  | 'warning' // patterned yellow fill with a mark in the text
  | 'good'
  | 'faint'; // small grey text: sources, addresses

export type CellContent = string | number | boolean;

export interface CellModel {
  readonly value?: CellContent;
  /** Without the leading "=". `value` is then its cached result. */
  readonly formula?: string;
  readonly style?: CellStyle;
  /** Excel number format in its own (en-US) notation, e.g. `#,##0`. */
  readonly format?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly note?: string;
  /** Laid over the style of an input cell that has a finding: a patterned fill, still unlocked. */
  readonly marked?: 'error' | 'warning';
  /** Address of a cell in this workbook that a click leads to, e.g. `'3. TTHC'!D7`. Written as a HYPERLINK formula over `value`. */
  readonly link?: string;
  /** How many columns (1 = none) the cell spans to the right. */
  readonly span?: number;
}

export interface RowModel {
  /** In columns 1, 2, 3…; `undefined` leaves a cell empty. Columns covered by a span are `undefined`. */
  readonly cells: readonly (CellModel | undefined)[];
  /** In points; without it the writer estimates it from the wrapped text. */
  readonly height?: number;
  /** In points: room for text that a formula may come to. */
  readonly minHeight?: number;
  readonly hidden?: boolean;
}

export interface ColumnModel {
  /** In characters, as Excel counts them. */
  readonly width: number;
  readonly hidden?: boolean;
}

/** What may be typed into a range. `cells` are addresses such as `E7` or `E7:E12`; ranges of one sheet never overlap. */
export interface ValidationModel {
  readonly cells: readonly string[];
  /**
   * A `list` has at most 255 characters in all and no commas: others stand in cells (`listFrom`). Days are counted as
   * spreadsheets count them: 1/1/2025 is 45658.
   */
  readonly rule:
    | { readonly kind: 'list'; readonly options: readonly string[] }
    | { readonly kind: 'listFrom'; readonly reference: string }
    | { readonly kind: 'whole' | 'decimal' | 'date'; readonly min?: number; readonly max?: number };
  /** Title and sentence of the box that a wrong entry opens. */
  readonly error: { readonly title: string; readonly text: string };
  readonly prompt?: { readonly title: string; readonly text: string };
  /** A wrong entry is refused (stop), or only questioned (warning). */
  readonly strict: boolean;
}

export type ConditionalFormatModel =
  | {
      readonly kind: 'formula';
      readonly range: string;
      readonly formula: string;
      readonly style: 'error' | 'warning' | 'good' | 'faint';
    }
  | { readonly kind: 'bar'; readonly range: string; readonly color: string };

export interface PrintModel {
  readonly paper: 'A4' | 'A3';
  readonly landscape: boolean;
  /** Rows repeated on each page, e.g. `[5, 6]`. */
  readonly repeatRows?: readonly [number, number];
  readonly repeatColumns?: readonly [string, string];
  /** Whole width on one page. */
  readonly fitWidth: boolean;
  readonly footer?: string;
}

export interface SheetModel {
  readonly name: string;
  readonly hidden?: boolean;
  readonly columns: readonly ColumnModel[];
  readonly rows: Iterable<RowModel>;
  readonly frozen?: { readonly rows: number; readonly columns: number };
  /** Range with filter buttons, e.g. `A6:H141`. */
  readonly filter?: string;
  /** Only cells of style "input" can be edited. A guide, not security. */
  readonly protected?: boolean;
  readonly print?: PrintModel;
  readonly validations?: readonly ValidationModel[];
  readonly conditionalFormats?: readonly ConditionalFormatModel[];
  readonly tabColor?: string;
}

/** A workbook-wide defined name for one cell. */
export interface NameModel {
  readonly name: string;
  readonly sheet: string;
  readonly address: string;
}

export interface WorkbookModel {
  readonly title: string;
  readonly sheets: readonly SheetModel[];
  readonly names: readonly NameModel[];
  /** When it was made; ISO 8601. Written into the document's properties so that the same input gives the same file. */
  readonly created: string;
}
