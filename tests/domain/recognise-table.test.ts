/**
 * A table that is no template of ours:
 *   T1  recognised by its captions wherever it begins, in any order of columns, in one sheet or several
 *   T2  rows by label and code: trailing dots, "Trong đó", wrapped labels, repeated captions, numbers as text
 *   T3  the label counts over the code; a slip in it is forgiven; what was taken for what is said
 *   T4  a row that is none of the form's is said with its value; a figure that stands twice is asked about
 *   T5  tables of years, upright and turned
 */
import { expect, test } from 'vitest';
import { answerOf } from '../../functions/domain/submission/answers.ts';
import { readAnswers } from '../../functions/domain/submission/read-answers.ts';
import type { WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import { aForm } from '../support/builders.ts';
import { grid, sheetOf } from '../support/grid.ts';

const count = (code: string, key: string, label: string, printed?: string) => ({
  code,
  key,
  label,
  type: 'count',
  unit: 'Hồ sơ',
  printed,
});
const year = (number: number) => ({ code: `${number}`, key: `nam_${number}`, label: `Năm ${number}` });

const FORM = aForm({
  sections: [
    {
      code: '3',
      key: 'thu_tuc',
      title: 'Cải cách thủ tục hành chính',
      sheet: 'Phụ lục',
      rows: [
        { code: '3.1', label: 'Thống kê hồ sơ' },
        count('3.1.1', 'tong', 'Tổng số hồ sơ tiếp nhận trong kỳ'),
        count('3.1.2', 'huyen', 'Hồ sơ do cấp huyện tiếp nhận'),
        count('3.1.2.a', 'huyen_xong', 'Số hồ sơ đã giải quyết xong', 'Trong đó'),
        count('3.1.3', 'xa', 'Hồ sơ do cấp xã tiếp nhận'),
        count('3.1.3.a', 'xa_xong', 'Số hồ sơ đã giải quyết xong', 'Trong đó'),
        count('3.1.4', 'dung', 'Số hồ sơ giải quyết đúng hạn tại Bộ phận một cửa'),
      ],
    },
    {
      code: 'B',
      key: 'nam',
      title: 'Số liệu theo năm',
      sheet: 'Theo năm',
      rows: [
        {
          table: {
            code: 'B1',
            key: 'bien_che',
            label: 'Biên chế',
            columns: [
              { code: 'giao', key: 'giao', label: 'Biên chế được giao', type: 'count', unit: 'Người' },
              { code: 'mat', key: 'mat', label: 'Có mặt', type: 'count', unit: 'Người' },
            ],
            rows: [year(2023), year(2024)],
          },
        },
        {
          table: {
            code: 'B3',
            key: 'tinh_gian',
            label: 'Tinh giản',
            columns: [
              { code: 'giao', key: 'giao', label: 'Biên chế được giao', type: 'count', unit: 'Người' },
              { code: 'mat', key: 'mat', label: 'Có mặt', type: 'count', unit: 'Người' },
              { code: 'giam', key: 'giam', label: 'Tinh giản', type: 'count', unit: 'Người' },
            ],
            rows: [{ code: 'x', key: 'xa', label: 'Cán bộ xã' }, year(2023)],
          },
        },
        {
          table: {
            code: 'B2',
            key: 'ket_qua',
            label: 'Kết quả',
            columns: [
              { code: '2023', key: 'nam_2023', label: '2023', type: 'count' },
              { code: '2024', key: 'nam_2024', label: '2024', type: 'count' },
            ],
            rows: [
              { code: '1', key: 'ho_so', label: 'Số hồ sơ' },
              { code: '2', key: 'phien', label: 'Số phiên họp' },
            ],
          },
        },
      ],
    },
  ],
});

function outcome(workbook: WorkbookData): { readonly answers: string; readonly said: readonly string[] } {
  const { answers, findings } = readAnswers(FORM, workbook);
  const shown = FORM.indicators.flatMap((indicator) => {
    const { state, number } = answerOf(answers, indicator);
    return state === 'missing' ? [] : [`${indicator.code}=${number ?? state}`];
  });
  const said = findings.filter(({ code }) => !['PART_LOST', 'CELL_LOST', 'FOUND_BY_LABEL'].includes(code));
  return { answers: shown.join(' '), said: said.map(({ code }) => code) };
}

const LIST = '3.1.1=1440 3.1.2=0 3.1.2.a=0 3.1.3=1440 3.1.3.a=1438';

test.each([
  {
    name: 'T1 · như in, số là chữ',
    table: `
    | PHỤ LỤC I |
    |        |                                  |             |         |         |
    | STT    | Các chỉ tiêu                     | Đơn vị tính | Số liệu | Ghi chú |
    | 3.     | Cải cách thủ tục hành chính      |             |         |         |
    | 3.1.   | Thống kê hồ sơ                   |             |         |         |
    | 3.1.1. | Tổng số hồ sơ tiếp nhận trong kỳ | Hồ sơ       | 1.440   |         |
    | 3.1.2. | Hồ sơ do cấp huyện tiếp nhận     | Hồ sơ       | 0       |         |
    | Trong đó | Số hồ sơ đã giải quyết xong    | Hồ sơ       | 0       |         |
    | 3.1.3. | Hồ sơ do cấp xã tiếp nhận        | Hồ sơ       | 1.440   |         |
    | Trong đó | Số hồ sơ đã giải quyết xong    | Hồ sơ       | 1.438   |         |`,
  },
  {
    name: 'T1 · cột đổi chỗ, tiêu đề hai dòng, đánh số cột',
    table: `
    |  | Ghi chú | Kết quả |        | Nội dung | TT |
    |  |         | Kết quả thực hiện | ĐVT | |      |
    |  | (1)     | (2)     | (3)    | (4)      | (5) |
    |  |   | 1.440 | Hồ sơ | Tổng số hồ sơ tiếp nhận trong kỳ | 3.1.1 |
    |  |   | 0     | Hồ sơ | Hồ sơ do cấp huyện tiếp nhận     | 3.1.2 |
    |  |   | 0     | Hồ sơ | Số hồ sơ đã giải quyết xong      |       |
    |  |   | 1.440 | Hồ sơ | Hồ sơ do cấp xã tiếp nhận        | 3.1.3 |
    |  |   | 1.438 | Hồ sơ | - Số hồ sơ đã giải quyết xong    |       |`,
  },
  {
    name: 'T2 · tên gãy qua nhiều dòng, tiêu đề lặp lại giữa chừng',
    table: `
    | STT | Các chỉ tiêu | Đơn vị tính | Số liệu | Ghi chú |
    | 3.1.1. | Tổng số hồ sơ tiếp | Hồ sơ | 1.440 | |
    |        | nhận trong kỳ      |       |       | |
    | 3.1.2. | Hồ sơ do cấp huyện | | | |
    |        | tiếp nhận          | Hồ sơ | 0 | |
    | Trong  | Số hồ sơ đã        | | | |
    |        | giải quyết xong    | Hồ sơ | 0 | |
    | 3.1.3. | Hồ sơ do cấp xã tiếp nhận | Hồ sơ | 1.440 | |
    | STT | Các chỉ tiêu | Đơn vị tính | Số liệu | Ghi chú |
    | Trong đó | Số hồ sơ đã giải quyết xong | Hồ sơ | 1.438 | |`,
  },
  {
    name: 'T2 · mã số nằm chung ô với tên',
    table: `
    | Các chỉ tiêu | ĐVT | Số liệu báo cáo |
    | 3.1.1. Tổng số hồ sơ tiếp nhận trong kỳ | Hồ sơ | =1440 |
    | 3.1.2 Hồ sơ do cấp huyện tiếp nhận | Hồ sơ | =0 |
    | Trong đó: Số hồ sơ đã giải quyết xong | Hồ sơ | =0 |
    | 3.1.3) Hồ sơ do cấp xã tiếp nhận | Hồ sơ | =1440 |
    | + Số hồ sơ đã giải quyết xong | Hồ sơ | =1438 |`,
  },
  {
    name: 'T1 · không có dòng tiêu đề cột',
    table: `
    | 3.1.1. | Tổng số hồ sơ tiếp nhận trong kỳ | Hồ sơ | 1.440 |
    | 3.1.2. | Hồ sơ do cấp huyện tiếp nhận | Hồ sơ | 0 |
    | Trong đó | Số hồ sơ đã giải quyết xong | Hồ sơ | 0 |
    | 3.1.3. | Hồ sơ do cấp xã tiếp nhận | Hồ sơ | 1.440 |
    | Trong đó | Số hồ sơ đã giải quyết xong | Hồ sơ | 1.438 |`,
  },
])('$name', ({ table }) => expect(outcome(grid(table))).toEqual({ answers: LIST, said: [] }));

const HEAD = '| STT | Các chỉ tiêu | Đơn vị tính | Số liệu | Ghi chú |';

test.each([
  {
    name: 'mã số lệch một bậc: tên quyết định',
    row: '| 3.1.2. | Hồ sơ do cấp xã tiếp nhận | Hồ sơ | 5 | |',
    gives: '3.1.3=5',
    says: 'được hiểu là chỉ tiêu "3.1.3 Hồ sơ do cấp xã tiếp nhận" theo tên, tuy mã số ghi là 3.1.2',
  },
  {
    name: 'tên gõ sai một chữ cái, không có mã số',
    row: '| | Hồ sơ do cấp xã tiếp nhậm | Hồ sơ | 5 | |',
    gives: '3.1.3=5',
    says: 'được hiểu là chỉ tiêu "3.1.3 Hồ sơ do cấp xã tiếp nhận" vì tên gần giống',
  },
  {
    name: 'tên thiếu một chữ, đúng mã số',
    row: '| 3.1.4. | Số hồ sơ giải quyết đúng hạn tại Bộ phận cửa | Hồ sơ | 5 | |',
    gives: '3.1.4=5',
    says: 'vì tên gần giống',
  },
  {
    name: 'chỉ còn mã số',
    row: '| 3.1.1. | | Hồ sơ | 5 | |',
    gives: '3.1.1=5',
    says: 'theo mã số 3.1.1, tuy không ghi tên',
  },
])('T3 · $name', ({ row, gives, says }) => {
  const { answers, findings } = readAnswers(FORM, grid(`${HEAD}\n${row}`));
  expect(outcome(grid(`${HEAD}\n${row}`))).toEqual({ answers: gives, said: ['ROW_TAKEN_FOR'] });
  expect(findings.find(({ code }) => code === 'ROW_TAKEN_FOR')).toMatchObject({
    severity: 'note',
    cells: [{ sheet: 'Phiếu', address: 'D2' }],
    sentence: expect.stringContaining(says),
  });
  expect([...answers.values()].filter(({ at }) => at !== undefined)).toHaveLength(1);
  expect(findings.map(({ code }) => code)).not.toContain('FOUND_BY_LABEL');
});

test.each([
  { name: 'cấp huyện và cấp tỉnh là hai việc', row: '| 3.1.2. | Hồ sơ do cấp tỉnh tiếp nhận | Hồ sơ | 5 | |' },
  {
    name: 'không đúng hạn khác đúng hạn',
    row: '| 3.1.4. | Số hồ sơ giải quyết không đúng hạn tại Bộ phận một cửa | Hồ sơ | 5 | |',
  },
  { name: 'đúng mã nhưng tên khác hẳn', row: '| 3.1.1. | Số cuộc họp | Cuộc | 5 | |' },
  { name: 'dòng thêm của xã', row: '| | Kinh phí tuyên truyền | Đồng | 5 | |' },
])('T4 · $name: không nhận, và nói ra số liệu', ({ row }) => {
  const { answers, findings } = readAnswers(
    FORM,
    grid(`${HEAD}\n| 3.1.3. | Hồ sơ do cấp xã tiếp nhận | Hồ sơ | 7 | |\n${row}`),
  );
  expect([...answers.values()].flatMap(({ number }) => number ?? [])).toEqual([7]);
  const label = row.split('|')[2]?.trim();
  expect(findings.find(({ code }) => code === 'ROW_UNKNOWN')).toMatchObject({
    severity: 'warning',
    cells: [{ sheet: 'Phiếu', address: 'D3' }],
    sentence: expect.stringContaining(`dòng 3 "${label}" (5)`),
  });
});

test.each([
  { name: 'dòng đầu để trống', first: '', second: '=5', gives: '3.1.1=5', said: [] },
  { name: 'khác số liệu', second: '9', gives: '3.1.1=unreadable', said: ['ROW_AMBIGUOUS'] },
  { name: 'cùng số liệu', second: '=5', gives: '3.1.1=5', said: [] },
  { name: 'dòng sau để trống', second: '', gives: '3.1.1=5', said: [] },
])('T4 · chỉ tiêu có ở hai trang, $name', ({ first = '5', second, gives, said }) => {
  const page = (name: string, value: string) =>
    sheetOf(name, `${HEAD}\n| 3.1.1 | Tổng số hồ sơ tiếp nhận trong kỳ | Hồ sơ | ${value} | |`);
  const workbook = { sheets: [page('Lần 1', first), page('Lần 2', second)], names: [], passedBy: [] };
  expect(outcome(workbook)).toEqual({ answers: gives, said });
});

test('T4 · hai dòng đều có số liệu không phải là một tên gãy đôi', () => {
  const { answers, said } = outcome(
    grid(`${HEAD}
    | 3.1.1. | Tổng số hồ sơ tiếp nhận trong kỳ | Hồ sơ | 9 | |
    | 3.1.3. | Hồ sơ do cấp xã | Hồ sơ | 5 | |
    |        | tiếp nhận       | Hồ sơ | 6 | |`),
  );
  expect({ answers, said }).toEqual({ answers: '3.1.1=9', said: ['ROW_UNKNOWN'] });
});

test('T1 · không có tiêu đề cột mà hai cột có số thì không đoán cột nào là số liệu', () => {
  const table = `
    | 3.1.1. | Tổng số hồ sơ tiếp nhận trong kỳ | Hồ sơ | 1.440 | 1.300 |
    | 3.1.2. | Hồ sơ do cấp huyện tiếp nhận | Hồ sơ | 0 | 0 |
    | 3.1.3. | Hồ sơ do cấp xã tiếp nhận | Hồ sơ | 1.440 | 1.300 |`;
  expect(outcome(grid(table)).answers).toBe('');
});

test('T4 · trang có số liệu mà không nhận ra chỉ tiêu nào được nói ra', () => {
  const known = sheetOf('Phụ lục', `${HEAD}\n| 3.1.1 | Tổng số hồ sơ tiếp nhận trong kỳ | Hồ sơ | 5 | |`);
  const other = sheetOf('Dự toán', '| Xăng xe | =500 |');
  const { findings } = readAnswers(FORM, { sheets: [known, other], names: [], passedBy: [] });
  expect(findings.find(({ code }) => code === 'SHEETS_NOT_READ')?.sentence).toContain('trang "Dự toán"');
});

test('T2 · cột Ghi chú là giải trình của dòng; số liệu ở dòng tiêu đề được nói ra', () => {
  const { answers, strays } = readAnswers(
    FORM,
    grid(`${HEAD}
    | 3.1.   | Thống kê hồ sơ                   |       | 123 |        |
    | 3.1.1. | Tổng số hồ sơ tiếp               | Hồ sơ | 5   | 3 cuộc |
    |        | nhận trong kỳ                    |       |     | tự kiểm tra |`),
  );
  expect(answers.get('tong')).toMatchObject({ number: 5, explanation: '3 cuộc tự kiểm tra' });
  expect([...strays]).toEqual([['3.1', '123']]);
});

const YEARS = 'B1.2023.giao=20 B1.2023.mat=18 B1.2024.giao=20 B1.2024.mat=17';

test.each([
  {
    name: 'năm theo dòng',
    table: `
    | Năm | Biên chế được giao | Có mặt |
    | 2023 | 20 | 18 |
    | =2024 | 20 | 17 |`,
    gives: YEARS,
  },
  {
    name: 'có cột mã số và đơn vị tính giống tên cột, năm sau để trống',
    table: `
    | Mã số | Chỉ tiêu | Đơn vị tính | Biên chế được giao | Có mặt | Giải trình |
    | 2023 | Năm 2023 | Có mặt | =20 | =18 | |
    | 2024 | Năm 2024 | Có mặt | | =17 | |`,
    gives: 'B1.2023.giao=20 B1.2023.mat=18 B1.2024.mat=17',
  },
  {
    name: 'năm theo cột, có đơn vị tính, dòng cuối để trống',
    table: `
    | TT | Chỉ số | Đơn vị | Năm 2023 | Năm 2024 |
    | 1 | Biên chế được giao | Đơn vị | =20 | =20 |
    | 2 | Có mặt | Đơn vị | | |`,
    gives: 'B1.2023.giao=20 B1.2024.giao=20',
  },
  {
    name: 'dòng để trống có đơn vị tính trùng tên cột không phải là tiêu đề',
    table: `
    | Mã số | Chỉ tiêu | Đơn vị tính | Biên chế được giao | Có mặt | Giải trình |
    | 2023 | Năm 2023 | Có mặt | | | |
    | 2024 | Năm 2024 | Có mặt | =20 | =17 | |`,
    gives: 'B1.2024.giao=20 B1.2024.mat=17',
  },
  {
    name: 'bảng có mọi cột của bảng khác và thêm một cột',
    table: `
    | Năm | Biên chế được giao | Có mặt | Tinh giản |
    | 2023 | 20 | 18 | 1 |`,
    gives: 'B3.2023.giao=20 B3.2023.mat=18 B3.2023.giam=1',
  },
  {
    name: 'cột đổi chỗ, dòng ghi "Năm 2023"',
    table: `
    | TT | Nội dung | Có mặt | Biên chế được giao |
    | 1 | Năm 2023 | 18 | 20 |
    | 2 | Năm 2024 | 17 | 20 |`,
    gives: YEARS,
  },
  {
    name: 'năm theo cột, là số',
    table: `
    | Chỉ số | =2023 | =2024 |
    | Biên chế được giao | 20 | 20 |
    | Có mặt | 18 | 17 |`,
    gives: YEARS,
  },
  {
    name: 'bảng vốn có năm theo cột, ô đầu trống',
    table: `
    | | Năm 2023 | Năm 2024 |
    | Số hồ sơ | 3.817 | 2.646 |
    | Số phiên họp | 4 | 5 |`,
    gives: 'B2.1.2023=3817 B2.1.2024=2646 B2.2.2023=4 B2.2.2024=5',
  },
])('T5 · $name', ({ table, gives }) => expect(outcome(grid(table))).toEqual({ answers: gives, said: [] }));
