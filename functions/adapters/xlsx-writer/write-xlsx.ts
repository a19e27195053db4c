import { PassThrough, type Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import type { SheetModel, WorkbookModel } from '../../domain/workbook/workbook-model.ts';
import type { WriteWorkbook } from '../../ports/write-workbook.ts';
import { checkNames, definedNames } from './names.ts';
import { openWorkbook } from './open-workbook.ts';
import { styleSheet } from './styles.ts';
import { plainText } from './text.ts';
import { writeSheet } from './write-sheet.ts';

/** Writes a workbook and gives its bytes. */
export const writeXlsx: WriteWorkbook = async (workbook) => {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), writeXlsxStreamed(workbook, out)]);
  return bytes;
};

/**
 * Writes the same bytes into `out` as they arise, and resolves when `out` has taken them. Rows are taken from their
 * generators one by one, never faster than `out` takes the result: memory holds the distinct texts, not the rows.
 *
 * Rejects when `out` fails or closes early; after any rejection what `out` got is no workbook.
 */
export async function writeXlsxStreamed(workbook: WorkbookModel, out: Writable): Promise<void> {
  const taken = finished(out, { readable: false });
  try {
    await Promise.race([writeInto(workbook, out), taken]);
    await taken;
  } catch (error) {
    taken.catch(() => {});
    out.destroy(error instanceof Error ? error : undefined);
    throw error;
  }
}

async function writeInto(model: WorkbookModel, out: Writable): Promise<void> {
  const sheets = hiddenLast(model.sheets);
  checkNames(sheets, model.names);
  const workbook = await openWorkbook(out, { title: plainText(model.title), created: dateOf(model.created) });
  try {
    workbook.writer.views = [{ x: 0, y: 0, width: 28_800, height: 15_000, firstSheet: 0, activeTab: 0 }];
    workbook.writer._definedNames = { model: definedNames(sheets, model.names) };
    const styles = styleSheet(model.numbers);
    for (const [index, sheet] of sheets.entries()) await writeSheet(workbook, sheet, styles, index === 0);
    await workbook.writer.commit();
  } catch (error) {
    workbook.abort();
    throw error;
  }
}

/** LibreOffice shows a hidden sheet that stands first. */
function hiddenLast(sheets: readonly SheetModel[]): readonly SheetModel[] {
  if (!sheets.some(({ hidden }) => !hidden)) throw new Error('A workbook needs a sheet that is not hidden.');
  return [...sheets.filter(({ hidden }) => !hidden), ...sheets.filter(({ hidden }) => hidden)];
}

function dateOf(created: string): Date {
  const date = new Date(created);
  if (Number.isNaN(date.getTime())) throw new Error(`"${created}" is not a time of ISO 8601.`);
  return date;
}
