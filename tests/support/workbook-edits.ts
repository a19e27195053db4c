/** A composed workbook as the reader would give it back, and what clerks do to it in between. All pure. */
import {
  type CellData,
  type CellValue,
  cellAddress,
  type SheetData,
  sheetReference,
  type WorkbookData,
} from '../../functions/domain/workbook/workbook-data.ts';
import type { CellModel, WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';

export type Edit = (workbook: WorkbookData) => WorkbookData;

/** The values of a workbook that was written and opened again; formulas come with their stored result. */
export function opened(model: WorkbookModel): WorkbookData {
  const sheets = model.sheets.map(
    ({ name, hidden, rows }): SheetData => ({
      name,
      state: hidden ? 'hidden' : 'visible',
      cells: [...rows].flatMap(({ cells }, row) =>
        cells.flatMap((cell, column) => (cell && holds(cell) ? [dataOf(cell, row + 1, column + 1)] : [])),
      ),
    }),
  );
  const names = model.names.map(({ name, sheet, address }) => ({ name, refersTo: sheetReference(sheet, address) }));
  return { sheets, names, passedBy: [] };
}

const holds = ({ value, formula }: CellModel): boolean => value !== undefined || formula !== undefined;

function dataOf({ value, formula, format }: CellModel, row: number, column: number): CellData {
  const isDate = typeof value === 'number' && format !== undefined && /[dy]/.test(format);
  const text = typeof value === 'string' ? value.normalize('NFC') : value;
  return { row, column, value: text, isDate, isPercent: false, isFormula: formula !== undefined };
}

/** Types `value` into a cell; `undefined` clears it. */
export const typeInto =
  (sheet: string, row: number, column: number, value: CellValue | undefined): Edit =>
  (workbook) =>
    onSheet(workbook, sheet, (cells) => {
      const others = cells.filter((cell) => cell.row !== row || cell.column !== column);
      if (value === undefined) return others;
      return [...others, { row, column, value, isDate: false, isPercent: false, isFormula: false }];
    });

/** Inserts an empty row before `at`; names move along. */
export const insertRow = (sheet: string, at: number): Edit =>
  shifted(sheet, (row, column) => [row >= at ? row + 1 : row, column]);

/** Inserts an empty column before `at`; names move along. */
export const insertColumn = (sheet: string, at: number): Edit =>
  shifted(sheet, (row, column) => [row, column >= at ? column + 1 : column]);

/** Deletes a row; names that pointed there are lost. */
export const deleteRow =
  (sheet: string, at: number): Edit =>
  (workbook) => {
    const emptied = onSheet(workbook, sheet, (cells) => cells.filter(({ row }) => row !== at));
    const lost = new RegExp(`\\$?[A-Z]+\\$?${at}$`);
    const names = emptied.names.map((name) =>
      name.refersTo.startsWith(`'${sheet}'!`) && lost.test(name.refersTo)
        ? { ...name, refersTo: `'${sheet}'!#REF!` }
        : name,
    );
    return shifted(sheet, (row, column) => [row > at ? row - 1 : row, column])({ ...emptied, names });
  };

/** Sorting: the contents of two rows change places, names stay. */
export const swapRows =
  (sheet: string, one: number, other: number): Edit =>
  (workbook) =>
    onSheet(workbook, sheet, (cells) =>
      cells.map((cell) => ({ ...cell, row: cell.row === one ? other : cell.row === other ? one : cell.row })),
    );

/** Clears a row and leaves it where it is. */
export const emptyRow =
  (sheet: string, at: number): Edit =>
  (workbook) => ({
    ...workbook,
    sheets: workbook.sheets.map((data) =>
      data.name === sheet ? { ...data, cells: data.cells.filter(({ row }) => row !== at) } : data,
    ),
  });

/** Copies a row to another place, its mark with it. */
export const copyRow =
  (sheet: string, from: number, to: number): Edit =>
  (workbook) =>
    onSheet(workbook, sheet, (cells) => [
      ...cells.filter(({ row }) => row !== to),
      ...cells.filter(({ row }) => row === from).map((cell) => ({ ...cell, row: to })),
    ]);

export const renameSheet =
  (from: string, to: string): Edit =>
  (workbook) => ({
    ...workbook,
    sheets: workbook.sheets.map((sheet) => (sheet.name === from ? { ...sheet, name: to } : sheet)),
    names: workbook.names.map((name) => ({
      ...name,
      refersTo: name.refersTo.replace(`'${from}'!`, () => sheetReference(to, '')),
    })),
  });

/** "Move or copy": a second sheet with its own names, local to it, after the first or before it. */
export const copySheet =
  (from: string, to: string): Edit =>
  (workbook) => ({
    ...workbook,
    sheets: workbook.sheets.flatMap((sheet) => (sheet.name === from ? [sheet, { ...sheet, name: to }] : [sheet])),
    names: [
      ...workbook.names,
      ...workbook.names
        .filter(({ refersTo }) => refersTo.startsWith(`'${from}'!`))
        .map((name) => ({ ...name, sheet: to, refersTo: name.refersTo.replace(`'${from}'!`, `'${to}'!`) })),
    ],
  });

export const withoutNames: Edit = (workbook) => ({ ...workbook, names: [] });

/** Somebody emptied the hidden column. */
export const withoutMarks: Edit = (workbook) => ({
  ...workbook,
  sheets: workbook.sheets.map((sheet) => ({ ...sheet, cells: sheet.cells.filter(({ column }) => column !== 1) })),
});

export const inTurn =
  (...edits: readonly Edit[]): Edit =>
  (workbook) =>
    edits.reduce((done, edit) => edit(done), workbook);

const byPlace = (left: CellData, right: CellData): number => left.row - right.row || left.column - right.column;

function onSheet(
  workbook: WorkbookData,
  name: string,
  change: (cells: readonly CellData[]) => CellData[],
): WorkbookData {
  const sheets = workbook.sheets.map((sheet) =>
    sheet.name === name ? { ...sheet, cells: change(sheet.cells).sort(byPlace) } : sheet,
  );
  return { ...workbook, sheets };
}

function shifted(sheet: string, move: (row: number, column: number) => readonly [number, number]): Edit {
  return (workbook) => {
    const moved = onSheet(workbook, sheet, (cells) =>
      cells.map((cell) => {
        const [row, column] = move(cell.row, cell.column);
        return { ...cell, row, column };
      }),
    );
    const names = moved.names.map((name) => ({ ...name, refersTo: movedReference(name.refersTo, sheet, move) }));
    return { ...moved, names };
  };
}

function movedReference(
  reference: string,
  sheet: string,
  move: (row: number, column: number) => readonly [number, number],
) {
  const prefix = `'${sheet}'!`;
  const match = reference.startsWith(prefix) && /^\$?([A-Z]+)\$?(\d+)$/.exec(reference.slice(prefix.length));
  if (!match) return reference;
  const column = [...(match[1] ?? '')].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
  return `${prefix}${cellAddress(...move(Number(match[2]), column))}`;
}
