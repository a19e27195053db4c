/** The stand-in for Google refuses what Sheets refuses, and does what Sheets does. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  begin,
  cells,
  clients,
  FORM,
  id,
  naming,
  type Request,
  range,
  refusal,
  refusedBody,
  server,
  text,
  update,
} from '../support/google-server/asking.ts';

afterEach(() => server.close());

const condition = (type: string, ...values: string[]): sheets_v4.Schema$BooleanCondition => ({
  type,
  ...(values.length > 0 ? { values: values.map((userEnteredValue) => ({ userEnteredValue })) } : {}),
});
const validation = (type: string, ...values: string[]): Request => ({
  setDataValidation: { range: range(3, 4, 0, 1), rule: { condition: condition(type, ...values), strict: true } },
});
const formatting = (
  formula: string,
  format: sheets_v4.Schema$CellFormat = { textFormat: { bold: true } },
): Request => ({
  addConditionalFormatRule: {
    rule: { ranges: [range(0, 4, 0, 1)], booleanRule: { condition: condition('CUSTOM_FORMULA', formula), format } },
    index: 0,
  },
});
const guarded = (protectedRange: sheets_v4.Schema$ProtectedRange): Request => ({
  addProtectedRange: { protectedRange },
});
/** What the types of googleapis would not let through. */
const wrong = (request: object): Request => request as Request;

