/** The appraisal team's scores beside a folder of returns: read from a workbook, and offered as one to be filled in. */
import { viewOf } from '../domain/aggregate/commune-figure.ts';
import { expectedCommunes } from '../domain/aggregate/expected-communes.ts';
import { type Assessments, enter, NOT_ASSESSED } from '../domain/scoring/assessment.ts';
import { scoreReader } from '../domain/scoring/commune-score.ts';
import { composeAssessment } from '../domain/scoring/compose-assessment.ts';
import { type AssessmentFault, readAssessment } from '../domain/scoring/read-assessment.ts';
import { scoringOf } from '../domain/scoring/scoring.ts';
import type { SummaryInput } from '../domain/summary/summary-context.ts';
import type { WorkbookData } from '../domain/workbook/workbook-data.ts';
import type { WorkbookModel } from '../domain/workbook/workbook-model.ts';
import { Problem } from '../problems.ts';

/** A workbook of scores and the name it came under. */
export interface ScoresFile {
  readonly name: string;
  readonly workbook: WorkbookData;
}

type Scored = Pick<SummaryInput, 'form' | 'roster' | 'communes' | 'constants' | 'created'> & {
  readonly round: NonNullable<SummaryInput['round']>;
};

/**
 * Reads the scores of a round; every cell that holds something counts.
 *
 * @throws Problem ROUND_WITHOUT_SCORES, SCORES_FILE_UNKNOWN, SCORES_OF_OTHER_ROUND
 */
export function scoresOfFile(
  { name, workbook }: ScoresFile,
  { form, round, roster, communes, created }: Scored,
): { readonly assessments: Assessments; readonly faults: readonly AssessmentFault[] } {
  if (!form.scoring) throw new Problem('ROUND_WITHOUT_SCORES', { round: round.title });
  const known = roster ?? communes.map(({ commune }) => commune);
  const reading = readAssessment(workbook, {
    round: round.id,
    scoring: scoringOf(form.scoring, round.scoring),
    communes: new Set(known.map(({ code }) => code)),
  });
  if (reading === undefined) throw new Problem('SCORES_FILE_UNKNOWN');
  if (reading === 'other round') throw new Problem('SCORES_OF_OTHER_ROUND', { round: round.title });
  const entered = [...reading.entries].map(
    ([code, entries]) => [code, enter(NOT_ASSESSED, entries, name, created).assessment] as const,
  );
  return { assessments: new Map(entered), faults: reading.faults };
}

/** The workbook to be filled in, holding what is known; `undefined` where the form has no criteria. */
export function scoresToFill(
  { form, round, roster, communes, constants, created }: Scored,
  assessments?: Assessments,
): WorkbookModel | undefined {
  if (!form.scoring) return undefined;
  const scoring = scoringOf(form.scoring, round.scoring);
  const read = scoreReader(form, scoring);
  const scores = expectedCommunes(communes, roster).entries.map((entry) =>
    read(viewOf(form, entry, constants), assessments?.get(entry.commune.code)),
  );
  return composeAssessment({ round, scoring, scores, created });
}
