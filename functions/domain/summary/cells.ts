/** Cells and rows that the sheets of the summary have in common. */
import type { Commune } from '../round/commune.ts';
import type { CellModel, CellStyle, PrintModel, RowModel } from '../workbook/workbook-model.ts';

/** Marks a value that failed a check and is in no total. */
export const ERROR_MARK = '⚠';
/** "Không áp dụng". */
export const NOT_APPLICABLE_MARK = 'k.a.d';
export const NO_CASES_MARK = '–';

export const text = (value: string, style: CellStyle = 'label'): CellModel => ({ value, style });
export const count = (value: number, format = '#,##0'): CellModel => ({ value, format, style: 'number' });
export const EMPTY: CellModel = { style: 'label' };

/** Code, name and type of a commune; its name leads to its return where there is somewhere to go. */
export function communeCells({ commune, href }: { readonly commune: Commune; readonly href?: string }): CellModel[] {
  const name = text(commune.name);
  return [text(commune.code, 'centre'), href === undefined ? name : { ...name, href }, text(commune.type, 'centre')];
}

/** A cell over several columns, and the `undefined` that stand for those it covers. */
export function spanning(cell: CellModel, span: number): (CellModel | undefined)[] {
  return [{ ...cell, span }, ...Array.from({ length: span - 1 }, () => undefined)];
}

/** Name of the sheet and a line below it, over `span` columns. */
export function titleRows(title: string, subtitle: string, span: number): RowModel[] {
  return [{ cells: spanning(text(title, 'title'), span) }, { cells: spanning(text(subtitle, 'subtitle'), span) }];
}

export const headRow = (...names: readonly string[]): RowModel => ({ cells: names.map((name) => text(name, 'head')) });

/** Rows made when they are asked for, as often as they are asked for. */
export function lazily(make: () => Iterable<RowModel>): Iterable<RowModel> {
  return { [Symbol.iterator]: () => make()[Symbol.iterator]() };
}

/** Landscape, the head repeated on each page. */
export function landscape(paper: PrintModel['paper'], head: number, footer: string): PrintModel {
  return { paper, landscape: true, repeatRows: [head, head], fitWidth: true, footer };
}
