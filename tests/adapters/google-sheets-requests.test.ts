/**
 * A form as requests to the Sheets API, without a server:
 *   R1 formulas that every locale reads        R2 values that are never parsed       R3 what may be typed, and where
 *   R4 one batch within Google's 2 MB          R5 order: locale, sheets, cells, names
 */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { describe, expect, test } from 'vitest';
import { toSheetsFormula, typedNumber } from '../../functions/adapters/google-sheets/formulas.ts';
import { rectangleOf, rectanglesByKey } from '../../functions/adapters/google-sheets/grid.ts';
import { inBatches, requestsOf } from '../../functions/adapters/google-sheets/requests.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { SEND_NAMES } from '../../functions/domain/template/send-cell.ts';
import type { SheetModel, WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { localTools } from '../../functions/wiring.ts';

type Request = sheets_v4.Schema$Request;

const FORMULAS = [
  { name: 'tham số', excel: 'IF(A1="",0,SUM(B1,C1))', sheets: '=IF(A1="";0;SUM(B1;C1))' },
  { name: 'dấu phẩy trong chữ', excel: 'IF(A1=1,"một, hai","")', sheets: '=IF(A1=1;"một, hai";"")' },
  { name: 'ngoặc kép trong chữ', excel: 'IF(A1=1,"ô ""x, y""","")', sheets: '=IF(A1=1;"ô ""x, y""";"")' },
  { name: 'dấu phẩy trong tên trang', excel: "SUM('Bộ máy, công vụ'!A1,1)", sheets: "=SUM('Bộ máy, công vụ'!A1;1)" },
  { name: 'số thập phân', excel: 'ABS(A1-B1)<=0.005', sheets: '=ABS(A1-B1)<=(5/1000)' },
  { name: 'số thập phân âm', excel: 'A1<-0.5', sheets: '=A1<-(5/10)' },
  { name: 'số thập phân trong chữ', excel: 'IF(A1,"0.5","")', sheets: '=IF(A1;"0.5";"")' },
];

const NOT_FOR_SHEETS = ['SUM({1,2})', 'LET(x,1,x)', 'XLOOKUP(A1,B1,C1)', 'A1*1E5'];

describe('R1 công thức', () => {
  test.each(FORMULAS)('$name', ({ excel, sheets }) => {
    expect(toSheetsFormula(excel)).toBe(sheets);
  });

  test.each(NOT_FOR_SHEETS)('%s bị từ chối', (formula) => {
    expect(() => toSheetsFormula(formula)).toThrow('not known to work');
  });

  test('số ở ô kiểm tra nhập liệu không phụ thuộc dấu thập phân', () => {
    expect([100, -3, 0.5, 97.25].map(typedNumber)).toEqual(['100', '-3', '=(5/10)', '=(9725/100)']);
  });
});

test('các ô cùng kiểu được phủ bằng ít hình chữ nhật', () => {
  const cells = [0, 1].flatMap((row) => [0, 1, 2].map((column) => ({ row, column, key: column === 2 ? 'b' : 'a' })));
  expect([...rectanglesByKey(cells)]).toEqual([
    ['a', [{ startRowIndex: 0, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 2 }]],
    ['b', [{ startRowIndex: 0, endRowIndex: 2, startColumnIndex: 2, endColumnIndex: 3 }]],
  ]);
});

const aSheet = (more: Partial<SheetModel>): WorkbookModel => ({
  title: 'Thử',
  created: '2026-01-01T00:00:00Z',
  names: [],
  sheets: [{ name: 'Trang', columns: [{ width: 10 }, { width: 10 }, { width: 10 }], rows: [{ cells: [] }], ...more }],
});

const made = (model: WorkbookModel): readonly Request[] => requestsOf(model, { editor: 'he@thong', present: [0] });
const all = <Kind extends keyof Request>(requests: readonly Request[], kind: Kind) =>
  requests.flatMap((request) => (request[kind] === undefined ? [] : [request[kind] as NonNullable<Request[Kind]>]));

const VALUES = [
  { name: 'chữ giống công thức', cell: { value: '=1+1' }, as: { stringValue: '=1+1' } },
  { name: 'chữ giống số', cell: { value: '1.440' }, as: { stringValue: '1.440' } },
  { name: 'số', cell: { value: 97.09 }, as: { numberValue: 97.09 } },
  { name: 'đúng sai', cell: { value: true }, as: { boolValue: true } },
  { name: 'chữ rỗng', cell: { value: '' }, as: undefined },
  { name: 'công thức', cell: { value: 2, formula: 'SUM(A1,A2)' }, as: { formulaValue: '=SUM(A1;A2)' } },
  {
    name: 'đường dẫn trong bảng tính',
    cell: { value: 'E7, E8', link: "'Trang'!$E$7" },
    as: { formulaValue: '=HYPERLINK("#gid=1&range=E7";"E7, E8")' },
  },
];

test.each(VALUES)('R2 $name', ({ cell, as }) => {
  const [update] = all(made(aSheet({ rows: [{ cells: [cell] }] })), 'updateCells');
  expect(update?.rows?.[0]?.values?.[0]?.userEnteredValue).toEqual(as);
  expect(update?.fields).toBe('userEnteredValue,note');
});

const error = { title: 'Chưa đúng', text: 'Hãy gõ lại.' };
const RULES = [
  { rule: { kind: 'list', options: ['a', 'b'] }, as: ['ONE_OF_LIST', 'a', 'b'] },
  { rule: { kind: 'listFrom', reference: "'_dm'!$A$1:$A$2" }, as: ['ONE_OF_RANGE', "='_dm'!$A$1:$A$2"] },
  { rule: { kind: 'whole', min: 0 }, as: ['CUSTOM_FORMULA', '=IF(ISNUMBER(B2);AND(B2=INT(B2);B2>=0);FALSE)'] },
  { rule: { kind: 'decimal', min: 0, max: 99.5 }, as: ['NUMBER_BETWEEN', '0', '=(995/10)'] },
  { rule: { kind: 'decimal' }, as: ['CUSTOM_FORMULA', '=ISNUMBER(B2)'] },
  { rule: { kind: 'date' }, as: ['DATE_IS_VALID'] },
  { rule: { kind: 'date', min: 45_658 }, as: ['DATE_ON_OR_AFTER', '=45658'] },
] as const;

test.each(RULES)('R3 $rule.kind: $as', ({ rule, as }) => {
  const [validation] = all(
    made(aSheet({ validations: [{ cells: ['B2', 'B3'], rule, error, strict: true }] })),
    'setDataValidation',
  );
  const condition = validation?.rule?.condition;
  expect([condition?.type, ...(condition?.values ?? []).map(({ userEnteredValue }) => userEnteredValue)]).toEqual(as);
  expect(validation?.range).toEqual({ sheetId: 1, ...rectangleOf('B2:B3') });
  expect(validation?.rule?.strict).toBe(true);
});

test('ô gộp không bao giờ cắt ngang cột cố định: chữ tràn sang ô trống bên cạnh', () => {
  const rows = [{ cells: [{ value: 'Tên trang', style: 'title' as const, span: 3 }] }, { cells: [] }];
  const frozen = made(aSheet({ rows, frozen: { rows: 1, columns: 1 } }));
  expect(all(frozen, 'mergeCells')).toEqual([]);
  expect(all(frozen, 'repeatCell').at(-1)?.cell?.userEnteredFormat?.wrapStrategy).toBe('OVERFLOW_CELL');
  expect(all(made(aSheet({ rows })), 'mergeCells')).toHaveLength(1);
});

const { forms } = localTools();
const SHIPPED = (await forms.list()).flatMap(({ id, versions }) => versions.map((version) => ({ id, version })));

describe.each(SHIPPED)('biểu mẫu $id bản $version', async ({ id, version }) => {
  const form = await forms.load(id, version);
  const commune = { code: '21733', name: 'Bình Dương', type: 'xã', province: 'Gia Lai' } as const;
  const model = composeTemplate({ form, commune, inDrive: true, created: '2026-01-01T00:00:00Z' });
  const requests = made(model);

  test('R4 một lần gửi là đủ', () => {
    expect(inBatches(requests)).toHaveLength(1);
  });

  test('R3 chỉ các ô nhập liệu được sửa, trên mọi trang có khoá', () => {
    const isInput = (sheet: SheetModel) =>
      [...sheet.rows].flatMap(({ cells }, row) =>
        cells.flatMap((cell, column) => (cell?.style === 'input' ? [`${row}:${column}`] : [])),
      );
    const open = all(requests, 'addProtectedRange').map(({ protectedRange }) =>
      (protectedRange?.unprotectedRanges ?? []).flatMap(cellsOf).sort(),
    );
    expect(open).toEqual(model.sheets.map((sheet) => isInput(sheet).sort()));
    expect(
      all(requests, 'addProtectedRange').every(
        ({ protectedRange }) => protectedRange?.editors?.users?.[0] === 'he@thong',
      ),
    ).toBe(true);
  });

  test('R5 thứ tự: ngôn ngữ, các trang, nội dung, tên', () => {
    const kinds = requests.map((request) => Object.keys(request)[0]);
    expect(kinds[0]).toBe('updateSpreadsheetProperties');
    expect(kinds.lastIndexOf('addSheet')).toBeLessThan(kinds.indexOf('updateCells'));
    expect(kinds.slice(-model.names.length).every((kind) => kind === 'addNamedRange')).toBe(true);
    expect(all(requests, 'addNamedRange').at(-1)?.namedRange?.name).toBe(SEND_NAMES.answer);
  });
});

const cellsOf = (range: sheets_v4.Schema$GridRange): readonly string[] => {
  const { startRowIndex = 0, endRowIndex = 0, startColumnIndex = 0, endColumnIndex = 0 } = range;
  const found: string[] = [];
  for (let row = Number(startRowIndex); row < Number(endRowIndex); row += 1)
    for (let column = Number(startColumnIndex); column < Number(endColumnIndex); column += 1)
      found.push(`${row}:${column}`);
  return found;
};

test('quá 2 MB thì chia thành nhiều lần gửi, không mất yêu cầu nào', () => {
  const requests = Array.from({ length: 10 }, (_, sheetId): Request => ({ deleteSheet: { sheetId } }));
  const batches = inBatches(requests, 100);
  expect(batches.length).toBeGreaterThan(2);
  expect(batches.flat()).toEqual(requests);
});
