/**
 * A return on version 1 of a form under version 2 of the round:
 *   C1  values move by stable key, whatever became of code, label and sheet; they are read as the new form asks
 *   C2  what has no place in version 2 is listed with what stood there, and blocks nothing
 *   C3  what version 2 asks besides is asked for; places are those of the file as sent
 */
import { expect, test } from 'vitest';
import { carryOver } from '../../functions/domain/submission/carry-over.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import type { WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import { aCommune, aForm, answersOf } from '../support/builders.ts';
import { type Edit, opened, typeInto, withoutMarks, withoutNames } from '../support/workbook-edits.ts';

const section = (sheet: string, rows: readonly unknown[]) => [
  { code: '3', key: 'phan', title: 'Thủ tục', sheet, rows },
];
const count = (code: string, key: string, label: string, more = {}) => ({ code, key, label, type: 'count', ...more });

const FIRST = aForm({
  sections: section('Cũ', [
    { code: '3.1', label: 'Giải quyết hồ sơ' },
    count('3.2', 'tong', 'Tổng số hồ sơ'),
    count('3.3', 'huyen', 'Số hồ sơ của huyện'),
    count('3.4', 'dung', 'Hồ sơ đúng hạn'),
    { code: '3.5', key: 'ty_le', label: 'Tỷ lệ đúng hạn', type: 'share', presence: 'optional' },
    { code: '3.6', key: 'ket_qua', label: 'Đối thoại', type: 'text', presence: 'optional' },
  ]),
});

const SECOND = aForm({
  version: 2,
  sections: section('Mới', [
    count('3.1', 'tong', 'Tổng số hồ sơ tiếp nhận'),
    count('3.2', 'dung', 'Hồ sơ đúng hạn'),
    {
      code: '3.3',
      key: 'ty_le',
      label: 'Tỷ lệ đúng hạn',
      type: 'ratio',
      ratio: { numerator: '[3.2]', denominator: '[3.1]' },
    },
    { code: '3.4', label: 'Giải quyết hồ sơ' },
    { code: '3.5', key: 'ket_qua', label: 'Đối thoại', type: 'yesno', presence: 'optional' },
    count('3.6', 'phien', 'Số phiên họp'),
    count('3.7', 'may', 'Số máy tính', { presence: 'required' }),
  ]),
});

const VALUES = { '3.2': 1440, '3.3': 12, '3.4': 1438, '3.5': '99,86', '3.6': 'Có' };

const sent = (edit: Edit = (workbook) => workbook): WorkbookData =>
  edit(
    opened(
      composeTemplate({
        form: FIRST,
        commune: aCommune(),
        answers: answersOf(FIRST, VALUES),
        created: '2025-10-01T00:00:00Z',
      }),
    ),
  );

test.each([
  { name: 'theo tên ô', edit: (workbook: WorkbookData) => workbook },
  { name: 'theo mã dòng', edit: withoutNames },
  { name: 'theo mã số và tên', edit: (workbook: WorkbookData) => withoutMarks(withoutNames(workbook)) },
])('C1 · số liệu chuyển theo khoá, tìm $name', ({ edit }) => {
  const { answers } = carryOver(FIRST, SECOND, sent(edit));
  expect(answers.get('tong')).toMatchObject({ number: 1440, at: { sheet: 'Cũ' } });
  expect(answers.get('dung')).toMatchObject({ number: 1438 });
  expect(answers.get('ket_qua')).toMatchObject({ state: 'value', text: 'co' });
  expect([...answers.keys()]).not.toContain('ty_le');
});

const saying = (code: string, edit?: Edit) =>
  carryOver(FIRST, SECOND, sent(edit)).findings.filter((found) => found.code === code);

test('C2 · dòng không còn và tỷ lệ nay được tính được kể ra với số liệu', () => {
  expect(saying('VALUES_NOT_CARRIED')).toMatchObject([
    {
      severity: 'note',
      indicators: [],
      cells: [{ sheet: 'Cũ' }],
      sentence: expect.stringContaining('3.3 Số hồ sơ của huyện (12).'),
    },
  ]);
  expect(saying('RATIOS_COMPUTED')).toMatchObject([
    { severity: 'note', sentence: expect.stringContaining('3.5 Tỷ lệ đúng hạn (99,86).') },
  ]);
});

test('C2 · lỗi ở dòng không còn không chặn phiếu', () => {
  const broken = typeInto('Cũ', rowOf('3.3'), 5, { error: '#REF!' });
  expect(carryOver(FIRST, SECOND, sent(broken)).findings.filter(({ code }) => code === 'CELL_ERROR')).toEqual([]);
  expect(saying('VALUES_NOT_CARRIED', broken)[0]?.sentence).toContain('3.3 Số hồ sơ của huyện (#REF!)');
});

test('C2 · số liệu lạc ở dòng tiêu đề đi theo tên của dòng', () => {
  const { strays, findings } = carryOver(FIRST, SECOND, sent(typeInto('Cũ', rowOf('3.2') - 1, 5, 6)));
  expect([...strays]).toEqual([['3.4', 6]]);
  expect(findings.find(({ code }) => code === 'STRAY_VALUE')?.sentence).toContain('3.1 Giải quyết hồ sơ');
});

test('C3 · chỉ tiêu mới: bắt buộc là lỗi, còn lại là cảnh báo; việc chuyển được nói ra', () => {
  expect(saying('VERSION_ASKS_MORE')).toMatchObject([
    { severity: 'error', indicators: ['may'], sentence: expect.stringContaining('phiếu cũ không có: 3.7.') },
    { severity: 'warning', indicators: ['phien'], sentence: expect.stringContaining('phiếu cũ không có: 3.6.') },
  ]);
  expect(saying('VERSION_CARRIED')).toMatchObject([{ severity: 'note' }]);
});

test('C3 · lỗi ở ô đã gửi chỉ đúng ô đó', () => {
  const { findings } = carryOver(FIRST, SECOND, sent(typeInto('Cũ', rowOf('3.2'), 5, 16.807)));
  expect(findings.find(({ code }) => code === 'FRACTION_IN_WHOLE')).toMatchObject({
    indicators: ['tong'],
    cells: [{ sheet: 'Cũ', address: `E${rowOf('3.2')}` }],
    proposed: '16.807',
  });
});

/** Row in the workbook as sent. */
function rowOf(code: string): number {
  const cell = sent()
    .sheets.find(({ name }) => name === 'Cũ')
    ?.cells.find(({ column, value }) => column === 2 && value === code);
  return cell?.row ?? 0;
}
