/**
 * Vietnamese text and numbers:
 *   V1  two spellings of one name compare alike: NFC/NFD, case, spaces, apostrophes, place of the tone mark
 *   V2  numbers are printed as offices print them, trailing zeros kept, never "-0"
 *   V3  rounding is half away from zero on the decimal figure, not on its binary neighbour; truncation likewise
 *   V4  sorting, slugs and lists follow Vietnamese usage
 */
import { describe, expect, test } from 'vitest';
import {
  compareVietnamese,
  fold,
  formatNumber,
  listed,
  roundHalfUp,
  slug,
  truncate,
  unaccented,
} from '../../functions/domain/text/vietnamese.ts';

const ALIKE = [
  { name: 'dấu hỏi trên chữ đầu hay chữ sau', left: 'Ủy ban', right: 'Uỷ ban' },
  { name: 'hòa và hoà', left: 'Hòa Bình', right: 'Hoà Bình' },
  { name: 'thủy và thuỷ', left: 'Thủy lợi', right: 'Thuỷ lợi' },
  { name: 'NFC và NFD', left: 'Đắk Pơ', right: 'Đắk Pơ'.normalize('NFD') },
  { name: 'NFD với dấu nặng và dấu mũ', left: 'Một cửa', right: 'MỘT CỬA'.normalize('NFD') },
  { name: 'chữ hoa, khoảng trắng kép, NBSP', left: 'Tổng  số hồ sơ ', right: 'TỔNG SỐ\u00a0HỒ SƠ' },
  { name: 'chữ toàn khổ', left: 'ＡＢ１２', right: 'ab12' },
  { name: 'dấu nháy cong và thẳng', left: 'Ia Kha’', right: "Ia Kha'" },
];
test.each(ALIKE)('V1 · $name: là một', ({ left, right }) => expect(fold(left)).toBe(fold(right)));

const APART = [
  { name: 'Đăk và Đak', left: 'Đăk Sơmei', right: 'Đak Sơmei' },
  { name: 'khác dấu thanh', left: 'hòa', right: 'hóa' },
  { name: 'khác mũ', left: 'Ân', right: 'An' },
  { name: 'đ và d', left: 'Đức', right: 'Dức' },
  { name: 'dính liền và tách rời', left: 'An Nhơn', right: 'AnNhơn' },
];
test.each(APART)('V1 · $name: không phải là một', ({ left, right }) => expect(fold(left)).not.toBe(fold(right)));

const PRINTED = [
  { value: 1440, text: '1.440' },
  { value: 1378, text: '1.378' },
  { value: 2.9, decimals: 2, text: '2,90' },
  { value: 97.0972, decimals: 2, text: '97,10' },
  { value: 17759.720212, text: '17.759,720212' },
  { value: 86.6, text: '86,6' },
  { value: 0, decimals: 2, text: '0,00' },
  { value: -0.001, decimals: 2, text: '0,00' },
  { value: -0.00000001, text: '0' },
  { value: -1.005, decimals: 2, text: '-1,01' },
  { value: 1_234_567.891, decimals: 0, text: '1.234.568' },
];
test.each(PRINTED)('V2 · $value ($decimals) in là $text', ({ value, decimals, text }) => {
  expect(formatNumber(value, decimals)).toBe(text);
});

const ROUNDED = [
  { value: 97.095, up: 97.1, cut: 97.09 },
  { value: 2.675, up: 2.68, cut: 2.67 },
  { value: 1.005, up: 1.01, cut: 1 },
  { value: 8.345, up: 8.35, cut: 8.34 },
  { value: 0.285, up: 0.29, cut: 0.28 },
  { value: 0.29, up: 0.29, cut: 0.29 },
  { value: 4.35, up: 4.35, cut: 4.35 },
  { value: 1.15, up: 1.15, cut: 1.15 },
  { value: 97.0949999, up: 97.09, cut: 97.09 },
  { value: (1338 / 1378) * 100, up: 97.1, cut: 97.09 },
  { value: (40 / 1378) * 100, up: 2.9, cut: 2.9 },
  { value: (21_160 / 24_422) * 100, up: 86.64, cut: 86.64 },
  { value: (1 / 8) * 100, up: 12.5, cut: 12.5 },
  { value: (2 / 3) * 100, up: 66.67, cut: 66.66 },
  { value: -2.675, up: -2.68, cut: -2.67 },
  { value: 99.999, up: 100, cut: 99.99 },
];
test.each(ROUNDED)('V3 · $value làm tròn $up, cắt đuôi $cut', ({ value, up, cut }) => {
  expect(roundHalfUp(value, 2)).toBe(up);
  expect(truncate(value, 2)).toBe(cut);
});

test('V3 · mọi số có đúng ba chữ số lẻ, tận cùng là 5, làm tròn lên và cắt xuống', () => {
  for (let thousandths = 5; thousandths < 100_000; thousandths += 10) {
    const value = thousandths / 1000;
    expect(Math.round(roundHalfUp(value, 2) * 100), String(value)).toBe((thousandths + 5) / 10);
    expect(Math.round(truncate(value, 2) * 100), String(value)).toBe((thousandths - 5) / 10);
  }
});

describe('V4', () => {
  test('Ân đứng trước Dân, 2 trước 10, Đ sau D', () => {
    expect(['Dân', 'Đông', 'Ân', 'xã 10', 'xã 2', 'An'].sort(compareVietnamese)).toEqual([
      'An',
      'Ân',
      'Dân',
      'Đông',
      'xã 2',
      'xã 10',
    ]);
  });

  test.each([
    { text: 'Xã Bình Dương', file: 'xa-binh-duong' },
    { text: ' Phường Đống Đa (Quy Nhơn) ', file: 'phuong-dong-da-quy-nhon' },
    { text: 'Ia O’'.normalize('NFD'), file: 'ia-o' },
  ])('tên tệp của "$text" là $file', ({ text, file }) => expect(slug(text)).toBe(file));

  test('bỏ dấu để tìm', () => expect(unaccented('Đăk Pơ')).toBe('dak po'));

  test.each([
    { parts: [], text: '' },
    { parts: ['E7'], text: 'E7' },
    { parts: ['E7', 'E8'], text: 'E7 và E8' },
    { parts: ['E7', 'E8', 'E9'], text: 'E7, E8 và E9' },
  ])('liệt kê "$text"', ({ parts, text }) => expect(listed(parts)).toBe(text));
});
