/** One part of the form as a sheet: code, label, unit, value, kind of empty, previous value, explanation, live check. */

import { type Heading, type Indicator, isInput, sectionHeading, type Table } from '../form/form.ts';
import {
  CAPTIONS,
  type Layout,
  LIST_COLUMNS,
  type Line,
  rowMark,
  type SheetLayout,
  SPARE_SHEET,
  TITLE_ROWS,
} from '../form/layout.ts';
import { communeInProvince } from '../round/commune.ts';
import { type Answer, answerOf, MISSING } from '../submission/answers.ts';
import { NIL, NOT_APPLICABLE_TEXT } from '../submission/read-cell.ts';
import { cellAddress, columnName, sheetReference } from '../workbook/workbook-data.ts';
import type {
  CellModel,
  CellStyle,
  ColumnModel,
  ConditionalFormatModel,
  RowModel,
  SheetModel,
} from '../workbook/workbook-model.ts';
import { cellContent, cellFormat } from './cell-content.ts';
import { blankTexts } from './cell-verdicts.ts';
import type { ChoiceLists } from './choice-lists.ts';
import { inputValidations } from './input-validations.ts';
import type { LiveChecks } from './live-checks.ts';
import { markKey } from './marks.ts';
import { previousCells, previousNote } from './previous-cells.ts';
import type { PreviousPeriod } from './previous-period.ts';
import { sheetState } from './state-line.ts';
import type { TemplateInput } from './template-input.ts';
import { MARK, type Verdict } from './verdicts.ts';

export interface FormSheetInput extends Omit<TemplateInput, 'previous'> {
  readonly previous?: PreviousPeriod;
  readonly layout: Layout;
  readonly lists: ChoiceLists;
  readonly checks: LiveChecks;
  /** What the server said that the check column cannot find out, by key. */
  readonly standing: ReadonlyMap<string, readonly Verdict[]>;
}

/** Composes the sheet. Rows stand where the layout says. */
export function formSheet(sheet: SheetLayout, input: FormSheetInput): SheetModel {
  const width = sheet.columns.helper + sheet.valueColumns;
  const body = sheet.lines.map((line) => bodyRow(line, sheet, input));
  return {
    name: sheet.name,
    columns: columnsOf(sheet, width, input),
    rows: [...titleRows(sheet, input), ...body],
    frozen: { rows: sheet.headRow ?? TITLE_ROWS, columns: 3 },
    protected: true,
    validations: inputValidations(sheet, input.lists),
    conditionalFormats: [...checkFormats(sheet), DONE],
    tabColor: PART_COLOR,
    print: {
      paper: 'A4',
      landscape: true,
      fitWidth: true,
      ...(sheet.headRow && isMostlyList(sheet) ? { repeatRows: [sheet.headRow, sheet.headRow] as const } : {}),
    },
  };
}

/** The captions of a list would stand wrongly above a page of tables. */
function isMostlyList({ lines }: SheetLayout): boolean {
  const count = (wanted: Line['kind']) => lines.filter(({ kind }) => kind === wanted).length;
  return count('indicator') > count('tableRow');
}

/** Blue as the head of the guide; a finished part is told by its state line. */
const PART_COLOR = '8EA9C8';

/** The state line turns green when the sheet is done. */
const DONE: ConditionalFormatModel = {
  kind: 'formula',
  range: `B${TITLE_ROWS - 1}`,
  formula: `LEFT($B$${TITLE_ROWS - 1},1)="${MARK.good}"`,
  style: 'good',
};

const LEGEND = `${MARK.blank} điền số liệu, hoặc chọn lý do nếu không có · ${MARK.warning} xem lại, nếu số liệu đúng thì ghi vào cột "${CAPTIONS.explanation}" · ${MARK.error} phải sửa`;

const SPARE_LEGEND = 'Chỉ dùng trang này khi một bảng ở các trang trước đã hết dòng; không cần thì để trống.';

