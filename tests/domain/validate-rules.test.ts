/**
 * Presence and the form's own rules:
 *   Q1  a blank is an error where required, a warning where expected, nothing where optional or of no concern to the unit
 *   Q2  a return in which nothing was answered is an error of its own; what the form filled in does not count
 *   Q3  a broken rule is one finding with its figures, its cells and what to do
 *   Q4  a rule whose inputs are blank, not applicable or unreadable, or whose condition does not hold, says nothing
 *   Q5  tolerance, condition, blame and switch of a rule
 */
import { expect, test } from 'vitest';
import type { UnitType } from '../../functions/domain/round/commune.ts';
import { validateAnswers } from '../../functions/domain/submission/validate.ts';
import { aForm, answersOf, type Typed } from '../support/builders.ts';

const figure = (code: string, more = {}) => ({
  code,
  key: `so_${code}`,
  label: `Số ${code}`,
  type: 'count',
  presence: 'optional',
  ...more,
});
const RULE = { id: 'Q1', severity: 'error', check: '[a] = [b] + [c]', says: 'Tổng số không bằng các phần' };

const formWith = (rule: object, ...rows: readonly object[]) =>
  aForm({
    constants: { nguong: { value: 95, label: 'ngưỡng' } },
    sections: [
      {
        code: 'A',
        key: 'phan',
        title: 'A',
        sheet: 'Phiếu',
        rows: [
          ...['a', 'b', 'c'].map((code) => figure(code)),
          { code: 'd', key: 'ngay', label: 'Ngày', type: 'date', presence: 'optional' },
          {
            table: {
              code: 'B',
              key: 'bang',
              label: 'Bảng',
              freeRows: 3,
              columns: [{ code: 'x', key: 'x', label: 'X', type: 'text' }],
            },
          },
          ...rows,
        ],
      },
    ],
    rules: [{ ...RULE, ...rule }],
  });

function found(form: ReturnType<typeof aForm>, typed: Typed, type: UnitType = 'xã', constants = {}): string[] {
  const findings = validateAnswers(form, answersOf(form, typed), { commune: { type }, constants });
  return findings.map(({ code, severity, rule, cells }) =>
    [code, rule, severity, cells.map(({ address }) => address).join('+')].filter(Boolean).join(' '),
  );
}

const SET = { a: 2, b: 1, c: 1 };

test.each([
  { rule: 'Q1', name: 'bắt buộc', row: figure('q', { presence: 'required' }), found: ['REQUIRED_MISSING error E9'] },
  { rule: 'Q1', name: 'cần có', row: figure('q', { presence: 'expected' }), found: ['VALUE_MISSING warning E9'] },
  { rule: 'Q1', name: 'tuỳ ý', row: figure('q'), found: [] },
  {
    rule: 'Q1',
    name: 'chỉ dành cho phường',
    row: figure('q', { presence: 'required', appliesTo: ['phường'] }),
    found: [],
  },
  {
    rule: 'Q1',
    name: 'chỉ dành cho phường, ở phường',
    row: figure('q', { presence: 'required', appliesTo: ['phường'] }),
    type: 'phường' as const,
    found: ['REQUIRED_MISSING error E9'],
  },
  {
    rule: 'Q1',
    name: 'tỷ lệ do trang tính tính',
    row: {
      code: 'q',
      key: 'q',
      label: 'Q',
      type: 'ratio',
      presence: 'expected',
      ratio: { numerator: '[b]', denominator: '[a]' },
    },
    found: [],
  },
])('$rule · $name', ({ row, type, found: expected }) => {
  expect(found(formWith({}, row), SET, type)).toEqual(expected);
});

test.each(['nil', 'na', 0, 'khoảng 5'])('Q1 · "%s" không phải là để trống', (value) => {
  expect(found(formWith({}, figure('q', { presence: 'required' })), { ...SET, q: value })).toEqual([]);
});

const PREFILLED = [
  figure('q', { prefill: 92 }),
  {
    code: 'z',
    key: 'z',
    label: 'Z',
    type: 'choice',
    presence: 'optional',
    prefill: '1',
    choices: [{ code: 1, label: 'Một' }],
  },
];
test.each([
  { name: 'trống cả', typed: {}, empty: true },
  { name: 'chỉ có số điền sẵn', typed: { q: 92, z: '1 - Một' }, empty: true },
  { name: 'số điền sẵn đã sửa', typed: { q: 90 }, empty: false },
  { name: 'một số', typed: { a: 0 }, empty: false },
  { name: 'một lựa chọn trống', typed: { a: 'nil' }, empty: false },
  { name: 'một ô sai', typed: { a: 'khoảng 5' }, empty: false },
  { name: 'một ô của bảng', typed: { 'B.2.x': 'x' }, empty: false },
])('Q2 · $name', ({ typed, empty }) => {
  expect(found(formWith({}, ...PREFILLED), typed)).toEqual(empty ? ['RETURN_EMPTY error'] : []);
});

