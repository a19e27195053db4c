/** What a clerk does with a workbook between downloading it and sending it: types into cells and saves. */
import ExcelJS from 'exceljs';
import type { Form } from '../../functions/domain/form/form.ts';
import { layOut } from '../../functions/domain/form/layout.ts';
import { type Entries, indicatorOf } from './typed-workbook.ts';

/** Types `entries` into the value cells of a workbook that was downloaded; all else of it stays. */
export async function typeIntoFile(form: Form, bytes: Uint8Array, entries: Entries): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as never);
  const layout = layOut(form);
  for (const [code, { value, kind }] of entries) {
    const { sheet, row, column } = layout.placeOf(indicatorOf(form, code).key);
    const line = workbook.getWorksheet(sheet)?.getRow(row);
    if (!line) throw new Error(`no sheet ${sheet}`);
    if (value !== undefined) line.getCell(column).value = value;
    if (kind !== undefined) line.getCell(column + 1).value = kind;
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
