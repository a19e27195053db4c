/**
 * The appraisal team's scores of a round: seen beside the communes' own and what their figures give, entered on a page or
 * brought back in a workbook. Each change is one transaction with its line in the log.
 */
import { viewOf } from '../../domain/aggregate/commune-figure.ts';
import type { Form } from '../../domain/form/form.ts';
import { versionInForce } from '../../domain/register/commune-record.ts';
import type { RoundRecord } from '../../domain/register/round-record.ts';
import { fromDocument } from '../../domain/register/submission-document.ts';
import type { Commune } from '../../domain/round/commune.ts';
import { type Assessment, type Assessments, type Entry, enter, NOT_ASSESSED } from '../../domain/scoring/assessment.ts';
import { type CommuneScore, scoreReader } from '../../domain/scoring/commune-score.ts';
import { composeAssessment } from '../../domain/scoring/compose-assessment.ts';
import { entriesInWords } from '../../domain/scoring/entries-in-words.ts';
import { type Ranking, rankCommunes } from '../../domain/scoring/rank-communes.ts';
import { type AssessmentFault, readAssessment } from '../../domain/scoring/read-assessment.ts';
import { type Scoring, scoringOf } from '../../domain/scoring/scoring.ts';
import { constantsOf } from '../../domain/submission/figures.ts';
import type { Submission } from '../../domain/submission/submission.ts';
import type { Documents, Transaction } from '../../ports/documents.ts';
import type { ReadWorkbook } from '../../ports/read-workbook.ts';
import type { WriteWorkbook } from '../../ports/write-workbook.ts';
import type { NamedFile } from '../../ports/write-zip.ts';
import { Problem } from '../../problems.ts';
import {
  asJson,
  communeOf,
  communeRecord,
  places,
  rosterOf,
  roundRecord,
  versionDocument,
  writeLog,
} from './places.ts';
import { readAhead } from './read-ahead.ts';
import type { RegisterNeeds } from './receive-submission.ts';
import { markSummary } from './summary-state.ts';

export interface ScoringNeeds extends Pick<RegisterNeeds, 'documents' | 'forms' | 'clock' | 'newId' | 'announce'> {
  readonly readWorkbook: ReadWorkbook;
  readonly writeWorkbook: WriteWorkbook;
}

/** An assessment as it is kept; every change gives it a new mark. */
interface StoredAssessment extends Assessment {
  readonly mark: string;
}

export interface ScoredRound {
  readonly record: RoundRecord;
  readonly form: Form;
  readonly scoring: Scoring;
}

export interface RoundScores extends ScoredRound {
  /** By code of the commune. */
  readonly scores: readonly CommuneScore[];
  readonly ranking: Ranking;
}

export interface OneScore extends ScoredRound {
  readonly score: CommuneScore;
  readonly assessment: Assessment;
  /** Given back with what is entered, so that nobody's later work is overwritten unseen. */
  readonly mark: string;
  /** Neighbours in the order of codes. */
  readonly before?: Commune;
  readonly after?: Commune;
}

export interface Scored {
  readonly round: string;
  readonly commune: string;
  readonly entries: readonly Entry[];
  readonly mark: string;
  readonly who: string;
}

export interface TakenScores {
  readonly communes: number;
  readonly changed: number;
  readonly faults: readonly AssessmentFault[];
}

