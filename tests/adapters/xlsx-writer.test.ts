/** The written package, read part by part. What programs make of it is in `xlsx-writer-programs.test.ts`. */
import { describe, expect, test, vi } from 'vitest';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import type {
  CellModel,
  NameModel,
  SheetModel,
  WorkbookModel,
} from '../../functions/domain/workbook/workbook-model.ts';
import { all, descendants, one, parseXml, unpack, type XmlNode } from '../support/package-xml.ts';
import { expectValidWorkbook } from '../support/workbook-validity.ts';
import { aSheet, aWorkbook, HARD_NAME, ofCells, ofSheet } from './xlsx-writer.sample.ts';

async function written(workbook: WorkbookModel) {
  const bytes = await writeXlsx(workbook);
  expectValidWorkbook(bytes);
  const parts = unpack(bytes);
  const part = (name: string): XmlNode => parseXml(parts.get(name) ?? `<missing part="${name}"/>`);
  return { parts, part, workbook: part('xl/workbook.xml'), sheet: (n = 1) => part(`xl/worksheets/sheet${n}.xml`) };
}

/** Cells by address: type, formula, value as shown. */
async function cellsOf(...cells: (CellModel | undefined)[]) {
  const { part, sheet } = await written(ofCells(...cells));
  const strings = descendants(part('xl/sharedStrings.xml'), 'si').map((si) => descendants(si, 't')[0]?.text);
  return descendants(sheet(), 'c').map((cell) => {
    const { r, t } = cell.attributes;
    const value = one(cell, 'v')?.text;
    return [r, one(cell, 'f')?.text, t === 's' ? strings[Number(value)] : value, t];
  });
}

describe('a workbook', () => {
  test('with everything in it is one that Excel opens without repair', async () => {
    expectValidWorkbook(await writeXlsx(aWorkbook()));
  });

  test('comes out the same, byte for byte, whenever it is written', async () => {
    const first = await writeXlsx(aWorkbook());
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 });
    const later = await writeXlsx(aWorkbook()).finally(() => vi.useRealTimers());
    expect(Buffer.compare(first, later)).toBe(0);
  });

  test('says what it is and when it was made, and names no author', async () => {
    const { part, parts } = await written(aWorkbook());
    const core = part('docProps/core.xml');
    const text = (name: string) => one(core, name)?.text;
    expect(text('dc:title')).toBe('Phiếu tự kiểm tra <2025> & "mẫu"');
    expect([text('dcterms:created'), text('dcterms:modified')]).toEqual([
      '2025-10-01T02:03:04Z',
      '2025-10-01T02:03:04Z',
    ]);
    expect([text('dc:creator'), text('cp:lastModifiedBy')]).toEqual(['', '']);
    expect(parts.get('xl/comments2.xml')).toContain('<author></author>');
  });

  test('shows the first visible sheet and keeps hidden ones last', async () => {
    const { workbook, sheet } = await written(aWorkbook());
    const sheets = descendants(workbook, 'sheet').map(({ attributes }) => [attributes.name, attributes.state]);
    expect(sheets).toEqual([
      ['Bìa', 'visible'],
      [HARD_NAME, 'visible'],
      ['~ẩn', 'hidden'],
    ]);
    expect(descendants(workbook, 'workbookView')[0]?.attributes.activeTab).toBe('0');
    expect([1, 2, 3].map((n) => descendants(sheet(n), 'sheetView')[0]?.attributes.tabSelected)).toEqual([
      '1',
      undefined,
      undefined,
    ]);
  });

  test('is set in Times New Roman throughout', async () => {
    const { part } = await written(aWorkbook());
    const names = [...descendants(part('xl/styles.xml'), 'name'), ...descendants(part('xl/comments2.xml'), 'rFont')];
    expect(new Set(names.map(({ attributes }) => attributes.val))).toEqual(new Set(['Times New Roman']));
  });

  test('lists each look once', async () => {
    const rows = Array.from({ length: 50 }, () => ({
      cells: [{ value: 1, style: 'number' as const, format: '0.00' }, { value: 'x' }],
    }));
    const { part } = await written(ofSheet({ rows }));
    expect(one(part('xl/styles.xml'), 'cellXfs')?.attributes.count).toBe('2');
  });

  const refused: [string, Partial<WorkbookModel>, string][] = [
    ['no visible sheet', { sheets: [aSheet({ hidden: true })] }, 'not hidden'],
    ['a name of 32 characters', { sheets: [aSheet({ name: 'a'.repeat(32) })] }, 'name of a sheet'],
    ['a slash in a name', { sheets: [aSheet({ name: '1/2' })] }, 'name of a sheet'],
    ['names that differ by case', { sheets: [aSheet({ name: 'BIỂU' }), aSheet({ name: 'Biểu' })] }, 'occurs twice'],
    ['no time', { created: 'hôm qua' }, 'ISO 8601'],
  ];
  test.each(refused)('with %s is refused', async (_, overrides, message) => {
    await expect(writeXlsx(aWorkbook({ names: [], ...overrides }))).rejects.toThrow(message);
  });
});

