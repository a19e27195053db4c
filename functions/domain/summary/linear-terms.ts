/** Terms of a ratio as plain sums of cells, where they are such: what a summary's formula can say at sight. */
import type { Tree } from '../expression/tree.ts';

export interface LinearTerms {
  readonly plus: readonly string[];
  readonly minus: readonly string[];
  /** Codes whose blank counts as 0. */
  readonly optional: readonly string[];
}

/** Codes added and taken away in `tree`; `undefined` where it does anything else. */
export function linearTerms(tree: Tree): LinearTerms | undefined {
  if (tree.kind === 'reference') return { plus: [tree.code], minus: [], optional: [] };
  if (tree.kind === 'call' && tree.name === 'orzero') return optional(tree.args[0]);
  if (tree.kind === 'call' && tree.name === 'sum') return joined(tree.args.map(linearTerms));
  if (tree.kind !== 'arithmetic') return undefined;
  if (tree.operator === '+') return joined([linearTerms(tree.left), linearTerms(tree.right)]);
  return tree.operator === '-' ? joined([linearTerms(tree.left), negated(linearTerms(tree.right))]) : undefined;
}

const optional = (tree: Tree | undefined): LinearTerms | undefined =>
  tree?.kind === 'reference' ? { plus: [tree.code], minus: [], optional: [tree.code] } : undefined;

const negated = (terms: LinearTerms | undefined): LinearTerms | undefined =>
  terms && { ...terms, plus: terms.minus, minus: terms.plus };

function joined(parts: readonly (LinearTerms | undefined)[]): LinearTerms | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  const all = (pick: keyof LinearTerms) => known.flatMap((part) => part[pick]);
  return { plus: all('plus'), minus: all('minus'), optional: all('optional') };
}
