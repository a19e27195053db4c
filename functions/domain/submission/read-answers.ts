/** A workbook → the commune's answers, with what was wrong or doubtful in reading them. */

import { type Form, type Heading, type Indicator, isInput } from '../form/form.ts';
import { formatNumber, listed } from '../text/vietnamese.ts';
import { type CellData, cellAddress, type PassedBy, type WorkbookData } from '../workbook/workbook-data.ts';
import type { CellContent } from '../workbook/workbook-model.ts';
import { type Answer, type Answers, MISSING } from './answers.ts';
import { type CellPlace, type Finding, finding } from './findings.ts';
import { type CellFinder, cellFinder, type Located } from './locate-cells.ts';
import { nameOf, readCell } from './read-cell.ts';

export interface AnswersReading {
  readonly answers: Answers;
  readonly findings: readonly Finding[];
  /** What stands in heading rows, by code. */
  readonly strays: ReadonlyMap<string, CellContent>;
  /** How many input cells were found at all: with none, the workbook is no return of this form. */
  readonly found: number;
}

/** Reads every indicator of `form`. Ratios that the sheet computes are left to be computed again. */
export function readAnswers(form: Form, workbook: WorkbookData): AnswersReading {
  const finder = cellFinder(form, workbook);
  const inputs = form.indicators
    .filter(isInput)
    .map((indicator) => ({ indicator, located: finder.indicator(indicator) }));
  const readings = inputs.map(({ indicator, located }) => ({
    indicator,
    located,
    ...readAt(indicator, located, finder),
  }));
  const strays = straysIn(form, finder);
  const answers = new Map(readings.map(({ indicator, answer }) => [indicator.key, answer]));
  return {
    answers,
    strays: new Map(strays.map(({ heading, content }) => [heading.code, content])),
    found: readings.filter(({ located }) => located !== undefined).length,
    findings: [
      ...readings.flatMap(({ findings }) => findings),
      ...strays.map(strayFinding),
      ...howFound(readings),
      ...passedBy(workbook.passedBy),
    ],
  };
}

function readAt(
  indicator: Indicator,
  located: Located | undefined,
  finder: CellFinder,
): { answer: Answer; findings: readonly Finding[] } {
  if (!located) return { answer: MISSING, findings: lost(indicator) };
  const { sheet, row, column } = located;
  const inTable = indicator.place !== undefined;
  const explanation = textOf(finder.beside(located, 'explanation'));
  const beside = {
    ...(inTable ? {} : { emptyKind: finder.beside(located, 'emptyKind') }),
    ...(explanation ? { explanation } : {}),
  };
  return readCell(indicator, sheet.cell(row, column), placeOf(located), beside);
}

const placeOf = ({ sheet, row, column }: Located): CellPlace => ({
  sheet: sheet.data.name,
  address: cellAddress(row, column),
});

const textOf = (cell: CellData | undefined): string | undefined =>
  cell === undefined || cell.value === undefined || typeof cell.value === 'object'
    ? undefined
    : String(cell.value).trim() || undefined;

/** A row that is gone from the workbook: grave only where an answer is required. */
function lost(indicator: Indicator): readonly Finding[] {
  if (indicator.presence === 'optional') return [];
  const severity = indicator.presence === 'required' ? 'error' : 'warning';
  return [finding('CELL_LOST', { indicators: [indicator.key], cells: [], severity }, { name: nameOf(indicator) })];
}

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

function howFound(
  readings: readonly { readonly indicator: Indicator; readonly located: Located | undefined }[],
): readonly Finding[] {
  const by = (how: Located['how']) =>
    readings.filter(({ located }) => located?.how === how).map(({ indicator }) => indicator);
  const marked = by('mark').length;
  const labelled = by('label');
  const whole = { indicators: [], cells: [] };
  return [
    ...(marked > 0 ? [finding('FOUND_BY_ROW_CODE', whole, { count: String(marked) })] : []),
    ...(labelled.length > 0
      ? [finding('FOUND_BY_LABEL', whole, { list: listed(labelled.map((indicator) => indicator.code)) })]
      : []),
  ];
}

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
