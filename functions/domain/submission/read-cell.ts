/** One cell → one answer, by the type of its indicator. Nothing is guessed: what cannot be read becomes a finding. */

import type { Indicator } from '../form/form.ts';
import { dayOfSerial, formatDay, readDay, serialOf } from '../text/day.ts';
import { formatDocumentReference, readDocumentReference, symbolConflict } from '../text/document-reference.ts';
import { decimalsOf, readNumberText, withoutPercent } from '../text/number-text.ts';
import { fold, formatNumber, roundHalfUp } from '../text/vietnamese.ts';
import type { CellData } from '../workbook/workbook-data.ts';
import { type Answer, MISSING } from './answers.ts';
import { type CellPlace, type Finding, type FindingCode, type FindingDetails, finding } from './findings.ts';

export const NIL = 'Không phát sinh';
export const NOT_APPLICABLE_TEXT = 'Không áp dụng';

export interface CellReading {
  readonly answer: Answer;
  readonly findings: readonly Finding[];
}

/** What stands beside a value: the kind of empty chosen, the explanation. */
export interface Beside {
  readonly emptyKind?: CellData;
  readonly explanation?: string;
}

/** "3.2 Tổng số hồ sơ tiếp nhận". */
export function nameOf(indicator: Pick<Indicator, 'code' | 'label'>): string {
  return `${indicator.code} ${indicator.label}`;
}

/** Reads the cell of `indicator` at `at`. */
export function readCell(
  indicator: Indicator,
  cell: CellData | undefined,
  at: CellPlace,
  beside: Beside = {},
): CellReading {
  const kind = emptyKind(beside.emptyKind);
  const reading = readContent(indicator, cell, at);
  const settled =
    kind === undefined ? reading : settle(indicator, reading, kind, at, String(beside.emptyKind?.value ?? ''));
  const { explanation } = beside;
  return { findings: settled.findings, answer: { ...settled.answer, at, ...(explanation ? { explanation } : {}) } };
}

/** "1 - Có", the way a choice is offered in a drop-down. */
export function choiceOption(choice: Indicator['choices'][number], indicator: Indicator): string {
  return indicator.type === 'yesno' ? choice.label : `${choice.code} - ${choice.label}`;
}

type EmptyKind = 'nil' | 'notApplicable' | 'unreadable';

const EMPTY_WORDS: ReadonlyMap<string, EmptyKind> = new Map([
  ...[NIL, 'kps', 'không có phát sinh'].map((word): [string, EmptyKind] => [fold(word), 'nil']),
  ...[NOT_APPLICABLE_TEXT, 'kad', 'n/a'].map((word): [string, EmptyKind] => [fold(word), 'notApplicable']),
]);

function emptyKind(cell: CellData | undefined): EmptyKind | undefined {
  if (cell === undefined || cell.value === undefined || String(cell.value).trim() === '') return undefined;
  return typeof cell.value === 'string' ? (EMPTY_WORDS.get(fold(cell.value)) ?? 'unreadable') : 'unreadable';
}

/** Brings together what stands in the cell and the kind of empty chosen beside it. */
function settle(
  indicator: Indicator,
  reading: CellReading,
  kind: EmptyKind,
  at: CellPlace,
  words: string,
): CellReading {
  const say = sayAt(indicator, at);
  const { answer } = reading;
  if (kind === 'unreadable')
    return {
      answer: { ...answer, emptyWords: words },
      findings: [...reading.findings, say('EMPTY_KIND_UNREADABLE', { typed: words })],
    };
  const harmless = answer.state === 'missing' || answer.state === kind || (kind === 'nil' && answer.number === 0);
  if (!harmless) {
    const conflict = say('EMPTY_KIND_CONFLICT', { typed: answer.typed, kind: words });
    return {
      answer: { state: 'unreadable', typed: answer.typed, emptyWords: words },
      findings: [...reading.findings, conflict],
    };
  }
  return emptyAnswer(indicator, kind, words, at);
}

