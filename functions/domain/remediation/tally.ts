/** Tasks grouped and counted, for pages and workbooks alike. */
import type { CheckOutcome } from './check-task.ts';
import type { ReportedResult } from './follow-up-form.ts';
import type { FollowedTask } from './followed-task.ts';

export const RESULT_WORDS: Readonly<Record<ReportedResult, string>> = {
  done: 'Đã hoàn thành',
  'under way': 'Đang thực hiện',
  'not begun': 'Chưa thực hiện',
};

/** Outcomes of later figures that are counted: those that say something. */
export const countedChecks: readonly CheckOutcome[] = ['resolved', 'not resolved', 'worse'];

export interface Group {
  readonly key: string;
  readonly tasks: readonly FollowedTask[];
}

/** By recommendation: those of the form in their order, then those that inspectors added. */
export function byRecommendation(tasks: readonly FollowedTask[]): readonly Group[] {
  const numbered = new Intl.Collator('vi', { numeric: true });
  const origin = ({ tasks: [first] }: Group): number => (first?.task.origin === 'added' ? 1 : 0);
  return tallies(tasks, ({ task }) => task.id).toSorted(
    (left, right) => origin(left) - origin(right) || numbered.compare(left.key, right.key),
  );
}

/** The tasks by what `keyOf` says, in the order in which the keys first come. */
export function tallies(tasks: readonly FollowedTask[], keyOf: (task: FollowedTask) => string): readonly Group[] {
  const groups = new Map<string, FollowedTask[]>();
  for (const task of tasks) {
    const own = groups.get(keyOf(task));
    if (own) own.push(task);
    else groups.set(keyOf(task), [task]);
  }
  return [...groups].map(([key, own]) => ({ key, tasks: own }));
}