function titleRows(sheet: SheetLayout, { form, commune, round }: FormSheetInput): readonly RowModel[] {
  const span = sheet.columns.check - 1;
  const line = (value: string, style: CellStyle): RowModel => ({ cells: [undefined, { value, style, span }] });
  const state: CellModel = { formula: sheetState(sheet), style: 'strong', span };
  const unit = commune ? `Đơn vị: ${communeInProvince(commune)}` : 'Đơn vị: …………………………';
  return [
    line(form.title, 'title'),
    line([unit, round?.title, form.remark].filter(Boolean).join(' · '), 'subtitle'),
    { cells: [undefined, state] },
    line(sheet.name === SPARE_SHEET ? SPARE_LEGEND : LEGEND, 'faint'),
  ];
}

/** So wide that a page across shows the whole row in letters that can be read. */
const WIDTHS = {
  mark: 4,
  code: 9,
  label: 42,
  unit: 11,
  emptyKind: 17,
  previous: 15,
  change: 13,
  explanation: 22,
  check: 40,
} as const;

function columnsOf(sheet: SheetLayout, width: number, { form, previous }: FormSheetInput): readonly ColumnModel[] {
  const hasPrevious = previous !== undefined;
  // Free rows have neither labels nor units: a form of such rows alone has no use for their columns.
  const hidden = form.indicators.every(({ place }) => place?.free === true);
  const values = Array.from({ length: sheet.valueColumns }, (_, offset) => valueColumn(sheet, offset, hasPrevious));
  const shown: readonly ColumnModel[] = [
    { width: WIDTHS.mark, hidden: true },
    { width: WIDTHS.code },
    { width: WIDTHS.label, ...(hidden ? { hidden } : {}) },
    { width: WIDTHS.unit, ...(hidden ? { hidden } : {}) },
    ...values,
    { width: WIDTHS.explanation },
    { width: WIDTHS.check },
  ];
  return [...shown, ...Array.from({ length: width - shown.length }, () => ({ width: 10, hidden: true }))];
}

const VALUE_WIDTH: Readonly<Partial<Record<Indicator['type'], number>>> = {
  text: 22,
  longtext: 36,
  document: 28,
  choice: 18,
  mark: 10,
};
const NUMBER_WIDTH = 13;

/** Columns of a list beside the value, and how wide they are. */
const LISTED_WIDTH: Readonly<Record<number, number>> = {
  1: WIDTHS.emptyKind,
  2: WIDTHS.previous,
  3: WIDTHS.change,
};

/** Wide enough for the widest type in the column. Those of the previous period are hidden while there is none to show. */
function valueColumn(sheet: SheetLayout, offset: number, hasPrevious: boolean): ColumnModel {
  const types = sheet.lines.flatMap((line) => {
    if (line.kind === 'indicator') return offset === 0 ? [line.indicator.type] : [];
    return line.kind === 'tableRow' && line.tableRow.cells[offset] ? [line.tableRow.cells[offset].type] : [];
  });
  const column = sheet.columns.value + offset;
  const listed = sheet.hasList ? (LISTED_WIDTH[offset] ?? 0) : 0;
  const isOfPrevious = column === sheet.columns.previous || column === sheet.columns.change;
  const hidden = sheet.hasList && isOfPrevious && types.length === 0 && !hasPrevious;
  const isUsed = types.length > 0 || !isOfPrevious || hasPrevious;
  const width = Math.max(isUsed ? listed : 0, ...types.map((type) => VALUE_WIDTH[type] ?? NUMBER_WIDTH));
  return hidden ? { width: listed, hidden } : { width };
}

