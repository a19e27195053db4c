/**
 * What an author of a form is told: every fault at once, each a finished Vietnamese sentence with
 * its path in the file:
 *   A3  expressions: grammar, kinds that do not fit, tables where a figure is meant
 *   A4  ratios, choices, tables; texts with places
 */
import { describe, expect, test } from 'vitest';
import { faults, figure, form, NEXT, rule, TABLE } from '../support/form-source.ts';

const CLAIM = 'Biểu thức phải là một phép so sánh, ví dụ [3.2] = [3.3] + [3.4].';

describe('A3 · biểu thức', () => {
  test.each([
    { check: '[1.1] = = [1.2]', says: 'Sau "[1.1] =" cần một chỉ tiêu, một số hoặc một hàm, nhưng lại gặp "=".' },
    { check: '[1.1] + [1.2]', says: CLAIM },
    { check: '[1.1] = [1.3]', says: 'Hai vế của phép so sánh khác loại (số với chữ).' },
    { check: '[1.3] + 1 = 2', says: 'Phép tính chỉ dùng với số, không dùng với chữ.' },
    { check: '-[1.3] = 2', says: 'Phép tính chỉ dùng với số, không dùng với chữ.' },
    { check: "[1.3] > 'a'", says: 'Chữ chỉ so sánh được bằng "=" hoặc "<>".' },
    { check: '([1.1] = 1) = ([1.2] = 1)', says: 'Không so sánh hai phép so sánh với nhau được.' },
    { check: '[1.1] and [1.2] = 1', says: '"and", "or", "not" chỉ nối các phép so sánh.' },
    { check: 'not [1.1]', says: '"and", "or", "not" chỉ nối các phép so sánh.' },
    { check: 'sum([1.1], [1.3]) = 1', says: 'Hàm sum(…) chỉ dùng với số, không dùng với chữ.' },
    { check: 'orzero([1.3]) = 1', says: 'Hàm orzero(…) chỉ dùng với số, không dùng với chữ.' },
    { check: 'abs([1.1] = 1) = 1', says: 'Hàm abs(…) chỉ dùng với số, không dùng với chữ.' },
    { check: 'given([1.1]) = 1', says: 'Hai vế của phép so sánh khác loại (số với chữ).' },
    { check: "[B] = 'x'", says: '[B] là một bảng. Hãy dùng rows([B]) hoặc một ô của bảng.' },
    { check: 'na([B])', says: '[B] là một bảng. Hãy dùng rows([B]) hoặc một ô của bảng.' },
    { check: 'orzero([B]) = 1', says: '[B] là một bảng. Hãy dùng rows([B]) hoặc một ô của bảng.' },
    { check: 'rows([1.1]) = 1', says: 'Hàm rows(…) đếm dòng của một bảng. Hãy ghi mã số của bảng.' },
  ])('$check', ({ check, says }) => expect(faults(rule({ check }))).toEqual([`rules.0.check: ${says}`]));

  test.each(["[1.3] <> ''", 'given([B])', 'rows([B]) > [1.1]', 'given([1.3]) and not na([1.1])', "[B.1.x] = 'a'"])(
    '%s dùng được',
    (check) => {
      expect(faults(rule({ check }))).toEqual([]);
    },
  );
});

