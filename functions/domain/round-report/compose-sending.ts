/** How the round went: who sent, in time or late, and what still has to be corrected. */
import { counted, namedFew, partOf } from '../letter/wording.ts';
import { communeTitle } from '../round/commune.ts';
import { type SendingState, STATES, TIMES, type Timeliness } from '../summary/sending.ts';
import type { CommuneLine } from '../summary/summary-context.ts';
import { type Day, formatDay } from '../text/day.ts';
import { upperFirst } from '../text/prose.ts';
import { formatNumber } from '../text/vietnamese.ts';
import type { PendingCommune } from './round-report.ts';

/** Names in running text; more stand in the annex. */
const MOST_NAMES = 12;

/** What is said of all that should send; `hasRoster` tells whether anybody knows who they are. */
export function composeSending(lines: readonly CommuneLine[], today: Day, hasRoster: boolean): readonly string[] {
  const missing = lines.filter(({ sending }) => sending.state === 'missing');
  const sent = lines.length - missing.length;
  return [
    hasRoster
      ? `${sentSentence(sent, lines.length, today)}${missing.length > 0 ? ` ${counted(missing.length)} đơn vị chưa gửi${named(missing)}.` : ''}`
      : `Tính đến ngày ${formatDay(today)}, có ${counted(sent)} đơn vị gửi phiếu tự đánh giá; chưa có danh sách đơn vị phải gửi nên kết quả chỉ tính trên các đơn vị này.`,
    ...timesSentence(lines),
    ...statesSentence(lines),
  ];
}

function sentSentence(sent: number, of: number, today: Day): string {
  const asOf = `Tính đến ngày ${formatDay(today)}`;
  if (sent === of) return `${asOf}, toàn bộ ${partOf(of, of)} đơn vị đã gửi phiếu tự đánh giá.`;
  if (sent === 0) return `${asOf}, chưa có đơn vị nào trong ${counted(of)} đơn vị gửi phiếu tự đánh giá.`;
  return `${asOf}, có ${partOf(sent, of)} đơn vị gửi phiếu tự đánh giá, đạt ${formatNumber((sent / of) * 100, 2)}%.`;
}

const named = (lines: readonly CommuneLine[]): string =>
  lines.length <= MOST_NAMES ? `: ${namesOf(lines)}` : ' (danh sách tại Phụ lục I)';

const namesOf = (lines: readonly CommuneLine[]): string =>
  namedFew(
    lines.map(({ commune }) => commune),
    MOST_NAMES,
  );

function timesSentence(lines: readonly CommuneLine[]): readonly string[] {
  const at = (time: Timeliness) =>
    lines.filter(({ sending }) => sending.state !== 'missing' && sending.timeliness === time);
  const [onTime, late, unknown] = [at('onTime'), at('late'), at('unknown')];
  if (onTime.length + late.length === 0) return [];
  const parts = [
    `${counted(onTime.length)} đơn vị gửi đúng hạn`,
    late.length > 0 ? `${counted(late.length)} đơn vị gửi muộn${named(late)}` : 'không có đơn vị gửi muộn',
    ...(unknown.length > 0 ? [`${counted(unknown.length)} đơn vị chưa rõ thời điểm gửi`] : []),
  ];
  return [`Về thời hạn: ${parts.join('; ')}.`];
}

function statesSentence(lines: readonly CommuneLine[]): readonly string[] {
  const inState = (state: SendingState) => lines.filter(({ sending }) => sending.state === state);
  const [accepted, warned, wrong, unclear] = [
    inState('accepted'),
    inState('accepted with warnings'),
    inState('needs correction'),
    inState('order unknown'),
  ];
  const parts = [
    ...(accepted.length > 0 ? [`${counted(accepted.length)} phiếu đạt yêu cầu`] : []),
    ...(warned.length > 0 ? [`${counted(warned.length)} phiếu đạt yêu cầu nhưng còn cảnh báo chưa giải trình`] : []),
    ...(wrong.length > 0
      ? [`${counted(wrong.length)} phiếu còn lỗi phải sửa${named(wrong)}, số liệu có lỗi không được tính vào kết quả`]
      : []),
    ...(unclear.length > 0
      ? [
          `${counted(unclear.length)} đơn vị gửi nhiều tệp khác nhau, chưa xác định được tệp mới nhất nên chưa được tính${named(unclear)}`,
        ]
      : []),
  ];
  return parts.length > 0 ? [`Về chất lượng: ${parts.join('; ')}.`] : [];
}

/** The annex: whoever sent nothing or late, or has something to correct, by how urgent that is. */
export function pendingCommunes(lines: readonly CommuneLine[]): readonly PendingCommune[] {
  const order: readonly SendingState[] = ['missing', 'order unknown', 'needs correction'];
  const rankOf = ({ sending }: CommuneLine) => (order.indexOf(sending.state) + order.length + 1) % (order.length + 1);
  return lines
    .filter(({ sending }) => order.includes(sending.state) || sending.timeliness === 'late')
    .toSorted((left, right) => rankOf(left) - rankOf(right) || (left.commune.code < right.commune.code ? -1 : 1))
    .map(({ commune, sending: { state, timeliness, errors } }, index) => ({
      number: index + 1,
      commune: upperFirst(communeTitle(commune)),
      state: STATES[state],
      time: timeliness === 'unknown' || timeliness === 'onTime' ? '' : TIMES[timeliness],
      detail: errors.length > 0 ? `${counted(errors.length)} lỗi` : '',
    }));
}
