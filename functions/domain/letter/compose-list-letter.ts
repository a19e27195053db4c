/** One letter to all communes that are to be reminded, with their list as its annex. */
import { REMINDER_REASONS, type Reminder, type ReminderReason } from '../register/reminders.ts';
import { communeTitle } from '../round/commune.ts';
import { type Day, formatDay } from '../text/day.ts';
import { asSentence, tidy, upperFirst, withoutStop } from '../text/prose.ts';
import { closingOf } from './compose-reminder-letter.ts';
import { letterHead } from './document-head.ts';
import type { IssuingRound, ListedCommune, ReminderListLetter } from './letter.ts';
import { basisOf, counted, partOf, periodOf, unitTypes } from './wording.ts';

export interface ListLetterInput {
  readonly round: IssuingRound;
  /** The most urgent first. */
  readonly reminders: readonly Reminder[];
  /** How many of how many have sent something. */
  readonly sent: { readonly count: number; readonly of: number };
  readonly today: Day;
}

const SAID: Readonly<Record<ReminderReason, string>> = {
  overdue: 'chưa gửi phiếu, đã quá hạn',
  due: 'chưa gửi phiếu, thời hạn sắp hết',
  returned: 'được trả lại phiếu để hoàn thiện, chưa gửi bản mới',
  'needs correction': 'đã gửi phiếu nhưng còn lỗi phải sửa',
};

const ASKED: Readonly<Record<ReminderReason, string>> = {
  overdue: 'các đơn vị đã quá hạn khẩn trương gửi phiếu ngay sau khi nhận được Công văn này',
  due: 'các đơn vị sắp đến hạn bảo đảm gửi phiếu đúng thời hạn',
  returned: 'các đơn vị được trả lại phiếu khẩn trương hoàn thiện phiếu theo ý kiến nêu trong danh sách và gửi lại',
  'needs correction':
    'các đơn vị có phiếu còn lỗi khẩn trương sửa số liệu theo tệp kết quả kiểm tra đã trả về và gửi lại',
};

/** Composes the letter; number and day stay blank. */
export function composeListLetter({ round, reminders, sent, today }: ListLetterInput): ReminderListLetter {
  const types = unitTypes(reminders.map(({ commune }) => commune));
  const reasons = (Object.keys(SAID) as ReminderReason[]).filter((reason) =>
    reminders.some((each) => each.reason === reason),
  );
  return {
    ...letterHead(round.notice),
    subject: 'đôn đốc gửi, hoàn thiện phiếu tự đánh giá',
    addressee: `Ủy ban nhân dân các ${types} (danh sách kèm theo)`,
    opening: asSentence(
      tidy(
        `${basisOf(round)}, các đơn vị gửi phiếu tự đánh giá${periodOf(round) && ` (${periodOf(round)})`}${round.deadline ? ` chậm nhất ngày ${formatDay(round.deadline)}` : ''}`,
      ),
    ),
    standing: standingOf(sent, reminders, today),
    points: reasons.map((reason) => {
      const { length } = reminders.filter((each) => each.reason === reason);
      return `${counted(length)} đơn vị ${SAID[reason]}${reason === reasons.at(-1) ? '.' : ';'}`;
    }),
    request:
      reminders.length === 0
        ? 'Không có đơn vị nào phải đôn đốc.'
        : `Đề nghị ${reasons.map((reason) => ASKED[reason]).join('; ')}. Số liệu chưa gửi hoặc còn lỗi chưa được đưa vào kết quả tổng hợp chung.`,
    closing: closingOf(round),
    annexTitle: 'DANH SÁCH ĐƠN VỊ CẦN GỬI, HOÀN THIỆN PHIẾU TỰ ĐÁNH GIÁ',
    listed: reminders.map(lineOf),
  };
}

function standingOf({ count, of }: ListLetterInput['sent'], reminders: readonly Reminder[], today: Day): string {
  const rest = reminders.length > 0 ? `; ${counted(reminders.length)} đơn vị cần gửi hoặc hoàn thiện phiếu, gồm:` : '.';
  return `Tính đến ngày ${formatDay(today)}, đã có ${count === of ? 'toàn bộ ' : ''}${partOf(count, of)} đơn vị gửi phiếu tự đánh giá${rest}`;
}

function lineOf({ commune, reason, deadline, daysLeft, detail }: Reminder, index: number): ListedCommune {
  return {
    number: index + 1,
    commune: upperFirst(communeTitle(commune)),
    reason: REMINDER_REASONS[reason],
    deadline: deadline ? formatDay(deadline) : '',
    days:
      daysLeft === undefined ? '' : daysLeft < 0 ? `quá ${counted(-daysLeft)} ngày` : `còn ${counted(daysLeft)} ngày`,
    detail: withoutStop(detail.replace(/^(?=\d lỗi$)/, '0')),
  };
}
