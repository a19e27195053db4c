/**
 * Communes × figures, with totals as live formulas over the cells below them.
 *
 * A sum must be what the server says it is: a figure under an error and "không áp dụng" are text, which SUM and COUNT pass
 * by; "không phát sinh" is the number 0 that shows itself as nil.
 */
import type { CommuneFigure } from '../aggregate/commune-figure.ts';
import type { IndicatorFigure, Result } from '../aggregate/province-figures.ts';
import type { Form, Indicator } from '../form/form.ts';
import { answerOf } from '../submission/answers.ts';
import { columnName } from '../workbook/workbook-data.ts';
import type { CellContent, CellModel, RowModel, SheetModel } from '../workbook/workbook-model.ts';
import { communeCells, ERROR_MARK, lazily, NO_CASES_MARK, NOT_APPLICABLE_MARK, spanning, text } from './cells.ts';
import {
  countFormula,
  MATRIX,
  type MatrixColumn,
  ROWS,
  ratioFormula,
  reportedFormula,
  type SignedColumns,
  shownChoice,
  sumFormula,
} from './matrix-columns.ts';
import { STATES } from './sending.ts';
import type { CommuneLine, SummaryContext } from './summary-context.ts';
import { labelUnderHeading, shortened, shortLabel } from './wording.ts';

/** Composes the matrix; its rows are made one by one. */
export function matrixSheet(context: SummaryContext): SheetModel {
  const { columns, lines, round, form } = context;
  const last = ROWS.first + lines.length - 1;
  const lastColumn = columnName(FIXED.length + columns.length);
  return {
    name: MATRIX,
    columns: [
      ...FIXED.map(({ width }) => ({ width })),
      ...columns.map((column) => ({ width: widthOf(column.indicator) })),
    ],
    rows: lazily(function* () {
      yield* headRows(context);
      for (const [index, line] of lines.entries()) yield communeRow(line, ROWS.first + index, columns);
    }),
    frozen: { rows: ROWS.codes, columns: 2 },
    filter: `A${ROWS.codes}:${lastColumn}${Math.max(last, ROWS.codes)}`,
    print: {
      paper: 'A3',
      landscape: true,
      repeatRows: [ROWS.sections, ROWS.codes],
      repeatColumns: ['A', 'B'],
      fitWidth: false,
      footer: `${MATRIX} · ${round?.title ?? form.title}`,
    },
  };
}

const FIXED = [
  { name: 'Mã', width: 8 },
  { name: 'Đơn vị', width: 22 },
  { name: 'Loại', width: 9 },
  { name: 'Tình trạng', width: 25 },
] as const;

const LEGEND = [
  `${ERROR_MARK} có lỗi, không cộng vào số liệu toàn tỉnh`,
  '0 (kps) không phát sinh',
  `${NOT_APPLICABLE_MARK} không áp dụng`,
  `${NO_CASES_MARK} không có trường hợp nào (mẫu số bằng 0) hoặc không đánh dấu`,
  'ô trống: chưa có số liệu',
].join(' · ');

const MOST_NAME = 70;

/** Wide enough for a figure, for the longest choice but a few, or for the total "120 Có · 15 Không". */
function widthOf({ type, choices }: Indicator): number {
  const longest = Math.max(0, ...choices.map(({ label }) => label.length));
  if (type === 'choice') return Math.min(Math.max(12, longest), 40);
  if (type === 'yesno') return 20;
  return type === 'mark' ? 12 : 13;
}

function headRows(context: SummaryContext): RowModel[] {
  const { columns, form, round } = context;
  const labels = columns.map(({ indicator }) => headLabel(indicator, form));
  const totals = columns.map((column) => totalCell(column, context.figureOf.get(column.indicator.key)));
  const counts = columns.map((column) => countCell(column, context.figureOf.get(column.indicator.key)));
  const blank = FIXED.map(() => text('', 'head'));
  return [
    ...titles(round?.title ?? form.title),
    { cells: [...blank, ...sectionCells(context)] },
    { cells: [...blank, ...labels] },
    { cells: [...sideCells('Toàn tỉnh'), ...totals] },
    { cells: [...sideCells('Số đơn vị có số liệu'), ...counts] },
    {
      cells: [
        ...FIXED.map(({ name }) => text(name, 'head')),
        ...columns.map(({ indicator }) => text(indicator.code, 'head')),
      ],
    },
  ];
}

