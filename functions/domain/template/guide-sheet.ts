/** The first sheet: whose workbook it is, by when, how to fill it in, and how far it is. */

import { quoted } from '../expression/to-formula.ts';
import type { Form, Indicator } from '../form/form.ts';
import { CAPTIONS, GUIDE_SHEET, type Layout, SPARE_SHEET } from '../form/layout.ts';
import { communeInProvince } from '../round/commune.ts';
import { NIL, NOT_APPLICABLE_TEXT } from '../submission/read-cell.ts';
import { formatDay } from '../text/day.ts';
import { sheetReference } from '../workbook/workbook-data.ts';
import type { CellModel, CellStyle, ConditionalFormatModel, RowModel, SheetModel } from '../workbook/workbook-model.ts';
import type { PreviousPeriod } from './previous-period.ts';
import { SEND_WORDS, sendRow, sendValidation } from './send-cell.ts';
import { countFormula, workbookState } from './state-line.ts';
import type { TemplateInput } from './template-input.ts';
import { MARK } from './verdicts.ts';

const WIDTH = 5;

/** Composes the sheet of instructions. */
export function guideSheet(layout: Layout, input: TemplateInput, previous?: PreviousPeriod): SheetModel {
  const head = headRows(layout, input);
  return {
    name: GUIDE_SHEET,
    columns: [{ width: 34 }, { width: 16 }, { width: 16 }, { width: 16 }, { width: 22 }],
    rows: [...head, ...progressRows(layout), ...instructionRows(input, previous)],
    protected: true,
    ...(input.inDrive && { validations: sendValidation(head) }),
    conditionalFormats: [readyFormat(head.findIndex(({ cells }) => cells[0]?.style === 'strong') + 1)],
    tabColor: GUIDE_COLOR,
    print: { paper: 'A4', landscape: false, fitWidth: true },
  };
}

const GUIDE_COLOR = '1F3864';

/** The state line turns green when the workbook can be sent. */
const readyFormat = (row: number): ConditionalFormatModel => ({
  kind: 'formula',
  range: `A${row}`,
  formula: `LEFT($A$${row},1)="${MARK.good}"`,
  style: 'good',
});

const whole = (value: string, style: CellStyle): RowModel => ({ cells: [{ value, style, span: WIDTH }] });
const gap: RowModel = { cells: [] };

function headRows(layout: Layout, { form, commune, round, inDrive }: TemplateInput): readonly RowModel[] {
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
    fact('Đơn vị báo cáo', commune ? `${communeInProvince(commune)} (mã ${commune.code})` : '…………………………'),
    fact('Đợt báo cáo', round?.title ?? '…………………………'),
    ...(period ? [fact('Kỳ số liệu', `từ ${formatDay(period.from)} đến ${formatDay(period.to)}`)] : []),
    ...(round?.deadline ? [fact('Hạn gửi', `hết ngày ${formatDay(round.deadline)}`)] : []),
    gap,
    { cells: [state] },
    ...(inDrive ? [sendRow(WIDTH)] : []),
    gap,
  ];
}

