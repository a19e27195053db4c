/**
 * The form by which communes report what they mended: an ordinary form, one row of a table for each task. What was asked stands
 * there already; a row is known by the task's id in it, wherever it stands.
 */
import type { Form, Indicator, TableRow } from '../form/form.ts';
import { type Answer, type Answers, answerOf, MISSING } from '../submission/answers.ts';
import type { Submission } from '../submission/submission.ts';
import { type Day, formatDay } from '../text/day.ts';
import type { Task } from './task.ts';

export const FOLLOW_UP_FORM = 'khac-phuc-sau-kiem-tra';

/** Keys that the form must have, in every version. */
const TABLE = 'viec';
const COLUMNS = {
  id: 'ma',
  text: 'noi_dung',
  deadline: 'thoi_han',
  result: 'ket_qua',
  done: 'da_lam',
  evidence: 'tai_lieu',
  day: 'ngay',
} as const;
type Column = keyof typeof COLUMNS;

/** By the code of the choice. */
export const RESULTS = { 1: 'done', 2: 'under way', 3: 'not begun' } as const;
export type ReportedResult = (typeof RESULTS)[keyof typeof RESULTS];

/** What a commune says of one task. */
export interface TaskReport {
  readonly result?: ReportedResult;
  readonly done: string;
  readonly evidence: string;
  readonly day?: Day;
  /** Something of it is under an error: it is no report of a finished task. */
  readonly faulty: boolean;
}

/** What stands in a commune's workbook when it gets it; rows without a task stay blank. Tasks beyond the form's rows find no place. */
export function givenTasks(form: Form, tasks: readonly Task[]): Answers {
  return new Map(
    rowsOf(form).flatMap((row, index): [string, Answer][] => {
      const task = tasks[index];
      if (!task) return row.cells.map(({ key }) => [key, MISSING]);
      const { id, text, deadline } = task;
      return [
        [cellOf(row, 'id').key, { state: 'value', text: id, typed: id }],
        [cellOf(row, 'text').key, { state: 'value', text, typed: text }],
        [cellOf(row, 'deadline').key, { state: 'value', day: deadline, typed: formatDay(deadline) }],
      ];
    }),
  );
}

/** Reads the reports of a follow-up return, by the tasks' ids. Of rows with the same id the first that says anything counts. */
export function readReports(
  form: Form,
  { answers, findings }: Pick<Submission, 'answers' | 'findings'>,
): ReadonlyMap<string, TaskReport> {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const wrong = new Set(errors.flatMap(({ indicators }) => indicators));
  const reports = new Map<string, TaskReport>();
  for (const row of rowsOf(form)) {
    const answer = (column: Column) => answerOf(answers, cellOf(row, column));
    const id = answer('id').typed.trim();
    const report = reportOf(
      answer,
      row.cells.some(({ key }) => wrong.has(key)),
    );
    if (id !== '' && report && !reports.has(id)) reports.set(id, report);
  }
  return reports;
}

function reportOf(answer: (column: Column) => Answer, faulty: boolean): TaskReport | undefined {
  const result = resultOf(answer('result'));
  const { day } = answer('day');
  const said = (column: Column) => answer(column).text?.trim() ?? '';
  const report = { done: said('done'), evidence: said('evidence'), faulty };
  if (!result && !day && report.done === '' && report.evidence === '') return undefined;
  return { ...(result ? { result } : {}), ...report, ...(day ? { day } : {}) };
}

const resultOf = ({ text = '' }: Answer = MISSING): ReportedResult | undefined =>
  Object.hasOwn(RESULTS, text) ? RESULTS[text as unknown as keyof typeof RESULTS] : undefined;

const rowsOf = (form: Form): readonly TableRow[] => form.tables.find(({ key }) => key === TABLE)?.rows ?? [];

function cellOf(row: TableRow, column: Column): Indicator {
  const cell = row.cells.find(({ key }) => key.endsWith(`__${COLUMNS[column]}`));
  if (!cell) throw new Error(`follow-up form without column ${COLUMNS[column]}`);
  return cell;
}
