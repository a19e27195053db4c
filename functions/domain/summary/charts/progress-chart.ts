/** How the returns came in: by day, in time and late, added up, against the number of communes that should send. */
import { type Day, dayOfSerial, formatDay, serialOf } from '../../text/day.ts';
import { dayOf } from '../../text/instant.ts';
import type { RowModel } from '../../workbook/workbook-model.ts';
import { count, text } from '../cells.ts';
import { TIMES } from '../sending.ts';
import { SENT_FORMAT, sentSerial, submissionRanges } from '../submissions-sheet.ts';
import type { CommuneLine, SummaryContext } from '../summary-context.ts';
import { BLOCK_HEAD, blockRows, columnRange, type MakeBlock } from './chart-block.ts';

/** More columns than this cannot be read; several days then share one. */
const MOST_COLUMNS = 31;

interface Span {
  readonly first: number;
  readonly days: number;
}

/** Gives the block, or nothing where neither a return nor a deadline says from when to when. */
export function progressBlock(context: SummaryContext): MakeBlock | undefined {
  const { lines, round, created } = context;
  const spans = spansOf(lines, round?.deadline);
  if (spans.length === 0) return undefined;
  const today = serialOf(dayOf(created));
  const points = spans.map((span) => pointOf(span, lines, today));
  const names = spans.map((span) => nameOf(span, round?.deadline));
  const inTime = round?.deadline ? TIMES.onTime : 'Đã gửi';
  return (top) => ({
    rows: blockRows(
      'Tiến độ gửi phiếu (theo ngày gửi của phiếu đang dùng)',
      ['Từ ngày', 'Cột trên biểu đồ', inTime, TIMES.late, 'Cộng dồn', 'Số đơn vị phải gửi'],
      spans.map((span, index) =>
        pointRow({
          span,
          name: names[index] ?? '',
          point: points[index],
          row: top + BLOCK_HEAD + index,
          first: top + BLOCK_HEAD,
          communes: lines.length,
        }),
      ),
    ),
    chartAt: (place) => ({
      ...place,
      kind: 'stacked',
      title: 'Tiến độ gửi phiếu',
      description: inWords(points.at(-1), lines, round?.deadline),
      categories: columnRange('B', top, names),
      series: [
        {
          name: inTime,
          look: 'pale',
          values: columnRange(
            'C',
            top,
            points.map(({ inTime }) => inTime),
          ),
        },
        {
          name: TIMES.late,
          look: 'hatched',
          values: columnRange(
            'D',
            top,
            points.map(({ late }) => late),
          ),
        },
        {
          name: 'Cộng dồn',
          look: 'dark',
          line: 'solid',
          values: columnRange(
            'E',
            top,
            points.map(({ soFar }) => soFar),
          ),
        },
        {
          name: 'Số đơn vị phải gửi',
          look: 'hatched',
          line: 'dashed',
          values: columnRange(
            'F',
            top,
            points.map(() => lines.length),
          ),
        },
      ],
      axes: { value: 'Số đơn vị' },
      format: '#,##0',
    }),
  });
}

interface Point {
  readonly inTime: number;
  readonly late: number;
  /** Nothing for days that are still to come. */
  readonly soFar?: number;
}

/** From the first day on which something came to the last, or to the deadline. */
function spansOf(lines: readonly CommuneLine[], deadline: Day | undefined): readonly Span[] {
  const sent = lines.flatMap((line) => Math.floor(sentSerial(line) ?? Number.NaN)).filter(Number.isFinite);
  const known = deadline ? [...sent, serialOf(deadline)] : sent;
  if (known.length === 0) return [];
  const first = known.reduce((least, day) => Math.min(least, day));
  const last = known.reduce((most, day) => Math.max(most, day));
  const days = Math.ceil((last - first + 1) / MOST_COLUMNS);
  return Array.from({ length: Math.ceil((last - first + 1) / days) }, (_, index) => ({
    first: first + index * days,
    days,
  }));
}

function pointOf({ first, days }: Span, lines: readonly CommuneLine[], today: number): Point {
  const until = (end: number, from = 0) =>
    lines.filter((line) => {
      const at = sentSerial(line);
      return at !== undefined && at >= from && at < end;
    });
  const came = until(first + days, first);
  const late = came.filter(({ sending }) => sending.timeliness === 'late').length;
  return { inTime: came.length - late, late, ...(first > today ? {} : { soFar: until(first + days).length }) };
}

/** "13/10", "13–19/10"; the deadline is said. */
function nameOf({ first, days }: Span, deadline: Day | undefined): string {
  const short = (serial: number) => formatDay(dayOfSerial(serial) ?? '').replace(/\/\d{4}$/, '');
  const name = days === 1 ? short(first) : `${short(first)}–${short(first + days - 1)}`;
  const due = deadline === undefined ? Number.NaN : serialOf(deadline);
  return due >= first && due < first + days ? `${name} (hạn gửi)` : name;
}

interface PointPlace {
  readonly span: Span;
  readonly name: string;
  readonly point?: Point;
  readonly row: number;
  readonly first: number;
  readonly communes: number;
}

function pointRow({ span, name, point, row, first, communes }: PointPlace): RowModel {
  const { sent, time, code } = submissionRanges(communes);
  const during = `${sent},">="&A${row},${sent},"<"&A${row}+${span.days}`;
  const late = `COUNTIFS(${during},${time},"${TIMES.late}")`;
  return {
    cells: [
      { value: span.first, format: SENT_FORMAT.slice(0, 10), style: 'centre' },
      text(name),
      { ...count(point?.inTime ?? 0), formula: `COUNTIFS(${during})-${late}` },
      { ...count(point?.late ?? 0), formula: late },
      point?.soFar === undefined ? undefined : { ...count(point.soFar), formula: `SUM(C$${first}:D${row})` },
      { ...count(communes), formula: `COUNTA(${code})` },
    ],
  };
}

function inWords(last: Point | undefined, lines: readonly CommuneLine[], deadline: Day | undefined): string {
  const sent = lines.filter((line) => sentSerial(line) !== undefined).length;
  const due = deadline ? ` Hạn gửi ${formatDay(deadline)}.` : '';
  return `Số phiếu gửi theo ngày và cộng dồn: ${last?.soFar ?? sent}/${lines.length} đơn vị.${due}`;
}
