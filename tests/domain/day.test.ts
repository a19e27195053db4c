/**
 * Days:
 *   D1  read day first, with words, or as ISO; NFC and NFD alike
 *   D2  a day that the calendar does not have is none, and nothing is guessed
 *   D3  printed as NĐ 30/2020/NĐ-CP does: leading zero for days below 10 and for months 1 and 2 only
 *   D4  serials are those of the 1900 system
 */
import { expect, test } from 'vitest';
import { dayOfSerial, formatDay, formatDayInWords, readDay, serialOf } from '../../functions/domain/text/day.ts';

test.each([
  { typed: '03/7/2025', day: '2025-07-03' },
  { typed: '3/7/2025', day: '2025-07-03' },
  { typed: '11/07/2025', day: '2025-07-11' },
  { typed: ' 18-7-2025 ', day: '2025-07-18' },
  { typed: '18.7.2025', day: '2025-07-18' },
  { typed: '18 / 7 / 2025', day: '2025-07-18' },
  { typed: 'ngày 18/7/2025', day: '2025-07-18' },
  { typed: 'Ngày 03 tháng 7 năm 2025', day: '2025-07-03' },
  { typed: 'ngày 3 tháng 7 năm 2025'.normalize('NFD'), day: '2025-07-03' },
  { typed: '03\u00a0tháng\u00a07 năm 2025', day: '2025-07-03' },
  { typed: '０３/７/２０２５', day: '2025-07-03' },
  { typed: '2025-07-03', day: '2025-07-03' },
  { typed: '29/02/2024', day: '2024-02-29' },
])('D1 · "$typed" là $day', ({ typed, day }) => expect(readDay(typed)).toBe(day));

test.each([
  '31/6/2025',
  '29/02/2025',
  '0/7/2025',
  '7/13/2025',
  '2025-06-31',
  '5/10',
  '5/10/25',
  'tháng 7 năm 2025',
  '2025',
  '18/7/2025 và 19/7/2025',
  '01/01/0025',
  '01/01/2500',
  '',
])('D2 · "%s" không phải là một ngày', (typed) => expect(readDay(typed)).toBeUndefined());

test.each([
  { day: '2025-07-03', text: '03/7/2025', words: 'ngày 03 tháng 7 năm 2025' },
  { day: '2025-07-11', text: '11/7/2025', words: 'ngày 11 tháng 7 năm 2025' },
  { day: '2025-02-05', text: '05/02/2025', words: 'ngày 05 tháng 02 năm 2025' },
  { day: '2026-01-15', text: '15/01/2026', words: 'ngày 15 tháng 01 năm 2026' },
  { day: '2026-03-05', text: '05/3/2026', words: 'ngày 05 tháng 3 năm 2026' },
  { day: '2025-12-31', text: '31/12/2025', words: 'ngày 31 tháng 12 năm 2025' },
])('D3 · $day in là $text', ({ day, text, words }) => {
  expect(formatDay(day)).toBe(text);
  expect(formatDayInWords(day)).toBe(words);
  expect(readDay(text)).toBe(day);
});

test.each([
  { serial: 45_658, day: '2025-01-01' },
  { serial: 45_841, day: '2025-07-03' },
  { serial: 61, day: '1900-03-01' },
])('D4 · số sê-ri $serial là $day', ({ serial, day }) => {
  expect(dayOfSerial(serial)).toBe(day);
  expect(dayOfSerial(serial + 0.75)).toBe(day);
  expect(serialOf(day)).toBe(serial);
});

test.each([0, -5, 1e9, Number.NaN])('D4 · %s không là ngày nào', (serial) => {
  expect(dayOfSerial(serial)).toBeUndefined();
});
