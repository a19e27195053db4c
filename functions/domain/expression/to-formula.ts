/**
 * The same expression as a spreadsheet formula that works alike in Excel, LibreOffice and Google Sheets.
 *
 * Spreadsheets have two truth values and no short circuit, so each expression becomes three formulas: `known` (can it be
 * judged?), `applies` (is it not all "không áp dụng"?) and `value` (what it comes to, harmless where it is not known).
 *
 * Inputs are read from helper cells that hold a number or a code; "" when blank, `NOT_APPLICABLE` for "không áp dụng" and
 * `UNREADABLE` for something typed that is no answer.
 */
import { serialOf } from '../text/day.ts';
import { ROUNDING } from './evaluate.ts';
import type { Comparison, Tree } from './tree.ts';

export const NOT_APPLICABLE = 'na';
export const UNREADABLE = '?';

/** Where a formula finds its inputs. */
export interface CellScope {
  /** Helper cell of an indicator, absolute: `'3. TTHC'!$J$7`. */
  helper(code: string): string;
  /** What the helper holds: a number, a text (a choice's code), or something only the server can take apart; a table has none. */
  holds(code: string): 'number' | 'text' | 'opaque' | 'table';
  /** Formula that counts the filled rows of a table. */
  rows(code: string): string;
  constant(name: string): number;
}

export interface Formula {
  /** TRUE where the expression can be judged. */
  readonly known: string;
  /** The value; only meaningful where `known`. */
  readonly value: string;
  /** FALSE where every part of a known expression is "không áp dụng": it comes to nothing, not to 0. */
  readonly applies: string;
}

/** Gives the formula of `tree`, or `undefined` where a part of it can only be read on the server. */
export function toFormula(tree: Tree, scope: CellScope, tolerance = 0): Formula | undefined {
  try {
    return translate(tree, scope, tolerance);
  } catch (error) {
    if (error instanceof OnlyOnServer) return undefined;
    throw error;
  }
}

class OnlyOnServer extends Error {}

function translate(tree: Tree, scope: CellScope, tolerance: number): Formula {
  const of = (part: Tree): Formula => translate(part, scope, tolerance);
  switch (tree.kind) {
    case 'number':
      return fixed(literal(tree.value));
    case 'text':
      return fixed(quoted(tree.value));
    case 'constant':
      return fixed(literal(scope.constant(tree.name)));
    case 'reference':
      return reference(tree.code, scope);
    case 'negate': {
      const inner = of(tree.of);
      return { ...inner, value: `(-${inner.value})` };
    }
    case 'arithmetic':
      return arithmetic(tree.operator, of(tree.left), of(tree.right));
    case 'comparison':
      return comparison(tree.operator, of(tree.left), of(tree.right), isText(tree, scope), tolerance);
    case 'not': {
      const inner = of(tree.of);
      return { ...inner, value: `NOT(${inner.value})` };
    }
    case 'logic':
      return logic(tree.operator, of(tree.left), of(tree.right));
    case 'call':
      return call(tree, scope, of);
  }
}

const TRUE = 'TRUE';
const fixed = (value: string): Formula => ({ known: TRUE, applies: TRUE, value });

function reference(code: string, scope: CellScope): Formula {
  const helper = scope.helper(code);
  const holds = scope.holds(code);
  if (holds === 'opaque' || holds === 'table') throw new OnlyOnServer();
  const applies = `${helper}<>"${NOT_APPLICABLE}"`;
  if (holds === 'text') return { known: `AND(${helper}<>"",${helper}<>"${UNREADABLE}")`, applies, value: helper };
  return { known: `OR(ISNUMBER(${helper}),${helper}="${NOT_APPLICABLE}")`, applies, value: `N(${helper})` };
}

function arithmetic(operator: '+' | '-' | '*' | '/', left: Formula, right: Formula): Formula {
  const known = all(left.known, right.known);
  const value = `(${left.value}${operator}${right.value})`;
  if (operator === '+' || operator === '-') return { known, applies: any(left.applies, right.applies), value };
  const applies = all(left.applies, right.applies);
  if (operator === '*') return { known, applies, value };
  return {
    known: all(known, any(`${right.value}<>0`, applies === TRUE ? 'FALSE' : `NOT(${applies})`)),
    applies,
    value: `IF(${right.value}=0,0,${left.value}/IF(${right.value}=0,1,${right.value}))`,
  };
}

function comparison(operator: Comparison, left: Formula, right: Formula, text: boolean, tolerance: number): Formula {
  const known = all(left.known, right.known, left.applies, right.applies);
  const value = text
    ? sameText(operator, left.value, right.value)
    : difference(operator, `${left.value}-${right.value}`, tolerance + ROUNDING);
  return { known, applies: TRUE, value: `(${value})` };
}

