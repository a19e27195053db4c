/** Figures in prose: as Nghị định 30/2020/NĐ-CP and the offices write them; never as sound when under an error. */
import { expect, test } from 'vitest';
import { figureSource } from '../../functions/domain/notice/figure-source.ts';
import { DOUBT, slotFiller } from '../../functions/domain/notice/print-figure.ts';
import { ZERO } from '../../functions/domain/text/sentence-template.ts';
import { aForm, aSubmission, type Typed } from '../support/builders.ts';

const row = (code: string, type: string, more: object = {}) => ({
  code,
  key: `k_${code.toLowerCase().replaceAll('.', '_')}`,
  label: `Chỉ tiêu ${code}`,
  type,
  presence: 'optional',
  ...more,
});

const FORM = aForm({
  rules: [{ id: 'Q1', severity: 'error', check: '[Day] <= [V]', says: 'Văn bản có ngày trước ngày đã ghi' }],
  constants: { tong_so: { value: 1092, label: 'Tổng số' } },
  sections: [
    {
      code: '1',
      key: 'phan_mot',
      title: 'Phần một',
      sheet: 'Phần một',
      rows: [
        row('C', 'count', { unit: 'hồ sơ' }),
        row('A', 'amount', { unit: 'tỷ đồng' }),
        row('A2', 'amount', { unit: 'tỷ đồng', decimals: 2 }),
        row('S', 'share'),
        row('N', 'count'),
        row('D', 'count'),
        row('R', 'ratio', { ratio: { numerator: '[N]', denominator: '[D]', stated: true } }),
        row('R1', 'ratio', { ratio: { numerator: '[N]', denominator: '[D]', decimals: 1 } }),
        row('L', 'choice', { choices: [{ code: '1+2', label: 'mức độ 1 và mức độ 2' }] }),
        row('Y', 'yesno'),
        row('T', 'longtext'),
        row('Day', 'date'),
        row('V', 'document'),
        {
          table: {
            code: 'B',
            key: 'chi_tieu',
            label: 'Chỉ tiêu chưa hoàn thành',
            freeRows: 3,
            columns: [
              { code: 'a', key: 'khoi', label: 'Khối', type: 'text' },
              { code: 'b', key: 'ten', label: 'Tên', type: 'text' },
              { code: 'c', key: 'han', label: 'Hạn', type: 'date' },
            ],
          },
        },
        {
          table: {
            code: 'F',
            key: 'bien_che',
            label: 'Biên chế',
            columns: [
              { code: 'g', key: 'giao', label: 'Được giao', type: 'count', presence: 'optional' },
              { code: 'm', key: 'co_mat', label: 'Có mặt', type: 'count', presence: 'optional' },
            ],
            rows: [
              { code: '2024', key: 'n2024', label: 'Năm 2024' },
              { code: '2025', key: 'n2025', label: 'Năm 2025' },
            ],
          },
        },
      ],
    },
  ],
});

function print(slot: string, values: Typed): string | undefined {
  return slotFiller(figureSource(FORM, aSubmission(FORM, values)), { loai: 'xã' })(slot);
}

const SOUND = [
  { name: 'số đếm dưới 10 có số 0 đứng trước', slot: 'C', values: { C: '5' }, printed: '05' },
  { name: 'số 0 có dấu riêng, để câu viết thành lời', slot: 'C', values: { C: '0' }, printed: ZERO },
  { name: 'từ 10 trở lên để nguyên', slot: 'C', values: { C: '10' }, printed: '10' },
  { name: 'hàng nghìn có dấu chấm', slot: 'C', values: { C: '1. 440' }, printed: '1.440' },
  { name: 'không phát sinh là 0', slot: 'C', values: { C: 'nil' }, printed: ZERO },
  { name: 'không áp dụng thì không in', slot: 'C', values: { C: 'na' }, printed: undefined },
  { name: 'để trống thì không in', slot: 'C', values: {}, printed: undefined },
  { name: 'số tiền giữ số lẻ đã ghi', slot: 'A', values: { A: '17759,720212' }, printed: '17.759,720212' },
  { name: 'số tiền theo số lẻ của biểu', slot: 'A2', values: { A2: '1234,5' }, printed: '1.234,50' },
  { name: 'tỷ lệ nêu sẵn', slot: 'S', values: { S: '100%' }, printed: '100%' },
  { name: 'tỷ lệ nêu sẵn có số lẻ', slot: 'S', values: { S: '86,60' }, printed: '86,60%' },
  { name: 'tỷ lệ "không phát sinh" thì không in', slot: 'S', values: { S: 'nil' }, printed: undefined },
  {
    name: 'tỷ lệ tính từ số liệu, không lấy số bị cắt đuôi',
    slot: 'R',
    values: { N: '1338', D: '1378', R: '97,09' },
    printed: '97,10%',
  },
  { name: 'tỷ lệ theo số lẻ của biểu', slot: 'R1', values: { N: '1338', D: '1378' }, printed: '97,1%' },
  { name: 'giữ số 0 ở cuối', slot: 'R', values: { N: '29', D: '1000' }, printed: '2,90%' },
  { name: 'tỷ lệ không áp dụng thì không in', slot: 'R', values: { N: '1', D: '2', R: 'na' }, printed: undefined },
  { name: '0/0 là không phát sinh, không in', slot: 'R', values: { N: '0', D: '0' }, printed: undefined },
  { name: 'chưa có tử số, mẫu số', slot: 'R1', values: {}, printed: undefined },
  { name: 'lựa chọn in theo tên', slot: 'L', values: { L: '1+2' }, printed: 'mức độ 1 và mức độ 2' },
  { name: 'có', slot: 'Y', values: { Y: 'Có' }, printed: 'có' },
  { name: 'không', slot: 'Y', values: { Y: 'không' }, printed: 'không' },
  { name: 'chữ để nguyên, bỏ dấu chấm cuối', slot: 'T', values: { T: 'Thiếu biên chế.' }, printed: 'Thiếu biên chế' },
  {
    name: 'nhiều dòng thành một',
    slot: 'T',
    values: { T: '- Thiếu người;\n- Mạng chậm...' },
    printed: 'Thiếu người; Mạng chậm...',
  },
  { name: 'ngày', slot: 'Day', values: { Day: '3/7/2025' }, printed: '03/7/2025' },
  {
    name: 'văn bản viết đúng thể thức',
    slot: 'V',
    values: { V: 'Quyết định số 43/QĐ-UBND ngày 11/07/2025' },
    printed: 'Quyết định số 43/QĐ-UBND ngày 11/7/2025',
  },
  {
    name: 'văn bản của Đảng',
    slot: 'V',
    values: { V: 'Quyết định số 118-QĐ/ĐU ngày 16/7/2025' },
    printed: 'Quyết định số 118-QĐ/ĐU ngày 16/7/2025',
  },
  {
    name: 'văn bản không rõ số, ký hiệu mang dấu nghi vấn',
    slot: 'V',
    values: { V: 'Kế hoạch cải cách năm 2025' },
    printed: `Kế hoạch cải cách năm 2025${DOUBT}`,
  },
  {
    name: 'bảng tự do: các dòng đã điền',
    slot: 'B',
    values: { 'B.1.a': 'Khối MTTQ', 'B.1.b': '(9) Dân vận số', 'B.3.b': '(4)', 'B.3.c': '1/12/2025' },
    printed: 'Khối MTTQ: (9) Dân vận số; (4): 01/12/2025',
  },
  { name: 'bảng tự do còn trống', slot: 'B', values: {}, printed: undefined },
  {
    name: 'bảng cố định nêu tên cột',
    slot: 'F',
    values: { 'F.2024.g': '45', 'F.2025.g': '45', 'F.2025.m': '9' },
    printed: 'Năm 2024: được giao 45; Năm 2025: được giao 45, có mặt 09',
  },
  { name: 'hằng số của biểu', slot: 'tong_so', values: {}, printed: '1.092' },
  { name: 'từ theo loại đơn vị', slot: 'loai', values: {}, printed: 'xã' },
  { name: 'tên không có trong biểu', slot: 'la', values: {}, printed: undefined },
];

