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
  // details: { folder }
  FOLDER_NOT_FOUND: {
    status: 404,
    sentence: ({ folder }) => `Không mở được thư mục "${folder}". Hãy kiểm tra lại đường dẫn.`,
  },
  // details: { folder }
  FOLDER_EMPTY: {
    status: 422,
    sentence: ({ folder }) => `Thư mục "${folder}" không có tệp nào. Hãy chép các phiếu của các đơn vị vào đó.`,
  },
  // details: { folder, count, first }
  NO_RETURN_COUNTED: {
    status: 422,
    sentence: ({ folder, count, first }) =>
      `Không có phiếu nào tổng hợp được trong ${count} tệp của thư mục "${folder}". Tệp đầu tiên: ${first} Hãy kiểm tra lại thư mục.`,
  },
  // details: { folder }
  OUTPUT_NOT_WRITABLE: {
    status: 500,
    sentence: ({ folder }) => `Không ghi được vào thư mục "${folder}". Hãy chọn thư mục khác hoặc cấp quyền ghi.`,
  },
  // details: { path }
  OUTPUT_IN_THE_WAY: {
    status: 409,
    sentence: ({ path }) => `Đã có thư mục hoặc thiết bị mang tên "${path}". Hãy chọn tên khác cho kết quả.`,
  },
  // details: { folder }
  OUTPUT_INSIDE_INPUT: {
    status: 400,
    sentence: ({ folder }) =>
      `Thư mục kết quả "${folder}" nằm trong thư mục phiếu. Hãy chọn thư mục kết quả ở nơi khác, để lần sau không đọc nhầm kết quả thành phiếu.`,
  },
  // details: { file, where }
  ROUND_FILE_BROKEN: {
    status: 422,
    sentence: ({ file, where }) =>
      `Tệp đợt báo cáo "${file}" chưa đúng ở mục ${where}. Hãy sửa theo mẫu trong thư mục example của biểu mẫu.`,
  },
  // details: { file, where }
  EXAMPLE_BROKEN: {
    status: 422,
    sentence: ({ file, where }) =>
      `Ví dụ "${file}" chưa đúng ở mục ${where}. Hãy sửa theo các ví dụ khác của biểu mẫu.`,
  },
  // details: { file, fault }
  ROSTER_EMPTY: {
    status: 422,
    sentence: ({ file, fault }) => `Danh sách đơn vị "${file}" không dùng được. ${fault} Hãy kiểm tra lại tệp.`,
  },
  // details: { code }
  COMMUNE_UNKNOWN: {
    status: 404,
    sentence: ({ code }) => `Không có đơn vị mã ${code} trong danh sách. Hãy kiểm tra lại mã đơn vị.`,
  },
  // details: { form, version }
  NOTICE_TEMPLATE_MISSING: {
    status: 404,
    sentence: ({ form, version }) =>
      `Biểu mẫu "${form}" phiên bản ${version} không có mẫu thông báo notice.docx. Hãy đặt tệp này cạnh form.yaml.`,
  },
  // details: { fault, count }
  NOTICE_TEMPLATE_BROKEN: {
    status: 500,
    sentence: ({ fault, count }) =>
      `Mẫu thông báo notice.docx có ${count} lỗi: ${fault} Hãy chạy lệnh kiểm tra biểu mẫu để xem tất cả.`,
  },
  // details: { file }
  LETTER_TEMPLATE_MISSING: {
    status: 404,
    sentence: ({ file }) =>
      `Không có mẫu văn bản ${file}. Hãy đặt tệp này cạnh form.yaml của biểu mẫu, hoặc trong thư mục van-ban.`,
  },
  // details: { file, fault, count }
  LETTER_TEMPLATE_BROKEN: {
    status: 500,
    sentence: ({ file, fault, count }) =>
      `Mẫu văn bản ${file} có ${count} lỗi: ${fault} Hãy chạy lệnh kiểm tra biểu mẫu để xem tất cả.`,
  },
  // details: { option, usage }
  ARGUMENT_MISSING: { status: 400, sentence: ({ option, usage }) => `Thiếu tham số ${option}. Hãy gõ: ${usage}.` },
  // details: { argument, usage }
  ARGUMENT_EXTRA: { status: 400, sentence: ({ argument, usage }) => `Thừa tham số "${argument}". Hãy gõ: ${usage}.` },
  // details: { option, usage }
  ARGUMENT_UNKNOWN: { status: 400, sentence: ({ option, usage }) => `Không có tham số "${option}". Hãy gõ: ${usage}.` },

  // --- A workbook that was read, but is not the one asked for.
  RETURN_UNRECOGNISED: {
    status: 422,
    sentence: () =>
      'Tệp không phải là phiếu theo biểu mẫu nào đang dùng. Hãy điền vào biểu mẫu do tỉnh gửi rồi gửi lại.',
  },
  RETURN_WITHOUT_COMMUNE: {
    status: 422,
    sentence: () =>
      'Phiếu không ghi mã đơn vị. Hãy dùng biểu mẫu được gửi riêng cho đơn vị, hoặc đặt tên tệp bắt đầu bằng mã đơn vị (5 chữ số).',
  },
  // details: { found, expected }
  RETURN_OF_OTHER_FORM: {
    status: 422,
    sentence: ({ found, expected }) =>
      `Phiếu này theo biểu mẫu khác (mã "${found}"; đợt này dùng biểu mẫu mã "${expected}"). Hãy gửi phiếu điền trên biểu mẫu của đợt này.`,
  },
  RETURN_OF_OTHER_VERSION: {
    status: 422,
    sentence: ({ found, expected }) =>
      `Phiếu theo phiên bản ${found} của biểu mẫu, đợt này dùng phiên bản ${expected}. Hãy chép số liệu sang biểu mẫu của đợt này.`,
  },
  // details: { found, expected }
  ROUND_OF_OTHER_FORM: {
    status: 422,
    sentence: ({ found, expected }) =>
      `Tệp đợt báo cáo dùng biểu mẫu "${found}", không phải "${expected}". Hãy chọn đúng tệp đợt hoặc biểu mẫu.`,
  },
  RETURN_OF_OTHER_ROUND: {
    status: 422,
    sentence: ({ found, expected }) =>
      `Phiếu này của đợt khác (mã "${found}"; đợt này có mã "${expected}"). Hãy gửi phiếu điền trên biểu mẫu của đợt này.`,
  },
  // details: { found, expected? }; `expected` where one commune sends
  RETURN_OF_OTHER_COMMUNE: {
    status: 422,
    sentence: ({ found, expected }) =>
      expected
        ? `Phiếu này của đơn vị mã ${found}, không phải của đơn vị mã ${expected}. Hãy chọn đúng tệp của đơn vị rồi gửi lại.`
        : `Phiếu của đơn vị mã ${found}, không có trong danh sách đơn vị của đợt. Hãy kiểm tra lại danh sách hoặc phiếu.`,
  },
  RETURN_NOT_GENUINE: {
    status: 422,
    sentence: () =>
      'Mã xác thực trong tệp không khớp với đơn vị, đợt ghi trong tệp. Hãy tải lại biểu mẫu của đơn vị rồi chép số liệu sang.',
  },

  // --- The register of a round.
  // details: { round }
  ROUND_UNKNOWN: {
    status: 404,
    sentence: ({ round }) => `Không có đợt báo cáo "${round}". Hãy kiểm tra lại đường dẫn.`,
  },
  // details: { round }
  ROUND_NOT_OPEN: {
    status: 409,
    sentence: ({ round }) =>
      `Đợt "${round}" hiện không nhận phiếu. Hãy liên hệ cán bộ tỉnh để được mở lại hoặc gia hạn.`,
  },
  // details: { round, state }
  ROUND_STEP_REFUSED: {
    status: 409,
    sentence: ({ round, state }) =>
      `Đợt "${round}" đang ở trạng thái "${state}" nên không thực hiện được bước này. Hãy tải lại trang.`,
  },
  // details: { most }
  VERSIONS_EXHAUSTED: {
    status: 409,
    sentence: ({ most }) => `Đơn vị đã gửi ${most} bản trong đợt này, không nhận thêm được. Hãy liên hệ cán bộ tỉnh.`,
  },
  // details: { code, version }
  VERSION_UNKNOWN: {
    status: 404,
    sentence: ({ code, version }) => `Đơn vị ${code} không có bản ${version}. Hãy tải lại trang.`,
  },
  // details: { version, latest }
  VERSION_OUTDATED: {
    status: 409,
    sentence: ({ version, latest }) =>
      `Bản ${version} đã được thay bằng bản ${latest}. Hãy xem bản ${latest} rồi duyệt hoặc trả lại.`,
  },
  // details: { code }
  NOTHING_SENT: {
    status: 404,
    sentence: ({ code }) => `Đơn vị mã ${code} chưa gửi phiếu nào. Hãy gửi phiếu trước.`,
  },
  // details: { version }
  ORIGINAL_EXPIRED: {
    status: 410,
    sentence: ({ version }) =>
      `Tệp gốc của bản ${version} đã được xoá vì hết thời hạn lưu. Hãy tải bản có ghi kết quả kiểm tra.`,
  },
  NOTICE_CHANGED: {
    status: 409,
    sentence: () =>
      'Phiếu hoặc thông báo của đơn vị đã có thay đổi sau khi trang này được mở. Hãy xem lại nội dung bên dưới rồi thực hiện lại.',
  },
  NOTICE_IS_FINAL: {
    status: 409,
    sentence: () => 'Thông báo của đơn vị đã được chốt. Hãy mở lại thông báo trước khi sửa.',
  },
  NOTICE_NOT_FINAL: {
    status: 409,
    sentence: () =>
      'Thông báo của đơn vị chưa được chốt, hoặc đã được mở lại để sửa. Hãy mở trang thông báo của đơn vị để xem và chốt.',
  },
  // details: { round }
  NO_TASKS: {
    status: 409,
    sentence: ({ round }) =>
      `Đợt "${round}" chưa có thông báo nào được chốt nên chưa có kiến nghị để theo dõi. Hãy chốt thông báo của các đơn vị trước.`,
  },
  // details: { id }
  TASK_UNKNOWN: {
    status: 404,
    sentence: ({ id }) => `Thông báo đã chốt của đơn vị không có kiến nghị ${id}. Hãy tải lại trang.`,
  },
  TASK_CHANGED: {
    status: 409,
    sentence: () => 'Báo cáo của đơn vị đã thay đổi sau khi trang này được mở. Hãy xem lại rồi quyết định.',
  },
  // details: { count, first }
  NOTICE_ERRORS_OPEN: {
    status: 409,
    sentence: ({ count, first }) =>
      `Chưa chốt được thông báo vì còn ${count} lỗi ở số liệu in trong thông báo. Lỗi đầu tiên: ${first} Hãy đề nghị đơn vị sửa phiếu, hoặc ghi lý do chấp nhận cho từng lỗi.`,
  },
  // details: { list }
  NOTICE_DECISIONS_OLD: {
    status: 409,
    sentence: ({ list }) =>
      `Chưa chốt được thông báo vì số liệu làm căn cứ cho quyết định về kiến nghị ${list} đã đổi. Hãy xem lại từng kiến nghị này và đánh dấu giữ nguyên, hoặc sửa quyết định.`,
  },
  // details: { round }
  ROUND_WITHOUT_NOTICES: {
    status: 404,
    sentence: ({ round }) =>
      `Đợt "${round}" không có phần thông báo nên không lập được dự thảo. Hãy tạo đợt từ tệp mô tả đợt có phần này.`,
  },
  // details: { round }
  ROUND_WITHOUT_ISSUER: {
    status: 404,
    sentence: ({ round }) =>
      `Đợt "${round}" chưa ghi cơ quan ban hành, người ký nên chưa lập được văn bản. Hãy tạo đợt từ tệp mô tả đợt có phần này.`,
  },
  // details: { code }
  NOTHING_TO_REMIND: {
    status: 404,
    sentence: ({ code }) =>
      `Đơn vị mã ${code} không có việc gì phải đôn đốc. Hãy xem lại danh sách đơn vị cần đôn đốc.`,
  },
  // details: { round }
  ROUND_WITHOUT_SCORES: {
    status: 404,
    sentence: ({ round }) =>
      `Biểu mẫu của đợt "${round}" không có bộ tiêu chí chấm điểm. Hãy chọn đợt dùng biểu mẫu có chấm điểm.`,
  },
  SCORES_CHANGED: {
    status: 409,
    sentence: () =>
      'Điểm của đơn vị vừa được người khác sửa nên chưa ghi. Các ô bên dưới vẫn giữ nội dung bạn gõ. Hãy xem lại rồi bấm lưu lần nữa.',
  },
  // details: { count }
  SCORES_REFUSED: {
    status: 422,
    sentence: ({ count }) =>
      `Có ${count} ô điểm chưa đúng nên chưa ghi ô nào. Hãy sửa các ô được đánh dấu rồi lưu lại.`,
  },
  SCORES_FILE_UNKNOWN: {
    status: 422,
    sentence: () =>
      'Tệp không phải là bảng chấm điểm tải về từ đợt này. Hãy tải bảng chấm điểm, điền vào đó rồi nạp lại.',
  },
  // details: { round }
  SCORES_OF_OTHER_ROUND: {
    status: 422,
    sentence: ({ round }) => `Bảng chấm điểm này của đợt khác, không phải "${round}". Hãy chọn đúng tệp của đợt.`,
  },
  // details: { what }
  REASON_MISSING: { status: 400, sentence: ({ what }) => `Chưa ghi ${what}. Hãy ghi rồi thực hiện lại.` },

  // --- The service: settings, requests, access.
  // details: { name, value }
  SETTING_BROKEN: {
    status: 500,
    sentence: ({ name, value }) => `Thiết lập ${name}="${value}" không dùng được. Hãy sửa lại rồi khởi động lại.`,
  },
  // details: { missing, present }
  SETTINGS_HALF_SET: {
    status: 500,
    sentence: ({ missing, present }) =>
      `Đã đặt ${present} nhưng còn thiếu ${missing}. Hãy đặt đủ các thiết lập đi cùng nhau, hoặc bỏ hết.`,
  },
  // details: { missing, present }
  SETTINGS_NEED: {
    status: 500,
    sentence: ({ missing, present }) => `Đặt ${present} thì cũng phải đặt ${missing}. Hãy đặt thêm rồi khởi động lại.`,
  },
  // details: { port }
  PORT_TAKEN: {
    status: 500,
    sentence: ({ port }) => `Cổng ${port} đang được chương trình khác dùng. Hãy đặt PORT là một cổng khác.`,
  },
  REQUEST_MALFORMED: {
    status: 400,
    // details: { where }
    sentence: ({ where }) => `Yêu cầu chưa đúng ở mục ${where}. Hãy kiểm tra lại nội dung gửi lên.`,
  },
  REQUEST_WITHOUT_LENGTH: {
    status: 411,
    sentence: () => 'Yêu cầu không ghi độ dài nội dung. Hãy gửi lại bằng trình duyệt hoặc kèm độ dài.',
  },
  // details: { limitMb }
  REQUEST_TOO_LARGE: {
    status: 413,
    sentence: ({ limitMb }) =>
      `Nội dung gửi lên lớn hơn ${limitMb} MB nên không được nhận. Hãy xoá hình ảnh, trang tính thừa rồi gửi lại.`,
  },
  REQUEST_COMPRESSED: {
    status: 415,
    sentence: () => 'Nội dung gửi lên bị nén thêm một lớp nên không được nhận. Hãy gửi thẳng tệp .xlsx.',
  },
  FILE_NOT_CHOSEN: { status: 400, sentence: () => 'Chưa chọn tệp nào. Hãy chọn tệp .xlsx rồi bấm gửi.' },
  PAGE_UNKNOWN: { status: 404, sentence: () => 'Không có trang này. Hãy kiểm tra lại địa chỉ.' },
  LINK_UNKNOWN: {
    status: 404,
    sentence: () =>
      'Đường dẫn không đúng hoặc đã được thay bằng đường dẫn mới. Hãy liên hệ cán bộ tỉnh để được cấp lại.',
  },
  // details: { name }
  OFFICER_UNKNOWN: {
    status: 404,
    sentence: ({ name }) => `Không có ai tên "${name}" đang có đường dẫn riêng. Hãy ghi đúng họ tên như lúc cấp.`,
  },
  // details: { way? }; 'google' where officers come by their Google account
  SIGN_IN_NEEDED: {
    status: 401,
    sentence: ({ way }) =>
      way === 'google'
        ? 'Phiên làm việc đã hết hoặc chưa mở. Hãy đăng nhập bằng Google.'
        : 'Phiên làm việc đã hết hoặc chưa mở. Hãy mở lại đường dẫn riêng đã được cấp.',
  },
  SIGN_IN_STALE: {
    status: 400,
    sentence: () =>
      'Lần đăng nhập này đã để quá lâu, đã dùng rồi hoặc được bắt đầu ở trình duyệt khác. Hãy đăng nhập lại từ đầu.',
  },
  SIGN_IN_CANCELLED: {
    status: 401,
    sentence: () => 'Việc đăng nhập bằng Google đã được dừng giữa chừng. Hãy đăng nhập lại khi cần vào hệ thống.',
  },
  SIGN_IN_REFUSED: {
    status: 401,
    sentence: () => 'Google không chấp nhận lần đăng nhập này. Hãy đăng nhập lại từ đầu.',
  },
  SIGN_IN_SETTING_REFUSED: {
    status: 500,
    sentence: () =>
      'Google không nhận thông tin đăng ký của hệ thống này. Hãy báo người quản trị hệ thống của tỉnh kiểm tra thiết lập đăng nhập.',
  },
  SIGN_IN_UNREACHABLE: {
    status: 503,
    sentence: () => 'Hiện không liên lạc được với Google để xác nhận người đăng nhập. Hãy thử lại sau ít phút.',
  },
  IDENTITY_NOT_GENUINE: {
    status: 401,
    sentence: () => 'Xác nhận đăng nhập không phải do Google cấp hoặc đã bị sửa. Hãy đăng nhập lại từ đầu.',
  },
  IDENTITY_EXPIRED: {
    status: 401,
    sentence: () => 'Xác nhận đăng nhập của Google đã hết hạn. Hãy đăng nhập lại.',
  },
  IDENTITY_TOO_EARLY: {
    status: 401,
    sentence: () =>
      'Xác nhận đăng nhập của Google chưa đến lúc có hiệu lực. Hãy đăng nhập lại; nếu vẫn vậy, hãy báo người quản trị kiểm tra giờ của máy chủ.',
  },
  IDENTITY_FOR_OTHERS: {
    status: 401,
    sentence: () =>
      'Xác nhận đăng nhập của Google được cấp cho một hệ thống khác. Hãy đăng nhập vào đúng hệ thống này.',
  },
  IDENTITY_WITHOUT_ADDRESS: {
    status: 401,
    sentence: () =>
      'Xác nhận đăng nhập của Google không ghi địa chỉ thư điện tử. Hãy đăng nhập lại và đồng ý cho biết địa chỉ.',
  },
  // details: { address }
  IDENTITY_UNVERIFIED: {
    status: 403,
    sentence: ({ address }) =>
      `Google chưa xác nhận địa chỉ ${address} là của bạn. Hãy xác nhận địa chỉ này trong tài khoản Google rồi đăng nhập lại.`,
  },
  // details: { address }
  OFFICER_NOT_LISTED: {
    status: 403,
    sentence: ({ address }) =>
      `Địa chỉ ${address} không có trong danh sách cán bộ được vào hệ thống. Hãy đăng nhập bằng địa chỉ công vụ, hoặc đề nghị người quản trị hệ thống của tỉnh thêm địa chỉ này.`,
  },
  OFFICER_LINKS_OFF: {
    status: 409,
    sentence: () =>
      'Cán bộ tỉnh vào hệ thống bằng tài khoản Google nên không cấp đường dẫn riêng. Hãy thêm địa chỉ vào danh sách cán bộ.',
  },
  RIGHT_MISSING: {
    status: 403,
    sentence: () => 'Vai trò của bạn không được làm việc này. Hãy liên hệ người quản trị.',
  },
  REQUEST_FORGED: {
    status: 403,
    sentence: () => 'Yêu cầu không xuất phát từ trang đang mở. Hãy tải lại trang rồi thực hiện lại.',
  },

  // --- The store.
  // details: { path }
  DOCUMENT_EXISTS: { status: 409, sentence: () => 'Mục này đã có. Hãy tải lại trang để xem bản hiện có.' },
  DOCUMENT_TOO_LARGE: {
    status: 413,
    sentence: () => 'Nội dung lớn quá mức lưu trữ được. Hãy rút gọn các ô văn bản dài rồi gửi lại.',
  },
  STORE_BUSY: { status: 503, sentence: () => 'Hệ thống đang bận ghi dữ liệu. Hãy thử lại sau ít phút.' },
  STORE_UNAVAILABLE: {
    status: 503,
    sentence: () => 'Hệ thống tạm thời không ghi được dữ liệu. Hãy thử lại sau; số liệu đã gửi trước đó vẫn còn.',
  },
  // --- What is set up wrongly on Google Cloud: causes of STORE_UNAVAILABLE, for the log and whoever operates the service.
  // details: { service, project }
  CLOUD_NOT_SIGNED_IN: {
    status: 503,
    sentence: () =>
      'Chương trình chưa đăng nhập được vào Google Cloud. Hãy gắn tài khoản dịch vụ cho chương trình, hoặc đăng nhập bằng lệnh gcloud auth application-default login rồi khởi động lại.',
  },
  CLOUD_PROJECT_UNKNOWN: {
    status: 503,
    sentence: ({ project }) =>
      `Google Cloud không có dự án "${project}", hoặc chương trình không được dùng dự án này. Hãy kiểm tra lại CLOUD_PROJECT.`,
  },
  CLOUD_API_DISABLED: {
    status: 503,
    sentence: ({ service, project }) =>
      `Dự án "${project}" chưa bật dịch vụ ${service} API. Hãy bật dịch vụ này trong dự án rồi thử lại sau ít phút.`,
  },
  CLOUD_BILLING_OFF: {
    status: 503,
    sentence: ({ service, project }) =>
      `Dự án "${project}" chưa bật thanh toán nên không dùng được ${service}. Hãy gắn tài khoản thanh toán cho dự án.`,
  },
  CLOUD_RIGHT_MISSING: {
    status: 503,
    sentence: ({ service, project }) =>
      `Tài khoản dịch vụ của chương trình không có quyền dùng ${service} trong dự án "${project}". Hãy cấp quyền cho tài khoản này.`,
  },
  CLOUD_RESOURCE_MISSING: {
    status: 503,
    sentence: ({ service, project }) =>
      `Dự án "${project}" chưa có cơ sở dữ liệu hoặc chủ đề mà chương trình dùng ở ${service}. Hãy chạy lại lệnh triển khai để tạo.`,
  },
  // details: { found, known }
  STORE_NEWER: {
    status: 500,
    sentence: ({ found, known }) =>
      `Dữ liệu được ghi bởi phiên bản mới hơn của chương trình (cấu trúc ${found}, bản này đọc đến ${known}). Hãy cài lại bản mới.`,
  },
  // details: { folder }
  DATA_FOLDER_UNKNOWN: {
    status: 404,
    sentence: ({ folder }) =>
      `Thư mục "${folder}" không có dữ liệu của dịch vụ. Hãy chỉ đúng thư mục dữ liệu bằng --data.`,
  },
  // details: { folder }
  DATA_FOLDER_IN_USE: {
    status: 409,
    sentence: ({ folder }) =>
      `Thư mục dữ liệu "${folder}" đang có nội dung nên không khôi phục vào đó. Hãy chuyển thư mục này đi nơi khác rồi chạy lại.`,
  },
  // details: { folder }
  BACKUP_UNKNOWN: {
    status: 422,
    sentence: ({ folder }) =>
      `Thư mục "${folder}" không phải là một bản sao lưu. Hãy chọn thư mục do lệnh sao lưu tạo ra.`,
  },
  // details: { what }
  BACKUP_DAMAGED: {
    status: 422,
    sentence: ({ what }) => `Bản sao lưu bị hỏng: ${what}. Hãy dùng một bản sao lưu khác.`,
  },
  // --- Sheets in a drive.
  DRIVE_BUSY: {
    status: 503,
    sentence: () => 'Google đang bận hoặc đã hết lượt gọi trong phút này. Hãy đợi ít phút; hệ thống sẽ tự làm tiếp.',
  },
  // details: { what }
  DRIVE_NOT_READY: {
    status: 503,
    sentence: ({ what }) => `Chưa dùng được Google Drive: ${what}. Hãy báo cán bộ công nghệ thông tin của tỉnh.`,
  },
  DRIVE_ACCESS_LOST: {
    status: 403,
    sentence: () =>
      'Hệ thống không còn quyền với trang tính hoặc thư mục này trên Google Drive. Hãy chia sẻ lại quyền chỉnh sửa cho tài khoản của hệ thống.',
  },
  DRIVE_ITEM_GONE: {
    status: 404,
    sentence: () =>
      'Trang tính hoặc thư mục này không còn trên Google Drive. Hãy khôi phục từ thùng rác hoặc lập lại trang tính cho đơn vị.',
  },
  DRIVE_CHANGES_LOST: {
    status: 410,
    sentence: () =>
      'Google không còn giữ danh sách thay đổi đã lâu. Hãy đợi ít phút; hệ thống sẽ xem lại tất cả các tệp.',
  },
  // details: { address }
  SHARE_REFUSED: {
    status: 422,
    sentence: ({ address }) =>
      `Google không chia sẻ được cho địa chỉ ${address}. Hãy kiểm tra địa chỉ này trong danh sách đơn vị; địa chỉ phải có tài khoản Google.`,
  },
  SHEET_CHANGED: {
    status: 409,
    sentence: () =>
      'Trang tính vừa được sửa trong lúc ghi kết quả. Hãy đợi ít phút; hệ thống sẽ ghi lại kết quả vào trang tính.',
  },
  // details: { what }
  SHEET_BROKEN: {
    status: 422,
    sentence: ({ what }) =>
      `Trang tính bị hỏng cấu trúc: ${what}. Hãy mở Lịch sử phiên bản của trang tính và khôi phục bản trước khi hỏng.`,
  },
  SHEETS_NOT_SET_UP: {
    status: 409,
    sentence: () => 'Dịch vụ này chưa nối với Google Drive. Hãy đặt các thiết lập DRIVE_… rồi khởi động lại.',
  },
  // details: { name }
  FILE_NAME_REFUSED: { status: 400, sentence: ({ name }) => `Tên tệp "${name}" không hợp lệ. Hãy đặt lại tên.` },
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
