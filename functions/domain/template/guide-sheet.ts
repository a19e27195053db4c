/** The first sheet: whose workbook it is, by when, how to fill it in, and how far it is. */
import { communeTitle } from '../commune.ts';
import { formatDay } from '../day.ts';
import { GUIDE_SHEET, type Layout } from '../layout.ts';
import { NIL, NOT_APPLICABLE_TEXT } from '../read-cell.ts';
import { sheetReference } from '../workbook-data.ts';
import type { CellModel, CellStyle, RowModel, SheetModel } from '../workbook-model.ts';
import type { TemplateInput } from './compose-template.ts';
import { MARK } from './live-checks.ts';
import { countFormula, workbookState } from './state-line.ts';

const WIDTH = 5;

/** Composes the sheet of instructions. */
export function guideSheet(layout: Layout, input: TemplateInput): SheetModel {
  return {
    name: GUIDE_SHEET,
    columns: [{ width: 34 }, { width: 16 }, { width: 16 }, { width: 16 }, { width: 22 }],
    rows: [...headRows(layout, input), ...progressRows(layout), ...instructionRows()],
    protected: true,
    print: { paper: 'A4', landscape: false, fitWidth: true },
  };
}

const whole = (value: string, style: CellStyle): RowModel => ({ cells: [{ value, style, span: WIDTH }] });
const gap: RowModel = { cells: [] };

function headRows(layout: Layout, { form, commune, round }: TemplateInput): readonly RowModel[] {
  const fact = (name: string, value: string): RowModel => ({
    cells: [
      { value: name, style: 'label' },
      { value, style: 'locked', align: 'left', span: WIDTH - 1 },
    ],
  });
  const period = round?.dataPeriod;
  const state: CellModel = { formula: workbookState(layout), style: 'strong', span: WIDTH };
  return [
    whole(form.title, 'title'),
    ...(form.purpose ? [whole(form.purpose, 'subtitle')] : []),
    gap,
    fact(
      'Đơn vị báo cáo',
      commune ? `${communeTitle(commune)}, ${commune.province} (mã ${commune.code})` : '…………………………',
    ),
    fact('Đợt báo cáo', round?.title ?? '…………………………'),
    ...(period ? [fact('Kỳ số liệu', `từ ${formatDay(period.from)} đến ${formatDay(period.to)}`)] : []),
    ...(round?.deadline ? [fact('Hạn gửi', `hết ngày ${formatDay(round.deadline)}`)] : []),
    gap,
    { cells: [state] },
    gap,
  ];
}

function progressRows(layout: Layout): readonly RowModel[] {
  const head = ['Trang', 'Chưa điền', 'Lỗi', 'Cảnh báo'].map((value): CellModel => ({ value, style: 'head' }));
  const count = (formula: string): CellModel => ({ formula, style: 'number', format: '0' });
  const rows = layout.sheets.map(
    (sheet): RowModel => ({
      cells: [
        { value: sheet.name, style: 'label', link: sheetReference(sheet.name, 'A1') },
        ...(['blank', 'error', 'warning'] as const).map((what) => count(countFormula(sheet, what))),
      ],
    }),
  );
  return [{ cells: head }, ...rows, gap];
}

const STEPS: readonly string[] = [
  '1. Mở từng trang ở bảng trên và chỉ gõ vào các ô nền sáng ở cột "Số liệu"; các ô khác được khoá.',
  `2. Không có số liệu thì không để trống: gõ 0 nếu kết quả là 0; chọn "${NIL}" nếu trong kỳ không có việc nào; chọn "${NOT_APPLICABLE_TEXT}" nếu chỉ tiêu không thuộc nhiệm vụ của đơn vị. Trong các bảng, gõ thẳng các chữ này vào ô.`,
  '3. Gõ số bằng chữ số, không kèm đơn vị. Phần thập phân dùng dấu phẩy: 97,09. Tỷ lệ không gõ dấu %.',
  '4. Ngày gõ dạng ngày/tháng/năm: 03/7/2025. Văn bản ghi đủ tên loại, số, ký hiệu, ngày: Kế hoạch số 06/KH-UBND ngày 18/7/2025.',
  `5. Cột "Kiểm tra" báo ngay tại dòng: ${MARK.good} đạt, ${MARK.blank} chưa điền, ${MARK.warning} cần xem lại, ${MARK.error} sai phải sửa.`,
  `6. Dòng có ${MARK.warning} mà số liệu vẫn đúng: ghi lý do vào cột "Giải trình".`,
  '7. Khi dòng trạng thái ở trên báo "Sẵn sàng gửi", lưu tệp dạng .xlsx và gửi về tỉnh. Không đổi tên trang, không xoá dòng.',
];

const instructionRows = (): readonly RowModel[] => [
  whole('Cách điền', 'heading'),
  ...STEPS.map((step) => whole(step, 'text')),
];
