/** `spreadsheets.batchUpdate`: all requests or none, and the first bad one is named. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { invalid, isRefused } from '../refusals.ts';
import type { Book } from './book.ts';
import * as cells from './requests/cells.ts';
import * as dimensions from './requests/dimensions.ts';
import * as rules from './requests/names-and-rules.ts';
import * as sheets from './requests/sheets.ts';

type Request = sheets_v4.Schema$Request;
type Kind = keyof Request;
type Handler<K extends Kind> = (
  book: Book,
  request: NonNullable<Request[K]>,
  email: string,
) => sheets_v4.Schema$Response;

/** What this server can do; any other request is a mistake of the test, not a refusal of Google's. */
const HANDLERS: { readonly [K in Kind]?: Handler<K> } = {
  addSheet: sheets.addSheet,
  deleteSheet: sheets.deleteSheet,
  updateSheetProperties: sheets.updateSheetProperties,
  updateSpreadsheetProperties: sheets.updateSpreadsheetProperties,
  updateCells: cells.updateCells,
  repeatCell: cells.repeatCell,
  setDataValidation: cells.setDataValidation,
  updateBorders: cells.updateBorders,
  mergeCells: cells.mergeCells,
  unmergeCells: cells.unmergeCells,
  setBasicFilter: cells.setBasicFilter,
  clearBasicFilter: cells.clearBasicFilter,
  appendCells: cells.appendCells,
  updateDimensionProperties: dimensions.updateDimensionProperties,
  autoResizeDimensions: dimensions.autoResizeDimensions,
  appendDimension: dimensions.appendDimension,
  insertDimension: dimensions.insertDimension,
  deleteDimension: dimensions.deleteDimension,
  addNamedRange: rules.addNamedRange,
  updateNamedRange: rules.updateNamedRange,
  deleteNamedRange: rules.deleteNamedRange,
  addProtectedRange: rules.addProtectedRange,
  updateProtectedRange: rules.updateProtectedRange,
  deleteProtectedRange: rules.deleteProtectedRange,
  addConditionalFormatRule: rules.addConditionalFormatRule,
  updateConditionalFormatRule: rules.updateConditionalFormatRule,
  deleteConditionalFormatRule: rules.deleteConditionalFormatRule,
};

/** The spreadsheet after all requests, with an answer to each; the one given is not touched. */
export function batchUpdate(
  book: Book,
  requests: readonly Request[],
  email: string,
): { book: Book; replies: sheets_v4.Schema$Response[] } {
  if (requests.length === 0) throw invalid('Must specify at least one request.');
  const copy = structuredClone(book);
  const replies = requests.map((request, index) => apply(copy, request, index, email));
  return { book: copy, replies };
}

function apply(book: Book, request: Request, index: number, email: string): sheets_v4.Schema$Response {
  const kind = (Object.keys(request) as Kind[]).find((key) => request[key] != null);
  if (!kind) throw invalid(`Invalid requests[${index}]: No request set.`);
  try {
    return handle(book, kind, request, email);
  } catch (error) {
    if (isRefused(error)) throw invalid(`Invalid requests[${index}].${kind}: ${error.message}`);
    throw error;
  }
}

function handle<K extends Kind>(book: Book, kind: K, request: Request, email: string): sheets_v4.Schema$Response {
  const handler: Handler<K> | undefined = HANDLERS[kind];
  const body = request[kind];
  if (!handler || body == null) throw new Error(`this server does not know the request ${kind}`);
  return handler(book, body, email);
}
