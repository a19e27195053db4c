/**
 * Whether a task was done, by the figures of a later return: the condition under which it was recommended is asked again.
 *
 * What was recommended then is asked as it was asked then, with the constants of that round; figures of another version of the
 * form, or of another form, count where they answer the same question under the same key.
 */
import { evaluate, ROUNDING, type Scope } from '../expression/evaluate.ts';
import { references, type Tree } from '../expression/tree.ts';
import type { Form, Indicator, Recommendation } from '../form/form.ts';
import { termsOf } from '../form/ratio-terms.ts';
import { groundFigure } from '../notice/explain-recommendation.ts';
import { cellsOf, type FigureSource, figureSource } from '../notice/figure-source.ts';
import { judgeCondition } from '../notice/judge-condition.ts';
import { nameInProse } from '../notice/name-in-prose.ts';
import type { GroundFigure } from '../notice/recommendation.ts';
import { type Answer, answerOf } from '../submission/answers.ts';
import { constantsOf, scopeOf } from '../submission/figures.ts';
import type { Submission } from '../submission/submission.ts';
import { asksTheSame } from '../template/previous-period.ts';
import { claims, moved } from './shortfall.ts';
import type { Task } from './task.ts';

export const CHECK_OUTCOMES = {
  worse: 'Xấu hơn',
  'not resolved': 'Chưa khắc phục',
  unknown: 'Chưa xét được',
  resolved: 'Đã khắc phục',
  waiting: 'Chờ số liệu kỳ sau',
  'no rule': 'Không xét bằng số liệu',
} as const;
export type CheckOutcome = keyof typeof CHECK_OUTCOMES;

export interface TaskCheck {
  readonly outcome: CheckOutcome;
  /** Why, in Vietnamese sentences with the figures then and now. */
  readonly because: string;
}

/** The form that recommended, with what its round set. */
export interface Asked {
  readonly form: Form;
  readonly constants?: Readonly<Record<string, number>>;
}

/** A later return of the commune, and the form and version that its answers are of. */
export interface Later {
  /** The round it was sent in. */
  readonly round: string;
  readonly form: Form;
  readonly submission: Pick<Submission, 'answers' | 'findings'>;
}

/** Checks one task by the first of `laters` (the latest first) that can tell; where none can, the first says why. */
export function checkTask(task: Pick<Task, 'id' | 'ground'>, asked: Asked, laters: readonly Later[]): TaskCheck {
  const rule = asked.form.recommendations.find(({ id }) => id === task.id);
  if (!rule?.resolvedWhen && !rule?.when) return NO_RULE;
  const checks = laters.map((later) => {
    const { outcome, because } = checkBy(rule, task, asked, later);
    return { outcome, because: `${later.round}: ${because}`.trim() };
  });
  return checks.find(({ outcome }) => outcome !== 'unknown') ?? checks[0] ?? WAITING;
}

const NO_RULE: TaskCheck = {
  outcome: 'no rule',
  because: 'Kiến nghị này không gắn với số liệu; xét theo báo cáo của đơn vị.',
};
const WAITING: TaskCheck = { outcome: 'waiting', because: 'Đơn vị chưa gửi số liệu kỳ sau.' };

function checkBy(rule: Recommendation, task: Pick<Task, 'ground'>, asked: Asked, later: Later): TaskCheck {
  const condition = (rule.resolvedWhen ?? rule.when) as Tree;
  const source = figureSource(asked.form, comparable(asked.form, later), asked.constants);
  const unasked = cellsBehind(condition, asked.form).filter((cell) => !isAsked(cell, asked.form, later));
  if (unasked.length > 0) return unknown(unasked, 'biểu mẫu kỳ này không hỏi');
  const { verdict, gaps } = judgeCondition(condition, source);
  if (verdict === 'unknown') return gapsSaid(gaps, source);
  const holds = verdict === 'holds';
  if (!holds && evaluate(condition, source.scope) !== false)
    return {
      outcome: 'unknown',
      because: `Số liệu kỳ này không áp dụng hoặc không có trường hợp nào. ${inFigures(task, source)}`,
    };
  const isResolved = rule.resolvedWhen ? holds : !holds;
  const outcome = isResolved ? 'resolved' : isWorse(rule, task, asked, source) ? 'worse' : 'not resolved';
  return { outcome, because: inFigures(task, source) };
}

