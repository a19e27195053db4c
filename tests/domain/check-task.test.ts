/**
 * Tasks under test, by what was recommended on which condition:
 *   R4  [3.10] > 0 or orzero([3.12]) > 0     R8  online share below a constant
 *   R9  a yes/no answered "no"               R6b issued <> total, blank included
 *   R1  always                               R2  with a condition of its own for "done": [8.1] >= 90
 */
import { describe, expect, test } from 'vitest';
import type { Form } from '../../functions/domain/form/form.ts';
import { recommend } from '../../functions/domain/notice/recommend.ts';
import { type CheckOutcome, checkTask } from '../../functions/domain/remediation/check-task.ts';
import { aForm, aSubmission, type Typed } from '../support/builders.ts';

const count = (code: string, key: string, label: string, more: object = {}) => ({
  code,
  key,
  label,
  type: 'count',
  unit: 'hồ sơ',
  ...more,
});

const ROWS = [
  count('3.3', 'truc_tuyen', 'Trực tuyến'),
  count('3.4', 'truc_tiep', 'Trực tiếp'),
  count('3.8', 'da_giai_quyet', 'Đã giải quyết'),
  count('3.10', 'tre_han', 'Giải quyết trễ hạn'),
  count('3.12', 'qua_han', 'Đang giải quyết, quá hạn', { presence: 'optional' }),
  { code: '4.6', key: 'phuong_an', label: 'Đã xây dựng phương án', type: 'yesno' },
  count('8.1', 'chi_tieu', 'Chỉ tiêu đã hoàn thành'),
  count('9.5.a', 'da_cap', 'Số đã cấp'),
  count('9.5.b', 'tong_so', 'Tổng số'),
];

const RULES = [{ id: 'Q1', severity: 'error', check: '[3.10] <= [3.8]', says: 'Trễ hạn nhiều hơn đã giải quyết' }];

const formOf = (rows: readonly object[], version = 1): Form =>
  aForm({
    version,
    constants: { nguong: { value: 95, label: 'Ngưỡng' } },
    sections: [{ code: '3', key: 'tthc', title: 'Thủ tục hành chính', sheet: '3. TTHC', rows }],
    rules: rows === ROWS ? RULES : [],
    recommendations: rows === ROWS ? RECOMMENDATIONS : [],
  });

const RECOMMENDATIONS = [
  { id: 'R1', default: 'always', text: 'Tăng cường chỉ đạo.' },
  { id: 'R2', default: 'when', when: '[8.1] < 92', resolvedWhen: '[8.1] >= 90', text: 'Hoàn thành chỉ tiêu.' },
  {
    id: 'R4',
    default: 'when',
    when: '[3.10] > 0 or orzero([3.12]) > 0',
    text: 'Chấm dứt trễ hạn.',
    ground: ['3.10', '3.12'],
  },
  {
    id: 'R6b',
    default: 'when',
    when: 'not na([9.5.b]) and (not given([9.5.a]) or not given([9.5.b]) or [9.5.a] <> [9.5.b])',
    text: 'Rà soát, cấp đủ.',
  },
  { id: 'R8', default: 'when', when: '[3.3] * 100 < nguong * ([3.3] + [3.4])', text: 'Nâng tỷ lệ.' },
  { id: 'R9', default: 'when', when: "[4.6] = 'khong'", text: 'Xây dựng phương án.', ground: ['4.6', '8.1'] },
  { id: 'R10', default: 'when', when: '[3.10] > 50 or [8.1] < 92', text: 'Giải quyết dứt điểm.' },
];

const FORM = formOf(ROWS);
const BEFORE: Typed = {
  '3.3': 80,
  '3.4': 20,
  '3.8': 100,
  '3.10': 40,
  '3.12': 0,
  '4.6': 'Không',
  '8.1': 80,
  '9.5.a': 20,
  '9.5.b': 22,
};

