import type { Cell } from 'exceljs';
import type { SheetWriter } from 'exceljs/lib/stream/xlsx/workbook-writer.js';
import type { CellContent, CellModel, RowModel, SheetModel } from '../../domain/workbook/workbook-model.ts';
import { areaOf, columnLetters, MAX_COLUMNS, MAX_ROWS, rangeOf } from './addresses.ts';
import { addConditionalFormats } from './conditional-formats.ts';
import { noteBox, noteOf, type PlacedNote } from './notes.ts';
import type { OpenSheet, OpenWorkbook } from './open-workbook.ts';
import { pageSetup, printFooter } from './print.ts';
import { COLUMN_PADDING_PIXELS, DIGIT_PIXELS, mayGrow, rowHeight } from './row-height.ts';
import { argb, type StyleSheet } from './styles.ts';
import { cellText, plainText } from './text.ts';
import { validationsByRange } from './validations.ts';

/** What a protected sheet still allows: everything that changes no content. */
const ALLOWED = {
  selectLockedCells: true,
  selectUnlockedCells: true,
  formatColumns: true,
  formatRows: true,
  sort: true,
  autoFilter: true,
};

/** Writes one sheet into `workbook`, row by row as its generator gives them. */
export async function writeSheet(
  workbook: OpenWorkbook,
  model: SheetModel,
  { styleOf, formatCode }: StyleSheet,
  active: boolean,
): Promise<void> {
  const sheet = workbook.openSheet(model.name, {
    state: model.hidden ? 'hidden' : 'visible',
    properties: {
      defaultColWidth: 9,
      dyDescent: 0.25,
      ...(model.tabColor && { tabColor: { argb: argb(model.tabColor) } }),
    },
    pageSetup: pageSetup(model.print),
    headerFooter: { oddFooter: printFooter(model.print) },
    views: [view(model, active)],
    autoFilter: model.filter && inSheet(model, () => rangeOf(areaOf(model.filter ?? ''))),
  });
  if (model.columns.length > 0) sheet.writer.columns = model.columns.map(fileColumn);
  await writeRows(sheet, model, styleOf);
  sheet.writer.dataValidations.model = inSheet(model, () => validationsByRange(model.validations ?? []));
  inSheet(model, () => addConditionalFormats(workbook, sheet.writer, model.conditionalFormats ?? []));
  for (const row of model.print?.breaksAfter ?? []) sheet.writer.rowBreaks.push({ id: row, max: 16_383, man: 1 });
  inSheet(model, () => sheet.draw(model.charts ?? [], formatCode));
  if (model.protected) void sheet.writer.protect('', { ...ALLOWED });
  sheet.writer.commit();
  await sheet.drained();
}

/** Excel shows a width of 10 and writes 10.63: with the padding. */
const fileColumn = ({ width, hidden }: SheetModel['columns'][number]) => ({
  width: Math.round((width + COLUMN_PADDING_PIXELS / DIGIT_PIXELS) * 100) / 100,
  ...(hidden && { hidden }),
});

function view({ frozen }: SheetModel, active: boolean): object {
  const common = { showGridLines: false, ...(active && { tabSelected: 1 }) };
  if (!frozen || frozen.rows + frozen.columns === 0) return { ...common, state: 'normal' };
  return { ...common, state: 'frozen', xSplit: frozen.columns, ySplit: frozen.rows };
}

async function writeRows(sheet: OpenSheet, model: SheetModel, styleOf: StyleSheet['styleOf']): Promise<void> {
  const heights: number[] = [];
  const notes: PlacedNote[] = [];
  for (const row of model.rows) {
    const number = heights.length + 1;
    inSheet(model, () => checkRow(row, number));
    const height = rowHeight(row, model.columns);
    heights.push(row.hidden ? 0 : height);
    for (const [index, cell] of row.cells.entries()) {
      if (cell?.note !== undefined) notes.push({ row: number, column: index + 1, text: cell.note });
    }
    writeRow(sheet, row, number, height, styleOf);
    await sheet.drained();
  }
  if (heights.length === 0) writeRow(sheet, { cells: [] }, 1, rowHeight({ cells: [] }, []), styleOf); // exceljs writes columns with the first row
  sheet.placeNotes((index) => noteBox(notes[index], model.columns, heights));
}

function writeRow(
  sheet: OpenSheet,
  row: RowModel,
  number: number,
  height: number,
  styleOf: StyleSheet['styleOf'],
): void {
  const written = sheet.writer.getRow(number);
  written.height = height;
  if (row.hidden) written.hidden = true;
  for (const [index, cell] of row.cells.entries()) {
    if (cell) writeCell(sheet.writer, written.getCell(index + 1), cell, styleOf);
  }
  sheet.rowMayGrow(mayGrow(row));
  written.commit();
}

function writeCell(writer: SheetWriter, target: Cell, cell: CellModel, styleOf: StyleSheet['styleOf']): void {
  const style = styleOf(cell);
  if (style) target.style = style;
  const value = contentOf(cell);
  if (value !== undefined) target.value = value as Cell['value'];
  if (cell.note !== undefined) target.note = noteOf(cell.note);
  if (cell.span !== undefined && cell.span > 1) {
    const row = Number(target.row);
    const column = Number(target.col);
    writer.mergeCells(row, column, row, column + cell.span - 1);
  }
}

function contentOf({ value, formula, link, href }: CellModel): unknown {
  const content = typeof value === 'string' ? cellText(value) : value;
  const target = link === undefined ? webAddress(href) : `#${link}`;
  const calculated = target === undefined ? formula : hyperlink(target, formula ?? literal(value ?? target));
  if (calculated === undefined) return content === '' ? undefined : content;
  return { formula: calculated, ...(content !== undefined && { result: content }) };
}

/** exceljs' own links inside a workbook are written as links to a file. */
const hyperlink = (target: string, shown: string): string => `HYPERLINK(${literal(target)},${shown})`;

/** Excel opens no longer address from a formula. */
const MAX_ADDRESS = 255;

/** A link that a program would refuse, or that is no address of the web, is none. */
const webAddress = (href: string | undefined): string | undefined =>
  href !== undefined && href.length <= MAX_ADDRESS && /^https?:\/\//.test(href) ? href : undefined;

/** Excel takes 255 characters in one quoted text of a formula. */
function literal(value: CellContent): string {
  if (typeof value !== 'string') return String(value).toUpperCase();
  const pieces = plainText(value).match(/.{1,250}/gs) ?? [''];
  return pieces.map((piece) => `"${piece.replaceAll('"', '""')}"`).join('&');
}

function checkRow({ cells }: RowModel, number: number): void {
  if (number > MAX_ROWS) throw new Error(`more than ${MAX_ROWS} rows`);
  let covered = 0;
  for (const [index, cell] of cells.entries()) {
    if (!cell) continue;
    const at = `${columnLetters(index + 1)}${number}`;
    if (index < covered) throw new Error(`${at} is covered by the cell to its left`);
    if (typeof cell.value === 'number' && !Number.isFinite(cell.value)) throw new Error(`${at} holds ${cell.value}`);
    covered = index + (cell.span ?? 1);
    if (covered > MAX_COLUMNS) throw new Error(`${at} reaches beyond column ${MAX_COLUMNS}`);
  }
}

/** Names the sheet in what went wrong with it. */
function inSheet<T>({ name }: SheetModel, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`Sheet "${name}": ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}