/** Spreadsheets take "a" and "A" for equal with "="; texts have no order. */
function sameText(operator: Comparison, left: string, right: string): string {
  const same = `EXACT(${left},${right})`;
  if (operator === '=') return same;
  return operator === '<>' ? `NOT(${same})` : 'FALSE';
}

function difference(operator: Comparison, gap: string, near: number): string {
  const slack = decimal(near);
  switch (operator) {
    case '=':
      return `ABS(${gap})<=${slack}`;
    case '<>':
      return `ABS(${gap})>${slack}`;
    case '<=':
      return `${gap}<=${slack}`;
    case '<':
      return `${gap}<-${slack}`;
    case '>=':
      return `${gap}>=-${slack}`;
    case '>':
      return `${gap}>${slack}`;
  }
}

function logic(operator: 'and' | 'or', left: Formula, right: Formula): Formula {
  const decides = (side: Formula) => all(side.known, operator === 'and' ? `NOT(${side.value})` : side.value);
  const known = any(all(left.known, right.known), decides(left), decides(right));
  // A side that is not known must not decide: it counts as true in an "and", as false in an "or".
  const side = (part: Formula) =>
    part.known === TRUE ? part.value : `IF(${part.known},${part.value},${operator === 'and' ? 'TRUE' : 'FALSE'})`;
  return { known, applies: TRUE, value: `${operator.toUpperCase()}(${side(left)},${side(right)})` };
}

function call(tree: Tree & { kind: 'call' }, scope: CellScope, of: (part: Tree) => Formula): Formula {
  const first = tree.args[0] as Tree;
  const code = first.kind === 'reference' ? first.code : '';
  switch (tree.name) {
    case 'orzero': {
      if (scope.holds(code) !== 'number') throw new OnlyOnServer();
      const helper = scope.helper(code);
      return { known: `${helper}<>"${UNREADABLE}"`, applies: `${helper}<>"${NOT_APPLICABLE}"`, value: `N(${helper})` };
    }
    case 'given': {
      if (scope.holds(code) === 'table') return fixed(`(${scope.rows(code)}>0)`);
      const helper = scope.helper(code);
      return fixed(`AND(${helper}<>"",${helper}<>"${NOT_APPLICABLE}")`);
    }
    case 'na':
      return fixed(`(${scope.helper(code)}="${NOT_APPLICABLE}")`);
    case 'rows':
      return fixed(scope.rows(code));
    case 'day':
      return fixed(String(serialOf((first as Tree & { kind: 'text' }).value)));
    default:
      return combined(tree.name, tree.args.map(of));
  }
}

/** Out of reach of any figure, so that it is never the smallest or the largest. In a spreadsheet -10^300 is (-10)^300. */
const FAR = '10^300';
const NEUTRAL: Readonly<Record<string, string>> = { min: FAR, max: `-(${FAR})` };

/** abs, min, max, sum. Parts that do not apply drop out, as on the server. */
function combined(name: string, parts: readonly Formula[]): Formula {
  const applies = any(...parts.map((part) => part.applies));
  const counted = parts.map((part) =>
    part.applies === TRUE ? part.value : `IF(${part.applies},${part.value},${NEUTRAL[name] ?? 0})`,
  );
  const value = `${name.toUpperCase()}(${counted.join(',')})`;
  return {
    known: all(...parts.map((part) => part.known)),
    applies,
    value: applies === TRUE || !(name in NEUTRAL) ? value : `IF(${applies},${value},0)`,
  };
}

function isText(tree: Tree & { kind: 'comparison' }, scope: CellScope): boolean {
  return [tree.left, tree.right].some(
    (side) => side.kind === 'text' || (side.kind === 'reference' && scope.holds(side.code) === 'text'),
  );
}

/** AND of the parts that are not simply TRUE. */
function all(...parts: readonly string[]): string {
  const kept = [...new Set(parts)].filter((part) => part !== TRUE);
  return kept.length === 0 ? TRUE : kept.length === 1 ? (kept[0] as string) : `AND(${kept.join(',')})`;
}

/** OR of the parts that are not simply FALSE; TRUE when one is. */
function any(...parts: readonly string[]): string {
  if (parts.includes(TRUE)) return TRUE;
  const kept = [...new Set(parts)].filter((part) => part !== 'FALSE');
  return kept.length === 1 ? (kept[0] as string) : `OR(${kept.join(',')})`;
}

const literal = (number: number): string => (number < 0 ? `(${number})` : String(number));

/** Plain decimal notation: spreadsheets read 1e-6 differently. */
const decimal = (value: number): string => value.toFixed(8).replace(/0+$/, '').replace(/\.$/, '');

/** A string literal of a formula; cut into pieces, since Excel takes at most 255 characters in one. */
export function quoted(text: string): string {
  const pieces = text.match(/[\s\S]{1,240}/gu) ?? [''];
  return pieces.map((piece) => `"${piece.replaceAll('"', '""')}"`).join('&');
}
