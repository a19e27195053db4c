/** The catalogue of refusals: one row per way a request cannot be served, and the Vietnamese sentence a person reads. */

type Details = Readonly<Record<string, string | number>>;

interface Row {
  readonly status: number;
  readonly sentence: (details: Details) => string;
}

const CAPS = 'Hãy mở biểu mẫu gốc do tỉnh gửi, chép số liệu vào đó rồi gửi lại.';

export const problemCatalogue = {
  // --- A workbook that cannot be read at all. details: { file? }
  FILE_EMPTY: { status: 400, sentence: () => 'Tệp rỗng, không có nội dung. Hãy lưu lại biểu mẫu rồi gửi lại.' },
  FILE_NOT_WORKBOOK: {
    status: 415,
    sentence: () =>
      'Tệp không phải là sổ tính Excel (.xlsx). Hãy mở bằng Excel hoặc LibreOffice, chọn lưu dạng .xlsx rồi gửi lại.',
  },
  FILE_ENCRYPTED_OR_XLS: {
    status: 415,
    sentence: () => 'Tệp là dạng Excel cũ (.xls) hoặc có đặt mật khẩu mở. Hãy bỏ mật khẩu, lưu dạng .xlsx rồi gửi lại.',
  },
  FILE_IS_ODS: { status: 415, sentence: () => 'Tệp là bảng tính OpenDocument (.ods). Hãy lưu dạng .xlsx rồi gửi lại.' },
  FILE_IS_XLSB: { status: 415, sentence: () => 'Tệp là dạng Excel nhị phân (.xlsb). Hãy lưu dạng .xlsx rồi gửi lại.' },
  FILE_HAS_MACROS: {
    status: 415,
    sentence: () => 'Tệp có chứa macro (.xlsm). Hãy lưu dạng .xlsx (không macro) rồi gửi lại.',
  },
  FILE_DAMAGED: { status: 422, sentence: () => `Tệp bị hỏng, không đọc được trọn vẹn. ${CAPS}` },
  FILE_TOO_LARGE: {
    status: 413,
    // details: { limitMb }
    sentence: ({ limitMb }) =>
      `Tệp lớn quá mức cho phép (${limitMb} MB). Hãy xoá hình ảnh, trang tính thừa rồi gửi lại.`,
  },
  FILE_EXPANDS_TOO_FAR: {
    status: 413,
    sentence: () => `Nội dung nén của tệp lớn bất thường nên không được mở. ${CAPS}`,
  },
  FILE_TOO_MANY_PARTS: { status: 413, sentence: () => `Tệp gồm quá nhiều thành phần nên không được mở. ${CAPS}` },
  FILE_TOO_MANY_CELLS: { status: 413, sentence: () => `Tệp có quá nhiều ô chứa dữ liệu nên không được mở. ${CAPS}` },
  FILE_TEXT_TOO_LONG: {
    status: 413,
    sentence: () => `Tệp có ô chứa văn bản quá dài hoặc tổng văn bản quá lớn. ${CAPS}`,
  },
  FILE_OUT_OF_BOUNDS: { status: 422, sentence: () => `Tệp có ô nằm ngoài giới hạn của bảng tính. ${CAPS}` },
  FILE_HAS_DOCTYPE: {
    status: 422,
    sentence: () => `Tệp có khai báo không an toàn (DOCTYPE) nên không được mở. ${CAPS}`,
  },

  // --- Something the caller named that is not there, or cannot be used.
  // details: { file }
  FILE_NOT_FOUND: { status: 404, sentence: ({ file }) => `Không mở được tệp "${file}". Hãy kiểm tra lại đường dẫn.` },
  // details: { form, version }
  FORM_UNKNOWN: {
    status: 404,
    sentence: ({ form, version }) =>
      `Không có biểu mẫu "${form}"${version ? ` phiên bản ${version}` : ''}. Hãy kiểm tra lại mã biểu mẫu.`,
  },
  // details: { file, line, fault, count }
  FORM_BROKEN: {
    status: 500,
    sentence: ({ file, line, fault, count }) =>
      `Biểu mẫu "${file}" có ${count} lỗi, đầu tiên ở dòng ${line}: ${fault} Hãy chạy lệnh kiểm tra biểu mẫu để xem tất cả.`,
  },
} satisfies Record<string, Row>;

export type ProblemCode = keyof typeof problemCatalogue;

/** A request that cannot be served, for a reason the caller can mend. Carries its code, details and finished sentence. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: Details;
  readonly status: number;

  constructor(code: ProblemCode, details: Details = {}, options?: ErrorOptions) {
    const row: Row = problemCatalogue[code];
    super(row.sentence(details), options);
    this.name = 'Problem';
    this.code = code;
    this.details = details;
    this.status = row.status;
  }
}
