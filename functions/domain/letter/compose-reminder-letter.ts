/** The letter that reminds one commune: of a return not sent, sent back, or to be corrected. */
import type { Reminder, ReminderReason } from '../register/reminders.ts';
import { communeTitle } from '../round/commune.ts';
import type { Finding } from '../submission/findings.ts';
import { type Day, formatDay } from '../text/day.ts';
import { asSentence, tidy, withoutStop } from '../text/prose.ts';
import { letterHead } from './document-head.ts';
import { errorsInProse, MOST_ERRORS } from './errors-in-prose.ts';
import type { IssuingRound, ReminderLetter } from './letter.ts';
import { basisOf, counted, officeOf, periodOf } from './wording.ts';

export interface ReminderLetterInput {
  readonly round: IssuingRound;
  readonly reminder: Reminder;
  /** Errors of its latest return, root causes first. */
  readonly errors: readonly Finding[];
  /** The day on which things stand so. */
  readonly today: Day;
}

const SUBJECTS: Readonly<Record<ReminderReason, string>> = {
  overdue: 'đôn đốc gửi phiếu tự đánh giá đã quá hạn',
  due: 'nhắc gửi phiếu tự đánh giá đúng hạn',
  returned: 'hoàn thiện và gửi lại phiếu tự đánh giá',
  'needs correction': 'sửa số liệu trong phiếu tự đánh giá',
};

/** Composes the letter; number and day stay blank. */
export function composeReminderLetter({ round, reminder, errors, today }: ReminderLetterInput): ReminderLetter {
  const { commune, reason } = reminder;
  return {
    ...letterHead(round.notice),
    subject: SUBJECTS[reason],
    addressee: `Ủy ban nhân dân ${communeTitle(commune)}`,
    commune: communeTitle(commune),
    opening: openingOf(round, reminder),
    standing: standingOf(reminder, errors, today),
    points: reason === 'needs correction' ? [...errorsInProse(errors), ...restOf(errors)] : [],
    request: requestOf(reminder),
    closing: closingOf(round),
  };
}

/** What was asked of all, and by when of this commune. */
function openingOf(round: IssuingRound, { commune, deadline }: Reminder): string {
  const extended = deadline !== undefined && deadline !== round.deadline;
  const by = round.deadline ?? deadline;
  return asSentence(
    tidy(
      [
        `${basisOf(round)}, các đơn vị gửi phiếu tự đánh giá`,
        periodOf(round) && ` (${periodOf(round)})`,
        by && ` chậm nhất ngày ${formatDay(by)}`,
        extended && by !== deadline && `; riêng ${officeOf(commune)} được gia hạn đến ngày ${formatDay(deadline)}`,
      ]
        .filter(Boolean)
        .join(''),
    ),
  );
}

function standingOf(reminder: Reminder, errors: readonly Finding[], today: Day): string {
  const { commune, daysLeft = 0, detail, version, sentOn } = reminder;
  const office = officeOf(commune);
  const asOf = `Tính đến ngày ${formatDay(today)}`;
  const sent = sentOn ? `, gửi ngày ${formatDay(sentOn)}` : '';
  switch (reminder.reason) {
    case 'overdue':
      return `${asOf}, ${office} chưa gửi phiếu tự đánh giá, đã quá hạn ${counted(-daysLeft)} ngày.`;
    case 'due':
      return daysLeft === 0
        ? `${asOf} là ngày cuối của thời hạn, ${office} chưa gửi phiếu tự đánh giá.`
        : `${asOf}, ${office} chưa gửi phiếu tự đánh giá; thời hạn còn ${counted(daysLeft)} ngày.`;
    case 'returned':
      return `Phiếu tự đánh giá của ${office}${versionIn(version, sent)} đã được trả lại để hoàn thiện${detail ? `, với ý kiến: “${withoutStop(detail)}”` : ''}. ${asOf}, đơn vị chưa gửi bản mới.`;
    case 'needs correction':
      return `Qua kiểm tra, phiếu tự đánh giá của ${office}${versionIn(version, sent)} còn ${counted(errors.length)} lỗi phải sửa${errors.length > MOST_ERRORS ? ', trong đó có' : ''}:`;
  }
}

const versionIn = (version: number | undefined, sent: string): string =>
  version === undefined ? sent.replace(/^, /, ' ') : ` (bản thứ ${version}${sent})`;

function restOf(errors: readonly Finding[]): readonly string[] {
  const rest = errors.length - MOST_ERRORS;
  return rest > 0
    ? [`Và ${counted(rest)} lỗi khác, được ghi tại từng ô trong tệp kết quả kiểm tra đã trả về đơn vị.`]
    : [];
}

function requestOf({ commune, reason, deadline, daysLeft = 0 }: Reminder): string {
  const office = `Đề nghị ${officeOf(commune)}`;
  const within =
    deadline && daysLeft >= 0 ? `chậm nhất ngày ${formatDay(deadline)}` : 'ngay sau khi nhận được Công văn này';
  if (reason === 'returned')
    return `${office} hoàn thiện phiếu theo ý kiến nêu trên và gửi lại ${within}; số liệu đúng nhưng khác thường thì ghi rõ lý do vào cột “Giải trình”.`;
  if (reason === 'needs correction')
    return `${office} rà soát, sửa các lỗi nêu trên và gửi lại phiếu ${within}. Số liệu có lỗi chưa được đưa vào kết quả tổng hợp chung.`;
  return `${office} chỉ đạo bộ phận chuyên môn hoàn thành phiếu tự đánh giá theo biểu mẫu đã được cung cấp và gửi ${within}. Đơn vị chưa gửi phiếu thì số liệu chưa được đưa vào kết quả tổng hợp chung.`;
}

/** Whom to ask. */
export function closingOf({ notice }: IssuingRound): string {
  const { letters, reportTo } = notice;
  const whom = letters?.contact ? `liên hệ ${withoutStop(letters.contact)}` : `phản ánh về ${withoutStop(reportTo)}`;
  return `Trong quá trình thực hiện, nếu có vướng mắc, đề nghị ${whom} để được hướng dẫn./.`;
}
