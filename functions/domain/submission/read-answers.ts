/** A workbook → the commune's answers, with what was wrong or doubtful in reading them. */

import { type Form, type Heading, type Indicator, isInput } from '../form/form.ts';
import { FINDINGS_SHEET, GUIDE_SHEET } from '../form/layout.ts';
import { readNumberText } from '../text/number-text.ts';
import { formatNumber, listed } from '../text/vietnamese.ts';
import type { CellData, PassedBy, WorkbookData } from '../workbook/workbook-data.ts';
import type { CellContent } from '../workbook/workbook-model.ts';
import { type Answer, type Answers, MISSING } from './answers.ts';
import { type CellPlace, type Finding, finding } from './findings.ts';
import { howFound, unknownRows } from './how-found.ts';
import { type CellFinder, cellFinder, type Located } from './locate-cells.ts';
import { lostRows } from './lost-rows.ts';
import { misplacedRows } from './misplaced-rows.ts';
import { nameOf, readCell } from './read-cell.ts';
import { placeOf, type Settled, settleCopies, shownCell } from './row-copies.ts';
import { shownValue, someOf } from './sheet-view.ts';

export interface AnswersReading {
  readonly answers: Answers;
  readonly findings: readonly Finding[];
  /** What stands in heading rows, by code. */
  readonly strays: ReadonlyMap<string, CellContent>;
  /** How many input cells were found at all: with none, the workbook is no return of this form. */
  readonly found: number;
  /** How many of them are beyond doubt. */
  readonly certain: number;
}

/** Reads every indicator of `form`. Ratios that the sheet computes are left to be computed again. */
export function readAnswers(form: Form, workbook: WorkbookData): AnswersReading {
  return readInputs(form, cellFinder(form, workbook), form.indicators.filter(isInput), workbook);
}

/** Reads `inputs` in a workbook of `form`; they may be those of a later version, found there by their keys. */
export function readInputs(
  form: Form,
  finder: CellFinder,
  inputs: readonly Indicator[],
  workbook: WorkbookData,
): AnswersReading {
  const readings = inputs.map((indicator) =>
    readOne(indicator, finder.indicator(form.byKey.get(indicator.key) ?? indicator), finder),
  );
  const strays = straysIn(form, finder);
  const located = readings.flatMap((reading) => reading.located ?? []);
  return {
    answers: new Map(readings.map(({ indicator, answer }) => [indicator.key, answer])),
    strays: new Map(strays.map(({ heading, content }) => [heading.code, content])),
    found: located.length,
    certain: located.filter(({ line }) => line?.doubt === undefined).length,
    findings: [
      ...lostRows(
        form,
        readings.flatMap(({ indicator, located: at }) => (at ? [] : [indicator])),
      ),
      ...misplacedRows(form, readings),
      ...readings.flatMap(({ findings }) => findings),
      ...strays.map(strayFinding),
      ...secondCopies(readings),
      ...unknownRows(finder.unknownRows(located)),
      ...howFound(readings),
      ...sheetsNotRead(
        workbook,
        readings.flatMap(({ seen }) => seen),
      ),
      ...passedBy(workbook.passedBy),
    ],
  };
}

interface Reading {
  readonly indicator: Indicator;
  readonly located: Located | undefined;
  readonly answer: Answer;
  readonly findings: readonly Finding[];
  /** Wherever the row stands. */
  readonly seen: readonly Pick<Located, 'sheet' | 'how'>[];
  /** Copies of the row that say something else, where it is sure which one counts. */
  readonly copies: Settled['others'];
}

function readOne(indicator: Indicator, at: Located | undefined, finder: CellFinder): Reading {
  if (!at) return { indicator, located: undefined, answer: MISSING, findings: [], seen: [], copies: [] };
  const { located, others } = at.copies ? settleCopies(at) : { located: at, others: [] };
  const seen = [at, ...(at.copies ?? []).map(({ sheet }) => ({ sheet, how: at.how }))];
  if (others.length > 0 && located.how !== 'name') return { ...ambiguous(indicator, located, others), seen };
  const { sheet, row, column } = located;
  const explanation = finder
    .beside(located, 'explanation')
    .flatMap((cell) => textOf(cell) ?? [])
    .join(' ');
  const beside = {
    ...(indicator.place ? {} : { emptyKind: finder.beside(located, 'emptyKind')[0] }),
    ...(explanation ? { explanation } : {}),
  };
  return {
    indicator,
    located,
    seen,
    copies: others,
    ...readCell(indicator, sheet.cell(row, column), placeOf(located), beside),
  };
}

