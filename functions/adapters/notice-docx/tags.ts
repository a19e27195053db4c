/** The tags an office may write in its notice template: one row each, read by the linter, the values and the documentation. */

export interface NoticeTag {
  /** The tag with the lists it stands in: "linh_vuc.doan.dau" is {dau} between {#doan} and {/doan} inside {#linh_vuc}. */
  readonly path: string;
  /** A list opens with {#…} and closes with {/…}; {^…} prints when it is empty. */
  readonly kind: 'text' | 'list';
  /** A notice without it would drop what the commune must read. */
  readonly required: boolean;
  readonly meaning: string;
}

const text = (path: string, meaning: string): NoticeTag => ({ path, kind: 'text', required: false, meaning });
const list = (path: string, meaning: string): NoticeTag => ({ path, kind: 'list', required: false, meaning });
const required = (tag: NoticeTag): NoticeTag => ({ ...tag, required: true });

export const noticeTags: readonly NoticeTag[] = [
  text('co_quan_chu_quan', 'Tên cơ quan chủ quản, chữ in hoa'),
  text('co_quan', 'Tên cơ quan ban hành, chữ in hoa'),
  text('ky_hieu', 'Ký hiệu sau số văn bản, ví dụ TB-ĐKT'),
  text('dia_danh', 'Địa danh ở dòng ngày tháng'),
  text('nam', 'Năm ban hành'),
  text('don_vi', 'Tên xã, phường, ví dụ xã Bình Dương'),
  text('uy_ban', 'Tên Ủy ban nhân dân của đơn vị'),
  required(text('trich_yeu', 'Trích yếu nội dung')),
  list('can_cu', 'Các căn cứ ban hành'),
  text('can_cu.noi_dung', 'Một căn cứ, đã có dấu ở cuối'),
  required(text('mo_dau', 'Đoạn mở đầu')),
  required(list('linh_vuc', 'Các lĩnh vực được kiểm tra')),
  text('linh_vuc.so', 'Số thứ tự của lĩnh vực'),
  required(text('linh_vuc.tieu_de', 'Tên lĩnh vực')),
  required(list('linh_vuc.doan', 'Các đoạn kết quả của lĩnh vực')),
  text('linh_vuc.doan.dau', 'Dấu đầu dòng: "-", hoặc "+" khi thấp hơn một bậc'),
  required(text('linh_vuc.doan.noi_dung', 'Nội dung một đoạn kết quả')),
  required(list('ton_tai', 'Các tồn tại, hạn chế')),
  required(text('ton_tai.noi_dung', 'Một tồn tại, hạn chế')),
  text('mo_dau_kien_nghi', 'Câu dẫn vào các kiến nghị'),
  required(list('kien_nghi', 'Các kiến nghị được chọn')),
  required(text('kien_nghi.noi_dung', 'Một kiến nghị')),
  required(text('ket_thuc', 'Đoạn kết: thời hạn và nơi nhận báo cáo khắc phục')),
  list('noi_nhan', 'Các nơi nhận'),
  text('noi_nhan.noi_dung', 'Một nơi nhận, không kèm gạch đầu dòng và dấu chấm phẩy'),
  text('luu', 'Nơi lưu, ví dụ VT, hồ sơ kiểm tra'),
  text('quyen_han', 'Quyền hạn của người ký, ví dụ TM. ĐOÀN KIỂM TRA'),
  text('chuc_vu', 'Chức vụ của người ký'),
  text('chuc_vu_khac', 'Chức vụ ở cơ quan, ghi trên họ tên; có thể không có'),
  text('ho_ten', 'Họ và tên người ký'),
  list('phieu_kien_nghi', 'Phiếu kèm dự thảo: từng kiến nghị đã xét'),
  text('phieu_kien_nghi.ma', 'Mã kiến nghị'),
  text('phieu_kien_nghi.trang_thai', 'Đề xuất, không đề xuất hoặc chờ quyết định'),
  text('phieu_kien_nghi.ly_do', 'Lý do'),
  list('nghi_van', 'Phiếu kèm dự thảo: số liệu còn sai hoặc chưa rõ'),
  text('nghi_van.noi_dung', 'Một số liệu còn sai hoặc chưa rõ'),
];

/** The tag that `name` means between the lists in `open`, outermost first: the innermost list that knows it wins. */
export function findTag(name: string, open: readonly string[]): NoticeTag | undefined {
  const within = noticeTags.filter((tag) => nameOf(tag) === name && isWithin(tag, open));
  return within.sort((a, b) => open.lastIndexOf(listOf(b)) - open.lastIndexOf(listOf(a)))[0];
}

/** Lists may nest freely: a tag is known as long as its own lists are among the open ones, in their order. */
function isWithin(tag: NoticeTag, open: readonly string[]): boolean {
  const lists = tag.path.split('.').slice(0, -1);
  let next = 0;
  for (const list of open) if (list === lists[next]) next += 1;
  return next === lists.length;
}

/** The last part of a path: what the office writes between braces. */
export const nameOf = (tag: NoticeTag): string => tag.path.slice(tag.path.lastIndexOf('.') + 1);

/** The list a tag stands in, as it is written; empty for a tag that stands anywhere. */
export const listOf = (tag: NoticeTag): string => tag.path.split('.').at(-2) ?? '';
