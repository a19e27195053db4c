/**
 * Recommendations under test:
 *   R1  always                              R2  [3.10] > 0 or orzero([3.12]) > 0
 *   R3  the inspector's choice              R6b issued <> total, or no sound figure
 *   R8  online share below a constant       R9  a yes/no answered "no"
 *   R15 not given    R16 given              R17 as R8, by the ratio itself
 */
import { describe, expect, test } from 'vitest';
import { DOUBT } from '../../functions/domain/notice/print-figure.ts';
import { recommend } from '../../functions/domain/notice/recommend.ts';
import { aCommune, aForm, aSubmission, type Typed } from '../support/builders.ts';

const count = (code: string, key: string, label: string, more: object = {}) => ({
  code,
  key,
  label,
  type: 'count',
  unit: 'hồ sơ',
  ...more,
});

const FORM = aForm({
  constants: { nguong: { value: 95, label: 'Ngưỡng' } },
  sections: [
    {
      code: '3',
      key: 'tthc',
      title: 'Thủ tục hành chính',
      sheet: '3. TTHC',
      rows: [
        count('3.3', 'truc_tuyen', 'Trong đó: trực tuyến'),
        count('3.4', 'truc_tiep', 'Trong đó: trực tiếp'),
        {
          code: '3.3a',
          key: 'ty_le',
          label: 'Tỷ lệ trực tuyến',
          type: 'ratio',
          ratio: { numerator: '[3.3]', denominator: '[3.3] + [3.4]' },
        },
        count('3.9', 'dung_han', 'Giải quyết đúng hạn'),
        count('3.10', 'tre_han', 'Giải quyết trễ hạn', { presence: 'required' }),
        count('3.12', 'qua_han', 'Đang giải quyết, quá hạn'),
        { code: '4.6', key: 'phuong_an', label: 'Đã xây dựng phương án', type: 'yesno' },
        { code: '6.6', key: 'quy_che', label: 'Quy chế', type: 'document', presence: 'optional' },
        { code: '9.5', label: 'Định danh tổ chức' },
        count('9.5.a', 'da_cap', 'Số đã cấp'),
        count('9.5.b', 'tong_so', 'Tổng số'),
        {
          code: '9.5.c',
          key: 'ty_le_cap',
          label: 'Tỷ lệ',
          type: 'ratio',
          ratio: { numerator: '[9.5.a]', denominator: '[9.5.b]' },
        },
      ],
    },
  ],
  rules: [
    {
      id: 'Q1',
      severity: 'error',
      check: '[3.9] + [3.10] + orzero([3.12]) <= [3.3] + [3.4]',
      says: 'Kết quả lớn hơn số tiếp nhận',
    },
    { id: 'Q2', severity: 'error', check: '[3.9] + orzero([3.12]) >= 50', says: 'Kết quả quá nhỏ' },
  ],
  recommendations: [
    { id: 'R1', default: 'always', text: 'Tăng cường chỉ đạo tại {don_vi}.' },
    {
      id: 'R2',
      default: 'when',
      when: '[3.10] > 0 or orzero([3.12]) > 0',
      text: 'Chấm dứt trễ hạn',
      shortcoming: 'Còn {3.10} hồ sơ trễ hạn[, {3.12} hồ sơ quá hạn]',
      ground: ['3.10', '3.12'],
    },
    { id: 'R3', default: 'choice', text: 'Khai thác dữ liệu.', ground: ['3.3'] },
    {
      id: 'R6b',
      default: 'when',
      when: 'not na([9.5.b]) and (not given([9.5.a]) or not given([9.5.b]) or [9.5.a] <> [9.5.b])',
      text: 'Cấp 100% tài khoản cho tổ chức.',
    },
    {
      id: 'R8',
      default: 'when',
      when: '[3.3] * 100 < nguong * ([3.3] + [3.4])',
      text: 'Nâng tỷ lệ trực tuyến lên {nguong}%.',
      shortcoming: 'Mới đạt {3.3a}.',
      ground: ['3.3a'],
    },
    { id: 'R9', default: 'when', when: "[4.6] = 'khong'", text: 'Xây dựng phương án ở {thon}.' },
    { id: 'R16', default: 'when', when: 'given([6.6])', text: 'Thực hiện Quy chế.' },
    { id: 'R17', default: 'when', when: '[3.3a] < nguong', text: 'Nâng tỷ lệ.' },
    { id: 'R15', default: 'when', when: 'not given([6.6])', text: 'Ban hành Quy chế.' },
    { id: 'KT', default: 'always', text: 'Báo cáo {noi_bao_cao} trước ngày {han_bao_cao}.' },
  ],
});

