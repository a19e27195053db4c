/** The state of a round at a glance: every commune of the roster, what it sent and what was done with it. */

import {
  type CommuneRecord,
  NO_RECORD,
  type Review,
  type VersionEntry,
  versionInForce,
} from '../../domain/register/commune-record.ts';
import { deadlineOf, mayReceive, type RoundRecord } from '../../domain/register/round-record.ts';
import type { Commune } from '../../domain/round/commune.ts';
import type { SubmissionState } from '../../domain/submission/findings.ts';
import type { Day } from '../../domain/text/day.ts';
import type { Documents } from '../../ports/documents.ts';
import { places, rosterOf, roundRecord } from './places.ts';

export type CommuneStatus = 'missing' | SubmissionState;

export interface CommuneRow {
  readonly commune: Commune;
  readonly status: CommuneStatus;
  readonly latest?: VersionEntry;
  readonly inForce?: VersionEntry;
  readonly review?: Review;
  /** The last day on which its return is on time. */
  readonly deadline?: Day;
  /** Whether it may send (again) today. */
  readonly open: boolean;
  /** Not sent, and its deadline is over. */
  readonly overdue: boolean;
}

export interface RoundStatus {
  readonly record: RoundRecord;
  readonly rows: readonly CommuneRow[];
  readonly counts: Readonly<Record<CommuneStatus | 'late' | 'approved', number>>;
}

/** Gives the state of a round; rows by commune code. @throws Problem ROUND_UNKNOWN */
export function roundStatus(documents: Documents) {
  return async (round: string, today: Day): Promise<RoundStatus> => {
    const record = await roundRecord(documents, round);
    const [stored, communes] = await Promise.all([documents.list(places.communes(round)), rosterOf(documents, round)]);
    const records = new Map(stored.map(({ id, value }) => [id, value as unknown as CommuneRecord]));
    const roster = communes.toSorted((left, right) => (left.code < right.code ? -1 : 1));
    const rows = roster.map((commune) => rowOf(commune, records.get(commune.code) ?? NO_RECORD, record, today));
    const count = (matches: (row: CommuneRow) => boolean) => rows.filter(matches).length;
    return {
      record,
      rows,
      counts: {
        missing: count(({ status }) => status === 'missing'),
        accepted: count(({ status }) => status === 'accepted'),
        'accepted with warnings': count(({ status }) => status === 'accepted with warnings'),
        'needs correction': count(({ status }) => status === 'needs correction'),
        late: count(({ latest }) => latest?.late === true),
        approved: count(({ review }) => review?.outcome === 'approved'),
      },
    };
  };
}

/** A commune's line in the round's state. */
export function rowOf(commune: Commune, kept: CommuneRecord, record: RoundRecord, today: Day): CommuneRow {
  const latest = kept.versions.at(-1);
  const deadline = deadlineOf(record.round, kept.extendedTo);
  return {
    commune,
    status: latest?.state ?? 'missing',
    latest,
    inForce: versionInForce(kept),
    review: kept.review,
    deadline,
    open: mayReceive(record, kept.extendedTo, today),
    overdue: latest === undefined && deadline !== undefined && today > deadline,
  };
}
