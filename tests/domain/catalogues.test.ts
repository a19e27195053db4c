/**
 * Every sentence a person may read from the catalogues of findings and refusals:
 *   S1  begins with a capital or a quote, ends with a full stop, and has no hole
 *   S2  an error or warning, and every refusal, says what to do ("Hãy …")
 *   S3  contains no word of the code
 */
import { describe, expect, test } from 'vitest';
import {
  type FindingCode,
  finding,
  findingCatalogue,
  rootCausesFirst,
  stateOf,
} from '../../functions/domain/submission/findings.ts';
import { Problem, type ProblemCode, problemCatalogue } from '../../functions/problems.ts';

const FINISHED = /^[\p{Lu}"].*[^.]\.$/su;
const HOLE = /undefined|NaN|null|\[object|\{\w*\}| {2}| \.$|""/;
const CODE_WORD = /\b[A-Z]{3,}_[A-Z_]+\b|\b[a-z]+[A-Z]\w*\b/;

const DETAILS: Readonly<Record<string, string>> = {
  name: '3.2 Tổng số hồ sơ tiếp nhận',
  typed: '1.440',
  read: '1.441',
  unit: 'hồ sơ',
  range: 'từ 0 đến 92',
  list: '1 - Có; 2 - Không',
  day: '31/6/2025',
  type: 'Kế hoạch',
  expected: 'KH',
  found: 'QĐ',
  kind: 'Không phát sinh',
  numerator: '23',
  denominator: '22',
  computed: '97,10',
  says: 'Tổng số không bằng các phần',
  figures: ' (1.379 so với 1.378)',
  fix: 'Hãy kiểm tra lại các ô E2, E3.',
  fault: 'Không có chỉ tiêu [3.99] trong biểu.',
  first: 'Tệp rỗng.',
  usage: 'npm run template -- --form MÃ',
};

/** Details that note which of them a sentence asks for; one that is not listed above is "mục khác". */
function askedDetails(): { readonly details: Readonly<Record<string, string>>; readonly asked: ReadonlySet<string> } {
  const asked = new Set<string>();
  const get = (_: unknown, name: string): string => {
    asked.add(name);
    return DETAILS[name] ?? 'mục khác';
  };
  return { details: new Proxy<Record<string, string>>({}, { get }), asked };
}

describe.each(Object.keys(findingCatalogue) as FindingCode[])('phát hiện %s', (code) => {
  const { details, asked } = askedDetails();
  const { sentence, severity } = finding(code, { indicators: [], cells: [] }, details);

  test('S1 · câu trọn vẹn, nói ra mọi chi tiết', () => {
    expect(sentence).toMatch(FINISHED);
    expect(sentence).not.toMatch(HOLE);
    for (const name of asked) expect(sentence).toContain(details[name]);
  });

  if (severity !== 'note') test('S2 · nói phải làm gì', () => expect(sentence).toMatch(/(?:^|[.;,] )[Hh]ãy /));

  test('S3 · không có chữ của mã nguồn', () => expect(sentence).not.toMatch(CODE_WORD));
});

describe.each(Object.keys(problemCatalogue) as ProblemCode[])('từ chối %s', (code) => {
  const { details } = askedDetails();
  const problem = new Problem(code, details);

  test('S1 · câu trọn vẹn, mã trạng thái là lỗi', () => {
    expect(problem.message).toMatch(FINISHED);
    expect(problem.message).not.toMatch(HOLE);
    expect(problem.status).toSatisfy((status: number) => status >= 400 && status < 600);
    expect(problem.code).toBe(code);
  });

  test('S2 · nói phải làm gì', () => expect(problem.message).toMatch(/[Hh]ãy /));
});

test('xếp nguyên nhân gốc lên trước: lỗi trước cảnh báo, cả phiếu trước ô, ô trước quy tắc', () => {
  const mixed: readonly FindingCode[] = [
    'PASSED_BY',
    'VALUE_MISSING',
    'RULE_BROKEN',
    'RATIO_DIFFERS',
    'NOT_A_NUMBER',
    'RETURN_EMPTY',
  ];
  const findings = mixed.map((code) => finding(code, { indicators: [], cells: [] }, DETAILS));
  const order = ['RETURN_EMPTY', 'NOT_A_NUMBER', 'RATIO_DIFFERS', 'RULE_BROKEN', 'VALUE_MISSING', 'PASSED_BY'];
  expect(rootCausesFirst(findings).map(({ code }) => code)).toEqual(order);
  expect(rootCausesFirst(findings.toReversed()).map(({ code }) => code)).toEqual(order);
});

test.each([
  { codes: [], state: 'accepted' },
  { codes: ['PASSED_BY'], state: 'accepted' },
  { codes: ['PASSED_BY', 'VALUE_MISSING'], state: 'accepted with warnings' },
  { codes: ['VALUE_MISSING', 'NOT_A_NUMBER'], state: 'needs correction' },
] as const)('với $codes phiếu ở trạng thái $state', ({ codes, state }) => {
  expect(stateOf(codes.map((code) => finding(code, { indicators: [], cells: [] }, DETAILS)))).toBe(state);
});
