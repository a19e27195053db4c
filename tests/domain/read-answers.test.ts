/**
 * What is read around the values of a workbook:
 *   L4  values in heading and section rows are read and said
 *   L5  explanations and kinds of empty are read beside the value
 *   L6  what the reader passed by is said; who the workbook is, it says itself
 *   L7  a row that is printed as another one is an error
 */
import { describe, expect, test } from 'vitest';
import { layOut } from '../../functions/domain/form/layout.ts';
import { readAnswers } from '../../functions/domain/submission/read-answers.ts';
import { readIdentity } from '../../functions/domain/submission/read-identity.ts';
import {
  type Edit,
  insertColumn,
  inTurn,
  renameSheet,
  typeInto,
  withoutMarks,
  withoutNames,
} from '../support/workbook-edits.ts';
import { FORM, ROW, returned, rowOf, SHEET } from '../support/worked-in-form.ts';

const EXPLANATION = layOut(FORM).sheets[0]?.columns.explanation ?? 0;

test.each([
  {
    name: 'dòng tiêu đề',
    row: ROW.heading,
    value: 6,
    says: 'Dòng tiêu đề "3.1 Giải quyết hồ sơ" có số liệu 6',
    code: '3.1',
  },
  {
    name: 'dòng của phần',
    row: ROW.section,
    value: '1.440',
    says: 'Dòng tiêu đề "3 Cải cách thủ tục hành chính" có số liệu 1.440',
    code: '3',
  },
  { name: 'lỗi công thức', row: ROW.heading, value: { error: '#N/A' }, says: 'có số liệu #N/A', code: '3.1' },
])('L4 · $name', ({ row, value, says, code }) => {
  const { findings, strays } = readAnswers(FORM, returned(typeInto(SHEET, row, 5, value)));
  expect(findings).toEqual([
    expect.objectContaining({ code: 'STRAY_VALUE', cells: [{ sheet: SHEET, address: `E${row}` }] }),
  ]);
  expect(findings[0]?.sentence).toContain(says);
  expect([...strays.keys()]).toEqual([code]);
});

test('L4 · khoảng trắng không phải là số liệu lạc', () => {
  expect(readAnswers(FORM, returned(typeInto(SHEET, ROW.heading, 5, '  '))).findings).toEqual([]);
});

test('L4 · số liệu lạc được tìm thấy cả khi mất mã dòng', () => {
  const edit = inTurn(typeInto(SHEET, ROW.heading, 5, 6), withoutNames, withoutMarks);
  expect([...readAnswers(FORM, returned(edit)).strays]).toEqual([['3.1', 6]]);
});

test('L5 · lý do trống và giải trình, cả khi cột đã dịch chuyển', () => {
  const type = inTurn(
    typeInto(SHEET, rowOf('3.4'), 5, undefined),
    typeInto(SHEET, rowOf('3.4'), 6, 'Không phát sinh'),
    typeInto(SHEET, rowOf('3.3'), EXPLANATION, ' Số liệu đã đối chiếu '),
    typeInto(SHEET, rowOf('B.2024.giao'), EXPLANATION, 'Sau sáp nhập'),
    insertColumn(SHEET, 4),
  );
  const { answers, findings } = readAnswers(FORM, returned(type));
  expect(findings).toEqual([]);
  expect(answers.get('truc_tiep')).toMatchObject({ state: 'nil', at: { sheet: SHEET, address: `F${rowOf('3.4')}` } });
  expect(answers.get('truc_tuyen')).toMatchObject({ number: 1439, explanation: 'Số liệu đã đối chiếu' });
  expect(answers.get('bang__nam_2024__mat')).toMatchObject({ number: 42, explanation: 'Sau sáp nhập' });
});

test('L6 · liên kết và đối tượng được nói một lần, ghi chú và hình vẽ thì không', () => {
  const workbook = { ...returned(), passedBy: ['externalLinks', 'comments', 'embeddings', 'drawings'] as const };
  expect(readAnswers(FORM, workbook).findings.map(({ sentence }) => sentence)).toEqual([
    'Tệp có liên kết tới tệp khác và đối tượng nhúng; các nội dung này không được đọc.',
  ]);
});

