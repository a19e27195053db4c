/** Which form a workbook without identity is a return of. */
import { expect, test } from 'vitest';
import type { Form } from '../../functions/domain/form/form.ts';
import { readAnswers } from '../../functions/domain/submission/read-answers.ts';
import { mostLikely } from '../../functions/domain/submission/recognise-form.ts';
import { aForm } from '../support/builders.ts';
import { sheetOf } from '../support/grid.ts';

const rows = (labels: readonly string[], first = 1) =>
  labels.map((label, index) => ({ code: `${first + index}`, key: `so_${first + index}`, label, type: 'count' }));
const part = (code: string, labels: readonly string[], first = 1) => ({
  code,
  key: `phan_${code.toLowerCase()}`,
  title: `Phần ${code}`,
  sheet: `Trang ${code}`,
  rows: rows(labels, first),
});

const FILES = ['Hồ sơ tiếp nhận', 'Hồ sơ đúng hạn', 'Hồ sơ quá hạn', 'Hồ sơ trả lại', 'Hồ sơ đang xử lý', 'Hồ sơ khác'];
const STAFF = [
  'Cán bộ',
  'Công chức',
  'Viên chức',
  'Hợp đồng',
  'Người hưu',
  'Người mới',
  'Người tập sự',
  'Người thôi việc',
];

const SECOND = aForm({ version: 2, sections: [part('A', FILES), part('B', STAFF, 11)] });
const RENAMED = FILES.map((label) => label.replace('Hồ sơ', 'Hồ sơ tiep'));
const FIRST = aForm({ sections: [part('A', RENAMED), part('B', STAFF, 11)] });
const OTHER = aForm({ id: 'khac', sections: [part('C', ['Máy tính', 'Máy in', 'Máy quét', 'Máy chiếu'])] });

const table = (labels: readonly string[], first = 1) => ({
  sheets: [
    sheetOf(
      'Sheet1',
      ['| STT | Các chỉ tiêu | Số liệu |', ...labels.map((label, index) => `| ${first + index} | ${label} | 5 |`)].join(
        '\n',
      ),
    ),
  ],
  names: [],
  passedBy: [],
});

test.each([
  { name: 'cả một trang của biểu', labels: FILES, chosen: SECOND },
  { name: 'nửa trang', labels: FILES.slice(0, 4), chosen: SECOND },
  { name: 'chỉ hai dòng', labels: FILES.slice(0, 2), chosen: undefined },
  { name: 'bốn dòng của trang tám dòng', labels: STAFF.slice(0, 4), first: 11, chosen: SECOND },
  { name: 'ba dòng của trang bốn dòng', labels: ['Máy tính', 'Máy in', 'Máy quét'], chosen: undefined },
  { name: 'trang của biểu khác', labels: ['Máy tính', 'Máy in', 'Máy quét', 'Máy chiếu'], chosen: OTHER },
  { name: 'tên như phiên bản 1', labels: RENAMED, chosen: FIRST },
  { name: 'trang mà hai phiên bản giống nhau: bản đứng trước', labels: STAFF, first: 11, chosen: SECOND },
  { name: 'bảng lạ', labels: ['Xăng xe', 'Điện', 'Nước', 'Giấy'], chosen: undefined },
])('$name', ({ labels, first, chosen }) => {
  const candidates = [SECOND, FIRST, OTHER].map((form: Form) => ({
    form,
    reading: readAnswers(form, table(labels, first)),
  }));
  expect(mostLikely(candidates)?.form).toBe(chosen);
});
