/** What the province does about the recommendations of final notices: asks what was done, accepts it or not, takes the list away. */

import type { RoundRecord } from '../../../domain/register/round-record.ts';
import { composeRemediation } from '../../../domain/remediation/compose-remediation.ts';
import type { TaskDecision } from '../../../domain/remediation/follow-task.ts';
import { FOLLOW_UP_FORM } from '../../../domain/remediation/follow-up-form.ts';
import type { FollowedTask, Remediation } from '../../../domain/remediation/followed-task.ts';
import { followUpRound } from '../../../domain/remediation/open-follow-up.ts';
import type { Commune } from '../../../domain/round/commune.ts';
import type { Round } from '../../../domain/round/round.ts';
import { type Day, formatDay } from '../../../domain/text/day.ts';
import type { WriteWorkbook } from '../../../ports/write-workbook.ts';
import type { NamedFile } from '../../../ports/write-zip.ts';
import { Problem } from '../../../problems.ts';
import { asJson, listRounds, places, rosterOf, writeLog } from '../places.ts';
import type { RegisterNeeds } from '../receive-submission.ts';
import { markSummary } from '../summary-state.ts';
import { readRemediation, type TaskDecisions } from './read-remediation.ts';

export interface RemediationNeeds extends Pick<RegisterNeeds, 'documents' | 'forms' | 'clock' | 'newId' | 'announce'> {
  readonly writeWorkbook: WriteWorkbook;
}

/** What the province says to one task; `mark` is that of the task as it was shown. */
export interface TaskJudgement {
  readonly round: string;
  readonly commune: string;
  readonly id: string;
  readonly outcome: TaskDecision['outcome'];
  readonly reason: string;
  readonly mark: string;
  readonly who: string;
}

/** Names the report that was shown: a judgement on another one is refused. */
export const markOfTask = ({ report }: Pick<FollowedTask, 'report'>): string =>
  report ? `${report.round}.${report.version}` : '';

export function remediation(needs: RemediationNeeds) {
  const { documents, forms, clock, newId, announce, writeWorkbook } = needs;
  const view = readRemediation(needs);

  return {
    /** Every task of a round, or of one of its communes. @throws Problem ROUND_UNKNOWN */
    view,

    /** What a commune was asked to mend, as the round in which it reports shows it; nothing in any other round. */
    async ownTasks({ followsUp }: Round, code: string): Promise<readonly FollowedTask[]> {
      const isKnown = followsUp !== undefined && (await documents.get(places.round(followsUp))) !== undefined;
      return isKnown ? (await view(followsUp, code)).tasks : [];
    },

    /** Makes and opens the round in which the communes with tasks report; gives its id. @throws Problem ROUND_UNKNOWN, NO_TASKS, FORM_UNKNOWN */
    async openFollowUp(
      inspected: string,
      given: { readonly title?: string; readonly deadline: Day },
      who: string,
    ): Promise<string> {
      const { record, tasks } = await view(inspected);
      if (tasks.length === 0) throw new Problem('NO_TASKS', { round: record.round.title });
      const form = await forms.load(FOLLOW_UP_FORM);
      const taken = new Set((await listRounds(documents)).map(({ round }) => round.id));
      const round = followUpRound(record.round, form.version, given, taken);
      const communes = await rosterWith(inspected, tasks);
      const at = clock();
      const made: RoundRecord = { round, state: 'open', createdAt: at };
      const after = `${round.title}, ${communes.length} đơn vị, hạn ${formatDay(given.deadline)}`;
      const entry = { at, who, action: 'follow-up-opened' as const, after };
      await documents.transact(async (transaction) => {
        transaction.create(places.round(round.id), asJson(made));
        transaction.set(places.roster(round.id), asJson({ communes }));
        writeLog(transaction, inspected, entry, newId());
        writeLog(transaction, round.id, entry, newId());
        markSummary(transaction, round.id, newId());
      });
      await announce(round.id);
      return round.id;
    },

    /** @throws Problem ROUND_UNKNOWN, TASK_UNKNOWN, TASK_CHANGED, REASON_MISSING */
    async judge({ round, commune, id, outcome, reason, mark, who }: TaskJudgement): Promise<void> {
      const { tasks } = await view(round, commune);
      const followed = tasks.find(({ task }) => task.id === id);
      if (!followed) throw new Problem('TASK_UNKNOWN', { id });
      if (markOfTask(followed) !== mark) throw new Problem('TASK_CHANGED');
      const why = reason.trim();
      if (why === '' && needsReason(followed, outcome)) throw new Problem('REASON_MISSING', { what: 'lý do' });
      const at = clock();
      const { report, task } = followed;
      const asked = { text: task.text, deadline: task.deadline };
      const on = report && bare(report);
      const decision = { id, outcome, by: who, at, asked, ...(why ? { reason: why } : {}), ...(on ? { on } : {}) };
      const action = outcome === 'accepted' ? ('task-accepted' as const) : ('task-not-accepted' as const);
      const after = [`kiến nghị ${id}`, why].filter(Boolean).join(': ');
      await documents.transact(async (transaction) => {
        const place = places.taskDecision(round, commune);
        const kept = (await transaction.get(place)) as unknown as TaskDecisions | undefined;
        const others = (kept?.decisions ?? []).filter((other) => other.id !== id);
        transaction.set(place, asJson({ decisions: [...others, decision] }));
        writeLog(transaction, round, { at, who, action, commune, after }, newId());
      });
    },

    /** The list of this moment as a workbook. @throws Problem ROUND_UNKNOWN */
    async workbook(round: string): Promise<NamedFile> {
      const bytes = await writeWorkbook(composeRemediation(await view(round), clock()));
      return { name: `theo-doi-khac-phuc-${round}.xlsx`, bytes };
    },
  };

  /** Those with tasks; as the roster has them now, where they are still on it. */
  async function rosterWith(round: string, tasks: Remediation['tasks']): Promise<readonly Commune[]> {
    const now = new Map((await rosterOf(documents, round)).map((commune) => [commune.code, commune]));
    const asked = new Map(tasks.map(({ task }) => [task.commune.code, now.get(task.commune.code) ?? task.commune]));
    return [...asked.values()];
  }
}

/** Acceptance speaks for itself only where the commune reported the task as done. */
const needsReason = ({ report }: FollowedTask, outcome: TaskDecision['outcome']): boolean =>
  outcome === 'not accepted' || report?.result !== 'done' || report.faulty;

/** The report without where it came from: sent again unchanged it is the same. */
function bare({ round: _round, version: _version, sentOn: _sentOn, ...report }: NonNullable<FollowedTask['report']>) {
  return report;
}
