/** The append-only log of a round: when, who, what, before, after; readable by a person. */
export type LogAction =
  | 'round-created'
  | 'round-opened'
  | 'round-locked'
  | 'round-reopened'
  | 'round-closed'
  | 'roster-set'
  | 'deadline-set'
  | 'deadline-extended'
  | 'links-issued'
  | 'links-revoked'
  | 'submission-received'
  | 'submission-refused'
  | 'version-put-in-force'
  | 'submission-approved'
  | 'submission-returned'
  | 'scores-entered'
  | 'notice-decided'
  | 'notice-made-final'
  | 'notice-reopened'
  | 'follow-up-opened'
  | 'task-accepted'
  | 'task-not-accepted'
  | 'reminders-made'
  | 'originals-removed'
  | 'sheets-asked';

export interface LogEntry {
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** A person's name, "đơn vị 21733", or the program itself. */
  readonly who: string;
  readonly action: LogAction;
  readonly commune?: string;
  readonly before?: string;
  readonly after?: string;
}

export const LOG_WORDS: Readonly<Record<LogAction, string>> = {
  'round-created': 'Tạo đợt báo cáo',
  'round-opened': 'Mở đợt báo cáo',
  'round-locked': 'Khoá đợt báo cáo',
  'round-reopened': 'Mở lại đợt báo cáo',
  'round-closed': 'Kết thúc đợt báo cáo',
  'roster-set': 'Cập nhật danh sách đơn vị',
  'deadline-set': 'Đặt hạn gửi của đợt',
  'deadline-extended': 'Gia hạn cho đơn vị',
  'links-issued': 'Cấp đường dẫn',
  'links-revoked': 'Thu hồi đường dẫn',
  'submission-received': 'Nhận phiếu',
  'submission-refused': 'Từ chối tệp',
  'version-put-in-force': 'Chọn bản được dùng',
  'submission-approved': 'Duyệt phiếu',
  'submission-returned': 'Trả lại phiếu',
  'scores-entered': 'Chấm điểm thẩm định',
  'notice-decided': 'Quyết định nội dung thông báo',
  'notice-made-final': 'Chốt thông báo',
  'notice-reopened': 'Mở lại thông báo',
  'follow-up-opened': 'Lập đợt báo cáo khắc phục',
  'task-accepted': 'Chấp nhận kết quả khắc phục',
  'task-not-accepted': 'Chưa chấp nhận kết quả khắc phục',
  'reminders-made': 'Lập danh sách nhắc',
  'originals-removed': 'Xoá tệp gốc hết thời hạn lưu',
  'sheets-asked': 'Lập trang tính trên Google Drive',
};
