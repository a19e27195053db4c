/**
 * The same expression as a spreadsheet formula that works alike in Excel, LibreOffice and Google Sheets.
 *
 * Spreadsheets have two truth values and no short circuit, so each expression becomes two formulas: `known` (can it be
 * judged?) and `holds` (what it comes to, an arbitrary harmless value where it is not known).
 *
 * Inputs are read from helper cells that hold a number or a code; "" when blank, `NOT_APPLICABLE` for "không áp dụng" and
 * `UNREADABLE` for something typed that is no answer.
 */
import { ROUNDING } from './evaluate.ts';
import type { Comparison, Tree } from './tree.ts';

export const NOT_APPLICABLE = 'na';
export const UNREADABLE = '?';

/** Where a formula finds its inputs. */
export interface CellScope {
  /** Helper cell of an indicator, absolute: `'3. TTHC'!$J$7`. */
  helper(code: string): string;
  /** What the helper holds: a number, a text (a choice's code), or something only the server can take apart. */
  holds(code: string): 'number' | 'text' | 'opaque';
  /** Formula that counts the filled rows of a table. */
  rows(code: string): string;
  constant(name: string): number;
}

export interface Formula {
  /** TRUE where the expression can be judged. */
  readonly known: string;
  /** The value; only meaningful where `known`. */
  readonly value: string;
}

/** Gives the formula of `tree`, or `undefined` where a part of it can only be read on the server. */
export function toFormula(tree: Tree, scope: CellScope, tolerance = 0): Formula | undefined {
  try {
    const { known, value } = translate(tree, scope, tolerance);
    return { known, value };
  } catch (error) {
    if (error instanceof OnlyOnServer) return undefined;
    throw error;
  }
}

class OnlyOnServer extends Error {}

interface Translated extends Formula {
  /** TRUE where not every part is "không áp dụng". */
  readonly applies: string;
}

function translate(tree: Tree, scope: CellScope, tolerance: number): Translated {
  const of = (part: Tree): Translated => translate(part, scope, tolerance);
  switch (tree.kind) {
    case 'number':
      return fixed(String(tree.value));
    case 'text':
      return fixed(quoted(tree.value));
    case 'constant':
      return fixed(String(scope.constant(tree.name)));
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
const fixed = (value: string): Translated => ({ known: TRUE, applies: TRUE, value });

function reference(code: string, scope: CellScope): Translated {
  const helper = scope.helper(code);
  const holds = scope.holds(code);
  if (holds === 'opaque') throw new OnlyOnServer();
  const applies = `${helper}<>"${NOT_APPLICABLE}"`;
  if (holds === 'text') return { known: `AND(${helper}<>"",${helper}<>"${UNREADABLE}")`, applies, value: helper };
  return { known: `OR(ISNUMBER(${helper}),${helper}="${NOT_APPLICABLE}")`, applies, value: `N(${helper})` };
}

function arithmetic(operator: '+' | '-' | '*' | '/', left: Translated, right: Translated): Translated {
  const known = all(left.known, right.known);
  const value = `(${left.value}${operator}${right.value})`;
  if (operator === '+' || operator === '-') return { known, applies: any(left.applies, right.applies), value };
  const applies = all(left.applies, right.applies);
  if (operator === '*') return { known, applies, value };
  return {
    known: all(known, `${right.value}<>0`),
    applies,
    value: `IF(${right.value}=0,0,${left.value}/IF(${right.value}=0,1,${right.value}))`,
  };
}

function comparison(
  operator: Comparison,
  left: Translated,
  right: Translated,
  text: boolean,
  tolerance: number,
): Translated {
  const known = all(left.known, right.known, left.applies, right.applies);
  const value = text
    ? `${left.value}${operator}${right.value}`
    : difference(operator, `${left.value}-${right.value}`, tolerance + ROUNDING);
  return { known, applies: TRUE, value: `(${value})` };
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

function logic(operator: 'and' | 'or', left: Translated, right: Translated): Translated {
  const decides = (side: Translated) => all(side.known, operator === 'and' ? `NOT(${side.value})` : side.value);
  const known = any(all(left.known, right.known), decides(left), decides(right));
  // A side that is not known must not decide: it counts as true in an "and", as false in an "or".
  const side = (part: Translated) =>
    part.known === TRUE ? part.value : `IF(${part.known},${part.value},${operator === 'and' ? 'TRUE' : 'FALSE'})`;
  return { known, applies: TRUE, value: `${operator.toUpperCase()}(${side(left)},${side(right)})` };
}

function call(tree: Tree & { kind: 'call' }, scope: CellScope, of: (part: Tree) => Translated): Translated {
  const first = tree.args[0] as Tree;
  const code = first.kind === 'reference' ? first.code : '';
  switch (tree.name) {
    case 'orzero': {
      const helper = scope.helper(code);
      return { known: `${helper}<>"${UNREADABLE}"`, applies: `${helper}<>"${NOT_APPLICABLE}"`, value: `N(${helper})` };
    }
    case 'given': {
      const helper = scope.helper(code);
      return fixed(`AND(${helper}<>"",${helper}<>"${NOT_APPLICABLE}")`);
    }
    case 'na':
      return fixed(`(${scope.helper(code)}="${NOT_APPLICABLE}")`);
    case 'rows':
      return fixed(scope.rows(code));
    case 'day':
      return fixed(String(Date.parse(`${(first as Tree & { kind: 'text' }).value}T00:00:00Z`) / 86_400_000 + 25_569));
    default: {
      const parts = tree.args.map(of);
      const name = tree.name.toUpperCase();
      return {
        known: all(...parts.map((part) => part.known)),
        applies: any(...parts.map((part) => part.applies)),
        value: `${name}(${parts.map((part) => part.value).join(',')})`,
      };
    }
  }
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

/** OR of the parts; TRUE when one is. */
function any(...parts: readonly string[]): string {
  if (parts.includes(TRUE)) return TRUE;
  const kept = [...new Set(parts)];
  return kept.length === 1 ? (kept[0] as string) : `OR(${kept.join(',')})`;
}

/** Plain decimal notation: spreadsheets read 1e-6 differently. */
const decimal = (value: number): string => value.toFixed(8).replace(/0+$/, '').replace(/\.$/, '');

/** A string literal of a formula; cut into pieces, since Excel takes at most 255 characters in one. */
export function quoted(text: string): string {
  const pieces = text.match(/[\s\S]{1,240}/gu) ?? [''];
  return pieces.map((piece) => `"${piece.replaceAll('"', '""')}"`).join('&');
}
