/** What the rules propose for one commune, before the inspector strikes or adds. */

import type { Day } from '../text/day.ts';

export type RecommendationState = 'proposed' | 'not proposed' | 'undecided';

/** A figure behind a recommendation, as printed, and where it stands in the return. */
export interface GroundFigure {
  /** Stable key of its indicator: the same in every version of the form. */
  readonly key: string;
  readonly code: string;
  readonly label: string;
  readonly printed: string;
  /** The number behind `printed` (percent for ratios and shares), where it is sound. */
  readonly value?: number;
  readonly cell?: string;
}

export interface ProposedRecommendation {
  readonly id: string;
  readonly state: RecommendationState;
  /** Finished text; for state "undecided" the text that would be printed. */
  readonly text: string;
  /** Why, in a Vietnamese sentence with the figures: "Luôn có trong thông báo.", "Còn 16 hồ sơ trễ hạn (ô E12).", "Chưa xác định được vì 3.12 để trống." */
  readonly reason: string;
  /** What section II says, where the condition holds. */
  readonly shortcoming?: string;
  readonly ground: readonly GroundFigure[];
  /** A day of its own by which it is to be done; without one the round's day for the report holds. */
  readonly deadline?: Day;
}