function check(id: string, now: Typed | undefined, { before = BEFORE, form = FORM } = {}) {
  const ground = recommend(FORM, aSubmission(FORM, before)).find((row) => row.id === id)?.ground ?? [];
  const laters = now ? [{ round: 'Đợt sau', form, submission: aSubmission(form, now) }] : [];
  return checkTask({ id, ground }, { form: FORM }, laters);
}

describe('theo điều kiện của kiến nghị', () => {
  test.each<[id: string, now: Typed, outcome: CheckOutcome]>([
    ['R4', { '3.8': 100, '3.10': 0, '3.12': 0 }, 'resolved'],
    ['R4', { '3.8': 100, '3.10': 30, '3.12': 0 }, 'not resolved'],
    ['R4', { '3.8': 100, '3.10': 40, '3.12': 0 }, 'not resolved'],
    ['R4', { '3.8': 100, '3.10': 50, '3.12': 0 }, 'worse'],
    // One better, the other worse.
    ['R4', { '3.8': 100, '3.10': 30, '3.12': 5 }, 'not resolved'],
    ['R4', { '3.8': 100, '3.10': 40, '3.12': 5 }, 'worse'],
    // The share counts, not the volume behind it.
    ['R8', { '3.3': 850, '3.4': 150 }, 'not resolved'],
    ['R8', { '3.3': 70, '3.4': 30 }, 'worse'],
    ['R8', { '3.3': 96, '3.4': 4 }, 'resolved'],
    ['R9', { '4.6': 'Có' }, 'resolved'],
    ['R9', { '4.6': 'Không' }, 'not resolved'],
    ['R6b', { '9.5.a': 22, '9.5.b': 22 }, 'resolved'],
    ['R6b', { '9.5.a': 21, '9.5.b': 22 }, 'not resolved'],
    ['R6b', { '9.5.a': 10, '9.5.b': 22 }, 'worse'],
    // What is good already cannot get worse while it stays good.
    ['R10', { '3.8': 100, '3.10': 45, '8.1': 80 }, 'not resolved'],
    // A condition of its own for "done".
    ['R2', { '8.1': 90 }, 'resolved'],
    ['R2', { '8.1': 89 }, 'not resolved'],
    ['R2', { '8.1': 70 }, 'worse'],
    ['R1', { '3.10': 0 }, 'no rule'],
  ])('%s %o: %s', (id, now, outcome) => {
    expect(check(id, now).outcome).toBe(outcome);
  });
});

describe('bốn loại ô trống và số liệu có lỗi', () => {
  test.each<[what: string, id: string, now: Typed, outcome: CheckOutcome, because: RegExp]>([
    ['số 0', 'R4', { '3.8': 9, '3.10': 0 }, 'resolved', /trước 40, nay 0/],
    ['không phát sinh', 'R4', { '3.8': 9, '3.10': 'nil' }, 'resolved', /trước 40, nay 0/],
    ['để trống', 'R4', { '3.8': 9 }, 'unknown', /3\.10 Giải quyết trễ hạn còn để trống/],
    ['không áp dụng', 'R8', { '3.3': 'na', '3.4': 'na' }, 'unknown', /không áp dụng/],
    ['lỗi', 'R4', { '3.8': 9, '3.10': 10 }, 'unknown', /đang có lỗi, ghi “10”/],
    ['không đọc được', 'R4', { '3.8': 9, '3.10': 'khoảng chục' }, 'unknown', /đang có lỗi, ghi “khoảng chục”/],
    ['điều kiện nói về ô trống', 'R6b', { '9.5.b': 22 }, 'not resolved', /9\.5\.a/],
    ['biểu nói rõ không áp dụng là xong', 'R6b', { '9.5.a': 'na', '9.5.b': 'na' }, 'resolved', /không áp dụng/],
  ])('%s', (_what, id, now, outcome, because) => {
    expect(check(id, now)).toEqual({ outcome, because: expect.stringMatching(because) });
  });

  test('số liệu cũ có lỗi thì không nói là xấu hơn', () => {
    const before = { ...BEFORE, '3.8': 9, '3.10': 10 };
    expect(check('R4', { '3.8': 100, '3.10': 50 }, { before }).outcome).toBe('not resolved');
  });

  test('số liệu cũ không đọc được không tính là 0', () => {
    const before = { ...BEFORE, '3.12': 'khoảng hai' };
    expect(check('R4', { '3.8': 100, '3.10': 40, '3.12': 1 }, { before }).outcome).toBe('not resolved');
  });

  test('chưa có phiếu kỳ sau', () => {
    expect(check('R4', undefined).outcome).toBe('waiting');
    expect(check('R1', undefined).outcome).toBe('no rule');
  });
});

