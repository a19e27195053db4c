/** What every sheet of the summary reads: the communes in their order, the matrix' columns, the figures by indicator. */
import { type CommuneView, viewOf } from '../aggregate/commune-figure.ts';
import type { EarlierFigures } from '../aggregate/earlier-figures.ts';
import { expectedCommunes } from '../aggregate/expected-communes.ts';
import { findOutliers, type Outlier } from '../aggregate/outliers.ts';
import type { IndicatorFigure, ProvinceFigures } from '../aggregate/province-figures.ts';
import type { ComparedRounds } from '../comparison/compare-rounds.ts';
import type { Form } from '../form/form.ts';
import type { ProposedRecommendation } from '../notice/recommendation.ts';
import type { Commune } from '../round/commune.ts';
import type { Round } from '../round/round.ts';
import type { Assessments } from '../scoring/assessment.ts';
import type { CommuneReturns } from '../submission/in-force.ts';
import type { RefusedFile } from '../submission/submission.ts';
import type { Day } from '../text/day.ts';
import { type Choice, choicesOf } from './charts/choices-sheet.ts';
import { chosenRatios } from './chosen-ratios.ts';
import { type MatrixColumn, matrixColumns } from './matrix-columns.ts';
import { type Sending, sendingOf } from './sending.ts';

export interface SummaryInput {
  readonly form: Form;
  readonly round?: Round;
  readonly roster?: readonly Commune[];
  /** Communes that sent something, in any order. */
  readonly communes: readonly CommuneSummary[];
  readonly refused: readonly RefusedFile[];
  /** Of the same communes, roster and constants. */
  readonly figures: ProvinceFigures;
  /** When the summary is made; ISO 8601. */
  readonly created: string;
  /** Constants of the form as the round sets them. */
  readonly constants: Readonly<Record<string, number>>;
  /** What the appraisal team gave, where the form has criteria. */
  readonly assessments?: Assessments;
  /** Codes of the ratios to be charted and ranked; without them those that a recommendation rests on. */
  readonly charts?: readonly string[];
  /** Where a commune's return is to be seen, as an address on the web, where there is a service. */
  readonly linkOf?: (code: string) => string | undefined;
  /** Figures of the previous round (`earlierFigures`): what is odd beside them is pointed out. */
  readonly earlier?: EarlierFigures;
  /** The round beside the previous one. */
  readonly previous?: ComparedRounds;
}

export interface CommuneSummary {
  readonly commune: Commune;
  readonly returns: CommuneReturns;
  readonly recommendations: readonly ProposedRecommendation[];
  /** A deadline of its own, where the round's does not hold for it. */
  readonly deadline?: Day;
  /** Whether the return came late, where that was noted when it came. */
  readonly late?: boolean;
  /** Which version of its returns counts, where a register numbers them. */
  readonly version?: number;
}

/** A commune's line in every sheet. */
export interface CommuneLine extends CommuneSummary {
  readonly sending: Sending;
  readonly view: CommuneView;
  readonly href?: string;
  readonly outliers: readonly Outlier[];
}

export interface SummaryContext extends Omit<SummaryInput, 'communes' | 'roster'> {
  /** Those that should send, by code. */
  readonly lines: readonly CommuneLine[];
  /** Those that sent without being on the roster, by code. */
  readonly strangers: readonly CommuneLine[];
  readonly columns: readonly MatrixColumn[];
  readonly figureOf: ReadonlyMap<string, IndicatorFigure>;
  /** Ratios with a chart and a column of the ranking. */
  readonly charted: readonly MatrixColumn[];
  /** What a person can pick for the ranking and the distribution. */
  readonly choices: readonly Choice[];
}

/** Prepares `input` for the sheets. */
export function summaryContext(input: SummaryInput): SummaryContext {
  const { form, round, roster, communes, figures, constants, created } = input;
  const { entries, unexpected } = expectedCommunes(communes, roster);
  const given = new Map(communes.map((each) => [each.commune.code, each]));
  const columns = matrixColumns(form, entries.length);
  const lineOf = ({ commune, returns }: Pick<CommuneSummary, 'commune' | 'returns'>): CommuneLine => {
    const own = given.get(commune.code);
    const href = returns.inForce || returns.others.length > 0 ? input.linkOf?.(commune.code) : undefined;
    return {
      ...own,
      commune,
      returns,
      recommendations: own?.recommendations ?? [],
      sending: sendingOf(returns, created, own?.deadline ?? round?.deadline, own?.late),
      view: viewOf(form, { commune, returns }, constants),
      ...(href === undefined ? {} : { href }),
      outliers: [],
    };
  };
  const lines = entries.map(lineOf);
  const outliers = findOutliers(
    form,
    lines.map(({ view }) => view),
    input.earlier,
  );
  return {
    ...input,
    refused: [...input.refused].sort((left, right) => (left.file < right.file ? -1 : left.file > right.file ? 1 : 0)),
    lines: lines.map((line) => ({ ...line, outliers: outliers.get(line.commune.code) ?? [] })),
    strangers: unexpected.map(lineOf),
    columns,
    charted: chosenRatios(form, columns, input.charts),
    choices: choicesOf(form, columns),
    figureOf: new Map(figures.indicators.map((figure) => [figure.key, figure])),
  };
}
