/**
 * What the form's rules recommend to one commune.
 *
 * A recommendation is proposed only where its condition is proved by sound figures; where it cannot be proved either way
 * it is left unticked with the reason, for the inspector to decide.
 */

import type { Form, Indicator, Recommendation } from '../form/form.ts';
import { communeWords, type Word } from '../round/words.ts';
import { answerOf } from '../submission/answers.ts';
import type { Submission } from '../submission/submission.ts';
import type { Day } from '../text/day.ts';
import { asSentence } from '../text/prose.ts';
import { fillSentence, type SentenceTemplate, writeZeros } from '../text/sentence-template.ts';
import {
  ALWAYS,
  figuresInProse,
  gapsInProse,
  groundCells,
  groundFigure,
  INSPECTORS_CHOICE,
} from './explain-recommendation.ts';
import { type FigureSource, figureSource } from './figure-source.ts';
import { judgeCondition } from './judge-condition.ts';
import { slotFiller } from './print-figure.ts';
import type { ProposedRecommendation, RecommendationState } from './recommendation.ts';

export interface RecommendContext {
  /** Constants that the round sets otherwise than the form. */
  readonly constants?: Readonly<Record<string, number>>;
  /** Words beside those of the commune: deadline and addressee of the report, see `notice-words.ts`. */
  readonly words?: Readonly<Partial<Record<Word, string>>>;
}

/** Every recommendation of the form, in its order, with its state and why. */
export function recommend(
  form: Form,
  submission: Pick<Submission, 'commune' | 'answers' | 'findings'>,
  { constants, words }: RecommendContext = {},
): readonly ProposedRecommendation[] {
  const source = figureSource(form, submission, constants);
  const fill = slotFiller(source, { ...communeWords(submission.commune), ...words });
  return form.recommendations.map((row) => recommendOne(row, source, fill));
}

type Fill = (slot: string) => string | undefined;

function recommendOne(row: Recommendation, source: FigureSource, fill: Fill): ProposedRecommendation {
  const ground = groundCells(row, source);
  const { state, because, gaps = [] } = decide(row, source);
  const said = state === 'not proposed' || !row.shortcoming ? undefined : fillSentence(row.shortcoming, fill);
  const shortcoming = said === undefined ? undefined : asSentence(writeZeros(said));
  const known = ground.filter((cell) => !gaps.includes(cell));
  const figures = figuresInProse(known, source);
  const why = row.default === 'when' && state === 'proposed' ? (shortcoming ?? because) : because;
  return {
    id: row.id,
    state,
    text: asSentence(writeZeros(fillVisibly(row.text, fill))),
    reason: [why, figures].filter((part) => part !== '').join(' '),
    ...(shortcoming === undefined ? {} : { shortcoming }),
    ground: ground.map((cell) => groundFigure(cell, source)),
    ...deadlineOf(row, source),
  };
}

/** The day that the commune itself gave, where it is sound. */
function deadlineOf({ deadline }: Recommendation, { form, answers, unsound }: FigureSource): { deadline?: Day } {
  const indicator = deadline === undefined ? undefined : form.byCode.get(deadline);
  const day = indicator && !unsound.has(indicator.key) ? answerOf(answers, indicator).day : undefined;
  return day === undefined ? {} : { deadline: day };
}

interface Decision {
  readonly state: RecommendationState;
  readonly because: string;
  readonly gaps?: readonly Indicator[];
}

function decide(row: Recommendation, source: FigureSource): Decision {
  if (row.default === 'always') return { state: 'proposed', because: ALWAYS };
  if (row.default === 'choice' || !row.when) return { state: 'undecided', because: INSPECTORS_CHOICE };
  const { verdict, gaps } = judgeCondition(row.when, source);
  if (verdict === 'unknown') return { state: 'undecided', because: gapsInProse(gaps, source), gaps };
  return verdict === 'holds'
    ? { state: 'proposed', because: 'Thuộc trường hợp cần kiến nghị.' }
    : { state: 'not proposed', because: 'Không thuộc trường hợp cần kiến nghị.' };
}

/** A recommendation is never dropped for a missing figure: the place stays open, as in a form filled in by hand. */
function fillVisibly(template: SentenceTemplate, fill: Fill): string {
  return fillSentence(template, fill) ?? fillSentence(template, (slot) => fill(slot) ?? '…') ?? '';
}
