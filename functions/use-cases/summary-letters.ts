/** Letters and the round's report for returns that came in a folder, where no register knows more of them. */
import { expectedCommunes } from '../domain/aggregate/expected-communes.ts';
import { composeListLetter } from '../domain/letter/compose-list-letter.ts';
import { composeReminderLetter } from '../domain/letter/compose-reminder-letter.ts';
import type { IssuingRound } from '../domain/letter/letter.ts';
import { type Reminded, remindersOn } from '../domain/register/reminders.ts';
import { type Commune, communeStem } from '../domain/round/commune.ts';
import { composeRoundReport, type ReportInput } from '../domain/round-report/compose-round-report.ts';
import type { CommuneReturns } from '../domain/submission/in-force.ts';
import type { Submission } from '../domain/submission/submission.ts';
import type { CommuneSummary } from '../domain/summary/summary-context.ts';
import type { Day } from '../domain/text/day.ts';
import type { Draft } from '../ports/render-letter.ts';

/** A draft and where it lies below the output folder. */
export interface PlacedDraft {
  readonly file: string;
  readonly draft: Draft;
}

export interface LettersInput {
  readonly round: IssuingRound;
  readonly roster?: readonly Commune[];
  readonly communes: readonly CommuneSummary[];
  readonly today: Day;
}

/** A letter per commune that is to be reminded, and one to all of them; none where nobody is. */
export function remindersOfFolder({ round, roster, communes, today }: LettersInput): readonly PlacedDraft[] {
  const { entries } = expectedCommunes(communes, roster);
  const latest = new Map(entries.map(({ commune, returns }) => [commune.code, latestOf(returns)]));
  const reminders = remindersOn(
    today,
    entries
      .filter(({ returns }) => !isUnclear(returns))
      .map(
        ({ commune }): Reminded => ({ commune, deadline: round.deadline, latest: asLatest(latest.get(commune.code)) }),
      ),
  );
  if (reminders.length === 0) return [];
  const letters = reminders.map((reminder): PlacedDraft => {
    const errors = errorsOf(latest.get(reminder.commune.code));
    const letter = composeReminderLetter({ round, reminder, errors, today });
    return { file: `letters/${communeStem(reminder.commune)}.docx`, draft: { kind: 'reminder', letter } };
  });
  const sent = { count: entries.filter(({ returns }) => isSent(returns)).length, of: entries.length };
  const letter = composeListLetter({ round, reminders, sent, today });
  return [...letters, { file: 'letters/danh-sach.docx', draft: { kind: 'reminder list', letter } }];
}

/** The round's report. */
export const reportOfFolder = (input: ReportInput): PlacedDraft => ({
  file: 'bao-cao-dot.docx',
  draft: { kind: 'round report', letter: composeRoundReport(input) },
});

const isSent = ({ inForce, others }: CommuneReturns): boolean => inForce !== undefined || others.length > 0;

/** Which of its files counts is for the province to find out: nothing to remind the commune of. */
const isUnclear = ({ inForce, others }: CommuneReturns): boolean => inForce === undefined && others.length > 0;

/** A later file with errors does not count, but is what the commune believes to have sent. */
function latestOf({ inForce, others }: CommuneReturns): Submission | undefined {
  const later = others
    .filter(({ reason, submission }) => reason === 'has errors' && (submission.sentAt ?? '') > (inForce?.sentAt ?? ''))
    .map(({ submission }) => submission)
    .toSorted((left, right) => ((left.sentAt ?? '') < (right.sentAt ?? '') ? -1 : 1));
  return later.at(-1) ?? inForce;
}

const errorsOf = (submission: Submission | undefined) =>
  submission?.findings.filter(({ severity }) => severity === 'error') ?? [];

const asLatest = (submission: Submission | undefined): Reminded['latest'] =>
  submission && { state: submission.state, errors: errorsOf(submission).length, receivedAt: submission.sentAt };