/** Not in the two columns that each page repeats. */
function titles(subtitle: string): RowModel[] {
  const cells = [text('Ma trận số liệu theo đơn vị', 'title'), text(subtitle, 'subtitle'), text(LEGEND, 'faint')];
  return cells.map((cell) => ({ cells: [undefined, undefined, ...spanning(cell, 12)] }));
}

const sideCells = (name: string): CellModel[] =>
  ['', name, '', ''].map((value) => ({ value, style: 'total', align: 'left' }));

/** The section's number over each column: a name across them would be cut at every page. */
function sectionCells({ columns, form }: SummaryContext): CellModel[] {
  const codeOf = new Map(form.sections.map(({ key, code }) => [key, code]));
  return columns.map(({ indicator }) => text(`Phần ${codeOf.get(indicator.section)}`, 'head'));
}

function headLabel(indicator: Indicator, form: Form): CellModel {
  const [full, short] = [labelUnderHeading(indicator, form), shortLabel(indicator, form, MOST_NAME)];
  const unit = indicator.unit === '' ? '' : ` (${shortened(indicator.unit, 20)})`;
  return { value: `${short}${unit}`, style: 'head', ...(short === full ? {} : { note: full }) };
}

function totalCell(column: MatrixColumn, figure: IndicatorFigure | undefined): CellModel {
  const { format } = column;
  const cell = { style: 'total', format } as const;
  const result = figure?.result;
  switch (result?.kind) {
    case 'total':
      return { ...cell, formula: sumFormula(column), value: result.sum ?? '' };
    case 'ratio':
      return {
        ...cell,
        ...(column.ratio ? { formula: ratioFormula(column) } : {}),
        value: result.fraction ?? NO_CASES_MARK,
      };
    case 'choices':
      return { style: 'total', align: 'center', ...choicesTotal(column, result) };
    default:
      return { value: 'không cộng', style: 'faint', align: 'center' };
  }
}

/** "15 Có · 3 Không"; for marks how many there are. */
function choicesTotal(column: MatrixColumn, { counted }: Extract<Result, { kind: 'choices' }>) {
  const { indicator } = column;
  const parts = counted.map(({ code, label, communes }) => ({
    formula: countFormula(column, shownChoice(indicator, code, label)),
    number: communes.length,
    label,
  }));
  const [first] = parts;
  if (indicator.type === 'mark') return { formula: first?.formula, value: first?.number };
  if (indicator.type !== 'yesno') return { value: 'xem Số liệu tỉnh' };
  return {
    formula: parts.map(({ formula, label }) => `${formula}&" ${label}"`).join('&" · "&'),
    value: parts.map(({ number, label }) => `${number} ${label}`).join(' · '),
  };
}

const countCell = (column: MatrixColumn, figure: IndicatorFigure | undefined): CellModel => ({
  formula: reportedFormula(column),
  value: figure?.coverage.reported ?? 0,
  style: 'total',
  format: '#,##0',
});

function communeRow(line: CommuneLine, row: number, columns: readonly MatrixColumn[]): RowModel {
  const { sending } = line;
  const cells: (CellModel | undefined)[] = [...communeCells(line), text(STATES[sending.state])];
  for (const column of columns) cells.push(matrixCell(column, line, row));
  return { cells };
}