test('sổ tính khác hẳn: không tìm thấy ô nào', () => {
  expect(readAnswers(FORM, { sheets: [], names: [], passedBy: [] }).found).toBe(0);
});

test.each([
  { name: 'như khi gửi đi', edit: inTurn(), commune: '21733' },
  { name: 'đổi tên trang', edit: renameSheet(SHEET, 'A'), commune: '21733' },
  { name: 'mã bị đổi thành số', edit: typeInto('_nhan_dang', 4, 2, 5605), commune: '05605' },
])('nhận dạng · $name: $commune', ({ edit, commune }) => {
  expect(readIdentity(returned(edit))).toMatchObject({ form: FORM.id, version: 1, commune, communeName: 'Bình Dương' });
});

test('nhận dạng · mất tên ô thì không có', () => expect(readIdentity(returned(withoutNames))).toBeUndefined());

describe('L7 · dòng của chỉ tiêu này lại in chỉ tiêu khác', () => {
  const [first, second] = [rowOf('3.3'), rowOf('3.4')];
  const printAs = (row: number, code: string, label: string) =>
    inTurn(typeInto(SHEET, row, 2, code), typeInto(SHEET, row, 3, label));
  const swapped = inTurn(
    printAs(first, '3.4', 'Hồ sơ trực tiếp'),
    typeInto(SHEET, first, 5, 1),
    printAs(second, '3.3', 'Hồ sơ trực tuyến'),
    typeInto(SHEET, second, 5, 1439),
  );
  const said = (edit: Edit) =>
    readAnswers(FORM, returned(edit)).findings.filter(({ code }) => code === 'ROW_PRINTED_AS_OTHER');

  test('hai dòng bị tráo cùng nhãn: lỗi ở cả hai ô, không lặng lẽ tính nhầm', () => {
    expect(said(swapped).map(({ severity, cells }) => [severity, cells[0]?.address])).toEqual([
      ['error', `E${first}`],
      ['error', `E${second}`],
    ]);
  });

  test('trong bảng: dòng năm này in năm kia là lỗi ở từng ô đã điền', () => {
    const row = rowOf('B.2024.giao');
    const cells = said(printAs(row, '2025', 'Năm 2025')).map(({ cells: [cell] }) => cell?.address);
    expect(cells).toEqual([`E${row}`, `F${row}`]);
  });

  test.each([
    { name: 'nhãn sửa lời', edit: printAs(first, '3.3', 'Hồ sơ nộp trực tuyến') },
    { name: 'chỉ mã bị gõ nhầm', edit: printAs(first, '3.4', 'Hồ sơ trực tuyến') },
    { name: 'dòng trống', edit: inTurn(printAs(first, '3.4', 'Hồ sơ trực tiếp'), typeInto(SHEET, first, 5, '')) },
  ])('$name: không có lỗi này', ({ edit }) => expect(said(edit)).toEqual([]));
});

test('L8 · trang thêm có số liệu được nói tới là không đọc; trang của biểu mẫu thì không', () => {
  const cell = { row: 1, column: 1, value: 1440, isDate: false, isPercent: false, isFormula: false };
  const withSheet: Edit = (workbook) => ({
    ...workbook,
    sheets: workbook.sheets.flatMap((sheet) =>
      sheet.name === SHEET ? [sheet, { ...sheet, name: 'Trang1', cells: [cell] }] : [sheet],
    ),
  });
  const notes = (edit: Edit) =>
    readAnswers(FORM, returned(edit)).findings.filter(({ code }) => code === 'SHEETS_NOT_READ');
  expect(notes((workbook) => workbook)).toEqual([]);
  expect(notes(withSheet).map(({ sentence }) => sentence)).toEqual([expect.stringContaining('trang "Trang1"')]);
});
