/**
 * Whether a task was done, by the figures of a later return: the condition under which it was recommended is asked again.
 *
 * What was recommended then is asked as it was asked then, with the constants of that round; figures of another version of the
 * form, or of another form, count where they answer the same question under the same key.
 */
import { evaluate, ROUNDING, type Scope } from '../expression/evaluate.ts';
import { references, type Tree } from '../expression/tree.ts';
import type { Form, Indicator } from '../form/form.ts';
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
  readonly form: Form;
  readonly submission: Pick<Submission, 'answers' | 'findings'>;
}

/** Checks one task. */
export function checkTask(task: Pick<Task, 'id' | 'ground'>, asked: Asked, later: Later): TaskCheck {
  const rule = asked.form.recommendations.find(({ id }) => id === task.id);
  const condition = rule?.resolvedWhen ?? rule?.when;
  if (!condition) return { outcome: 'no rule', because: 'Kiến nghị này không gắn với số liệu; xét theo báo cáo của đơn vị.' };
  const source = figureSource(asked.form, comparable(asked.form, later), asked.constants);
  const unasked = cellsBehind(condition, asked.form).filter((cell) => !isAsked(cell, asked.form, later));
  if (unasked.length > 0) return unknown(unasked, 'biểu mẫu kỳ này không hỏi');
  const { verdict, gaps } = judgeCondition(condition, source);
  if (verdict === 'unknown') return gapsSaid(gaps, source);
  const holds = verdict === 'holds';
  if (!holds && evaluate(condition, source.scope) !== false)
    return { outcome: 'unknown', because: `Số liệu kỳ này không áp dụng hoặc không có trường hợp nào. ${inFigures(task, source)}` };
  const isResolved = rule?.resolvedWhen ? holds : !holds;
  const outcome = isResolved ? 'resolved' : isWorse(rule?.when ?? condition, task, asked, source) ? 'worse' : 'not resolved';
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
function isWorse(condition: Tree, { ground }: Pick<Task, 'ground'>, { form, constants }: Asked, source: FigureSource): boolean {
  const known = new Set(ground.filter(({ value }) => value !== undefined).map(({ key }) => key));
  const before = scopeThen(ground, form, constants);
  const moves = claims(condition).flatMap((claim) => {
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

/** "Giải quyết trễ hạn: trước 40, nay 30; …." of the figures that the notice rested on. */
function inFigures({ ground }: Pick<Task, 'ground'>, source: FigureSource): string {
  const figures = ground.flatMap(({ key, code, label, printed }) => {
    const cell = source.form.byKey.get(key);
    return cell ? [`${code} ${label}: trước ${printed}, nay ${groundFigure(cell, source).printed}`] : [];
  });
  return figures.length > 0 ? `${figures.join('; ')}.` : '';
}