/** A commune's cell in a column; `row` is where it stands. */
export function matrixCell(column: MatrixColumn, line: CommuneLine, row: number): CellModel {
  const { indicator, format, read } = column;
  const figure = read(line.view);
  if (column.ratio && line.view.submission) return ratioCell(figure, column, line, row);
  switch (figure.state) {
    case 'value':
      return { value: shownValue(figure, indicator), style: figure.code === undefined ? 'number' : 'centre', format };
    case 'nil':
      return NIL_CELL;
    case 'error':
      return errorCell(indicator, line);
    case 'missing':
      return BLANK_CELL;
    case 'noCases':
      return NO_CASES_CELL;
    default:
      return NOT_APPLICABLE_CELL;
  }
}

const NIL_CELL: CellModel = { value: 0, style: 'number', format: '0" (kps)"' };
const BLANK_CELL: CellModel = { style: 'number' };
const NO_CASES_CELL: CellModel = { value: NO_CASES_MARK, style: 'centre' };
const NOT_APPLICABLE_CELL: CellModel = { value: NOT_APPLICABLE_MARK, style: 'centre' };

/** A stated share stands as a percentage beside the computed ratios; a choice by its words. */
function shownValue(figure: CommuneFigure, indicator: Indicator): CellContent {
  if (figure.code === undefined) return indicator.type === 'share' ? (figure.number ?? 0) / 100 : (figure.number ?? 0);
  const choice = indicator.choices.find(({ code }) => code === figure.code);
  return shownChoice(indicator, figure.code, choice?.label ?? figure.code);
}

/** What was typed, with the mark; why, in a note. */
function errorCell(indicator: Indicator, line: CommuneLine): CellModel {
  const sentences = line.sending.errors
    .filter(({ indicators }) => indicators.includes(indicator.key))
    .map((found) => found.sentence);
  const note = sentences.slice(0, 3).join('\n');
  return {
    value: `${shortened(typedIn(indicator, line), 24)} ${ERROR_MARK}`.trim(),
    style: 'error',
    align: 'right',
    ...(note ? { note } : {}),
  };
}

const typedIn = (indicator: Indicator, { view }: CommuneLine): string =>
  view.submission ? answerOf(view.submission.answers, indicator).typed.trim() : '';

/** A ratio from its terms in the same row. Where no correction of a term would mend it, what it is stands as text. */
function ratioCell(figure: CommuneFigure, column: MatrixColumn, line: CommuneLine, row: number): CellModel {
  const { ratio, format } = column;
  if (!ratio || figure.state === 'outOfScope' || figure.state === 'notApplicable') return NOT_APPLICABLE_CELL;
  const needed = ratio.all.filter(
    (term) => !ratio.optional.has(term.indicator.key) && term.read(line.view).state !== 'notApplicable',
  );
  const states = new Set(needed.map((term) => term.read(line.view).state));
  const termInError = states.has('error');
  if (figure.state === 'error' && (!termInError || typedIn(column.indicator, line) !== ''))
    return errorCell(column.indicator, line);
  if (figure.state === 'noCases' && states.has('missing')) return NO_CASES_CELL;
  const otherwise = termInError ? ERROR_MARK : '';
  const given = needed.map(({ letter }) => `${letter}${row}`);
  const denominator = rowTerm(ratio.denominator, row);
  const quotient = `IF(${denominator}=0,"${NO_CASES_MARK}",${rowTerm(ratio.numerator, row)}/${denominator})`;
  const formula =
    given.length === 0 ? quotient : `IF(COUNT(${given.join(',')})<${given.length},"${otherwise}",${quotient})`;
  const value = figure.number ?? (figure.state === 'noCases' ? NO_CASES_MARK : otherwise);
  return { formula, value, format, style: termInError ? 'error' : 'number', align: 'right' };
}

/** SUM passes by a term that does not apply; a single one is named as it is. */
function rowTerm({ plus, minus }: SignedColumns, row: number): string {
  const cells = (columns: readonly MatrixColumn[]) => columns.map(({ letter }) => `${letter}${row}`).join(',');
  if (minus.length > 0) return `(SUM(${cells(plus)})-SUM(${cells(minus)}))`;
  return plus.length === 1 ? cells(plus) : `SUM(${cells(plus)})`;
}
