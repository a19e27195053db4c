/** What gcloud's words mean for whoever deploys: a sentence with what to do, by the first row that fits. */
import type { Answer } from './gcloud.ts';

interface Row {
  readonly says: RegExp;
  readonly sentence: string;
  /** Says nothing of whether a thing is there, even where Google adds that it may not be. */
  readonly hides?: boolean;
}

export const ROWS: readonly Row[] = [
  {
    says: /do not currently have an active account|reauthentication|invalid_grant|problem refreshing your current auth|gcloud auth login/i,
    sentence:
      'Chưa đăng nhập Google Cloud, hoặc phiên đăng nhập đã hết hạn. Hãy chạy "gcloud auth login" rồi chạy lại lệnh này.',
    hides: true,
  },
  {
    says: /billing (account|must|is|to be)[^.]*|BILLING_DISABLED|accountDisabled/i,
    sentence:
      'Dự án chưa bật thanh toán. Hãy gắn tài khoản thanh toán cho dự án trong Google Cloud Console rồi chạy lại lệnh này.',
    hides: true,
  },
  {
    says: /SERVICE_DISABLED|has not been used in project|API \[[^\]]+\] not enabled|it is disabled/i,
    sentence:
      'Một dịch vụ của Google chưa được bật, hoặc vừa bật chưa có hiệu lực. Hãy đợi vài phút rồi chạy lại lệnh này.',
    hides: true,
  },
  {
    says: /RESOURCE_EXHAUSTED|quota|rateLimitExceeded|\b429\b/i,
    sentence: 'Đã vượt hạn mức của dự án. Hãy đợi ít phút rồi chạy lại; nếu vẫn bị, hãy xin Google tăng hạn mức.',
  },
  {
    says: /project .*(may not exist|not found|does not exist)|it may not exist|Failed to find (your )?project|invalid (value for )?\[?project/i,
    sentence: 'Không có dự án này, hoặc tài khoản đang đăng nhập không được vào. Hãy kiểm tra mã dự án và tài khoản.',
    hides: true,
  },
  {
    says: /orgpolicy|organization polic|constraints\//i,
    sentence:
      'Chính sách của tổ chức không cho phép việc này. Hãy nhờ người quản trị tổ chức trên Google Cloud nới chính sách cho dự án.',
  },
  {
    says: /PERMISSION_DENIED|does not have permission|permission denied|\b403\b|Forbidden/i,
    sentence:
      'Tài khoản đang đăng nhập không đủ quyền. Hãy dùng tài khoản có vai trò Owner của dự án, hoặc nhờ người có quyền chạy lệnh này.',
    hides: true,
  },
  {
    says: /Build failed|BUILD FAILURE|Cloud Build/i,
    sentence:
      'Google không đóng gói được chức năng. Hãy mở trang Cloud Build của dự án để xem nguyên nhân rồi chạy lại.',
  },
  {
    says: /failed to start and listen|container failed|Revision .* is not ready/i,
    sentence:
      'Chức năng không khởi động được trên Google. Hãy mở nhật ký của chức năng đó trên trang Cloud Run, sửa rồi chạy lại.',
  },
  {
    says: /unable to (connect|find the server)|network|timed out|Connection|unreachable/i,
    sentence: 'Không kết nối được tới Google. Hãy kiểm tra đường truyền rồi chạy lại lệnh này.',
  },
];

const UNKNOWN: Row = {
  says: /.*/,
  sentence: 'Lệnh không thành công. Hãy đọc dòng của gcloud dưới đây, sửa rồi chạy lại lệnh này.',
};
const MISSING =
  'Máy này chưa có Google Cloud CLI (gcloud). Hãy cài theo hướng dẫn tại https://cloud.google.com/sdk/docs/install rồi chạy lại.';

/** Says what is wrong and what to do. */
export function diagnose({ status, message }: Answer): string {
  if (status === 'missing') return MISSING;
  return (ROWS.find(({ says }) => says.test(message)) ?? UNKNOWN).sentence;
}

/** Whether gcloud says that there is no such thing. A project that cannot be seen is something else. */
export function isAbsent({ status, message }: Answer): boolean {
  if (status === 0 || status === 'missing') return false;
  return ABSENT.test(message) && !ROWS.some(({ says, hides }) => hides && says.test(message));
}

const ABSENT = /NOT_FOUND|not found|could not be found|does not exist|cannot find|\b404\b/i;

/** What was made a moment ago is not yet known everywhere at Google: worth another try. */
export const isPassing = ({ status, message }: Answer): boolean =>
  status !== 0 && status !== 'missing' && PASSING.test(message);

const PASSING =
  /Service account .* does not exist|Permission denied while using the Eventarc Service Agent|concurrent policy changes|ABORTED|UNAVAILABLE|\b503\b|SERVICE_DISABLED|has not been used in project|permission .*iam\.serviceaccounts\.actAs/i;

/** The line of gcloud that names the failure. */
export const errorLine = ({ message }: Answer): string =>
  message.split('\n').find((line) => line.startsWith('ERROR:')) ?? message.split('\n').at(-1) ?? '';
