/**
 * A notice that was made final: what was sent to be signed, kept as it was. Later changes of the return do not alter it. What the
 * commune was asked to do, by when and on which figures, is followed up from here.
 */

import type { Commune } from '../round/commune.ts';
import type { Round } from '../round/round.ts';
import type { Day } from '../text/day.ts';
import type { NoticeError } from './notice-errors.ts';
import type { NoticeSettings } from './notice-words.ts';
import type { GroundFigure } from './recommendation.ts';
import type { SettledRecommendation } from './settle.ts';

export interface FinalRecommendation {
  /** Of the form ("R4"), or "B1", "B2" … for one that the inspector added. */
  readonly id: string;
  readonly origin: 'form' | 'added';
  /** As printed. */
  readonly text: string;
  /** Its own, else the day by which the round wants the report. */
  readonly deadline: Day;
  /** What section II says for it. */
  readonly shortcoming?: string;
  /** Figures as they stood then. */
  readonly ground: readonly GroundFigure[];
  /** The duty to report what was mended, said in the closing: no task of its own. */
  readonly closing: boolean;
}

/** An error that stood on a figure of the notice and was answered for. */
export interface AnsweredError {
  /** What was wrong, with its cells. */
  readonly sentence: string;
  readonly reason: string;
  readonly by: string;
}

export interface FinalNotice {
  readonly round: string;
  readonly commune: Commune;
  readonly form: { readonly id: string; readonly version: number };
  /** Version of the return that it rests on. */
  readonly returnVersion: number;
  readonly by: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Names in the files port: the notice to be signed, and the same with the sheet of grounds. */
  readonly files: { readonly notice: string; readonly grounds: string };
  readonly recommendations: readonly FinalRecommendation[];
  readonly answeredErrors: readonly AnsweredError[];
  /** Set when it was taken back to be changed: nothing is followed up on it until it is final again. */
  readonly reopened?: { readonly by: string; readonly at: string; readonly reason: string };
  /** How often a notice of this commune was made final, this one counted. */
  readonly issue: number;
}

/** The notice is final now: not taken back. */
export const isStanding = (notice: FinalNotice): boolean => notice.reopened === undefined;

/** What a draft is frozen from. */
export interface Draft {
  readonly round: Pick<Round, 'id' | 'form' | 'version'> & { readonly notice: Pick<NoticeSettings, 'reportBefore'> };
  readonly commune: Commune;
  readonly returnVersion: number;
  readonly recommendations: readonly SettledRecommendation[];
  readonly errors: readonly NoticeError[];
  /** Id of the recommendation that became the closing, if one did. */
  readonly closingId?: string;
}

/** Freezes a draft; `before` is the final notice of the commune that was taken back. */
export function freeze(
  { round, commune, returnVersion, recommendations, errors, closingId }: Draft,
  stamp: Pick<FinalNotice, 'by' | 'at' | 'files'>,
  before?: FinalNotice,
): FinalNotice {
  const printed = recommendations.filter(({ state }) => state === 'proposed');
  return {
    round: round.id,
    commune,
    form: { id: round.form, version: round.version },
    returnVersion,
    ...stamp,
    recommendations: printed.map(({ id, origin, text, deadline, shortcoming, ground }) => ({
      id,
      origin,
      text,
      deadline: deadline ?? round.notice.reportBefore,
      ...(shortcoming === undefined ? {} : { shortcoming }),
      ground,
      closing: id === closingId,
    })),
    answeredErrors: errors.flatMap(({ sentence, answered }) =>
      answered ? [{ sentence, reason: answered.reason, by: answered.by }] : [],
    ),
    issue: (before?.issue ?? 0) + 1,
  };
}
