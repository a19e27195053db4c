/**
 * The rule grammar as written by authors of forms:
 *   P1  * and / bind before + and -, these before comparisons, then not, and, or; the left one first among equals
 *   P2  what cannot be parsed is refused in Vietnamese, with the place
 */
import { expect, test } from 'vitest';
import { ExpressionFault, parseExpression } from '../../functions/domain/expression/parse.ts';
import type { Tree } from '../../functions/domain/expression/tree.ts';

/** A tree with every binding in brackets. */
function bound(tree: Tree): string {
  switch (tree.kind) {
    case 'number':
      return String(tree.value);
    case 'text':
      return `'${tree.value}'`;
    case 'constant':
      return tree.name;
    case 'reference':
      return `[${tree.code}]`;
    case 'negate':
      return `(-${bound(tree.of)})`;
    case 'not':
      return `(not ${bound(tree.of)})`;
    case 'call':
      return `${tree.name}(${tree.args.map(bound).join(', ')})`;
    default:
      return `(${bound(tree.left)} ${tree.operator} ${bound(tree.right)})`;
  }
}

test.each([
  { source: '[a] + [b] * [c]', tree: '([a] + ([b] * [c]))' },
  { source: '([a] + [b]) * [c]', tree: '(([a] + [b]) * [c])' },
  { source: '[a] - [b] - [c]', tree: '(([a] - [b]) - [c])' },
  { source: '[a] / [b] * [c]', tree: '(([a] / [b]) * [c])' },
  { source: '-[a] * [b]', tree: '((-[a]) * [b])' },
  { source: '- -[a]', tree: '(-(-[a]))' },
  { source: '[a] = [b] + 1', tree: '([a] = ([b] + 1))' },
  { source: 'not [a] = [b]', tree: '(not ([a] = [b]))' },
  { source: 'not not given([a])', tree: '(not (not given([a])))' },
  { source: '[a]>1 or [b]>1 and not [c]>1', tree: '(([a] > 1) or (([b] > 1) and (not ([c] > 1))))' },
  { source: '([a]>1 or [b]>1) and [c]>1', tree: '((([a] > 1) or ([b] > 1)) and ([c] > 1))' },
  { source: 'min([a], [b] + 1, 2.5)', tree: 'min([a], ([b] + 1), 2.5)' },
  { source: '[ 3.4.2.b ]<=nguong_2', tree: '([3.4.2.b] <= nguong_2)' },
  { source: "[B1.3.2024] <> 'có'\n", tree: "([B1.3.2024] <> 'có')" },
  { source: "[d] >= day('2025-07-01')", tree: "([d] >= day('2025-07-01'))" },
])('P1 · $source', ({ source, tree }) => expect(bound(parseExpression(source))).toBe(tree));

const CALLABLE = 'orzero, given, na, rows, abs, min, max, sum, day';

test.each([
  { source: '', says: 'Ở đầu biểu thức cần một chỉ tiêu, một số hoặc một hàm, nhưng lại gặp chỗ hết biểu thức' },
  { source: '= [a]', says: 'Ở đầu biểu thức cần một chỉ tiêu, một số hoặc một hàm, nhưng lại gặp "="' },
  { source: '[a] = ', says: 'Sau "[a] =" cần một chỉ tiêu, một số hoặc một hàm, nhưng lại gặp chỗ hết biểu thức' },
  { source: '[a] = [b] = [c]', says: 'Sau "[a] = [b]" cần hết biểu thức, nhưng lại gặp "="' },
  { source: '([a] + [b]', says: 'Sau "([a] + [b]" cần dấu ")", nhưng lại gặp chỗ hết biểu thức' },
  { source: '[a] [b]', says: 'Sau "[a]" cần hết biểu thức, nhưng lại gặp "b"' },
  { source: '[a] and', says: 'Sau "[a] and" cần một chỉ tiêu, một số hoặc một hàm, nhưng lại gặp chỗ hết biểu thức' },
  { source: '[a] <= 0,5', says: 'Sau "[a] <= 0" cần hết biểu thức, nhưng lại gặp ","' },
  { source: '[a] ≤ [b]', says: 'Không hiểu ký tự "≤" trong "[a] ≤ [b]"' },
  { source: '[a', says: 'Không hiểu ký tự "[" trong "[a"' },
  { source: 'SUM([a])', says: 'Không hiểu ký tự "S" trong "SUM([a])"' },
  { source: 'tong([a])', says: `Không có hàm "tong". Các hàm dùng được: ${CALLABLE}` },
  { source: 'constructor([a])', says: `Không có hàm "constructor". Các hàm dùng được: ${CALLABLE}` },
  { source: 'given([a] + 1)', says: 'Hàm given(…) hỏi đúng một chỉ tiêu, viết given([3.2])' },
  { source: 'orzero([a], [b])', says: 'Hàm orzero(…) hỏi đúng một chỉ tiêu, viết orzero([3.2])' },
  { source: 'abs([a], [b])', says: 'Hàm abs(…) chỉ nhận một giá trị' },
  { source: "day('1/7/2025')", says: "Hàm day(…) cần một ngày, viết day('2025-07-01')" },
  { source: "day('2025')", says: "Hàm day(…) cần một ngày, viết day('2025-07-01')" },
  { source: "day('2025-02-30')", says: "Hàm day(…) cần một ngày, viết day('2025-07-01')" },
  { source: "day('2025-07-01', [a])", says: "Hàm day(…) cần một ngày, viết day('2025-07-01')" },
  { source: 'min()', says: 'Sau "min(" cần một chỉ tiêu, một số hoặc một hàm, nhưng lại gặp ")"' },
])('P2 · "$source" bị từ chối', ({ source, says }) => {
  expect(() => parseExpression(source)).toThrow(ExpressionFault);
  expect(() => parseExpression(source)).toThrow(says);
});
