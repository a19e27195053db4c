/** Nghị định 30/2020/NĐ-CP, II.6.b: a document in full once, then by type and number; days as the decree writes them. */
import { expect, test } from 'vitest';
import { withOfficeDates } from '../../functions/domain/notice/edit-notice.ts';
import { shortCitations } from '../../functions/domain/notice/short-citations.ts';

const FIRST =
  'Căn cứ Quyết định số 1071/QĐ-UBND ngày 07/8/2025 của UBND tỉnh ban hành Kế hoạch kiểm tra công tác, năm 2025;';

test.each([
  { name: 'lần đầu giữ nguyên', texts: [FIRST], last: FIRST },
  {
    name: 'lần sau chỉ còn tên loại và số',
    texts: [FIRST, 'Thực hiện Quyết định số 1071/QĐ-UBND ngày 07/8/2025, Đoàn kiểm tra thông báo.'],
    last: 'Thực hiện Quyết định số 1071/QĐ-UBND, Đoàn kiểm tra thông báo.',
  },
  {
    name: 'bỏ cả cơ quan và trích yếu đã nêu, trích yếu có dấu phẩy',
    texts: [
      FIRST,
      'Theo Quyết định số 1071/QĐ-UBND ngày 07/8/2025 của UBND tỉnh ban hành Kế hoạch kiểm tra công tác, năm 2025.',
    ],
    last: 'Theo Quyết định số 1071/QĐ-UBND.',
  },
  {
    name: 'chỉ bỏ phần giống lần đầu',
    texts: [FIRST, 'Quyết định số 1071/QĐ-UBND ngày 07/8/2025 của UBND tỉnh và hướng dẫn của Sở.'],
    last: 'Quyết định số 1071/QĐ-UBND và hướng dẫn của Sở.',
  },
  {
    name: 'trích yếu khác lần đầu thì giữ, chỉ bỏ ngày',
    texts: [
      'Quyết định số 24/QĐ-UBND ngày 03/7/2025 về phân công.',
      'Quyết định số 24/QĐ-UBND ngày 03/7/2025 về thi đua.',
    ],
    last: 'Quyết định số 24/QĐ-UBND về thi đua.',
  },
  {
    name: 'trong cùng một câu, có ngoặc',
    texts: ['Kế hoạch số 06/KH-UBND ngày 18/7/2025, xem (Kế hoạch số 06/KH-UBND ngày 18/7/2025).'],
    last: 'Kế hoạch số 06/KH-UBND ngày 18/7/2025, xem (Kế hoạch số 06/KH-UBND).',
  },
  {
    name: 'cùng số khác ngày là văn bản khác',
    texts: ['Kế hoạch số 06/KH-UBND ngày 18/7/2025.', 'Kế hoạch số 06/KH-UBND ngày 18/7/2024.'],
    last: 'Kế hoạch số 06/KH-UBND ngày 18/7/2024.',
  },
  {
    name: 'văn bản của Đảng, nghị định có năm',
    texts: [
      'Quyết định số 118-QĐ/ĐU ngày 16/7/2025; Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ.',
      'Quyết định số 118-QĐ/ĐU ngày 16/7/2025 và Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ./.',
    ],
    last: 'Quyết định số 118-QĐ/ĐU và Nghị định số 118/2025/NĐ-CP./.',
  },
])('$name', ({ texts, last }) => {
  const shorten = shortCitations();
  expect(texts.map(shorten).at(-1)).toBe(last);
});

test.each([
  { typed: 'ngày 11/07/2025', text: 'ngày 11/7/2025' },
  { typed: 'ngày 3/7/2025', text: 'ngày 03/7/2025' },
  { typed: 'từ 5/2/2025 đến 05/12/2025', text: 'từ 05/02/2025 đến 05/12/2025' },
  { typed: 'ngày 31/6/2025', text: 'ngày 31/6/2025' },
  { typed: '1.338/1.378 hồ sơ, 92/92, 06/KH-UBND', text: '1.338/1.378 hồ sơ, 92/92, 06/KH-UBND' },
])('ngày tháng: $typed', ({ typed, text }) => expect(withOfficeDates(typed)).toBe(text));
