/**
 * The round before in the workbook of the next.
 *   K1  the sound value beside each cell, moved by its key; an error is not shown as a value
 *   K2  what changed, in percent or in points, by a formula
 *   K3  constants are filled in
 *   K4  without a round before nothing of it is shown
 */
import { describe, expect, test } from 'vitest';
import { inputName, layOut } from '../../functions/domain/form/layout.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { previousPeriod } from '../../functions/domain/template/previous-period.ts';
import { cellAddress } from '../../functions/domain/workbook/workbook-data.ts';
import type { WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { aCommune, aForm, aSubmission, type Typed } from '../support/builders.ts';
import { cellAt, textRows } from '../support/model-cells.ts';

const SHEET = '3. TTHC';
const rows = (renumbered: string) => [
  { code: `${renumbered}.1`, key: 'tiep_nhan', label: 'Tiếp nhận', type: 'count', unit: 'hồ sơ' },
  { code: `${renumbered}.2`, key: 'dung_han', label: 'Đúng hạn', type: 'count', unit: 'hồ sơ' },
  {
    code: `${renumbered}.3`,
    key: 'ty_le',
    label: 'Tỷ lệ',
    type: 'ratio',
    ratio: { numerator: `[${renumbered}.2]`, denominator: `[${renumbered}.1]` },
  },
  { code: `${renumbered}.4`, key: 'bien_che', label: 'Biên chế', type: 'count', unit: 'người', carry: true },
  {
    code: `${renumbered}.5`,
    key: 'kinh_phi',
    label: 'Kinh phí',
    type: 'amount',
    unit: renumbered === '3' ? 'triệu đồng' : 'tỷ đồng',
  },
  { code: `${renumbered}.6`, key: 'ke_hoach', label: 'Kế hoạch', type: 'text' },
];
const section = (code: string) => ({
  sections: [{ code, key: 'tthc', title: 'TTHC', sheet: SHEET, rows: rows(code) }],
});
const OLD = aForm(section('3'));
const NEW = aForm({ ...section('4'), version: 2 });
const ROUND = {
  id: 'dot-1',
  form: OLD.id,
  version: 1,
  title: 'Đợt 1',
  province: { code: '52', name: 'Gia Lai' },
  dataPeriod: { from: '2024-01-01', to: '2024-12-31' },
  constants: {},
};

const before = (typed: Typed) => ({ form: OLD, submission: aSubmission(OLD, typed), round: ROUND });
const nextOf = (typed: Typed): WorkbookModel =>
  composeTemplate({ form: NEW, commune: aCommune(), previous: before(typed), created: '2026-01-01T00:00:00Z' });

const layout = layOut(NEW);
function rowCells(model: WorkbookModel, key: string) {
  const { sheet, row, column } = layout.placeOf(key);
  const at = (offset: number) => cellAt(model, sheet, cellAddress(row, column + offset));
  return { value: at(0), previous: at(2), change: at(3) };
}

describe('K1 · cột kỳ trước', () => {
  const SENT = { '3.1': 1000, '3.2': 900, '3.4': 40, '3.5': 120, '3.6': 'Kế hoạch 06' };

  test.each([
    { key: 'tiep_nhan', shown: 1000, what: 'số, dù mã số đã đổi' },
    { key: 'ty_le', shown: 90, what: 'tỷ lệ tính từ tử số, mẫu số' },
    { key: 'ke_hoach', shown: 'Kế hoạch 06', what: 'chữ' },
    { key: 'kinh_phi', shown: undefined, what: 'đơn vị tính đã đổi thì không so được' },
  ])('$what', ({ key, shown }) => {
    expect(rowCells(nextOf(SENT), key).previous).toMatchObject({ style: 'locked' });
    expect(rowCells(nextOf(SENT), key).previous.value).toBe(shown);
  });

  test('số có lỗi, và tỷ lệ dùng số ấy, ghi "có lỗi"', () => {
    const model = nextOf({ '3.1': 'khoảng 1000', '3.2': 900 });
    expect(['tiep_nhan', 'dung_han', 'ty_le'].map((key) => rowCells(model, key).previous.value)).toEqual([
      'có lỗi',
      900,
      'có lỗi',
    ]);
    expect(rowCells(model, 'tiep_nhan').change.formula).toBeUndefined();
  });

  test('hai loại trống được ghi bằng chữ, ô trống thì để trống', () => {
    const model = nextOf({ '3.1': 'nil', '3.2': 'na' });
    expect(['tiep_nhan', 'dung_han', 'bien_che'].map((key) => rowCells(model, key).previous.value)).toEqual([
      'Không phát sinh',
      'Không áp dụng',
      undefined,
    ]);
  });

  test('tiêu đề cột gọi tên kỳ', () => {
    expect(textRows(nextOf(SENT), SHEET).flat()).toContain('Kỳ trước: từ 01/01/2024 đến 31/12/2024');
    const unnamed = { form: OLD, submission: aSubmission(OLD, SENT) };
    expect(previousPeriod(NEW, unnamed).name).toBe('phiếu lưu ngày 10/10/2025');
  });
});

describe('K2 · thay đổi', () => {
  const model = nextOf({ '3.1': 1000, '3.2': 0, '3.4': 40 });

  test('số đếm theo phần trăm, tỷ lệ theo điểm', () => {
    expect(rowCells(model, 'tiep_nhan').change).toMatchObject({ format: expect.stringContaining('" %"') });
    const ratio = rowCells(nextOf({ '3.1': 10, '3.2': 9 }), 'ty_le').change;
    expect(ratio).toMatchObject({
      format: expect.stringContaining('điểm'),
      formula: expect.stringContaining('ROUND('),
    });
    expect(ratio.formula).not.toContain('*100');
  });

  test('so với 0 thì không có phần trăm', () => {
    expect(rowCells(model, 'dung_han').previous.value).toBe(0);
    expect(rowCells(model, 'dung_han').change.formula).toBeUndefined();
  });
});

describe('K3 · số ít thay đổi', () => {
  test('được điền sẵn, có ghi chú để xác nhận', () => {
    expect(rowCells(nextOf({ '3.4': 40 }), 'bien_che').value).toMatchObject({
      value: 40,
      style: 'input',
      note: expect.stringMatching(/^Đã điền sẵn theo kỳ trước/),
    });
    expect(rowCells(nextOf({ '3.1': 5 }), 'tiep_nhan').value.value).toBeUndefined();
  });

  test('số có lỗi ở kỳ trước không được điền sẵn', () => {
    expect(rowCells(nextOf({ '3.4': 'bốn mươi' }), 'bien_che').value.value).toBeUndefined();
  });

  test('biểu đã có số liệu thì không điền đè', () => {
    const model = composeTemplate({
      form: NEW,
      previous: before({ '3.4': 40 }),
      answers: new Map(),
      created: '2026-01-01T00:00:00Z',
    });
    expect(rowCells(model, 'bien_che').value.value).toBeUndefined();
  });
});

test('K4 · không có kỳ trước thì hai cột ẩn', () => {
  const hidden = (model: WorkbookModel) =>
    model.sheets
      .find(({ name }) => name === SHEET)
      ?.columns.slice(6, 8)
      .map((column) => column.hidden === true);
  expect(hidden(composeTemplate({ form: NEW, created: '2026-01-01T00:00:00Z' }))).toEqual([true, true]);
  expect(hidden(nextOf({ '3.1': 1 }))).toEqual([false, false]);
});

test('tên ô vẫn chỉ đúng ô số liệu', () => {
  const { names } = nextOf({ '3.1': 1 });
  expect(names.find(({ name }) => name === inputName('tiep_nhan'))?.address).toBe(
    `E${layout.placeOf('tiep_nhan').row}`,
  );
});
