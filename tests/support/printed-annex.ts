/** An annex as it is printed in a report and pasted from Word: two rows of captions, "Trong đó" over several rows, titles. */
import type { Form, FormRow, Table } from '../../functions/domain/form/form.ts';
import type { Example } from '../../functions/domain/template/fill-example.ts';
import type { SheetData } from '../../functions/domain/workbook/workbook-data.ts';

/** A cell with its content and how many rows and columns it covers. */
export interface AnnexCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly rows?: number;
  readonly columns?: number;
}

export interface AnnexRow {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly note: string;
}

/** The list rows of one sheet of the form, as the report prints them. */
export function annexRows(form: Form, sheet: string, { values, notes }: Pick<Example, 'values' | 'notes'>): AnnexRow[] {
  return form.sections
    .filter((section) => section.sheet === sheet)
    .flatMap(({ code, title, rows }) => [
      { code: `${code}.`, label: title, unit: '', value: values[code] ?? '', note: '' },
      ...rows.flatMap((row) => printedRow(row, values, notes)),
    ]);
}

function printedRow(row: FormRow, values: Example['values'], notes: Example['notes']): AnnexRow[] {
  if (row.kind === 'table') return [];
  if (row.kind === 'heading') {
    const { code, printed, label } = row.heading;
    return [{ code: printed, label, unit: '', value: values[code] ?? '', note: '' }];
  }
  const { code, printed, label, unit } = row.indicator;
  return [{ code: printed, label, unit, value: values[code] ?? '', note: notes[code] ?? '' }];
}

export interface AnnexOptions {
  /** Row and column of the first caption; titles stand above it. */
  readonly at?: readonly [row: number, column: number];
  readonly titles?: readonly string[];
  /** The captions again after so many rows, as at the head of every page. */
  readonly pageOf?: number;
}

const CAPTIONS = ['STT', 'Các chỉ tiêu', 'Kết quả', '', 'Ghi chú'];
const SUB_CAPTIONS = ['', '', 'Đơn vị\ntính', 'Số liệu', ''];

/** Lays the rows out the way Word tables come into a sheet. */
export function annexCells(rows: readonly AnnexRow[], options: AnnexOptions = {}): readonly AnnexCell[] {
  const { at: [top, left] = [4, 1], titles = [], pageOf = rows.length } = options;
  const cells: AnnexCell[] = titles.map((text, index) => ({ row: index + 1, column: left, text, columns: 5 }));
  let row = top;
  for (const [index, each] of rows.entries()) {
    if (index % pageOf === 0) {
      cells.push(...captionCells(row, left));
      row += 2;
    }
    const below = each.code === 'Trong đó' ? runOf(rows, index, pageOf) : 1;
    if (below > 0) cells.push({ row, column: left, text: each.code, ...(below > 1 ? { rows: below } : {}) });
    [each.label, each.unit, each.value, each.note].forEach((text, offset) => {
      if (text !== '') cells.push({ row, column: left + 1 + offset, text });
    });
    row += 1;
  }
  return cells;
}

/** Over how many rows a "Trong đó" reaches; 0 where an earlier one covers this row. */
function runOf(rows: readonly AnnexRow[], index: number, pageOf: number): number {
  const isInside = (at: number) =>
    rows[at]?.code === 'Trong đó' && Math.floor(at / pageOf) === Math.floor(index / pageOf);
  if (isInside(index - 1)) return 0;
  let end = index;
  while (isInside(end)) end += 1;
  return end - index;
}

function captionCells(row: number, left: number): AnnexCell[] {
  const upper = CAPTIONS.flatMap((text, offset): AnnexCell[] => {
    if (text === '') return [];
    return [{ row, column: left + offset, text, ...(text === 'Kết quả' ? { columns: 2 } : { rows: 2 }) }];
  });
  const lower = SUB_CAPTIONS.flatMap((text, offset) =>
    text === '' ? [] : [{ row: row + 1, column: left + offset, text }],
  );
  return [...upper, ...lower];
}

/** A table of the form as printed in the text of a report, below its title. */
export function tableCells(table: Table, values: Example['values'], first = 1): readonly AnnexCell[] {
  const text = (row: number, column: number, content: string): AnnexCell[] =>
    content === '' ? [] : [{ row, column, text: content }];
  const head = ['TT', 'Nội dung', ...table.columns.map(({ label }) => label)];
  return [
    ...text(first, 1, table.label),
    ...head.flatMap((caption, index) => text(first + 1, index + 1, caption)),
    ...table.rows.flatMap((row, index) => [
      ...text(first + 2 + index, 1, row.code),
      ...text(first + 2 + index, 2, row.label),
      ...row.cells.flatMap((cell, offset) => text(first + 2 + index, 3 + offset, values[cell.code] ?? '')),
    ]),
  ];
}

/** The cells as a sheet whose contents are all text. */
export function sheetOfCells(name: string, cells: readonly AnnexCell[]): SheetData {
  const plain = { isDate: false, isPercent: false, isFormula: false };
  const data = cells.map(({ row, column, text }) => ({ row, column, value: text.normalize('NFC'), ...plain }));
  return {
    name,
    state: 'visible',
    cells: data.sort((left, right) => left.row - right.row || left.column - right.column),
  };
}

/** The cells as the HTML that Word puts on the clipboard, a table of its own after the titles. */
export function htmlOfCells(cells: readonly AnnexCell[], titles: readonly string[]): string {
  const rows = Map.groupBy(cells, ({ row }) => row);
  const paragraph = (text: string) => `<p class=MsoNormal>${escaped(text).replaceAll('\n', '<br>')}</p>`;
  const cellHtml = ({ text, rows: down = 1, columns = 1 }: AnnexCell) =>
    `<td rowspan=${down} colspan=${columns}>${paragraph(text)}</td>`;
  const body = [...rows].sort(([left], [right]) => left - right).map(([, own]) => rowHtml(own, cells, cellHtml));
  return `<html><head><meta charset="utf-8"></head><body>${titles.map(paragraph).join('')}<table border=1>${body.join('\n')}</table></body></html>`;
}

/** Empty places get cells of their own, but not those that a cell above or to the left covers. */
function rowHtml(own: readonly AnnexCell[], all: readonly AnnexCell[], html: (cell: AnnexCell) => string): string {
  const row = own[0]?.row ?? 0;
  const columns = Array.from({ length: 5 }, (_, index) => index + 1);
  const covered = (column: number) =>
    all.some(
      (cell) =>
        (cell.row !== row || cell.column !== column) &&
        row >= cell.row &&
        row < cell.row + (cell.rows ?? 1) &&
        column >= cell.column &&
        column < cell.column + (cell.columns ?? 1),
    );
  const parts = columns.map((column) => {
    const cell = own.find((candidate) => candidate.column === column);
    if (cell) return html(cell);
    return covered(column) ? '' : '<td></td>';
  });
  return `<tr>${parts.join('')}</tr>`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
