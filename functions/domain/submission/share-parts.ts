/**
 * Lets the submissions of a batch hold their common parts in common. Each comes from its thread with copies of its own of
 * every key, place and text, and of thousands that is most of the memory.
 */

import type { ProposedRecommendation } from '../notice/recommendation.ts';
import type { Answer } from './answers.ts';
import type { CellPlace } from './findings.ts';
import type { Submission } from './submission.ts';

export interface SharedParts {
  /** The same submission, its parts shared with those given before. */
  submission(own: Submission): Submission;
  recommendation(own: ProposedRecommendation): ProposedRecommendation;
}

/** Starts with nothing to share. */
export function sharedParts(): SharedParts {
  const texts = new Map<string, string>();
  const places = new Map<string, CellPlace>();

  function text(own: string): string {
    const known = texts.get(own);
    if (known === undefined) texts.set(own, own);
    return known ?? own;
  }

  function place(own: CellPlace): CellPlace {
    const key = `${own.address} ${own.sheet}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, own);
    return known ?? own;
  }

  const answer = (own: Answer): Answer => ({
    ...own,
    state: text(own.state) as Answer['state'],
    typed: text(own.typed),
    ...(own.at && { at: place(own.at) }),
  });

  return {
    submission: (own) => ({
      ...own,
      answers: new Map([...own.answers].map(([key, value]) => [text(key), answer(value)])),
      findings: own.findings.map((found) => ({
        ...found,
        sentence: text(found.sentence),
        indicators: found.indicators.map(text),
        cells: found.cells.map(place),
      })),
    }),
    recommendation: (own) => ({
      ...own,
      text: text(own.text),
      reason: text(own.reason),
      ground: own.ground.map((figure) => ({ ...figure, label: text(figure.label), printed: text(figure.printed) })),
    }),
  };
}
