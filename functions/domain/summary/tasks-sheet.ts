/** "Việc cần làm": what must happen next, commune by commune. */
import { formatDay } from '../text/day.ts';
import { formatInstant } from '../text/instant.ts';
import type { RowModel, SheetModel } from '../workbook/workbook-model.ts';
import { communeCells, EMPTY, headRow, landscape, lazily, spanning, text, titleRows } from './cells.ts';
import type { CommuneLine, SummaryContext } from './summary-context.ts';
import { placesOf } from './wording.ts';

export const TASKS = 'Việc cần làm';
const HEAD_ROW = 4;
const COLUMNS = [
  ['Mã', 8],
  ['Đơn vị', 20],
  ['Loại', 9],
  ['Việc', 22],
  ['Cụ thể', 76],
  ['Giá trị nên ghi', 18],
  ['Ai làm', 10],
  ['Đã xong', 9],
] as const;

interface Task {
  readonly what: string;
  readonly detail: string;
  readonly proposed?: string;
  readonly by: 'Đơn vị' | 'Tỉnh';
}

/** Composes the sheet: one row per task, and a column to tick on paper. */
export function tasksSheet(context: SummaryContext): SheetModel {
  const { lines, refused, round, form } = context;
  const total = lines.reduce((sum, line) => sum + tasksOf(line, context).length, refused.length);
  return {
    name: TASKS,
    columns: COLUMNS.map(([, width]) => ({ width })),
    rows: lazily(function* () {
      yield* titleRows('Việc cần làm', round?.title ?? form.title, COLUMNS.length);
      yield {
        cells: spanning(
          text(
            'Việc của tỉnh đứng trước trong từng đơn vị; lọc cột "Ai làm" để lập danh sách gửi các đơn vị.',
            'faint',
          ),
          COLUMNS.length,
        ),
      };
      yield headRow(...COLUMNS.map(([name]) => name));
      if (total === 0) yield { cells: spanning(text('Không còn việc nào.', 'good'), COLUMNS.length) };
      for (const line of lines) yield* tasksOf(line, context).map((task) => taskRow(task, line));
      for (const { file, sentence } of refused)
        yield taskRow({ what: 'Xử lý tệp không nhận', detail: `${file}: ${sentence}`, by: 'Tỉnh' });
    }),
    frozen: { rows: HEAD_ROW, columns: 2 },
    filter: `A${HEAD_ROW}:H${HEAD_ROW + Math.max(total, 1)}`,
    print: landscape('A4', HEAD_ROW, TASKS),
  };
}

function taskRow({ what, detail, proposed, by }: Task, line?: CommuneLine): RowModel {
  return {
    cells: [
      ...(line ? communeCells(line) : [text('', 'centre'), text(''), text('', 'centre')]),
      text(what),
      text(detail),
      text(proposed ?? ''),
      text(by, 'centre'),
      EMPTY,
    ],
  };
}

function tasksOf(line: CommuneLine, { round }: SummaryContext): Task[] {
  const { sending } = line;
  if (sending.state === 'missing') return [sendTask(sending.timeliness, round?.deadline)];
  return [...fileTasks(line), ...errorTasks(line), ...warningTasks(line)];
}

function sendTask(timeliness: CommuneLine['sending']['timeliness'], deadline?: string): Task {
  const due = deadline ? ` Hạn gửi: ${formatDay(deadline)}.` : '';
  if (timeliness === 'overdue')
    return { what: 'Đôn đốc gửi phiếu', detail: `Đã quá hạn mà chưa gửi.${due}`, by: 'Tỉnh' };
  return { what: 'Gửi phiếu', detail: `Chưa gửi phiếu.${due}`, by: 'Đơn vị' };
}

function fileTasks({ returns }: CommuneLine): Task[] {
  const { inForce, others } = returns;
  const unclear = others.filter(({ reason }) => reason === 'order unknown').map(({ submission }) => submission.file);
  const bad = others.filter(
    ({ submission, reason }) => reason === 'has errors' && isLater(submission.sentAt, inForce?.sentAt),
  );
  return [
    ...(unclear.length > 0
      ? [
          {
            what: 'Xác nhận tệp đúng',
            detail: `Có ${unclear.length} tệp khác nhau, chưa rõ tệp nào mới nhất nên chưa tệp nào được tính: ${unclear.join(', ')}. Hãy hỏi đơn vị và chỉ giữ lại một tệp.`,
            by: 'Tỉnh',
          } as const,
        ]
      : []),
    ...bad.map(({ submission }) => ({
      what: 'Yêu cầu sửa tệp gửi sau',
      detail: `Tệp ${submission.file}${submission.sentAt ? ` (${formatInstant(submission.sentAt)})` : ''} gửi sau nhưng có lỗi, nên bản đã nhận trước đó vẫn được dùng.`,
      by: 'Tỉnh' as const,
    })),
  ];
}

const isLater = (left?: string, right?: string): boolean => left !== undefined && right !== undefined && left > right;

function errorTasks({ sending }: CommuneLine): Task[] {
  return sending.errors.map((found) => {
    const { sheet, cells } = placesOf(found);
    const where = cells === '' ? 'Sửa phiếu' : `Sửa ô ${cells}`;
    return {
      what: where,
      detail: sheet === '' ? found.sentence : `Trang ${sheet}. ${found.sentence}`,
      proposed: found.proposed,
      by: 'Đơn vị',
    };
  });
}

function warningTasks({ sending: { openWarnings } }: CommuneLine): Task[] {
  const blank = openWarnings.filter(({ code }) => code === 'VALUE_MISSING').length;
  const doubtful = openWarnings.length - blank;
  const task = (what: string, detail: string): Task => ({ what, detail, by: 'Đơn vị' });
  return [
    ...(blank > 0
      ? [
          task(
            'Điền ô còn trống',
            `Còn ${blank} ô để trống. Hãy điền, hoặc chọn "Không phát sinh" hay "Không áp dụng".`,
          ),
        ]
      : []),
    ...(doubtful > 0
      ? [task('Sửa hoặc giải trình', `${doubtful} cảnh báo chưa giải trình, xem trang Cảnh báo số liệu.`)]
      : []),
  ];
}
