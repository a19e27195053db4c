import type { CellModel, SheetModel, WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';

/** A workbook with everything that the model can say, under names that are hard to quote. */
export const HARD_NAME = "2. Ông O'Thành & bà Đỗ";

const LABEL =
  'Tổng số hồ sơ thủ tục hành chính tiếp nhận trong kỳ (gồm trực tuyến, trực tiếp và từ kỳ trước chuyển qua)';
const head = (value: string): CellModel => ({ value, style: 'head' });

const cover: SheetModel = {
  name: 'Bìa',
  columns: [{ width: 26 }, { width: 30 }, { width: 30 }],
  rows: [
    { cells: [{ value: 'PHIẾU TỰ KIỂM TRA CẢI CÁCH HÀNH CHÍNH NĂM 2025', style: 'title', span: 3, align: 'center' }] },
    { cells: [{ value: 'Uỷ ban nhân dân xã Bình Thành', style: 'subtitle', span: 3, align: 'center' }] },
    { cells: [] },
    { cells: [{ value: 'Chỉ gõ vào các ô nền vàng nhạt. '.repeat(12), style: 'text', span: 3 }] },
    { cells: [{ value: 'Mở "phần 2"', link: "'2. Ông O''Thành & bà Đỗ'!D3" }] },
    {
      cells: [
        { value: 135, style: 'strong' },
        { value: 97.1, style: 'strong', format: '0.00' },
      ],
    },
    { cells: [{ value: 'Nguồn: Cổng Dịch vụ công quốc gia', style: 'faint', span: 3 }] },
  ],
  print: { paper: 'A4', landscape: false, fitWidth: true },
  tabColor: '44546A',
};

const part: SheetModel = {
  name: HARD_NAME,
  columns: [{ width: 8 }, { width: 40 }, { width: 9 }, { width: 13 }, { width: 28 }, { width: 9, hidden: true }],
  rows: [
    { cells: [{ value: 'Thủ tục hành chính', style: 'title', span: 5 }] },
    { cells: ['Mã', 'Chỉ tiêu', 'ĐVT', 'Giá trị', 'Kiểm tra'].map(head) },
    {
      cells: [
        { value: '3.1', style: 'centre' },
        { value: LABEL, style: 'label' },
        { value: 'Hồ sơ', style: 'centre' },
        { style: 'input', format: '#,##0', note: 'Gõ số nguyên, không gõ chữ. '.repeat(9) },
        { formula: 'IF(D3="","",IF(D3>=0,"✓","Số âm"))', value: '', style: 'check' },
        { value: '3.1' },
      ],
    },
    {
      cells: [
        { value: '3.2', style: 'section' },
        { value: 'Chi tiết', style: 'section', span: 4 },
      ],
    },
    {
      cells: [
        { value: 'a', style: 'centre' },
        { value: 'Lỗi', style: 'error', note: 'Sai.' },
        { value: 5, style: 'warning' },
      ],
    },
    {
      cells: [
        undefined,
        { formula: 'SUM(D3:D4)', value: 0, style: 'total', format: '#,##0' },
        { value: 'Đạt', style: 'good' },
      ],
    },
    { cells: [{ value: 'ẩn' }], hidden: true },
  ],
  frozen: { rows: 2, columns: 2 },
  filter: 'A2:E6',
  protected: true,
  print: {
    paper: 'A3',
    landscape: true,
    repeatRows: [1, 2],
    repeatColumns: ['A', 'B'],
    fitWidth: true,
    footer: 'Xã Bình Thành & 1 xã',
  },
  validations: [
    {
      cells: ['D3:D12', 'B3'],
      rule: { kind: 'whole', min: 0 },
      error: { title: 'Giá trị chưa hợp lệ', text: 'Hãy nhập một số nguyên không âm.' },
      prompt: { title: 'Số hồ sơ', text: 'Số nguyên.' },
      strict: true,
    },
    {
      cells: ['E3'],
      rule: { kind: 'list', options: ['Có', 'Không'] },
      error: { title: 'Chọn', text: 'Hãy chọn trong danh sách.' },
      strict: false,
    },
    {
      cells: ['E4:E9'],
      rule: { kind: 'listFrom', reference: "'~ẩn'!$A$1:$A$3" },
      error: { title: 'Chọn', text: 'Hãy chọn.' },
      strict: true,
    },
  ],
  conditionalFormats: [
    { kind: 'formula', range: 'E3:E6', formula: 'AND($E3<>"",$E3<>"✓")', style: 'error' },
    { kind: 'formula', range: 'E3:E6', formula: '$E3="✓"', style: 'good' },
    { kind: 'bar', range: 'D3:D6', color: 'B7C9DC' },
  ],
};

const identity: SheetModel = {
  name: '~ẩn',
  hidden: true,
  columns: [{ width: 20 }],
  rows: [{ cells: [{ value: 'kiem-tra-cchc-2025' }] }, { cells: [{ value: '1' }] }, { cells: [{ value: '05605' }] }],
};

export function aWorkbook(overrides: Partial<WorkbookModel> = {}): WorkbookModel {
  return {
    title: 'Phiếu tự kiểm tra <2025> & "mẫu"',
    created: '2025-10-01T02:03:04Z',
    sheets: [identity, cover, part],
    names: [
      { name: 'form.id', sheet: '~ẩn', address: 'A1' },
      { name: 'v_3.1', sheet: HARD_NAME, address: 'D3' },
      { name: 'bảng', sheet: HARD_NAME, address: 'A2:E6' },
    ],
    ...overrides,
  };
}

export const aSheet = (overrides: Partial<SheetModel> = {}): SheetModel => ({
  name: 'Biểu',
  columns: [{ width: 20 }, { width: 20 }],
  rows: [],
  ...overrides,
});

/** A workbook of one sheet. */
export const ofSheet = (overrides: Partial<SheetModel>): WorkbookModel =>
  aWorkbook({ sheets: [aSheet(overrides)], names: [] });

/** A workbook of one sheet with these cells in its first row. */
export const ofCells = (...cells: (CellModel | undefined)[]): WorkbookModel => ofSheet({ rows: [{ cells }] });
