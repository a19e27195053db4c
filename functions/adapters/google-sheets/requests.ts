/** A finished workbook as requests to the Sheets API: pure, so that every form can be tested without a server. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { NameModel, SheetModel, WorkbookModel } from '../../domain/workbook/workbook-model.ts';
import { onSheet, rectangleOf } from './grid.ts';
import { type Around, addSheetRequest, fillRequests } from './sheet-requests.ts';

type Request = sheets_v4.Schema$Request;

export interface Settings {
  /** Who may change what is protected. */
  readonly editor: string;
  /** Ids of the sheets that the spreadsheet has now; they give way to those of the workbook. */
  readonly present: readonly number[];
}

/**
 * Requests that turn a spreadsheet into the workbook, in one batch. The order matters: the locale first, since it decides how
 * numbers are shown; then all sheets, since formulas name them; names last, so that a spreadsheet with names is complete.
 */
export function requestsOf(model: WorkbookModel, { editor, present }: Settings): readonly Request[] {
  const first = Math.max(0, ...present) + 1;
  const ids = new Map(model.sheets.map(({ name }, index) => [name, first + index]));
  const sheetIdOf = (name: string): number => known(ids, name);
  const sheets = model.sheets.map((sheet, index) => {
    const around: Around = { sheetId: sheetIdOf(sheet.name), index, sheetIdOf, editor };
    return { sheet, rows: [...sheet.rows], around };
  });
  return [
    SPREADSHEET,
    ...present.map((sheetId, index) => aside(sheetId, index)),
    ...sheets.map(({ sheet, rows, around }) => addSheetRequest(sheet, rows, around)),
    ...present.map((sheetId): Request => ({ deleteSheet: { sheetId } })),
    ...sheets.flatMap(({ sheet, rows, around }) => fillRequests(sheet, rows, around)),
    ...model.names.map((name) => nameRequest(name, sheetIdOf)),
  ];
}

/** Where the sheets of a spreadsheet that stands already are to be found. */
export function sheetRequests(model: SheetModel, around: Around): readonly Request[] {
  const rows = [...model.rows];
  return [addSheetRequest(model, rows, around), ...fillRequests(model, rows, around)];
}

function known(ids: ReadonlyMap<string, number>, name: string): number {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`There is no sheet "${name}".`);
  return id;
}

/** Its name it has from the drive, where people may rename it. */
const SPREADSHEET: Request = {
  updateSpreadsheetProperties: {
    properties: { locale: 'vi_VN', timeZone: 'Asia/Ho_Chi_Minh', autoRecalc: 'ON_CHANGE' },
    fields: 'locale,timeZone,autoRecalc',
  },
};

/** A sheet of an attempt that was cut off may bear a name that is needed now. */
const aside = (sheetId: number, index: number): Request => ({
  updateSheetProperties: { properties: { sheetId, title: `_cu_${index}` }, fields: 'title' },
});

const nameRequest = ({ name, sheet, address }: NameModel, sheetIdOf: (name: string) => number): Request => ({
  addNamedRange: { namedRange: { name, range: onSheet(sheetIdOf(sheet), rectangleOf(address)) } },
});

/** Google recommends 2 MB a request at most. */
const MAX_BYTES = 1_900_000;

/** The requests in as few batches as their size allows; all but the very largest forms need one. */
export function inBatches(requests: readonly Request[], most = MAX_BYTES): readonly (readonly Request[])[] {
  const batches: Request[][] = [[]];
  let size = 0;
  for (const request of requests) {
    const own = Buffer.byteLength(JSON.stringify(request));
    if (size > 0 && size + own > most) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(request);
    size += own;
  }
  return batches;
}
