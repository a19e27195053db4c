/** Where a task stands on a day: what its commune reported, what the province said to it, how much time is left. */
import { type Day, serialOf } from '../text/day.ts';
import type { TaskReport } from './follow-up-form.ts';
import type { Task } from './task.ts';

export const TASK_STATES = {
  overdue: 'Quá hạn',
  'due soon': 'Sắp đến hạn',
  'not accepted': 'Chưa được chấp nhận',
  reported: 'Đã báo cáo, chờ xem xét',
  open: 'Còn thời hạn',
  accepted: 'Đã được chấp nhận',
} as const;
export type TaskState = keyof typeof TASK_STATES;

/** What the province said to a report, or to a task without one. */
export interface TaskDecision {
  readonly id: string;
  readonly outcome: 'accepted' | 'not accepted';
  readonly by: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly reason?: string;
  /** What was asked and reported then: the decision holds for these alone. */
  readonly asked: Pick<Task, 'text' | 'deadline'>;
  readonly on?: TaskReport;
}

export interface Followed {
  readonly state: TaskState;
  /** Not reported as done in a way that may stand, and its day is over. */
  readonly overdue: boolean;
  /** Negative when the day is over. */
  readonly daysLeft: number;
  /** The decision, where it is about the report of now. */
  readonly decision?: TaskDecision;
}

/** A task is due soon this many days before its deadline. */
const SOON_DAYS = 5;

/** Follows one task up to `today`. */
export function followTask(
  { text, deadline }: Pick<Task, 'text' | 'deadline'>,
  today: Day,
  report: TaskReport | undefined,
  decided: TaskDecision | undefined,
): Followed {
  const daysLeft = serialOf(deadline) - serialOf(today);
  const isSameTask = decided?.asked.text === text && decided.asked.deadline === deadline;
  const decision = isSameTask && sameReport(decided.on, report) ? decided : undefined;
  const isDone = report?.result === 'done' && !report.faulty;
  const settled = decision?.outcome ?? (isDone ? ('reported' as const) : undefined);
  const overdue = daysLeft < 0 && settled !== 'accepted' && settled !== 'reported';
  const state = settled ?? (overdue ? 'overdue' : daysLeft <= SOON_DAYS ? 'due soon' : 'open');
  return { state, overdue, daysLeft, ...(decision ? { decision } : {}) };
}

const PARTS = ['result', 'done', 'evidence', 'day', 'faulty'] as const;

function sameReport(then: TaskReport | undefined, now: TaskReport | undefined): boolean {
  return PARTS.every((part) => then?.[part] === now?.[part]);
}
