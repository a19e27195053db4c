/**
 * Sentences of a form with places for figures:
 *   F1  a figure in its place; an optional part stands or goes with its figures
 *   F2  a sentence with a hole is not printed
 *   F4  a count of nothing is left out where asked, written out before a noun, and 0 in a fraction
 *   F3  brackets that do not match are refused, with the place
 */
import { expect, test } from 'vitest';
import {
  fillSentence,
  parseSentence,
  SentenceFault,
  slotsOf,
  writeZeros,
  ZERO,
} from '../../functions/domain/text/sentence-template.ts';

const FIGURES: Readonly<Record<string, string>> = { '3.2': '1.440', '3.3': '1.439', ubnd: 'UBND xã' };
const filled = (source: string) => fillSentence(parseSentence(source), (slot) => FIGURES[slot]);

test.each([
  { rule: 'F1', source: 'Đã tiếp nhận {3.2} hồ sơ.', text: 'Đã tiếp nhận 1.440 hồ sơ.' },
  { rule: 'F1', source: '{ubnd} có {3.2}{3.3}', text: 'UBND xã có 1.4401.439' },
  { rule: 'F1', source: '{ 3.2 } hồ sơ', text: '1.440 hồ sơ' },
  { rule: 'F1', source: 'Có {3.2}[, trực tuyến {3.3}][, quá hạn {3.10}].', text: 'Có 1.440, trực tuyến 1.439.' },
  { rule: 'F1', source: 'Có {3.2}[ ({3.3}[, {3.10}])].', text: 'Có 1.440 (1.439).' },
  { rule: 'F1', source: 'Có {3.2}[ ({3.10}[, {3.3}])].', text: 'Có 1.440.' },
  { rule: 'F1', source: 'Không có chỗ trống[ nào].', text: 'Không có chỗ trống nào.' },
  { rule: 'F1', source: '', text: '' },
  { rule: 'F2', source: 'Quá hạn {3.10} hồ sơ, có {3.2}.', text: undefined },
])('$rule · "$source"', ({ source, text }) => expect(filled(source)).toBe(text));

test('các chỗ trống, mỗi chỗ một lần, cả trong phần tuỳ chọn', () => {
  expect(slotsOf(parseSentence('{a}[ {b}[ {c}]] {a} {b}'))).toEqual(['a', 'b', 'c']);
});

test.each([
  { source: 'Có {3.2 hồ sơ', says: 'Thiếu dấu "}" trong câu "Có {3.2 hồ sơ"' },
  { source: 'Có [{3.2} hồ sơ', says: 'Thiếu dấu "]" trong câu "Có [{3.2} hồ sơ"' },
  { source: 'Có {3.2}] hồ sơ', says: 'Dấu "]" thừa trong câu "Có {3.2}] hồ sơ"' },
  { source: 'Có 3.2} hồ sơ', says: 'Dấu "}" thừa trong câu "Có 3.2} hồ sơ"' },
  { source: '[a [b]', says: 'Thiếu dấu "]" trong câu' },
])('F3 · "$source"', ({ source, says }) => {
  expect(() => parseSentence(source)).toThrow(SentenceFault);
  expect(() => parseSentence(source)).toThrow(says);
});

const ZEROS: Readonly<Record<string, string>> = { a: ZERO, b: '22', c: '0' };
test.each([
  { source: '{a} máy scan', text: 'không có máy scan' },
  { source: 'trực tuyến {a} hồ sơ, trực tiếp {b} hồ sơ', text: 'trực tuyến không có hồ sơ, trực tiếp 22 hồ sơ' },
  { source: '{a}/{b} tổ chức', text: '0/22 tổ chức' },
  { source: '{b}/{a} tổ chức', text: '22/0 tổ chức' },
  { source: 'số phiếu: {a}.', text: 'số phiếu: 0.' },
  { source: 'Còn chậm[: {a+} hồ sơ][, {b+} quá hạn].', text: 'Còn chậm, 22 quá hạn.' },
  { source: 'Còn chậm[: {c+} hồ sơ].', text: 'Còn chậm.' },
])('F4 · "$source"', ({ source, text }) => {
  expect(writeZeros(fillSentence(parseSentence(source), (slot) => ZEROS[slot]) ?? '')).toBe(text);
});

test('F4 · "{3.10+}" là chỗ trống của 3.10', () => {
  expect(slotsOf(parseSentence('[{3.10+} hồ sơ]'))).toEqual(['3.10']);
});
