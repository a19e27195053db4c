/** E1 an explanation settles the warnings of its row · E2 no other row's, and no error · E3 it is for the figures it was written about. */
import { describe, expect, test } from 'vitest';
import { withoutOutdated } from '../../functions/domain/submission/explained.ts';
import { countFindings, stateOf } from '../../functions/domain/submission/findings.ts';
import { aForm, aSubmission, withExplanation } from '../support/builders.ts';

const FORM = aForm({
  rules: [
    { id: 'W1', severity: 'warning', check: '[3.1] < 1000', says: 'Số hồ sơ rất lớn', blame: ['3.1'] },
    { id: 'W2', severity: 'warning', check: '[3.2] < [3.1]', says: 'Giải quyết bằng tiếp nhận', blame: ['3.2', '3.1'] },
  ],
});
const [RECEIVED, RESOLVED] = ['3.1', '3.2'].map((code) => FORM.byCode.get(code)?.key ?? '') as [string, string];
const doubtful = aSubmission(FORM, { '3.1': 2000, '3.2': 2000 });
const rulesOf = (open: boolean, { findings }: typeof doubtful) =>
  findings.flatMap(({ rule, severity, explanation }) =>
    rule && severity === 'warning' && (explanation === undefined) === open ? [rule] : [],
  );

describe('một giải trình', () => {
  test('E1 · khép lại cảnh báo của dòng mình và đi theo nó', () => {
    const sent = withExplanation(FORM, doubtful, RECEIVED, '  Đúng, do sáp nhập ');
    expect(sent.findings.find(({ rule }) => rule === 'W1')?.explanation).toBe('Đúng, do sáp nhập');
  });

  test('E2 · không khép lại cảnh báo của dòng khác dù cùng nói đến ô đó', () => {
    const sent = withExplanation(FORM, doubtful, RECEIVED, 'Đúng');
    expect([rulesOf(false, sent), rulesOf(true, sent)]).toEqual([['W1'], ['W2']]);
  });

  test('E2 · không khép lại lỗi', () => {
    const wrong = aSubmission(FORM, { '3.1': 'khoảng 2000', '3.2': 5 });
    const sent = withExplanation(FORM, wrong, RECEIVED, 'Số ước tính');
    expect(sent.state).toBe('needs correction');
    expect(countFindings(sent.findings).errors).toBe(1);
  });

  test('E1 · khi mọi cảnh báo đã được giải trình thì phiếu đạt', () => {
    const filled = aSubmission(FORM, { '3.1': 2000, '3.2': 2000, '3.3': 100 });
    const half = withExplanation(FORM, filled, RECEIVED, 'Đúng');
    const whole = withExplanation(FORM, half, RESOLVED, 'Đúng');
    expect([filled, half, whole].map(({ state }) => state)).toEqual([
      'accepted with warnings',
      'accepted with warnings',
      'accepted',
    ]);
  });

  test('E1 · ô chỉ có dấu cách không phải là giải trình', () => {
    expect(rulesOf(true, withExplanation(FORM, doubtful, RECEIVED, '   '))).toEqual(['W1', 'W2']);
  });
});

describe('E3 · khi gửi bản sau', () => {
  const before = withExplanation(FORM, doubtful, RECEIVED, 'Do sáp nhập');
  const next = (values: Record<string, number>, said: string) =>
    withExplanation(FORM, aSubmission(FORM, values), RECEIVED, said);
  const W1 = (sent: typeof doubtful) => sent.findings.find(({ rule }) => rule === 'W1');

  test.each([
    {
      name: 'số liệu giữ nguyên: giải trình còn dùng',
      values: { '3.1': 2000, '3.2': 7 },
      said: 'Do sáp nhập',
      holds: true,
    },
    {
      name: 'số liệu đổi, lời cũ: phải giải trình lại',
      values: { '3.1': 2500, '3.2': 7 },
      said: 'Do sáp nhập',
      holds: false,
    },
    { name: 'số liệu đổi, lời mới: dùng được', values: { '3.1': 2500, '3.2': 7 }, said: 'Thêm hai xã cũ', holds: true },
  ])('$name', ({ values, said, holds }) => {
    const now = withoutOutdated(FORM, before, next(values, said));
    expect(W1(now)).toMatchObject(holds ? { explanation: said } : { outdated: said });
    expect(stateOf(now.findings)).toBe(holds ? 'accepted' : 'accepted with warnings');
  });

  test('lời cũ vẫn là cũ ở bản sau nữa, dù số liệu không đổi thêm', () => {
    const second = withoutOutdated(FORM, before, next({ '3.1': 2500, '3.2': 7 }, 'Do sáp nhập'));
    const third = withoutOutdated(FORM, second, next({ '3.1': 2500, '3.2': 8 }, 'Do sáp nhập'));
    expect(W1(third)?.outdated).toBe('Do sáp nhập');
    expect(W1(third)?.sentence).toContain('hãy ghi lại giải trình');
  });

  test('bản đầu tiên: không có gì để so', () => {
    expect(withoutOutdated(FORM, undefined, before)).toBe(before);
  });
});
