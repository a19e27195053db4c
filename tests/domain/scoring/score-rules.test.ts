/** A commune's own score against its figures, as findings; and rules on trial. */
import { describe, expect, test } from 'vitest';
import { validateAnswers, validateTrials } from '../../../functions/domain/submission/validate.ts';
import { aScoredForm, scoredSource, withCriterion } from '../../support/a-scored-form.ts';
import { aCommune, answersOf, type Typed } from '../../support/builders.ts';

const FORM = aScoredForm();
const FIGURES = { '1.1': 100, '1.2': 60, '1.4': 'Có' };

const said = (typed: Typed, form = FORM): string[] =>
  validateAnswers(form, answersOf(form, typed), { commune: aCommune() }).flatMap(
    ({ code, rule, severity, sentence }) => (code === 'RULE_BROKEN' ? [`${rule} ${severity}: ${sentence}`] : []),
  );
const differs = (rule: string, own: string, given: string) =>
  `TC.${rule} warning: Điểm tự chấm khác điểm tính theo số liệu (tự chấm ${own}; theo số liệu ${given}). Hãy kiểm tra lại điểm tự chấm và số liệu, hoặc ghi giải trình.`;

describe('điểm tự chấm so với số liệu', () => {
  test.each<{ name: string; typed: Typed; says: string[] }>([
    { name: 'đúng thì im lặng', typed: { 'T1.1.d': 3, 'T1.2.d': 0, 'T1.3.d': 1, 'T1.3.m': 'QĐ 1' }, says: [] },
    { name: 'tỷ lệ', typed: { 'T1.1.d': 4 }, says: [differs('T1.1', '4,00', '3,00')] },
    { name: 'mốc', typed: { '1.2': 80, 'T1.2.d': 2 }, says: [differs('T1.2', '2,00', '1,00')] },
    { name: 'mốc: đúng mốc', typed: { '1.2': 95, 'T1.2.d': 2 }, says: [] },
    {
      name: 'có/không',
      typed: { '1.4': 'Không', 'T1.3.d': 1, 'T1.3.m': 'QĐ 1' },
      says: [differs('T1.3', '1,00', '0,00')],
    },
    { name: 'lệch do làm tròn hai chữ số thì im lặng', typed: { '1.2': 59, 'T1.1.d': '2,95' }, says: [] },
    { name: 'lệch hai phần trăm điểm thì nói', typed: { 'T1.1.d': '2,98' }, says: [differs('T1.1', '2,98', '3,00')] },
    { name: 'không áp dụng thì không so', typed: { 'T1.1.d': 'na' }, says: [] },
    { name: 'thiếu số liệu thì không so', typed: { '1.2': undefined, 'T1.1.d': 4 }, says: [] },
    { name: 'không có trường hợp nào thì không so', typed: { '1.1': 0, '1.2': 0, 'T1.1.d': 4, 'T1.2.d': 2 }, says: [] },
    {
      name: 'có điểm mà chưa có tài liệu',
      typed: { 'T1.4.d': 2 },
      says: [
        'MC.T1.4 warning: Có điểm tự chấm nhưng chưa ghi tài liệu kiểm chứng. Hãy ghi số, ký hiệu văn bản hoặc đường liên kết vào cột Tài liệu kiểm chứng.',
      ],
    },
    { name: '0 điểm không cần tài liệu', typed: { 'T1.4.d': 0 }, says: [] },
    {
      name: 'chấm điểm ở tiêu chí không áp dụng',
      typed: { '1.1': 0, '1.2': 0, 'T1.3.d': 1, 'T1.3.m': 'QĐ 1' },
      says: [
        'AD.T1.3 warning: Tiêu chí không áp dụng với đơn vị nhưng vẫn có điểm tự chấm. Hãy gõ "Không áp dụng" vào ô điểm, hoặc ghi giải trình.',
      ],
    },
  ])('$name', ({ typed, says }) => expect(said({ ...FIGURES, ...typed })).toEqual(says));

  test('mức thấp hơn thì tốt hơn, có mức giữa', () => {
    const steps = [
      { to: 1, points: 2 },
      { from: 1, to: 5, points: 1 },
    ];
    const form = aScoredForm(withCriterion(1, { threshold: { of: '100 - [1.3]', steps } }));
    const at = (part: number, own: number) => said({ '1.1': 1000, '1.2': part, '1.4': 'Có', 'T1.2.d': own }, form);
    expect([at(1000, 2), at(990, 1), at(951, 1), at(950, 0), at(300, 0)].flat()).toEqual([]);
    expect([at(990, 2), at(950, 1)].flat()).toEqual([differs('T1.2', '2,00', '1,00'), differs('T1.2', '1,00', '0,00')]);
  });
});

test('quy tắc chạy thử: đơn vị không được báo, chỉ tỉnh thấy', () => {
  const rules = [
    { id: 'Q1', severity: 'error', check: '[1.1] < 100', says: 'Quá nhiều', trial: 'đang theo dõi' },
    { id: 'Q2', severity: 'error', check: '[1.1] < 100', says: 'Cũng quá nhiều', off: 'chờ' },
  ];
  const form = aScoredForm(scoredSource({}, { rules }));
  expect(said(FIGURES, form)).toEqual([]);
  const found = validateTrials(form, answersOf(form, FIGURES));
  expect(found.map(({ rule, sentence }) => [rule, sentence])).toEqual([
    ['Q1', 'Quá nhiều (100 so với 100). Hãy kiểm tra lại số liệu ở ô E2 (trang "Một").'],
  ]);
});
