/** Who a workbook says it is, from the named cells of its hidden last sheet. */
import { IDENTITY_NAMES } from '../form/layout.ts';
import { columnNumber, type WorkbookData } from '../workbook/workbook-data.ts';
import type { Identity } from './submission.ts';

/** Reads the identity; `undefined` when the workbook carries none, e.g. values pasted into a new file. */
export function readIdentity(workbook: WorkbookData): Identity | undefined {
  const read = (name: string): string | undefined => cellNamed(workbook, name);
  const form = read(IDENTITY_NAMES.form);
  const version = Number(read(IDENTITY_NAMES.version));
  if (!form || !Number.isInteger(version)) return undefined;
  return {
    form,
    version,
    round: read(IDENTITY_NAMES.round),
    commune: communeCode(read(IDENTITY_NAMES.commune)),
    communeName: read(IDENTITY_NAMES.communeName),
    communeType: read(IDENTITY_NAMES.communeType),
    province: read(IDENTITY_NAMES.province),
    signature: read(IDENTITY_NAMES.signature),
  };
}

/** Some programs turn the text "05605" into the number 5605. */
export const communeCode = (text: string | undefined): string | undefined =>
  text && /^\d{1,5}$/.test(text) ? text.padStart(5, '0') : text;

/** No word of an identity comes near it. */
const LONGEST = 300;

function cellNamed(workbook: WorkbookData, wanted: string): string | undefined {
  const name = workbook.names.find((candidate) => candidate.name === wanted && candidate.sheet === undefined);
  const match = name && /^(?:'(.+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)$/.exec(name.refersTo);
  if (!match) return undefined;
  const title = (match[1] ?? match[2] ?? '').replaceAll("''", "'");
  const [column, row] = [columnNumber(match[3] ?? ''), Number(match[4])];
  const cells = workbook.sheets.find((sheet) => sheet.name === title)?.cells ?? [];
  const value = cells.find((cell) => cell.row === row && cell.column === column)?.value;
  if (value === undefined || typeof value === 'object' || value === '') return undefined;
  const text = String(value);
  return text.length > LONGEST ? undefined : text;
}
