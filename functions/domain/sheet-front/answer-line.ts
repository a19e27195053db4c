/** The sentence beside the cell for sending: what became of the return, and what to do next. */
import { FINDINGS_SHEET } from '../form/layout.ts';
import { countFindings } from '../submission/findings.ts';
import type { Submission } from '../submission/submission.ts';
import { SEND_WORDS } from '../template/send-cell.ts';
import { MARK } from '../template/verdicts.ts';
import { formatInstant } from '../text/instant.ts';

export interface AnswerLine {
  readonly text: string;
  readonly tone: 'good' | 'warning' | 'error';
}

export interface AnsweredReturn {
  readonly submission: Submission;
  readonly version: number;
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly late: boolean;
}

/** Says how a return was received. */
export function answerOfReturn({ submission, version, receivedAt, late }: AnsweredReturn): AnswerLine {
  const { errors, warnings } = countFindings(submission.findings);
  const received = `Đã nhận bản ${version} lúc ${timeOf(receivedAt)}${late ? ', muộn so với hạn gửi' : ''}`;
  const see = `Xem trang "${FINDINGS_SHEET}" và ghi chú ở từng ô`;
  switch (submission.state) {
    case 'accepted':
      return { tone: 'good', text: `${MARK.good} ${received}: đạt, số liệu được tổng hợp.` };
    case 'accepted with warnings':
      return {
        tone: 'warning',
        text: `${MARK.warning} ${received}: đạt, còn ${warnings} chỗ cần xem lại. ${see}; nếu có sửa, hãy chọn "${SEND_WORDS.send}" lần nữa.`,
      };
    case 'needs correction':
      return {
        tone: 'error',
        text: `${MARK.error} ${received}: cần sửa ${errors} lỗi. ${see}, sửa xong hãy chọn "${SEND_WORDS.send}" lần nữa.`,
      };
  }
}

/** Says why nothing was received. */
export const answerOfRefusal = (sentence: string, at: string): AnswerLine => ({
  tone: 'error',
  text: `${MARK.error} Chưa nhận được phiếu (${timeOf(at)}). ${sentence}`,
});

/** "14 giờ 05 ngày 07/10/2025". */
function timeOf(instant: string): string {
  const [day = '', time = ''] = formatInstant(instant).split(' ');
  return `${time.replace(':', ' giờ ')} ngày ${day}`;
}
