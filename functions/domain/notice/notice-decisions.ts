/**
 * What an inspector decided about one commune's draft notice, beside what the rules propose. Each decision keeps the figures it
 * was made on, so that a corrected return shows which decisions are to be looked at again; none is ever dropped for that.
 */

import type { Finding } from '../submission/findings.ts';
import type { Day } from '../text/day.ts';
import type { FigureSource } from './figure-source.ts';
import { answeredWith } from './notice-errors.ts';
import type { GroundFigure, ProposedRecommendation } from './recommendation.ts';

/** Who decided when, and why where a reason was given. */
export interface Made {
  readonly by: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly reason?: string;
}

/** What the inspector saw when deciding. */
export interface Basis {
  readonly returnVersion: number;
  readonly state: ProposedRecommendation['state'];
  /** As the form's rule words it. */
  readonly text: string;
  readonly figures: readonly Pick<GroundFigure, 'key' | 'printed'>[];
}

/** On one of the form's recommendations; what is not set stays as the rule has it. */
export interface Decision extends Made {
  readonly id: string;
  readonly chosen?: 'on' | 'off';
  readonly text?: string;
  readonly deadline?: Day;
  readonly basis: Basis;
}

/** A recommendation of the inspector's own. */
export interface AddedRecommendation extends Made {
  /** "B1", "B2" …; never given twice. */
  readonly id: string;
  readonly text: string;
  readonly shortcoming?: string;
  readonly deadline?: Day;
}

/** An error answered for: the notice may be final, and the figure reads as not verified. */
export interface AnsweredFinding extends Made {
  readonly key: string;
  /** What was typed in the cells concerned: the answer holds for these figures alone. */
  readonly typed: string;
  readonly reason: string;
}

export interface NoticeDecisions {
  /** Goes up with every change: a form shown before somebody else's change is refused. */
  readonly revision: number;
  /** Number of the last recommendation added. */
  readonly lastAdded: number;
  readonly recommendations: readonly Decision[];
  readonly added: readonly AddedRecommendation[];
  readonly errors: readonly AnsweredFinding[];
}

export const NO_DECISIONS: NoticeDecisions = { revision: 0, lastAdded: 0, recommendations: [], added: [], errors: [] };

/** What an inspector asks for on one recommendation of the form. */
export interface Wish {
  readonly id: string;
  readonly ticked: boolean;
  readonly text: string;
  readonly deadline?: Day;
  readonly reason: string;
  /** Looked at again: it stands on the figures of now. */
  readonly confirmed: boolean;
}

export interface AddedWish {
  /** Of one that exists; absent for a new one. */
  readonly id?: string;
  readonly text: string;
  readonly shortcoming: string;
  readonly deadline?: Day;
  readonly reason: string;
}

export interface Wishes {
  readonly recommendations: readonly Wish[];
  readonly added: readonly AddedWish[];
  readonly errors: readonly { readonly key: string; readonly reason: string }[];
}

export interface DecideContext extends Pick<Made, 'by' | 'at'> {
  readonly returnVersion: number;
  readonly proposed: readonly ProposedRecommendation[];
  readonly source: FigureSource;
  readonly findings: readonly Finding[];
}

/** The decisions after an inspector's wishes. What was not touched keeps its author, its day and its basis. */
export function decide(before: NoticeDecisions, wishes: Wishes, context: DecideContext): NoticeDecisions {
  const { added, lastAdded } = addedAfter(before, wishes.added, context);
  const touched = new Set(wishes.recommendations.map(({ id }) => id));
  return {
    revision: before.revision + 1,
    lastAdded,
    recommendations: [
      ...before.recommendations.filter(({ id }) => !touched.has(id)),
      ...wishes.recommendations.flatMap((wish) => decisionAfter(before, wish, context) ?? []),
    ],
    added,
    errors: errorsAfter(before, wishes.errors, context),
  };
}

/** Recommendations that go against the rule need a reason: ids of those without one. */
export function withoutReason(wishes: Wishes, proposed: readonly ProposedRecommendation[]): readonly string[] {
  const against = ({ id, ticked }: Wish): boolean => {
    const rule = proposed.find((row) => row.id === id);
    return rule?.state === (ticked ? 'not proposed' : 'proposed');
  };
  return wishes.recommendations.filter((wish) => against(wish) && wish.reason === '').map(({ id }) => id);
}

function decisionAfter(before: NoticeDecisions, wish: Wish, context: DecideContext): Decision | undefined {
  const rule = context.proposed.find(({ id }) => id === wish.id);
  const old = before.recommendations.find(({ id }) => id === wish.id);
  if (!rule) return old;
  const wanted = wantedOf(wish, rule);
  if (old && !wish.confirmed && isSame(old, wanted)) return old;
  if (Object.keys(wanted).length === 0) return undefined;
  return { id: wish.id, ...wanted, ...madeBy(context), basis: basisOf(rule, context.returnVersion) };
}

type Wanted = Pick<Decision, 'chosen' | 'text' | 'deadline' | 'reason'>;

/** Only what differs from the rule is a decision; a tick on a rule that could not decide is one too. */
function wantedOf({ ticked, text, deadline, reason }: Wish, rule: ProposedRecommendation): Wanted {
  const isOwn = ticked !== (rule.state === 'proposed');
  return {
    ...(isOwn ? { chosen: ticked ? ('on' as const) : ('off' as const) } : {}),
    ...(text === '' || text === asTyped(rule.text) ? {} : { text }),
    ...(deadline === undefined || deadline === rule.deadline ? {} : { deadline }),
    ...(reason === '' ? {} : { reason }),
  };
}

/** A text as a form field gives it back. */
const asTyped = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

const isSame = (old: Decision, wanted: Wanted): boolean =>
  (['chosen', 'text', 'deadline', 'reason'] as const).every((part) => old[part] === wanted[part]);

const madeBy = ({ by, at }: DecideContext) => ({ by, at });

const basisOf = ({ state, text, ground }: ProposedRecommendation, returnVersion: number): Basis => ({
  returnVersion,
  state,
  text,
  figures: ground.map(({ key, printed }) => ({ key, printed })),
});

function addedAfter(before: NoticeDecisions, wishes: readonly AddedWish[], context: DecideContext) {
  let { lastAdded } = before;
  const added = wishes.flatMap((wish): AddedRecommendation[] => {
    if (wish.text === '') return [];
    const old = before.added.find(({ id }) => id === wish.id);
    if (old && isSameAdded(old, wish)) return [old];
    const id = old?.id ?? `B${++lastAdded}`;
    const { text, shortcoming, deadline, reason } = wish;
    const parts = { ...(shortcoming && { shortcoming }), ...(deadline && { deadline }), ...(reason && { reason }) };
    return [{ id, text, ...parts, ...madeBy(context) }];
  });
  return { added, lastAdded };
}

const isSameAdded = (old: AddedRecommendation, wish: AddedWish): boolean =>
  old.text === wish.text &&
  (old.shortcoming ?? '') === wish.shortcoming &&
  old.deadline === wish.deadline &&
  (old.reason ?? '') === wish.reason;

/** An answer is kept while its figures stay; an error that is gone takes its answer along. */
function errorsAfter(before: NoticeDecisions, wishes: Wishes['errors'], context: DecideContext) {
  return wishes.flatMap(({ key, reason }): AnsweredFinding[] => {
    const typed = answeredWith(key, context.findings, context.source);
    if (reason === '' || typed === undefined) return [];
    const old = before.errors.find((answer) => answer.key === key);
    if (old && old.reason === reason && old.typed === typed) return [old];
    return [{ key, reason, typed, ...madeBy(context) }];
  });
}
