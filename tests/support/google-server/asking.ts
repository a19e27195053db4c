/** What the tests of the server share: one server at a time with a spreadsheet in it, asked by Google's own client. */
import { OAuth2Client } from 'google-auth-library';
import { drive as driveApi } from 'googleapis/build/src/apis/drive/index.js';
import { sheets as sheetsApi } from 'googleapis/build/src/apis/sheets/index.js';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { type GoogleServer, type GoogleServerOptions, startGoogleServer } from './google-server.ts';
import { SHEET, XLSX } from './world.ts';

/** One request of a batch. */
export type Request = sheets_v4.Schema$Request;
type GridRange = sheets_v4.Schema$GridRange;

/** What `refusal` says when nothing was refused. */
export const NEVER = 'không bị từ chối';

/** The server that was begun last. */
export let server: GoogleServer;
/** Its clock. */
export let time: number;
/** Its spreadsheet. */
export let id: string;

/** Starts a server whose clock stands still, and makes a spreadsheet. */
export async function begin(options: GoogleServerOptions = {}): Promise<void> {
  time = Date.parse('2026-01-05T01:00:00Z');
  server = await startGoogleServer({ now: () => time, ...options });
  id = await newSpreadsheet();
}

/** Google's clients with a token. */
export function clients(token = server.token()): {
  sheets: ReturnType<typeof sheetsApi>;
  drive: ReturnType<typeof driveApi>;
} {
  const auth = new OAuth2Client();
  auth.setCredentials({ access_token: token });
  const options = { auth, rootUrl: `${server.url}/`, retry: false };
  return { sheets: sheetsApi({ version: 'v4', ...options }), drive: driveApi({ version: 'v3', ...options }) };
}

/** What every call about a shared drive must say. */
export const inDrive = { supportsAllDrives: true };
/** What a list of a shared drive must say. */
export const allOfDrive = () => ({ ...inDrive, includeItemsFromAllDrives: true, driveId: server.driveId });

/** One more spreadsheet in the folder. */
export async function newSpreadsheet(): Promise<string> {
  const requestBody = { name: 'Phiếu', mimeType: SHEET, parents: [server.folderId], appProperties: { round: '2026' } };
  const made = await clients().drive.files.create({ ...inDrive, requestBody });
  return made.data.id ?? '';
}

/** A batch of requests to the spreadsheet. */
export async function update(...requests: Request[]): Promise<sheets_v4.Schema$Response[]> {
  const done = await clients().sheets.spreadsheets.batchUpdate({ spreadsheetId: id, requestBody: { requests } });
  return done.data.replies ?? [];
}

/** Status and sentence of a refusal. */
export async function refusal(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return NEVER;
  } catch (error) {
    const { status, message } = error as { status?: number; message: string };
    return `${status} ${message}`;
  }
}

/** The body of a refusal, as it came. */
export async function refusedBody(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => NEVER,
    (error: { response?: { data?: unknown } }) => error.response?.data,
  );
}

/** A range of "Phần I". */
export const range = (
  startRowIndex: number,
  endRowIndex: number,
  startColumnIndex: number,
  endColumnIndex: number,
): GridRange => ({
  sheetId: 5,
  startRowIndex,
  endRowIndex,
  startColumnIndex,
  endColumnIndex,
});

/** A cell with text. */
export const text = (stringValue: string): sheets_v4.Schema$CellData => ({ userEnteredValue: { stringValue } });
/** Cells in the first row of "Phần I". */
export const cells = (...values: sheets_v4.Schema$CellData[]): Request => ({
  updateCells: {
    start: { sheetId: 5, rowIndex: 0, columnIndex: 0 },
    rows: [{ values }],
    fields: 'userEnteredValue,note',
  },
});
/** A name for the first cell of "Phần I". */
export const naming = (name: string): Request => ({
  addNamedRange: { namedRange: { name, range: range(0, 1, 0, 1) } },
});
const frozen = { rowCount: 20, columnCount: 6, frozenRowCount: 2, frozenColumnCount: 1 };

/** "Phần I" of 20 rows and 6 columns, and a named cell in it. */
export const FORM: readonly Request[] = [
  {
    updateSpreadsheetProperties: {
      properties: { locale: 'vi_VN', timeZone: 'Asia/Ho_Chi_Minh' },
      fields: 'locale,timeZone',
    },
  },
  { addSheet: { properties: { sheetId: 5, title: 'Phần I', gridProperties: frozen } } },
  naming('o_nhap'),
];

/** Lets the server's clock go on. */
export function pass(milliseconds: number): void {
  time += milliseconds;
}

/** The spreadsheet as .xlsx. */
export async function exported(): Promise<Uint8Array> {
  const { data } = await clients().drive.files.export({ fileId: id, mimeType: XLSX }, { responseType: 'arraybuffer' });
  return new Uint8Array(data as unknown as ArrayBuffer);
}