describe('A4 · chỉ tiêu, bảng, câu', () => {
  const ratio = (numerator: string, denominator: string, code = '1.5') => ({
    code,
    key: `ty_le_${code.replace('.', '_')}`,
    label: 'Tỷ lệ',
    type: 'ratio',
    ratio: { numerator, denominator },
  });
  const table = (change: object) => form([{ table: { ...TABLE, code: 'C', key: 'bang_c', ...change } }]);
  const recommendation = (change: object) =>
    form([], { recommendations: [{ id: 'R1', default: 'always', text: 'Làm.', ...change }] });
  const notice = (section: string, text: string) =>
    form([], { notice: { fields: [{ section, title: 'Một', paragraphs: [{ text }] }] } });

  test.each([
    {
      name: 'lựa chọn không có danh sách',
      source: form([figure('1.4', { type: 'choice' })]),
      says: [`${NEXT}: Chỉ tiêu 1.4: loại "choice" phải có danh sách "choices".`],
    },
    {
      name: 'tỷ lệ không có tử số',
      source: form([figure('1.4', { type: 'ratio' })]),
      says: [`${NEXT}: Chỉ tiêu 1.4: loại "ratio" phải có "ratio" với tử số và mẫu số.`],
    },
    {
      name: 'tử số của loại khác',
      source: form([figure('1.4', { ratio: { numerator: '[1.1]', denominator: '[1.2]' } })]),
      says: [`${NEXT}: Chỉ tiêu 1.4: có "ratio" nhưng loại không phải "ratio".`],
    },
    {
      name: 'tử số viết sai',
      source: form([ratio('[1.1] +', '[1.2]')]),
      says: [
        `${NEXT}.ratio.numerator: Sau "[1.1] +" cần một chỉ tiêu, một số hoặc một hàm, nhưng lại gặp chỗ hết biểu thức.`,
        `${NEXT}: Chỉ tiêu 1.5: loại "ratio" phải có "ratio" với tử số và mẫu số.`,
      ],
    },
    {
      name: 'tử số là so sánh',
      source: form([ratio('[1.1] = 1', '[1.2]')]),
      says: [`${NEXT}: Biểu thức phải cho ra một số.`],
    },
    {
      name: 'mẫu số là văn bản',
      source: form([figure('1.4', { type: 'document' }), ratio('[1.1]', '[1.4]')]),
      says: ['sections.0.rows.5: Tử số, mẫu số không dùng được văn bản [1.4]. Hãy dùng số liệu.'],
    },
    {
      name: 'tỷ lệ của chính nó',
      source: form([ratio('[1.5]', '[1.2]')]),
      says: [`${NEXT}: Chỉ tiêu 1.5: tử số, mẫu số dẫn về chính tỷ lệ này.`],
    },
    {
      name: 'hai tỷ lệ vòng quanh',
      source: form([ratio('[1.6]', '[1.2]'), ratio('[1.1]', '[1.5]', '1.6')]),
      says: [
        `${NEXT}: Chỉ tiêu 1.5: tử số, mẫu số dẫn về chính tỷ lệ này.`,
        'sections.0.rows.5: Chỉ tiêu 1.6: tử số, mẫu số dẫn về chính tỷ lệ này.',
      ],
    },
    {
      name: 'bảng thiếu dòng',
      source: table({ freeRows: undefined }),
      says: [
        `${NEXT}.table: Bảng C phải có hoặc "rows" (dòng cố định) hoặc "freeRows" (số dòng để trống), không phải cả hai.`,
      ],
    },
    {
      name: 'ô của bảng không có loại',
      source: table({ freeRows: 1, columns: [{ code: 'x', key: 'x', label: 'X' }] }),
      says: [`${NEXT}.table.columns.0: Ô C.1.x chưa có loại dữ liệu. Hãy ghi "type" ở dòng hoặc ở cột.`],
    },
    {
      name: 'kiến nghị thiếu điều kiện',
      source: recommendation({ default: 'when' }),
      says: ['recommendations.0: Kiến nghị R1 mặc định theo điều kiện nhưng chưa có điều kiện "when".'],
    },
    {
      name: 'câu của kiến nghị thiếu ngoặc',
      source: recommendation({ text: 'Có {1.1 hồ sơ' }),
      says: ['recommendations.0.text: Thiếu dấu "}" trong câu "Có {1.1 hồ sơ".'],
    },
    {
      name: 'chỗ trống lạ',
      source: recommendation({ text: 'Có {1.9} và {constructor}' }),
      says: [
        'recommendations.0: Không có chỉ tiêu, từ hoặc hằng số nào tên là {1.9}.',
        'recommendations.0: Không có chỉ tiêu, từ hoặc hằng số nào tên là {constructor}.',
      ],
    },
    {
      name: 'căn cứ lạ',
      source: recommendation({ ground: ['1.9'] }),
      says: ['recommendations.0.ground: Không có chỉ tiêu, từ hoặc hằng số nào tên là {1.9}.'],
    },
    {
      name: 'thông báo về phần lạ',
      source: notice('9', 'Không.'),
      says: ['notice.fields.0: Thông báo nhắc tới phần 9 không có trong biểu.'],
    },
    {
      name: 'thông báo có chỗ trống lạ',
      source: notice('1', 'Có {1.9}.'),
      says: ['notice.fields.0.paragraphs.0: Không có chỉ tiêu, từ hoặc hằng số nào tên là {1.9}.'],
    },
  ])('$name', ({ source, says }) => expect(faults(source)).toEqual(says));
});