const SOUND: Typed = {
  '3.3': '96',
  '3.4': '4',
  '3.9': '90',
  '3.10': '0',
  '3.12': '0',
  '4.6': 'Có',
  '6.6': 'Quyết định số 1/QĐ-UBND ngày 1/8/2025',
  '9.5.a': '22',
  '9.5.b': '22',
};

function find(id: string, values: Typed, constants: Record<string, number> = {}) {
  const found = recommend(FORM, aSubmission(FORM, { ...SOUND, ...values }), { constants }).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
}

const CASES = [
  { id: 'R1', name: 'luôn có', values: {}, state: 'proposed' },
  { id: 'R3', name: 'do Đoàn lựa chọn', values: {}, state: 'undecided' },
  { id: 'R2', name: 'không trễ hạn', values: {}, state: 'not proposed' },
  { id: 'R2', name: 'có hồ sơ trễ hạn', values: { '3.10': '6' }, state: 'proposed' },
  {
    id: 'R2',
    name: 'một vế đúng là đủ, vế kia để trống',
    values: { '3.10': undefined, '3.12': '1' },
    state: 'proposed',
  },
  {
    id: 'R2',
    name: 'một vế đúng là đủ, vế kia không đọc được',
    values: { '3.10': '6', '3.12': 'ít' },
    state: 'proposed',
  },
  { id: 'R2', name: 'còn để trống', values: { '3.10': undefined }, state: 'undecided' },
  { id: 'R2', name: 'không đọc được không tính là 0', values: { '3.12': 'ít' }, state: 'undecided' },
  { id: 'R2', name: 'ô trống được tính là 0', values: { '3.12': undefined }, state: 'not proposed' },
  {
    id: 'R2',
    name: 'ô trống có thể là gốc của một lỗi thì không tính là 0',
    values: { '3.9': '500', '3.12': undefined },
    state: 'undecided',
  },
  { id: 'R2', name: 'lớn hơn 0 nhưng đang có lỗi', values: { '3.9': '500', '3.10': '6' }, state: 'undecided' },
  { id: 'R2', name: 'không áp dụng', values: { '3.12': 'na' }, state: 'not proposed' },
  { id: 'R2', name: 'không phát sinh', values: { '3.10': 'nil', '3.12': 'nil' }, state: 'not proposed' },
  { id: 'R6b', name: 'đã cấp đủ', values: {}, state: 'not proposed' },
  { id: 'R6b', name: 'chưa cấp đủ', values: { '9.5.a': '20' }, state: 'proposed' },
  { id: 'R6b', name: '23/22: không có số liệu tin cậy', values: { '9.5.a': '23' }, state: 'proposed' },
  { id: 'R6b', name: 'không đọc được', values: { '9.5.a': 'nhiều' }, state: 'proposed' },
  { id: 'R6b', name: 'chưa có số liệu', values: { '9.5.a': undefined, '9.5.b': undefined }, state: 'proposed' },
  { id: 'R6b', name: 'không áp dụng', values: { '9.5.a': 'na', '9.5.b': 'na' }, state: 'not proposed' },
  { id: 'R8', name: 'trên ngưỡng', values: {}, state: 'not proposed' },
  { id: 'R8', name: 'dưới ngưỡng', values: { '3.3': '90', '3.4': '10' }, state: 'proposed' },
  { id: 'R9', name: 'trả lời có', values: {}, state: 'not proposed' },
  { id: 'R9', name: 'trả lời không', values: { '4.6': 'Không' }, state: 'proposed' },
  { id: 'R9', name: 'trả lời ngoài danh sách', values: { '4.6': 'đang làm' }, state: 'undecided' },
  { id: 'R15', name: 'chưa có', values: { '6.6': undefined }, state: 'proposed' },
  {
    id: 'R15',
    name: 'đã có nhưng ghi sai: không kết luận là chưa có',
    values: { '6.6': 'Quyết định số 1/QĐ-UBND ngày 31/6/2025' },
    state: 'undecided',
  },
];

test.each(CASES)('$id · $name', ({ id, values, state }) => {
  expect(find(id, values).state).toBe(state);
});

test('R2 · ô trống bị nêu trong một lỗi không được tính là 0', () => {
  expect(find('R2', { '3.9': '40', '3.12': undefined }).state).toBe('undecided');
});

test('R16 · đã ghi nhưng sai: chưa kết luận được', () => {
  const wrong = { '6.6': 'Quyết định số 1/QĐ-UBND ngày 31/6/2025' };
  expect([find('R16', {}).state, find('R16', wrong).state]).toEqual(['proposed', 'undecided']);
});

test('hằng số của đợt thay hằng số của biểu', () => {
  expect(find('R8', {}, { nguong: 97 })).toMatchObject({ state: 'proposed', text: 'Nâng tỷ lệ trực tuyến lên 97%.' });
});

