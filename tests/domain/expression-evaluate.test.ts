/** The grammar's first and third reader: the verdict of the server, and the cells to blame. The cases carry the rules. */
import { expect, test } from 'vitest';
import { evaluate, type Value } from '../../functions/domain/expression/evaluate.ts';
import { parseExpression } from '../../functions/domain/expression/parse.ts';
import { constants, references } from '../../functions/domain/expression/tree.ts';
import { answersOf } from '../support/builders.ts';
import { EXPRESSION_FORM, expressionScope } from '../support/expression-form.ts';
import { EXPRESSION_CASES } from './expression-cases.ts';

const verdictOf = (value: Value) => (value === true ? 'đúng' : value === false ? 'sai' : 'không rõ');

test.each(EXPRESSION_CASES)('$rule · $check với $typed (± $tolerance): $verdict', (row) => {
  const scope = expressionScope(answersOf(EXPRESSION_FORM, row.typed));
  expect(verdictOf(evaluate(parseExpression(row.check), scope, row.tolerance))).toBe(row.verdict);
});

test.each([
  { check: '[a]', typed: {}, value: undefined },
  { check: '[a]', typed: { a: 'na' }, value: null },
  { check: '[a]', typed: { a: 'nil' }, value: 0 },
  { check: '-[a]', typed: { a: 'na' }, value: null },
  { check: '-[a]', typed: { a: 5 }, value: -5 },
  { check: '[a] + [b]', typed: { a: 'na', b: 'na' }, value: null },
  { check: '[a] * [b]', typed: { a: 'na', b: 5 }, value: null },
  { check: '[a] / [b]', typed: { a: 5, b: 0 }, value: undefined },
  { check: '[r]', typed: { a: 0, b: 0 }, value: null },
  { check: '[r]', typed: { a: 1378, b: 1338 }, value: (1338 / 1378) * 100 },
  { check: '[v]', typed: { v: '06/KH-UBND ngày 03/7/2025' }, value: 45_841 },
  { check: '[v]', typed: { v: '06/KH-UBND' }, value: undefined },
  { check: "day('2025-07-03')", typed: {}, value: 45_841 },
])('$check với $typed là $value', ({ check, typed, value }) => {
  expect(evaluate(parseExpression(check), expressionScope(answersOf(EXPRESSION_FORM, typed)))).toBe(value);
});

test.each([
  { check: '[3.2] = [3.3] + [3.4] - [3.2]', codes: ['3.2', '3.3', '3.4'] },
  { check: 'not given([B]) or max([a], -[b]) <= nguong', codes: ['B', 'a', 'b'] },
  { check: "[k] = '1' and rows([B]) > 0", codes: ['k', 'B'] },
  { check: "day('2025-07-01') > 0", codes: [] },
])('$check nhắc tới $codes', ({ check, codes }) => expect(references(parseExpression(check))).toEqual(codes));

test('hằng số của biểu thức, mỗi tên một lần', () => {
  expect(constants(parseExpression('[a] > nguong and [b] > nguong * muc'))).toEqual(['nguong', 'muc']);
});
