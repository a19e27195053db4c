/**
 * The first sheet of an annotated return, and its marks.
 *   A1  one verdict, what blocks the return first, the same mistake on several cells as one entry
 *   A2  cells are those of this workbook, even where rows were moved in the file sent
 *   A3  nothing typed is lost: values outside the form are listed
 *   A4  explained warnings, outdated ones, the province's comment, what changed
 *   A5  what only the server knows stays in the check column until the cell changes
 */
import { describe, expect, test } from 'vitest';
import { FINDINGS_SHEET, layOut } from '../../functions/domain/form/layout.ts';
import type { Answer } from '../../functions/domain/submission/answers.ts';
import { finding } from '../../functions/domain/submission/findings.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { composeAnnotated } from '../../functions/domain/template/compose-annotated.ts';
import type { ReturnHistory } from '../../functions/domain/template/findings-sheet.ts';
import type { WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { aForm, aSubmission, withExplanation } from '../support/builders.ts';
import { cellAt, textRows } from '../support/model-cells.ts';

const FORM = aForm({
  sections: [
    {
      code: '3',
      key: 'tthc',
      title: 'TTHC',
      sheet: '3. TTHC',
      rows: [
        { code: '3.0', label: 'Hồ sơ' },
        { code: '3.1', key: 'tiep_nhan', label: 'Tiếp nhận', type: 'count', unit: 'hồ sơ' },
        { code: '3.2', key: 'truc_tuyen', label: 'Trực tuyến', type: 'count', unit: 'hồ sơ' },
        { code: '3.3', key: 'van_ban', label: 'Kế hoạch', type: 'document', presence: 'optional' },
      ],
    },
  ],
  rules: [{ id: 'W1', severity: 'warning', check: '[3.1] < 1000', says: 'Số hồ sơ rất lớn', blame: ['3.1'] }],
});
const SHEET = '3. TTHC';
const addressOf = (key: string) => `E${layOut(FORM).placeOf(key).row}`;
const annotated = (submission: Submission, history?: ReturnHistory): WorkbookModel =>
  composeAnnotated({ form: FORM, submission, history, created: '2025-10-20T00:00:00Z' });
const listOf = (model: WorkbookModel): readonly string[] =>
  textRows(model, FINDINGS_SHEET).map((row) => row.join(' | '));
const styles = (model: WorkbookModel) =>
  [...(model.sheets.find(({ name }) => name === FINDINGS_SHEET)?.rows ?? [])].map(({ cells }) => cells[0]?.style);

describe('A1 · một kết luận, lỗi trước', () => {
  const model = annotated(aSubmission(FORM, { '3.1': 'khoảng 10', '3.2': 'vài', '3.3': 'Kế hoạch năm' }));

  test('kết luận đếm lỗi và cảnh báo, chỉ một dòng', () => {
    expect(listOf(model)[3]).toBe(
      '✗ Cần sửa 2 lỗi: các số liệu có lỗi chưa được tổng hợp. Hãy sửa ngay trong tệp này rồi gửi lại. Ngoài ra còn 1 cảnh báo.',
    );
    expect(styles(model).filter((style) => style === 'error')).toHaveLength(1);
  });

  test('cùng một lỗi ở hai ô là một mục với hai dòng, có liên kết tới từng ô', () => {
    const rows = textRows(model, FINDINGS_SHEET);
    expect(rows.find(([number]) => number === '1')).toEqual([
      '1',
      '✗ Lỗi',
      '2 chỗ, xem dưới đây',
      'Ô không ghi số (2 chỗ)',
    ]);
    const parts = [...(model.sheets[0]?.rows ?? [])].filter(({ cells }) => String(cells[0]?.value).startsWith('1.'));
    expect(parts.map(({ cells }) => [cells[2]?.value, cells[2]?.link])).toEqual([
      [`${SHEET}!${addressOf('tiep_nhan')}`, `'${SHEET}'!${addressOf('tiep_nhan')}`],
      [`${SHEET}!${addressOf('truc_tuyen')}`, `'${SHEET}'!${addressOf('truc_tuyen')}`],
    ]);
  });

  test('phần phải sửa đứng trước phần cảnh báo', () => {
    const list = listOf(model);
    expect(list.indexOf('Phải sửa')).toBeGreaterThan(0);
    expect(list.indexOf('Cần sửa hoặc giải trình')).toBeGreaterThan(list.indexOf('Phải sửa'));
  });

  test('phiếu sạch nói gọn', () => {
    const clean = annotated(aSubmission(FORM, { '3.1': 5, '3.2': 3 }));
    expect(listOf(clean).at(-1)).toBe('Không có lỗi hay cảnh báo nào.');
  });
});

test('A2 · ô ghi trong danh sách và dấu ở ô là của tệp này, dù dòng đã dời chỗ trong tệp gửi', () => {
  const sent = aSubmission(FORM, { '3.1': 'khoảng 10', '3.2': 3 });
  const at = { sheet: 'Trang đổi tên', address: 'F99' };
  const moved = { ...(sent.answers.get('tiep_nhan') as Answer), at };
  const answers = new Map([...sent.answers, ['tiep_nhan', moved] as const]);
  const findings = sent.findings.map((found) => ({ ...found, cells: found.cells.map(() => at) }));
  const model = annotated({ ...sent, findings, answers });
  expect(listOf(model).join()).toContain(`${SHEET}!${addressOf('tiep_nhan')}`);
  expect(listOf(model).join()).not.toContain('F99');
  expect(cellAt(model, SHEET, addressOf('tiep_nhan'))).toMatchObject({
    value: 'khoảng 10',
    marked: 'error',
    style: 'input',
  });
});

test('A2 · dòng bị mất trong tệp gửi có lại ở tệp này và được chỉ tới', () => {
  const sent = aSubmission(FORM, { '3.1': 5, '3.2': 3 });
  const lost = finding('CELL_LOST', { indicators: ['truc_tuyen'], cells: [] }, { name: '3.2 Trực tuyến' });
  const model = annotated({ ...sent, findings: [lost], state: 'needs correction' });
  expect(listOf(model).join()).toContain(`${SHEET}!${addressOf('truc_tuyen')}`);
});

test('A3 · số liệu ở dòng tiêu đề và ở dòng lạ được liệt kê, ô chỉ có ở tệp gửi không có liên kết', () => {
  const sent = aSubmission(FORM, { '3.1': 5, '3.2': 3 });
  const stray = finding(
    'STRAY_VALUE',
    { indicators: [], cells: [{ sheet: 'X', address: 'E9' }] },
    { name: '3.0 Hồ sơ', typed: '12' },
  );
  const unknown = finding(
    'ROW_UNKNOWN',
    { indicators: [], cells: [{ sheet: 'X', address: 'E40' }] },
    { sheet: 'X', list: 'dòng 40 "abc" (7)' },
  );
  const model = annotated({
    ...sent,
    strays: new Map([['3.0', 12]]),
    findings: [stray, unknown],
    state: 'accepted with warnings',
  });
  const list = listOf(model);
  expect(list).toContain('Nội dung nằm ngoài biểu mẫu, liệt kê để không mất');
  expect(list.join()).toContain('ở tệp đã gửi: X!E40');
  expect(list.join()).toContain(`${SHEET}!E`);
  const heading = layOut(FORM).placeOf('tiep_nhan').row - 1;
  expect(cellAt(model, SHEET, `E${heading}`)).toMatchObject({ value: 12, marked: 'warning' });
});

describe('A4 · giải trình, ý kiến của tỉnh, thay đổi', () => {
  const big = aSubmission(FORM, { '3.1': 2000, '3.2': 3 });

  test('cảnh báo đã giải trình đứng riêng với lời giải trình, không còn dấu ở ô', () => {
    const model = annotated(withExplanation(FORM, big, 'tiep_nhan', 'Do sáp nhập'));
    expect(listOf(model)).toContain('Đã giải trình');
    expect(listOf(model).join()).toContain('Giải trình: Do sáp nhập');
    expect(cellAt(model, SHEET, addressOf('tiep_nhan')).marked).toBeUndefined();
  });

  test('giải trình đã cũ được nhắc lại', () => {
    const findings = big.findings.map((found) => ({ ...found, outdated: 'Lời cũ' }));
    expect(listOf(annotated({ ...big, findings })).join()).toContain('Giải trình cũ: Lời cũ');
  });

  test('ý kiến của tỉnh ở trên cùng, thay đổi ở cuối', () => {
    const history: ReturnHistory = {
      version: 2,
      changes: [{ code: '3.1', label: 'Tiếp nhận', before: '', after: '2.000' }],
      comment: { text: 'Rà soát lại mục 3.1.', day: '2025-10-12' },
    };
    const list = listOf(annotated(big, history));
    expect(list[4]).toBe('Ý kiến của tỉnh khi trả lại phiếu ngày 12/10/2025: Rà soát lại mục 3.1.');
    expect(list.at(-2)).toBe('Thay đổi so với bản 1 (1 ô)');
    expect(list.at(-1)).toContain('3.1 Tiếp nhận: (trống) → 2.000');
  });

  test('bản đầu tiên không nói gì về thay đổi', () => {
    expect(listOf(annotated(big, { version: 1, changes: [] })).join()).not.toContain('Thay đổi');
  });
});

test('A5 · điều chỉ máy chủ biết còn ở cột Kiểm tra khi ô chưa đổi', () => {
  const row = layOut(FORM).placeOf('van_ban').row;
  const column = 'JKLMN'[layOut(FORM).sheets[0]?.columns.check === 10 ? 0 : 1] ?? '';
  const check = (typed: string) =>
    cellAt(annotated(aSubmission(FORM, { '3.1': 5, '3.2': 3, '3.3': typed })), SHEET, `${column}${row}`);
  expect(check('Kế hoạch năm').value).toMatch(/^⚠ .*chưa rõ số, ký hiệu/);
  expect(check('Kế hoạch năm').formula).toContain(
    `EXACT(LEFT($E$${row},200),"Kế hoạch năm")`.replace(`$E$${row}`, `$E${row}`),
  );
  expect(check('Kế hoạch số 06/KH-UBND ngày 18/7/2025').formula).not.toContain('EXACT(LEFT(');
});
