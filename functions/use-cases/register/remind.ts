/** Once a day: who is due, overdue or has something to mend. The list is the office's to send; the log says it was made. */
import { composeReminders, type Reminder, remindersOn } from '../../domain/register/reminders.ts';
import { isRunning, type RoundRecord } from '../../domain/register/round-record.ts';
import type { Day } from '../../domain/text/day.ts';
import { dayOf } from '../../domain/text/instant.ts';
import type { WriteWorkbook } from '../../ports/write-workbook.ts';
import type { NamedFile } from '../../ports/write-zip.ts';
import { asJson, places, writeLog } from './places.ts';
import type { RegisterNeeds } from './receive-submission.ts';
import { type CommuneRow, roundStatus } from './round-status.ts';

export interface RemindNeeds extends Pick<RegisterNeeds, 'documents' | 'clock' | 'newId'> {
  readonly writeWorkbook: WriteWorkbook;
}

/** The list as it stood when it was made last. */
export interface RemindersMade {
  readonly day: string;
  readonly reminders: readonly Reminder[];
}

/** What there is to remind of at this moment. */
export interface RemindersNow {
  readonly record: RoundRecord;
  readonly rows: readonly CommuneRow[];
  /** The most urgent first. */
  readonly reminders: readonly Reminder[];
  readonly today: Day;
}

/** Gives today's reminders of a round. @throws (from what it gives) Problem ROUND_UNKNOWN */
export function remindersNow({ documents, clock }: Pick<RegisterNeeds, 'documents' | 'clock'>) {
  const status = roundStatus(documents);
  return async (round: string): Promise<RemindersNow> => {
    const today = dayOf(clock());
    const { record, rows } = await status(round, today);
    // Whoever can no longer send has nothing to be reminded of.
    const reminders = remindersOn(
      today,
      rows.filter(({ open }) => open),
    );
    return { record, rows, reminders, today };
  };
}

export function remind({ documents, clock, newId, writeWorkbook }: RemindNeeds) {
  const current = remindersNow({ documents, clock });

  return {
    /** Makes today's list of every round in which returns may still come, and writes it into the log, once a day however often it is asked. */
    async mark(): Promise<readonly { readonly round: string; readonly reminders: number }[]> {
      const made: { round: string; reminders: number }[] = [];
      for (const { id, value } of await documents.list(places.rounds())) {
        if (!isRunning(value as unknown as RoundRecord)) continue;
        const before = (await documents.get(places.reminders(id))) as unknown as RemindersMade | undefined;
        const isMade = before?.day === dayOf(clock());
        const reminders = isMade ? before.reminders : (await current(id)).reminders;
        if (!isMade) await keep(id, reminders);
        made.push({ round: id, reminders: reminders.length });
      }
      return made;
    },

    /** The list of this moment as a workbook. @throws Problem ROUND_UNKNOWN */
    async list(round: string): Promise<NamedFile> {
      const { record, reminders } = await current(round);
      const bytes = await writeWorkbook(composeReminders(record.round, reminders, clock()));
      return { name: `danh-sach-nhac-${round}.xlsx`, bytes };
    },
  };

  async function keep(round: string, reminders: readonly Reminder[]): Promise<void> {
    const now = clock();
    const made: RemindersMade = { day: dayOf(now), reminders };
    await documents.transact(async (transaction) => {
      const before = (await transaction.get(places.reminders(round))) as unknown as RemindersMade | undefined;
      if (before?.day === made.day) return;
      transaction.set(places.reminders(round), asJson(made));
      const after = `${reminders.length} đơn vị cần nhắc`;
      writeLog(transaction, round, { at: now, who: 'hệ thống', action: 'reminders-made', after }, newId());
    });
  }
}