function bodyRow(line: Line, sheet: SheetLayout, input: FormSheetInput): RowModel {
  switch (line.kind) {
    case 'head':
      return captionRow(sheet, listCaptions(sheet, input));
    case 'section':
      return sheet.hasList
        ? headingRow(sectionHeading(line.section), 'section', sheet, input)
        : wholeRow(`${line.section.code}. ${line.section.title}`, 'section', sheet);
    case 'tableTitle':
      return wholeRow(`${tableName(line.table)}${line.continued ? ' (tiếp theo)' : ''}`, 'heading', sheet);
    case 'tableMore':
      return moreRow(line.table, input.layout, sheet);
    case 'tableHead':
      return captionRow(
        sheet,
        line.table.columns.map((column) => column.label),
        rowMark.tableHead(line.table),
      );
    case 'heading':
      return headingRow(line.heading, 'heading', sheet, input);
    case 'indicator':
      return listRow(line.indicator, sheet, input);
    case 'tableRow':
      return tableRow(line, sheet, input);
  }
}

/** The previous period is named where it is shown. */
function listCaptions(sheet: SheetLayout, { previous }: FormSheetInput): readonly string[] {
  const own = [CAPTIONS.value, CAPTIONS.emptyKind];
  if (previous) return [...own, `${CAPTIONS.previous}: ${previous.name}`, CAPTIONS.change];
  return sheet.valueColumns > LIST_COLUMNS ? own : [...own, CAPTIONS.previous, CAPTIONS.change];
}

/** Leads to the rows that go on with a table. */
function moreRow(table: Table, layout: Layout, sheet: SheetLayout): RowModel {
  const first = table.rows.find(({ spare }) => spare)?.cells[0];
  const place = first && layout.placeOf(first.key);
  const text = `Bảng ${table.code} hết dòng? Ghi tiếp ở trang "${SPARE_SHEET}".`;
  const link = place && { link: sheetReference(place.sheet, cellAddress(place.row, place.column)) };
  return { cells: [undefined, { value: text, style: 'faint', span: sheet.columns.check - 1, ...link }] };
}

function captionRow(sheet: SheetLayout, values: readonly string[], mark?: string): RowModel {
  const head = (value: string | undefined): CellModel => ({ value: value ?? '', style: 'head' });
  const middle = Array.from({ length: sheet.valueColumns }, (_, index) => head(values[index]));
  const cells = [
    ...[CAPTIONS.code, CAPTIONS.label, CAPTIONS.unit].map(head),
    ...middle,
    head(CAPTIONS.explanation),
    head(CAPTIONS.check),
  ];
  return { cells: [mark ? { value: mark } : undefined, ...cells] };
}

function wholeRow(text: string, style: CellStyle, sheet: SheetLayout): RowModel {
  return { cells: [undefined, { value: text, style, span: sheet.columns.check - 1 }] };
}

/** A printed row without a value. It has a mark all the same: a value that strays there is read and said. */
function headingRow(heading: Heading, style: CellStyle, sheet: SheetLayout, { strays }: FormSheetInput): RowModel {
  const stray = strays?.get(heading.code);
  const rest = style === 'section' ? 'section' : 'locked';
  const cells: CellModel[] = [
    { value: rowMark.heading(heading) },
    { value: heading.code, style, align: 'center' },
    { value: heading.label, style },
    { style: rest },
    stray === undefined ? { style: rest } : { value: stray, style: 'input', marked: 'warning', align: 'right' },
    ...Array.from({ length: sheet.columns.check - 5 }, (): CellModel => ({ style: rest })),
  ];
  return { cells };
}

const tableName = ({ code, label, help }: Table): string => `${code}. ${label}${help ? ` (${help})` : ''}`;

const LOCKED: CellModel = { style: 'locked' };
const locked = (count: number): readonly CellModel[] => Array.from({ length: count }, () => LOCKED);

function listRow(indicator: Indicator, sheet: SheetLayout, input: FormSheetInput): RowModel {
  const answer = prefilled(indicator, input);
  const [previous, change] = previousCells(indicator, input.layout, input.previous);
  const hasKinds = indicator.mayBeNil || indicator.mayBeNotApplicable;
  const cells: CellModel[] = [
    { value: rowMark.indicator(indicator) },
    { value: indicator.code, style: 'centre' },
    { value: indicator.label, style: 'label', note: indicator.help },
    { value: indicator.unit, style: 'centre' },
    valueCell(indicator, answer, input),
    hasKinds ? { style: 'input', align: 'center', value: emptyKindText(answer) } : LOCKED,
    previous,
    change,
    ...locked(sheet.valueColumns - LIST_COLUMNS),
    { style: 'input', align: 'left', value: answer.explanation ?? '' },
    checkCell([indicator], input),
    { formula: input.checks.helper(indicator) },
  ];
  return { cells: cells.map(withoutEmptyValue), ...roomFor([indicator], input) };
}

