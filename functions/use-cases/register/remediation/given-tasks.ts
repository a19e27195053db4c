/** What a commune's workbook holds when it gets it: in a round that follows up another, what it was asked to mend. */
import { givenTasks } from '../../../domain/remediation/follow-up-form.ts';
import { tasksOf } from '../../../domain/remediation/task.ts';
import type { Round } from '../../../domain/round/round.ts';
import type { Answers } from '../../../domain/submission/answers.ts';
import { finalNoticeOf } from '../places.ts';
import type { RegisterNeeds } from '../receive-submission.ts';

/** Gives what the province fills in; nothing in a round that follows up none, or to whom nothing was said. */
export function givenIn({ documents, forms }: Pick<RegisterNeeds, 'documents' | 'forms'>) {
  return async ({ followsUp, form, version }: Round, code: string): Promise<Answers | undefined> => {
    if (followsUp === undefined) return undefined;
    const notice = await finalNoticeOf(documents, followsUp, code);
    const tasks = notice ? tasksOf(notice) : [];
    return tasks.length > 0 ? givenTasks(await forms.load(form, version), tasks) : undefined;
  };
}
