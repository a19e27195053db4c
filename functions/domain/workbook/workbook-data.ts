/** What is left of a workbook once it is through the door: plain values with their places. No styles, no formulas, no links. */

/** An error cell as the spreadsheet shows it, e.g. `#DIV/0!`. */
export interface CellError {
  readonly error: string;
}

export type CellValue = number | string | boolean | CellError;

export interface CellData {
  /** 1-based row and column. */
  readonly row: number;
  readonly column: number;
  /**
   * Text in NFC. A date is its serial in the 1900 system (workbooks in the 1904 system are converted at the door).
   * `undefined` only for a formula that was stored without a result.
   */
  readonly value: CellValue | undefined;
  /** The number format shows a date or a time. */
  readonly isDate: boolean;
  /** The number format shows a percentage: 0.8656 in the cell, 86,56 % on the screen. */
  readonly isPercent: boolean;
  /** The value is the stored result of a formula. */
  readonly isFormula: boolean;
}

export type SheetState = 'visible' | 'hidden' | 'veryHidden';

export interface SheetData {
  readonly name: string;
  readonly state: SheetState;
  /** In reading order: by row, then by column. Only cells that hold something. */
  readonly cells: readonly CellData[];
}

/** A defined name and the text it refers to, e.g. `'3. TTHC'!$D$7`; `sheet` is set for a name local to one sheet. */
export interface NameData {
  readonly name: string;
  readonly refersTo: string;
  readonly sheet?: string;
}

/** Things the reader passed by. They are said in the receipt, never followed. */
export type PassedBy = 'externalLinks' | 'connections' | 'drawings' | 'embeddings' | 'comments';

export interface WorkbookData {
  readonly sheets: readonly SheetData[];
  readonly names: readonly NameData[];
  readonly passedBy: readonly PassedBy[];
  /** The workbook's own time of last modification (docProps/core.xml), ISO 8601 in UTC, where it has a sound one. */
  readonly modified?: string;
}

/** `3` → `C`, `28` → `AB`. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** `AB` → `28`. Upper case letters only. */
export function columnNumber(name: string): number {
  return [...name].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

/** `(7, 4)` → `D7`. */
export function cellAddress(row: number, column: number): string {
  return `${columnName(column)}${row}`;
}

/** `('3. TTHC', 'D7')` → `'3. TTHC'!D7`, quoted as every spreadsheet program reads it. */
export function sheetReference(sheet: string, address: string): string {
  return `'${sheet.replaceAll("'", "''")}'!${address}`;
}
