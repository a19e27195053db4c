/** What other programs make of a written workbook. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { PYTHON, requires } from '../support/requires.ts';
import { aWorkbook, HARD_NAME } from './xlsx-writer.sample.ts';

const run = promisify(execFile);
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xlsx-writer-'));
  file = join(folder, 'mau.xlsx');
  await writeFile(file, await writeXlsx(aWorkbook()));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const READ = `
import json, openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1]); shown = openpyxl.load_workbook(sys.argv[1], data_only=True)
sheet = book.worksheets[1]; values = shown.worksheets[1]
names = book.defined_names
names = [names[n] for n in names] if hasattr(names, 'keys') else names.definedName
print(json.dumps({
  'sheets': [[s.title, s.sheet_state] for s in book.worksheets],
  'label': sheet['B3'].value, 'formula': sheet['E3'].value, 'total': values['B6'].value, 'number': sheet['C5'].value,
  'font': [sheet['A1'].font.name, sheet['A1'].font.sz], 'unlocked': not sheet['D3'].protection.locked,
  'note': sheet['B5'].comment.text, 'author': sheet['B5'].comment.author,
  'merges': [str(m) for m in sheet.merged_cells.ranges], 'freeze': sheet.freeze_panes, 'filter': sheet.auto_filter.ref,
  'validations': sorted(str(v.sqref) for v in sheet.data_validations.dataValidation),
  'names': {n.name: n.attr_text for n in names if not n.name.startswith('_')},
  'repeat': [sheet.print_title_rows, sheet.print_title_cols], 'protected': sheet.protection.sheet,
  'made': str(book.properties.created), 'title': book.properties.title}))
`;

test.skipIf(!requires('openpyxl'))('openpyxl sees everything', async () => {
  const { stdout } = await run(PYTHON, ['-c', READ, file]);
  expect(JSON.parse(stdout)).toMatchObject({
    sheets: [
      ['Bìa', 'visible'],
      [HARD_NAME, 'visible'],
      ['~ẩn', 'hidden'],
    ],
    label: expect.stringMatching(/^Tổng số hồ sơ/),
    formula: '=IF(D3="","",IF(D3>=0,"✓","Số âm"))',
    total: 0,
    number: 5,
    font: ['Times New Roman', 16],
    unlocked: true,
    note: 'Sai.',
    merges: expect.arrayContaining(['A1:E1', 'B4:E4']),
    freeze: 'C3',
    filter: 'A2:E6',
    validations: ['B3', 'D3:D12', 'E3', 'E4:E9'],
    names: { 'form.id': "'~ẩn'!$A$1", 'v_3.1': "'2. Ông O''Thành & bà Đỗ'!$D$3" },
    repeat: ['$1:$2', '$A:$B'],
    protected: true,
    made: '2025-10-01 02:03:04',
    title: 'Phiếu tự kiểm tra <2025> & "mẫu"',
  });
});

test.skipIf(!requires('soffice') || !requires('pdftoppm'))(
  'LibreOffice prints it: one page a sheet, the hidden one not',
  async () => {
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file]);
    await run('pdftoppm', ['-r', '20', '-png', join(folder, 'mau.pdf'), join(folder, 'page')]);
    await expect(readFile(join(folder, 'page-2.png'))).resolves.toBeDefined();
    await expect(readFile(join(folder, 'page-3.png'))).rejects.toThrow('ENOENT');
  },
  60_000,
);
