/** Source of a small form with criteria, one of each method, to be spoilt by tests. */
import { compileForm } from '../../functions/domain/form/compile-form.ts';
import type { Form } from '../../functions/domain/form/form.ts';
import type { Scoring } from '../../functions/domain/scoring/scoring.ts';

const ROWS = [
  { code: '1.1', key: 'tong', label: 'Tổng', type: 'count', unit: 'hồ sơ' },
  { code: '1.2', key: 'phan', label: 'Phần', type: 'count', unit: 'hồ sơ' },
  { code: '1.3', key: 'ty_le', label: 'Tỷ lệ', type: 'ratio', ratio: { numerator: '[1.2]', denominator: '[1.1]' } },
  { code: '1.4', key: 'da_lam', label: 'Đã làm', type: 'yesno' },
];

type Raw = Record<string, unknown>;

export const STEPS = [
  { from: 95, points: 2 },
  { from: 80, points: 1 },
];
export const CRITERIA: readonly Raw[] = [
  { code: '1', key: 'a', label: 'Theo tỷ lệ', points: 4, share: { of: '[1.3]', full: 80 } },
  { code: '2', key: 'b', label: 'Theo mốc', points: 2, threshold: { of: '[1.3]', steps: STEPS } },
  { code: '3', key: 'c', label: 'Có hay không', points: 1, yesno: "[1.4] = 'co'", when: '[1.1] > 0' },
  { code: '4', key: 'd', label: 'Do đoàn chấm', points: 3, manual: 'Đoàn chấm.' },
];
export const SCORING: Raw = {
  title: 'Tự chấm điểm',
  remark: 'Bộ tiêu chí ví dụ',
  total: 10,
  classes: [
    { name: 'Tốt', from: 80 },
    { name: 'Yếu', from: 0 },
  ],
  groups: [{ code: 'T1', key: 't1', title: 'Nhóm một', points: 10, criteria: CRITERIA }],
};

/** The form's source with `change` to its scoring. */
export const scoredSource = (change: Raw = {}, more: Raw = {}): Raw => ({
  id: 'thu-diem',
  version: 1,
  title: 'Thử chấm điểm',
  sections: [{ code: '1', key: 'mot', title: 'Một', sheet: 'Một', rows: ROWS }],
  scoring: { ...SCORING, ...change },
  ...more,
});

/** The same with one criterion changed. */
export const withCriterion = (index: number, change: Raw, scoring: Raw = {}): Raw => {
  const criteria = CRITERIA.map((criterion, at) => (at === index ? { ...criterion, ...change } : criterion));
  return scoredSource({ groups: [{ code: 'T1', key: 't1', title: 'Nhóm một', points: 10, criteria }], ...scoring });
};

/** The compiled form. Throws where it has faults. */
export function aScoredForm(source: Raw = scoredSource()): Form & { readonly scoring: Scoring } {
  const compiled = compileForm(source);
  if (!('form' in compiled)) throw new Error(compiled.faults.map(({ sentence }) => sentence).join('\n'));
  const { scoring } = compiled.form;
  if (!scoring) throw new Error('no scoring');
  return { ...compiled.form, scoring };
}
