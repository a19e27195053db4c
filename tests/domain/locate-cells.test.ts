/**
 * Finding the cells of a form in a workbook that was worked in:
 *   L1  inserted rows and columns, renamed, moved and copied sheets, sorted rows: every answer is found
 *   L2  names lost: by the hidden marks · marks lost too: by printed code and label · each is said once
 *   L3  a row that is gone is said, once; the answer is missing
 */
import { expect, test } from 'vitest';
import { answerOf } from '../../functions/domain/submission/answers.ts';
import { rootCausesFirst } from '../../functions/domain/submission/findings.ts';
import { readAnswers } from '../../functions/domain/submission/read-answers.ts';
import { validateAnswers } from '../../functions/domain/submission/validate.ts';
import { aForm } from '../support/builders.ts';
import { sheetOf } from '../support/grid.ts';
import {
  copyRow,
  copySheet,
  deleteRow,
  type Edit,
  emptyRow,
  insertColumn,
  insertRow,
  inTurn,
  renameSheet,
  swapRows,
  typeInto,
  withoutMarks,
  withoutNames,
} from '../support/workbook-edits.ts';
import { FILLED, FORM, returned, rowOf, SHEET } from '../support/worked-in-form.ts';

/** "3.2=1440 …" for what was found, then the codes of the findings. */
function outcome(edit: Edit): { answers: string; findings: string } {
  const { answers, findings } = readAnswers(FORM, returned(edit));
  const shown = FORM.indicators.flatMap((indicator) => {
    const { state, number } = answerOf(answers, indicator);
    return state === 'missing' ? [] : [`${indicator.code}=${number ?? state}`];
  });
  return { answers: shown.join(' '), findings: findings.map(({ code, severity }) => `${code} ${severity}`).join('; ') };
}

const COPY = `${SHEET} (2)`;

