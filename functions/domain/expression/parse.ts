/** Text of the rule grammar → tree. Recursive descent, one function per level of binding. */
import { readDay } from '../text/day.ts';
import { type Comparison, FUNCTIONS, type FunctionName, type Tree } from './tree.ts';

/** An expression that cannot be parsed: says in Vietnamese what is wrong and after which text. */
export class ExpressionFault extends Error {}

interface Token {
  readonly kind: 'number' | 'text' | 'reference' | 'word' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

const TOKEN =
  /\s*(?:(?<number>\d+(?:\.\d+)?)|'(?<text>[^']*)'|\[(?<reference>[^\]]+)\]|(?<word>[a-z][a-z0-9_]*)|(?<symbol><>|<=|>=|[=<>+\-*/(),]))/y;

/**
 * Parses one expression, e.g. `[3.2] = [3.3] + orzero([3.5])`.
 *
 * @throws ExpressionFault with the place and what was expected there.
 */
export function parseExpression(source: string): Tree {
  const tokens = tokenize(source);
  let next = 0;

  const peek = (): Token => tokens[next] as Token;
  const take = (): Token => tokens[next++] as Token;
  const isSymbol = (text: string) => peek().kind === 'symbol' && peek().text === text;
  const isWord = (text: string) => peek().kind === 'word' && peek().text === text;

  function fail(expected: string): never {
    const before = source.slice(0, peek().at).trim();
    throw new ExpressionFault(
      `${before === '' ? 'Ở đầu biểu thức' : `Sau "${before.slice(-30)}"`} cần ${expected}, nhưng lại gặp ${peek().kind === 'end' ? 'chỗ hết biểu thức' : `"${peek().text}"`}`,
    );
  }
  function expect(text: string): void {
    if (!isSymbol(text)) fail(`dấu "${text}"`);
    take();
  }

  function disjunction(): Tree {
    let left = conjunction();
    while (isWord('or')) {
      take();
      left = { kind: 'logic', operator: 'or', left, right: conjunction() };
    }
    return left;
  }
  function conjunction(): Tree {
    let left = negation();
    while (isWord('and')) {
      take();
      left = { kind: 'logic', operator: 'and', left, right: negation() };
    }
    return left;
  }
  function negation(): Tree {
    if (!isWord('not')) return comparison();
    take();
    return { kind: 'not', of: negation() };
  }
  function comparison(): Tree {
    const left = sum();
    if (!COMPARISONS.some(isSymbol)) return left;
    const operator = take().text as Comparison;
    return { kind: 'comparison', operator, left, right: sum() };
  }
  function sum(): Tree {
    let left = product();
    while (isSymbol('+') || isSymbol('-')) {
      const operator = take().text as '+' | '-';
      left = { kind: 'arithmetic', operator, left, right: product() };
    }
    return left;
  }
  function product(): Tree {
    let left = factor();
    while (isSymbol('*') || isSymbol('/')) {
      const operator = take().text as '*' | '/';
      left = { kind: 'arithmetic', operator, left, right: factor() };
    }
    return left;
  }
  function factor(): Tree {
    if (isSymbol('-')) {
      take();
      return { kind: 'negate', of: factor() };
    }
    if (isSymbol('(')) {
      take();
      const inner = disjunction();
      expect(')');
      return inner;
    }
    return atom();
  }
  function atom(): Tree {
    const token = peek();
    if (token.kind === 'number') return { kind: 'number', value: Number(take().text) };
    if (token.kind === 'text') return { kind: 'text', value: take().text };
    if (token.kind === 'reference') return { kind: 'reference', code: take().text.trim() };
    if (token.kind !== 'word' || RESERVED.has(token.text)) fail('một chỉ tiêu, một số hoặc một hàm');
    take();
    return isSymbol('(') ? call(token) : { kind: 'constant', name: token.text };
  }
  function call(name: Token): Tree {
    if (!Object.hasOwn(FUNCTIONS, name.text)) {
      throw new ExpressionFault(`Không có hàm "${name.text}". Các hàm dùng được: ${Object.keys(FUNCTIONS).join(', ')}`);
    }
    expect('(');
    const args = [disjunction()];
    while (isSymbol(',')) {
      take();
      args.push(disjunction());
    }
    expect(')');
    return checkArguments({ kind: 'call', name: name.text as FunctionName, args });
  }

  const tree = disjunction();
  if (peek().kind !== 'end') fail('hết biểu thức');
  return tree;
}

const COMPARISONS: readonly Comparison[] = ['=', '<>', '<=', '>=', '<', '>'];
const RESERVED: ReadonlySet<string> = new Set(['and', 'or', 'not']);
/** These ask about one indicator, not about a value. */
const ASKS_INDICATOR: ReadonlySet<FunctionName> = new Set(['orzero', 'given', 'na', 'rows']);

function checkArguments(call: Tree & { kind: 'call' }): Tree {
  const [first, ...rest] = call.args;
  if (ASKS_INDICATOR.has(call.name) && (first?.kind !== 'reference' || rest.length > 0)) {
    throw new ExpressionFault(`Hàm ${call.name}(…) hỏi đúng một chỉ tiêu, viết ${call.name}([3.2])`);
  }
  if (call.name === 'day' && (first?.kind !== 'text' || !isIsoDay(first.value) || rest.length > 0)) {
    throw new ExpressionFault("Hàm day(…) cần một ngày, viết day('2025-07-01')");
  }
  if (call.name === 'abs' && rest.length > 0) throw new ExpressionFault('Hàm abs(…) chỉ nhận một giá trị');
  return call;
}

const isIsoDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && readDay(text) !== undefined;

function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const end = source.trimEnd().length;
  while (at < end) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (!match?.groups) throw new ExpressionFault(`Không hiểu ký tự "${source.slice(at).trim()[0]}" trong "${source}"`);
    const [kind, text] = Object.entries(match.groups).find(([, value]) => value !== undefined) as [
      Token['kind'],
      string,
    ];
    tokens.push({ kind, text, at: at + match[0].length - match[0].trimStart().length });
    at = TOKEN.lastIndex;
  }
  return [...tokens, { kind: 'end', text: '', at: end }];
}