describe('cells', () => {
  test.each(['=1+1', '+84 905', '-5', '@SUM(A1)', '\t=1', "'=1"])('text %j stays text', async (value) => {
    expect(await cellsOf({ value })).toEqual([['A1', undefined, value, 's']]);
  });

  test.each([
    ['a lone surrogate', 'a\uD800b', 'a\uFFFDb'],
    ['control characters', 'a\u0000\u0007b\uFFFE', 'ab'],
    ['what Excel would decode', 'a_x000A_b', 'a_x005F_x000A_b'],
    ['line breaks of Windows', 'a\r\nb\rc', 'a\nb\nc'],
    ['blanks at the ends', '  a  ', '  a  '],
    ['prototype names', '__proto__', '__proto__'],
  ])('text with %s is written so that it opens', async (_, value, shown) => {
    expect(await cellsOf({ value })).toEqual([['A1', undefined, shown, 's']]);
  });

  test('text beyond 32,767 characters is cut', async () => {
    const [cell] = await cellsOf({ value: 'từ '.repeat(12_000) });
    expect(cell?.[2]?.length).toBeLessThanOrEqual(32_767);
    expect(cell?.[2]).toMatch(/từ…$/);
  });

  test.each([
    ['a number', { formula: 'SUM(B1:C1)', value: 0 }, ['A1', 'SUM(B1:C1)', '0', undefined]],
    ['a text', { formula: 'B1&"x"', value: '<x>' }, ['A1', 'B1&"x"', '<x>', 'str']],
    ['an empty text', { formula: 'IF(B1="","",1)', value: '' }, ['A1', 'IF(B1="","",1)', '', 'str']],
    ['a truth', { formula: 'B1=""', value: false }, ['A1', 'B1=""', '0', 'b']],
    ['nothing', { formula: 'B1+1' }, ['A1', 'B1+1', undefined, undefined]],
  ])('a formula carries %s as its result', async (_, cell, expected) => {
    expect(await cellsOf(cell)).toEqual([expected]);
  });

  test.each([
    ['quotes', { value: 'Mở "phần 1"', link: "'Biểu'!A1" }, `HYPERLINK("#'Biểu'!A1","Mở ""phần 1""")`],
    ['a number', { value: 5, link: "'Biểu'!A1" }, `HYPERLINK("#'Biểu'!A1",5)`],
    ['a formula', { value: 5, formula: 'B1', link: "'Biểu'!A1" }, `HYPERLINK("#'Biểu'!A1",B1)`],
    ['long text', { value: 'x'.repeat(300), link: 'A2' }, undefined],
  ])('a link over %s is a formula of this workbook', async (_, cell, formula) => {
    const sheetless = { ...cell, link: cell.link.includes('!') ? cell.link : "'Biểu'!A2" };
    const [[, found, value] = []] = await cellsOf(sheetless);
    if (formula) expect(found).toBe(formula);
    else expect(found).toBe(`HYPERLINK("#'Biểu'!A2","${'x'.repeat(250)}"&"${'x'.repeat(50)}")`);
    expect(value).toBe(String(cell.value));
  });

  test('a span merges and keeps the border of all its cells', async () => {
    const { sheet } = await written(
      ofCells({ value: 'a', style: 'label', span: 3 }, undefined, undefined, { value: 'b' }),
    );
    expect(descendants(sheet(), 'mergeCell').map(({ attributes }) => attributes.ref)).toEqual(['A1:C1']);
    const styles = descendants(sheet(), 'c').map(({ attributes }) => attributes.s);
    expect(new Set(styles.slice(0, 3)).size).toBe(1);
  });

  test('an input cell without a value is there, unlocked, and its row is written', async () => {
    const { sheet, part } = await written(ofCells({ style: 'input' }));
    const style = Number(descendants(sheet(), 'c')[0]?.attributes.s);
    const format = all(one(part('xl/styles.xml'), 'cellXfs'), 'xf')[style];
    expect(one(format, 'protection')?.attributes).toEqual({ locked: '0' });
  });

  test.each([
    ['a cell under a span', [{ value: 'a', span: 2 }, { value: 'b' }], 'B1 is covered'],
    ['a number that is none', [{ value: Number.NaN }], 'A1 holds NaN'],
  ])('%s is refused, and the sheet is named', async (_, cells, message) => {
    await expect(writeXlsx(ofCells(...cells))).rejects.toThrow(`Sheet "Biểu": ${message}`);
  });
});

