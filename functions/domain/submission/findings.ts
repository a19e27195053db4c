/** The catalogue of findings: what can be wrong or doubtful in a return, and how it is said to a clerk. */

export type Severity = 'error' | 'warning' | 'note';

/** A cell of the return; `address` such as `D7`. */
export interface CellPlace {
  readonly sheet: string;
  readonly address: string;
}

/** "Phụ lục I!E39, E41; Danh mục!F7": cells as addresses a person can go to, sheet by sheet. */
export function printCells(cells: readonly CellPlace[]): string {
  const sheets = Map.groupBy(cells, ({ sheet }) => sheet);
  return [...sheets].map(([sheet, own]) => `${sheet}!${own.map(({ address }) => address).join(', ')}`).join('; ');
}

/** Texts the sentence needs: names, figures already printed as the clerk reads them. */
export type FindingDetails = Readonly<Record<string, string>>;

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Id of the form's rule, for RULE_BROKEN. */
  readonly rule?: string;
  /** Keys of the indicators in question. Under an error these figures are left out of the province's. */
  readonly indicators: readonly string[];
  /** Where to look, the root first; empty when the workbook as a whole is meant. */
  readonly cells: readonly CellPlace[];
  /** Finished Vietnamese sentences: what is wrong, then what to do. */
  readonly sentence: string;
  /** What to type instead, as typed in a Vietnamese workbook. */
  readonly proposed?: string;
  /** What the commune wrote about a warning: it is settled, and goes to the province with these words. */
  readonly explanation?: string;
  /** What it wrote about other figures than those that stand there now: the warning is open again. */
  readonly outdated?: string;
}

interface Row {
  readonly severity: Severity;
  readonly sentence: (details: FindingDetails) => string;
}