test('giữ thứ tự của biểu', () => {
  const ids = recommend(FORM, aSubmission(FORM, SOUND)).map((one) => one.id);
  expect(ids).toEqual(['R1', 'R2', 'R3', 'R6b', 'R8', 'R9', 'R16', 'R17', 'R15', 'KT']);
});

describe('lý do', () => {
  test('nêu tồn tại, số liệu và ô', () => {
    expect(find('R2', { '3.10': '6', '3.12': undefined })).toEqual({
      id: 'R2',
      state: 'proposed',
      text: 'Chấm dứt trễ hạn.',
      reason:
        'Còn 06 hồ sơ trễ hạn. Số liệu trang “3. TTHC”: 3.10 Giải quyết trễ hạn: 06 (ô E6); 3.12 Đang giải quyết, quá hạn: chưa có số liệu (ô E7).',
      shortcoming: 'Còn 06 hồ sơ trễ hạn.',
      ground: [
        { key: 'tre_han', code: '3.10', label: 'Giải quyết trễ hạn', printed: '06', value: 6, cell: "'3. TTHC'!E6" },
        {
          key: 'qua_han',
          code: '3.12',
          label: 'Đang giải quyết, quá hạn',
          printed: 'chưa có số liệu',
          cell: "'3. TTHC'!E7",
        },
      ],
    });
  });

  const REASONS = [
    { id: 'R15', values: { '6.6': undefined }, reason: 'Thuộc trường hợp cần kiến nghị.' },
    {
      id: 'R17',
      values: { '3.4': undefined },
      reason: 'Chưa xác định được vì 3.4 Trực tiếp còn để trống (ô E3, trang “3. TTHC”). Hãy xác minh trước khi chọn.',
    },
    { id: 'R1', values: {}, reason: 'Luôn có trong thông báo.' },
    { id: 'R3', values: {}, reason: 'Do Đoàn kiểm tra lựa chọn. Số liệu trang “3. TTHC”: 3.3 Trực tuyến: 96 (ô E2).' },
    {
      id: 'R9',
      values: {},
      reason: 'Không thuộc trường hợp cần kiến nghị. Số liệu trang “3. TTHC”: 4.6 Đã xây dựng phương án: có (ô E8).',
    },
    {
      id: 'R9',
      values: { '4.6': 'Không' },
      reason: 'Thuộc trường hợp cần kiến nghị. Số liệu trang “3. TTHC”: 4.6 Đã xây dựng phương án: không (ô E8).',
    },
    {
      id: 'R9',
      values: { '4.6': undefined },
      reason:
        'Chưa xác định được vì 4.6 Đã xây dựng phương án còn để trống (ô E8, trang “3. TTHC”). Hãy xác minh trước khi chọn.',
    },
    {
      id: 'R2',
      values: { '3.12': 'ít' },
      reason:
        'Chưa xác định được vì 3.12 Đang giải quyết, quá hạn đang có lỗi, ghi “ít” (ô E7, trang “3. TTHC”). Hãy xác minh trước khi chọn. Số liệu trang “3. TTHC”: 3.10 Giải quyết trễ hạn: 0 (ô E6).',
    },
    {
      id: 'R6b',
      values: { '9.5.a': '23' },
      reason: `Thuộc trường hợp cần kiến nghị. Số liệu trang “3. TTHC”: 9.5.b Định danh tổ chức – tổng số: 22${DOUBT} (ô E11); 9.5.a Định danh tổ chức – số đã cấp: 23${DOUBT} (ô E10).`,
    },
  ];
  test.each(REASONS)('$id · $reason', ({ id, values, reason }) => {
    expect(find(id, values).reason).toBe(reason);
  });
});

describe('lời văn', () => {
  test('theo loại đơn vị', () => {
    const commune = aCommune({ name: 'Diên Hồng', type: 'phường' });
    const found = recommend(FORM, aSubmission(FORM, SOUND, { commune }));
    expect(found.map((one) => one.text)).toEqual(
      expect.arrayContaining(['Tăng cường chỉ đạo tại phường Diên Hồng.', 'Xây dựng phương án ở khu phố, tổ dân phố.']),
    );
  });

  test('chỗ chưa biết để trống thấy được, không bỏ cả kiến nghị', () => {
    expect(find('KT', {}).text).toBe('Báo cáo … trước ngày ….');
  });

  test('tồn tại chỉ nêu khi điều kiện đúng', () => {
    expect(find('R8', {})).not.toHaveProperty('shortcoming');
    expect(find('R8', { '3.3': '90', '3.4': '10' }).shortcoming).toBe('Mới đạt 90,00%.');
  });
});
