/**
 * A form definition on disk: every fault names the file, the line an author looks at, and what to do.
 *   B1  faults of YAML   B2  faults of the shape   B3  faults of sense   B4  a sound file, composed or not
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readFormFile } from '../../functions/adapters/form-folder/read-form-file.ts';

const FORM = `id: thu
version: 1
title: Thử
sections:
  - code: '1'
    key: mot
    title: Một
    sheet: Một
    rows:
      - code: '1.1'
        key: tong
        label: Tổng số
        type: count
      - { code: '1.2', key: phan, label: Một phần, type: count }
rules:
  - id: Q1
    severity: error
    check: '[1.1] >= [1.2]'
    says: Tổng số nhỏ hơn một phần
`;

const folder = mkdtempSync(join(tmpdir(), 'form-file-'));
const file = join(folder, 'form.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

async function faults(text: string): Promise<string[]> {
  writeFileSync(file, text);
  const result = await readFormFile(file);
  if ('form' in result) return [];
  expect(result.faults.every((fault) => fault.file === file)).toBe(true);
  return result.faults.map(({ line, sentence }) => `${line ?? '–'}: ${sentence}`);
}

test.each([
  {
    rule: 'B1',
    name: 'thuộc tính hai lần',
    from: 'version: 1\n',
    to: 'version: 1\nversion: 2\n',
    says: '3: Một thuộc tính được khai hai lần trong cùng một nhóm. Hãy xoá bớt một.',
  },
  {
    rule: 'B1',
    name: 'ngoặc không đóng',
    from: 'type: count }',
    to: 'type: count',
    says: /^1[45]: (?:Thiếu một dấu ngoặc|Thụt lề)/,
  },
  {
    rule: 'B1',
    name: 'thụt lề bằng Tab',
    from: '    sheet: Một',
    to: '\t\tsheet: Một',
    says: /^8: (?:Thụt lề|Cú pháp YAML)/,
  },
  {
    rule: 'B1',
    name: 'thụt lề lệch',
    from: '    title: Một',
    to: '   title: Một',
    says: /^7: (?:Thụt lề|Cú pháp YAML|Thiếu)/,
  },
  {
    rule: 'B2',
    name: 'loại lạ',
    from: 'type: count\n',
    to: 'type: dem\n',
    says: /^13: Mục "type" phải là một trong: count, amount/,
  },
  {
    rule: 'B2',
    name: 'thuộc tính lạ',
    from: 'label: Tổng số',
    to: 'label: Tổng số\n        ghichu: x',
    says: '13: Không có thuộc tính "ghichu" ở đây. Hãy xoá hoặc sửa lại tên.',
  },
  {
    rule: 'B2',
    name: 'thiếu nhãn: dòng của chỉ tiêu',
    from: '        label: Tổng số\n',
    to: '',
    says: '10: Mục "label" còn thiếu; cần chữ.',
  },
  {
    rule: 'B2',
    name: 'thiếu tên biểu: đầu tệp',
    from: 'title: Thử\n',
    to: '',
    says: /^[1–]: Mục "title" còn thiếu; cần chữ\.$/,
  },
  { rule: 'B2', name: 'tệp trống', from: FORM, to: '', says: /Biểu mẫu còn thiếu; cần một nhóm thuộc tính\.$/ },
  {
    rule: 'B3',
    name: 'mã số lạ trong quy tắc',
    from: "[1.2]'",
    to: "[1.9]'",
    says: '18: Không có chỉ tiêu [1.9] trong biểu. Hãy kiểm tra lại mã số.',
  },
  {
    rule: 'B3',
    name: 'biểu thức dở dang',
    from: '>= [1.2]',
    to: '>=',
    says: '18: Sau "[1.1] >=" cần một chỉ tiêu, một số hoặc một hàm, nhưng lại gặp chỗ hết biểu thức.',
  },
  {
    rule: 'B3',
    name: 'mã trùng',
    from: "code: '1.2'",
    to: "code: '1.1'",
    says: '14: Mã số 1.1 bị dùng hai lần. Hãy đặt lại cho khác nhau.',
  },
  {
    rule: 'B3',
    name: 'khoá trùng',
    from: 'key: phan',
    to: 'key: tong',
    says: '14: Khoá "key" tong bị dùng hai lần. Hãy đặt lại cho khác nhau.',
  },
  {
    rule: 'B3',
    name: 'lựa chọn không có danh sách',
    from: 'type: count }',
    to: 'type: choice }',
    says: '14: Chỉ tiêu 1.2: loại "choice" phải có danh sách "choices".',
  },
])('$rule · $name', async ({ from, to, says }) => {
  expect(FORM).toContain(from);
  const [first] = await faults(FORM.replace(from, to));
  expect(first).toMatch(says);
});

test.each([
  { name: 'như viết', text: FORM },
  { name: 'chữ tổ hợp (NFD)', text: FORM.normalize('NFD') },
  { name: 'xuống dòng kiểu Windows', text: FORM.replaceAll('\n', '\r\n') },
  { name: 'có dấu BOM', text: `\ufeff${FORM}` },
])('B4 · $name', async ({ text }) => {
  expect(await faults(text)).toEqual([]);
  const result = await readFormFile(file);
  expect('form' in result && result.form.indicators.map(({ label }) => label)).toEqual(['Tổng số', 'Một phần']);
});

test('tệp không có thì bị từ chối bằng mã riêng', async () => {
  await expect(readFormFile(join(folder, 'khong-co.yaml'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
});
