/** How a task's state and the verdict of later figures are marked: a sign, words and a class; colour never stands alone. */
import { CHECK_OUTCOMES, type CheckOutcome } from '../../../../domain/remediation/check-task.ts';
import { TASK_STATES, type TaskState } from '../../../../domain/remediation/follow-task.ts';
import type { Html } from '../frame.ts';
import { badge } from '../state-badge.ts';

const STATE_LOOKS: Readonly<Record<TaskState, readonly [tone: string, mark: string]>> = {
  overdue: ['error', '✗'],
  'due soon': ['warning', '⚠'],
  'not accepted': ['error', '↩'],
  reported: ['info', '…'],
  open: ['plain', '○'],
  accepted: ['good', '✓'],
};

const CHECK_LOOKS: Readonly<Record<CheckOutcome, readonly [tone: string, mark: string]>> = {
  worse: ['error', '✗'],
  'not resolved': ['warning', '⚠'],
  unknown: ['plain', '?'],
  resolved: ['good', '✓'],
  waiting: ['plain', '○'],
  'no rule': ['plain', '–'],
};

export const taskBadge = (state: TaskState): Html => badge(...STATE_LOOKS[state], TASK_STATES[state]);
export const checkBadge = (outcome: CheckOutcome): Html => badge(...CHECK_LOOKS[outcome], CHECK_OUTCOMES[outcome]);