// details of every row on one indicator: { name } "3.2 Tổng số hồ sơ tiếp nhận", { typed } what stands in the cell
export const findingCatalogue = {
  // --- the return as a whole, before anything in it
  RETURN_EMPTY: {
    severity: 'error',
    sentence: () => 'Phiếu chưa điền số liệu nào. Hãy điền số liệu vào các trang của biểu mẫu rồi gửi lại.',
  },
  // --- one cell, as it was typed
  CELL_ERROR: {
    severity: 'error',
    sentence: ({ name, typed }) => `Ô "${name}" báo lỗi công thức ${typed}. Hãy gõ số vào ô.`,
  },
  FORMULA_WITHOUT_VALUE: {
    severity: 'error',
    sentence: ({ name }) => `Ô "${name}" là công thức chưa có kết quả. Hãy gõ số vào ô.`,
  },
  NOT_A_NUMBER: {
    severity: 'error',
    sentence: ({ name, typed }) =>
      `Ô "${name}" ghi "${typed}", không phải là số. Hãy chỉ gõ số, ví dụ 1.440 hoặc 97,09.`,
  },
  DATE_FOR_NUMBER: {
    severity: 'error',
    // details: { origin: "; có lẽ đã gõ 5/10", or "" where nothing can be told }
    sentence: ({ name, typed, origin }) =>
      `Ô "${name}" đã bị đổi thành ngày ${typed}${origin}. Hãy định dạng lại ô là số và gõ lại số liệu.`,
  },
  FRACTION_IN_WHOLE: {
    severity: 'error',
    // details: { unit }
    sentence: ({ name, typed, unit }) =>
      `Ô "${name}" ghi ${typed} nhưng đơn vị${unit ? ` "${unit}"` : ''} phải là số nguyên; có thể dấu chấm hàng nghìn đã bị hiểu là dấu thập phân. Hãy gõ lại số nguyên.`,
  },
  DOT_AS_DECIMAL: {
    severity: 'warning',
    // details: { read }
    sentence: ({ name, typed, read }) =>
      `Ô "${name}" ghi "${typed}", được hiểu là ${read}. Hãy dùng dấu phẩy cho phần thập phân.`,
  },
  SHARE_AS_FRACTION: {
    severity: 'warning',
    // details: { percent }
    sentence: ({ name, typed, percent }) =>
      `Ô "${name}" ghi ${typed}, tức là ${typed} %. Nếu muốn ghi ${percent} %, hãy gõ ${percent}; nếu đúng, hãy ghi giải trình.`,
  },
  OUT_OF_RANGE: {
    severity: 'error',
    // details: { range }
    sentence: ({ name, typed, range }) =>
      `Ô "${name}" ghi ${typed}, ngoài khoảng cho phép (${range}). Hãy kiểm tra lại số liệu.`,
  },
  CODE_OUTSIDE_LIST: {
    severity: 'error',
    // details: { list }
    sentence: ({ name, typed, list }) =>
      `Ô "${name}" ghi "${typed}", không có trong danh sách. Hãy chọn một trong: ${list}.`,
  },
  NOT_A_DATE: {
    severity: 'error',
    sentence: ({ name, typed }) =>
      `Ô "${name}" ghi "${typed}", không phải là một ngày có thật. Hãy gõ ngày/tháng/năm, ví dụ 03/7/2025.`,
  },
  NOT_A_MARK: {
    severity: 'error',
    sentence: ({ name, typed }) => `Ô "${name}" ghi "${typed}". Hãy đánh dấu x hoặc để trống.`,
  },
  DOCUMENT_UNREADABLE: {
    severity: 'warning',
    sentence: ({ name, typed }) =>
      `Ô "${name}" ghi "${typed}", chưa rõ số, ký hiệu văn bản. Hãy ghi theo mẫu: Kế hoạch số 06/KH-UBND ngày 18/7/2025.`,
  },
  DOCUMENT_WITHOUT_DAY: {
    severity: 'warning',
    sentence: ({ name, typed }) =>
      `Văn bản "${typed}" ở ô "${name}" chưa ghi ngày ban hành. Hãy bổ sung ngày/tháng/năm.`,
  },
  DOCUMENT_DAY_IMPOSSIBLE: {
    severity: 'error',
    // details: { day }
    sentence: ({ name, day }) =>
      `Văn bản ở ô "${name}" ghi ngày ${day}, không có trong lịch. Hãy kiểm tra lại ngày ban hành.`,
  },
  DOCUMENT_SYMBOL_CONFLICT: {
    severity: 'warning',
    // details: { expected, found, type }
    sentence: ({ name, type, expected, found }) =>
      `Văn bản ở ô "${name}" gọi là ${type} (${expected}) nhưng ký hiệu lại là ${found}. Hãy kiểm tra lại tên loại hoặc ký hiệu.`,
  },
  EMPTY_KIND_CONFLICT: {
    severity: 'error',
    // details: { kind }
    sentence: ({ name, typed, kind }) =>
      `Ô "${name}" ghi ${typed} nhưng cột bên cạnh lại chọn "${kind}". Hãy giữ một trong hai.`,
  },
  EMPTY_KIND_NOT_ALLOWED: {
    severity: 'error',
    // details: { kind }
    sentence: ({ name, kind }) => `Chỉ tiêu "${name}" không được trả lời "${kind}". Hãy gõ số liệu vào ô.`,
  },
  EMPTY_KIND_UNREADABLE: {
    severity: 'error',
    sentence: ({ name, typed }) =>
      `Ô bên cạnh "${name}" ghi "${typed}". Hãy chọn "Không phát sinh", "Không áp dụng" hoặc để trống.`,
  },
  ROW_AMBIGUOUS: {
    severity: 'error',
    // details: { list: where each stands and what it says }
    sentence: ({ name, list }) =>
      `Chỉ tiêu "${name}" có ở nhiều dòng với số liệu khác nhau: ${list}. Hãy giữ lại dòng đúng và xoá các dòng kia.`,
  },
  ROW_PRINTED_AS_OTHER: {
    severity: 'error',
    // details: { other }
    sentence: ({ name, other }) =>
      `Dòng của chỉ tiêu "${name}" lại in mã số và tên của "${other}": có thể đã chép nhầm dòng. Hãy tải lại biểu mẫu, gõ số liệu vào đúng dòng rồi gửi lại.`,
  },
  SECOND_COPY: {
    severity: 'warning',
    // details: { sheet, list }
    sentence: ({ sheet, list }) =>
      `Trang "${sheet}" có dòng chép thừa với số liệu khác số liệu đang dùng: ${list}. Số liệu ở dòng chép thừa không được đọc. Hãy sửa ở dòng gốc rồi xoá dòng thừa.`,
  },
  ROW_UNKNOWN: {
    severity: 'warning',
    // details: { sheet, list }
    sentence: ({ sheet, list }) =>
      `Trang "${sheet}" có dòng không khớp với chỉ tiêu nào nên chưa được đọc: ${list}. Hãy chép các số liệu này vào đúng dòng của biểu mẫu, hoặc xoá nếu không cần.`,
  },
  STRAY_VALUE: {
    severity: 'warning',
    sentence: ({ name, typed }) =>
      `Dòng tiêu đề "${name}" có số liệu ${typed} nhưng dòng này không nhận số liệu. Hãy xoá, hoặc chuyển về đúng dòng.`,
  },
  // --- presence
  REQUIRED_MISSING: {
    severity: 'error',
    sentence: ({ name }) => `Chỉ tiêu bắt buộc "${name}" còn để trống. Hãy gõ số liệu; nếu không có, gõ 0.`,
  },
  VALUE_MISSING: {
    severity: 'warning',
    sentence: ({ name }) =>
      `Chỉ tiêu "${name}" còn để trống. Hãy điền, hoặc chọn "Không phát sinh" hay "Không áp dụng".`,
  },
  CELL_LOST: {
    severity: 'error',
    sentence: ({ name }) => `Không tìm thấy dòng "${name}" trong tệp. Hãy chép số liệu vào biểu mẫu gốc rồi gửi lại.`,
  },
  PART_LOST: {
    severity: 'error',
    // details: { part, count, required: "3.1 và 3.2", or "" where none is }
    sentence: ({ part, count, required }) =>
      `Không tìm thấy phần "${part}" (${count} chỉ tiêu) trong tệp${required ? `, trong đó có chỉ tiêu bắt buộc ${required}` : ''}. Hãy bổ sung phần này vào biểu mẫu rồi gửi lại.`,
  },
  // details: { version: the one the values came to, list }
  VERSION_ASKS_MORE: {
    severity: 'error',
    sentence: ({ version, list }) =>
      `Phiên bản ${version} của biểu mẫu có thêm chỉ tiêu mà phiếu cũ không có: ${list}. Hãy điền thêm trong tệp có ghi kết quả kiểm tra.`,
  },
  // --- a ratio and its terms
  NUMERATOR_ABOVE_DENOMINATOR: {
    severity: 'error',
    // details: { numerator, denominator, typed: the ratio stated, "" where none is }
    sentence: ({ name, typed, numerator, denominator }) =>
      `"${name}": tử số (${numerator}) lớn hơn mẫu số (${denominator})${typed ? `, trong khi tỷ lệ ghi ${typed} %` : ''}. Hãy kiểm tra lại ${typed ? 'các' : 'hai'} số liệu này.`,
  },
  RATIO_WITHOUT_TERMS: {
    severity: 'error',
    sentence: ({ name, typed }) =>
      `"${name}" ghi ${typed} % nhưng tử số, mẫu số còn để trống. Hãy điền đủ tử số và mẫu số.`,
  },
  RATIO_OF_NO_CASES: {
    severity: 'error',
    sentence: ({ name, typed }) =>
      `"${name}" ghi ${typed} % nhưng mẫu số bằng 0 nên không có tỷ lệ. Hãy kiểm tra lại mẫu số; nếu không phát sinh, hãy xoá số liệu ở ô này và chọn "Không phát sinh".`,
  },
  RATIO_DIFFERS: {
    severity: 'error',
    // details: { numerator, denominator, computed }
    sentence: ({ name, typed, numerator, denominator, computed }) =>
      `"${name}" ghi ${typed} % nhưng ${numerator} / ${denominator} = ${computed} %. Hãy kiểm tra lại tỷ lệ, tử số và mẫu số.`,
  },
  RATIO_TRUNCATED: {
    severity: 'warning',
    // details: { numerator, denominator, computed }
    sentence: ({ name, typed, numerator, denominator, computed }) =>
      `"${name}" ghi ${typed} % là số bị cắt đuôi; ${numerator} / ${denominator} làm tròn đúng là ${computed} %. Hãy ghi ${computed}.`,
  },
  // --- the form's own rules; details: { says, figures, fix }
  RULE_BROKEN: { severity: 'error', sentence: ({ says, figures, fix }) => `${says}${figures}. ${fix}` },
  // --- the workbook as a whole
  IDENTITY_ABSENT: {
    severity: 'note',
    sentence: () => 'Tệp không mang mã nhận dạng của biểu mẫu; nội dung được nhận ra qua mã số và tên chỉ tiêu.',
  },
  IDENTITY_UNSIGNED: {
    severity: 'note',
    sentence: () =>
      'Biểu mẫu được tạo không qua máy chủ của tỉnh nên không kèm mã xác thực; nội dung vẫn được kiểm tra đầy đủ.',
  },
  // details: { count }
  FOUND_BY_ROW_CODE: {
    severity: 'note',
    sentence: ({ count }) => `Có ${count} ô được tìm theo mã dòng ẩn vì tên ô đã mất hoặc dòng đã bị sắp xếp lại.`,
  },
  // details: { unit, code, heading, sheet }
  COMMUNE_BY_HEADING: {
    severity: 'note',
    sentence: ({ unit, code, heading, sheet }) =>
      `Đơn vị được nhận ra là ${unit} (mã ${code}) theo dòng chữ "${heading}" trên trang "${sheet}". Hãy kiểm tra lại.`,
  },
  // details: { from, to }
  VERSION_CARRIED: {
    severity: 'note',
    sentence: ({ from, to }) =>
      `Phiếu theo phiên bản ${from} của biểu mẫu; đợt này dùng phiên bản ${to} nên số liệu đã được chuyển sang phiên bản ${to}. Hãy sửa và gửi lại trong tệp có ghi kết quả kiểm tra.`,
  },
  // details: { to, list: code, label and what stood there }
  VALUES_NOT_CARRIED: {
    severity: 'note',
    sentence: ({ to, list }) =>
      `Các số liệu sau không có chỗ trong phiên bản ${to} của biểu mẫu nên không được chuyển sang: ${list}.`,
  },
  // details: { to, list }
  RATIOS_COMPUTED: {
    severity: 'note',
    sentence: ({ to, list }) =>
      `Trong phiên bản ${to} các tỷ lệ sau được tính từ tử số và mẫu số; số đã ghi không được chuyển sang: ${list}.`,
  },
  // details: { sheet, list: "dòng 14 → 3.2" }
  FOUND_BY_LABEL: {
    severity: 'note',
    sentence: ({ sheet, list }) =>
      `Trên trang "${sheet}" các dòng sau được nhận ra theo mã số và tên in trên biểu: ${list}. Hãy kiểm tra lại.`,
  },
  // details: { row, label, sheet, why }
  ROW_TAKEN_FOR: {
    severity: 'note',
    sentence: ({ row, sheet, label, name, why }) =>
      `Dòng ${row} trang "${sheet}", "${label}", được hiểu là chỉ tiêu "${name}" ${why}. Hãy kiểm tra lại.`,
  },
  // details: { list }
  SHEETS_NOT_READ: {
    severity: 'note',
    sentence: ({ list }) => `Không nhận ra chỉ tiêu nào trên trang ${list}; nội dung các trang này không được đọc.`,
  },
  // details: { what }
  PASSED_BY: { severity: 'note', sentence: ({ what }) => `Tệp có ${what}; các nội dung này không được đọc.` },
} satisfies Record<string, Row>;

