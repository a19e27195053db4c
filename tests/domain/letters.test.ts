/** Letters to communes: what each reason says, and that no sentence has a hole. */
import { describe, expect, test } from 'vitest';
import { composeListLetter } from '../../functions/domain/letter/compose-list-letter.ts';
import { composeReminderLetter } from '../../functions/domain/letter/compose-reminder-letter.ts';
import type { IssuingRound } from '../../functions/domain/letter/letter.ts';
import { namedFew, wordsForAll } from '../../functions/domain/letter/wording.ts';
import { type Reminded, type Reminder, remindersOn } from '../../functions/domain/register/reminders.ts';
import { roundSchema } from '../../functions/domain/round/round.ts';
import type { Finding } from '../../functions/domain/submission/findings.ts';
import { aCommune } from '../support/builders.ts';

const notice = {
  parentAgency: 'VĂN PHÒNG UBND TỈNH',
  agency: 'ĐOÀN KIỂM TRA',
  symbol: 'TB-ĐKT',
  place: 'Gia Lai',
  year: 2025,
  grounds: ['Quyết định số 1071/QĐ-UBND ngày 07/8/2025 của UBND tỉnh'],
  announcement: 'Thông báo số 02/TB-ĐKT ngày 26/9/2025',
  reportTo: 'Văn phòng UBND tỉnh',
  reportBefore: '2025-12-15',
  archive: 'VT, hồ sơ kiểm tra.',
  signature: { authority: 'TM. ĐOÀN KIỂM TRA', title: 'TRƯỞNG ĐOÀN' },
};

const aRound = (more: object = {}, settings: object = {}): IssuingRound =>
  roundSchema.parse({
    id: 'dot',
    form: 'bieu',
    version: 1,
    title: 'Kiểm tra công tác cải cách hành chính năm 2025',
    province: { code: '52', name: 'Gia Lai' },
    dataPeriod: { from: '2025-07-01', to: '2025-10-15' },
    deadline: '2025-10-15',
    notice: { ...notice, ...settings },
    ...more,
  }) as IssuingRound;

const XA = aCommune();
const PHUONG = aCommune({ code: '23001', name: 'Pleiku', type: 'phường' });

const anError = (index: number, more: Partial<Finding> = {}): Finding => ({
  code: 'NOT_A_NUMBER',
  severity: 'error',
  indicators: ['tong_so'],
  cells: [{ sheet: '3. TTHC', address: `E${index}` }],
  sentence: `Ô "3.${index} Tổng số hồ sơ" ghi "khoảng ${index}", không phải là số. Hãy chỉ gõ số, ví dụ 1.440 hoặc 97,09.`,
  ...more,
});

const sent = (state: string, errors = 0) => ({ version: 2, state, errors, receivedAt: '2025-10-13T01:05:00.000Z' });

function reminderOf(reminded: Partial<Reminded>, today: string): Reminder {
  const [reminder] = remindersOn(today, [{ commune: XA, deadline: '2025-10-15', ...reminded }]);
  if (!reminder) throw new Error('nothing to remind of');
  return reminder;
}

const letterOn = (reminded: Partial<Reminded>, today: string, errors: readonly Finding[] = [], round = aRound()) =>
  composeReminderLetter({ round, reminder: reminderOf(reminded, today), errors, today });

const RETURNED = { outcome: 'returned', version: 2, comment: 'Rà soát lại mục 8.3.' } as const;
const NOW = 'ngay sau khi nhận được Công văn này';

