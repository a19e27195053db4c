/** What a page says after a change was made. */
export const DONE = {
  'tao-dot': 'Đã tạo đợt báo cáo. Hãy nạp danh sách đơn vị, cấp đường dẫn rồi mở đợt.',
  buoc: 'Đã cập nhật trạng thái của đợt.',
  'han-gui': 'Đã đặt hạn gửi của đợt; đơn vị được gia hạn riêng vẫn giữ hạn của mình.',
  'danh-sach': 'Đã cập nhật danh sách đơn vị.',
  'trang-tinh': 'Đã ghi nhận. Trang tính đang được lập; hãy mở lại trang này sau ít phút để xem kết quả.',
  duyet: 'Đã duyệt phiếu.',
  'tra-lai': 'Đã trả lại phiếu kèm ý kiến; đơn vị thấy ý kiến trên trang của mình.',
  'chon-ban': 'Đã chọn bản được dùng cho số liệu.',
  'cham-diem': 'Đã lưu điểm thẩm định.',
  'thong-bao': 'Đã lưu các quyết định về thông báo.',
  'chot-thong-bao': 'Đã chốt thông báo. Tệp để trình ký đã được lưu và không đổi theo phiếu.',
  'mo-lai-thong-bao': 'Đã mở lại thông báo để sửa.',
  'dot-khac-phuc': 'Đã lập và mở đợt báo cáo khắc phục. Hãy vào trang Thiết lập để cấp đường dẫn cho các đơn vị.',
  'ket-luan-khac-phuc': 'Đã lưu ý kiến về kết quả khắc phục.',
  'gia-han': 'Đã gia hạn cho đơn vị.',
  'thu-hoi': 'Đã thu hồi đường dẫn của đơn vị.',
} as const;
export type Done = keyof typeof DONE;

/** The words for `?xong=…`, where it is one of ours. */
export function doneAsked(what: string | undefined): string | undefined {
  return what !== undefined && Object.hasOwn(DONE, what) ? DONE[what as Done] : undefined;
}