/** Gives what is done with the scores of a round. */
export function scoreCommunes(needs: ScoringNeeds) {
  const { documents, forms, clock, newId, announce, readWorkbook, writeWorkbook } = needs;

  async function scored(round: string): Promise<ScoredRound> {
    const record = await roundRecord(documents, round);
    const form = await forms.load(record.round.form, record.round.version);
    if (!form.scoring) throw new Problem('ROUND_WITHOUT_SCORES', { round: record.round.title });
    return { record, form, scoring: scoringOf(form.scoring, record.round.scoring) };
  }

  async function inForce(round: string, code: string): Promise<Submission | undefined> {
    const entry = versionInForce(await communeRecord(documents, round, code));
    return entry && fromDocument(await versionDocument(documents, round, code, entry.version));
  }

  const reader = ({ record, form, scoring }: ScoredRound) => {
    const read = scoreReader(form, scoring);
    const constants = constantsOf(form, record.round.constants);
    return (commune: Commune, submission: Submission | undefined, assessment: Assessment | undefined): CommuneScore => {
      const returns = { ...(submission ? { inForce: submission } : {}), others: [] };
      return read(viewOf(form, { commune, returns }, constants), assessment);
    };
  };

  async function all(round: string): Promise<RoundScores> {
    const base = await scored(round);
    const [roster, stored] = [await rosterOf(documents, round), await assessmentsOf(documents, round)];
    const read = reader(base);
    const scores: CommuneScore[] = [];
    const readOne = async (commune: Commune) =>
      read(commune, await inForce(round, commune.code), stored.get(commune.code));
    for await (const score of readAhead(roster, readOne)) scores.push(score);
    return { ...base, scores, ranking: rankCommunes(scores, base.scoring) };
  }

  async function one(round: string, code: string): Promise<OneScore> {
    const base = await scored(round);
    const commune = await communeOf(documents, round, code);
    const stored = await storedAssessment(documents, round, code);
    const roster = await rosterOf(documents, round);
    const at = roster.findIndex((each) => each.code === code);
    const score = reader(base)(commune, await inForce(round, code), stored);
    const [before, after] = [roster[at - 1], roster[at + 1]];
    return { ...base, score, assessment: stored ?? NOT_ASSESSED, mark: stored?.mark ?? '', before, after };
  }

  /** Keeps what is new and says so in the log; nothing is written where nothing changes. */
  async function write(
    transaction: Transaction,
    { scoring }: ScoredRound,
    { round, commune, entries, who, mark }: Omit<Scored, 'mark'> & { readonly mark?: string },
  ): Promise<number> {
    const stored = await storedAssessment(transaction, round, commune);
    if (mark !== undefined && mark !== (stored?.mark ?? '')) throw new Problem('SCORES_CHANGED');
    const before = stored ?? NOT_ASSESSED;
    const at = clock();
    const { assessment, changed } = enter(before, entries, who, at);
    if (changed.length === 0) return 0;
    const next: StoredAssessment = { ...assessment, mark: newId() };
    transaction.set(places.scores(round, commune), asJson(next));
    const said = (of: Assessment) => entriesInWords(of, changed, scoring);
    const entry = {
      at,
      who,
      action: 'scores-entered',
      commune,
      before: said(before),
      after: said(assessment),
    } as const;
    writeLog(transaction, round, entry, newId());
    markSummary(transaction, round, newId(), commune);
    return changed.length;
  }

  return {
    /** Whether the round's form has criteria. @throws Problem ROUND_UNKNOWN */
    async hasScores(round: string): Promise<boolean> {
      const { round: own } = await roundRecord(documents, round);
      return (await forms.load(own.form, own.version)).scoring !== undefined;
    },

    /** @throws Problem ROUND_UNKNOWN, ROUND_WITHOUT_SCORES */
    all,

    /** @throws Problem ROUND_UNKNOWN, ROUND_WITHOUT_SCORES, COMMUNE_UNKNOWN */
    one,

    /** Enters scores of one commune; gives how many changed. @throws Problem SCORES_CHANGED (somebody else was faster) and those of `one` */
    async save(given: Scored): Promise<number> {
      const base = await scored(given.round);
      await communeOf(documents, given.round, given.commune);
      const changed = await documents.transact((transaction) => write(transaction, base, given));
      if (changed > 0) await announce(given.round);
      return changed;
    },

    /** The scores as a workbook to be filled in, of one commune or of all. */
    async workbook(round: string, code?: string): Promise<NamedFile> {
      const { record, scoring, scores } = code === undefined ? await all(round) : asList(await one(round, code));
      const bytes = await writeWorkbook(composeAssessment({ round: record.round, scoring, scores, created: clock() }));
      return { name: `cham-diem-${round}${code === undefined ? '' : `-${code}`}.xlsx`, bytes };
    },

    /**
     * Takes in such a workbook: rows that cannot be used are told, the others entered.
     *
     * @throws Problem SCORES_FILE_UNKNOWN, SCORES_OF_OTHER_ROUND, FILE_…
     */
    async take(round: string, bytes: Uint8Array, who: string): Promise<TakenScores> {
      const base = await scored(round);
      const workbook = await readWorkbook(bytes);
      const communes = new Set((await rosterOf(documents, round)).map(({ code }) => code));
      const stored = await assessmentsOf(documents, round);
      const reading = readAssessment(workbook, { round, scoring: base.scoring, communes, stored });
      if (reading === undefined) throw new Problem('SCORES_FILE_UNKNOWN');
      if (reading === 'other round') throw new Problem('SCORES_OF_OTHER_ROUND', { round: base.record.round.title });
      let changed = 0;
      try {
        for (const [commune, entries] of reading.entries)
          changed += await documents.transact((transaction) =>
            write(transaction, base, { round, commune, entries, who }),
          );
      } finally {
        if (changed > 0) await announce(round);
      }
      return { communes: reading.entries.size, changed, faults: reading.faults };
    },
  };
}

const asList = ({ score, ...base }: OneScore): ScoredRound & { readonly scores: readonly CommuneScore[] } => ({
  ...base,
  scores: [score],
});

/** All that was assessed in a round. */
export async function assessmentsOf(documents: Pick<Documents, 'list'>, round: string): Promise<Assessments> {
  const found = await documents.list(places.allScores(round));
  return new Map(found.map(({ id, value }) => [id, value as unknown as Assessment]));
}

async function storedAssessment(
  reader: Pick<Documents, 'get'> | Pick<Transaction, 'get'>,
  round: string,
  code: string,
): Promise<StoredAssessment | undefined> {
  return (await reader.get(places.scores(round, code))) as unknown as StoredAssessment | undefined;
}