function tableRow(line: Line & { kind: 'tableRow' }, sheet: SheetLayout, input: FormSheetInput): RowModel {
  const { table, tableRow: row } = line;
  const answers = row.cells.map((cell) => prefilled(cell, input));
  const explanation = answers.map((answer) => answer.explanation).find((text) => text !== undefined) ?? '';
  const cells: CellModel[] = [
    { value: rowMark.tableRow(table, row) },
    { value: row.code, style: 'centre' },
    { value: row.label, style: 'label' },
    { value: unitOf(table, row), style: 'centre' },
    ...row.cells.map((cell, index) => valueCell(cell, answers[index] as Answer, input)),
    ...locked(sheet.valueColumns - row.cells.length),
    { style: 'input', align: 'left', value: explanation },
    checkCell(row.cells, input),
    ...row.cells.map((cell): CellModel => ({ formula: input.checks.helper(cell) })),
  ];
  const isUnused = row.cells.every(({ key }) => input.given?.get(key)?.state === 'missing');
  return { cells: cells.map(withoutEmptyValue), ...roomFor(row.cells, input), ...(isUnused ? { hidden: true } : {}) };
}

/** Characters of the check column's font in one of its lines, the height of a line, and the most lines kept free. */
const CHECK = { characters: 54, linePoints: 14.5, lines: 3 } as const;

/** Room for the sentence of a rule: a row does not grow by itself when a formula comes to a longer text. */
function roomFor(indicators: readonly Indicator[], { checks }: FormSheetInput): Pick<RowModel, 'minHeight'> {
  const lines = Math.min(CHECK.lines, Math.ceil(checks.longest(indicators) / CHECK.characters));
  return lines > 1 ? { minHeight: lines * CHECK.linePoints + 3 } : {};
}

const unitOf = (table: Table, row: Table['rows'][number]): string =>
  table.free ? '' : row.unit || (row.cells[0]?.unit ?? '');

/** What the cell starts with: the answer; else what was reported before and seldom changes, or what the form fills in. */
function prefilled(indicator: Indicator, { answers, previous, given }: FormSheetInput): Answer {
  const own = given?.get(indicator.key);
  if (own) return own;
  if (answers) return answerOf(answers, indicator);
  const carried = carriedFrom(previous, indicator);
  if (carried) return carried;
  const { prefill } = indicator;
  if (prefill === undefined) return MISSING;
  return typeof prefill === 'number'
    ? { state: 'value', number: prefill, typed: String(prefill) }
    : { state: 'value', text: prefill, typed: prefill };
}

function carriedFrom(previous: PreviousPeriod | undefined, indicator: Indicator): Answer | undefined {
  const figure = indicator.carry ? previous?.figures.get(indicator.key) : undefined;
  if (!figure || !('answer' in figure) || figure.answer.state !== 'value') return undefined;
  const { explanation: _, ...answer } = figure.answer;
  return answer;
}

/** What is said at a cell: its finding; else where its value comes from, what it was before, what only the server checks. */
function cellNote(indicator: Indicator, input: FormSheetInput, found: string | undefined): string | undefined {
  if (found !== undefined) return found;
  const { previous, answers, checks } = input;
  const isCarried = !answers && carriedFrom(previous, indicator) !== undefined;
  const lines = [
    isCarried ? `Đã điền sẵn theo kỳ trước (${previous?.name}). Hãy xác nhận hoặc sửa lại.` : undefined,
    indicator.place && !isCarried ? previousNote(indicator, previous) : undefined,
    ...checks.onlyServer(indicator).map(({ says }) => `Máy chủ kiểm tra khi gửi: ${says}.`),
  ].filter((line) => line !== undefined);
  return lines.length > 0 ? lines.join('\n') : undefined;
}

