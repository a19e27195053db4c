import { describe, expect, test } from 'vitest';
import { asSentence, lowerFirst, tidy, withoutStop } from '../../functions/domain/text/prose.ts';

describe('tidy', () => {
  const CASES = [
    {
      name: 'dấu cách thừa',
      text: ' Có  05 hồ sơ , trong đó 02 trễ hạn . ',
      tidied: 'Có 05 hồ sơ, trong đó 02 trễ hạn.',
    },
    { name: 'dấu phẩy lặp', text: 'a,, b;, c', tidied: 'a, b, c' },
    { name: 'dấu phẩy trước dấu chấm', text: 'a, b,.', tidied: 'a, b.' },
    { name: 'hai dấu chấm', text: 'Do thiếu người..', tidied: 'Do thiếu người.' },
    { name: 'dấu ba chấm giữ nguyên', text: 'zalo, facebook....', tidied: 'zalo, facebook...' },
    { name: 'ngoặc trống', text: 'Kế hoạch ( ) năm 2025', tidied: 'Kế hoạch năm 2025' },
    { name: 'ngoặc sát chữ', text: 'Kế hoạch ( số 5 )', tidied: 'Kế hoạch (số 5)' },
    { name: 'số không đổi', text: '17.759,72 tỷ đồng; 1.440/1.500', tidied: '17.759,72 tỷ đồng; 1.440/1.500' },
  ];
  test.each(CASES)('$name', ({ text, tidied }) => {
    expect(tidy(text)).toBe(tidied);
  });
});

test.each([
  ['chưa ban hành', 'Chưa ban hành.'],
  ['Gồm các văn bản:', 'Gồm các văn bản:'],
  ['đạt 100%,', 'Đạt 100%.'],
])('asSentence: %s', (text, sentence) => {
  expect(asSentence(text)).toBe(sentence);
});

test.each([
  ['Kiểm tra công tác', 'kiểm tra công tác'],
  ['Đề nghị', 'đề nghị'],
  ['UBND xã', 'UBND xã'],
])('lowerFirst: %s', (text, lowered) => {
  expect(lowerFirst(text)).toBe(lowered);
});

test.each([
  ['Thiếu người.', 'Thiếu người'],
  ['zalo, facebook...', 'zalo, facebook...'],
  ['họp, tập huấn v.v.', 'họp, tập huấn v.v.'],
])('withoutStop: %s', (text, bare) => {
  expect(withoutStop(text)).toBe(bare);
});