function progressRows(layout: Layout): readonly RowModel[] {
  const head = ['Trang', 'Chưa điền', 'Lỗi', 'Cảnh báo'].map((value): CellModel => ({ value, style: 'head' }));
  const count = (formula: string): CellModel => ({ formula, style: 'centre', format: '0' });
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

/** A step, or the pieces of one of which some depend on how the clerk's own spreadsheet is set. */
type Step = string | readonly (string | LocalText)[];

/** Text that a formula chooses; `usual` is what a Vietnamese setting gives. */
interface LocalText {
  readonly formula: string;
  readonly usual: string;
}

const either = (test: string, usual: string, other: string): LocalText => ({
  formula: `IF(${test},"${usual}","${other}")`,
  usual,
});

/** One half written out shows the decimal sign; which month "3/7" is shows the order of a date. */
const DECIMAL = either('MID(1/2,2,1)=","', 'dấu phẩy: 97,09', 'dấu chấm: 97.09');
const DAY_ORDER = either(
  'IFERROR(MONTH(DATEVALUE("3/7/2025")),7)=7',
  'ngày/tháng/năm: 03/7/2025',
  'tháng/ngày/năm: ngày 03 tháng 7 gõ là 7/3/2025',
);

/** Steps that every form has. Those on numbers and days stand third and fourth: the boxes of wrong entries point there. */
const FIRST_STEPS: readonly Step[] = [
  'Mở từng trang ở bảng trên và chỉ gõ vào các ô nền sáng; các ô khác được khoá. Phím Tab đi tới ô cần điền tiếp theo.',
  `Không có số liệu thì không để trống: gõ 0 nếu kết quả là 0; chọn "${NIL}" nếu trong kỳ không có việc nào; chọn "${NOT_APPLICABLE_TEXT}" nếu chỉ tiêu không thuộc nhiệm vụ của đơn vị.`,
  ['Gõ số bằng chữ số, không kèm đơn vị. Phần thập phân trên máy này dùng ', DECIMAL, '. Tỷ lệ không gõ dấu %.'],
  ['Ngày trên máy này gõ theo thứ tự ', DAY_ORDER, '; gõ xong hãy nhìn lại ô, ô luôn hiện ngày trước tháng sau.'],
];

/** Steps that every form has at the end; the very last says how the workbook is sent. */
const LAST_STEPS: readonly Step[] = [
  `Cột "${CAPTIONS.check}" báo ngay tại dòng: ${MARK.good} đạt, ${MARK.blank} chưa điền, ${MARK.warning} cần xem lại, ${MARK.error} sai phải sửa. Một số điểm chỉ máy chủ kiểm tra được khi nhận tệp; ô nào như vậy có ghi chú.`,
  `Dòng có ${MARK.warning} mà số liệu vẫn đúng: ghi lý do vào cột "${CAPTIONS.explanation}". Tài liệu kiểm chứng cũng ghi ở cột này: số, ký hiệu văn bản hoặc đường liên kết.`,
];

const SEND_FILE =
  'Khi dòng trạng thái ở trên báo "Sẵn sàng gửi", lưu tệp dạng .xlsx và gửi về tỉnh. Không đổi tên trang, không xoá dòng.';
const SEND_IN_DRIVE = `Khi dòng trạng thái ở trên báo "Sẵn sàng gửi", chọn "${SEND_WORDS.send}" ở dòng "Gửi về tỉnh". Kết quả hiện ngay bên cạnh sau vài phút; còn lỗi thì sửa rồi chọn "${SEND_WORDS.send}" lần nữa.`;

/** Steps that depend on what the form asks and on what is known of the commune. */
function ownSteps(form: Form, previous: PreviousPeriod | undefined): readonly Step[] {
  const asks = (test: (indicator: Indicator) => boolean) => form.indicators.some(test);
  const hasCarried = asks(({ carry, key }) => carry && previous?.figures.has(key) === true);
  const spare = form.tables.some(({ rows }) => rows.some((row) => row.spare));
  const steps: readonly (readonly [boolean, Step])[] = [
    [
      asks(({ type }) => type === 'document'),
      'Văn bản ghi đủ tên loại, số, ký hiệu, ngày: Kế hoạch số 06/KH-UBND ngày 18/7/2025. Máy chủ đọc từng phần khi nhận tệp.',
    ],
    [
      form.tables.length > 0,
      `Trong các bảng không có cột lý do: gõ thẳng "${NIL}" hoặc "${NOT_APPLICABLE_TEXT}" vào ô.`,
    ],
    [spare, `Bảng nào hết dòng thì ghi tiếp ở trang "${SPARE_SHEET}", không chèn thêm dòng.`],
    [
      previous !== undefined,
      `Cột "${CAPTIONS.previous}" là số liệu đơn vị đã báo cáo (${previous?.name}), cột "${CAPTIONS.change}" so với số đó; "có lỗi" là số kỳ trước còn sai nên không dùng để so sánh.`,
    ],
    [hasCarried, 'Các ô ít thay đổi đã điền sẵn theo kỳ trước, có ghi chú ở ô: hãy xác nhận hoặc sửa lại.'],
  ];
  return steps.flatMap(([applies, step]) => (applies ? [step] : []));
}

function instructionRows({ form, inDrive }: TemplateInput, previous: PreviousPeriod | undefined): readonly RowModel[] {
  const steps = [...FIRST_STEPS, ...ownSteps(form, previous), ...LAST_STEPS, inDrive ? SEND_IN_DRIVE : SEND_FILE];
  return [whole('Cách điền', 'heading'), ...steps.map((step, index) => stepRow(numbered(step, index + 1)))];
}

const numbered = (step: Step, number: number): Step =>
  typeof step === 'string' ? `${number}. ${step}` : [`${number}. `, ...step];

function stepRow(step: Step): RowModel {
  if (typeof step === 'string') return whole(step, 'text');
  const value = step.map((piece) => (typeof piece === 'string' ? piece : piece.usual)).join('');
  const formula = step.map((piece) => (typeof piece === 'string' ? quoted(piece) : piece.formula)).join('&');
  return { cells: [{ value, formula, style: 'text', span: WIDTH }] };
}