function emptyAnswer(indicator: Indicator, kind: 'nil' | 'notApplicable', typed: string, at: CellPlace): CellReading {
  const allowed = kind === 'nil' ? indicator.mayBeNil : indicator.mayBeNotApplicable;
  if (allowed) return { answer: { state: kind, typed }, findings: [] };
  return {
    answer: { state: 'unreadable', typed },
    findings: [sayAt(indicator, at)('EMPTY_KIND_NOT_ALLOWED', { kind: typed })],
  };
}

function sayAt(indicator: Indicator, at: CellPlace) {
  const subject = { indicators: [indicator.key], cells: [at] };
  return (code: FindingCode, details: FindingDetails, proposed?: string): Finding =>
    finding(code, { ...subject, ...(proposed ? { proposed } : {}) }, { name: nameOf(indicator), ...quoted(details) });
}

/** A cell may hold 32,767 characters, a sentence about it must not. */
const LONGEST_QUOTED = 200;

function quoted(details: FindingDetails): FindingDetails {
  const short = (text: string) =>
    text.length > LONGEST_QUOTED ? `${text.slice(0, LONGEST_QUOTED).replace(/[\ud800-\udbff]$/, '')}…` : text;
  const { typed, kind } = details;
  return {
    ...details,
    ...(typed === undefined ? {} : { typed: short(typed) }),
    ...(kind === undefined ? {} : { kind: short(kind) }),
  };
}

type Say = ReturnType<typeof sayAt>;

function readContent(indicator: Indicator, cell: CellData | undefined, at: CellPlace): CellReading {
  const say = sayAt(indicator, at);
  if (cell === undefined) return { answer: MISSING, findings: [] };
  const { value } = cell;
  if (value === undefined) return unreadable('', say('FORMULA_WITHOUT_VALUE', {}));
  if (typeof value === 'object') return unreadable(value.error, say('CELL_ERROR', { typed: value.error }));
  if (typeof value === 'string') {
    if (value.trim() === '') return { answer: MISSING, findings: [] };
    const kind = EMPTY_WORDS.get(fold(value)) ?? dashOf(indicator, value);
    if (kind === 'nil' || kind === 'notApplicable') return emptyAnswer(indicator, kind, value.trim(), at);
  }
  return READERS[indicator.type](indicator, { ...cell, value }, say);
}

/** A dash in a ratio is how offices print "no cases". */
const dashOf = (indicator: Indicator, text: string): EmptyKind | undefined =>
  (indicator.type === 'ratio' || indicator.type === 'share') && /^[-–—]$/.test(text.trim()) ? 'nil' : undefined;

type FilledCell = CellData & { readonly value: number | string | boolean };
type ReadType = (indicator: Indicator, cell: FilledCell, say: Say) => CellReading;

const unreadable = (typed: string, ...findings: Finding[]): CellReading => ({
  answer: { state: 'unreadable', typed },
  findings,
});
const read = (answer: Omit<Answer, 'state'>, ...findings: Finding[]): CellReading => ({
  answer: { state: 'value', ...answer },
  findings,
});

/** As the spreadsheet shows it. */
const shownBoolean = (value: boolean): string => (value ? 'TRUE' : 'FALSE');

const readNumber: ReadType = (indicator, cell, say) => {
  const { value } = cell;
  if (typeof value === 'boolean')
    return unreadable(shownBoolean(value), say('NOT_A_NUMBER', { typed: shownBoolean(value) }));
  if (typeof value === 'string') return readTypedNumber(indicator, value, say);
  if (cell.isDate) return readDateForNumber(indicator, value, say);
  const isShare = indicator.type === 'share' || indicator.type === 'ratio';
  const percent = cell.isPercent && isShare && Math.abs(value) <= MOST;
  const number = percent ? Number((value * 100).toPrecision(14)) : value;
  const reading = withinBounds(indicator, { number, decimals: decimalsOf(number), typed: formatNumber(number) }, say);
  return cell.isPercent ? reading : fractionInDoubt(indicator, reading, say);
};

