/** What the sheets of scores have in common: the communes' scores, their ranking, and where each stands. */
import type { Form } from '../../form/form.ts';
import type { Round } from '../../round/round.ts';
import type { SummaryContext } from '../../summary/summary-context.ts';
import { type CommuneScore, scoreReader } from '../commune-score.ts';
import { type Ranking, rankCommunes } from '../rank-communes.ts';
import { type Scoring, scoringOf } from '../scoring.ts';
import { type MatrixPlaces, matrixPlaces } from './matrix-places.ts';

export interface ScoreContext {
  readonly scoring: Scoring;
  /** By code of the commune. */
  readonly scores: readonly CommuneScore[];
  readonly ranking: Ranking;
  readonly places: MatrixPlaces;
  /** Says whose scores these are, and what the form remarks on its criteria. */
  readonly subtitle: string;
  readonly round?: Round;
  readonly form: Form;
}

/** Prepares the scores of a summary; `undefined` where its form has no criteria. */
export function scoreContext({
  form,
  round,
  lines,
  assessments,
}: Pick<SummaryContext, 'form' | 'round' | 'lines' | 'assessments'>): ScoreContext | undefined {
  if (!form.scoring) return undefined;
  const scoring = scoringOf(form.scoring, round?.scoring);
  const read = scoreReader(form, scoring);
  const scores = lines.map(({ view, commune }) => read(view, assessments?.get(commune.code)));
  return {
    scoring,
    scores,
    ranking: rankCommunes(scores, scoring),
    places: matrixPlaces(scoring, scores),
    subtitle: [round?.title ?? form.title, scoring.remark].filter(Boolean).join(' · '),
    round,
    form,
  };
}
