/** By when a commune must send, and whether it still can. */
import { html } from 'hono/html';
import type { Day } from '../../../../domain/text/day.ts';
import { formatDay, serialOf } from '../../../../domain/text/day.ts';
import type { ReturnView } from '../../../../use-cases/register/read-return.ts';
import type { Html } from '../frame.ts';
import { stateBadge } from '../state-badge.ts';

/** The box that says the deadline, the days left, and what is special about them. */
export function deadlineBox(view: ReturnView, today: Day): Html {
  const { deadline } = view.row;
  const { tone, words } = timeLeft(view, today);
  return html`<div class="deadline ${tone}">
<h2 class="deadline-label">Hạn gửi</h2>
<p class="deadline-day">${deadline ? formatDay(deadline) : 'Chưa ấn định'}</p>
<p class="deadline-left">${words}</p>
${[...extension(view), ...lateness(view, today)].map((sentence) => html`<p>${sentence}</p>`)}
<p class="deadline-state"><span class="visually-hidden">Tình trạng: </span>${stateBadge(view.row.status)}</p>
</div>`;
}

interface TimeLeft {
  readonly tone: 'plain' | 'good' | 'warning' | 'error';
  readonly words: string;
}

/** A deadline this near is shown as near. */
const NEAR_DAYS = 5;

const CLOSED = {
  prepared: 'Đợt chưa mở nhận phiếu. Có thể tải biểu mẫu và điền trước.',
  locked: 'Đợt đã khoá, không nhận phiếu nữa.',
  closed: 'Đợt đã kết thúc, không nhận phiếu nữa.',
  open: '',
} as const;

function timeLeft({ round, row, open }: ReturnView, today: Day): TimeLeft {
  const isMissing = row.status === 'missing';
  if (!open) return { tone: isMissing && round.state !== 'prepared' ? 'error' : 'plain', words: CLOSED[round.state] };
  if (row.deadline === undefined) return { tone: 'plain', words: 'Đợt đang nhận phiếu.' };
  const left = serialOf(row.deadline) - serialOf(today);
  if (left < 0) return { tone: isMissing ? 'error' : 'plain', words: `Đã quá hạn ${-left} ngày` };
  const isUrgent = left <= NEAR_DAYS && isUndone(row);
  return { tone: isUrgent ? 'warning' : 'plain', words: left === 0 ? 'Hôm nay là ngày cuối' : `Còn ${left} ngày` };
}

const isUndone = ({ status, review }: ReturnView['row']): boolean =>
  status === 'missing' || status === 'needs correction' || review?.outcome === 'returned';

function extension({ round, record, row }: ReturnView): readonly string[] {
  const common = round.round.deadline;
  if (record.extendedTo === undefined || record.extendedTo !== row.deadline) return [];
  return [`Đơn vị được gia hạn riêng${common ? `; hạn chung là ${formatDay(common)}` : ''}.`];
}

function lateness({ open, row }: ReturnView, today: Day): readonly string[] {
  if (!open || row.deadline === undefined || today <= row.deadline) return [];
  return ['Vẫn gửi được; phiếu gửi từ nay được ghi là gửi muộn.'];
}