/** Before this day a date in a cell of numbers is a number that is merely shown as one. */
const FIRST_LIKELY_DAY = serialOf('1990-01-01');

/** "5/10" typed as "5 of 10" became a day of this year, whichever of the two the program took for the month. */
function readDateForNumber(indicator: Indicator, serial: number, say: Say): CellReading {
  const day = dayOfSerial(serial) ?? '1900-01-01';
  const typed = formatDay(day);
  if (serial < FIRST_LIKELY_DAY)
    return unreadable(typed, say('DATE_FOR_NUMBER', { typed, origin: '' }, formatNumber(serial)));
  const [part = 0, whole = 0] = day
    .split('-')
    .slice(1)
    .map(Number)
    .sort((left, right) => left - right);
  const isPercent = indicator.unit === '%';
  const proposed = isPercent ? formatNumber(roundHalfUp((part / whole) * 100, 2)) : String(part);
  return unreadable(typed, say('DATE_FOR_NUMBER', { typed, origin: `; có lẽ đã gõ ${part}/${whole}` }, proposed));
}

/** A share is stated in percent: 0,995 is likely to mean 99,5. A ratio is compared with its own terms instead. */
function fractionInDoubt(indicator: Indicator, reading: CellReading, say: Say): CellReading {
  const { number, typed, state } = reading.answer;
  const inPercent = indicator.type === 'share' || (indicator.type === 'amount' && indicator.unit === '%');
  if (!inPercent || state !== 'value' || number === undefined || number <= 0 || number >= 1) return reading;
  const percent = formatNumber(Number((number * 100).toPrecision(14)));
  return { ...reading, findings: [...reading.findings, say('SHARE_AS_FRACTION', { typed, percent }, percent)] };
}

function readTypedNumber(indicator: Indicator, text: string, say: Say): CellReading {
  const typed = text.trim();
  const number = readNumberText(typed);
  if (number === undefined) {
    const digits = typed.match(/\d[\d.,]*/g) ?? [];
    const proposed = digits.length === 1 && readNumberText(digits[0]) ? digits[0] : undefined;
    return unreadable(typed, say('NOT_A_NUMBER', { typed }, proposed));
  }
  const dot = number.dotAsDecimal
    ? [say('DOT_AS_DECIMAL', { typed, read: formatNumber(number.value) }, formatNumber(number.value, number.decimals))]
    : [];
  const bounded = withinBounds(
    indicator,
    { number: number.value, decimals: number.decimals, typed: withoutPercent(typed) },
    say,
  );
  const read = { answer: bounded.answer, findings: bounded.findings.length > 0 ? bounded.findings : dot };
  return typed.endsWith('%') ? read : fractionInDoubt(indicator, read, say);
}

/** Spreadsheets keep 15 digits; beyond them a figure is a slip, and sums of such would soon be infinite. */
const MOST = 999_999_999_999_999;

/** Whole where the unit is whole, between the bounds of the indicator. */
function withinBounds(
  indicator: Indicator,
  answer: { number: number; decimals: number; typed: string },
  say: Say,
): CellReading {
  const { number, typed } = answer;
  const { min = -MOST, max = MOST } = indicator;
  // The number itself is kept, so that an annotated return shows it again as the number it is.
  const refused = (found: Finding): CellReading => ({
    answer: { state: 'unreadable', number, typed },
    findings: [found],
  });
  if (indicator.type === 'count' && (!Number.isInteger(number) || answer.decimals > 0)) {
    const proposed = withoutEatenDot(number);
    return refused(say('FRACTION_IN_WHOLE', { typed, unit: indicator.unit }, proposed));
  }
  if (number < min || number > max) return refused(say('OUT_OF_RANGE', { typed, range: rangeOf(indicator, number) }));
  return read(answer);
}

