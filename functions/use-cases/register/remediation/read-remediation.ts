/** What became of a round's recommendations: every task with its report, what the province said, what later figures say. */
import type { Form } from '../../../domain/form/form.ts';
import { isNumeric } from '../../../domain/form/form.ts';
import type { FinalNotice } from '../../../domain/notice/final-notice.ts';
import { type CommuneRecord, type VersionEntry, versionInForce } from '../../../domain/register/commune-record.ts';
import { laterRounds } from '../../../domain/register/previous-round.ts';
import type { RoundRecord } from '../../../domain/register/round-record.ts';
import { fromDocument } from '../../../domain/register/submission-document.ts';
import { checkTask, type Later } from '../../../domain/remediation/check-task.ts';
import { followTask, type TaskDecision } from '../../../domain/remediation/follow-task.ts';
import { readReports } from '../../../domain/remediation/follow-up-form.ts';
import type { FollowedTask, Remediation, SentReport } from '../../../domain/remediation/followed-task.ts';
import { tasksOf } from '../../../domain/remediation/task.ts';
import { formOfAnswers, type Submission } from '../../../domain/submission/submission.ts';
import { type Day, formatDay } from '../../../domain/text/day.ts';
import { dayOf } from '../../../domain/text/instant.ts';
import { communeRecord, finalNoticeOf, listRounds, places, roundRecord, versionDocument } from '../places.ts';
import { readAhead } from '../read-ahead.ts';
import type { RegisterNeeds } from '../receive-submission.ts';

/** What the province said to one commune's tasks. */
export interface TaskDecisions {
  readonly decisions: readonly TaskDecision[];
}

type Needs = Pick<RegisterNeeds, 'documents' | 'forms' | 'clock'>;

/** Reads it, of all communes or of one. */
export function readRemediation(needs: Needs) {
  const { documents, clock } = needs;

  /** @throws Problem ROUND_UNKNOWN, FORM_UNKNOWN */
  return async (roundId: string, code?: string): Promise<Remediation> => {
    const around = await roundsAround(needs, roundId);
    const today = dayOf(clock());
    const notices = await finalNotices(roundId, code);
    const tasks: FollowedTask[] = [];
    const followed = readAhead(notices, (notice) => followCommune(needs, around, notice, today));
    for await (const own of followed) tasks.push(...own);
    return { record: around.inspected, today, tasks, followUps: around.followUps };
  };

  async function finalNotices(round: string, code: string | undefined): Promise<readonly FinalNotice[]> {
    if (code === undefined)
      return (await documents.list(places.finalNotices(round))).map(({ value }) => value as unknown as FinalNotice);
    const own = await finalNoticeOf(documents, round, code);
    return own ? [own] : [];
  }
}

/** The inspected round with its form, and the rounds that tell what became of it. */
interface Around {
  readonly inspected: RoundRecord;
  readonly form: Form;
  readonly followUps: readonly RoundRecord[];
  /** Of the same form, the latest first. */
  readonly later: readonly RoundRecord[];
}

async function roundsAround({ documents, forms }: Needs, id: string): Promise<Around> {
  const inspected = await roundRecord(documents, id);
  const rounds = await listRounds(documents);
  const followUps = rounds
    .filter(({ round }) => round.followsUp === id)
    .sort((left, right) => (left.createdAt < right.createdAt ? -1 : 1));
  const form = await forms.load(inspected.round.form, inspected.round.version);
  return { inspected, form, followUps, later: laterRounds(rounds, inspected) };
}

async function followCommune(
  needs: Needs,
  around: Around,
  notice: FinalNotice,
  today: Day,
): Promise<readonly FollowedTask[]> {
  const { inspected, form } = around;
  const tasks = tasksOf(notice);
  if (tasks.length === 0) return [];
  const { code } = notice.commune;
  const sent = await returnsOf(needs, around.followUps, code);
  const reports = new Map(sent.flatMap(reportsIn));
  const asked = { form, constants: inspected.round.constants };
  const laters = [...(await returnsOf(needs, around.later, code)), ...sent.filter(hasFiguresOf(form)).reverse()];
  const decided = await needs.documents.get(places.taskDecision(inspected.round.id, code));
  const { decisions } = (decided ?? { decisions: [] }) as unknown as TaskDecisions;
  return tasks.map((task) => {
    const report = reports.get(task.id);
    const decision = decisions.find(({ id }) => id === task.id);
    const check = checkTask(task, asked, laters.map(asLater));
    return { task, ...(report ? { report } : {}), ...followTask(task, today, report, decision), check };
  });
}

interface Sent {
  readonly record: RoundRecord;
  readonly entry: VersionEntry;
  readonly form: Form;
  readonly submission: Submission;
}

/** What counts of a commune in each of `rounds`, in their order. */
async function returnsOf(
  { documents, forms }: Needs,
  rounds: readonly RoundRecord[],
  code: string,
): Promise<readonly Sent[]> {
  const found: Sent[] = [];
  for (const record of rounds) {
    const { id } = record.round;
    const entry = versionInForce((await communeRecord(documents, id, code)) satisfies CommuneRecord);
    if (!entry) continue;
    const submission = fromDocument(await versionDocument(documents, id, code, entry.version));
    const { form, version } = formOfAnswers(submission);
    found.push({ record, entry, form: await forms.load(form, version), submission });
  }
  return found;
}

/** A later report of a task replaces an earlier one. */
const reportsIn = ({ record, entry, form, submission }: Sent): readonly (readonly [string, SentReport])[] =>
  [...readReports(form, submission)].map(([id, report]) => [
    id,
    { ...report, round: record.round.id, version: entry.version, sentOn: dayOf(entry.receivedAt) },
  ]);

/** The form of a follow-up round may ask for figures too. */
const hasFiguresOf =
  (asked: Form) =>
  ({ form }: Sent): boolean =>
    form.indicators.some(({ key, type }) => isNumeric(type) && asked.byKey.has(key));

function asLater({ record: { round }, form, submission }: Sent): Later {
  const { dataPeriod, title } = round;
  const name = dataPeriod ? `Số liệu từ ${formatDay(dataPeriod.from)} đến ${formatDay(dataPeriod.to)}` : title;
  return { round: name, form, submission };
}
