import type { ReadWorkbook } from '../../ports/read-workbook.ts';
import { openArchive } from './archive.ts';
import { freshBudget } from './budget.ts';
import { guardBytes } from './guard.ts';
import { readModified } from './modified.ts';
import type { NumberFormat } from './number-format.ts';
import { findPart, openPackage, type Package, readPart } from './package.ts';
import { passedBy } from './passed-by.ts';
import { type Relationship, readRelationships } from './relationships.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readSheets } from './sheets.ts';
import { readStyles } from './styles.ts';
import { readWorkbookPart } from './workbook.ts';

/**
 * Reads an untrusted .xlsx into plain values.
 *
 * Whatever the bytes are, the outcome is a workbook or a Problem, within two seconds and 150 MB.
 */
export const readXlsx: ReadWorkbook = async (bytes) => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  guardBytes(file);
  const budget = freshBudget();
  const opened = await openPackage(await openArchive(file, budget), budget);
  const { date1904, sheets, names } = await readWorkbookPart(readPart(opened, opened.workbookName), budget);
  const relationships = await readRelationships(opened.archive, budget, opened.workbookName);
  const styles = await loadStyles(opened, relationships);
  const sharedStrings = await loadSharedStrings(opened, relationships);
  const context = { budget, date1904, styles, sharedStrings };
  const modified = await loadModified(opened);
  return {
    sheets: await readSheets(opened, sheets, relationships, context),
    names,
    passedBy: passedBy(opened),
    ...(modified !== undefined && { modified }),
  };
};

/** A named part must be there: without it dates would quietly turn into numbers. */
async function loadStyles(opened: Package, relationships: readonly Relationship[]): Promise<NumberFormat[]> {
  const name = findPart(opened, relationships, 'styles');
  return name === undefined ? [] : readStyles(readPart(opened, name), opened.budget);
}

/** Some writers name this part and leave it out when it is empty; a cell that does refer to it is refused then. */
async function loadSharedStrings(opened: Package, relationships: readonly Relationship[]): Promise<string[]> {
  const name = findPart(opened, relationships, 'sharedStrings');
  const part = name === undefined ? undefined : opened.archive.read(name);
  return part === undefined ? [] : readSharedStrings(part, opened.budget);
}

async function loadModified({ archive, budget, relationships }: Package): Promise<string | undefined> {
  const name = relationships.find(({ type }) => type === 'core-properties')?.target;
  const part = name === undefined ? undefined : archive.read(name);
  return part === undefined ? undefined : readModified(part, budget);
}
