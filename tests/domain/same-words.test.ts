/** Labels that say the same but for slips of typing, and labels that only look alike. */
import { expect, test } from 'vitest';
import { sameWords, wordsOf } from '../../functions/domain/submission/same-words.ts';

test.each([
  { one: 'Tỷ lệ hồ sơ trực tuyến toàn trình', other: 'Tỉ lệ hồ sơ trực tuyến toàn trình', same: true },
  { one: 'Số VBQPPL đã rà soát', other: 'Số VBQPPL đã rà soát.', same: true },
  { one: 'So luong phieu khao sat', other: 'Số lượng phiếu khảo sát', same: true },
  { one: 'Số lượng phiếu khảo sát trong năm', other: 'Số lượng phiếu khảo sát', same: false },
  { one: 'Kế hoạch được giao', other: 'Kế hoạch đựơc giao', same: true },
  { one: 'Tổng số hồ sơ của DVCTT toàn trinhh', other: 'Tổng số hồ sơ của DVCTT toàn trình', same: true },
  { one: 'Tổng số hồ sơ cấp huyện tiếp nhận', other: 'Tổng số hồ sơ cấp xã tiếp nhận', same: false },
  { one: 'Hồ sơ giải quyết đúng hạn', other: 'Hồ sơ giải quyết sớm hạn', same: false },
  { one: 'Đơn vị tự bảo đảm từ 70% đến dưới 100%', other: 'Đơn vị tự bảo đảm từ 30% đến dưới 70%', same: false },
  { one: 'Hoàn thành', other: 'Không hoàn thành', same: false },
  { one: 'Đã thực hiện', other: 'Kế hoạch được giao', same: false },
  { one: '', other: 'Kế hoạch', same: false },
  { one: 'Số', other: 'Kế', same: false },
])('"$one" và "$other": $same', ({ one, other, same }) => {
  expect(sameWords(wordsOf(one), wordsOf(other))).toBe(same);
  expect(sameWords(wordsOf(other), wordsOf(one))).toBe(same);
});
