/** Google Sheets and Drive as the front: the only folder that knows either. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { WriteBack } from '../../domain/sheet-front/write-back.ts';
import type { WorkbookModel } from '../../domain/workbook/workbook-model.ts';
import type { SheetFront } from '../../ports/sheet-front.ts';
import { Problem } from '../../problems.ts';
import { googleAccess } from './access.ts';
import { type Call, caller, REAL_TIME, type Timing } from './calls.ts';
import { driveChanges } from './drive-changes.ts';
import { driveFiles } from './drive-files.ts';
import { refusedAs, translated } from './failures.ts';
import { inBatches, requestsOf } from './requests.ts';
import { type PresentSheet, writeBackRequests } from './write-back.ts';

export interface GoogleSettings {
  /** Id of the province's folder in a shared drive. */
  readonly folder: string;
  /** Where Google sends word of changes to. */
  readonly pushUrl: string;
  /** What tells that word of changes comes from Google. */
  readonly channelToken: string;
  /** A server on this machine that stands in for Google. */
  readonly loopback?: string;
  readonly limitBytes: number;
}

/** Opens the front; nothing is asked of Google, and none of its libraries loaded, before it is used. */
export function googleSheets(settings: GoogleSettings, timing: Timing = REAL_TIME): SheetFront {
  const open = googleAccess(settings.loopback);
  const access = () => open().catch((error) => Promise.reject(translated(error)));
  const call = caller(timing);
  const files = driveFiles({ access, call, root: settings.folder, limitBytes: settings.limitBytes });
  const changes = driveChanges({
    access,
    call,
    driveId: files.driveId,
    address: settings.pushUrl,
    token: settings.channelToken,
    now: timing.now,
  });
  const books = spreadsheets(access, call);
  return {
    folder: files.folder,
    sheet: files.sheet,
    share: files.share,
    find: files.find,
    list: files.list,
    workbook: files.workbook,
    download: files.download,
    put: files.put,
    remove: files.remove,
    publish: files.publish,
    ...books,
    ...changes,
  };
}

interface Book {
  readonly sheets: readonly PresentSheet[];
  readonly names: ReadonlySet<string>;
}

function spreadsheets(access: ReturnType<typeof googleAccess>, call: Call): Pick<SheetFront, 'fill' | 'writeBack'> {
  /** Not asked again by itself: it is one step of what `again` does. */
  async function look(spreadsheetId: string): Promise<Book> {
    const { sheets } = await access();
    const fields = 'sheets.properties(sheetId,title,index),namedRanges.name';
    const ask = () => sheets.spreadsheets.get({ spreadsheetId, fields });
    const { data } = await call('sheets-reads', ask, { once: true });
    return {
      sheets: (data.sheets ?? []).map(({ properties }) => ({
        id: properties?.sheetId ?? 0,
        title: properties?.title ?? '',
        index: properties?.index ?? 0,
      })),
      names: new Set((data.namedRanges ?? []).flatMap(({ name }) => name ?? [])),
    };
  }

  async function send(spreadsheetId: string, requests: readonly sheets_v4.Schema$Request[]): Promise<void> {
    const { sheets } = await access();
    const requestBody = { requests: [...requests], includeSpreadsheetInResponse: false };
    const ask = () => sheets.spreadsheets.batchUpdate({ spreadsheetId, requestBody, fields: 'spreadsheetId' });
    await call('sheets-writes', ask, { once: true });
  }

  /** Names come last, so a spreadsheet that has the last of them is whole. */
  async function fill(id: string, workbook: WorkbookModel): Promise<void> {
    const { account } = await access();
    const last = workbook.names.at(-1)?.name ?? '';
    await again(async () => {
      const { sheets, names } = await look(id);
      if (names.has(last)) return;
      const requests = requestsOf(workbook, { editor: account, present: sheets.map((sheet) => sheet.id) });
      for (const batch of inBatches(requests)) await send(id, batch);
    });
  }

  async function writeBack(id: string, back: WriteBack): Promise<void> {
    const { account } = await access();
    try {
      await again(async () => send(id, writeBackRequests(back, (await look(id)).sheets, account)));
    } catch (error) {
      if (refusedAs(error, 400)) throw new Problem('SHEET_CHANGED', {}, { cause: error });
      throw error;
    }
  }

  /** A batch that may or may not have been done is not sent again blindly: one looks first how things stand. */
  const again = (work: () => Promise<void>): Promise<void> => call(undefined, work);

  return { fill, writeBack };
}
