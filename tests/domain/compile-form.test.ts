/**
 * What an author of a form is told: every fault at once, each a finished Vietnamese sentence with
 * its path in the file:
 *   A1  the shape: missing, of the wrong kind, unknown, outside a list, badly written
 *   A2  names: used twice, leading nowhere
 */
import { describe, expect, test } from 'vitest';
import { faults, figure, form, NEXT, RULE, rule, without } from '../support/form-source.ts';

test('biểu đúng thì không có lỗi', () => {
  expect(faults(form([figure('1.4')], { rules: [RULE] }))).toEqual([]);
});

describe('A1 · hình dạng', () => {
  test.each([
    { name: 'tệp trống', source: null, says: [': Biểu mẫu còn thiếu; cần một nhóm thuộc tính.'] },
    { name: 'thiếu tên biểu', source: without('title'), says: ['title: Mục "title" còn thiếu; cần chữ.'] },
    {
      name: 'phiên bản là chữ',
      source: form([], { version: 'một' }),
      says: ['version: Mục "version" phải là số.'],
    },
    {
      name: 'phiên bản 0',
      source: form([], { version: 0 }),
      says: ['version: Mục "version" ngắn quá hoặc nhỏ quá; tối thiểu 1.'],
    },
    {
      name: 'mã biểu có dấu',
      source: form([], { id: 'Thử' }),
      says: ['id: Mục "id" viết chưa đúng: viết bằng chữ thường không dấu, số và gạch nối đơn.'],
    },
    {
      name: 'thuộc tính lạ',
      source: form([], { tieude: 'x', ghichu: 'y' }),
      says: [
        'tieude: Không có thuộc tính "tieude" ở đây. Hãy xoá hoặc sửa lại tên.',
        'ghichu: Không có thuộc tính "ghichu" ở đây. Hãy xoá hoặc sửa lại tên.',
      ],
    },
    {
      name: 'dòng thiếu khoá',
      source: form([{ code: '1.4', label: 'X', type: 'count' }]),
      says: [`${NEXT}.key: Mục "key" còn thiếu; cần chữ.`],
    },
    {
      name: 'dòng thiếu loại',
      source: form([{ code: '1.4', key: 'x', label: 'X' }]),
      says: [expect.stringMatching(/rows\.4\.type: Mục "type" còn thiếu; cần một trong: count, amount, ratio/)],
    },
    {
      name: 'loại lạ',
      source: form([figure('1.4', { type: 'dem' })]),
      says: [expect.stringMatching(/rows\.4\.type: Mục "type" phải là một trong: count, amount, ratio/)],
    },
    {
      name: 'khoá có dấu',
      source: form([{ ...figure('1.4'), key: 'số' }]),
      says: [`${NEXT}.key: Mục "key" viết chưa đúng: viết bằng chữ thường không dấu, số và gạch dưới đơn.`],
    },
    {
      name: 'mã có dấu chấm cuối',
      source: form([{ ...figure('1.4'), code: '1.4.' }]),
      says: [`${NEXT}.code: Mục "code" viết chưa đúng: viết như in trên biểu, không có dấu chấm cuối.`],
    },
    {
      name: 'mã quy tắc chữ thường',
      source: rule({ id: 'q1' }),
      says: [
        'rules.0.id: Mục "id" viết chưa đúng: bắt đầu bằng chữ in hoa, tiếp theo là chữ in hoa, số hoặc dấu chấm.',
      ],
    },
    {
      name: 'mức độ lạ',
      source: rule({ severity: 'loi' }),
      says: ['rules.0.severity: Mục "severity" phải là một trong: error, warning.'],
    },
    {
      name: 'hằng số có tên lạ',
      source: form([], { constants: { Ngưỡng: { value: 1, label: 'x' } } }),
      says: ['constants.Ngưỡng: Mục "Ngưỡng" viết chưa đúng.'],
    },
    {
      name: 'hai lỗi một lúc',
      source: { ...without('title'), version: 'một' },
      says: ['version: Mục "version" phải là số.', 'title: Mục "title" còn thiếu; cần chữ.'],
    },
  ])('$name', ({ source, says }) => expect(faults(source)).toEqual(says));
});

describe('A2 · tên', () => {
  test.each([
    {
      name: 'mã trùng',
      source: form([{ ...figure('1.1'), key: 'khac' }]),
      says: [`${NEXT}: Mã số 1.1 bị dùng hai lần. Hãy đặt lại cho khác nhau.`],
    },
    {
      name: 'mã trùng với tiêu đề',
      source: form([{ code: '1', label: 'Tiêu đề' }]),
      says: [`${NEXT}: Mã số 1 bị dùng hai lần. Hãy đặt lại cho khác nhau.`],
    },
    {
      name: 'khoá trùng',
      source: form([{ ...figure('1.4'), key: 'so_1_1' }]),
      says: [`${NEXT}: Khoá "key" so_1_1 bị dùng hai lần. Hãy đặt lại cho khác nhau.`],
    },
    {
      name: 'quy tắc trùng',
      source: form([], { rules: [RULE, RULE] }),
      says: ['rules.1: Quy tắc Q1 bị dùng hai lần. Hãy đặt lại cho khác nhau.'],
    },
    {
      name: 'chỉ tiêu không có',
      source: rule({ check: '[1.9] = [1.1]' }),
      says: ['rules.0.check: Không có chỉ tiêu [1.9] trong biểu. Hãy kiểm tra lại mã số.'],
    },
    {
      name: 'chỉ tiêu không có, trong điều kiện',
      source: rule({ when: 'given([1.9])' }),
      says: ['rules.0.when: Không có chỉ tiêu [1.9] trong biểu. Hãy kiểm tra lại mã số.'],
    },
    {
      name: 'hằng số không có',
      source: rule({ check: '[1.1] > nguong' }),
      says: [
        'rules.0.check: Không có hằng số nguong. Hãy khai ở mục "constants" hoặc viết chỉ tiêu trong ngoặc vuông.',
      ],
    },
    {
      name: 'hằng số mang tên sẵn có của máy',
      source: rule({ check: '[1.1] > constructor' }),
      says: [
        'rules.0.check: Không có hằng số constructor. Hãy khai ở mục "constants" hoặc viết chỉ tiêu trong ngoặc vuông.',
      ],
    },
    {
      name: 'ô bị chỉ không có',
      source: rule({ blame: ['1.9'] }),
      says: ['rules.0.blame: Quy tắc Q1 nhắc tới chỉ tiêu 1.9 không có trong biểu.'],
    },
  ])('$name', ({ source, says }) => expect(faults(source)).toEqual(says));
});