describe('defined names', () => {
  test('point at their cells, whatever the sheet is called', async () => {
    const { workbook } = await written(aWorkbook());
    const names = descendants(workbook, 'definedName').map(({ attributes, text }) => [
      attributes.name,
      attributes.localSheetId,
      text,
    ]);
    expect(names).toEqual([
      ['form.id', undefined, "'~ẩn'!$A$1"],
      ['v_3.1', undefined, "'2. Ông O''Thành & bà Đỗ'!$D$3"],
      ['bảng', undefined, "'2. Ông O''Thành & bà Đỗ'!$A$2:$E$6"],
      ['_xlnm.Print_Titles', '1', "'2. Ông O''Thành & bà Đỗ'!$A:$B,'2. Ông O''Thành & bà Đỗ'!$1:$2"],
    ]);
  });

  const refused: [string, Partial<NameModel>, string][] = [
    ['that reads as a cell', { name: 'AB12' }, 'defined name'],
    ['that reads as a row and column', { name: 'r1c1' }, 'defined name'],
    ['with a blank', { name: 'a b' }, 'defined name'],
    ['of a sheet that is not there', { sheet: 'Khác' }, 'does not exist'],
    ['at a place that is none', { address: 'XFE1' }, 'outside'],
  ];
  test.each(refused)('a name %s is refused', async (_, overrides, message) => {
    const names = [{ name: 'tên', sheet: 'Biểu', address: 'A1', ...overrides }];
    await expect(writeXlsx(aWorkbook({ sheets: [aSheet()], names }))).rejects.toThrow(message);
  });
});

