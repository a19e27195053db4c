/** A form's own blank, with contents typed into it the way a clerk would, and what its formulas then say. */

import type { Form, Indicator } from '../../functions/domain/form/form.ts';
import { layOut, type Place, type SheetLayout, TITLE_ROWS } from '../../functions/domain/form/layout.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import { choiceOption, NIL, NOT_APPLICABLE_TEXT } from '../../functions/domain/submission/read-cell.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { serialOf } from '../../functions/domain/text/day.ts';
import type { CellValue, SheetData, WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import type {
  CellContent,
  CellModel,
  RowModel,
  WorkbookModel,
} from '../../functions/domain/workbook/workbook-model.ts';
import { aCommune } from './builders.ts';

/** What is typed for one indicator: into the value cell, and what is chosen in the column beside it. */
export interface Entry {
  readonly value?: CellContent;
  readonly kind?: string;
  /** Typed instead of a value. */
  readonly formula?: string;
  /** Written in the row's column for explanations. */
  readonly explanation?: string;
}

/** By the indicator's code. */
export type Entries = ReadonlyMap<string, Entry>;

/** A stored result that no check ever gives: where it remains, nothing was computed. */
export const STALE = '✓ kết quả cũ';

/** Types `entries` into the blank of `form`; every formula keeps a stored result that is wrong. */
export function typedWorkbook(form: Form, entries: Entries, commune: Commune = aCommune()): WorkbookModel {
  const model = composeTemplate({ form, commune, created: '2025-01-01T00:00:00Z' });
  const layout = layOut(form);
  const typed = new Map<string, Pick<CellModel, 'value' | 'formula'>>();
  for (const [code, { value, kind, formula, explanation }] of entries) {
    const { sheet, row, column } = layout.placeOf(indicatorOf(form, code).key);
    if (value !== undefined || formula !== undefined) typed.set(`${sheet}!${row},${column}`, { value, formula });
    if (kind !== undefined) typed.set(`${sheet}!${row},${column + 1}`, { value: kind });
    const said = layout.sheets.find(({ name }) => name === sheet)?.columns.explanation;
    if (explanation !== undefined) typed.set(`${sheet}!${row},${said}`, { value: explanation });
  }
  const sheets = model.sheets.map((sheet) => ({
    ...sheet,
    rows: [...sheet.rows].map((row, index) =>
      typedRow(row, (column) => typed.get(`${sheet.name}!${index + 1},${column}`)),
    ),
  }));
  return { ...model, sheets };
}

function typedRow(
  row: RowModel,
  typedAt: (column: number) => Pick<CellModel, 'value' | 'formula'> | undefined,
): RowModel {
  const cells = row.cells.map((cell, index): CellModel | undefined => {
    const typed = typedAt(index + 1);
    if (typed !== undefined) return { ...cell, ...typed };
    return cell?.formula === undefined ? cell : { ...cell, value: STALE };
  });
  return { ...row, cells };
}

export function indicatorOf(form: Form, code: string): Indicator {
  const indicator = form.byCode.get(code);
  if (!indicator) throw new Error(`no indicator ${code}`);
  return indicator;
}

/** "nil" and "na" are the two kinds of empty, an ISO day is typed as a date, a choice by its code; all else as it is. */
export function entryOf(indicator: Indicator, typed: CellContent): Entry {
  const kind = typed === 'nil' ? NIL : typed === 'na' ? NOT_APPLICABLE_TEXT : undefined;
  if (kind !== undefined) return indicator.place ? { value: kind } : { kind };
  if (indicator.type === 'date' && /^\d{4}-/.test(String(typed))) return { value: serialOf(String(typed)) };
  const choice = indicator.choices.find(({ code }) => code === typed);
  return { value: choice ? choiceOption(choice, indicator) : typed };
}

export interface RowState {
  readonly sheet: SheetLayout;
  readonly row: number;
  readonly indicators: readonly Indicator[];
  /** What the check cell shows; "" when nothing. */
  readonly says: string;
}

/** The check cells of every row that holds indicators. */
export function checkCells(form: Form, workbook: WorkbookData): readonly RowState[] {
  return layOut(form).sheets.flatMap((sheet) => {
    const at = cellsOf(sheetNamed(workbook, sheet.name));
    return sheet.lines.flatMap((line): RowState[] => {
      const indicators =
        line.kind === 'indicator' ? [line.indicator] : line.kind === 'tableRow' ? line.tableRow.cells : [];
      if (indicators.length === 0) return [];
      return [{ sheet, row: line.row, indicators, says: text(at(line.row, sheet.columns.check)) }];
    });
  });
}

/** What stands in the value cell of `indicator`. */
export function valueShown(form: Form, workbook: WorkbookData, indicator: Indicator): CellValue | undefined {
  const { sheet, row, column }: Place = layOut(form).placeOf(indicator.key);
  return cellsOf(sheetNamed(workbook, sheet))(row, column);
}

/** The state line at the head of a form's sheet. */
export const sheetLine = (workbook: WorkbookData, sheet: SheetLayout): string =>
  text(cellsOf(sheetNamed(workbook, sheet.name))(TITLE_ROWS - 1, 2));

export function sheetNamed(workbook: WorkbookData, name: string): SheetData {
  const sheet = workbook.sheets.find((candidate) => candidate.name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}

const indexes = new WeakMap<SheetData, ReadonlyMap<string, CellValue | undefined>>();

function cellsOf(sheet: SheetData): (row: number, column: number) => CellValue | undefined {
  const index = indexes.get(sheet) ?? new Map(sheet.cells.map(({ row, column, value }) => [`${row},${column}`, value]));
  indexes.set(sheet, index);
  return (row, column) => index.get(`${row},${column}`);
}

const text = (value: CellValue | undefined): string =>
  value === undefined ? '' : typeof value === 'object' ? value.error : String(value);
