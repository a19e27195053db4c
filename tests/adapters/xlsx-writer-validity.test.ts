/** The checker itself: each row breaks a sound workbook in one place and names what must be noticed. */
import PizZip from 'pizzip';
import { beforeAll, expect, test } from 'vitest';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { workbookProblems } from '../support/workbook-validity.ts';
import { aWorkbook } from './xlsx-writer.sample.ts';

let sound: Uint8Array;
beforeAll(async () => {
  sound = await writeXlsx(aWorkbook());
});

const SHEET = 'xl/worksheets/sheet2.xml';
const BOOK = 'xl/workbook.xml';

const CASES: [string, string, [string | RegExp, string], string][] = [
  ['broken XML', SHEET, ['</sheetData>', ''], 'unexpected close tag'],
  [
    'an undeclared part',
    '[Content_Types].xml',
    [/<Override PartName="\/xl\/styles.xml"[^>]*>/, ''],
    'xl/styles.xml is only known as XML',
  ],
  [
    'a declared part that is absent',
    '[Content_Types].xml',
    ['/xl/styles.xml', '/xl/style.xml'],
    '/xl/style.xml does not exist',
  ],
  [
    'a relationship to nowhere',
    'xl/_rels/workbook.xml.rels',
    ['worksheets/sheet2.xml', 'worksheets/sheet9.xml'],
    'sheet9.xml does not exist',
  ],
  ['an unknown relationship', SHEET, ['r:id="rId2"', 'r:id="rId9"'], 'relationship rId9'],
  [
    'elements out of order',
    SHEET,
    [/(<sheetProtection[^>]*>)(.*)(<pageMargins)/s, '$2$1$3'],
    '<sheetProtection> stands behind',
  ],
  ['an element twice', SHEET, [/(<autoFilter[^>]*>)/, '$1$1'], '<autoFilter> occurs twice'],
  ['validations that overlap', SHEET, ['sqref="E4:E9"', 'sqref="E3:E9"'], 'E3:E3 and E3:E9 overlap'],
  ['merges that overlap', SHEET, ['ref="B4:E4"', 'ref="A1:E4"'], 'overlap'],
  ['a cell in the wrong row', SHEET, ['r="B5"', 'r="B4"'], 'B4'],
  ['cells out of order', SHEET, ['r="A5"', 'r="C5"'], 'out of order'],
  ['a style that is not there', SHEET, [/(r="A5") s="\d+"/, '$1 s="99"'], 'has style 99'],
  ['a string that is not there', SHEET, [/(<c r="A5"[^>]*><v>)\d+/, '$1999'], 'shared string 999'],
  ['an overlay that is not there', SHEET, ['dxfId="1"', 'dxfId="7"'], 'overlay 7'],
  ['a filter out of bounds', SHEET, ['ref="A2:E6"', 'ref="A2:XFE6"'], 'A2:XFE6'],
  ['a title too long', SHEET, ['errorTitle="Chọn"', `errorTitle="${'a'.repeat(33)}"`], 'errorTitle has 33'],
  ['a formula on no sheet', SHEET, ['SUM(D3:D4)', 'SUM(Khác!D3:D4)'], 'no sheet "Khác"'],
  [
    'a link to no sheet',
    'xl/worksheets/sheet1.xml',
    ['HYPERLINK(&quot;#&apos;2. ', 'HYPERLINK(&quot;#&apos;3. '],
    'no sheet "3. ',
  ],
  ['a formula with "="', SHEET, ['<f>SUM', '<f>=SUM'], 'begins with "="'],
  ['a broken formula', SHEET, ['SUM(D3:D4)', 'SUM(D3:D4'], 'unbalanced'],
  ['a name of no sheet', BOOK, [/(name="form.id">)[^!]*!/, "$1'Khác'!"], 'no sheet "Khác"'],
  ['a name out of bounds', BOOK, ['!$A$1<', '!$A$1048577<'], '$A$1048577'],
  ['a name twice', BOOK, ['name="v_3.1"', 'name="FORM.ID"'], 'occurs twice'],
  ['a hidden active sheet', BOOK, ['activeTab="0"', 'activeTab="2"'], 'hidden or absent'],
  ['a count that is wrong', 'xl/styles.xml', [/<fonts count="\d+"/, '<fonts count="99"'], 'fonts counts 99'],
  ['a font that is not there', 'xl/styles.xml', ['fontId="1"', 'fontId="99"'], 'fontId 99'],
  ['a note without a box', 'xl/drawings/vmlDrawing2.vml', [/<v:shape .*?<\/v:shape>/s, ''], '2 notes, but 1 boxes'],
];

test('a sound workbook has no problems', () => expect(workbookProblems(sound)).toEqual([]));

test.each(CASES)('%s is noticed', (_, part, [from, to], problem) => {
  const zip = new PizZip(sound);
  const before = zip.file(part)?.asText() ?? '';
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  zip.file(part, after);
  expect(workbookProblems(zip.generate({ type: 'uint8array' })).join('\n')).toContain(problem);
});