/** Nothing tells which of two rows is meant: the sender must. */
function ambiguous(indicator: Indicator, located: Located, others: Settled['others']): Omit<Reading, 'seen'> {
  const all = [located, ...others];
  const several = new Set(all.map(({ sheet }) => sheet)).size > 1;
  const list = listed(all.map((cell) => (several ? `${cell.sheet.data.name}!${shownCell(cell)}` : shownCell(cell))));
  const subject = { indicators: [indicator.key], cells: all.map(placeOf) };
  const typed = all.map(({ sheet, row, column }) => shownValue(sheet.cell(row, column)?.value)).join(' / ');
  return {
    indicator,
    located,
    answer: { state: 'unreadable', typed, at: placeOf(located) },
    findings: [finding('ROW_AMBIGUOUS', subject, { name: nameOf(indicator), list })],
    copies: [],
  };
}

function secondCopies(readings: readonly Reading[]): readonly Finding[] {
  const copies = readings.flatMap(({ indicator, copies: own }) => own.map((cell) => ({ indicator, cell })));
  const sheets = Map.groupBy(copies, ({ cell }) => cell.sheet);
  return [...sheets].map(([sheet, own]) => {
    const list = someOf(own.map(({ indicator, cell }) => `${indicator.code} ở ${shownCell(cell)}`));
    const subject = {
      indicators: own.map(({ indicator }) => indicator.key),
      cells: own.map(({ cell }) => placeOf(cell)),
    };
    return finding('SECOND_COPY', subject, { sheet: sheet.data.name, list });
  });
}

const textOf = (cell: CellData | undefined): string | undefined =>
  cell === undefined || cell.value === undefined || typeof cell.value === 'object'
    ? undefined
    : String(cell.value).trim() || undefined;

interface Stray {
  readonly heading: Heading;
  readonly content: CellContent;
  readonly at: CellPlace;
}

function straysIn(form: Form, finder: CellFinder): readonly Stray[] {
  return form.headings.flatMap((heading) => {
    const located = finder.heading(heading);
    const value = located?.sheet.cell(located.row, located.column)?.value;
    if (!located || value === undefined || (typeof value === 'string' && value.trim() === '')) return [];
    return [{ heading, at: placeOf(located), content: typeof value === 'object' ? value.error : value }];
  });
}

/** Headings take no value; one that stands there is read and said, since it belongs somewhere else. */
function strayFinding({ heading, at, content }: Stray): Finding {
  const typed = typeof content === 'number' ? formatNumber(content) : String(content);
  return finding('STRAY_VALUE', { indicators: [], cells: [at] }, { name: nameOf(heading), typed });
}

/** Sheets of our own that hold figures and no answers. */
const NO_ANSWERS: readonly string[] = [GUIDE_SHEET, FINDINGS_SHEET];

/** Sheets with figures on which no row was found: they may hold what somebody thinks was sent. */
function sheetsNotRead(workbook: WorkbookData, located: Reading['seen']): readonly Finding[] {
  if (located.length === 0) return []; // no return of this form at all
  const read = new Set(located.map(({ sheet }) => sheet.data));
  const others = workbook.sheets.filter(
    (sheet) =>
      !read.has(sheet) && sheet.state === 'visible' && !NO_ANSWERS.includes(sheet.name) && sheet.cells.some(isFigure),
  );
  const list = listed(others.map(({ name }) => `"${name}"`));
  return others.length > 0 ? [finding('SHEETS_NOT_READ', { indicators: [], cells: [] }, { list })] : [];
}

const isFigure = ({ value }: CellData): boolean =>
  typeof value === 'number' || (typeof value === 'string' && readNumberText(value) !== undefined);

const PASSED_BY_WORDS: Readonly<Record<PassedBy, string>> = {
  externalLinks: 'liên kết tới tệp khác',
  connections: 'kết nối dữ liệu ngoài',
  drawings: 'hình vẽ',
  embeddings: 'đối tượng nhúng',
  comments: 'ghi chú',
};

/** Links and objects are never followed. Notes are everyday matter and not worth a word. */
function passedBy(kinds: readonly PassedBy[]): readonly Finding[] {
  const words = kinds.filter((kind) => kind !== 'comments' && kind !== 'drawings').map((kind) => PASSED_BY_WORDS[kind]);
  return words.length > 0 ? [finding('PASSED_BY', { indicators: [], cells: [] }, { what: listed(words) })] : [];
}
