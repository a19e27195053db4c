/** The reader agrees with openpyxl, cell by cell, on workbooks from several writers. */

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { type CellData, cellAddress, type WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import { handMade } from '../fixtures/xlsx/hand-made.ts';
import { PYTHON, requires } from '../support/requires.ts';
import { zip } from '../support/zip.ts';

const FIXTURES = new URL('../fixtures/xlsx/', import.meta.url).pathname;
const ODS_TYPE = 'application/vnd.oasis.opendocument.spreadsheet';

type Cell = [value: unknown, isDate: boolean, isPercent: boolean, isFormula: boolean];
interface Dump {
  readonly sheets: readonly { name: string; state: string; cells: Record<string, Cell> }[];
  readonly names: readonly (readonly [name: string, refersTo: string, sheet: string | null])[];
}

const hasOffice = requires('soffice');
const hasOpenpyxl = requires('openpyxl');

async function writeWithExcelJs(file: string): Promise<void> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('3. TTHC');
  sheet.addRow(['Tổng số hồ sơ', 1440, 17759.720212, new Date('2025-07-18T06:00:00Z'), true, false]);
  sheet.addRow([
    { formula: 'B1*2', result: 2880 },
    { formula: 'B1=0', result: false },
    { formula: '1/0', result: { error: '#DIV/0!' } },
  ]);
  sheet.addRow([
    { richText: [{ text: '1. ' }, { text: 'Đậm', font: { bold: true } }] },
    { error: '#N/A' },
    0.8656,
    'Đúng hạn'.normalize('NFD'),
  ]);
  sheet.addRow([
    { formula: 'A1&""', result: 'xã' },
    { formula: 'B1-1440', result: 0 },
    { text: 'liên kết', hyperlink: 'https://example.invalid' },
  ]);
  sheet.getCell('C3').numFmt = '0.00%';
  sheet.getCell('AB300').value = 'xa';
  sheet.getCell('AC300').numFmt = 'dd/mm/yyyy';
  sheet.mergeCells('A6:D9');
  book.addWorksheet('Ẩn', { state: 'veryHidden' }).getCell('A1').value = 1;
  book.definedNames.add("'3. TTHC'!$B$1", 'cchc.form');
  writeFileSync(file, Buffer.from(await book.xlsx.writeBuffer()));
}

/** A workbook of a .NET tool: a prefix on every element, no r, ISO dates, booleans spelt out, the 1904 system. */
function writeDotNet(file: string): void {
  const main = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const cells =
    '<x:c t="inlineStr"><x:is><x:t>xã</x:t></x:is></x:c><x:c s="1"><x:v>44394</x:v></x:c><x:c><x:v>5</x:v></x:c>';
  const more =
    '<x:c t="b"><x:v>1</x:v></x:c><x:c t="s"><x:v>0</x:v></x:c><x:c t="d" s="1"><x:v>2025-07-18T00:00:00</x:v></x:c>';
  const parts = {
    'xl/worksheets/sheet1.xml': `<x:worksheet ${main}><x:sheetData><x:row>${cells}</x:row><x:row/><x:row>${more}</x:row></x:sheetData></x:worksheet>`,
    'xl/sharedStrings.xml': `<x:sst ${main}><x:si><x:r><x:t>a</x:t></x:r><x:r><x:t xml:space="preserve"> b</x:t></x:r></x:si></x:sst>`,
    'xl/styles.xml': `<x:styleSheet ${main}><x:fonts/><x:fills/><x:borders/><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="14"/></x:cellXfs></x:styleSheet>`,
  };
  writeFileSync(file, handMade({ parts, before: '<workbookPr date1904="1"/>', modified: '2025-07-18T03:04:05Z' }));
}

