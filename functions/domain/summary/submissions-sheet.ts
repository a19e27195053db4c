/** "Tình hình nộp": every commune that should send, and every file that was not read. */
import { answeredOf, isAsked } from '../aggregate/aggregate.ts';
import { communeTitle } from '../round/commune.ts';
import type { SupersededReason } from '../submission/in-force.ts';
import { serialOf } from '../text/day.ts';
import { dayOf, formatInstant } from '../text/instant.ts';
import type { CellModel, RowModel, SheetModel } from '../workbook/workbook-model.ts';
import { communeCells, count, EMPTY, headRow, landscape, lazily, spanning, text, titleRows } from './cells.ts';
import { type SendingState, STATES, TIMES } from './sending.ts';
import type { CommuneLine, SummaryContext } from './summary-context.ts';

export const SUBMISSIONS = 'Tình hình nộp';
const HEAD_ROW = 4;

/** Ranges of this sheet over which others count. */
export function submissionRanges(communes: number): { code: string; state: string; sent: string; time: string } {
  const range = (letter: string) =>
    `'${SUBMISSIONS}'!${letter}$${HEAD_ROW + 1}:${letter}$${HEAD_ROW + Math.max(communes, 1)}`;
  return { code: range('A'), state: range('D'), sent: range('F'), time: range('G') };
}

/** A time of a day as a spreadsheet counts it, shown in Vietnam's way whatever the program. */
export const SENT_FORMAT = 'dd/mm/yyyy hh:mm';

/** When the return in force was sent, to the minute, in days as spreadsheets count them. */
export function sentSerial({ returns }: Pick<CommuneLine, 'returns'>): number | undefined {
  const at = returns.inForce?.sentAt;
  if (at === undefined) return undefined;
  const [hours = 0, minutes = 0] = formatInstant(at).slice(-5).split(':').map(Number);
  return serialOf(dayOf(at)) + (hours * 60 + minutes) / 1440;
}

const COLUMNS = [
  ['Mã', 8],
  ['Đơn vị', 22],
  ['Loại', 9],
  ['Tình trạng', 25],
  ['Tệp đang dùng', 34],
  ['Thời điểm gửi', 17],
  ['Thời hạn', 13],
  ['Số lỗi', 8],
  ['Cảnh báo chưa giải trình', 11],
  ['Cảnh báo đã giải trình', 11],
  ['Mức đầy đủ', 11],
  ['Tệp khác và lý do không dùng', 48],
] as const;

const STATE_STYLES = {
  accepted: 'good',
  'accepted with warnings': 'label',
  'needs correction': 'warning',
  'order unknown': 'warning',
  missing: 'error',
} as const satisfies Record<SendingState, CellModel['style']>;

const REASONS: Readonly<Record<SupersededReason, string>> = {
  'same file': 'nội dung trùng với tệp khác',
  older: 'cũ hơn tệp đang dùng',
  'has errors': 'có lỗi, không thay thế bản đã được nhận',
  'order unknown': 'chưa rõ tệp nào mới hơn',
};

/** Composes the sheet. */
export function submissionsSheet(context: SummaryContext): SheetModel {
  const { lines, strangers, refused, round, form } = context;
  const asked = form.indicators.filter(isAsked);
  const last = HEAD_ROW + lines.length;
  return {
    name: SUBMISSIONS,
    columns: COLUMNS.map(([, width]) => ({ width })),
    rows: lazily(function* () {
      yield* titleRows('Tình hình nộp phiếu', round?.title ?? form.title, COLUMNS.length);
      yield { cells: [] };
      yield headRow(...COLUMNS.map(([name]) => name));
      for (const line of lines) yield communeRow(line, asked);
      yield* strangerRows(strangers);
      yield* refusedRows(refused);
    }),
    frozen: { rows: HEAD_ROW, columns: 2 },
    filter: `A${HEAD_ROW}:L${Math.max(last, HEAD_ROW)}`,
    print: landscape('A4', HEAD_ROW, SUBMISSIONS),
    conditionalFormats:
      lines.length > 0 ? [{ kind: 'bar', range: `K${HEAD_ROW + 1}:K${last}`, color: 'FF9DB7D5' }] : [],
  };
}

function communeRow(line: CommuneLine, asked: Parameters<typeof answeredOf>[0]): RowModel {
  const { returns, sending, view, version } = line;
  const { inForce } = returns;
  const sent = sentSerial(line);
  const done = answeredOf(asked, view);
  const isLate = sending.timeliness === 'late' || sending.timeliness === 'overdue';
  const number = (value: number): CellModel => (inForce ? count(value) : EMPTY);
  return {
    cells: [
      ...communeCells(line),
      { ...text(STATES[sending.state], STATE_STYLES[sending.state]), align: 'center' },
      text(inForce ? fileInWords(inForce.file, version) : ''),
      sent === undefined ? EMPTY : { value: sent, style: 'centre', format: SENT_FORMAT },
      { ...text(TIMES[sending.timeliness], isLate ? 'warning' : 'centre'), align: 'center' },
      number(sending.errors.length),
      number(sending.openWarnings.length),
      number(sending.warnings.length - sending.openWarnings.length),
      done.asked === 0 ? EMPTY : { value: done.answered / done.asked, style: 'number', format: '0%' },
      text(othersInWords(returns.others)),
    ],
  };
}

const fileInWords = (file: string, version: number | undefined): string =>
  version === undefined ? file : `${file} (bản ${version})`;

const othersInWords = (others: CommuneLine['returns']['others']): string =>
  others.map(({ submission, reason }) => `${submission.file}: ${REASONS[reason]}`).join('\n');

function* strangerRows(strangers: readonly CommuneLine[]): Generator<RowModel> {
  if (strangers.length === 0) return;
  yield { cells: [] };
  yield sectionRow('Đơn vị đã gửi nhưng không có trong danh sách phải gửi (không tính vào số liệu)');
  for (const { commune, returns } of strangers) {
    const files = [returns.inForce, ...returns.others.map(({ submission }) => submission)].flatMap(
      (sent) => sent?.file ?? [],
    );
    yield {
      cells: [
        text(commune.code, 'centre'),
        ...spanning(text(communeTitle(commune)), 3),
        ...spanning(text(files.join(', ')), 8),
      ],
    };
  }
}

function* refusedRows(refused: SummaryContext['refused']): Generator<RowModel> {
  if (refused.length === 0) return;
  yield { cells: [] };
  yield sectionRow(`Tệp không đọc được hoặc không nhận (${refused.length})`);
  for (const { file, sentence } of refused)
    yield { cells: [...spanning(text(file), 4), ...spanning(text(sentence), 8)] };
}

const sectionRow = (name: string): RowModel => ({ cells: spanning(text(name, 'section'), COLUMNS.length) });