test.each([
  { rule: 'L1', name: 'như khi gửi đi', edit: inTurn(), says: '' },
  { rule: 'L1', name: 'chèn dòng ở giữa', edit: insertRow(SHEET, rowOf('3.3')), says: '' },
  { rule: 'L1', name: 'chèn cột trước cột số liệu', edit: insertColumn(SHEET, 5), says: '' },
  { rule: 'L1', name: 'chèn cột đầu tiên', edit: insertColumn(SHEET, 1), says: '' },
  { rule: 'L1', name: 'đổi tên trang', edit: renameSheet(SHEET, "Trang 'mới'"), says: '' },
  {
    rule: 'L1',
    name: 'chép thành hai trang, trang chép bị sửa',
    edit: inTurn(copySheet(SHEET, COPY), typeInto(COPY, rowOf('3.2'), 5, 9)),
    says: 'SECOND_COPY warning',
  },
  { rule: 'L1', name: 'chép thành hai trang giống nhau', edit: copySheet(SHEET, COPY), says: '' },
  {
    rule: 'L1',
    name: 'dòng chép thừa ở dưới, ô gốc còn tên',
    edit: inTurn(copyRow(SHEET, rowOf('3.2'), 40), typeInto(SHEET, 40, 5, 7)),
    says: 'SECOND_COPY warning',
  },
  {
    rule: 'L1',
    name: 'dòng chép thừa cùng số, gõ bằng chữ số có dấu chấm',
    edit: inTurn(withoutNames, copyRow(SHEET, rowOf('3.2'), 40), typeInto(SHEET, 40, 5, '1.440')),
    says: 'FOUND_BY_ROW_CODE note',
  },
  {
    rule: 'L1',
    name: 'mã dòng bị hỏng thì tên ô vẫn đúng',
    edit: typeInto(SHEET, rowOf('3.2'), 1, '#tiep\nnhan'),
    says: '',
  },
  {
    rule: 'L1',
    name: 'sắp xếp lại dòng',
    edit: swapRows(SHEET, rowOf('3.2'), rowOf('3.4')),
    says: 'FOUND_BY_ROW_CODE note',
  },
  {
    rule: 'L1',
    name: 'sắp xếp lại dòng của bảng',
    edit: swapRows(SHEET, rowOf('B.2024.giao'), rowOf('B.2025.giao')),
    says: 'FOUND_BY_ROW_CODE note',
  },
  {
    rule: 'L1',
    name: 'chèn cột đầu rồi sắp xếp',
    edit: inTurn(insertColumn(SHEET, 1), swapRows(SHEET, rowOf('3.2'), rowOf('3.4'))),
    says: 'FOUND_BY_ROW_CODE note',
  },
  {
    rule: 'L1',
    name: 'dòng chuyển xuống dưới, tên ô ở lại dòng cũ đã trống',
    edit: inTurn(copyRow(SHEET, rowOf('3.2'), 40), emptyRow(SHEET, rowOf('3.2'))),
    says: 'FOUND_BY_ROW_CODE note',
  },
  { rule: 'L2', name: 'mất tên ô', edit: withoutNames, says: 'FOUND_BY_ROW_CODE note' },
  {
    rule: 'L2',
    name: 'mất tên ô, chèn cột',
    edit: inTurn(withoutNames, insertColumn(SHEET, 1), insertColumn(SHEET, 5)),
    says: 'FOUND_BY_ROW_CODE note',
  },
  { rule: 'L2', name: 'mất tên ô và mã dòng', edit: inTurn(withoutNames, withoutMarks), says: 'FOUND_BY_LABEL note' },
  {
    rule: 'L2',
    name: 'mất cả hai, đổi tên trang, chèn dòng và cột',
    edit: inTurn(
      withoutNames,
      withoutMarks,
      renameSheet(SHEET, 'Sheet1'),
      insertRow(SHEET, 1),
      insertColumn('Sheet1', 2),
      insertRow('Sheet1', 3),
    ),
    says: 'FOUND_BY_LABEL note',
  },
  {
    rule: 'L2',
    name: 'mất cả hai, tên chỉ tiêu gõ lại bằng chữ hoa',
    edit: inTurn(withoutNames, withoutMarks, typeInto(SHEET, rowOf('3.2'), 3, 'TỔNG  SỐ HỒ SƠ TIẾP NHẬN')),
    says: 'FOUND_BY_LABEL note',
  },
])('$rule · $name', ({ edit, says }) => expect(outcome(edit)).toEqual({ answers: FILLED, findings: says }));

test.each([
  {
    rule: 'L2',
    name: 'hai dòng cùng mã và tên, cùng số liệu',
    edit: inTurn(withoutNames, withoutMarks, copyRow(SHEET, rowOf('3.2'), 40)),
    without: '',
    says: 'FOUND_BY_LABEL note',
  },
  {
    rule: 'L3',
    name: 'xoá dòng bắt buộc',
    edit: deleteRow(SHEET, rowOf('3.2')),
    without: '3.2',
    says: 'CELL_LOST error',
  },
  {
    rule: 'L3',
    name: 'xoá dòng thường',
    edit: deleteRow(SHEET, rowOf('3.4')),
    without: '3.4',
    says: 'CELL_LOST warning',
  },
  { rule: 'L3', name: 'xoá dòng không bắt buộc', edit: deleteRow(SHEET, rowOf('3.5')), without: '', says: '' },
])('$rule · $name', ({ edit, without, says }) => {
  const left = FILLED.split(' ').filter((text) => !text.startsWith(`${without}=`));
  expect(outcome(edit)).toEqual({ answers: without === '' ? FILLED : left.join(' '), findings: says });
});

test.each([
  { name: 'theo mã dòng', edit: withoutNames },
  { name: 'theo mã số và tên', edit: inTurn(withoutNames, withoutMarks) },
])('L2 · hai dòng khác số liệu $name: hỏi dòng nào đúng', ({ edit }) => {
  const twice = inTurn(edit, copyRow(SHEET, rowOf('3.2'), 40), typeInto(SHEET, 40, 5, 7));
  const { answers, findings } = readAnswers(FORM, returned(twice));
  expect(answers.get('tiep_nhan')).toMatchObject({ state: 'unreadable', typed: '1.440 / 7' });
  expect(findings.find(({ code }) => code === 'ROW_AMBIGUOUS')).toMatchObject({
    severity: 'error',
    cells: [{ address: `E${rowOf('3.2')}` }, { address: 'E40' }],
    sentence: expect.stringContaining(`E${rowOf('3.2')} (1.440) và E40 (7)`),
  });
});

