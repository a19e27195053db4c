/** One commune's scores: its own, what its figures give, and the appraisal team's, each over what it can attain. */
import { type CommuneView, figureReader } from '../aggregate/commune-figure.ts';
import { evaluate, type Scope } from '../expression/evaluate.ts';
import type { Form } from '../form/form.ts';
import type { Commune } from '../round/commune.ts';
import { answerOf } from '../submission/answers.ts';
import { roundHalfUp } from '../text/vietnamese.ts';
import { type AssessedScore, type Assessment, NOT_ASSESSED } from './assessment.ts';
import { DECIMALS, groundOf, type Points, pointsByFigures } from './points-by-figures.ts';
import type { Criterion, Scoring } from './scoring.ts';

/** `error`: something was given that is no score. What does not apply has left the maximum; what is missing has not. */
export type ScoreState = 'scored' | 'notApplicable' | 'missing' | 'error';

export interface GivenScore {
  readonly state: ScoreState;
  readonly points?: number;
  /** What stands in the cell, where it is no score. */
  readonly typed?: string;
}

export interface CriterionScore {
  readonly criterion: Criterion;
  readonly self: GivenScore;
  readonly evidence: string;
  /** What the commune says about a doubt. */
  readonly explanation: string;
  readonly figures: Points;
  /** What the team entered, if it did. */
  readonly stored?: AssessedScore;
  readonly assessed: GivenScore & Partial<Pick<AssessedScore, 'note' | 'by' | 'at'>>;
}

export interface Total {
  readonly points: number;
  /** What can be attained: the maximum without what does not apply. */
  readonly most: number;
  /** Criteria that apply and have no score. */
  readonly missing: readonly Criterion[];
  /** In %, two digits; absent while anything is missing, or where nothing applies. */
  readonly index?: number;
}

export interface CommuneScore {
  readonly commune: Commune;
  readonly sent: boolean;
  readonly lines: readonly CriterionScore[];
  readonly self: Total;
  /** Without the survey. */
  readonly assessed: Total;
  readonly survey?: number;
  /** Criteria and survey; its index is the one that ranks. */
  readonly total: Total;
}

/** Gives the reader of communes' scores; what depends on the form alone is worked out here, once. */
export function scoreReader(
  form: Form,
  scoring: Scoring,
): (view: CommuneView, assessment?: Assessment) => CommuneScore {
  const scopeFor = soundScopes(form, scoring);
  const ownReaders = new Map(scoring.criteria.map(({ key, self }) => [key, figureReader(self, form)]));

  return (view, assessment = NOT_ASSESSED) => {
    const scope = scopeFor(view);
    const lines = scoring.criteria.map((criterion): CriterionScore => {
      const applies = appliesTo(criterion, view.commune, scope);
      const answers = view.submission?.answers;
      return {
        criterion,
        self: applies === false ? NOT_APPLICABLE : selfScore(criterion, view, ownReaders.get(criterion.key)),
        evidence: answers ? answerOf(answers, criterion.evidence).typed.trim() : '',
        explanation: (answers && answerOf(answers, criterion.self).explanation) ?? '',
        figures: applies === false ? null : scope && pointsByFigures(criterion, scope),
        stored: assessment.scores[criterion.key],
        assessed: assessedScore(assessment.scores[criterion.key], applies),
      };
    });
    const survey = scoring.survey && assessment.survey?.points;
    const assessed = totalOf(lines, ({ assessed: given }) => given);
    return {
      commune: view.commune,
      sent: view.submission !== undefined,
      lines,
      self: totalOf(lines, ({ self }) => self),
      assessed,
      ...(survey === undefined ? {} : { survey }),
      total: withSurvey(assessed, scoring, survey),
    };
  };
}

const NOT_APPLICABLE: GivenScore = { state: 'notApplicable' };
const MISSING: GivenScore = { state: 'missing' };

/** A figure under an error gives no points: it is not known. */
function soundScopes(form: Form, { criteria }: Scoring): (view: CommuneView) => Scope | undefined {
  const codes = new Set(criteria.flatMap(groundOf));
  const readers = new Map(
    form.indicators.filter(({ code }) => codes.has(code)).map((each) => [each.code, figureReader(each, form)]),
  );
  return (view) => {
    const { scope } = view;
    const isUnsound = (code: string) => readers.get(code)?.(view).state === 'error';
    return scope && { ...scope, value: (code) => (isUnsound(code) ? undefined : scope.value(code)) };
  };
}

/** `undefined` where the figures do not tell: then it is taken to apply. */
function appliesTo(criterion: Criterion, { type }: Commune, scope: Scope | undefined): boolean | undefined {
  if (!criterion.appliesTo.includes(type)) return false;
  if (!criterion.when) return true;
  const holds = scope && evaluate(criterion.when, scope);
  return typeof holds === 'boolean' ? holds : undefined;
}

function selfScore(
  criterion: Criterion,
  view: CommuneView,
  read: ReturnType<typeof figureReader> | undefined,
): GivenScore {
  const figure = read?.(view);
  switch (figure?.state) {
    case 'value':
    case 'nil':
      return { state: 'scored', points: figure.number ?? 0 };
    case 'notApplicable':
    case 'outOfScope':
      return NOT_APPLICABLE;
    case 'error':
      return {
        state: 'error',
        typed: view.submission ? answerOf(view.submission.answers, criterion.self).typed.trim() : '',
      };
    default:
      return MISSING;
  }
}

/** Where the team says nothing, a criterion that does not apply by its own condition has left the maximum. */
function assessedScore(given: AssessedScore | undefined, applies: boolean | undefined): CriterionScore['assessed'] {
  const { points, ...rest } = given ?? {};
  if (typeof points === 'number') return { state: 'scored', points, ...rest };
  if (points === null || applies === false) return { ...NOT_APPLICABLE, ...rest };
  return { ...MISSING, ...rest };
}

function totalOf(lines: readonly CriterionScore[], given: (line: CriterionScore) => GivenScore): Total {
  const applying = lines.filter((line) => given(line).state !== 'notApplicable');
  const points = rounded(applying.reduce((sum, line) => sum + (given(line).points ?? 0), 0));
  const most = rounded(applying.reduce((sum, { criterion }) => sum + criterion.points, 0));
  const missing = applying.filter((line) => given(line).state !== 'scored').map(({ criterion }) => criterion);
  return { points, most, missing, ...indexOf(points, most, missing.length === 0) };
}

function withSurvey(assessed: Total, { survey }: Scoring, given: number | undefined): Total {
  if (!survey) return assessed;
  const points = rounded(assessed.points + (given ?? 0));
  const most = rounded(assessed.most + survey.points);
  return {
    ...assessed,
    points,
    most,
    index: undefined,
    ...indexOf(points, most, assessed.missing.length === 0 && given !== undefined),
  };
}

const rounded = (points: number): number => roundHalfUp(points, DECIMALS);

const indexOf = (points: number, most: number, complete: boolean): { readonly index?: number } =>
  complete && most > 0 ? { index: roundHalfUp((points / most) * 100, DECIMALS) } : {};
