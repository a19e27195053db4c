/** What is written into a commune's spreadsheet once its return was taken in: notes and marks, a sentence, the findings. */
import type { Form } from '../form/form.ts';
import { isInput } from '../form/form.ts';
import { layOut } from '../form/layout.ts';
import type { CellPlace } from '../submission/findings.ts';
import { cellFinder, type Located } from '../submission/locate-cells.ts';
import type { Submission } from '../submission/submission.ts';
import { findingsSheet, type ReturnHistory } from '../template/findings-sheet.ts';
import { type CellMarks, cellMarks, markKey } from '../template/marks.ts';
import { MARK } from '../template/verdicts.ts';
import { cellAddress, type WorkbookData } from '../workbook/workbook-data.ts';
import type { SheetModel, WorkbookModel } from '../workbook/workbook-model.ts';
import { type AnswerLine, answerOfReturn } from './answer-line.ts';
import { readSendCell } from './send-request.ts';

export interface MarkedCell {
  readonly at: CellPlace;
  /** What stands at the cell from now on; no note at all without it. */
  readonly note?: string;
  readonly marked?: 'error' | 'warning';
}

export interface WriteBack {
  /** In the places of the workbook that was read. */
  readonly cells: readonly MarkedCell[];
  /** Goes back to "Chưa gửi". */
  readonly send?: CellPlace;
  readonly answer?: { readonly at: CellPlace; readonly line: AnswerLine };
  /** Takes the place of a sheet of the same name. */
  readonly findings?: SheetModel;
}

export interface WriteBackInput {
  readonly form: Form;
  /** As it was exported and read. */
  readonly workbook: WorkbookData;
  readonly submission: Submission;
  readonly history: ReturnHistory;
  readonly receivedAt: string;
  readonly late: boolean;
  /** The workbook as the commune first got it: its notes come back where no finding stands any more. */
  readonly blank: WorkbookModel;
  /** Cells marked last time that are no input cells. */
  readonly markedBefore: readonly CellPlace[];
}

/** Composes the answer to a return. */
export function composeWriteBack(input: WriteBackInput): WriteBack {
  const { form, workbook, submission, history } = input;
  const found = inputPlaces(form, workbook);
  const marks = cellMarks(submission.findings);
  const own = ownNotes(form, input.blank);
  const inputs = [...found].map(([key, at]) => markedCell(at, marks, own.get(key)));
  const findings = submission.findings.map((each) => ({ ...each, onlyInFile: [] }));
  const placeOf = (key: string): CellPlace => found.get(key) ?? layoutPlace(form, key);
  const { send, answer } = readSendCell(workbook);
  const line = answerOfReturn({ ...input, version: history.version });
  return {
    cells: [...inputs, ...others(inputs, marks, input.markedBefore)],
    ...(send && { send }),
    ...(answer && { answer: { at: answer, line } }),
    findings: findingsSheet({ form, submission, findings, history, placeOf }),
  };
}

/** A refusal touches nothing but the two cells; the marks of the last return stay. */
export function composeRefusal(workbook: WorkbookData, line: AnswerLine): WriteBack {
  const { send, answer } = readSendCell(workbook);
  return { cells: [], ...(send && { send }), ...(answer && { answer: { at: answer, line } }) };
}

/** Cells with a mark that are none of the form's inputs: to be remembered, so that the mark can be taken away again. */
export function markedElsewhere({ cells }: WriteBack, form: Form, workbook: WorkbookData): readonly CellPlace[] {
  const inputs = new Set([...inputPlaces(form, workbook).values()].map(keyOf));
  return cells.filter(({ at, marked }) => marked && !inputs.has(keyOf(at))).map(({ at }) => at);
}

const keyOf = ({ sheet, address }: CellPlace): string => markKey(sheet, address);

function inputPlaces(form: Form, workbook: WorkbookData): ReadonlyMap<string, CellPlace> {
  const finder = cellFinder(form, workbook);
  return new Map(
    form.indicators.filter(isInput).flatMap((indicator) => {
      const located = finder.indicator(indicator);
      return located ? [[indicator.key, placeOf(located)] as const] : [];
    }),
  );
}

const placeOf = ({ sheet, row, column }: Located): CellPlace => ({
  sheet: sheet.data.name,
  address: cellAddress(row, column),
});

function layoutPlace(form: Form, key: string): CellPlace {
  const { sheet, row, column } = layOut(form).placeOf(key);
  return { sheet, address: cellAddress(row, column) };
}

function ownNotes(form: Form, { sheets }: WorkbookModel): ReadonlyMap<string, string> {
  const layout = layOut(form);
  const rows = new Map(sheets.map((sheet) => [sheet.name, [...sheet.rows]]));
  return new Map(
    form.indicators.flatMap(({ key }) => {
      const { sheet, row, column } = layout.placeOf(key);
      const note = rows.get(sheet)?.[row - 1]?.cells[column - 1]?.note;
      return note === undefined ? [] : [[key, note] as const];
    }),
  );
}

/** The note begins with the sign of its mark, so that it is not told by colour alone. */
function markedCell(at: CellPlace, marks: CellMarks, own: string | undefined): MarkedCell {
  const mark = marks.get(keyOf(at));
  if (mark) return { at, note: `${MARK[mark.severity]} ${mark.note}`, marked: mark.severity };
  return { at, ...(own === undefined ? {} : { note: own }) };
}

/** Marks outside of the inputs, e.g. in a heading's row, and those of last time, which are taken away. */
function others(inputs: readonly MarkedCell[], marks: CellMarks, before: readonly CellPlace[]): readonly MarkedCell[] {
  const known = new Set(inputs.map(({ at }) => keyOf(at)));
  const now = [...marks].flatMap(([key, { severity, note }]): readonly MarkedCell[] => {
    if (known.has(key)) return [];
    const at = { sheet: key.slice(0, key.lastIndexOf('!')), address: key.slice(key.lastIndexOf('!') + 1) };
    return [{ at, note: `${MARK[severity]} ${note}`, marked: severity }];
  });
  const marked = new Set([...known, ...now.map(({ at }) => keyOf(at))]);
  return [...now, ...before.filter((at) => !marked.has(keyOf(at))).map((at) => ({ at }))];
}
