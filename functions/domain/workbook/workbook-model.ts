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
  /** Address on the web (http, https) that a click leads to, written as `link` is. */
  readonly href?: string;
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
  /** Rows behind which a new page begins. Excel passes them by on a sheet of `fitWidth`. */
  readonly breaksAfter?: readonly number[];
  readonly footer?: string;
}

/** Cells that a chart draws, and what they held when it was made: programs show that until they compute. */
export interface ChartRange<T> {
  /** As formulas say it: `'Số liệu biểu đồ'!$B$5:$B$24`. One row or one column. */
  readonly reference: string;
  /** One per cell; `undefined` for a cell without a number. */
  readonly values: readonly T[];
}

/** Ways to draw that also differ on a grey print. */
export type ChartLook = 'dark' | 'hatched' | 'pale';
export type ChartLine = 'solid' | 'dashed';

export interface ChartSeries {
  /** Stands in the legend, which lying bars and a single series do without. */
  readonly name: string;
  readonly values: ChartRange<number | undefined>;
  readonly look: ChartLook;
  /** Drawn as a line over the columns of the others. */
  readonly line?: ChartLine;
  /** Each value is written beside its bar. */
  readonly labelled?: boolean;
}

/** A chart over cells of the workbook: it follows when one of them is corrected. */
export interface ChartModel {
  /** `bar` lies and begins at the top; `column` stands; `stacked` stands, its series on top of each other. */
  readonly kind: 'bar' | 'column' | 'stacked' | 'line';
  readonly title: string;
  /** A cell that holds the title, where it changes with what is chosen; `title` is then what it holds now. */
  readonly titleFrom?: string;
  /** What a person who cannot see it is told. */
  readonly description: string;
  readonly categories: ChartRange<string>;
  /** At least one. Bars of several series that are not stacked lie over each other: each has the cells the others lack. */
  readonly series: readonly ChartSeries[];
  readonly axes?: { readonly category?: string; readonly value?: string };
  /** Of values and labels, in Excel's own notation. */
  readonly format: string;
  /** Upper end of the axis of values and the distance of its marks. It begins at 0 unless a value lies below. */
  readonly scale?: { readonly most: number; readonly step: number };
  /** The cell under its upper left corner. */
  readonly at: string;
  /** In points. */
  readonly size: { readonly width: number; readonly height: number };
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
  readonly charts?: readonly ChartModel[];
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
  /**
   * Numbers are written 1.440,5 whatever country the program is set to, where the program can (Excel itself follows the
   * machine).
   */
  readonly numbers?: 'vi';
}
