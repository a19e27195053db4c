import type { SheetData } from '../../domain/workbook/workbook-data.ts';
import { Problem } from '../../problems.ts';
import { damaged } from './damaged.ts';
import { type Package, readPart } from './package.ts';
import type { Relationship } from './relationships.ts';
import { readSheet, type SheetContext } from './sheet.ts';
import type { SheetEntry } from './workbook.ts';

type SheetKind = 'worksheet' | 'chartsheet' | 'dialogsheet' | 'macrosheet';

const KIND_BY_TYPE: readonly (readonly [RegExp, SheetKind])[] = [
  [/\.worksheet\+xml$/, 'worksheet'],
  [/\.chartsheet\+xml$/, 'chartsheet'],
  [/\.dialogsheet\+xml$/, 'dialogsheet'],
];
const KIND_BY_RELATIONSHIP = new Map<string, SheetKind>([
  ['worksheet', 'worksheet'],
  ['chartsheet', 'chartsheet'],
  ['dialogsheet', 'dialogsheet'],
  ['xlMacrosheet', 'macrosheet'],
  ['xlIntlMacrosheet', 'macrosheet'],
]);

/**
 * Reads the worksheets in the order of the workbook; chart and dialog sheets, which hold no cells, are left out.
 *
 * @throws Problem FILE_DAMAGED when a sheet leads nowhere, two lead to one part, or there is none; FILE_HAS_MACROS.
 */
export async function readSheets(
  opened: Package,
  entries: readonly SheetEntry[],
  relationships: readonly Relationship[],
  context: SheetContext,
): Promise<SheetData[]> {
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]));
  const targets = new Set<string>();
  const sheets: SheetData[] = [];
  for (const { name, state, relationshipId } of entries) {
    const relationship = byId.get(relationshipId);
    if (relationship === undefined || targets.has(relationship.target)) throw damaged(`sheet ${name} has no part`);
    targets.add(relationship.target);
    const kind = sheetKind(opened, relationship);
    if (kind === 'macrosheet') throw new Problem('FILE_HAS_MACROS');
    if (kind !== 'worksheet') continue;
    sheets.push({ name, state, cells: await readSheet(readPart(opened, relationship.target), context) });
  }
  if (sheets.length === 0) throw damaged('no sheets');
  return sheets;
}

/** What a sheet is: by its content type, and by the relationship where the content type does not tell. */
function sheetKind({ typeOf }: Package, { type, target }: Relationship): SheetKind | undefined {
  const byType = KIND_BY_TYPE.find(([sign]) => sign.test(typeOf(target)))?.[1];
  return byType ?? KIND_BY_RELATIONSHIP.get(type);
}
