/**
 * One grammar, three readers: each row is an expression, what stands in the cells, and the verdict that evaluation on the
 * server and the formula of the workbook must both give. Numbers of the rules:
 *   E1  comparison and arithmetic, with what is only the machine's arithmetic taken as equal
 *   E2  a tolerance is the largest difference still taken as equal
 *   E3  blank: not known · unreadable: not known
 *   E4  "không phát sinh" is 0 · "không áp dụng" drops out of sums; alone it leaves nothing to judge
 *   E5  and, or, not: three-valued, decided early where one side decides alone
 *   E6  the functions
 *   E7  ratios, choices, texts, marks and days
 */
import type { Typed } from '../support/builders.ts';

export interface ExpressionCase {
  readonly rule: string;
  readonly check: string;
  readonly typed: Typed;
  readonly tolerance?: number;
  readonly verdict: 'đúng' | 'sai' | 'không rõ';
}

type Verdict = ExpressionCase['verdict'];
const row = (rule: string, check: string, typed: Typed, verdict: Verdict, tolerance?: number): ExpressionCase => ({
  rule,
  check,
  typed,
  verdict,
  ...(tolerance === undefined ? {} : { tolerance }),
});

const bad = 'hơn 5';

/** Codes: a, b, c figures; s share; r = b/a and r2 = b/(a − c) ratios; k choice 1/2; y yes/no; t text; m mark; d day; v document; B a table. */
export const EXPRESSION_CASES: readonly ExpressionCase[] = [
  row('E1', '[a] = [b] + [c]', { a: 1378, b: 1338, c: 40 }, 'đúng'),
  row('E1', '[a] = [b] + [c]', { a: 1379, b: 1338, c: 40 }, 'sai'),
  row('E1', '[s] = 0.1 + 0.2', { s: 0.3 }, 'đúng'),
  row('E1', '[s] <> 0.1 + 0.2', { s: 0.3 }, 'sai'),
  row('E1', '[s] < 0.1 + 0.2', { s: 0.3 }, 'sai'),
  row('E1', '[s] >= 0.1 + 0.2', { s: 0.3 }, 'đúng'),
  row('E1', '[s] > 0.1 + 0.2', { s: 0.3 }, 'sai'),
  row('E1', '[s] <= 0.1 + 0.2', { s: 0.3001 }, 'sai'),
  row('E1', '[a] - [b] - [c] = 1', { a: 10, b: 6, c: 3 }, 'đúng'),
  row('E1', '[a] - ([b] - [c]) = 7', { a: 10, b: 6, c: 3 }, 'đúng'),
  row('E1', '[a] / [b] / [c] = 2', { a: 12, b: 3, c: 2 }, 'đúng'),
  row('E1', '[a] / ([b] / [c]) = 8', { a: 12, b: 3, c: 2 }, 'đúng'),
  row('E1', '[a] + [b] * [c] = 16', { a: 10, b: 3, c: 2 }, 'đúng'),
  row('E1', '[a] - -[b] = 13', { a: 10, b: 3 }, 'đúng'),
  row('E1', '-[a] < -[b]', { a: 10, b: 3 }, 'đúng'),
  row('E1', '[a] - am = 15', { a: 10 }, 'đúng'),
  row('E1', '[a] <= muoi', { a: 10 }, 'đúng'),
  row('E1', '[a] / [b] = 1', { a: 0, b: 0 }, 'không rõ'),
  row('E1', '[a] / [b] = 1', { a: 5, b: 0 }, 'không rõ'),

  row('E2', '[a] = [b] + [c]', { a: 100, b: 60, c: 40.02 }, 'đúng', 0.02),
  row('E2', '[a] = [b] + [c]', { a: 100, b: 60, c: 40.03 }, 'sai', 0.02),
  row('E2', '[a] <= [b]', { a: 12, b: 10 }, 'đúng', 2),
  row('E2', '[a] < [b]', { a: 9, b: 10 }, 'sai', 2),
  row('E2', '[a] > [b]', { a: 13, b: 10 }, 'đúng', 2),
  row('E2', '[a] >= [b]', { a: 8, b: 10 }, 'đúng', 2),
  row('E2', '[a] <> [b]', { a: 8, b: 10 }, 'sai', 2),

  row('E3', '[a] = [b]', { a: 5 }, 'không rõ'),
  row('E3', '[a] <> [b]', {}, 'không rõ'),
  row('E3', '[a] = [b] + [c]', { a: 5, b: 5 }, 'không rõ'),
  row('E3', '[a] = [b]', { a: bad, b: 5 }, 'không rõ'),
  row('E3', '[a] + [b] > 0', { a: bad, b: 'na' }, 'không rõ'),
  row('E3', '[a] * [b] = 0', { a: 0 }, 'không rõ'),

  row('E4', '[a] = [b]', { a: 'nil', b: 0 }, 'đúng'),
  row('E4', '[a] = [b] + [c]', { a: 5, b: 5, c: 'nil' }, 'đúng'),
  row('E4', '[a] = [b] + [c]', { a: 5, b: 5, c: 'na' }, 'đúng'),
  row('E4', '[a] = [b] - [c]', { a: 5, b: 5, c: 'na' }, 'đúng'),
  row('E4', '[a] = [b] - [c]', { a: -2, b: 'na', c: 2 }, 'đúng'),
  row('E4', '[a] + [b] - [c] = 3', { a: 5, b: 'na', c: 2 }, 'đúng'),
  row('E4', '[a] = [b]', { a: 5, b: 'na' }, 'không rõ'),
  row('E4', '[a] = [b] + [c]', { a: 5, b: 'na', c: 'na' }, 'không rõ'),
  row('E4', '[a] = -[b]', { a: 0, b: 'na' }, 'không rõ'),
  row('E4', '[a] - -[b] = 5', { a: 5, b: 'na' }, 'đúng'),
  row('E4', '[a] * [b] = 0', { a: 5, b: 'na' }, 'không rõ'),
  row('E4', '[a] + [b] * [c] = 5', { a: 5, b: 'na', c: 3 }, 'đúng'),
  row('E4', '[a] + [b] / [c] = 5', { a: 5, b: 3, c: 'na' }, 'đúng'),
  row('E4', '[a] + [b] / [c] = 5', { a: 5, b: 'na', c: 0 }, 'đúng'),
  row('E4', '[a] + [b] / [c] = 5', { a: 5, b: 3, c: 0 }, 'không rõ'),
  row('E4', '[a] + [b] = [c]', { a: 'na', b: 'na' }, 'không rõ'),

  row('E5', '[a] > 0 and [b] > 0', { a: 1, b: 1 }, 'đúng'),
  row('E5', '[a] > 0 and [b] > 0', { a: 0 }, 'sai'),
  row('E5', '[a] > 0 and [b] > 0', { b: 0 }, 'sai'),
  row('E5', '[a] > 0 and [b] > 0', { a: 1 }, 'không rõ'),
  row('E5', '[a] > 0 and [b] > 0', { a: 1, b: 'na' }, 'không rõ'),
  row('E5', '[a] > 0 and [b] > 0', { a: 0, b: 'na' }, 'sai'),
  row('E5', '[a] > 0 or [b] > 0', { a: 1 }, 'đúng'),
  row('E5', '[a] > 0 or [b] > 0', { b: 1 }, 'đúng'),
  row('E5', '[a] > 0 or [b] > 0', { a: 0 }, 'không rõ'),
  row('E5', '[a] > 0 or [b] > 0', { a: 0, b: 0 }, 'sai'),
  row('E5', 'not [a] > 0', { a: 0 }, 'đúng'),
  row('E5', 'not [a] > 0', {}, 'không rõ'),
  row('E5', 'not [a] > 0', { a: 'na' }, 'không rõ'),
  row('E5', 'not ([a] > 0 and [b] > 0)', { a: 0 }, 'đúng'),
  row('E5', 'not ([a] > 0 or [b] > 0)', { a: 0 }, 'không rõ'),
  row('E5', '[a] > 0 or [b] > 0 and [c] > 0', { a: 1, b: 0, c: 0 }, 'đúng'),
  row('E5', '([a] > 0 or [b] > 0) and [c] > 0', { a: 1, b: 0, c: 0 }, 'sai'),
  row('E5', '([a] > 0 and [b] > 0) or [c] > 0', { a: 1, c: 0 }, 'không rõ'),
  row('E5', '([a] > 0 and [b] > 0) or [c] > 0', { a: 0, c: 0 }, 'sai'),

  row('E6', '[a] = [b] + orzero([c])', { a: 5, b: 5 }, 'đúng'),
  row('E6', '[a] = [b] + orzero([c])', { a: 5, b: 4, c: 1 }, 'đúng'),
  row('E6', '[a] = [b] + orzero([c])', { a: 5, b: 5, c: 'na' }, 'đúng'),
  row('E6', '[a] = [b] + orzero([c])', { a: 5, b: 5, c: bad }, 'không rõ'),
  row('E6', 'orzero([c]) = 0', { c: 'na' }, 'không rõ'),
  row('E6', 'orzero([a]) + orzero([b]) = 0', {}, 'đúng'),
  row('E6', 'given([a])', {}, 'sai'),
  row('E6', 'given([a])', { a: 0 }, 'đúng'),
  row('E6', 'given([a])', { a: 'nil' }, 'đúng'),
  row('E6', 'given([a])', { a: 'na' }, 'sai'),
  row('E6', 'given([a])', { a: bad }, 'đúng'),
  row('E6', 'not given([t])', { t: 'Có ban hành' }, 'sai'),
  row('E6', 'given([v])', { v: '06/KH-UBND ngày 18/7/2025' }, 'đúng'),
  row('E6', 'given([B])', {}, 'sai'),
  row('E6', 'given([B])', { 'B.2.x': 'một dòng' }, 'đúng'),
  row('E6', 'na([a])', { a: 'na' }, 'đúng'),
  row('E6', 'na([a])', { a: 'nil' }, 'sai'),
  row('E6', 'na([a]) or [a] > 0', {}, 'không rõ'),
  row('E6', 'rows([B]) = [a]', { a: 2, 'B.1.x': 'một', 'B.3.x': 'ba' }, 'đúng'),
  row('E6', 'rows([B]) = [a]', { a: 1 }, 'sai'),
  row('E6', 'abs([a] - [b]) <= 2', { a: 8, b: 10 }, 'đúng'),
  row('E6', 'abs([a] - [b]) <= 2', { a: 'na', b: 1 }, 'đúng'),
  row('E6', 'abs([a]) = 0', { a: 'na' }, 'không rõ'),
  row('E6', 'abs([a]) = 0', {}, 'không rõ'),
  row('E6', 'min([a], [b]) = 3', { a: 3, b: 5 }, 'đúng'),
  row('E6', 'min([a], [b]) = 5', { a: 'na', b: 5 }, 'đúng'),
  row('E6', 'min([a], [b]) = 0', { a: 'na', b: 5 }, 'sai'),
  row('E6', 'min([a], [b]) = 0', { a: 'na', b: 'na' }, 'không rõ'),
  row('E6', '[c] + min([a], [b]) = 7', { a: 'na', b: 'na', c: 7 }, 'đúng'),
  row('E6', 'min([a], [b]) = 0', { a: 'nil', b: 5 }, 'đúng'),
  row('E6', 'min([a], [b]) = 3', { a: 3 }, 'không rõ'),
  row('E6', 'min([a] - [b], 15) = 4', { a: 10, b: 6 }, 'đúng'),
  row('E6', 'max([a], [b]) = 5', { a: 3, b: 5 }, 'đúng'),
  row('E6', 'max(-[a], -[b]) = -5', { a: 'na', b: 5 }, 'đúng'),
  row('E6', 'max([a], orzero([b]), orzero([c])) <= 3', { a: 3 }, 'đúng'),
  row('E6', 'max([a], [b]) < 10', { a: 12, b: 'na' }, 'sai'),
  row('E6', 'sum([a], [b], [c]) = 8', { a: 3, b: 'na', c: 5 }, 'đúng'),
  row('E6', 'sum([a], [b]) = 0', { a: 'na', b: 'na' }, 'không rõ'),
  row('E6', 'sum([a], [b]) = 3', { a: 3 }, 'không rõ'),

  row('E7', '[r] <= 100', { a: 200, b: 100 }, 'đúng'),
  row('E7', '[r] = 50', { a: 200, b: 100 }, 'đúng'),
  row('E7', '[r] = 50', { b: 100 }, 'không rõ'),
  row('E7', '[r] = 0', { a: 0, b: 0 }, 'không rõ'),
  row('E7', '[c] + [r] = 7', { a: 0, b: 0, c: 7 }, 'đúng'),
  row('E7', '[r] = 0', { a: 'na', b: 5 }, 'không rõ'),
  row('E7', '[r] = 0', { a: 200, b: 'na' }, 'không rõ'),
  row('E7', '[r] = 0', { a: 200, b: 'nil' }, 'đúng'),
  row('E7', '[r2] = 50', { a: 200, b: 50, c: 100 }, 'đúng'),
  row('E7', "[k] = '1'", { k: '1' }, 'đúng'),
  row('E7', "[k] = '1'", { k: '2 - Hai' }, 'sai'),
  row('E7', "[k] <> '1'", { k: '2' }, 'đúng'),
  row('E7', "[k] <> '1'", {}, 'không rõ'),
  row('E7', "[k] = '1'", { k: 'na' }, 'không rõ'),
  row('E7', "[k] = '1'", { k: '7' }, 'không rõ'),
  row('E7', "[y] = 'co'", { y: 'Có' }, 'đúng'),
  row('E7', "[y] = 'co' or given([a])", { y: 'Không', a: 1 }, 'đúng'),
  row('E7', "[t] = 'Đạt'", { t: 'Đạt' }, 'đúng'),
  row('E7', "[t] = 'Đạt'", { t: 'đạt' }, 'sai'),
  row('E7', '[t] = \'nói "thế"\'', { t: 'nói "thế"' }, 'đúng'),
  row('E7', "[m] = 'x'", { m: 'x' }, 'đúng'),
  row('E7', "[m] = 'x'", {}, 'không rõ'),
  row('E7', "[d] <= day('2025-12-31')", { d: '30/9/2025' }, 'đúng'),
  row('E7', "[d] > day('2025-12-31')", { d: '30/9/2025' }, 'sai'),
  row('E7', "[d] = day('2025-09-30')", { d: '30/9/2025' }, 'đúng'),
  row('E7', "[d] = day('2025-09-30')", { d: '31/9/2025' }, 'không rõ'),
];