describe('yêu cầu batchUpdate sai', () => {
  beforeEach(async () => {
    await begin();
    await update(...FORM);
  });

  const CASES: readonly (readonly [string, Request, string])[] = [
    [
      'tên yêu cầu lạ',
      wrong({ addSheat: {} }),
      'Invalid JSON payload received. Unknown name "addSheat" at \'requests[1]\': Cannot find field.',
    ],
    [
      'trường lạ ở sâu',
      wrong({ addSheet: { properties: { gridProperties: { rows: 3 } } } }),
      'Unknown name "rows" at \'requests[1].add_sheet.properties.grid_properties\'',
    ],
    [
      'sai kiểu',
      wrong({ addSheet: { properties: { sheetId: 'năm' } } }),
      'Invalid value at \'requests[1].add_sheet.properties.sheet_id\' (TYPE_INT32), "năm"',
    ],
    ['số lẻ ở chỗ số nguyên', { addSheet: { properties: { sheetId: 1.5 } } }, '(TYPE_INT32), 1.5'],
    ['từ lạ của liệt kê', { mergeCells: { range: range(3, 4, 1, 3), mergeType: 'ALL' } }, '"ALL"'],
    ['hai loại trong một', { ...naming('a_1'), deleteSheet: { sheetId: 5 } }, "oneof field 'kind' is already set"],
    ['không có loại nào', {}, 'Invalid requests[1]: No request set.'],
    ['hai giá trị trong một ô', cells({ userEnteredValue: { stringValue: 'a', numberValue: 1 } }), '(oneof)'],
    [
      'thiếu fields',
      { repeatCell: { range: range(0, 1, 0, 1), cell: text('a') } },
      "Invalid requests[1].repeatCell: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)",
    ],
    [
      'fields không có trong CellData',
      { repeatCell: { range: range(0, 1, 0, 1), cell: text('a'), fields: 'properties.title' } },
      'Invalid field: properties',
    ],
    [
      'ghi trường chỉ đọc',
      { repeatCell: { range: range(0, 1, 0, 1), cell: text('a'), fields: 'effectiveValue' } },
      'Field effectiveValue is read-only',
    ],
    ['trang tính không có', { deleteSheet: { sheetId: 9 } }, 'Invalid requests[1].deleteSheet: No sheet with id: 9'],
    [
      'vùng của trang không có',
      { repeatCell: { range: { sheetId: 9 }, cell: text('a'), fields: '*' } },
      'No grid with id: 9',
    ],
    [
      'vùng quá lưới',
      { repeatCell: { range: range(0, 21, 0, 1), cell: text('a'), fields: '*' } },
      "Range ('Phần I'!A1:A21) exceeds grid limits. Max rows: 20, max columns: 6",
    ],
    [
      'vùng ngược',
      { repeatCell: { range: range(3, 3, 0, 1), cell: text('a'), fields: '*' } },
      'GridRange is empty or inverted',
    ],
    [
      'ghi quá cột cuối',
      cells(...Array.from({ length: 7 }, () => text('a'))),
      'Invalid requests[1].updateCells: Attempting to write column: 6, beyond the last requested column of: 5',
    ],
    [
      'bắt đầu ngoài lưới',
      { updateCells: { start: { sheetId: 5, rowIndex: 20 }, rows: [], fields: 'note' } },
      'GridCoordinate.rowIndex[20] is after last row in grid[19]',
    ],
    ['quá 50.000 ký tự', cells(text('a'.repeat(50_001))), 'more than the maximum of 50000 characters in a single cell'],
    [
      'trùng tên trang, khác hoa thường',
      { addSheet: { properties: { title: 'PHẦN I' } } },
      'A sheet with the name "PHẦN I" already exists. Please enter another name.',
    ],
    ['trùng mã trang', { addSheet: { properties: { sheetId: 5, title: 'Khác' } } }, 'Sheet id 5 already exists'],
    [
      'đóng băng hết hàng',
      {
        updateSheetProperties: {
          properties: { sheetId: 5, gridProperties: { frozenRowCount: 20 } },
          fields: 'gridProperties.frozenRowCount',
        },
      },
      "You can't freeze all visible rows",
    ],
    [
      'gộp ô qua ranh giới đóng băng',
      { mergeCells: { range: range(4, 5, 0, 3), mergeType: 'MERGE_ALL' } },
      "You can't merge frozen and non-frozen columns.",
    ],
    [
      'ngôn ngữ lạ',
      { updateSpreadsheetProperties: { properties: { locale: 'tiếng Việt' }, fields: 'locale' } },
      'Unsupported locale',
    ],
    [
      'múi giờ lạ',
      { updateSpreadsheetProperties: { properties: { timeZone: 'Asia/Gia_Lai' }, fields: 'timeZone' } },
      'Invalid time zone',
    ],
    [
      'cột quá hẹp',
      {
        updateDimensionProperties: {
          range: { sheetId: 5, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 },
          properties: { pixelSize: 0 },
          fields: 'pixelSize',
        },
      },
      'pixelSize must be between',
    ],
    [
      'cột ngoài lưới',
      {
        updateDimensionProperties: {
          range: { sheetId: 5, dimension: 'COLUMNS', startIndex: 0, endIndex: 7 },
          properties: { pixelSize: 50 },
          fields: 'pixelSize',
        },
      },
      'range.endIndex 7 exceeds the 6 columns',
    ],
    ['tên như địa chỉ A1', naming('CT12'), 'The name of the named range is invalid: CT12'],
    ['tên như địa chỉ R1C1', naming('R2C3'), 'The name of the named range is invalid'],
    ['tên có dấu chấm', naming('ct_3.2'), 'The name of the named range is invalid'],
    ['tên bắt đầu bằng số', naming('3_2'), 'The name of the named range is invalid'],
    ['tên bắt đầu bằng true', naming('True_value'), 'The name of the named range is invalid'],
    [
      'trùng tên, khác hoa thường',
      naming('O_NHAP'),
      'Cannot add named range with name O_NHAP, a named range with that name already exists.',
    ],
    ['xóa tên không có', { deleteNamedRange: { namedRangeId: 'x' } }, 'No named range with id: x'],
    ['danh sách không có mục', validation('ONE_OF_LIST'), 'ONE_OF_LIST takes 1 to 500 values, not 0.'],
    ['khoảng số thiếu một đầu', validation('NUMBER_BETWEEN', '1'), 'NUMBER_BETWEEN takes 2 to 2 values, not 1.'],
    ['dấu chấm thập phân ở vi_VN', validation('NUMBER_GREATER', '0.5'), 'Invalid ConditionValue.userEnteredValue: 0.5'],
    ['danh sách từ trang không có', validation('ONE_OF_RANGE', "='Mã'!$A$1:$A$3"), "Unable to parse range: 'Mã'!A1:A3"],
    ['loại chỉ dùng cho định dạng', validation('NOT_BLANK'), 'is not supported by data validation'],
    [
      'công thức định dạng trỏ sang trang khác',
      formatting('=Sheet1!A1>0'),
      'Conditional format rule cannot reference a different sheet.',
    ],
    [
      'cỡ chữ trong định dạng có điều kiện',
      formatting('=A1>0', { textFormat: { fontSize: 12 } }),
      'does not support: fontSize',
    ],
    [
      'xóa quy tắc không có',
      { deleteConditionalFormatRule: { sheetId: 5, index: 0 } },
      'No conditional format on sheet: 5 at index: 0',
    ],
    [
      'tự bỏ mình khỏi người sửa',
      guarded({ range: { sheetId: 5 }, editors: { users: ['a@x.gov.vn'] } }),
      "Invalid requests[1].addProtectedRange: You can't remove yourself as an editor.",
    ],
    [
      'cảnh báo mà có người sửa',
      guarded({ range: { sheetId: 5 }, warningOnly: true, editors: { users: [] } }),
      'Editors cannot be set on it',
    ],
    [
      'chừa ô ở vùng không phải cả trang',
      guarded({ range: range(0, 4, 0, 4), unprotectedRanges: [range(1, 2, 1, 2)] }),
      'only supported on protected sheets',
    ],
    [
      'chèn hàng kế thừa hàng trước hàng đầu',
      {
        insertDimension: {
          range: { sheetId: 5, dimension: 'ROWS', startIndex: 0, endIndex: 1 },
          inheritFromBefore: true,
        },
      },
      'range.startIndex must be > 0',
    ],
  ];

  test.each(CASES)('%s: bị từ chối và không yêu cầu nào được làm', async (_, request, sentence) => {
    const asked = update({ addSheet: { properties: { sheetId: 77, title: 'Trước' } } }, request);
    const said = await refusal(asked);
    expect(said).toMatch(/^400 /);
    expect(said).toContain(sentence);
    const { data } = await clients().sheets.spreadsheets.get({
      spreadsheetId: id,
      fields: 'sheets.properties.sheetId',
    });
    expect(data.sheets?.map(({ properties }) => properties?.sheetId)).not.toContain(77);
  });

  test('không ẩn được trang cuối còn thấy', async () => {
    await update({ deleteSheet: { sheetId: 0 } });
    const hide = { updateSheetProperties: { properties: { sheetId: 5, hidden: true }, fields: 'hidden' } };
    expect(await refusal(update(hide))).toContain("You can't hide all the sheets in a document.");
    expect(await refusal(update({ deleteSheet: { sheetId: 5 } }))).toContain("You can't remove all the sheets");
  });

  test('một trang chỉ được bảo vệ một lần', async () => {
    await update(guarded({ range: { sheetId: 5 } }));
    expect(await refusal(update(guarded({ range: { sheetId: 5 } })))).toContain(
      'Sheet "Phần I" already has sheet protection.',
    );
  });

  test('ô đã gộp không bị chia bởi đóng băng hay gộp một phần', async () => {
    await update({ mergeCells: { range: range(4, 5, 1, 4), mergeType: 'MERGE_ALL' } });
    const freeze = { sheetId: 5, gridProperties: { frozenColumnCount: 2 } };
    const asked = update({ updateSheetProperties: { properties: freeze, fields: 'gridProperties.frozenColumnCount' } });
    expect(await refusal(asked)).toContain("You can't freeze columns which contain only part of a merged cell.");
    const part = update({ mergeCells: { range: range(4, 6, 2, 4), mergeType: 'MERGE_ALL' } });
    expect(await refusal(part)).toContain('You must select all cells in a merged range');
  });
});

