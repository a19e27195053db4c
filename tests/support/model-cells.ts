/** Cells of a composed workbook by address, and its texts. */
import { columnNumber } from '../../functions/domain/workbook/workbook-data.ts';
import type { CellModel, WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';

/** The cell at `address`; an empty one where nothing stands. */
export function cellAt(model: WorkbookModel, sheet: string, address: string): CellModel {
  const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  const rows = [...(model.sheets.find(({ name }) => name === sheet)?.rows ?? [])];
  return rows[Number(row) - 1]?.cells[columnNumber(letters) - 1] ?? {};
}

/** The rows of a sheet, each as the texts of its cells. */
export function textRows(model: WorkbookModel, sheet: string): readonly (readonly string[])[] {
  const rows = [...(model.sheets.find(({ name }) => name === sheet)?.rows ?? [])];
  return rows.map(({ cells }) => cells.flatMap((cell) => (cell?.value === undefined ? [] : [String(cell.value)])));
}
