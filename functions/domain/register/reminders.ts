/** Who is to be reminded in a round, and of what: the list an office works through by telephone or mail. */
import { type Commune, communeTitle } from '../round/commune.ts';
import type { Round } from '../round/round.ts';
import { type Day, formatDay, serialOf } from '../text/day.ts';
import { dayOf, formatInstant } from '../text/instant.ts';
import type { CellModel, RowModel, WorkbookModel } from '../workbook/workbook-model.ts';

/** Why a commune is reminded. */
export const REMINDER_REASONS = {
  overdue: 'Chưa gửi, đã quá hạn',
  due: 'Chưa gửi, sắp đến hạn',
  returned: 'Tỉnh trả lại, chưa gửi bản mới',
  'needs correction': 'Đã gửi, còn lỗi phải sửa',
} as const;
export type ReminderReason = keyof typeof REMINDER_REASONS;

export interface Reminder {
  readonly commune: Commune;
  readonly reason: ReminderReason;
  readonly deadline?: Day;
  /** Days until the deadline; negative when it is over. */
  readonly daysLeft?: number;
  /** What the province wrote when it sent the return back, or how many errors there are. */
  readonly detail: string;
  /** Of the latest return, where there is one; and the day on which it came. */
  readonly version?: number;
  readonly sentOn?: Day;
}

/** What a reminder is judged by. */
export interface Reminded {
  readonly commune: Commune;
  readonly deadline?: Day;
  readonly latest?: {
    readonly version?: number;
    readonly state: string;
    readonly errors: number;
    /** ISO 8601 in UTC. */
    readonly receivedAt?: string;
  };
  readonly review?: { readonly outcome: 'approved' | 'returned'; readonly version: number; readonly comment?: string };
}

/** A commune is reminded this many days before its deadline. */
export const REMIND_DAYS_BEFORE = 5;

/** Those to be reminded on `today`, the most urgent first. */
export function remindersOn(today: Day, communes: readonly Reminded[]): readonly Reminder[] {
  const reasons = Object.keys(REMINDER_REASONS);
  return communes
    .flatMap((each) => reminderOf(today, each) ?? [])
    .sort(
      (left, right) =>
        reasons.indexOf(left.reason) - reasons.indexOf(right.reason) ||
        (left.daysLeft ?? 0) - (right.daysLeft ?? 0) ||
        (left.commune.code < right.commune.code ? -1 : 1),
    );
}

function reminderOf(today: Day, { commune, deadline, latest, review }: Reminded): Reminder | undefined {
  const daysLeft = deadline === undefined ? undefined : serialOf(deadline) - serialOf(today);
  const common = { commune, deadline, daysLeft };
  if (!latest) {
    if (daysLeft === undefined || daysLeft > REMIND_DAYS_BEFORE) return undefined;
    return { ...common, reason: daysLeft < 0 ? 'overdue' : 'due', detail: '' };
  }
  const { version, receivedAt, state, errors } = latest;
  const sent = { ...common, version, ...(receivedAt === undefined ? {} : { sentOn: dayOf(receivedAt) }) };
  if (review?.outcome === 'returned' && review.version === version)
    return { ...sent, reason: 'returned', detail: review.comment ?? '' };
  return state === 'needs correction' ? { ...sent, reason: 'needs correction', detail: `${errors} lỗi` } : undefined;
}

const COLUMNS = [
  ['TT', 6],
  ['Mã', 9],
  ['Đơn vị', 28],
  ['Lý do nhắc', 32],
  ['Hạn gửi', 13],
  ['Còn (ngày)', 10],
  ['Nội dung', 60],
] as const;

/** Composes the list as a workbook. */
export function composeReminders(round: Round, reminders: readonly Reminder[], created: string): WorkbookModel {
  const whole = (value: string, style: CellModel['style']): RowModel => ({
    cells: [{ value, style, span: COLUMNS.length }],
  });
  const head: RowModel = { cells: COLUMNS.map(([value]): CellModel => ({ value, style: 'head' })) };
  return {
    title: `Danh sách nhắc: ${round.title}`,
    sheets: [
      {
        name: 'Danh sách nhắc',
        columns: COLUMNS.map(([, width]) => ({ width })),
        rows: [
          whole('Danh sách đơn vị cần nhắc', 'title'),
          whole(`${round.title} · lập lúc ${formatInstant(created)}`, 'subtitle'),
          { cells: [] },
          head,
          ...(reminders.length > 0 ? reminders.map(row) : [whole('Không có đơn vị nào cần nhắc.', 'text')]),
        ],
        frozen: { rows: 4, columns: 0 },
        print: { paper: 'A4', landscape: true, fitWidth: true, repeatRows: [4, 4] },
      },
    ],
    names: [],
    created,
  };
}

function row({ commune, reason, deadline, daysLeft, detail }: Reminder, index: number): RowModel {
  const urgent = reason === 'overdue' || reason === 'returned';
  return {
    cells: [
      { value: index + 1, style: 'centre', format: '0' },
      { value: commune.code, style: 'centre' },
      { value: communeTitle(commune), style: 'label' },
      { value: REMINDER_REASONS[reason], style: urgent ? 'error' : 'warning' },
      { value: deadline ? formatDay(deadline) : '', style: 'centre' },
      { value: daysLeft ?? '', style: 'centre', format: '0' },
      { value: detail, style: 'label' },
    ],
  };
}
