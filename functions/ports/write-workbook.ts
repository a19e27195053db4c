import type { WorkbookModel } from '../domain/workbook/workbook-model.ts';

/**
 * Turns a finished workbook into the bytes of an .xlsx file that Excel, LibreOffice and Google Sheets open without repair.
 *
 * The same model gives the same bytes. Text is inert whatever it begins with: only `formula` and `link` become formulas.
 */
export type WriteWorkbook = (workbook: WorkbookModel) => Promise<Uint8Array>;
