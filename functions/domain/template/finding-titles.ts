/** What several findings of one kind have in common, in a few words; each cell's own sentence follows below. */
import type { Finding, FindingCode } from '../submission/findings.ts';

const TITLES: Readonly<Partial<Record<FindingCode, string>>> = {
  CELL_ERROR: 'Ô báo lỗi công thức',
  FORMULA_WITHOUT_VALUE: 'Ô là công thức chưa có kết quả',
  NOT_A_NUMBER: 'Ô không ghi số',
  DATE_FOR_NUMBER: 'Số liệu đã bị đổi thành ngày',
  FRACTION_IN_WHOLE: 'Số lẻ ở ô phải là số nguyên',
  DOT_AS_DECIMAL: 'Phần thập phân ghi bằng dấu chấm',
  SHARE_AS_FRACTION: 'Tỷ lệ nhỏ bất thường',
  OUT_OF_RANGE: 'Số liệu ngoài khoảng cho phép',
  CODE_OUTSIDE_LIST: 'Nội dung không có trong danh sách',
  NOT_A_DATE: 'Ô không ghi một ngày có thật',
  NOT_A_MARK: 'Ô đánh dấu ghi nội dung khác',
  DOCUMENT_UNREADABLE: 'Văn bản chưa rõ số, ký hiệu',
  DOCUMENT_WITHOUT_DAY: 'Văn bản chưa ghi ngày ban hành',
  DOCUMENT_DAY_IMPOSSIBLE: 'Ngày ban hành văn bản không có thật',
  DOCUMENT_SYMBOL_CONFLICT: 'Tên loại và ký hiệu văn bản không khớp',
  EMPTY_KIND_CONFLICT: 'Vừa có số liệu vừa chọn lý do không có số liệu',
  EMPTY_KIND_NOT_ALLOWED: 'Lý do không có số liệu không dùng được',
  EMPTY_KIND_UNREADABLE: 'Ô lý do ghi nội dung khác',
  ROW_AMBIGUOUS: 'Một chỉ tiêu có ở nhiều dòng với số liệu khác nhau',
  SECOND_COPY: 'Dòng chép thừa',
  ROW_UNKNOWN: 'Dòng không khớp với chỉ tiêu nào',
  STRAY_VALUE: 'Số liệu ở dòng tiêu đề',
  REQUIRED_MISSING: 'Chỉ tiêu bắt buộc còn để trống',
  CELL_LOST: 'Dòng không còn trong tệp',
  PART_LOST: 'Phần không còn trong tệp',
  NUMERATOR_ABOVE_DENOMINATOR: 'Tử số lớn hơn mẫu số',
  RATIO_WITHOUT_TERMS: 'Có tỷ lệ nhưng chưa có tử số, mẫu số',
  RATIO_OF_NO_CASES: 'Có tỷ lệ trong khi mẫu số bằng 0',
  RATIO_DIFFERS: 'Tỷ lệ không đúng với tử số, mẫu số',
  RATIO_TRUNCATED: 'Tỷ lệ bị cắt đuôi',
  FOUND_BY_LABEL: 'Dòng được nhận ra theo mã số và tên',
  ROW_TAKEN_FOR: 'Dòng được hiểu là một chỉ tiêu, cần xác nhận',
};

/** The title of a group of findings like `found`. */
export const groupTitle = ({ code, severity }: Finding): string =>
  TITLES[code] ?? { error: 'Cùng một lỗi', warning: 'Cùng một cảnh báo', note: 'Ghi nhận' }[severity];

/** What was typed where the form asks nothing, or could not be taken over: shown, not lost. */
export const OUTSIDE_FORM: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'STRAY_VALUE',
  'ROW_UNKNOWN',
  'SECOND_COPY',
  'VALUES_NOT_CARRIED',
  'SHEETS_NOT_READ',
]);
