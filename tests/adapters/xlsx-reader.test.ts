/** The reader on small workbooks written by hand: what each piece of XML means, whoever wrote it. */

import { describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { withoutFormulas } from '../../functions/adapters/xlsx-reader/without-formulas.ts';
import type { CellData } from '../../functions/domain/workbook/workbook-data.ts';
import {
  contentTypes,
  type HandMade,
  handMade,
  relationships,
  STRICT_MAIN,
  worksheet,
} from '../fixtures/xlsx/hand-made.ts';

async function cells(made: HandMade): Promise<readonly CellData[]> {
  return (await readXlsx(handMade(made))).sheets[0]?.cells ?? [];
}

const at = ({ row, column, value }: CellData) => [row, column, value];

const FORMATS = ['General', '14', 'dd/mm/yyyy', '10', '0.0"%"', 'h:mm', '[h]:mm:ss'];
const STYLES = `
  <numFmts count="4">
    <numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0.0&quot;%&quot;"/>
    <numFmt numFmtId="166" formatCode="h:mm"/><numFmt numFmtId="167" formatCode="[h]:mm:ss"/>
  </numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs>
  <dxfs><dxf><numFmt numFmtId="0" formatCode="yyyy"/></dxf></dxfs>`;

describe('values', () => {
  const CASES = [
    { name: 'a number, exactly', xml: '<c><v>17759.720212</v></c>', value: 17759.720212 },
    { name: 'a number in scientific notation', xml: '<c t="n"><v>-1.5E-3</v></c>', value: -0.0015 },
    { name: 'zero', xml: '<c><v>0</v></c>', value: 0 },
    { name: 'a shared string', xml: '<c t="s"><v>0</v></c>', value: 'Tổng số' },
    { name: 'runs of rich text, without phonetic hints', xml: '<c t="s"><v>1</v></c>', value: 'Xã Al Bá' },
    { name: 'NFD text as NFC', xml: '<c t="s"><v>2</v></c>', value: 'Đúng hạn' },
    { name: 'kept spaces', xml: '<c t="s"><v>3</v></c>', value: '  a ' },
    { name: 'escaped characters', xml: '<c t="s"><v>4</v></c>', value: 'a\r\nb_x0041_c' },
    { name: 'an inline string', xml: '<c t="inlineStr"><is><t>một</t></is></c>', value: 'một' },
    { name: 'CDATA inline', xml: '<c t="inlineStr"><is><t>a<![CDATA[<b>&]]>c</t></is></c>', value: 'a<b>&c' },
    {
      name: 'inline rich text',
      xml: '<c t="inlineStr"><is><r><rPr><b/></rPr><t>1.</t></r><r><t xml:space="preserve"> A</t></r></is></c>',
      value: '1. A',
    },
    { name: 'numeric entities', xml: '<c t="inlineStr"><is><t>&#7893;&#x1F600;&amp;</t></is></c>', value: 'ổ😀&' },
    { name: 'true as 1', xml: '<c t="b"><v>1</v></c>', value: true },
    { name: 'false as 0', xml: '<c t="b"><v>0</v></c>', value: false },
    { name: 'true spelt out', xml: '<c t="b"><v>true</v></c>', value: true },
    { name: 'false spelt out', xml: '<c t="b"><v>false</v></c>', value: false },
    { name: 'an error', xml: '<c t="e"><v>#DIV/0!</v></c>', value: { error: '#DIV/0!' } },
    { name: 'an ISO date', xml: '<c t="d"><v>2025-07-18</v></c>', value: 45856 },
    { name: 'an ISO date and time', xml: '<c t="d"><v>2025-07-18T12:00:00Z</v></c>', value: 45856.5 },
    { name: 'an ISO time', xml: '<c t="d"><v>T06:00:00</v></c>', value: 0.25 },
    { name: 'an ISO date before the day that never was', xml: '<c t="d"><v>1900-02-28</v></c>', value: 59 },
    { name: 'a space between the tags of a value', xml: '<c ><v > 5\n</v ></c >', value: 5 },
  ];
  const sharedStrings =
    '<si><t>Tổng số</t></si>' +
    '<si><r><rPr><b/></rPr><t>Xã </t></r><r><t>Al Bá</t></r><rPh sb="0" eb="1"><t>ghi âm</t></rPh><phoneticPr/></si>' +
    `<si><t>${'Đúng hạn'.normalize('NFD')}</t></si>` +
    '<si><t xml:space="preserve">  a </t></si>' +
    '<si><t>a_x000D_\nb_x005F_x0041_c</t></si>';

  test.each(CASES)('$name', async ({ xml, value }) => {
    const [cell, ...others] = await cells({ rows: [`<row>${xml}</row>`], sharedStrings });
    expect(cell).toMatchObject({ row: 1, column: 1, value, isFormula: false });
    expect(others).toEqual([]);
  });

  const NOTHING = [
    '<c r="A1" s="1"/>',
    '<c/>',
    '<c><v/></c>',
    '<c t="s"><v></v></c>',
    '<c t="inlineStr"><is><t/></is></c>',
    '<c t="str"><v></v></c>',
  ];
  test.each(NOTHING)('%s is not a cell that holds something', async (xml) => {
    expect(await cells({ rows: [`<row>${xml}</row>`] })).toEqual([]);
  });
});

describe('formulas count by their stored result', () => {
  const CASES = [
    { name: 'a number', xml: '<c><f>A2*2</f><v>12</v></c>', value: 12 },
    { name: 'zero', xml: '<c><f>A2*2</f><v>0</v></c>', value: 0 },
    { name: 'FALSE', xml: '<c t="b"><f>A2=1</f><v>0</v></c>', value: false },
    { name: 'a text', xml: '<c t="str"><f>A2&amp;""</f><v>xã</v></c>', value: 'xã' },
    { name: 'an empty text', xml: '<c t="str"><f>""</f><v></v></c>', value: '' },
    { name: 'an error', xml: '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', value: { error: '#DIV/0!' } },
    { name: 'a shared formula', xml: '<c><f t="shared" si="0"/><v>3</v></c>', value: 3 },
    { name: 'the first of shared formulas', xml: '<c><f t="shared" ref="A1:A3" si="0">B1*2</f><v>3</v></c>', value: 3 },
    { name: 'an attribute with a ">"', xml: `<c><f ca='1' note="a>b">B1&gt;2</f><v>3</v></c>`, value: 3 },
    { name: 'no result', xml: '<c><f>A2*2</f></c>', value: undefined },
    { name: 'an empty result', xml: '<c><f>A2*2</f><v></v></c>', value: undefined },
    { name: 'no result of a text formula', xml: '<c t="str"><f>A2</f></c>', value: undefined },
  ];
  test.each(CASES)('$name', async ({ xml, value }) => {
    expect(await cells({ rows: [`<row>${xml}</row>`] })).toEqual([
      { row: 1, column: 1, value, isDate: false, isPercent: false, isFormula: true },
    ]);
  });
});

describe('texts of formulas never reach the parser', () => {
  const CUT = [
    { name: 'a plain one', xml: '<c><f>A1&amp;"x"</f><v>1</v></c>', left: '<c><f></f><v>1</v></c>' },
    { name: 'two', xml: '<f>A</f><f t="shared" si="1">B</f>', left: '<f></f><f t="shared" si="1"></f>' },
    { name: 'an empty one stays', xml: '<f t="shared" si="0"/><f></f>', left: '<f t="shared" si="0"/><f></f>' },
    { name: 'other elements stay', xml: '<font>A</font><fx>B</fx>', left: '<font>A</font><fx>B</fx>' },
    { name: 'an open quote stays', xml: '<f a="1>2">B</f>', left: '<f a="1>2">B</f>' },
    {
      name: 'with CDATA all stays',
      xml: '<t><![CDATA[<f>1</f>]]></t><f>2</f>',
      left: '<t><![CDATA[<f>1</f>]]></t><f>2</f>',
    },
    { name: 'markup inside stays', xml: '<f><b>1</b></f>', left: '<f><b>1</b></f>' },
  ];
  test.each(CUT)('$name', ({ xml, left }) => {
    expect(withoutFormulas(Buffer.from(xml)).toString()).toBe(left);
  });

  test('what only looks like a formula in a CDATA text is text', async () => {
    const [cell] = await cells({ rows: ['<row><c t="inlineStr"><is><t><![CDATA[<f>1</f>]]></t></is></c></row>'] });
    expect(cell).toMatchObject({ value: '<f>1</f>', isFormula: false });
  });
});

describe('number formats', () => {
  const SHOWS = FORMATS.map((format, style) => ({
    format,
    style,
    isDate: /[mh]/.test(format) || format === '14',
    isPercent: format === '10',
  }));
  test.each(SHOWS)('$format: date $isDate, percent $isPercent', async ({ style, isDate, isPercent }) => {
    const [cell] = await cells({ rows: [`<row><c s="${style}"><v>0.5</v></c></row>`], styles: STYLES });
    expect(cell).toMatchObject({ value: 0.5, isDate, isPercent });
  });

  const CODES: readonly (readonly [string, 'date' | 'percent' | 'plain'])[] = [
    ['General', 'plain'],
    ['GENERAL', 'plain'],
    ['General"d"', 'plain'],
    ['#,##0 "đồng/ngày"', 'plain'],
    ['#,##0\\d', 'plain'],
    ['_(* #,##0_);_(* (#,##0)', 'plain'],
    ['_-* #,##0.00\\ [$₫-42A]_-', 'plain'],
    ['[Red]0', 'plain'],
    ['[>=100]0;[Blue]0.0', 'plain'],
    ['0.00E+00', 'plain'],
    ['@', 'plain'],
    ['0;"dd";0', 'plain'],
    ['0;dd/mm;0', 'plain'],
    ['0;-0%', 'plain'],
    ['0%', 'percent'],
    ['[Red]0.00%;-0.00%', 'percent'],
    ['0\\%', 'plain'],
    ['"%"0', 'plain'],
    ['d/m', 'date'],
    ['mmmm', 'date'],
    ['yyyy', 'date'],
    ['[$-42A]dd\\ mmmm\\ yyyy;@', 'date'],
    ['"ngày" dd "tháng" mm', 'date'],
    ['mm:ss.0', 'date'],
    ['[mm]', 'date'],
    ['[HH]:MM', 'date'],
    ['h AM/PM', 'date'],
  ];
  test.each(CODES)('%s is %s', async (code, kind) => {
    const formatCode = code.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('>', '&gt;');
    const styles = `<numFmts><numFmt numFmtId="200" formatCode="${formatCode}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>`;
    const [cell] = await cells({ rows: ['<row><c><v>1</v></c></row>'], styles });
    expect(cell).toMatchObject({ isDate: kind === 'date', isPercent: kind === 'percent' });
  });

  test('a text or an error in a date column stays what it is', async () => {
    const rows = ['<row><c s="1" t="e"><v>#N/A</v></c><c s="1" t="inlineStr"><is><t>5/10</t></is></c></row>'];
    const found = await cells({ rows, styles: STYLES });
    expect(found.map(({ value }) => value)).toEqual([{ error: '#N/A' }, '5/10']);
  });

  test('a style that the workbook lacks shows nothing special', async () => {
    expect(await cells({ rows: ['<row><c s="99"><v>1</v></c></row>'] })).toMatchObject([{ value: 1, isDate: false }]);
  });

  test.each(['1', 'true'])('date1904="%s": days move to the 1900 system, and nothing else does', async (flag) => {
    const rows = [
      '<row><c s="2"><v>44394</v></c><c s="0"><v>44394</v></c><c s="5"><v>0.5</v></c><c s="6"><v>1.25</v></c>' +
        '<c t="d"><v>2025-07-18</v></c><c s="1" t="inlineStr"><is><t>12</t></is></c></row>',
    ];
    const found = await cells({ rows, styles: STYLES, before: `<workbookPr date1904="${flag}"/>` });
    expect(found.map(({ value }) => value)).toEqual([45856, 44394, 0.5, 1.25, 45856, '12']);
  });

  test.each(['0', 'false'])('date1904="%s" is the 1900 system', async (flag) => {
    const rows = ['<row><c s="2"><v>45856</v></c></row>'];
    expect(await cells({ rows, styles: STYLES, before: `<workbookPr date1904="${flag}"/>` })).toMatchObject([
      { value: 45856, isDate: true },
    ]);
  });
});

describe('places', () => {
  const v = '<v>1</v>';
  const CASES = [
    {
      name: 'rows and cells without r',
      xml: `<row><c>${v}</c><c/><c>${v}</c></row><row/><row><c>${v}</c></row>`,
      places: ['1,1', '1,3', '3,1'],
    },
    {
      name: 'r now and then',
      xml: `<row r="5"><c r="C5">${v}</c><c>${v}</c></row><row><c>${v}</c></row>`,
      places: ['5,3', '5,4', '6,1'],
    },
    {
      name: 'the last cell there is',
      xml: `<row r="1048576"><c r="XFD1048576">${v}</c></row>`,
      places: ['1048576,16384'],
    },
    { name: 'small letters', xml: `<row r="2"><c r="ab2">${v}</c></row>`, places: ['2,28'] },
    {
      name: 'rows and cells out of order',
      xml: `<row r="2"><c r="B2">${v}</c><c r="A2">${v}</c></row><row r="1"><c r="A1">${v}</c></row>`,
      places: ['1,1', '2,1', '2,2'],
    },
    { name: 'a row number written as a fraction', xml: `<row r="2.0"><c>${v}</c></row>`, places: ['2,1'] },
  ];
  test.each(CASES)('$name', async ({ xml, places }) => {
    expect((await cells({ rows: [xml] })).map(({ row, column }) => `${row},${column}`)).toEqual(places);
  });

  test('of two cells in one place the later counts', async () => {
    expect((await cells({ rows: ['<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'] })).map(at)).toEqual([
      [1, 1, 2],
    ]);
  });
});

describe('packages as other writers make them', () => {
  const ROW = '<row><c t="s"><v>0</v></c><c s="1"><v>45856</v></c></row>';
  const MADE: HandMade = { rows: [ROW], styles: STYLES, sharedStrings: '<si><t>xã</t></si>' };
  const READ = [
    [1, 1, 'xã'],
    [1, 2, 45856],
  ];
  const M = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

  const CASES: readonly { name: string; made: HandMade }[] = [
    { name: 'transitional namespaces', made: MADE },
    { name: 'strict namespaces', made: { ...MADE, strict: true } },
    {
      name: 'a prefix on every element, as .NET tools write',
      made: {
        ...MADE,
        parts: {
          'xl/worksheets/sheet1.xml': `<x:worksheet ${M}><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" s="1"><x:v>45856</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
          'xl/sharedStrings.xml': `<x:sst ${M}><x:si><x:t>xã</x:t></x:si></x:sst>`,
          'xl/workbook.xml': `<x:workbook ${M}><x:sheets><x:sheet name="S" sheetId="1" q:id="rId1" xmlns:q="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></x:sheets></x:workbook>`,
        },
      },
    },
    {
      name: 'a namespace declared again further in',
      made: {
        ...MADE,
        parts: {
          'xl/worksheets/sheet1.xml': `<x:worksheet ${M}><sheetData xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${ROW}</sheetData></x:worksheet>`,
        },
      },
    },
    {
      name: 'elements of other namespaces passed by',
      made: {
        ...MADE,
        rows: [`<e:row xmlns:e="urn:e"><e:c><e:v>1</e:v></e:c></e:row><ext xmlns="urn:e"><c><v>7</v></c></ext>${ROW}`],
      },
    },
    {
      name: 'odd names and letter case, found through relationships',
      made: {
        ...MADE,
        parts: {
          '_rels/.rels': relationships([['a', 'http://x/officeDocument', '/Odd/./Book%20One.XML']]),
          'odd/book one.xml': `<workbook xmlns="${STRICT_MAIN}" xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>`,
          'odd/_rels/Book one.xml.rels': relationships([
            ['a', 'http://x/worksheet', 'one'],
            ['b', 'http://x/sharedStrings', '../TEXTS.bin'],
            ['c', 'http://x/styles', '/xl/STYLES.XML'],
          ]),
          'Odd/One': worksheet(ROW),
          'texts.bin': '<sst><si><t>xã</t></si></sst>',
        },
        types: { 'ODD/Book One.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml' },
      },
    },
    {
      name: 'a byte order mark',
      made: { ...MADE, parts: { 'xl/worksheets/sheet1.xml': `\ufeff${worksheet(ROW)}` } },
    },
    {
      name: 'UTF-16',
      made: {
        ...MADE,
        parts: { 'xl/sharedStrings.xml': Buffer.from('\ufeff<sst><si><t>xã</t></si></sst>', 'utf16le') },
      },
    },
    {
      name: 'a declaration that says UTF-16 over UTF-8',
      made: {
        ...MADE,
        parts: { 'xl/sharedStrings.xml': '<?xml version="1.0" encoding="utf-16"?><sst><si><t>xã</t></si></sst>' },
      },
    },
    {
      name: 'another declared encoding',
      made: {
        ...MADE,
        parts: {
          'xl/sharedStrings.xml': Buffer.from(
            '<?xml version="1.0" encoding="ISO-8859-1"?><sst><si><t>x\u00e3</t></si></sst>',
            'latin1',
          ),
        },
      },
    },
    {
      name: 'a template (.xltx)',
      made: {
        ...MADE,
        types: { 'xl/workbook.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml' },
      },
    },
  ];
  test.each(CASES)('$name', async ({ made }) => expect((await cells(made)).map(at)).toEqual(READ));

  test('a default type for .bin that says macros means nothing while no part is one', async () => {
    const types = contentTypes({
      'xl/workbook.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
    }).replace('<Default', '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default');
    expect(
      await cells({ rows: [ROW], sharedStrings: '<si><t>xã</t></si>', parts: { '[Content_Types].xml': types } }),
    ).toHaveLength(2);
  });
});

describe('the workbook', () => {
  const ROW = '<row><c><v>1</v></c></row>';

  test('sheets come in its order, with their state; two of one name are both kept', async () => {
    const made: HandMade = {
      parts: {
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><sheets><sheet name="B" r:id="rId2"/><sheet name="A &amp; B" r:id="rId1" state="hidden"/>' +
          '<sheet name="B" r:id="rId3" state="veryHidden"/></sheets></workbook>',
      },
      rows: [ROW, `${ROW}${ROW}`, ''],
    };
    const { sheets } = await readXlsx(handMade(made));
    expect(sheets.map(({ name, state, cells: { length } }) => [name, state, length])).toEqual([
      ['B', 'visible', 2],
      ['A & B', 'hidden', 1],
      ['B', 'veryHidden', 0],
    ]);
  });

  test('chart and dialog sheets are passed by, and local names still find their sheet', async () => {
    const made: HandMade = {
      rows: ['', ROW, ''],
      sheetNames: ['Biểu đồ', 'Số liệu', 'Hộp'],
      types: {
        'xl/worksheets/sheet1.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.chartsheet+xml',
      },
      parts: {
        'xl/_rels/workbook.xml.rels': relationships([
          ['rId1', 'http://x/worksheet', 'worksheets/sheet1.xml'],
          ['rId2', 'http://x/worksheet', 'worksheets/sheet2.xml'],
          ['rId3', 'http://x/dialogsheet', 'dialog.xml'],
        ]),
        'xl/dialog.xml': '<dialogsheet/>',
      },
      behind: '<definedNames><definedName name="n" localSheetId="1">$A$1</definedName></definedNames>',
    };
    const { sheets, names } = await readXlsx(handMade(made));
    expect(sheets.map(({ name }) => name)).toEqual(['Số liệu']);
    expect(names).toEqual([{ name: 'n', refersTo: '$A$1', sheet: 'Số liệu' }]);
  });

  test('defined names, hidden ones too, without the built-in ones', async () => {
    const behind =
      '<definedNames><definedName name="cchc.form" hidden="1">"kiem-tra"</definedName>' +
      `<definedName name="${'số'.normalize('NFD')}">'3. TTHC'!$D$7&amp;""</definedName>` +
      '<definedName name="_xlnm.Print_Area" localSheetId="0">Sheet1!$A:$XFD</definedName>' +
      '<definedName name="lost" localSheetId="7">$A$1</definedName></definedNames>' +
      '<extLst><ext><e:definedName xmlns:e="urn:e" name="foreign">1</e:definedName></ext></extLst>';
    const { names } = await readXlsx(handMade({ rows: [ROW], behind }));
    expect(names).toEqual([
      { name: 'cchc.form', refersTo: '"kiem-tra"' },
      { name: 'số', refersTo: `'3. TTHC'!$D$7&""` },
    ]);
  });

  test('what is passed by is named once and never opened', async () => {
    const S = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
    const types = {
      'xl/externalLinks/externalLink1.xml': `${S}.externalLink+xml`,
      'xl/externalLinks/externalLink2.xml': `${S}.externalLink+xml`,
      'xl/connections.xml': `${S}.connections+xml`,
      'xl/drawings/drawing1.xml': 'application/vnd.openxmlformats-officedocument.drawing+xml',
      'xl/embeddings/oleObject1.bin': 'application/vnd.openxmlformats-officedocument.oleObject',
      'xl/comments1.xml': `${S}.comments+xml`,
    };
    const parts = Object.fromEntries(Object.keys(types).map((name) => [name, '<!DOCTYPE not xml']));
    const { passedBy } = await readXlsx(handMade({ rows: [ROW], types, parts }));
    expect(passedBy).toEqual(['externalLinks', 'connections', 'drawings', 'embeddings', 'comments']);
    expect((await readXlsx(handMade({ rows: [ROW] }))).passedBy).toEqual([]);
  });

  const MODIFIED = [
    ['2025-07-18T03:04:05Z', '2025-07-18T03:04:05.000Z'],
    ['2025-07-18T10:04:05.5+07:00', '2025-07-18T03:04:05.500Z'],
    ['2025-07-18T10:04:05', undefined],
    ['2025-02-30T10:04:05Z', undefined],
    ['2025-07-18', undefined],
    ['0001-01-01T00:00:00Z', undefined],
    ['hôm qua', undefined],
    ['', undefined],
  ];
  test.each(MODIFIED)('modified "%s" is read as %s', async (written, modified) => {
    const read = await readXlsx(handMade({ rows: [ROW], modified: written ?? '' }));
    expect(read.modified).toBe(modified);
  });

  test('reads a view into a larger buffer, and leaves it as it was', async () => {
    const bytes = handMade({ rows: [ROW] });
    const larger = new Uint8Array(bytes.length + 20).fill(7);
    larger.set(bytes, 10);
    const before = larger.slice();
    await readXlsx(larger.subarray(10, 10 + bytes.length));
    expect(larger).toEqual(before);
  });
});

describe('what costs nothing', () => {
  const ROW = '<row><c><v>1</v></c></row>';
  const TAILS = [
    { name: '50,000 merges', tail: `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(50_000)}</mergeCells>` },
    {
      name: 'a rule over whole columns',
      tail: '<dataValidations><dataValidation sqref="A:XFD" type="list"/></dataValidations>',
    },
    { name: 'anything at all', tail: '<!-- & --><anything <<<' },
  ];
  test.each(TAILS)('$name behind the cells', async ({ tail }) => {
    const sheet = worksheet(ROW).replace('</worksheet>', tail);
    expect(await cells({ rows: [ROW], parts: { 'xl/worksheets/sheet1.xml': sheet } })).toHaveLength(1);
  });

  test('a used range of a million rows for two cells', async () => {
    const rows = ['<row r="1"><c><v>1</v></c></row>', '<row/>'.repeat(1_048_574), '<row><c><v>2</v></c></row>'];
    expect((await cells({ rows: [rows.join('')] })).map(at)).toEqual([
      [1, 1, 1],
      [1_048_576, 1, 2],
    ]);
  });
});
