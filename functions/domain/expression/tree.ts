/** The one small grammar of rules, conditions and ratio terms, as a tree. Parsed once; read by `evaluate`, `to-formula` and `references`. */

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

export const FUNCTIONS = {
  orzero: 'ô để trống tính là 0',
  given: 'đã trả lời: có giá trị, 0 hoặc "không phát sinh"',
  na: 'trả lời "không áp dụng"',
  rows: 'số dòng đã điền của một bảng',
  abs: 'giá trị tuyệt đối',
  min: 'số nhỏ nhất',
  max: 'số lớn nhất',
  sum: 'tổng',
  day: "một ngày cố định, viết day('2025-07-01')",
} as const;
export type FunctionName = keyof typeof FUNCTIONS;

export type Tree =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'constant'; readonly name: string }
  | { readonly kind: 'reference'; readonly code: string }
  | { readonly kind: 'negate'; readonly of: Tree }
  | { readonly kind: 'not'; readonly of: Tree }
  | { readonly kind: 'arithmetic'; readonly operator: '+' | '-' | '*' | '/'; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'comparison'; readonly operator: Comparison; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Tree[] };

/** The parts directly below a tree. */
export function branches(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case 'negate':
    case 'not':
      return [tree.of];
    case 'arithmetic':
    case 'comparison':
    case 'logic':
      return [tree.left, tree.right];
    case 'call':
      return tree.args;
    default:
      return [];
  }
}

/** Codes of the indicators a tree speaks of, each once, in reading order: the cells to blame. */
export function references(tree: Tree): readonly string[] {
  const found = tree.kind === 'reference' ? [tree.code] : branches(tree).flatMap(references);
  return [...new Set(found)];
}

/** Names of the constants a tree uses, each once. */
export function constants(tree: Tree): readonly string[] {
  const found = tree.kind === 'constant' ? [tree.name] : branches(tree).flatMap(constants);
  return [...new Set(found)];
}
