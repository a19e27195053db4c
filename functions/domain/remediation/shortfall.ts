/** How far a condition's comparisons are from no longer holding: what tells "worse" from "not better". */
import { evaluate, type Scope } from '../expression/evaluate.ts';
import { branches, type Comparison, references, type Tree } from '../expression/tree.ts';

/** One comparison of a condition, as it holds: `holds` is its operator after every "not" around it. */
export interface Claim {
  readonly tree: Tree & { readonly kind: 'comparison' };
  readonly holds: Comparison;
  readonly codes: readonly string[];
}

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '=': '<>',
  '<>': '=',
};

/** The comparisons in `tree`. */
export function claims(tree: Tree, negated = false): readonly Claim[] {
  if (tree.kind === 'not') return claims(tree.of, !negated);
  if (tree.kind === 'logic') return branches(tree).flatMap((part) => claims(part, negated));
  if (tree.kind !== 'comparison') return [];
  return [{ tree, holds: negated ? OPPOSITE[tree.operator] : tree.operator, codes: references(tree) }];
}

/**
 * How much further a claim holds in `now` than in `before`: positive is worse. Measured against the right side, so that a share
 * is compared and not the volume behind it; against nothing where that is 0. `undefined` where it cannot be measured.
 */
export function moved({ tree, holds }: Claim, before: Scope, now: Scope): number | undefined {
  if (holds === '=') return undefined;
  const [then, later] = [sides(tree, before), sides(tree, now)];
  if (!then || !later) return undefined;
  const relative = then.right !== 0 && later.right !== 0;
  const measure = ({ left, right }: Sides): number => gap(holds, left, right) / (relative ? Math.abs(right) : 1);
  return measure(later) - measure(then);
}

interface Sides {
  readonly left: number;
  readonly right: number;
}

function sides(tree: Claim['tree'], scope: Scope): Sides | undefined {
  const [left, right] = [evaluate(tree.left, scope), evaluate(tree.right, scope)];
  return typeof left === 'number' && typeof right === 'number' ? { left, right } : undefined;
}

function gap(holds: Comparison, left: number, right: number): number {
  if (holds === '<>') return Math.abs(left - right);
  return Math.max(0, holds === '<' || holds === '<=' ? right - left : left - right);
}