describe('phiên bản khác của biểu mẫu: theo khoá, không theo mã số', () => {
  const renumbered = ROWS.map((row) => ({ ...row, code: `1${row.code}` }));

  test('mã số đổi, khoá giữ nguyên', () => {
    const form = formOf(renumbered, 2);
    expect(check('R4', { '13.10': 50, '13.8': 100, '13.12': 0 }, { form })).toEqual({
      outcome: 'worse',
      because: 'Đợt sau: 3.10 Giải quyết trễ hạn: trước 40, nay 50; 3.12 Đang giải quyết, quá hạn: trước 0, nay 0.',
    });
  });

  test.each([
    ['bỏ chỉ tiêu', ROWS.filter(({ code }) => code !== '9.5.a')],
    ['đổi đơn vị tính', ROWS.map((row) => (row.code === '9.5.a' ? { ...row, unit: 'nghìn hồ sơ' } : row))],
    ['đổi kiểu', ROWS.map((row) => (row.code === '9.5.a' ? { ...row, type: 'text', unit: undefined } : row))],
  ])('%s', (_what, rows) => {
    const { outcome, because } = check('R6b', { '9.5.b': 22 }, { form: formOf(rows, 2) });
    expect(outcome).toBe('unknown');
    expect(because).toContain('biểu mẫu kỳ này không hỏi: 9.5.a Số đã cấp');
  });
});

test('số liệu kèm theo hỏi bằng đơn vị khác thì không đặt cạnh số cũ', () => {
  const form = formOf(
    ROWS.map((row) => (row.code === '8.1' ? { ...row, unit: 'nghìn' } : row)),
    2,
  );
  expect(check('R9', { '4.6': 'Không', '8.1': 85 }, { form }).because).toContain('trước 80, nay chưa có số liệu');
});

test('phiếu mới nhất xét được thì tính; không phiếu nào xét được thì nói lý do của phiếu mới nhất', () => {
  const ground = recommend(FORM, aSubmission(FORM, BEFORE)).find(({ id }) => id === 'R4')?.ground ?? [];
  const later = (round: string, values: Typed) => ({ round, form: FORM, submission: aSubmission(FORM, values) });
  const blank = later('Đợt ba', { '3.8': 9 });
  const done = later('Đợt hai', { '3.8': 9, '3.10': 0 });
  const task = { id: 'R4', ground };
  expect(checkTask(task, { form: FORM }, [blank, done])).toMatchObject({
    outcome: 'resolved',
    because: expect.stringMatching(/^Đợt hai: /),
  });
  expect(checkTask(task, { form: FORM }, [blank])).toMatchObject({
    outcome: 'unknown',
    because: expect.stringMatching(/^Đợt ba: /),
  });
});

test('ngưỡng của đợt đã kiểm tra được giữ khi xét', () => {
  const submission = aSubmission(FORM, { '3.3': 85, '3.4': 15 });
  const laters = [{ round: 'Đợt sau', form: FORM, submission }];
  expect(checkTask({ id: 'R8', ground: [] }, { form: FORM, constants: { nguong: 85 } }, laters).outcome).toBe(
    'resolved',
  );
});
