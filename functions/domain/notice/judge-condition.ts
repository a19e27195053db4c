/** Whether a condition holds for a commune, when some of its figures are missing or cannot be relied on. */

import { evaluate, type Scope } from '../expression/evaluate.ts';
import { branches, references, type Tree } from '../expression/tree.ts';
import type { Indicator } from '../form/form.ts';
import { termsOf } from '../form/ratio-terms.ts';
import { answerOf } from '../submission/answers.ts';
import { cellsOf, type FigureSource, isUnsound } from './figure-source.ts';

export interface Judgement {
  readonly verdict: 'holds' | 'does not hold' | 'unknown';
  /** The figures that are missing or in error and leave the verdict open; empty unless it is unknown. */
  readonly gaps: readonly Indicator[];
}

/**
 * Judges `condition` with every unsound figure taken as not known.
 *
 * `given([x])` of an unsound figure may be read either way: as "something stands there" and as "there is a sound figure".
 * The verdict stands only if one reading gives it and the other does not contradict it.
 */
export function judgeCondition(condition: Tree, source: FigureSource): Judgement {
  const tree = withoutGuesses(condition, source);
  const standing = evaluate(tree, cautious(source));
  const sound = evaluate(tree, soundOnly(source));
  if (sound === true && standing !== false) return { verdict: 'holds', gaps: [] };
  if (sound === false && standing === false) return { verdict: 'does not hold', gaps: [] };
  const gaps = [...unknownCells(tree, source), ...unsoundCells(condition, source)];
  // Nothing is missing or wrong: what is left open does not apply here, or is a ratio of no cases.
  if (gaps.length === 0) return { verdict: 'does not hold', gaps };
  return { verdict: 'unknown', gaps: [...new Set(gaps)] };
}

/** The condition holds whatever the unsound figures turn out to be. */
export function holdsSurely(condition: Tree, source: FigureSource): boolean {
  return evaluate(withoutGuesses(condition, source), cautious(source)) === true;
}

function cautious(source: FigureSource): Scope {
  const { scope } = source;
  return { ...scope, value: (code) => (isUnsound(code, source) ? undefined : scope.value(code)) };
}

function soundOnly(source: FigureSource): Scope {
  const scope = cautious(source);
  return { ...scope, given: (code) => !isUnsound(code, source) && scope.given(code) };
}

/** An unsound figure counts neither as 0 where blank (`orzero`) nor by its rows (`rows`): it is read as unknown. */
function withoutGuesses(tree: Tree, source: FigureSource): Tree {
  const inner = (part: Tree): Tree => withoutGuesses(part, source);
  switch (tree.kind) {
    case 'call': {
      const [first] = tree.args;
      const guesses = tree.name === 'orzero' || tree.name === 'rows';
      if (guesses && first?.kind === 'reference' && isUnsound(first.code, source)) return first;
      return { ...tree, args: tree.args.map(inner) };
    }
    case 'negate':
    case 'not':
      return { ...tree, of: inner(tree.of) };
    case 'arithmetic':
    case 'comparison':
    case 'logic':
      return { ...tree, left: inner(tree.left), right: inner(tree.right) };
    default:
      return tree;
  }
}

/** Cells that make `tree` unknown: only those in parts whose own value is not known. */
function unknownCells(tree: Tree, source: FigureSource): readonly Indicator[] {
  if (evaluate(tree, cautious(source)) !== undefined) return [];
  if (tree.kind === 'reference') return cellsOf(tree.code, source.form).flatMap((cell) => openCells(cell, source));
  return branches(tree).flatMap((part) => unknownCells(part, source));
}

/** A ratio is open because of its terms. */
function openCells(cell: Indicator, source: FigureSource): readonly Indicator[] {
  const terms = termsOf(cell, source.form).flatMap((term) => openCells(term, source));
  if (terms.length > 0) return terms;
  const isOpen = source.unsound.has(cell.key) || answerOf(source.answers, cell).state === 'missing';
  return isOpen ? [cell] : [];
}

const unsoundCells = (condition: Tree, source: FigureSource): readonly Indicator[] =>
  references(condition)
    .flatMap((code) => cellsOf(code, source.form))
    .filter((cell) => source.unsound.has(cell.key))
    .flatMap((cell) => openCells(cell, source));
