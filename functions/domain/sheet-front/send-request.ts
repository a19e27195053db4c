/** What a commune's spreadsheet asks for: whether it is being sent, and what it holds apart from that. */
import { FINDINGS_SHEET } from '../form/layout.ts';
import type { CellPlace } from '../submission/findings.ts';
import { SEND_NAMES, SEND_WORDS } from '../template/send-cell.ts';
import { cellAddress, columnNumber, type WorkbookData } from '../workbook/workbook-data.ts';

export interface SendCell {
  /** The cell to choose "Gửi" in; `undefined` when it is gone. */
  readonly send?: CellPlace;
  /** The cell of the answer. */
  readonly answer?: CellPlace;
  readonly wanted: boolean;
}

/** Reads the cell by which a return is sent. */
export function readSendCell(workbook: WorkbookData): SendCell {
  const send = named(workbook, SEND_NAMES.send);
  const answer = named(workbook, SEND_NAMES.answer);
  const text = send === undefined ? '' : String(send.value ?? '').normalize('NFC');
  return {
    ...(send && { send: send.at }),
    ...(answer && { answer: answer.at }),
    wanted: text.trim().toLowerCase() === SEND_WORDS.send.toLowerCase(),
  };
}

interface Named {
  readonly at: CellPlace;
  readonly value: unknown;
}

/** A name that has lost its cell, or whose sheet is gone, is none. */
function named(workbook: WorkbookData, wanted: string): Named | undefined {
  const name = workbook.names.find((candidate) => candidate.name === wanted && candidate.sheet === undefined);
  const match = name && /^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)$/.exec(name.refersTo);
  const title = (match?.[1] ?? match?.[2] ?? '').replaceAll("''", "'");
  const sheet = workbook.sheets.find((candidate) => candidate.name === title);
  if (!match || !sheet) return undefined;
  const [column, row] = [columnNumber(match[3] ?? ''), Number(match[4])];
  const value = sheet.cells.find((cell) => cell.row === row && cell.column === column)?.value;
  return { at: { sheet: title, address: cellAddress(row, column) }, value };
}

/**
 * All that a return holds, as one text: the same for two exports of an unchanged spreadsheet, whose bytes may differ. What we
 * ourselves write into it (the sheet of findings, the sheet with the cell for sending) does not count.
 */
export function contentOf(workbook: WorkbookData): string {
  const { send, answer } = readSendCell(workbook);
  const ours = new Set([FINDINGS_SHEET, send?.sheet, answer?.sheet]);
  const sheets = workbook.sheets.filter(({ name }) => !ours.has(name));
  return JSON.stringify(
    sheets.map(({ name, cells }) => [name, cells.map(({ row, column, value }) => [row, column, value ?? null])]),
  );
}