function valueCell(indicator: Indicator, answer: Answer, input: FormSheetInput): CellModel {
  const format = cellFormat(indicator);
  if (!isInput(indicator)) return { formula: input.checks.ratio(indicator), style: 'locked', format, align: 'right' };
  const { sheet, row, column } = input.layout.placeOf(indicator.key);
  const mark = input.marks?.get(markKey(sheet, cellAddress(row, column)));
  const value =
    indicator.place && answer.state !== 'value' && answer.state !== 'unreadable'
      ? emptyKindText(answer)
      : cellContent(indicator, answer);
  const left = indicator.type === 'text' || indicator.type === 'longtext' || indicator.type === 'document';
  const align = left
    ? 'left'
    : indicator.type === 'mark' ||
        indicator.type === 'date' ||
        indicator.type === 'choice' ||
        indicator.type === 'yesno'
      ? 'center'
      : 'right';
  const note = cellNote(indicator, input, mark?.note);
  return {
    value,
    format,
    align,
    style: input.given?.has(indicator.key) ? 'locked' : 'input',
    ...(mark && { marked: mark.severity }),
    ...(note !== undefined && { note }),
  };
}

const emptyKindText = ({ state, emptyWords = '' }: Answer): string =>
  state === 'nil' ? NIL : state === 'notApplicable' ? NOT_APPLICABLE_TEXT : emptyWords;

/** Until a spreadsheet computes it a blank row shows what it will say, a row with findings the worst; of others nothing is claimed. */
function checkCell(indicators: readonly Indicator[], input: FormSheetInput): CellModel {
  const untouched = indicators.every((indicator) => prefilled(indicator, input).state === 'missing');
  const standing = indicators.flatMap(({ key }) => input.standing.get(key) ?? []);
  const value = markText(indicators, input) ?? (untouched ? blankText(indicators) : '');
  return { formula: input.checks.row(indicators, standing), value, style: 'check' };
}

function markText(indicators: readonly Indicator[], { layout, marks }: FormSheetInput): string | undefined {
  const own = indicators.flatMap(({ key }) => {
    const { sheet, row, column } = layout.placeOf(key);
    return marks?.get(markKey(sheet, cellAddress(row, column))) ?? [];
  });
  const said = own.filter(({ says }) => says !== undefined);
  const worst = said.find(({ severity }) => severity === 'error') ?? said[0];
  return worst && `${MARK[worst.severity]} ${worst.says}`;
}

function blankText(indicators: readonly Indicator[]): string {
  const wanted = indicators.filter(isInput).map(({ presence }) => presence);
  return blankTexts(indicators)[PRESENCES.find((presence) => wanted.includes(presence)) ?? 'optional'];
}

const PRESENCES = ['required', 'expected'] as const;

/** A cell without content keeps its style only; an empty text would count as content. A formula keeps its empty result. */
function withoutEmptyValue(cell: CellModel): CellModel {
  if (cell.formula !== undefined || cell.value !== '') return cell;
  const { value: _, ...rest } = cell;
  return rest;
}

/** The check column in words and pattern: red for wrong, yellow for doubtful; the mark tells them apart in black and white. */
function checkFormats(sheet: SheetLayout): readonly ConditionalFormatModel[] {
  const column = columnName(sheet.columns.check);
  const first = TITLE_ROWS + 1;
  const range = `${column}${first}:${column}${sheet.lastRow}`;
  const begins = (mark: string) => `LEFT($${column}${first},1)="${mark}"`;
  return [
    { kind: 'formula', range, formula: begins(MARK.error), style: 'error' },
    { kind: 'formula', range, formula: begins(MARK.warning), style: 'warning' },
    { kind: 'formula', range, formula: begins(MARK.blank), style: 'faint' },
    { kind: 'formula', range, formula: begins(MARK.good), style: 'good' },
  ];
}