const BROKEN = 'RULE_BROKEN Q1 error E2+E3+E4';
test.each([
  { rule: 'Q3', name: 'đúng', with: {}, typed: SET, found: [] },
  { rule: 'Q3', name: 'sai', with: {}, typed: { a: 3, b: 1, c: 1 }, found: [BROKEN] },
  { rule: 'Q3', name: 'không phát sinh là 0', with: {}, typed: { a: 3, b: 1, c: 'nil' }, found: [BROKEN] },
  { rule: 'Q3', name: 'không áp dụng thì bỏ ra ngoài', with: {}, typed: { a: 1, b: 1, c: 'na' }, found: [] },
  {
    rule: 'Q3',
    name: 'cảnh báo',
    with: { severity: 'warning' },
    typed: { a: 3, b: 1, c: 1 },
    found: ['RULE_BROKEN Q1 warning E2+E3+E4'],
  },
  { rule: 'Q4', name: 'còn trống', with: {}, typed: { a: 3, b: 1 }, found: [] },
  { rule: 'Q4', name: 'không áp dụng', with: {}, typed: { a: 'na', b: 1, c: 1 }, found: [] },
  { rule: 'Q4', name: 'không đọc được', with: {}, typed: { a: 'khoảng 5', b: 1, c: 1 }, found: [] },
  {
    rule: 'Q4',
    name: 'không đọc được, dù vế kia đã đủ kết luận',
    with: { check: '[a] > 5 and [b] > 5' },
    typed: { a: 1, b: 'khoảng 5' },
    found: [],
  },
  {
    rule: 'Q4',
    name: 'không đọc được trong điều kiện',
    with: { when: '[c] = 1 or [b] > 0' },
    typed: { a: 3, b: 1, c: 'khoảng 1' },
    found: [],
  },
  { rule: 'Q5', name: 'trong sai số', with: { tolerance: 1 }, typed: { a: 3, b: 1, c: 1 }, found: [] },
  { rule: 'Q5', name: 'ngoài sai số', with: { tolerance: 1 }, typed: { a: 4, b: 1, c: 1 }, found: [BROKEN] },
  { rule: 'Q5', name: 'điều kiện có', with: { when: '[c] > 0' }, typed: { a: 3, b: 1, c: 1 }, found: [BROKEN] },
  { rule: 'Q5', name: 'điều kiện không', with: { when: '[c] > 1' }, typed: { a: 3, b: 1, c: 1 }, found: [] },
  {
    rule: 'Q5',
    name: 'điều kiện chưa rõ',
    with: { when: "[d] > day('2025-01-01')" },
    typed: { a: 3, b: 1, c: 1 },
    found: [],
  },
  {
    rule: 'Q5',
    name: 'chỉ đích danh ô',
    with: { blame: ['c', 'a'] },
    typed: { a: 3, b: 1, c: 1 },
    found: ['RULE_BROKEN Q1 error E4+E2'],
  },
  {
    rule: 'Q5',
    name: 'chỉ vào bảng: ô đầu tiên',
    with: { check: 'rows([B]) = [a]' },
    typed: { a: 3, 'B.1.x': 'x' },
    found: ['RULE_BROKEN Q1 error E6+E2'],
  },
  { rule: 'Q5', name: 'đã tắt', with: { off: 'Chờ hướng dẫn' }, typed: { a: 3, b: 1, c: 1 }, found: [] },
])('$rule · $name', ({ with: more, typed, found: expected }) => expect(found(formWith(more), typed)).toEqual(expected));

test('Q5 · hằng số của đợt thay hằng số của biểu', () => {
  const form = formWith({ check: '[a] >= nguong' });
  expect(found(form, { a: 90 })).toEqual(['RULE_BROKEN Q1 error E2']);
  expect(found(form, { a: 90 }, 'xã', { nguong: 80 })).toEqual([]);
});

test.each([
  {
    with: {},
    typed: { a: 1379, b: 1338, c: 40 },
    says: 'Tổng số không bằng các phần (1.379 so với 1.378). Hãy kiểm tra lại số liệu ở các ô E2, E3 và E4 (trang "Phiếu").',
  },
  {
    with: { fix: 'Hãy xem lại ô tổng.' },
    typed: { a: 3, b: 1, c: 1 },
    says: 'Tổng số không bằng các phần (3 so với 2). Hãy xem lại ô tổng.',
  },
  {
    with: { check: '[a] <= 5' },
    typed: { a: 7 },
    says: 'Tổng số không bằng các phần (7 so với 5). Hãy kiểm tra lại số liệu ở ô E2 (trang "Phiếu").',
  },
  {
    with: { check: "[d] <= day('2025-12-31')" },
    typed: { a: 0, d: '01/01/2026' },
    says: 'Tổng số không bằng các phần. Hãy kiểm tra lại số liệu ở ô E5 (trang "Phiếu").',
  },
  {
    with: { check: 'given([b]) or [a] = 0' },
    typed: { a: 7 },
    says: 'Tổng số không bằng các phần. Hãy kiểm tra lại số liệu ở các ô E3 và E2 (trang "Phiếu").',
  },
])('Q3 · $says', ({ with: more, typed, says }) => {
  const form = formWith(more);
  const findings = validateAnswers(form, answersOf(form, typed), { commune: { type: 'xã' } });
  expect(findings.map(({ sentence }) => sentence)).toEqual([says]);
});
