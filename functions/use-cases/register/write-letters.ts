/** Letters (công văn) to the communes of a round that must still send or correct something: one by one, as a zip, or one to all. */
import { composeListLetter } from '../../domain/letter/compose-list-letter.ts';
import { composeReminderLetter } from '../../domain/letter/compose-reminder-letter.ts';
import type { IssuingRound } from '../../domain/letter/letter.ts';
import type { Reminder } from '../../domain/register/reminders.ts';
import { fromDocument } from '../../domain/register/submission-document.ts';
import { communeStem } from '../../domain/round/commune.ts';
import type { Round } from '../../domain/round/round.ts';
import type { Finding } from '../../domain/submission/findings.ts';
import type { Day } from '../../domain/text/day.ts';
import type { Draft } from '../../ports/render-letter.ts';
import type { NamedFile } from '../../ports/write-zip.ts';
import { Problem } from '../../problems.ts';
import { communeOf, versionDocument } from './places.ts';
import type { RegisterNeeds } from './receive-submission.ts';
import { remindersNow } from './remind.ts';

/** Makes Word files, outside the main thread. */
export interface LetterWorkshop {
  letter(round: Round, draft: Draft): Promise<Uint8Array>;
}

export interface LetterNeeds extends Pick<RegisterNeeds, 'documents' | 'clock'> {
  readonly workshop: LetterWorkshop;
}

/** Drafts letters on how things stand at this moment. */
export function writeLetters({ documents, clock, workshop }: LetterNeeds) {
  const current = remindersNow({ documents, clock });

  return {
    current,

    /** To one commune. @throws Problem COMMUNE_UNKNOWN, ROUND_WITHOUT_ISSUER, NOTHING_TO_REMIND */
    async one(roundId: string, code: string): Promise<NamedFile> {
      await communeOf(documents, roundId, code);
      const { record, reminders, today } = await current(roundId);
      const round = issuing(record.round);
      const reminder = reminders.find(({ commune }) => commune.code === code);
      if (!reminder) throw new Problem('NOTHING_TO_REMIND', { code });
      return letterTo(reminder, round, today);
    },

    /** One letter per commune that is to be reminded, one after the other. @throws Problem ROUND_WITHOUT_ISSUER */
    async all(roundId: string): Promise<AsyncIterable<NamedFile>> {
      const { record, reminders, today } = await current(roundId);
      const round = issuing(record.round);
      return drafts();

      async function* drafts(): AsyncGenerator<NamedFile> {
        for (const reminder of reminders) yield letterTo(reminder, round, today);
      }
    },

    /** One letter to all of them, with their list. @throws Problem ROUND_WITHOUT_ISSUER */
    async list(roundId: string): Promise<NamedFile> {
      const { record, rows, reminders, today } = await current(roundId);
      const round = issuing(record.round);
      const sent = { count: rows.filter(({ latest }) => latest).length, of: rows.length };
      const letter = composeListLetter({ round, reminders, sent, today });
      const bytes = await workshop.letter(round, { kind: 'reminder list', letter });
      return { name: `cong-van-don-doc-${roundId}.docx`, bytes };
    },
  };

  async function letterTo(reminder: Reminder, round: IssuingRound, today: Day): Promise<NamedFile> {
    const errors = await errorsOf(reminder, round.id);
    const letter = composeReminderLetter({ round, reminder, errors, today });
    const bytes = await workshop.letter(round, { kind: 'reminder', letter });
    return { name: `${communeStem(reminder.commune)}-don-doc.docx`, bytes };
  }

  /** Errors of the latest return, where the letter is about them. */
  async function errorsOf({ commune, reason, version }: Reminder, roundId: string): Promise<readonly Finding[]> {
    if (reason !== 'needs correction' || version === undefined) return [];
    const document = await versionDocument(documents, roundId, commune.code, version);
    return fromDocument(document).findings.filter(({ severity }) => severity === 'error');
  }
}

/** @throws Problem ROUND_WITHOUT_ISSUER */
export function issuing(round: Round): IssuingRound {
  if (!round.notice) throw new Problem('ROUND_WITHOUT_ISSUER', { round: round.title });
  return { ...round, notice: round.notice };
}
