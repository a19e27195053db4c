/** Heights are estimates. Against LibreOffice's own fitting: 840 texts in seven widths, none too low (see DECISIONS). */
import { expect, test } from 'vitest';
import { countLines, rowHeight } from '../../functions/adapters/xlsx-writer/row-height.ts';
import type { RowModel } from '../../functions/domain/workbook/workbook-model.ts';

const WORDS = 'Tổng số hồ sơ thủ tục hành chính tiếp nhận trong kỳ báo cáo';
const COLUMNS = [{ width: 10 }, { width: 30 }, { width: 30, hidden: true }];

test.each([
  { name: 'one word', text: 'Mã', pixels: 80, lines: 1 },
  { name: 'nothing', text: '', pixels: 80, lines: 1 },
  { name: 'a sentence', text: WORDS, pixels: 240, lines: 2 },
  { name: 'breaks of its own', text: 'a\n\nb', pixels: 240, lines: 3 },
  { name: 'a word longer than the line', text: 'm'.repeat(60), pixels: 240, lines: 4 },
  { name: 'tone marks add no width', text: 'ế'.repeat(25).normalize('NFD'), pixels: 240, lines: 1 },
  { name: 'capitals are wider', text: WORDS.toUpperCase(), pixels: 240, lines: 3 },
])('$name takes $lines lines', ({ text, pixels, lines }) => {
  expect(countLines(text, pixels, 12)).toBe(lines);
});

test('bold text is wider', () => {
  const lines = (bold: boolean) => countLines(WORDS.repeat(5), 240, 12, bold);
  expect([lines(false), lines(true)]).toEqual([10, 11]);
});

test.each<{ name: string; row: RowModel; height: number }>([
  { name: 'an empty row', row: { cells: [] }, height: 15.75 },
  { name: 'text that does not wrap', row: { cells: [{ value: WORDS }] }, height: 15.75 },
  { name: 'a label in a narrow column', row: { cells: [{ value: WORDS, style: 'label' }] }, height: 113.25 },
  { name: 'the same over two columns', row: { cells: [{ value: WORDS, style: 'label', span: 2 }] }, height: 34.5 },
  {
    name: 'a hidden column adds no room',
    row: { cells: [undefined, { value: WORDS, style: 'label', span: 2 }] },
    height: 50.25,
  },
  { name: 'a title', row: { cells: [{ value: 'Bìa', style: 'title' }] }, height: 21 },
  { name: 'a height of its own', row: { cells: [{ value: WORDS, style: 'label' }], height: 20 }, height: 20 },
  { name: 'more than Excel can show', row: { cells: [{ value: WORDS.repeat(20), style: 'label' }] }, height: 409 },
])('$name: $height points', ({ row, height }) => {
  expect(rowHeight(row, COLUMNS)).toBe(height);
});