/** One run of LibreOffice over an .ods, a .csv and a workbook of exceljs, each saved anew as .xlsx. */
function convertWithLibreOffice(folder: string): void {
  const manifest = `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${ODS_TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`;
  const sources = ['office-ods.ods', 'office-csv.csv', 'office-exceljs.xls_'].map((name) => join(folder, name));
  const [ods, csv, resaved] = sources as [string, string, string];
  writeFileSync(
    ods,
    zip([
      { name: 'mimetype', content: ODS_TYPE, stored: true },
      { name: 'content.xml', content: readFileSync(join(FIXTURES, 'opendocument-content.xml')) },
      { name: 'META-INF/manifest.xml', content: manifest },
    ]),
  );
  writeFileSync(csv, 'STT,Chỉ tiêu,Số liệu\n1,Tổng số hồ sơ,1440\n2,"Tỷ lệ, phần trăm",86.56\n3,Ngày,2025-07-18\n');
  copyFileSync(join(folder, 'exceljs.xlsx'), resaved);
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', folder, ...sources], {
    stdio: 'ignore',
  });
}

function ours(read: WorkbookData): Dump {
  return {
    sheets: read.sheets.map(({ name, state, cells }) => ({
      name,
      state,
      cells: Object.fromEntries(
        cells.flatMap((cell) => (isNoneToOpenpyxl(cell) ? [] : [[cellAddress(cell.row, cell.column), ourCell(cell)]])),
      ),
    })),
    names: read.names.map(({ name, refersTo, sheet }) => [name, refersTo, sheet ?? null] as const),
  };
}

/** openpyxl has `None` for a formula without a result, and for one whose result is the empty text. */
function isNoneToOpenpyxl({ value, isFormula }: CellData): boolean {
  return value === undefined || (value === '' && isFormula);
}

function ourCell({ value, isDate, isPercent, isFormula }: CellData): Cell {
  return [rounded(value, isDate), isDate, isPercent, isFormula];
}

function theirs(dump: Dump): Dump {
  const cell = ([value, isDate, isPercent, isFormula]: Cell): Cell => [
    inOurTerms(value, isDate),
    isDate,
    isPercent,
    isFormula,
  ];
  return {
    sheets: dump.sheets.map(({ name, state, cells }) => ({
      name,
      state,
      cells: Object.fromEntries(Object.entries(cells).map(([address, found]) => [address, cell(found)])),
    })),
    names: dump.names,
  };
}

/** openpyxl leaves text in the form it was stored in. */
function inOurTerms(value: unknown, isDate: boolean): unknown {
  return typeof value === 'string' ? value.normalize('NFC') : rounded(value, isDate);
}

/** openpyxl goes through datetimes, which are good to a microsecond. */
function rounded(value: unknown, isDate: boolean): unknown {
  return typeof value === 'number' && isDate ? Number(value.toFixed(8)) : value;
}

describe.skipIf(!hasOpenpyxl)('the reader agrees with openpyxl', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xlsx-reader-'));
  let dumps: Record<string, Dump> = {};

  beforeAll(async () => {
    await writeWithExcelJs(join(folder, 'exceljs.xlsx'));
    writeDotNet(join(folder, 'dotnet.xlsx'));
    if (hasOffice) convertWithLibreOffice(folder);
    const printed = execFileSync(PYTHON, [join(FIXTURES, 'dump-with-openpyxl.py'), folder], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    dumps = JSON.parse(printed);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const WRITERS = ['openpyxl', 'exceljs', 'dotnet', 'office-ods', 'office-csv', 'office-exceljs'];
  test.for(WRITERS)('on a workbook of %s', async (writer, { skip }) => {
    skip(writer.startsWith('office') && !hasOffice, 'soffice is not installed');
    const dump = dumps[writer];
    if (dump === undefined) throw new Error(`${writer} wrote nothing`);
    const read = await readXlsx(readFileSync(join(folder, `${writer}.xlsx`)));
    expect(ours(read)).toEqual(theirs(dump));
    expect(read.sheets.flatMap(({ cells }) => cells).length).toBeGreaterThan(5);
  });
});
