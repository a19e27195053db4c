/** Points that a commune's figures give by a criterion's own method. */
import { evaluate, type Scope, type Value } from '../expression/evaluate.ts';
import { references, type Tree } from '../expression/tree.ts';
import { formatNumber, roundHalfUp } from '../text/vietnamese.ts';
import type { Criterion, Method } from './scoring.ts';
import { pointsOfStep } from './steps.ts';

/** A number of points; `null` where the criterion does not apply by the figures; `undefined` where they do not tell. */
export type Points = number | null | undefined;

/** Points are given with two digits. */
export const DECIMALS = 2;

/** The points; whatever depends on a figure that `scope` does not know is not known. */
export function pointsByFigures(criterion: Criterion, scope: Scope): Points {
  const { when, method, points } = criterion;
  const applies = when ? evaluate(when, scope) : true;
  if (applies === false) return null;
  if (applies !== true) return undefined;
  const given = pointsByMethod(method, points, scope);
  return typeof given === 'number' ? roundHalfUp(given, DECIMALS) : given;
}

function pointsByMethod(method: Method, points: number, scope: Scope): Points {
  switch (method.kind) {
    case 'share':
      return ofNumber(evaluate(method.of, scope), (value) =>
        Math.min(points, Math.max(0, (points * value) / method.full)),
      );
    case 'threshold':
      return ofNumber(evaluate(method.of, scope), (value) => pointsOfStep(method.steps, value));
    case 'yesno': {
      const claim = evaluate(method.claim, scope);
      return typeof claim === 'boolean' ? (claim ? points : 0) : undefined;
    }
    case 'manual':
      return undefined;
  }
}

const ofNumber = (value: Value, points: (value: number) => number): Points =>
  typeof value === 'number' ? points(value) : value === null ? null : undefined;

/** Codes that the criterion's method and condition speak of: the ground of its points. */
export function groundOf({ method, when }: Criterion): readonly string[] {
  const trees: readonly (Tree | undefined)[] = [
    method.kind === 'share' || method.kind === 'threshold' ? method.of : undefined,
    method.kind === 'yesno' ? method.claim : undefined,
    when,
  ];
  return [...new Set(trees.flatMap((tree) => (tree ? references(tree) : [])))];
}

/** " (tự chấm 2,00; theo số liệu 1,00)", as a finding says it. */
export function scoreInWords(criterion: Criterion, scope: Scope): string {
  const own = scope.value(criterion.self.code);
  const given = pointsByFigures(criterion, scope);
  if (typeof own !== 'number' || typeof given !== 'number') return '';
  return ` (tự chấm ${formatNumber(own, DECIMALS)}; theo số liệu ${formatNumber(given, DECIMALS)})`;
}