test.each(SOUND)('$slot · $name', ({ slot, values, printed }) => {
  expect(print(slot, values)).toBe(printed);
});

const DOUBTFUL = [
  { name: 'không đọc được: in như đã ghi', slot: 'C', values: { C: 'khoảng 50' }, printed: 'khoảng 50' },
  { name: 'phải là số nguyên', slot: 'C', values: { C: '1,5' }, printed: '1,5' },
  { name: 'tỷ lệ ngoài 0–100', slot: 'S', values: { S: '104.55%' }, printed: '104.55%' },
  { name: 'tử số lớn hơn mẫu số: tử số', slot: 'N', values: { N: '23', D: '22' }, printed: '23' },
  { name: 'tử số lớn hơn mẫu số: mẫu số', slot: 'D', values: { N: '23', D: '22' }, printed: '22' },
  {
    name: 'tử số lớn hơn mẫu số: tỷ lệ nêu sẵn',
    slot: 'R',
    values: { N: '23', D: '22', R: '104.55%' },
    printed: '104.55%',
  },
  { name: 'tử số lớn hơn mẫu số: tỷ lệ tính được', slot: 'R1', values: { N: '23', D: '22' }, printed: '104,5%' },
  { name: 'tỷ lệ không khớp', slot: 'R', values: { N: '1', D: '2', R: '60' }, printed: '60%' },
  { name: 'tỷ lệ không có tử số, mẫu số', slot: 'R', values: { R: '86,6%' }, printed: '86,6%' },
  { name: 'ngày không có trong lịch', slot: 'Day', values: { Day: '31/6/2025' }, printed: '31/6/2025' },
  {
    name: 'văn bản có ngày không có trong lịch',
    slot: 'V',
    values: { V: 'Kế hoạch số 06/KH-UBND ngày 31/6/2025' },
    printed: 'Kế hoạch số 06/KH-UBND ngày 31/6/2025',
  },
];

test.each(DOUBTFUL)('$slot · $name, kèm dấu cần xác minh', ({ slot, values, printed }) => {
  expect(print(slot, values)).toBe(`${printed}${DOUBT}`);
});

test('tỷ lệ có một số hạng không đọc được cũng không tin cậy', () => {
  expect(print('R', { N: 'nhiều', D: '22', R: '50' })).toBe(`50%${DOUBT}`);
});

test('văn bản, ngày có lỗi vẫn viết đúng thể thức', () => {
  const values = { Day: '1/12/2025', V: 'Quyết định số 43/QĐ-UBND ngày 11/07/2025' };
  expect(print('V', values)).toBe(`Quyết định số 43/QĐ-UBND ngày 11/7/2025${DOUBT}`);
});

test('không đọc được là không tin cậy, dù không có lỗi nào kèm theo', () => {
  const { answers } = aSubmission(FORM, { C: 'vài' });
  expect(slotFiller(figureSource(FORM, { answers, findings: [] }), {})('C')).toBe(`vài${DOUBT}`);
});

test('một tỷ lệ không khớp không làm nghi ngờ tử số, mẫu số của nó', () => {
  expect(print('N', { N: '11', D: '20', R: '60' })).toBe('11');
});

test('số liệu bị cảnh báo vẫn in như bình thường', () => {
  expect(print('S', { S: '90.19' })).toBe('90,19%');
});
