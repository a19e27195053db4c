/**
 * A ratio against its terms:
 *   T1  a stated ratio is compared at the decimals typed, at most the form's, half-up
 *   T2  one that equals only the truncated value is a warning, any other difference an error; the right one is proposed
 *   T3  a numerator above its denominator, told together with the ratio stated
 *   T4  a ratio without its terms · a ratio of no cases
 *   T5  not to be verified: terms blank without a stated ratio, not applicable, unreadable
 */
import { describe, expect, test } from 'vitest';
import { validateAnswers } from '../../functions/domain/submission/validate.ts';
import { aForm, answersOf, type Typed } from '../support/builders.ts';

const figure = (code: string) => ({
  code,
  key: `so_${code}`,
  label: `Số ${code}`,
  type: 'amount',
  presence: 'optional',
  min: -1e6,
});
const ratioRow = (code: string, numerator: string, denominator: string, more = {}) => ({
  code,
  key: `ty_le_${code}`,
  label: `Tỷ lệ ${code}`,
  type: 'ratio',
  presence: 'optional',
  ratio: { numerator, denominator, stated: true, ...more },
});

/** r = n/d · g may exceed 100 % · x = (d − n)/d, a reduction · p with one decimal. */
const FORM = aForm({
  sections: [
    {
      code: 'A',
      key: 'a',
      title: 'A',
      sheet: 'Phiếu',
      rows: [
        figure('n'),
        figure('d'),
        ratioRow('r', '[n]', '[d]'),
        ratioRow('g', 'sum([n])', '[d]'),
        ratioRow('x', '[d] - [n]', '[d]'),
        ratioRow('p', '[n]', '[d]', { decimals: 1 }),
      ],
    },
  ],
});

function found(typed: Typed): string[] {
  const findings = validateAnswers(FORM, answersOf(FORM, typed), { commune: { type: 'xã' } });
  return findings.map(({ code, proposed }) => (proposed === undefined ? code : `${code} → ${proposed}`));
}

const BINH_DUONG = { n: 1338, d: 1378 };
const VNEID = { n: 21_160, d: 24_422 };

test.each([
  { rule: 'T1', name: 'làm tròn đúng, 2 chữ số lẻ', typed: { ...BINH_DUONG, r: '97,10' }, found: [] },
  { rule: 'T1', name: 'một chữ số lẻ', typed: { ...VNEID, r: '86,6%' }, found: [] },
  { rule: 'T1', name: 'không chữ số lẻ', typed: { ...VNEID, r: '87' }, found: [] },
  { rule: 'T1', name: 'ô số', typed: { ...BINH_DUONG, r: 97.1 }, found: [] },
  { rule: 'T1', name: 'công thức không làm tròn', typed: { ...BINH_DUONG, r: (1338 / 1378) * 100 }, found: [] },
  { rule: 'T1', name: 'ghi nhiều chữ số lẻ hơn biểu', typed: { ...BINH_DUONG, r: '97,0972' }, found: [] },
  { rule: 'T1', name: 'biểu một chữ số lẻ', typed: { ...BINH_DUONG, p: '97,10' }, found: [] },
  { rule: 'T1', name: '2,90 % giữ số 0 ở cuối', typed: { n: 40, d: 1378, r: '2,90%' }, found: [] },
  { rule: 'T1', name: 'đúng 100', typed: { n: 7, d: 7, r: '100%' }, found: [] },
  { rule: 'T1', name: 'nửa đơn vị làm tròn lên', typed: { n: 1, d: 800, r: '0,13' }, found: [] },
  {
    rule: 'T1',
    name: 'được vượt 100 % khi biểu viết là tổng',
    typed: { n: 12, d: 10, g: '120' },
    found: ['NUMERATOR_ABOVE_DENOMINATOR', 'NUMERATOR_ABOVE_DENOMINATOR'],
  },
  {
    rule: 'T1',
    name: 'mức giảm âm',
    typed: { n: 9, d: 8, x: '-12,5' },
    found: ['NUMERATOR_ABOVE_DENOMINATOR', 'NUMERATOR_ABOVE_DENOMINATOR'],
  },
  { rule: 'T2', name: 'cắt đuôi', typed: { ...BINH_DUONG, r: '97,09%' }, found: ['RATIO_TRUNCATED → 97,10'] },
  { rule: 'T2', name: 'cắt đuôi ở ô số', typed: { ...BINH_DUONG, r: 97.09 }, found: ['RATIO_TRUNCATED → 97,10'] },
  {
    rule: 'T2',
    name: 'cắt đuôi còn số nguyên',
    typed: { n: 999, d: 1000, r: '99' },
    found: ['RATIO_TRUNCATED → 99,90'],
  },
  { rule: 'T2', name: 'sai', typed: { ...BINH_DUONG, r: '97,08' }, found: ['RATIO_DIFFERS → 97,10'] },
  { rule: 'T2', name: 'sai ở chữ số lẻ thứ nhất', typed: { ...VNEID, r: '86,5' }, found: ['RATIO_DIFFERS → 86,64'] },
  {
    rule: 'T2',
    name: 'ghi số đếm vào dòng tỷ lệ',
    typed: { ...BINH_DUONG, r: '1.338' },
    found: ['RATIO_DIFFERS → 97,10'],
  },
  { rule: 'T2', name: 'tử số bằng 0', typed: { n: 0, d: 5, r: '100' }, found: ['RATIO_DIFFERS → 0,00'] },
  {
    rule: 'T3',
    name: 'tử số lớn hơn mẫu số',
    typed: { n: 23, d: 22 },
    found: ['NUMERATOR_ABOVE_DENOMINATOR', 'NUMERATOR_ABOVE_DENOMINATOR'],
  },
  { rule: 'T4', name: 'có tỷ lệ, không tử số mẫu số', typed: { r: '97,54' }, found: ['RATIO_WITHOUT_TERMS'] },
  { rule: 'T4', name: 'thiếu một trong hai', typed: { d: 5, r: '97,54' }, found: ['RATIO_WITHOUT_TERMS'] },
  {
    rule: 'T4',
    name: '0/0 mà ghi tỷ lệ',
    typed: { n: 0, d: 0, r: '100' },
    found: ['RATIO_OF_NO_CASES → Không phát sinh'],
  },
  {
    rule: 'T4',
    name: 'không phát sinh mà ghi tỷ lệ',
    typed: { n: 'nil', d: 'nil', r: '0' },
    found: ['RATIO_OF_NO_CASES → Không phát sinh'],
  },
  { rule: 'T4', name: '0/0 ghi không phát sinh', typed: { n: 0, d: 0, r: 'nil' }, found: [] },
  { rule: 'T5', name: 'không ghi tỷ lệ, không tử số mẫu số', typed: {}, found: ['RETURN_EMPTY'] },
  { rule: 'T5', name: 'đủ tử số mẫu số, không ghi tỷ lệ', typed: BINH_DUONG, found: [] },
  { rule: 'T5', name: 'mẫu số không áp dụng', typed: { n: 5, d: 'na', r: '50' }, found: [] },
  { rule: 'T5', name: 'tử số không đọc được', typed: { n: 'hơn 5', d: 10, r: '50' }, found: [] },
  { rule: 'T5', name: 'tỷ lệ không đọc được', typed: { ...BINH_DUONG, r: 'khoảng 97' }, found: [] },
])('$rule · $name', ({ typed, found: expected }) => expect(found(typed)).toEqual(expected));