/** The answers that say the same as then. */
function comparable(form: Form, { form: own, submission: { answers, findings } }: Later) {
  const same = [...answers].filter(([key]) => {
    const [then, now] = [form.byKey.get(key), own.byKey.get(key)];
    return then && now && asksTheSame(then, now);
  });
  return { answers: new Map<string, Answer>(same), findings };
}

function isAsked(cell: Indicator, form: Form, later: Later): boolean {
  const terms = termsOf(cell, form);
  if (terms.length > 0) return terms.every((term) => isAsked(term, form, later));
  const now = later.form.byKey.get(cell.key);
  return now !== undefined && asksTheSame(cell, now);
}

const cellsBehind = (tree: Tree, form: Form): readonly Indicator[] =>
  references(tree).flatMap((code) => cellsOf(code, form));

function unknown(cells: readonly Indicator[], what: string): TaskCheck {
  const names = cells.map(({ code, label }) => `${code} ${label}`).join('; ');
  return { outcome: 'unknown', because: `Chưa xét được vì ${what}: ${names}.` };
}

function gapsSaid(gaps: readonly Indicator[], source: FigureSource): TaskCheck {
  const parts = gaps.map((cell) => {
    const { state, typed } = answerOf(source.answers, cell);
    const fault = state === 'missing' ? 'còn để trống' : `đang có lỗi, ghi “${typed}”`;
    return `${cell.code} ${nameInProse(cell, source.form)} ${fault}`;
  });
  return { outcome: 'unknown', because: `Chưa xét được vì ${parts.join('; ')}.` };
}

/** Some figure moved the wrong way and none the right way; judged by those figures alone that were sound both times. */
function isWorse(
  { when }: Recommendation,
  { ground }: Pick<Task, 'ground'>,
  { form, constants }: Asked,
  source: FigureSource,
): boolean {
  const known = new Set(ground.filter(({ value }) => value !== undefined).map(({ key }) => key));
  const before = scopeThen(ground, form, constants);
  const moves = (when ? claims(when) : []).flatMap((claim) => {
    const cells = claim.codes.flatMap((code) => cellsOf(code, form)).flatMap((cell) => inputsOf(cell, form));
    const isKnown = cells.every(({ key }) => known.has(key) && !source.unsound.has(key));
    return (isKnown ? moved(claim, before, source.scope) : undefined) ?? [];
  });
  return moves.some((move) => move > ROUNDING) && moves.every((move) => move >= -ROUNDING);
}

function inputsOf(cell: Indicator, form: Form): readonly Indicator[] {
  const terms = termsOf(cell, form);
  return terms.length > 0 ? terms.flatMap((term) => inputsOf(term, form)) : [cell];
}

function scopeThen(ground: readonly GroundFigure[], form: Form, constants?: Asked['constants']): Scope {
  const answers = ground.flatMap(({ key, value, printed }): [string, Answer][] =>
    value === undefined ? [] : [[key, { state: 'value', number: value, typed: printed }]],
  );
  return scopeOf(form, new Map(answers), constantsOf(form, constants));
}

/** "3.10 Giải quyết trễ hạn: trước 40, nay 30; …." of the figures that the notice rested on; blank then and now says little. */
function inFigures({ ground }: Pick<Task, 'ground'>, source: FigureSource): string {
  const all = ground.flatMap((then) => {
    const cell = source.form.byKey.get(then.key);
    return cell ? [{ then, now: groundFigure(cell, source) }] : [];
  });
  const telling = all.filter(({ then, now }) => then.value !== undefined || then.printed !== now.printed);
  const said = (telling.length > 0 ? telling : all).map(
    ({ then, now }) => `${then.code} ${then.label}: trước ${then.printed}, nay ${now.printed}`,
  );
  return said.length > 0 ? `${said.join('; ')}.` : '';
}
