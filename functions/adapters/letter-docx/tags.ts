/** The tags an office may write in its templates of letters and of the round's report: one row each. */
import type { DraftKind } from '../../ports/render-letter.ts';
import { list, required, type TemplateTag, text } from '../docx/template-tags.ts';

const HEAD: readonly TemplateTag[] = [
  text('co_quan_chu_quan', 'Tên cơ quan chủ quản, chữ in hoa'),
  text('co_quan', 'Tên cơ quan ban hành, chữ in hoa'),
  text('ky_hieu', 'Ký hiệu sau số văn bản'),
  text('dia_danh', 'Địa danh ở dòng ngày tháng'),
  text('nam', 'Năm ban hành'),
  required(text('trich_yeu', 'Trích yếu nội dung')),
  required(text('mo_dau', 'Đoạn mở đầu')),
  required(text('ket_thuc', 'Đoạn kết')),
  list('noi_nhan', 'Các nơi nhận'),
  text('noi_nhan.noi_dung', 'Một nơi nhận, không kèm gạch đầu dòng và dấu chấm phẩy'),
  text('luu', 'Nơi lưu'),
  text('quyen_han', 'Quyền hạn của người ký'),
  text('chuc_vu', 'Chức vụ của người ký'),
  text('chuc_vu_khac', 'Chức vụ ở cơ quan, ghi trên họ tên; có thể không có'),
  text('ho_ten', 'Họ và tên người ký'),
];

const LETTER: readonly TemplateTag[] = [
  ...HEAD,
  required(text('kinh_gui', 'Nơi gửi đến')),
  required(text('tinh_hinh', 'Tình hình gửi phiếu của đơn vị')),
  required(list('muc', 'Các lỗi đầu tiên, hoặc số đơn vị theo lý do')),
  required(text('muc.noi_dung', 'Một lỗi, hoặc một lý do')),
  required(text('de_nghi', 'Việc đề nghị đơn vị làm')),
];

const LIST: readonly TemplateTag[] = [
  ...LETTER,
  text('ten_phu_luc', 'Tên phụ lục, chữ in hoa'),
  required(list('danh_sach', 'Danh sách đơn vị ở phụ lục')),
  text('danh_sach.tt', 'Số thứ tự'),
  required(text('danh_sach.don_vi', 'Tên đơn vị')),
  required(text('danh_sach.ly_do', 'Lý do đôn đốc')),
  text('danh_sach.han_gui', 'Hạn gửi của đơn vị'),
  text('danh_sach.thoi_gian', 'Số ngày còn lại hoặc đã quá'),
  text('danh_sach.noi_dung', 'Số lỗi, hoặc ý kiến khi trả lại'),
];

const REPORT: readonly TemplateTag[] = [
  ...HEAD,
  list('can_cu', 'Các căn cứ ban hành'),
  text('can_cu.noi_dung', 'Một căn cứ, đã có dấu ở cuối'),
  required(list('gui_phieu', 'Tình hình gửi phiếu')),
  required(text('gui_phieu.noi_dung', 'Một câu về tình hình gửi phiếu')),
  required(text('do_phu', 'Cách đọc độ phủ n/N của số liệu')),
  required(list('linh_vuc', 'Các lĩnh vực có số liệu')),
  text('linh_vuc.so', 'Số thứ tự của lĩnh vực'),
  required(text('linh_vuc.tieu_de', 'Tên lĩnh vực')),
  required(list('linh_vuc.so_lieu', 'Các số liệu chính của lĩnh vực')),
  required(text('linh_vuc.so_lieu.noi_dung', 'Một số liệu kèm độ phủ')),
  list('xep_hang', 'Các câu về so sánh, xếp hạng'),
  text('xep_hang.noi_dung', 'Một câu về so sánh, xếp hạng'),
  required(list('ton_tai', 'Các tồn tại, hạn chế chung')),
  required(text('ton_tai.noi_dung', 'Một tồn tại, hạn chế kèm tên đơn vị')),
  list('loi_so_lieu', 'Các lỗi, cảnh báo thường gặp trong số liệu'),
  text('loi_so_lieu.noi_dung', 'Một lỗi, cảnh báo kèm tên đơn vị'),
  text('mo_dau_kien_nghi', 'Câu dẫn vào các kiến nghị'),
  required(list('kien_nghi', 'Các kiến nghị chung')),
  required(text('kien_nghi.noi_dung', 'Một kiến nghị chung')),
  required(list('danh_sach', 'Danh sách đơn vị chưa gửi, gửi muộn hoặc còn lỗi')),
  text('danh_sach.tt', 'Số thứ tự'),
  required(text('danh_sach.don_vi', 'Tên đơn vị')),
  required(text('danh_sach.tinh_trang', 'Tình trạng của phiếu')),
  text('danh_sach.thoi_han', 'Quá hạn, muộn hoặc chưa đến hạn'),
  text('danh_sach.noi_dung', 'Số lỗi phải sửa'),
  required(list('bang_do_phu', 'Bảng độ phủ của từng số liệu')),
  text('bang_do_phu.ma_so', 'Mã số chỉ tiêu'),
  text('bang_do_phu.chi_tieu', 'Tên chỉ tiêu'),
  required(text('bang_do_phu.n_tren_n', 'Độ phủ n/N')),
  text('bang_do_phu.de_trong', 'Đơn vị đã gửi phiếu nhưng để trống'),
  text('bang_do_phu.khong_ap_dung', 'Đơn vị trả lời không áp dụng, hoặc không phát sinh nên không có tỷ lệ'),
  text('bang_do_phu.co_loi', 'Đơn vị có số liệu lỗi, không được tính'),
  text('bang_do_phu.ra_soat', 'Đơn vị có số liệu được tính nhưng cần rà soát lại'),
  list('co_xep_hang', 'Chỉ in khi có đơn vị được xếp hạng theo điểm'),
  list('bang_xep_hang', 'Bảng xếp hạng'),
  text('bang_xep_hang.hang', 'Thứ hạng'),
  text('bang_xep_hang.don_vi', 'Tên đơn vị'),
  text('bang_xep_hang.chi_so', 'Chỉ số, phần trăm'),
  text('bang_xep_hang.xep_loai', 'Xếp loại'),
];

export const letterTags: Readonly<Record<DraftKind, readonly TemplateTag[]>> = {
  reminder: LETTER,
  'reminder list': LIST,
  'round report': REPORT,
};