test('L2 · dòng có mã dòng là dòng của mã ấy, dù in tên khác', () => {
  const edit = inTurn(
    deleteRow(SHEET, rowOf('3.2')),
    typeInto(SHEET, rowOf('3.2'), 2, '3.2'),
    typeInto(SHEET, rowOf('3.2'), 3, 'Tổng số hồ sơ tiếp nhận'),
  );
  const { answers, findings } = readAnswers(FORM, returned(edit));
  expect(answers.get('tiep_nhan')).toEqual({ state: 'missing', typed: '' });
  expect(answers.get('truc_tuyen')).toMatchObject({ number: 1439 });
  expect(findings.map(({ code }) => code)).toEqual(['CELL_LOST', 'ROW_PRINTED_AS_OTHER']);
});

test('L2 · "_xa_" trong mã dòng bị đọc thành xuống dòng vẫn được nhận ra', () => {
  const rows = [{ code: '1', key: 'so_xa_xong', label: 'Số xã xong', type: 'count' }];
  const form = aForm({ sections: [{ code: 'A', key: 'a', title: 'A', sheet: 'A', rows }] });
  const sheet = sheetOf('A', '| Mã số | Chỉ tiêu | Số liệu | |\n| x | y | =5 | #mã |');
  const cells = sheet.cells.map((cell) => (cell.value === '#mã' ? { ...cell, value: '#so\nxong' } : cell));
  const { answers, findings } = readAnswers(form, { sheets: [{ ...sheet, cells }], names: [], passedBy: [] });
  expect(answers.get('so_xa_xong')).toMatchObject({ number: 5 });
  expect(findings.map(({ code }) => code)).toEqual(['FOUND_BY_ROW_CODE']);
});

test('L3 · phần chỉ có vài dòng thì kể từng dòng', () => {
  const { findings } = readAnswers(aForm(), { sheets: [], names: [], passedBy: [] });
  expect(findings.map(({ code }) => code)).toEqual(['CELL_LOST', 'CELL_LOST']);
});

test('L1 · dòng chép thừa được nói ra ở ô của nó', () => {
  const twice = inTurn(copyRow(SHEET, rowOf('3.2'), 40), typeInto(SHEET, 40, 5, 7));
  const { answers, findings } = readAnswers(FORM, returned(twice));
  expect(answers.get('tiep_nhan')).toMatchObject({ number: 1440 });
  expect(findings).toMatchObject([{ cells: [{ sheet: SHEET, address: 'E40' }], indicators: ['tiep_nhan'] }]);
  expect(findings[0]?.sentence).toContain('3.2 ở E40 (7)');
});

test('L3 · cả trang mất thì nói một lần, kèm chỉ tiêu bắt buộc', () => {
  const { findings } = readAnswers(FORM, { sheets: [], names: [], passedBy: [] });
  expect(findings).toMatchObject([{ code: 'PART_LOST', severity: 'error' }]);
  expect(findings[0]?.sentence).toContain('"3. TTHC" (8 chỉ tiêu) trong tệp, trong đó có chỉ tiêu bắt buộc 3.2.');
});

test('L3 · dòng đã mất chỉ bị nhắc một lần, không bị nhắc lại là còn để trống', () => {
  const reading = readAnswers(FORM, returned(deleteRow(SHEET, rowOf('3.2'))));
  const checked = validateAnswers(FORM, reading.answers, { commune: { type: 'xã' } });
  const about = rootCausesFirst([...reading.findings, ...checked]).filter(({ indicators }) =>
    indicators.includes('tiep_nhan'),
  );
  expect(about.map(({ code }) => code)).toEqual(['CELL_LOST']);
});
