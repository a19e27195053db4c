/** Folders of returns and results on a real disk: nothing of anybody else's is touched. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepApart } from '../../functions/adapters/local-files/list-returns.ts';
import { withOutputFolder } from '../../functions/adapters/local-files/output-folder.ts';
import { readReturnFile } from '../../functions/adapters/local-files/read-return-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textIn = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('thư mục kết quả', () => {
  test('thay tệp cùng tên, giữ nguyên mọi tệp khác', async () => {
    mkdirSync(join(folder, 'notices'));
    writeFileSync(join(folder, 'notices', 'a.docx'), 'cũ');
    writeFileSync(join(folder, 'notices', 'a da sua.docx'), 'của cán bộ');
    await withOutputFolder(folder, (output) => output.write('notices/a.docx', bytes('mới')));
    expect(textIn('notices/a.docx')).toBe('mới');
    expect(textIn('notices/a da sua.docx')).toBe('của cán bộ');
    expect(readdirSync(folder)).toEqual(['notices']);
  });

  test('không bao giờ thay một thư mục; khi đó không tệp nào được chuyển', async () => {
    mkdirSync(join(folder, 'summary.xlsx'));
    writeFileSync(join(folder, 'summary.xlsx', 'giu.txt'), 'giữ');
    const writing = withOutputFolder(folder, async (output) => {
      await output.write('a.txt', bytes('a'));
      await output.write('summary.xlsx', bytes('b'));
    });
    await expect(writing).rejects.toMatchObject({ code: 'OUTPUT_IN_THE_WAY' });
    expect(readdirSync(folder)).toEqual(['summary.xlsx']);
    expect(textIn('summary.xlsx/giu.txt')).toBe('giữ');
  });

  test('việc dở dang không để lại gì', async () => {
    const writing = withOutputFolder(folder, async (output) => {
      await output.write('a.txt', bytes('a'));
      throw new Error('giữa chừng');
    });
    await expect(writing).rejects.toThrow('giữa chừng');
    expect(readdirSync(folder)).toEqual([]);
  });

  const APART = [
    { name: 'chính thư mục phiếu', output: 'phieu', refused: true },
    { name: 'bên trong thư mục phiếu', output: 'phieu/ket-qua', refused: true },
    { name: 'tên chỉ bắt đầu giống', output: 'phieu-ket-qua', refused: false },
    { name: 'thư mục chứa nó', output: '.', refused: false },
  ];
  test.each(APART)('kết quả ở $name: từ chối $refused', ({ output, refused }) => {
    const check = () => keepApart(join(folder, 'phieu'), join(folder, output));
    if (refused) expect(check).toThrow(expect.objectContaining({ code: 'OUTPUT_INSIDE_INPUT' }));
    else expect(check).not.toThrow();
  });
});

describe('tệp phiếu', () => {
  test('tệp quá lớn bị từ chối trước khi đọc', async () => {
    const file = join(folder, 'lon.xlsx');
    writeFileSync(file, '');
    truncateSync(file, 3 * 1024 ** 3);
    await expect(readReturnFile(5 * 1024 ** 2)(file)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  test.each(['khong-co.xlsx', '.'])('%s: không đọc được thì nói ra, không phải lỗi chương trình', async (name) => {
    await expect(readReturnFile(5 * 1024 ** 2)(join(folder, name))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
