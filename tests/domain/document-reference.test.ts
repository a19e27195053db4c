/**
 * Citations of documents:
 *   C1  type, number, joint, symbol and day are taken apart, with or without "số" and "ngày"
 *   C2  what follows (issuer, subject) is not part of the citation
 *   C3  a day of no calendar is kept as typed
 *   C4  no number with a symbol, or two documents in one cell: no citation
 *   C5  a type and a symbol that contradict each other are told
 */
import { expect, test } from 'vitest';
import {
  formatDocumentReference,
  readDocumentReference,
  symbolConflict,
} from '../../functions/domain/text/document-reference.ts';

/** Type · number · joint · symbol · day. */
const parts = (text: string): string => {
  const found = readDocumentReference(text);
  if (!found) return 'không rõ';
  const { type = '–', number, joint, symbol, day = '–', badDay } = found;
  return [type, number, joint, symbol, badDay === undefined ? day : `không có ngày ${badDay}`].join(' · ');
};

test.each([
  { rule: 'C1', typed: 'Kế hoạch số 06/KH-UBND ngày 18/7/2025', read: 'Kế hoạch · 06 · / · KH-UBND · 2025-07-18' },
  { rule: 'C1', typed: 'Quyết định số 43/QĐ-UBND ngày 11/07/2025', read: 'Quyết định · 43 · / · QĐ-UBND · 2025-07-11' },
  { rule: 'C1', typed: 'Quyết định số 118-QĐ/ĐU ngày 16/7/2025', read: 'Quyết định · 118 · - · QĐ/ĐU · 2025-07-16' },
  { rule: 'C1', typed: 'Nghị định số 30/2020/NĐ-CP', read: 'Nghị định · 30/2020 · / · NĐ-CP · –' },
  { rule: 'C1', typed: '06/KH-UBND, 18/7/2025', read: '– · 06 · / · KH-UBND · 2025-07-18' },
  { rule: 'C1', typed: '06/KH-UBND (ngày 18/7/2025)', read: '– · 06 · / · KH-UBND · 2025-07-18' },
  { rule: 'C1', typed: '06/KH-UBND ký ngày 18 tháng 7 năm 2025', read: '– · 06 · / · KH-UBND · 2025-07-18' },
  { rule: 'C1', typed: 'Số: 06 / KH - UBND', read: '– · 06 · / · KH-UBND · –' },
  {
    rule: 'C1',
    typed: 'Kế\u00a0hoạch số 06/KH-UBND\nngày 18/7/2025.',
    read: 'Kế hoạch · 06 · / · KH-UBND · 2025-07-18',
  },
  { rule: 'C1', typed: 'Chỉ thị 03a/CT-UBND ngày 05/8/2025', read: 'Chỉ thị · 03a · / · CT-UBND · 2025-08-05' },
  { rule: 'C2', typed: '06/KH-UBND ngày 18/7/2025 của UBND xã Bình Dương', read: '– · 06 · / · KH-UBND · 2025-07-18' },
  { rule: 'C2', typed: '06/KH-UBND của UBND xã ngày 18/7/2025', read: '– · 06 · / · KH-UBND · 2025-07-18' },
  { rule: 'C2', typed: '06/KH-UBND về cải cách hành chính năm 2025', read: '– · 06 · / · KH-UBND · –' },
  {
    rule: 'C2',
    typed: 'Kế hoạch số 6/KH-UBND ngày 18/7/2025 thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024',
    read: 'Kế hoạch · 6 · / · KH-UBND · 2025-07-18',
  },
  { rule: 'C3', typed: '06/KH-UBND ngày 31/6/2025', read: '– · 06 · / · KH-UBND · không có ngày 31/6/2025' },
  { rule: 'C3', typed: '06/KH-UBND ngày 18/7', read: '– · 06 · / · KH-UBND · không có ngày 18/7' },
  {
    rule: 'C3',
    typed: '06/KH-UBND ngày 31/6/2025 của UBND xã',
    read: '– · 06 · / · KH-UBND · không có ngày 31/6/2025',
  },
  { rule: 'C4', typed: 'Kế hoạch năm 2025', read: 'không rõ' },
  { rule: 'C4', typed: 'Đã ban hành', read: 'không rõ' },
  { rule: 'C4', typed: '18/7/2025', read: 'không rõ' },
  { rule: 'C4', typed: '06/KH-UBND ngày 01/7/2025; 07/KH-UBND ngày 02/7/2025', read: 'không rõ' },
  { rule: 'C4', typed: '06/KH-UBND ngày 01/7/2025\n07/KH-UBND ngày 02/7/2025', read: 'không rõ' },
  { rule: 'C4', typed: 'Quyết định số 12/QĐ-UBND và Quyết định số 13/QĐ-UBND', read: 'không rõ' },
])('$rule · "$typed"', ({ typed, read }) => {
  expect(parts(typed)).toBe(read);
  expect(parts(typed.normalize('NFD'))).toBe(read);
});

test.each([
  { typed: 'Kế hoạch số 06/KH-UBND ngày 18/07/2025', printed: 'Kế hoạch số 06/KH-UBND ngày 18/7/2025' },
  { typed: '06/KH-UBND', printed: 'Văn bản số 06/KH-UBND' },
  { typed: 'Quyết định 118-QĐ/ĐU', printed: 'Quyết định số 118-QĐ/ĐU' },
])('in lại "$typed" thành "$printed"', ({ typed, printed }) => {
  const reference = readDocumentReference(typed);
  expect(reference && formatDocumentReference(reference)).toBe(printed);
});

test.each([
  { typed: 'Kế hoạch số 06/QĐ-UBND', conflict: { expected: 'KH', found: 'QĐ' } },
  { typed: 'Quyết định số 118-NQ/ĐU', conflict: { expected: 'QĐ', found: 'NQ' } },
  { typed: 'chương trình số 06-CTR/ĐU', conflict: undefined },
  { typed: 'Công văn số 10/UBND-VP', conflict: undefined },
  { typed: '06/QĐ-UBND', conflict: undefined },
  { typed: 'Nghị định số 30/2020/NĐ-CP', conflict: undefined },
])('C5 · "$typed"', ({ typed, conflict }) => {
  const reference = readDocumentReference(typed);
  expect(reference && symbolConflict(reference)).toEqual(conflict);
});
