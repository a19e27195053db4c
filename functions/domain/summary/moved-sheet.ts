/** What moved between two summaries of a round, as a workbook: the figures, and the returns that moved them. */
import { foremostSentences, SENT_WORDS, sentSentence } from '../comparison/change-words.ts';
import type { IndicatorMove, SentChange, SummaryChanges } from '../comparison/compare-summaries.ts';
import type { Figure } from '../comparison/figure.ts';
import { isUnlike, moversText, UNLIKE } from '../comparison/words.ts';
import type { Form } from '../form/form.ts';
import { formatInstant } from '../text/instant.ts';
import type { CellModel, RowModel, SheetModel, WorkbookModel } from '../workbook/workbook-model.ts';
import { communeCells, count, headRow, landscape, spanning, text, titleRows } from './cells.ts';
import { changeCell } from './comparison-sheet.ts';
import { formatOf } from './matrix-columns.ts';
import { STATES } from './sending.ts';
import { labelUnderHeading } from './wording.ts';

const MOVED = 'Số liệu thay đổi';
const SENT = 'Đơn vị gửi';
const MOVED_COLUMNS = [
  ['Mã', 8],
  ['Chỉ tiêu', 40],
  ['Đơn vị tính', 12],
  ['Trước', 13],
  ['Sau', 13],
  ['Chênh lệch', 14],
  ['Số đơn vị trước', 9],
  ['Số đơn vị sau', 9],
  ['Do đơn vị nào', 60],
] as const;
const SENT_COLUMNS = [
  ['Mã', 8],
  ['Đơn vị', 24],
  ['Loại', 10],
  ['Thay đổi', 20],
  ['Bản trước', 9],
  ['Bản sau', 9],
  ['Gửi lúc', 18],
  ['Tình trạng', 26],
] as const;

export interface MovedInput {
  readonly changes: SummaryChanges;
  readonly form: Form;
  readonly title: string;
}

/** Composes the workbook. */
export function movedWorkbook(input: MovedInput): WorkbookModel {
  return {
    title: `Số liệu thay đổi: ${input.title}`,
    sheets: [movedSheet(input), sentSheet(input)],
    names: [],
    created: input.changes.to,
    numbers: 'vi',
  };
}

function movedSheet({ changes, form, title }: MovedInput): SheetModel {
  const width = MOVED_COLUMNS.length;
  const said = [sentSentence(changes), ...foremostSentences(changes, form)];
  const top: readonly RowModel[] = [
    ...titleRows('Số liệu tổng hợp thay đổi', title, width),
    ...said.map((sentence) => ({ cells: spanning(text(sentence), width) })),
    headRow(...MOVED_COLUMNS.map(([name]) => name)),
  ];
  const none = { cells: spanning(text('Không có số liệu nào thay đổi.'), width) };
  const rows = changes.indicators.map((move, index) => movedRow(move, form, top.length + 1 + index));
  return {
    name: MOVED,
    columns: MOVED_COLUMNS.map(([, columnWidth]) => ({ width: columnWidth })),
    rows: [...top, ...(rows.length === 0 ? [none] : rows)],
    frozen: { rows: top.length, columns: 2 },
    print: landscape('A4', top.length, `${MOVED} · ${title}`),
  };
}

function movedRow(move: IndicatorMove, form: Form, row: number): RowModel {
  const indicator = form.byKey.get(move.key);
  if (!indicator) throw new Error(`no indicator ${move.key}`);
  const figure = (of: Figure): CellModel =>
    isUnlike(of) ? text(UNLIKE, 'centre') : { value: of.value ?? '', style: 'number', format: formatOf(indicator) };
  return {
    cells: [
      text(move.code, 'centre'),
      text(labelUnderHeading(indicator, form)),
      text(`${indicator.unit}${move.kind === 'median' ? ' (trung vị)' : ''}`, 'centre'),
      figure(move.before),
      figure(move.after),
      changeCell(indicator, 'D', 'E', row, move.difference),
      count(move.before.reported),
      count(move.after.reported),
      text(moversText(indicator, move)),
    ],
  };
}

function sentSheet({ changes, title }: MovedInput): SheetModel {
  const top = [
    ...titleRows('Đơn vị có phiếu thay đổi', title, SENT_COLUMNS.length),
    headRow(...SENT_COLUMNS.map(([name]) => name)),
  ];
  const none = { cells: spanning(text('Không có phiếu nào thay đổi.'), SENT_COLUMNS.length) };
  return {
    name: SENT,
    columns: SENT_COLUMNS.map(([, width]) => ({ width })),
    rows: [...top, ...(changes.sent.length === 0 ? [none] : changes.sent.map(sentRow))],
    frozen: { rows: top.length, columns: 2 },
    print: landscape('A4', top.length, `${SENT} · ${title}`),
  };
}

function sentRow({ commune, kind, before, after }: SentChange): RowModel {
  const version = (number: number | undefined) => (number === undefined ? text('', 'centre') : count(number));
  return {
    cells: [
      ...communeCells({ commune }),
      text(SENT_WORDS[kind]),
      version(before?.version),
      version(after?.version),
      text(after ? formatInstant(after.at) : '', 'centre'),
      text(after ? STATES[after.state] : ''),
    ],
  };
}
