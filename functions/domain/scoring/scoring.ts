/** A table of criteria ready for use: every expression a tree, every criterion with the cells that hold its own score and evidence. */
import type { Tree } from '../expression/tree.ts';
import type { Indicator, UnitType } from '../form/form.ts';

/** Key of the section in which communes score themselves. */
export const SELF_SECTION = 'tu_cham_diem';

/** Points from `from` (inclusive) up to `to` (exclusive); open where there is no bound. */
export interface Step {
  readonly from?: number;
  readonly to?: number;
  readonly points: number;
}

/** How the figures give points; `manual` is for the appraisal team alone. */
export type Method =
  | { readonly kind: 'share'; readonly of: Tree /** Full points from this percentage on. */; readonly full: number }
  | { readonly kind: 'threshold'; readonly of: Tree; readonly unit: string; readonly steps: readonly Step[] }
  | { readonly kind: 'yesno'; readonly claim: Tree }
  | { readonly kind: 'manual'; readonly how?: string };

export interface Criterion {
  readonly key: string;
  /** As printed: "T2.1". */
  readonly code: string;
  readonly label: string;
  readonly points: number;
  readonly method: Method;
  /** Where it does not hold the criterion leaves the maximum. */
  readonly when?: Tree;
  readonly appliesTo: readonly UnitType[];
  /** The cell of the commune's own score. */
  readonly self: Indicator;
  /** The cell of its evidence. */
  readonly evidence: Indicator;
}

export interface CriteriaGroup {
  readonly code: string;
  readonly title: string;
  readonly points: number;
  readonly criteria: readonly Criterion[];
}

/** A class holds from its cut point (in % of the attainable maximum) up to the next higher one. */
export interface ScoreClass {
  readonly name: string;
  readonly from: number;
}

export interface Survey {
  readonly label: string;
  readonly points: number;
}

export interface Scoring {
  readonly title: string;
  /** Printed on every sheet of scores, e.g. that the criteria are an example. */
  readonly remark?: string;
  /** Criteria and survey together. */
  readonly total: number;
  readonly groups: readonly CriteriaGroup[];
  /** Of all groups, in printed order. */
  readonly criteria: readonly Criterion[];
  readonly survey?: Survey;
  /** Highest first. */
  readonly classes: readonly ScoreClass[];
}

/** What a round sets otherwise than its form. */
export interface ScoringSettings {
  readonly classes?: readonly ScoreClass[];
  /** No survey is held in this round: its points leave the maximum. */
  readonly survey?: false;
}

/** The form's table as the round uses it. */
export function scoringOf(scoring: Scoring, settings: ScoringSettings = {}): Scoring {
  const { survey, ...rest } = scoring;
  const classes = settings.classes ?? scoring.classes;
  if (survey === undefined || settings.survey === false)
    return { ...rest, classes, total: scoring.total - (survey?.points ?? 0) };
  return { ...rest, classes, survey };
}
