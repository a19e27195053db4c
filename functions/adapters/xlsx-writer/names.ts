import type { NameModel, SheetModel } from '../../domain/workbook/workbook-model.ts';
import { absolute, areaOf } from './addresses.ts';
import { printTitles } from './print.ts';

interface WrittenName {
  readonly name: string;
  readonly ranges: string[];
  readonly localSheetId?: number;
}

/** The defined names of the workbook: those of the model, then the repeated rows and columns of each sheet. */
export function definedNames(sheets: readonly SheetModel[], names: readonly NameModel[]): WrittenName[] {
  const titles = sheets.flatMap((sheet, localSheetId) => {
    const ranges = printTitles(sheet);
    return ranges.length > 0 ? [{ name: '_xlnm.Print_Titles', localSheetId, ranges }] : [];
  });
  return [
    ...names.map(({ name, sheet, address }) => ({ name, ranges: [absolute(sheet, areaOf(address))] })),
    ...titles,
  ];
}

/** @throws Error for names that Excel would repair or drop: the composer's mistake. */
export function checkNames(sheets: readonly SheetModel[], names: readonly NameModel[]): void {
  const sheetNames = sheets.map(({ name }) => name);
  for (const name of sheetNames) {
    if (!isSheetName(name)) throw new Error(`"${name}" cannot be the name of a sheet.`);
  }
  refuseTwice('sheet', sheetNames);
  for (const { name, sheet } of names) {
    if (!isDefinedName(name)) throw new Error(`"${name}" cannot be a defined name.`);
    if (!sheetNames.includes(sheet))
      throw new Error(`The name "${name}" points at the sheet "${sheet}", which does not exist.`);
  }
  refuseTwice(
    'name',
    names.map(({ name }) => name),
  );
}

/** Excel's rules: 1 to 31 characters, none of `[]:*?/\`, no apostrophe at either end. */
const isSheetName = (name: string): boolean => /^(?!')[^[\]:*?/\\\p{Cc}]{1,31}(?<!')$/u.test(name) && name.length <= 31;

/** A letter or underscore, then letters, digits, dots; nothing that reads as a cell (`AB12`, `R1C1`). */
const isDefinedName = (name: string): boolean =>
  /^[\p{L}_][\p{L}\p{M}\p{N}_.]{0,254}$/u.test(name) &&
  !/^[A-Z]{1,3}\d+$/i.test(name) &&
  !/^(R\d*)?(C\d*)?$/i.test(name);

function refuseTwice(what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    const folded = name.toLowerCase();
    if (seen.has(folded)) throw new Error(`The ${what} "${name}" occurs twice.`);
    seen.add(folded);
  }
}
