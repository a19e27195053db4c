import { Problem, type ProblemCode } from '../../problems.ts';
import type { Archive } from './archive.ts';
import type { Budget } from './budget.ts';
import { CONTENT_TYPES_NAME, type ContentTypeOf, readContentTypes } from './content-types.ts';
import { damaged } from './damaged.ts';
import { type Relationship, readRelationships } from './relationships.ts';

/** A package known to hold a workbook that we may read. */
export interface Package {
  readonly archive: Archive;
  readonly budget: Budget;
  readonly typeOf: ContentTypeOf;
  readonly workbookName: string;
  readonly relationships: readonly Relationship[];
}

const MAIN_TYPES: ReadonlyMap<string, ProblemCode | 'readable'> = new Map([
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml', 'readable'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml', 'readable'],
  ['application/vnd.ms-excel.sheet.binary.macroenabled.main', 'FILE_IS_XLSB'],
  ['application/vnd.ms-excel.sheet.macroenabled.main+xml', 'FILE_HAS_MACROS'],
  ['application/vnd.ms-excel.template.macroenabled.main+xml', 'FILE_HAS_MACROS'],
  ['application/vnd.ms-excel.addin.macroenabled.main+xml', 'FILE_HAS_MACROS'],
]);
const MACRO_TYPES = new Set([
  'application/vnd.ms-office.vbaproject',
  'application/vnd.ms-excel.macrosheet+xml',
  'application/vnd.ms-excel.intlmacrosheet+xml',
]);

/**
 * Finds the workbook of a package by its content types and relationships.
 *
 * @throws Problem FILE_IS_ODS, FILE_IS_XLSB, FILE_HAS_MACROS, FILE_NOT_WORKBOOK; FILE_DAMAGED for half a workbook.
 */
export async function openPackage(archive: Archive, budget: Budget): Promise<Package> {
  guardForeign(archive);
  const typeOf = await readContentTypes(archive, budget);
  const relationships = await readRelationships(archive, budget, '');
  const workbookName = relationships.find(({ type }) => type === 'officeDocument')?.target;
  if (workbookName === undefined || !archive.has(workbookName)) {
    throw noWorkbook([...archive.names, workbookName ?? ''], typeOf);
  }
  const verdict = MAIN_TYPES.get(typeOf(workbookName)) ?? 'FILE_NOT_WORKBOOK';
  if (verdict !== 'readable') throw new Problem(verdict);
  if (archive.names.some((name) => isMacro(name, typeOf))) throw new Problem('FILE_HAS_MACROS');
  return { archive, budget, typeOf, workbookName, relationships };
}

function guardForeign(archive: Archive): void {
  if (isOpenDocumentSheet(archive)) throw new Problem('FILE_IS_ODS');
  if (archive.has(CONTENT_TYPES_NAME)) return;
  if (archive.names.some((name) => name.startsWith('xl/'))) throw damaged('no content types');
  throw new Problem('FILE_NOT_WORKBOOK');
}

function isOpenDocumentSheet(archive: Archive): boolean {
  const mimetype = archive.read('mimetype')?.toString('latin1', 0, 100);
  if (mimetype !== undefined) return mimetype.startsWith('application/vnd.oasis.opendocument.spreadsheet');
  const isOpenDocument = archive.has('META-INF/manifest.xml') && archive.has('content.xml');
  return isOpenDocument && !archive.has(CONTENT_TYPES_NAME);
}

/** A package that names a workbook but does not lead to it is damaged; any other is something else. */
function noWorkbook(names: readonly string[], typeOf: ContentTypeOf): Problem {
  const looksLikeOne = names.some((name) => MAIN_TYPES.has(typeOf(name)) || name === 'xl/workbook.xml');
  return looksLikeOne ? damaged('no relationship leads to the workbook') : new Problem('FILE_NOT_WORKBOOK');
}

function isMacro(name: string, typeOf: ContentTypeOf): boolean {
  return MACRO_TYPES.has(typeOf(name)) || /(^|\/)vbaProject\.bin$/i.test(name);
}

/** The bytes of a part that must be there. @throws Problem FILE_DAMAGED */
export function readPart({ archive }: Package, name: string): Buffer {
  const part = archive.read(name);
  if (part === undefined) throw damaged(`part ${name} is missing`);
  return part;
}

/** Finds the part that plays one role for the workbook: by relationship, or failing that by content type. */
export function findPart(
  { archive, typeOf }: Package,
  relationships: readonly Relationship[],
  role: string,
): string | undefined {
  const related = relationships.find(({ type }) => type === role)?.target;
  const suffix = `spreadsheetml.${role}+xml`.toLowerCase();
  return related ?? archive.names.find((name) => typeOf(name).endsWith(suffix));
}