/** 16.807 was typed "16.807" and the dot taken for a decimal sign: 16807. A group of three never stands behind a lone 0. */
function withoutEatenDot(number: number): string | undefined {
  const thousand = Number((number * 1000).toPrecision(14));
  return number >= 1 && number < 1000 && Number.isInteger(thousand) ? formatNumber(thousand) : undefined;
}

function rangeOf({ min, max }: Indicator, number: number): string {
  if (Math.abs(number) > MOST) return `từ ${formatNumber(min ?? -MOST)} đến ${formatNumber(max ?? MOST)}`;
  if (min !== undefined && max !== undefined) return `từ ${formatNumber(min)} đến ${formatNumber(max)}`;
  return min === undefined ? `không quá ${formatNumber(max ?? 0)}` : `không nhỏ hơn ${formatNumber(min)}`;
}

const readChoice: ReadType = (indicator, cell, say) => {
  const typed = cell.value === true ? 'Có' : cell.value === false ? 'Không' : String(cell.value).trim();
  const wanted = fold(typed);
  const choice = indicator.choices.find((candidate) =>
    [candidate.code, candidate.label, choiceOption(candidate, indicator)].some((text) => fold(text) === wanted),
  );
  if (choice) return read({ text: choice.code, typed });
  const list = indicator.choices.map((candidate) => choiceOption(candidate, indicator)).join('; ');
  return unreadable(typed, say('CODE_OUTSIDE_LIST', { typed, list }));
};

const readDate: ReadType = (_indicator, cell, say) => {
  const { value } = cell;
  const day =
    typeof value === 'number' && cell.isDate
      ? dayOfSerial(value)
      : typeof value === 'string'
        ? readDay(value)
        : undefined;
  if (day) return read({ day, typed: formatDay(day) });
  const typed = String(value).trim();
  return unreadable(typed, say('NOT_A_DATE', { typed }));
};

const readDocument: ReadType = (_indicator, cell, say) => {
  const text = textOf(cell);
  const typed = text.replace(/\s+/g, ' ').trim();
  const reference = readDocumentReference(text);
  if (!reference) return read({ document: { text: typed }, typed }, say('DOCUMENT_UNREADABLE', { typed }));
  if (reference.badDay) return unreadable(typed, say('DOCUMENT_DAY_IMPOSSIBLE', { typed, day: reference.badDay }));
  const conflict = symbolConflict(reference);
  const findings = [
    ...(conflict ? [say('DOCUMENT_SYMBOL_CONFLICT', { typed, type: reference.type ?? '', ...conflict })] : []),
    ...(reference.day ? [] : [say('DOCUMENT_WITHOUT_DAY', { typed: formatDocumentReference(reference) })]),
  ];
  return read({ document: { text: typed, reference }, typed }, ...findings);
};

const MARKS: ReadonlySet<string> = new Set(['x', '✓', '✔', 'v', '√', '×']);

const readMark: ReadType = (_indicator, cell, say) => {
  const typed = String(cell.value).trim();
  if (cell.value === true || MARKS.has(fold(typed))) return read({ marked: true, typed });
  if (cell.value === false) return { answer: MISSING, findings: [] };
  return unreadable(typed, say('NOT_A_MARK', { typed }));
};

const readText: ReadType = (_indicator, cell) => {
  const typed = textOf(cell).trim();
  return read({ text: typed, typed });
};

/** The content as the spreadsheet shows it: a year has no thousands. */
function textOf({ value, isDate }: FilledCell): string {
  if (typeof value === 'boolean') return shownBoolean(value);
  if (typeof value === 'string') return value;
  return isDate ? formatDay(dayOfSerial(value) ?? '1900-01-01') : String(value).replace('.', ',');
}

const READERS: Readonly<Record<Indicator['type'], ReadType>> = {
  count: readNumber,
  amount: readNumber,
  ratio: readNumber,
  share: readNumber,
  choice: readChoice,
  yesno: readChoice,
  text: readText,
  longtext: readText,
  date: readDate,
  document: readDocument,
  mark: readMark,
};