describe('a sheet', () => {
  test('repeats, fits and numbers its pages', async () => {
    const { sheet } = await written(aWorkbook());
    expect(one(sheet(2), 'pageSetup')?.attributes).toEqual({
      paperSize: '8',
      orientation: 'landscape',
      fitToWidth: '1',
      fitToHeight: '0',
    });
    expect(descendants(sheet(2), 'pageSetUpPr')[0]?.attributes.fitToPage).toBe('1');
    expect(descendants(sheet(2), 'oddFooter')[0]?.text).toMatch(/^&L.*Xã Bình Thành && 1 xã&R.*Trang &P\/&N$/);
    expect(one(sheet(1), 'pageMargins')?.attributes).toMatchObject({
      left: '1.181',
      right: '0.591',
      top: '0.787',
      bottom: '0.787',
    });
  });

  test('freezes its head, filters, and hides columns and rows', async () => {
    const { sheet } = await written(aWorkbook());
    expect(descendants(sheet(2), 'pane')[0]?.attributes).toMatchObject({
      xSplit: '2',
      ySplit: '2',
      topLeftCell: 'C3',
      state: 'frozen',
    });
    expect(one(sheet(2), 'autoFilter')?.attributes.ref).toBe('A2:E6');
    const hidden = (name: string) => descendants(sheet(2), name).filter(({ attributes }) => attributes.hidden === '1');
    expect(hidden('col').map(({ attributes }) => attributes.min)).toEqual(['6']);
    expect(hidden('row').map(({ attributes }) => attributes.r)).toEqual(['7']);
  });

  test('is protected without a password and lets people filter, sort and widen', async () => {
    const { sheet } = await written(aWorkbook());
    expect(one(sheet(1), 'sheetProtection')).toBeUndefined();
    expect(one(sheet(2), 'sheetProtection')?.attributes).toEqual({
      sheet: '1',
      formatColumns: '0',
      formatRows: '0',
      sort: '0',
      autoFilter: '0',
    });
  });

  test('has columns as wide as asked, in characters of its own font', async () => {
    const { sheet } = await written(ofSheet({ columns: [{ width: 10 }, { width: 9 }, { width: 8.375 }] }));
    expect(descendants(sheet(), 'col').map(({ attributes }) => attributes.width)).toEqual(['10.63', '9.63']);
    expect(one(sheet(), 'sheetFormatPr')?.attributes.defaultColWidth).toBe('9'); // the third: exceljs omits a width of 9
  });

  test('lets a row grow only where something is typed and nothing is merged', async () => {
    const rows = [
      { cells: [{ value: 'a', style: 'label' as const }, { style: 'input' as const }] },
      { cells: [{ value: 'a', style: 'label' as const }] },
      { cells: [{ value: 'a', span: 2 }, undefined, { style: 'input' as const }] },
      { cells: [{ style: 'input' as const }], height: 40 },
    ];
    const { sheet } = await written(ofSheet({ rows }));
    const written_ = descendants(sheet(), 'row').map(({ attributes }) => [attributes.ht, attributes.customHeight]);
    expect(written_).toEqual([
      ['18.75', undefined],
      ['18.75', '1'],
      ['18.75', '1'],
      ['40', '1'],
    ]);
  });

  test('marks errors by hatching, not by colour alone', async () => {
    const { part } = await written(aWorkbook());
    const overlays = descendants(one(part('xl/styles.xml'), 'dxfs') as XmlNode, 'patternFill');
    expect(overlays.map(({ attributes }) => attributes.patternType)).toEqual(['darkUp', 'gray0625']);
    const fills = descendants(one(part('xl/styles.xml'), 'fills') as XmlNode, 'patternFill');
    expect(fills.map(({ attributes }) => attributes.patternType)).toEqual(
      expect.arrayContaining(['darkUp', 'lightGrid', 'gray0625']),
    );
  });

  test('a marked input cell is hatched and framed, and still unlocked', async () => {
    const { sheet, part } = await written(ofCells({ value: 5, style: 'input', marked: 'error' }));
    const styles = part('xl/styles.xml');
    const format = all(one(styles, 'cellXfs'), 'xf')[Number(descendants(sheet(), 'c')[0]?.attributes.s)];
    const { fillId, borderId } = format?.attributes ?? {};
    expect(descendants(styles, 'patternFill')[Number(fillId)]?.attributes.patternType).toBe('darkUp');
    expect(descendants(styles, 'top')[Number(borderId)]?.attributes.style).toBe('medium');
    expect(one(format, 'protection')?.attributes).toEqual({ locked: '0' });
  });

  test('draws bars from 0, without an extension that is not there', async () => {
    const { sheet } = await written(aWorkbook());
    const bar = descendants(sheet(2), 'cfRule').find(({ attributes }) => attributes.type === 'dataBar');
    expect(bar && one(bar, 'dataBar')?.attributes).toEqual({ minLength: '0', maxLength: '100' });
    expect(bar && one(bar, 'extLst')).toBeUndefined();
  });

  test('gives a note a box that holds its text', async () => {
    const text = 'Hãy kiểm tra lại các ô D7, D8, D9 rồi gõ lại. ';
    const heightOf = async (note: string) => {
      const { part } = await written(ofCells({ value: 1, note }));
      const box = descendants(part('xl/drawings/vmlDrawing1.vml'), 'x:Anchor')[0]?.text.split(', ').map(Number) ?? [];
      const [, , top = 0, topPixels = 0, , , bottom = 0, bottomPixels = 0] = box;
      return (bottom - top) * 21 + bottomPixels - topPixels;
    };
    expect(await heightOf('Sai.')).toBeLessThan(60);
    expect(await heightOf(text.repeat(10))).toBeGreaterThan(200);
  });
});

