/**
 * What an expression comes to for one commune's answers.
 *
 * Three-valued: a blank makes the result `undefined` (unknown), "không áp dụng" makes it `null` (does not apply), unless
 * the rest decides alone: a sum goes on without the part that does not apply, an `and` with a false side is false.
 */
import { serialOf } from '../text/day.ts';
import type { Tree } from './tree.ts';

/** `undefined`: not known. `null`: does not apply. */
export type Value = number | string | boolean | undefined | null;

/** Where an expression finds its inputs. */
export interface Scope {
  /** Number of a figure (a day serial for dates and documents, a percentage for ratios), code of a choice, text. */
  value(code: string): Value;
  /** The cell was answered: a value, 0 or "không phát sinh". */
  given(code: string): boolean;
  notApplicable(code: string): boolean;
  /** Filled rows of a table. */
  rows(code: string): number;
  constant(name: string): number;
}

/** Largest difference that is only the machine's arithmetic, in the units of the figures. */
export const ROUNDING = 1e-6;

/** Gives the value of `tree` in `scope`; comparisons take differences up to `tolerance` as equal. */
export function evaluate(tree: Tree, scope: Scope, tolerance = 0): Value {
  const value = (part: Tree): Value => evaluate(part, scope, tolerance);
  switch (tree.kind) {
    case 'number':
    case 'text':
      return tree.value;
    case 'constant':
      return scope.constant(tree.name);
    case 'reference':
      return scope.value(tree.code);
    case 'negate':
      return numeric([value(tree.of)], ([number]) => 0 - (number as number));
    case 'arithmetic':
      return arithmetic(tree.operator, value(tree.left), value(tree.right));
    case 'comparison':
      return compare(tree.operator, value(tree.left), value(tree.right), tolerance);
    case 'not':
      return negate(value(tree.of));
    case 'logic':
      return tree.operator === 'and'
        ? both(value(tree.left), value(tree.right))
        : either(value(tree.left), value(tree.right));
    case 'call':
      return call(tree, scope, value);
  }
}

function call(tree: Tree & { kind: 'call' }, scope: Scope, value: (part: Tree) => Value): Value {
  const first = tree.args[0] as Tree;
  const asked = first.kind === 'reference' ? first.code : '';
  switch (tree.name) {
    case 'orzero':
      return scope.given(asked) || scope.notApplicable(asked) ? value(first) : 0;
    case 'given':
      return scope.given(asked);
    case 'na':
      return scope.notApplicable(asked);
    case 'rows':
      return scope.rows(asked);
    case 'day':
      return first.kind === 'text' ? serialOf(first.value) : undefined;
    case 'abs':
      return numeric([value(first)], ([number]) => Math.abs(number as number));
    case 'min':
      return numeric(tree.args.map(value), (numbers) => Math.min(...numbers));
    case 'max':
      return numeric(tree.args.map(value), (numbers) => Math.max(...numbers));
    case 'sum':
      return numeric(tree.args.map(value), (numbers) => numbers.reduce((total, number) => total + number, 0));
  }
}

/** Applies `combine` to the numbers among `values`; parts that do not apply drop out, an unknown part makes all unknown. */
function numeric(values: readonly Value[], combine: (numbers: readonly number[]) => number): Value {
  if (values.some((value) => value === undefined)) return undefined;
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? null : combine(numbers);
}

function arithmetic(operator: '+' | '-' | '*' | '/', left: Value, right: Value): Value {
  if (operator === '+') return numeric([left, right], (numbers) => numbers.reduce((sum, number) => sum + number, 0));
  if (operator === '-')
    return numeric([left, right === null ? null : minus(right)], (n) => n.reduce((sum, number) => sum + number, 0));
  if (left === undefined || right === undefined) return undefined;
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  if (operator === '*') return left * right;
  return right === 0 ? undefined : left / right;
}

const minus = (value: Value): Value => (typeof value === 'number' ? -value : undefined);

function compare(operator: string, left: Value, right: Value, tolerance: number): Value {
  if (left === undefined || right === undefined) return undefined;
  if (left === null || right === null) return null;
  const difference =
    typeof left === 'number' && typeof right === 'number' ? left - right : left === right ? 0 : Number.NaN;
  const near = Math.abs(difference) <= tolerance + ROUNDING;
  switch (operator) {
    case '=':
      return near;
    case '<>':
      return !near;
    case '<':
      return difference < 0 && !near;
    case '<=':
      return difference < 0 || near;
    case '>':
      return difference > 0 && !near;
    default:
      return difference > 0 || near;
  }
}

const negate = (value: Value): Value => (typeof value === 'boolean' ? !value : value);

function both(left: Value, right: Value): Value {
  if (left === false || right === false) return false;
  return left === true && right === true ? true : undefined;
}

function either(left: Value, right: Value): Value {
  if (left === true || right === true) return true;
  return left === false && right === false ? false : undefined;
}