export type FindingCode = keyof typeof findingCatalogue;

/** Makes a finding from its row of the catalogue. */
export function finding(
  code: FindingCode,
  subject: Pick<Finding, 'indicators' | 'cells'> & Partial<Pick<Finding, 'severity' | 'rule' | 'proposed'>>,
  details: FindingDetails,
): Finding {
  const row: Row = findingCatalogue[code];
  return { code, severity: row.severity, ...subject, sentence: row.sentence(details) };
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Most important first: errors before warnings, the cell before what follows from it, printed order within. */
export function rootCausesFirst(findings: readonly Finding[]): readonly Finding[] {
  const codes = Object.keys(findingCatalogue);
  const rank = (found: Finding) => WEIGHT[found.severity] * 100 + codes.indexOf(found.code);
  return [...findings].sort((left, right) => rank(left) - rank(right));
}

export type SubmissionState = 'accepted' | 'accepted with warnings' | 'needs correction';

/** One error is enough to need correction; explained warnings and notes never matter. */
export function stateOf(findings: readonly Finding[]): SubmissionState {
  if (findings.some((found) => found.severity === 'error')) return 'needs correction';
  return findings.some(isOpenWarning) ? 'accepted with warnings' : 'accepted';
}

/** A warning that still waits for a correction or an explanation. */
export const isOpenWarning = ({ severity, explanation }: Finding): boolean =>
  severity === 'warning' && explanation === undefined;

const isBlank = ({ code }: Finding): boolean => code === 'VALUE_MISSING';

/** How many findings there are of each kind that somebody must see to, and of those already answered. */
export interface FindingCounts {
  readonly errors: number;
  /** Without those explained. */
  readonly warnings: number;
  /** Of the warnings, those about a cell left blank. */
  readonly blanks: number;
  readonly explained: number;
}

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const count = (matches: (found: Finding) => boolean) => findings.filter(matches).length;
  return {
    errors: count(({ severity }) => severity === 'error'),
    warnings: count(isOpenWarning),
    blanks: count((found) => isOpenWarning(found) && isBlank(found)),
    explained: count(({ severity, explanation }) => severity === 'warning' && explanation !== undefined),
  };
}

/** Findings in the groups in which people read them, each with its root causes first. */
export interface FindingGroups {
  readonly errors: readonly Finding[];
  /** Open warnings, without the blanks. */
  readonly warnings: readonly Finding[];
  /** Indicators left blank that may be, and not explained. */
  readonly blanks: readonly Finding[];
  readonly explained: readonly Finding[];
  readonly notes: readonly Finding[];
}

export function groupFindings(findings: readonly Finding[]): FindingGroups {
  const sorted = rootCausesFirst(findings);
  return {
    errors: sorted.filter(({ severity }) => severity === 'error'),
    warnings: sorted.filter((found) => isOpenWarning(found) && !isBlank(found)),
    blanks: sorted.filter((found) => isOpenWarning(found) && isBlank(found)),
    explained: sorted.filter(({ explanation }) => explanation !== undefined),
    notes: sorted.filter(({ severity }) => severity === 'note'),
  };
}
