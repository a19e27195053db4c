/** Figures as running text of a document prints them. A figure under an error carries its mark, and is never printed as if it were sound. */

import { type Indicator, isNumeric, type Table, type TableRow } from '../form/form.ts';
import { type Answer, answerOf, type CitedDocument } from '../submission/answers.ts';
import { ratioOf } from '../submission/figures.ts';
import { formatDay } from '../text/day.ts';
import { formatDocumentReference, saysNoDocument } from '../text/document-reference.ts';
import { lowerFirst, withoutStop } from '../text/prose.ts';
import { ZERO } from '../text/sentence-template.ts';
import { formatNumber } from '../text/vietnamese.ts';
import type { FigureSource } from './figure-source.ts';

/** Stands behind every figure that a document prints although it is under an error. */
export const DOUBT = ' [số liệu đang có lỗi, cần xác minh]';

/** What stands there instead in a final notice, where an inspector answered for the error. */
export const UNVERIFIED = ' (số liệu do đơn vị báo cáo, chưa được xác minh)';

/** The figure in prose; `undefined` where there is none to print: missing, not applicable, a ratio of no cases. */
export function printFigure(indicator: Indicator, source: FigureSource): string | undefined {
  const answer = answerOf(source.answers, indicator);
  if (answer.state === 'notApplicable') return undefined;
  if (!source.unsound.has(indicator.key)) return printSound(indicator, answer, source);
  const printed = printAsTyped(indicator, answer, source);
  return printed === undefined ? undefined : `${printed}${DOUBT}`;
}

/** The filled rows of a table joined with "; ". */
export function printTable(table: Table, source: FigureSource): string | undefined {
  const rows = table.rows.flatMap((row) => printRow(table, row, source) ?? []);
  return rows.length > 0 ? rows.join('; ') : undefined;
}

/** A free row says itself: "Khối MTTQ: mô hình Dân vận số"; a fixed row names its columns: "Năm 2024: giao 45, có mặt 42". */
function printRow(table: Table, row: TableRow, source: FigureSource): string | undefined {
  const cells = row.cells.flatMap((cell, index) => {
    const printed = printFigure(cell, source);
    return printed === undefined ? [] : [{ printed, column: lowerFirst(table.columns[index]?.label ?? '') }];
  });
  if (cells.length === 0) return undefined;
  if (!table.free) return `${row.label}: ${cells.map(({ column, printed }) => `${column} ${printed}`).join(', ')}`;
  const [first, ...rest] = cells.map((cell) => cell.printed);
  return rest.length === 0 ? first : `${first}: ${rest.join(', ')}`;
}

/** What a place of a sentence template prints: a figure or table by its code, a word, a constant of the form. */
export function slotFiller(
  source: FigureSource,
  words: Readonly<Record<string, string | undefined>>,
): (slot: string) => string | undefined {
  const { form, constants } = source;
  return (slot) => {
    const indicator = form.byCode.get(slot);
    if (indicator) return inSentence(indicator, printFigure(indicator, source));
    const table = form.tables.find((candidate) => candidate.code === slot);
    if (table) return printTable(table, source);
    const constant = constants[slot];
    return words[slot] ?? (constant === undefined ? undefined : formatNumber(constant));
  };
}

/** Nothing of a count is marked, to be written out where the sentence is whole. */
const inSentence = ({ type }: Indicator, printed: string | undefined): string | undefined =>
  type === 'count' && printed === '0' ? ZERO : printed;

function printSound(indicator: Indicator, answer: Answer, source: FigureSource): string | undefined {
  if (indicator.type === 'ratio') return printRatio(indicator, answer, source);
  if (answer.state === 'nil') return printNil(indicator);
  return answer.state === 'value' ? printValue(indicator, answer) : undefined;
}

/** A share of nothing is no share. */
const printNil = ({ type }: Indicator): string | undefined => (type === 'count' || type === 'amount' ? '0' : undefined);

/** From its terms; as stated only where these are not known. */
function printRatio(indicator: Indicator, answer: Answer, { scope }: FigureSource): string | undefined {
  const { percent } = ratioOf(indicator, scope);
  if (percent === null) return undefined;
  if (percent !== undefined) return `${formatNumber(percent, indicator.ratio?.decimals ?? 2)}%`;
  return answer.number === undefined ? undefined : `${formatNumber(answer.number, answer.decimals)}%`;
}

function printValue(indicator: Indicator, answer: Answer): string | undefined {
  const { number, text, day, document } = answer;
  switch (indicator.type) {
    case 'count':
      return number === undefined ? undefined : printCount(number);
    case 'amount':
      return number === undefined ? undefined : formatNumber(number, indicator.decimals ?? answer.decimals);
    case 'share':
    case 'ratio':
      return number === undefined ? undefined : `${formatNumber(number, indicator.decimals ?? answer.decimals)}%`;
    case 'yesno':
      return labelOf(indicator, text)?.toLowerCase();
    case 'choice':
      return labelOf(indicator, text);
    case 'date':
      return day && formatDay(day);
    case 'document':
      return document && printDocument(document);
    case 'mark':
      return answer.marked ? 'x' : undefined;
    default:
      return text === undefined ? undefined : oneLine(text);
  }
}

/** Counts below ten are padded, as offices write them; nothing is "0". */
const printCount = (count: number): string => (count > 0 && count < 10 ? `0${count}` : formatNumber(count));

const labelOf = (indicator: Indicator, code: string | undefined): string | undefined =>
  indicator.choices.find((choice) => choice.code === code)?.label;

/** Lines and bullets of a cell as parts of one sentence. */
function oneLine(text: string): string | undefined {
  const lines = text.split(/[\r\n]+/).map((line) => withoutStop(line.replace(/^\s*[-+*•]\s+/, '')));
  return lines.filter((line) => line !== '').join('; ') || undefined;
}

/** What the clerk typed, so that the draft shows what must be verified; "…" for an error cell that holds nothing. */
function printAsTyped(indicator: Indicator, answer: Answer, source: FigureSource): string | undefined {
  const { state, typed } = answer;
  const isPercent = indicator.type === 'ratio' || indicator.type === 'share';
  if (state === 'missing' || state === 'nil') return printSound(indicator, answer, source);
  if (state === 'value' && !isNumeric(indicator.type)) return printValue(indicator, answer);
  const shown = oneLine(typed) ?? '…';
  return isPercent && /\d$/.test(shown) ? `${shown}%` : shown;
}

/** A text in which no number and symbol could be read is no sound citation. */
function printDocument({ reference, text }: CitedDocument): string | undefined {
  if (reference) return formatDocumentReference(reference);
  return saysNoDocument(text) ? undefined : `${oneLine(text)}${DOUBT}`;
}
