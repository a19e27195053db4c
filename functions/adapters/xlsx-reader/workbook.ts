import type { NameData, SheetState } from '../../domain/workbook/workbook-data.ts';
import type { Budget } from './budget.ts';
import { damaged } from './damaged.ts';
import { MAX_SHEET_NAME } from './limits.ts';
import { type Attributes, readXml } from './read-xml.ts';
import { plainText } from './texts.ts';

/** A sheet as the workbook lists it; its cells are in the part that the relationship leads to. */
export interface SheetEntry {
  readonly name: string;
  readonly state: SheetState;
  readonly relationshipId: string;
}

export interface WorkbookPart {
  /** Days are counted from 1904. */
  readonly date1904: boolean;
  readonly sheets: readonly SheetEntry[];
  readonly names: readonly NameData[];
}

interface OpenName {
  readonly attributes: Attributes;
  text: string;
}

/** Reads the list of sheets and the defined names, hidden ones included; the built-in `_xlnm.` names are left out. */
export async function readWorkbookPart(part: Buffer, budget: Budget): Promise<WorkbookPart> {
  const sheets: SheetEntry[] = [];
  const defined: OpenName[] = [];
  let date1904 = false;
  let current: OpenName | undefined;
  await readXml(part, budget, {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = isTrue(attributes.date1904);
      if (name === 'sheet' || name === 'definedName') budget.spendListed();
      if (name === 'sheet') sheets.push(sheetEntry(attributes));
      if (name !== 'definedName') return;
      current = { attributes, text: '' };
      defined.push(current);
    },
    text: (piece) => {
      if (current !== undefined) current.text += piece;
    },
    close: (name) => {
      if (name === 'definedName') current = undefined;
    },
  });
  return { date1904, sheets, names: defined.flatMap((name) => nameData(name, sheets, budget)) };
}

function sheetEntry(attributes: Attributes): SheetEntry {
  const name = plainText(attributes.name ?? '');
  if (name.length > MAX_SHEET_NAME) throw damaged('the name of a sheet is too long');
  return {
    name,
    state: sheetState(attributes.state),
    relationshipId: prefixedId(attributes) ?? '',
  };
}

function sheetState(state: string | undefined): SheetState {
  return state === 'hidden' || state === 'veryHidden' ? state : 'visible';
}

/** `r:id`, whatever the prefix is. */
function prefixedId(attributes: Attributes): string | undefined {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
}

function nameData({ attributes, text }: OpenName, sheets: readonly SheetEntry[], budget: Budget): NameData[] {
  const name = plainText(attributes.name ?? '');
  if (/^_xlnm\./i.test(name)) return [];
  const refersTo = plainText(text);
  budget.spendText(name);
  budget.spendText(refersTo);
  if (attributes.localSheetId === undefined) return [{ name, refersTo }];
  const sheet = sheets[Number(attributes.localSheetId)];
  if (sheet === undefined) return [];
  return [{ name, refersTo, sheet: sheet.name }];
}

function isTrue(flag: string | undefined): boolean {
  return flag === '1' || flag === 'true' || flag === 'on';
}
