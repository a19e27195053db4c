/** An answer to a return as requests: notes and marks at the cells, the sentence, the sheet of findings; one batch. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { MarkedCell, WriteBack } from '../../domain/sheet-front/write-back.ts';
import type { CellPlace } from '../../domain/submission/findings.ts';
import { SEND_WORDS } from '../../domain/template/send-cell.ts';
import { Problem } from '../../problems.ts';
import { rectangleOf } from './grid.ts';
import { sheetRequests } from './requests.ts';
import { MARK_FIELDS, markFormat, overlayOf } from './styles.ts';

type Request = sheets_v4.Schema$Request;

/** A sheet as it stands now. */
export interface PresentSheet {
  readonly id: number;
  readonly title: string;
  readonly index: number;
}

/** @throws Problem SHEET_CHANGED when a sheet that is to be written in is not there any more */
export function writeBackRequests(
  back: WriteBack,
  present: readonly PresentSheet[],
  editor: string,
): readonly Request[] {
  const ids = new Map(present.map(({ title, id }) => [title, id]));
  const idOf = (title: string): number => {
    const id = ids.get(title);
    if (id === undefined) throw new Problem('SHEET_CHANGED');
    return id;
  };
  return [
    ...columnsOf(back.cells).map((cells) => markRequest(cells, idOf)),
    ...(back.answer ? [answerRequest(back.answer, idOf)] : []),
    ...(back.send ? [textRequest(back.send, SEND_WORDS.wait, idOf)] : []),
    ...(back.findings ? findingsRequests(back.findings, present, editor) : []),
  ];
}

interface Placed extends MarkedCell {
  readonly row: number;
  readonly column: number;
}

/** Cells that stand directly below each other go together. */
function columnsOf(cells: readonly MarkedCell[]): readonly (readonly Placed[])[] {
  const placed = cells.map((cell): Placed => {
    const { startRowIndex: row, startColumnIndex: column } = rectangleOf(cell.at.address);
    return { ...cell, row, column };
  });
  const groups = Map.groupBy(placed, ({ at, column }) => `${at.sheet}!${column}`);
  return [...groups.values()].flatMap((group) => {
    const found: Placed[][] = [];
    for (const cell of group.toSorted((left, right) => left.row - right.row)) {
      const open = found.at(-1);
      if (open?.at(-1)?.row === cell.row - 1) open.push(cell);
      else found.push([cell]);
    }
    return found;
  });
}

function markRequest(cells: readonly Placed[], idOf: (title: string) => number): Request {
  const [first] = cells as readonly [Placed, ...Placed[]];
  return {
    updateCells: {
      start: { sheetId: idOf(first.at.sheet), rowIndex: first.row, columnIndex: first.column },
      rows: cells.map(({ note, marked }) => ({
        values: [{ ...(note === undefined ? {} : { note }), userEnteredFormat: markFormat(marked) }],
      })),
      fields: `note,${MARK_FIELDS}`,
    },
  };
}

function answerRequest({ at, line }: NonNullable<WriteBack['answer']>, idOf: (title: string) => number): Request {
  const { startRowIndex: rowIndex, startColumnIndex: columnIndex } = rectangleOf(at.address);
  const look = overlayOf(line.tone);
  return {
    updateCells: {
      start: { sheetId: idOf(at.sheet), rowIndex, columnIndex },
      rows: [{ values: [{ userEnteredValue: { stringValue: line.text }, userEnteredFormat: look }] }],
      fields:
        'userEnteredValue,userEnteredFormat.backgroundColorStyle,userEnteredFormat.textFormat.foregroundColorStyle',
    },
  };
}

function textRequest(at: CellPlace, text: string, idOf: (title: string) => number): Request {
  const { startRowIndex: rowIndex, startColumnIndex: columnIndex } = rectangleOf(at.address);
  return {
    updateCells: {
      start: { sheetId: idOf(at.sheet), rowIndex, columnIndex },
      rows: [{ values: [{ userEnteredValue: { stringValue: text } }] }],
      fields: 'userEnteredValue',
    },
  };
}

/** The sheet of last time goes; the new one stands behind the first sheet, where the cell for sending is. */
function findingsRequests(
  findings: NonNullable<WriteBack['findings']>,
  present: readonly PresentSheet[],
  editor: string,
): readonly Request[] {
  const before = present.filter(({ title }) => title === findings.name);
  const sheetId = Math.max(0, ...present.map(({ id }) => id)) + 1;
  const known = new Map(present.map(({ title, id }) => [title, id]));
  // A cell of a sheet that is gone by now leads back to the list itself.
  const sheetIdOf = (title: string): number => known.get(title) ?? sheetId;
  const made = sheetRequests(findings, { sheetId, index: Math.min(1, present.length), sheetIdOf, editor });
  return [...before.map(({ id }): Request => ({ deleteSheet: { sheetId: id } })), ...made];
}
