/** A province's figures as plain data: they go into the summary workbook and, as they are, into `summary.json`. */

import type { Commune, UnitType } from '../round/commune.ts';
import type { Answer } from '../submission/answers.ts';
import type { Day } from '../text/day.ts';

/** Who answered one indicator, and how. `expected` = reported + noCases + notApplicable + missing + inError. */
export interface Coverage {
  /** Communes that the indicator concerns. */
  readonly expected: number;
  /** Gave a sound answer; nil ("không phát sinh") is one. For a ratio: both terms, with cases. */
  readonly reported: number;
  /** Of those reported: "không phát sinh". */
  readonly nil: readonly Commune[];
  /** Ratios whose denominator is nil or 0, shares of nothing: outside Σ/Σ and every distribution. */
  readonly noCases: readonly Commune[];
  readonly notApplicable: readonly Commune[];
  /** Left it blank, or have no return in force. */
  readonly missing: readonly Commune[];
  /** Gave something that failed a check: left out of every figure. */
  readonly inError: readonly Commune[];
}

export interface Holder {
  readonly value: number;
  readonly communes: readonly Commune[];
}

export interface Spread {
  readonly min: Holder;
  readonly median: number;
  readonly max: Holder;
}

export interface Counted {
  readonly code: string;
  readonly label: string;
  readonly communes: readonly Commune[];
}

/** Communes whose answers to the deciding choices agree. */
export interface LikeGroup {
  /** What they chose, in the order of `alike`; no label where one was left blank or is in error. */
  readonly choices: readonly { readonly code: string; readonly label?: string }[];
  readonly communes: readonly Commune[];
  readonly result: Result;
}

/** What the answers to one indicator come to. Fractions are unrounded: 0.9710 for 97,10 %. */
export type Result =
  | { readonly kind: 'total'; readonly sum?: number; readonly spread?: Spread }
  | {
      readonly kind: 'ratio';
      /** Σ numerators and Σ denominators over the communes that gave both terms soundly and had cases. */
      readonly numerator: number;
      readonly denominator: number;
      readonly fraction?: number;
      readonly spread?: Spread;
    }
  /** A share stated without its terms: never added, never averaged. In percent as stated. */
  | { readonly kind: 'distribution'; readonly spread?: Spread }
  /** Each code of the list, also those that nobody chose. */
  | { readonly kind: 'choices'; readonly counted: readonly Counted[] }
  | { readonly kind: 'days'; readonly counted: readonly { readonly day: Day; readonly communes: readonly Commune[] }[] }
  /** Figures that do not count the same thing (`alike`): each group for itself, no figure of the province. */
  | { readonly kind: 'unlike'; readonly groups: readonly LikeGroup[] }
  /** Text and documents: only who answered. */
  | { readonly kind: 'text' };

export interface IndicatorFigure {
  readonly key: string;
  readonly code: string;
  readonly coverage: Coverage;
  readonly result: Result;
  /** The same by type of unit, where communes of more than one type are expected. */
  readonly byType: readonly { readonly type: UnitType; readonly coverage: Coverage; readonly result: Result }[];
}

/** A table whose rows are the communes' own, joined. */
export interface JoinedTable {
  readonly code: string;
  readonly rows: readonly { readonly commune: Commune; readonly cells: readonly Answer[] }[];
}

/** How much of a section was answered, over what is asked of the communes that have a return in force. */
export interface SectionCompleteness {
  readonly key: string;
  readonly answered: number;
  readonly asked: number;
}

export interface ProvinceFigures {
  /** Communes that should send: the roster, or without one those that sent. By code. */
  readonly expected: readonly Commune[];
  /** Of those: nothing in force, so in no figure. */
  readonly withoutReturn: readonly Commune[];
  /** Sent, but not on the roster: in no figure. */
  readonly unexpected: readonly Commune[];
  /** Every indicator of the form in printed order, but for the cells of tables with free rows. */
  readonly indicators: readonly IndicatorFigure[];
  readonly tables: readonly JoinedTable[];
  readonly completeness: readonly SectionCompleteness[];
}
