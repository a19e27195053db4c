/** Rounds and rosters: created, opened, locked, reopened, closed; one commune given more time. */

import type { LogAction, LogEntry } from '../../domain/register/log-entry.ts';
import {
  isRoundStep,
  type RoundRecord,
  type RoundState,
  type RoundStep,
  takeStep,
} from '../../domain/register/round-record.ts';
import type { Commune } from '../../domain/round/commune.ts';
import type { Round } from '../../domain/round/round.ts';
import { type Day, formatDay } from '../../domain/text/day.ts';
import type { Transaction } from '../../ports/documents.ts';
import { Problem } from '../../problems.ts';
import { asJson, communeOf, communeRecord, places, rosterOf, roundRecord, writeLog } from './places.ts';
import type { RegisterNeeds } from './receive-submission.ts';
import { markSummary } from './summary-state.ts';

export const ROUND_STATES: Readonly<Record<RoundState, string>> = {
  prepared: 'đang chuẩn bị',
  open: 'đang mở',
  locked: 'đã khoá',
  closed: 'đã kết thúc',
};

const STEP_ACTION: Readonly<Record<RoundStep, LogAction>> = {
  open: 'round-opened',
  lock: 'round-locked',
  reopen: 'round-reopened',
  close: 'round-closed',
};

/** What an officer does to a round; each is one step with its line in the log. */
export function manageRound({ documents, forms, clock, newId, announce }: RegisterNeeds) {
  async function change(
    round: string,
    entry: Omit<LogEntry, 'at'>,
    write: (transaction: Transaction) => Promise<void>,
  ): Promise<void> {
    await documents.transact(async (transaction) => {
      await write(transaction);
      writeLog(transaction, round, { at: clock(), ...entry }, newId());
      markSummary(transaction, round, newId());
    });
    await announce(round);
  }

  return {
    /** @throws Problem FORM_UNKNOWN, DOCUMENT_EXISTS */
    async create(round: Round, who: string): Promise<void> {
      await forms.load(round.form, round.version);
      const record: RoundRecord = { round, state: 'prepared', createdAt: clock() };
      await change(round.id, { who, action: 'round-created', after: round.title }, async (transaction) =>
        transaction.create(places.round(round.id), asJson(record)),
      );
    },

    /** @throws Problem ROUND_UNKNOWN, ROUND_STEP_REFUSED */
    async step(round: string, step: RoundStep, who: string): Promise<void> {
      await change(round, { who, action: STEP_ACTION[step] }, async (transaction) => {
        const record = await roundRecord(transaction, round);
        const next = isRoundStep(step) ? takeStep(record, step) : undefined;
        if (!next)
          throw new Problem('ROUND_STEP_REFUSED', { round: record.round.title, state: ROUND_STATES[record.state] });
        transaction.set(places.round(round), asJson(next));
      });
    },

    /** The last day on which every commune's return is on time; those with a later one of their own keep it. @throws Problem ROUND_UNKNOWN */
    async setDeadline(id: string, deadline: Day, who: string): Promise<void> {
      const { round } = await roundRecord(documents, id);
      const before = round.deadline ? `hạn ${formatDay(round.deadline)}` : 'không đặt hạn';
      const entry = { who, action: 'deadline-set' as const, before, after: `hạn ${formatDay(deadline)}` };
      await change(id, entry, async (transaction) => {
        const record = await roundRecord(transaction, id);
        transaction.set(places.round(id), asJson({ ...record, round: { ...record.round, deadline } }));
      });
    },

    /** Replaces the roster; returns of communes no longer on it are kept and shown apart. @throws Problem ROUND_UNKNOWN */
    async setRoster(round: string, communes: readonly Commune[], who: string): Promise<void> {
      await roundRecord(documents, round);
      const before = (await rosterOf(documents, round)).length;
      const entry = {
        who,
        action: 'roster-set' as const,
        before: `${before} đơn vị`,
        after: `${communes.length} đơn vị`,
      };
      await change(round, entry, async (transaction) => transaction.set(places.roster(round), asJson({ communes })));
    },

    /** @throws Problem COMMUNE_UNKNOWN */
    async extend(round: string, code: string, to: Day, who: string): Promise<void> {
      await communeOf(documents, round, code);
      await change(
        round,
        { who, action: 'deadline-extended', commune: code, after: `đến hết ngày ${formatDay(to)}` },
        async (transaction) => {
          const record = await communeRecord(transaction, round, code);
          transaction.set(places.commune(round, code), asJson({ ...record, extendedTo: to }));
        },
      );
    },
  };
}