describe('câu nói và ô phải xem', () => {
  const sentences = (typed: Typed) =>
    validateAnswers(FORM, answersOf(FORM, typed), { commune: { type: 'xã' } }).map(({ sentence }) => sentence);

  test.each([
    {
      typed: { n: 23, d: 22, r: '100%' },
      says: '"r Tỷ lệ r": tử số (23) lớn hơn mẫu số (22), trong khi tỷ lệ ghi 100 %. Hãy kiểm tra lại các số liệu này.',
    },
    {
      typed: { n: 23, d: 22 },
      says: '"r Tỷ lệ r": tử số (23) lớn hơn mẫu số (22). Hãy kiểm tra lại hai số liệu này.',
    },
    {
      typed: { ...BINH_DUONG, r: '97,09%' },
      says: '"r Tỷ lệ r" ghi 97,09 % là số bị cắt đuôi; 1.338 / 1.378 làm tròn đúng là 97,10 %. Hãy ghi 97,10.',
    },
    {
      typed: { ...VNEID, r: '86,5' },
      says: '"r Tỷ lệ r" ghi 86,5 % nhưng 21.160 / 24.422 = 86,64 %. Hãy kiểm tra lại tỷ lệ, tử số và mẫu số.',
    },
    {
      typed: { n: 5, d: 0, g: '100' },
      says: '"g Tỷ lệ g" ghi 100 % nhưng mẫu số bằng 0 nên không có tỷ lệ. Hãy kiểm tra lại mẫu số; nếu không phát sinh, hãy xoá số liệu ở ô này và chọn "Không phát sinh".',
    },
  ])('$says', ({ typed, says }) => expect(sentences(typed)).toContain(says));

  test.each([
    {
      name: 'tỷ lệ sai: chỉ tỷ lệ bị nghi ngờ',
      typed: { ...BINH_DUONG, r: '90' },
      doubt: ['ty_le_r'],
      cells: ['E4', 'E2', 'E3'],
    },
    { name: 'thiếu mẫu số: chỉ tỷ lệ bị nghi ngờ', typed: { n: 5, r: '90' }, doubt: ['ty_le_r'], cells: ['E4', 'E3'] },
    {
      name: 'tử lớn hơn mẫu: cả ba',
      typed: { n: 5, d: 4 },
      doubt: ['ty_le_r', 'so_n', 'so_d'],
      cells: ['E4', 'E2', 'E3'],
    },
  ])('$name', ({ typed, doubt, cells }) => {
    const [first] = validateAnswers(FORM, answersOf(FORM, typed), { commune: { type: 'xã' } });
    expect(first?.indicators).toEqual(doubt);
    expect(first?.cells.map(({ address }) => address)).toEqual(cells);
  });
});
