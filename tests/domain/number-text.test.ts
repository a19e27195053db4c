/**
 * Numbers typed as text:
 *   N1  "," is decimal, "." before groups of exactly three digits is thousands, both together likewise
 *   N2  "." before one or two digits is decimal, and said to be so
 *   N3  spaces of any kind and one trailing "%" go; full-width digits count as digits
 *   N4  anything else is no number: nothing is guessed
 */
import { expect, test } from 'vitest';
import { decimalsOf, readNumberText } from '../../functions/domain/text/number-text.ts';

const READ = [
  { rule: 'N1', typed: '1.440', value: 1440, decimals: 0 },
  { rule: 'N1', typed: '1.234.567', value: 1_234_567, decimals: 0 },
  { rule: 'N1', typed: '4656', value: 4656, decimals: 0 },
  { rule: 'N1', typed: '01', value: 1, decimals: 0 },
  { rule: 'N1', typed: '06', value: 6, decimals: 0 },
  { rule: 'N1', typed: '0', value: 0, decimals: 0 },
  { rule: 'N1', typed: '97,09', value: 97.09, decimals: 2 },
  { rule: 'N1', typed: '2,90', value: 2.9, decimals: 2 },
  { rule: 'N1', typed: '1.440,50', value: 1440.5, decimals: 2 },
  { rule: 'N1', typed: '17759,720212', value: 17_759.720212, decimals: 6 },
  { rule: 'N1', typed: '21.160', value: 21_160, decimals: 0 },
  { rule: 'N1', typed: '0,5', value: 0.5, decimals: 1 },
  { rule: 'N1', typed: '-5', value: -5, decimals: 0 },
  { rule: 'N1', typed: '−2,5', value: -2.5, decimals: 1 },
  { rule: 'N1', typed: '+3', value: 3, decimals: 0 },
  { rule: 'N2', typed: '90.19', value: 90.19, decimals: 2, dot: true },
  { rule: 'N2', typed: '90.19%', value: 90.19, decimals: 2, dot: true },
  { rule: 'N2', typed: '1.4', value: 1.4, decimals: 1, dot: true },
  { rule: 'N2', typed: '0.5', value: 0.5, decimals: 1, dot: true },
  { rule: 'N3', typed: '1. 440', value: 1440, decimals: 0 },
  { rule: 'N3', typed: '1\u00a0440', value: 1440, decimals: 0 },
  { rule: 'N3', typed: '1\u202f440,5', value: 1440.5, decimals: 1 },
  { rule: 'N3', typed: '\u200b12\n', value: 12, decimals: 0 },
  { rule: 'N3', typed: ' 28,05% ', value: 28.05, decimals: 2 },
  { rule: 'N3', typed: '97,09 %', value: 97.09, decimals: 2 },
  { rule: 'N3', typed: '97,09\uff05', value: 97.09, decimals: 2 },
  { rule: 'N3', typed: '１．４４０', value: 1440, decimals: 0 },
  { rule: 'N3', typed: '９７，０９', value: 97.09, decimals: 2 },
];
test.each(READ)('$rule · "$typed" là $value', ({ typed, value, decimals, dot = false }) => {
  expect(readNumberText(typed)).toEqual({ value, decimals, dotAsDecimal: dot });
});

const REFUSED = [
  '',
  ' ',
  '%',
  '-',
  '8659/9601',
  '1,234,567',
  '1.2345',
  '0.123',
  '01.440',
  '12.34.567',
  '1.440.5',
  '1,440.5',
  ',5',
  '5,',
  '5.',
  '.5',
  '50%%',
  '%50',
  '1e3',
  '0x10',
  'Infinity',
  '12 hồ sơ',
  'hơn 5.000',
  '5-10',
  '24²',
  '12¹',
  '½',
  '③',
  '١٢',
];
test.each(REFUSED)('N4 · "%s" không phải là số', (typed) => expect(readNumberText(typed)).toBeUndefined());

test.each([
  { value: 86.6, decimals: 1 },
  { value: 1440, decimals: 0 },
  { value: 97.09, decimals: 2 },
  { value: 1e-7, decimals: 7 },
  { value: 1.5e-7, decimals: 8 },
  { value: 1e21, decimals: 0 },
])('số $value tự nó có $decimals chữ số lẻ', ({ value, decimals }) => expect(decimalsOf(value)).toBe(decimals));