describe('yêu cầu batchUpdate đúng', () => {
  beforeEach(async () => {
    await begin();
    await update(...FORM);
  });

  const cell = (name: string) => server.people.cell(id, name);

  test('fields quyết định điều gì đổi, và điều gì bị xóa', async () => {
    await update(cells({ ...text('a'), note: 'ghi chú' }));
    await update({
      updateCells: { start: { sheetId: 5 }, rows: [{ values: [{ note: 'bỏ qua' }] }], fields: 'userEnteredValue' },
    });
    expect(cell("'Phần I'!A1")).toEqual({ note: 'ghi chú' });
  });

  test('định dạng đổi từng phần, phần khác còn nguyên', async () => {
    const bold = { userEnteredFormat: { textFormat: { bold: true, italic: true }, wrapStrategy: 'WRAP' } };
    await update({ repeatCell: { range: range(0, 1, 0, 1), cell: bold, fields: 'userEnteredFormat' } });
    const off = { userEnteredFormat: { textFormat: { italic: false } } };
    await update({
      repeatCell: { range: range(0, 1, 0, 1), cell: off, fields: 'userEnteredFormat.textFormat(italic)' },
    });
    expect(cell("'Phần I'!A1").userEnteredFormat).toEqual({
      textFormat: { bold: true, italic: false },
      wrapStrategy: 'WRAP',
    });
  });

  test('updateCells theo vùng xóa ô mà rows không có', async () => {
    await update(cells(text('a'), text('b')));
    await update({
      updateCells: { range: range(0, 1, 0, 2), rows: [{ values: [text('c')] }], fields: 'userEnteredValue' },
    });
    expect([cell("'Phần I'!A1"), cell("'Phần I'!B1")]).toEqual([text('c'), {}]);
  });

  test('chữ bắt đầu bằng "=" vẫn là chữ', async () => {
    await update(cells(text('=1+1')));
    const { data } = await clients().sheets.spreadsheets.values.get({ spreadsheetId: id, range: 'o_nhap' });
    expect(data.values).toEqual([['=1+1']]);
  });

  test('repeatCell dời tham chiếu trong công thức, trừ chỗ có $', async () => {
    const formula = { userEnteredValue: { formulaValue: '=A1+$B$1+"A1"' } };
    await update({ repeatCell: { range: range(3, 5, 3, 4), cell: formula, fields: 'userEnteredValue' } });
    expect(cell("'Phần I'!D5").userEnteredValue?.formulaValue).toBe('=A2+$B$1+"A1"');
  });

  test.each([
    ['=IF(A2>0;1;0)', false],
    ['=IF(A2>0,1,0)', true],
    ['=A2*0,5', false],
    ['=A2*0.5', true],
    ['=CONCATENATE("a,b";A2)', false],
    ['=SUM((A2)', true],
  ])('%s ở vi_VN: lỗi %s', async (formulaValue, isError) => {
    await update(cells({ userEnteredValue: { formulaValue } }));
    const { data } = await clients().sheets.spreadsheets.get({
      spreadsheetId: id,
      ranges: ['o_nhap'],
      includeGridData: true,
    });
    const value = data.sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0]?.effectiveValue;
    expect(value?.errorValue?.type).toBe(isError ? 'ERROR' : undefined);
  });

  test('chèn hàng dời tên, công thức, vùng bảo vệ và quy tắc', async () => {
    await update(
      {
        updateCells: {
          start: { sheetId: 5, rowIndex: 4 },
          rows: [{ values: [{ userEnteredValue: { formulaValue: "=A6+'Phần I'!A3" } }] }],
          fields: 'userEnteredValue',
        },
      },
      { addNamedRange: { namedRange: { name: 'hang_nam', range: range(4, 5, 0, 1) } } },
      guarded({ range: { sheetId: 5 }, unprotectedRanges: [range(4, 5, 0, 1)] }),
      formatting('=A1>0'),
    );
    server.people.insertRows(id, 'Phần I', 4, 2);
    expect(cell('hang_nam').userEnteredValue?.formulaValue).toBe("=A8+'Phần I'!A3");
    const { data } = await clients().sheets.spreadsheets.get({ spreadsheetId: id });
    const sheet = data.sheets?.find(({ properties }) => properties?.sheetId === 5);
    expect(data.namedRanges?.find(({ name }) => name === 'hang_nam')?.range).toEqual(range(6, 7, 0, 1));
    expect(sheet?.protectedRanges?.[0]?.unprotectedRanges).toEqual([range(6, 7, 0, 1)]);
    expect(sheet?.conditionalFormats?.[0]?.ranges).toEqual([range(0, 6, 0, 1)]);
    expect(sheet?.properties?.gridProperties?.rowCount).toBe(22);
  });

  test('xóa trang tính thì tên trong đó mất', async () => {
    server.people.deleteSheet(id, 'Phần I');
    const { data } = await clients().sheets.spreadsheets.get({ spreadsheetId: id });
    expect(data.namedRanges).toBeUndefined();
  });

  test('gộp ô chỉ giữ nội dung ô đầu', async () => {
    await update({
      updateCells: {
        start: { sheetId: 5, rowIndex: 3, columnIndex: 1 },
        rows: [{ values: [text('a'), text('b')] }],
        fields: 'userEnteredValue',
      },
    });
    await update({ mergeCells: { range: range(3, 4, 1, 3), mergeType: 'MERGE_ALL' } });
    expect([cell("'Phần I'!B4"), cell("'Phần I'!C4")]).toEqual([text('a'), {}]);
  });

  test('người ngoài danh sách chỉ gõ được vào ô được chừa', async () => {
    const editors = { users: [server.account.email] };
    await update(guarded({ range: { sheetId: 5 }, unprotectedRanges: [range(0, 1, 0, 1)], editors }));
    server.people.edit(id, 'o_nhap', 'Gửi');
    expect(cell('o_nhap').userEnteredValue?.stringValue).toBe('Gửi');
    expect(() => server.people.edit(id, "'Phần I'!B1", 'x')).toThrow('the cell is protected');
  });

  test('danh sách chặt chẽ chỉ nhận mục của nó', async () => {
    await update({
      setDataValidation: {
        range: range(0, 1, 0, 1),
        rule: { condition: condition('ONE_OF_LIST', 'Chưa gửi', 'Gửi'), strict: true },
      },
    });
    expect(() => server.people.edit(id, 'o_nhap', 'gửi đi')).toThrow('data validation');
    server.people.edit(id, 'o_nhap', 'Gửi');
  });

  test('values: RAW không tính công thức; quá vùng thì bị từ chối', async () => {
    const { values } = clients().sheets.spreadsheets;
    const asked = { spreadsheetId: id, valueInputOption: 'RAW' };
    await values.update({ ...asked, range: "'Phần I'!A1:B1", requestBody: { values: [['=1', 2]] } });
    const got = await values.batchGet({
      spreadsheetId: id,
      ranges: ['o_nhap', "'Phần I'!B1"],
      valueRenderOption: 'UNFORMATTED_VALUE',
    });
    expect(got.data.valueRanges?.map((one) => one.values)).toEqual([[['=1']], [[2]]]);
    const wide = values.update({ ...asked, range: "'Phần I'!A1:B1", requestBody: { values: [[1, 2, 3]] } });
    expect(await refusal(wide)).toContain(
      "Requested writing within range ['Phần I'!A1:B1], but tried writing to column [C]",
    );
    const bare = values.update({ spreadsheetId: id, range: 'A1', requestBody: { values: [[1]] } });
    expect(await refusal(bare)).toContain("'valueInputOption' is required");
  });

  test('mặt nạ của câu trả lời được kiểm tra và áp dụng', async () => {
    const { spreadsheets } = clients().sheets;
    const { data } = await spreadsheets.get({
      spreadsheetId: id,
      fields: 'sheets(properties(title)),namedRanges/name',
    });
    expect(data).toEqual({
      sheets: [{ properties: { title: 'Sheet1' } }, { properties: { title: 'Phần I' } }],
      namedRanges: [{ name: 'o_nhap' }],
    });
    const body = await refusedBody(spreadsheets.get({ spreadsheetId: id, fields: 'sheets.name' }));
    expect(JSON.stringify(body)).toContain("Cannot find matching fields for path 'sheets.name'");
  });
});
