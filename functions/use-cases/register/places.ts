/** Where the register keeps what: the only place that knows document paths and file names. */

import type { FinalNotice } from '../../domain/notice/final-notice.ts';
import { NO_DECISIONS, type NoticeDecisions } from '../../domain/notice/notice-decisions.ts';
import type { CommuneRecord } from '../../domain/register/commune-record.ts';
import type { LogEntry } from '../../domain/register/log-entry.ts';
import type { RoundRecord } from '../../domain/register/round-record.ts';
import type { SubmissionDocument } from '../../domain/register/submission-document.ts';
import type { Commune } from '../../domain/round/commune.ts';
import {
  type CollectionPath,
  canBeName,
  type DocumentPath,
  type Documents,
  type Json,
  type Transaction,
} from '../../ports/documents.ts';
import { Problem } from '../../problems.ts';

export const places = {
  rounds: (): CollectionPath => ['rounds'],
  round: (round: string): DocumentPath => ['rounds', round],
  /** One document for all: 3,321 communes are 300 KB. */
  roster: (round: string): DocumentPath => ['rounds', round, 'settings', 'roster'],
  communes: (round: string): CollectionPath => ['rounds', round, 'communes'],
  commune: (round: string, code: string): DocumentPath => ['rounds', round, 'communes', code],
  version: (round: string, code: string, version: number): DocumentPath => [
    'rounds',
    round,
    'communes',
    code,
    'versions',
    String(version),
  ],
  /** What inspectors decided about draft notices; by commune code, so that a round's are read at once. */
  noticeDecisions: (round: string): CollectionPath => ['rounds', round, 'notice-decisions'],
  noticeDecision: (round: string, code: string): DocumentPath => ['rounds', round, 'notice-decisions', code],
  /** Each a `FinalNotice`, by commune code. */
  finalNotices: (round: string): CollectionPath => ['rounds', round, 'final-notices'],
  finalNotice: (round: string, code: string): DocumentPath => ['rounds', round, 'final-notices', code],
  /** What the province said to what communes mended; by commune code. */
  taskDecisions: (round: string): CollectionPath => ['rounds', round, 'task-decisions'],
  taskDecision: (round: string, code: string): DocumentPath => ['rounds', round, 'task-decisions', code],
  allScores: (round: string): CollectionPath => ['rounds', round, 'scores'],
  /** What the appraisal team gave one commune. */
  scores: (round: string, code: string): DocumentPath => ['rounds', round, 'scores', code],
  log: (round: string): CollectionPath => ['rounds', round, 'log'],
  logEntry: (round: string, id: string): DocumentPath => ['rounds', round, 'log', id],
  reminders: (round: string): DocumentPath => ['rounds', round, 'derived', 'reminders'],
  summary: (round: string): DocumentPath => ['rounds', round, 'derived', 'summary'],
  /** Figures of the summaries built, each under the hour it was built in. */
  summaryHistory: (round: string): CollectionPath => ['rounds', round, 'summary-history'],
  keptFigures: (round: string, id: string): DocumentPath => ['rounds', round, 'summary-history', id],
  summaryMarks: (round: string): CollectionPath => ['rounds', round, 'summary-marks'],
  summaryMark: (round: string, id: string): DocumentPath => ['rounds', round, 'summary-marks', id],
} as const;

export const fileNames = {
  original: (round: string, code: string, sha256: string): string => `rounds/${round}/originals/${code}/${sha256}.xlsx`,
  /** A workbook that was read but is no return of this round and commune. */
  refused: (round: string, code: string, sha256: string): string => `rounds/${round}/refused/${code}/${sha256}.xlsx`,
  notice: (round: string, code: string, sha256: string): string => `rounds/${round}/notices/${code}/${sha256}.docx`,
  summary: (round: string, sha256: string): string => `rounds/${round}/summaries/${sha256}.xlsx`,
  figures: (round: string, sha256: string): string => `rounds/${round}/summaries/${sha256}.json`,
} as const;

/** How the names of files begin that are kept only for a time after a round is closed. */
export const expiringFiles = (round: string): readonly string[] => [
  `rounds/${round}/originals/`,
  `rounds/${round}/refused/`,
];

type Reader = Pick<Documents, 'get'> | Pick<Transaction, 'get'>;

/** @throws Problem ROUND_UNKNOWN */
export async function roundRecord(reader: Reader, round: string): Promise<RoundRecord> {
  const record = await read<RoundRecord>(reader, places.round(round));
  if (!record) throw new Problem('ROUND_UNKNOWN', { round });
  return record;
}

/** Every round, by id. */
export async function listRounds(documents: Pick<Documents, 'list'>): Promise<readonly RoundRecord[]> {
  return (await documents.list(places.rounds())).map(({ value }) => value as unknown as RoundRecord);
}

export async function rosterOf(reader: Reader, round: string): Promise<readonly Commune[]> {
  return (await read<{ communes: readonly Commune[] }>(reader, places.roster(round)))?.communes ?? [];
}

/** @throws Problem COMMUNE_UNKNOWN */
export async function communeOf(reader: Reader, round: string, code: string): Promise<Commune> {
  const commune = (await rosterOf(reader, round)).find((candidate) => candidate.code === code);
  if (!commune) throw new Problem('COMMUNE_UNKNOWN', { code });
  return commune;
}

export async function communeRecord(reader: Reader, round: string, code: string): Promise<CommuneRecord> {
  return (await read<CommuneRecord>(reader, places.commune(round, code))) ?? { versions: [] };
}

/** What inspectors decided about a commune's draft notice so far. */
export async function noticeDecisionsOf(reader: Reader, round: string, code: string): Promise<NoticeDecisions> {
  return (await read<NoticeDecisions>(reader, places.noticeDecision(round, code))) ?? NO_DECISIONS;
}

/** The notice of a commune that was made final, also where it was taken back since. */
export async function finalNoticeOf(reader: Reader, round: string, code: string): Promise<FinalNotice | undefined> {
  return read<FinalNotice>(reader, places.finalNotice(round, code));
}

/** @throws Problem VERSION_UNKNOWN */
export async function versionDocument(
  reader: Reader,
  round: string,
  code: string,
  version: number,
): Promise<SubmissionDocument> {
  const document = await read<SubmissionDocument>(reader, places.version(round, code, version));
  if (!document) throw new Problem('VERSION_UNKNOWN', { code, version });
  return document;
}

/** Documents are plain JSON; our types say which. */
export const asJson = (value: object): Json => value as Json;
/** Names come from addresses: what no document can be called names nothing. */
const read = async <T>(reader: Reader, path: DocumentPath): Promise<T | undefined> =>
  path.every(canBeName) ? ((await reader.get(path)) as T | undefined) : undefined;

/**
 * Adds to the log within a transaction. Ids begin with the time, so that the log reads in order; Firestore minds such ids from
 * 500 a second on, far above what a whole country sends.
 */
export function writeLog(transaction: Transaction, round: string, entry: LogEntry, id: string): void {
  transaction.create(places.logEntry(round, `${entry.at}-${id}`), asJson(entry));
}