const CASES = [
  {
    name: 'quá hạn 5 ngày',
    reminded: {},
    today: '2025-10-20',
    errors: 0,
    subject: 'đôn đốc gửi phiếu tự đánh giá đã quá hạn',
    standing: 'Tính đến ngày 20/10/2025, UBND xã Bình Dương chưa gửi phiếu tự đánh giá, đã quá hạn 05 ngày.',
    within: NOW,
  },
  {
    name: 'sắp đến hạn',
    reminded: {},
    today: '2025-10-12',
    errors: 0,
    subject: 'nhắc gửi phiếu tự đánh giá đúng hạn',
    standing: 'Tính đến ngày 12/10/2025, UBND xã Bình Dương chưa gửi phiếu tự đánh giá; thời hạn còn 03 ngày.',
    within: 'chậm nhất ngày 15/10/2025',
  },
  {
    name: 'ngày cuối của hạn',
    reminded: { commune: PHUONG },
    today: '2025-10-15',
    errors: 0,
    subject: 'nhắc gửi phiếu tự đánh giá đúng hạn',
    standing: 'Tính đến ngày 15/10/2025 là ngày cuối của thời hạn, UBND phường Pleiku chưa gửi phiếu tự đánh giá.',
    within: 'chậm nhất ngày 15/10/2025',
  },
  {
    name: 'tỉnh trả lại, có ý kiến',
    reminded: { latest: sent('accepted'), review: RETURNED },
    today: '2025-10-20',
    errors: 0,
    subject: 'hoàn thiện và gửi lại phiếu tự đánh giá',
    standing:
      'Phiếu tự đánh giá của UBND xã Bình Dương (bản thứ 2, gửi ngày 13/10/2025) đã được trả lại để hoàn thiện, với ý kiến: “Rà soát lại mục 8.3”. Tính đến ngày 20/10/2025, đơn vị chưa gửi bản mới.',
    within: NOW,
  },
  {
    name: 'tỉnh trả lại, không ý kiến',
    reminded: { latest: sent('accepted'), review: { outcome: 'returned', version: 2 } as const },
    today: '2025-10-10',
    errors: 0,
    subject: 'hoàn thiện và gửi lại phiếu tự đánh giá',
    standing:
      'Phiếu tự đánh giá của UBND xã Bình Dương (bản thứ 2, gửi ngày 13/10/2025) đã được trả lại để hoàn thiện. Tính đến ngày 10/10/2025, đơn vị chưa gửi bản mới.',
    within: 'chậm nhất ngày 15/10/2025',
  },
  {
    name: 'còn lỗi, tệp không rõ ngày gửi',
    reminded: { latest: { state: 'needs correction', errors: 1 } },
    today: '2025-10-20',
    errors: 1,
    subject: 'sửa số liệu trong phiếu tự đánh giá',
    standing: 'Qua kiểm tra, phiếu tự đánh giá của UBND xã Bình Dương còn 01 lỗi phải sửa:',
    within: NOW,
  },
  {
    name: 'còn nhiều lỗi',
    reminded: { latest: sent('needs correction', 8) },
    today: '2025-10-14',
    errors: 8,
    subject: 'sửa số liệu trong phiếu tự đánh giá',
    standing:
      'Qua kiểm tra, phiếu tự đánh giá của UBND xã Bình Dương (bản thứ 2, gửi ngày 13/10/2025) còn 08 lỗi phải sửa, trong đó có:',
    within: 'chậm nhất ngày 15/10/2025',
  },
];

const errorsUpTo = (count: number) => Array.from({ length: count }, (_, index) => anError(index + 1));

/** Left behind by a part that was not there. */
const HOLE = /undefined|null|NaN|\[object|\{|\}| {2}|\(\)| [,.;:)]|[,;:]\.|,,|\.\.(?!\.)/;

describe('công văn gửi một đơn vị', () => {
  test.each(CASES)('$name', ({ reminded, today, errors, subject, standing, within }) => {
    const letter = letterOn(reminded, today, errorsUpTo(errors));
    expect(letter).toMatchObject({ subject, standing, symbol: 'ĐKT', recipients: ['Như trên'] });
    expect(letter.request).toContain(within);
    expect(letter.addressee).toBe(`Ủy ban nhân dân ${letter.commune}`);
    for (const text of [letter.opening, letter.standing, ...letter.points, letter.request, letter.closing])
      expect(text).not.toMatch(HOLE);
  });

  test('nêu căn cứ, kỳ số liệu, hạn của đợt và kết thúc ./.', () => {
    const { opening, closing } = letterOn({}, '2025-10-20');
    expect(opening).toBe(
      'Thực hiện Quyết định số 1071/QĐ-UBND ngày 07/8/2025 của UBND tỉnh; Thông báo số 02/TB-ĐKT ngày 26/9/2025, các đơn vị gửi phiếu tự đánh giá (kỳ số liệu từ ngày 01/7/2025 đến ngày 15/10/2025) chậm nhất ngày 15/10/2025.',
    );
    expect(closing).toBe(
      'Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh về Văn phòng UBND tỉnh để được hướng dẫn./.',
    );
  });

  test('hạn riêng của đơn vị được nêu bên cạnh hạn của đợt', () => {
    const { opening, request } = letterOn({ deadline: '2025-10-25' }, '2025-10-22');
    expect(opening).toMatch(
      /chậm nhất ngày 15\/10\/2025; riêng UBND xã Bình Dương được gia hạn đến ngày 25\/10\/2025\.$/,
    );
    expect(request).toContain('chậm nhất ngày 25/10/2025');
  });

  test('không căn cứ, không kỳ, không hạn: câu vẫn trọn', () => {
    const round = aRound({ dataPeriod: undefined, deadline: undefined }, { grounds: [], announcement: undefined });
    const { opening, request } = letterOn(
      { deadline: undefined, latest: sent('needs correction', 1) },
      '2025-10-20',
      errorsUpTo(1),
      round,
    );
    expect(opening).toBe(
      'Để thực hiện đợt “Kiểm tra công tác cải cách hành chính năm 2025”, các đơn vị gửi phiếu tự đánh giá.',
    );
    expect(request).toContain(NOW);
  });

  test('lỗi: điều sai và ô, không có lời dặn của biểu mẫu; giá trị đề nghị; còn bao nhiêu lỗi khác', () => {
    const errors = [anError(1, { proposed: '1.440' }), ...errorsUpTo(7).slice(1)];
    const { points } = letterOn({ latest: sent('needs correction', 7) }, '2025-10-20', errors);
    expect(points).toHaveLength(6);
    expect(points[0]).toBe(
      'Ô “3.1 Tổng số hồ sơ” ghi “khoảng 1”, không phải là số (ô E1, trang “3. TTHC”); đề nghị ghi 1.440.',
    );
    expect(points.at(-1)).toMatch(/^Và 02 lỗi khác/);
    expect(points.join(' ')).not.toContain('Hãy');
  });

  test('ký hiệu, nơi nhận, người liên hệ theo thiết lập của đợt', () => {
    const letters = { symbol: 'UBND-VP', recipients: ['Chánh Văn phòng;'], contact: 'đồng chí Nguyễn Văn B' };
    const letter = letterOn({}, '2025-10-20', [], aRound({}, { letters }));
    expect(letter).toMatchObject({ symbol: 'UBND-VP', recipients: ['Như trên', 'Chánh Văn phòng'] });
    expect(letter.closing).toContain('đề nghị liên hệ đồng chí Nguyễn Văn B để');
  });
});

