/** Pictures of the help pages, taken from the running product by a script. */
export interface HelpPicture {
  /** In `assets/`. */
  readonly file: string;
  readonly alt: string;
  /** Of the file, in pixels; the page keeps the place free. */
  readonly width: number;
  readonly height: number;
}

export const HELP_PICTURES = {
  communePage: {
    file: 'huong-dan-trang-don-vi.png',
    alt: 'Trang của đơn vị: hạn gửi ở góc phải; bên dưới là ba bước tải biểu mẫu, điền số liệu, gửi phiếu.',
    width: 1200,
    height: 860,
  },
  workbook: {
    file: 'huong-dan-bieu-mau.png',
    alt: 'Một trang của biểu mẫu mở trong bảng tính: cột số liệu nền sáng, cột loại trống, cột giải trình và cột kiểm tra.',
    width: 1200,
    height: 620,
  },
  result: {
    file: 'huong-dan-ket-qua.png',
    alt: 'Kết quả kiểm tra: số lỗi, nút tải tệp có ghi lỗi tại ô, rồi từng lỗi với trang và ô.',
    width: 1200,
    height: 900,
  },
  annotated: {
    file: 'huong-dan-tep-ghi-loi.png',
    alt: 'Tệp có ghi lỗi: trang đầu liệt kê từng lỗi, ô phải sửa và số đề nghị ghi.',
    width: 1200,
    height: 620,
  },
  settings: {
    file: 'huong-dan-thiet-lap.png',
    alt: 'Trang Thiết lập của một đợt: thông tin đợt, danh sách đơn vị, cấp đường dẫn.',
    width: 1200,
    height: 900,
  },
  state: {
    file: 'huong-dan-tinh-hinh.png',
    alt: 'Trang Tình hình: số đơn vị đã gửi, bản đồ ô vuông mỗi ô một đơn vị, các nút tải về.',
    width: 1200,
    height: 1000,
  },
  review: {
    file: 'huong-dan-tham-dinh.png',
    alt: 'Trang thẩm định phiếu của một đơn vị: số liệu theo từng phần, lỗi và giải trình, nút duyệt và trả lại.',
    width: 1200,
    height: 900,
  },
} as const satisfies Readonly<Record<string, HelpPicture>>;
