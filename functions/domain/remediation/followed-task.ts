/** A task with all that is known of it: what the pages, the workbook and the reminders read. */
import type { RoundRecord } from '../register/round-record.ts';
import type { Day } from '../text/day.ts';
import type { TaskCheck } from './check-task.ts';
import type { Followed } from './follow-task.ts';
import type { TaskReport } from './follow-up-form.ts';
import type { Task } from './task.ts';

/** A report, and the return it stands in. */
export interface SentReport extends TaskReport {
  /** Id of the follow-up round. */
  readonly round: string;
  readonly version: number;
  readonly sentOn: Day;
}

export interface FollowedTask extends Followed {
  readonly task: Task;
  readonly report?: SentReport;
  readonly check: TaskCheck;
}

/** A round's recommendations as they stand on a day. */
export interface Remediation {
  readonly record: RoundRecord;
  readonly today: Day;
  /** By commune code, then in the order of the notice. */
  readonly tasks: readonly FollowedTask[];
  /** Rounds in which communes report what they did, the earliest first. */
  readonly followUps: readonly RoundRecord[];
}