describe('một công văn kèm danh sách', () => {
  const today = '2025-10-20';
  const communes: readonly Reminded[] = [
    { commune: XA, deadline: '2025-10-15', latest: sent('needs correction', 2) },
    { commune: PHUONG, deadline: '2025-10-15' },
    { commune: aCommune({ code: '23002', name: 'Ia Ko' }), deadline: '2025-10-24' },
  ];
  const letter = composeListLetter({
    round: aRound(),
    reminders: remindersOn(today, communes),
    sent: { count: 133, of: 135 },
    today,
  });

  test('đếm theo lý do, chỉ đề nghị điều có trong danh sách', () => {
    expect(letter.addressee).toBe('Ủy ban nhân dân các xã, phường (danh sách kèm theo)');
    expect(letter.standing).toBe(
      'Tính đến ngày 20/10/2025, đã có 133/135 đơn vị gửi phiếu tự đánh giá; 03 đơn vị cần gửi hoặc hoàn thiện phiếu, gồm:',
    );
    expect(letter.points).toEqual([
      '01 đơn vị chưa gửi phiếu, đã quá hạn;',
      '01 đơn vị chưa gửi phiếu, thời hạn sắp hết;',
      '01 đơn vị đã gửi phiếu nhưng còn lỗi phải sửa.',
    ]);
    expect(letter.request).not.toContain('trả lại phiếu hoàn thiện');
    for (const text of [letter.opening, letter.standing, letter.request]) expect(text).not.toMatch(HOLE);
  });

  test('phụ lục: gấp nhất ở trên, hạn riêng, số ngày', () => {
    expect(letter.listed.map((line) => Object.values(line).join(' | '))).toEqual([
      '1 | Phường Pleiku | Chưa gửi, đã quá hạn | 15/10/2025 | quá 05 ngày | ',
      '2 | Xã Ia Ko | Chưa gửi, sắp đến hạn | 24/10/2025 | còn 04 ngày | ',
      '3 | Xã Bình Dương | Đã gửi, còn lỗi phải sửa | 15/10/2025 | quá 05 ngày | 02 lỗi',
    ]);
  });

  test('không ai phải đôn đốc: nói đúng như vậy', () => {
    const empty = composeListLetter({ round: aRound(), reminders: [], sent: { count: 135, of: 135 }, today });
    expect(empty.standing).toBe('Tính đến ngày 20/10/2025, đã có toàn bộ 135/135 đơn vị gửi phiếu tự đánh giá.');
    expect(empty.request).toBe('Không có đơn vị nào phải đôn đốc.');
  });
});

describe('từ ngữ chung', () => {
  test.each([
    [1, 'xã A0'],
    [3, 'xã A0, xã A1 và xã A2'],
    [4, 'xã A0, xã A1 và 02 đơn vị khác'],
  ])('nêu tên %i đơn vị, nhiều nhất 2', (count, said) => {
    const communes = Array.from({ length: count }, (_, index) => aCommune({ name: `A${index}`, code: `2100${index}` }));
    expect(namedFew(communes, 2)).toBe(said);
  });

  test.each([
    [[XA], 'UBND các xã', 'thôn, làng'],
    [[XA, PHUONG], 'UBND các xã, phường', 'thôn, làng, khu phố, tổ dân phố'],
    [[PHUONG], 'UBND các phường', 'khu phố, tổ dân phố'],
  ])('từ dùng cho mọi đơn vị', (communes, ubnd, thon) => {
    expect(wordsForAll(communes, notice)).toMatchObject({ ubnd, thon });
  });
});