describe('validations', () => {
  const rule = { kind: 'whole', min: 0 } as const;
  const error = { title: 'Sai', text: 'Hãy nhập số.' };
  const of = (...validations: Partial<NonNullable<SheetModel['validations']>[number]>[]) =>
    ofSheet({ validations: validations.map((v) => ({ cells: ['A1'], rule, error, strict: true, ...v })) });
  const rulesOf = async (model: WorkbookModel) => descendants((await written(model)).sheet(), 'dataValidation');

  test('never overlap, though set cell by cell over rows 9 and 10', async () => {
    const cells = Array.from({ length: 120 }, (_, i) => ({ cells: [`E${i + 1}`] }));
    const found = (await rulesOf(of(...cells))).map(({ attributes }) => attributes.sqref);
    expect(found.toSorted()).toEqual(cells.map(({ cells: [cell] }) => `${cell}:${cell}`).toSorted());
  });

  test.each([
    ['at least', { kind: 'whole', min: 0 }, ['whole', 'greaterThanOrEqual', '0', undefined]],
    ['at most', { kind: 'decimal', max: 100.5 }, ['decimal', 'lessThanOrEqual', '100.5', undefined]],
    ['between', { kind: 'decimal', min: 0, max: 100 }, ['decimal', undefined, '0', '100']],
    ['any whole number', { kind: 'whole' }, ['whole', undefined, '-999999999999999', '999999999999999']],
    ['a day from', { kind: 'date', min: 45_658 }, ['date', 'greaterThanOrEqual', '45658', undefined]],
    ['a list', { kind: 'list', options: ['Có', 'Không "rõ"'] }, ['list', undefined, '"Có,Không ""rõ"""', undefined]],
    [
      'a list in cells',
      { kind: 'listFrom', reference: "'Biểu'!$A$1:$A$3" },
      ['list', undefined, "'Biểu'!$A$1:$A$3", undefined],
    ],
  ] as const)('%s', async (_, rule, expected) => {
    const [found] = await rulesOf(of({ rule }));
    const { type, operator } = found?.attributes ?? {};
    expect([type, operator, one(found, 'formula1')?.text, one(found, 'formula2')?.text]).toEqual(expected);
  });

  test('refuse or question, with titles and texts no longer than Excel takes', async () => {
    const long = {
      title: 'Giá trị chưa hợp lệ, hãy kiểm tra lại ngay',
      text: 'Hãy nhập một số nguyên không âm. '.repeat(20),
    };
    const [strict, lenient] = await rulesOf(of({ error: long, prompt: long }, { cells: ['A2'], strict: false }));
    expect([strict?.attributes.errorStyle, lenient?.attributes.errorStyle]).toEqual(['stop', 'warning']);
    const { errorTitle, error: text, promptTitle, prompt } = strict?.attributes ?? {};
    expect([errorTitle, promptTitle]).toEqual(Array(2).fill('Giá trị chưa hợp lệ, hãy kiểm…'));
    expect([text?.length, prompt?.length].map((n) => (n ?? 0) > 200)).toEqual([true, true]);
    expect(text?.length).toBeLessThanOrEqual(225);
    expect(prompt?.length).toBeLessThanOrEqual(255);
  });

  test.each([
    ['a comma in an option', [{ rule: { kind: 'list', options: ['Có, đủ', 'Không'] } }], 'listFrom'],
    [
      'more than 255 characters',
      [{ rule: { kind: 'list', options: Array.from({ length: 30 }, (_, i) => `Lựa chọn ${i}`) } }],
      'listFrom',
    ],
    ['no options', [{ rule: { kind: 'list', options: [] } }], 'listFrom'],
    ['ranges that overlap', [{ cells: ['E7:E12'] }, { cells: ['E9'] }], 'E7:E12 and E9:E9'],
    ['what is no range', [{ cells: ['E0'] }], 'outside'],
  ] as const)('%s is refused', async (_, validations, message) => {
    await expect(writeXlsx(of(...validations))).rejects.toThrow(message);
  });
});
