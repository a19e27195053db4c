/** What an inspector decides about a notice: kept with who, when and why, and looked at again when its figures changed. */
import { describe, expect, test } from 'vitest';
import { decisionsInWords } from '../../functions/domain/notice/decisions-in-words.ts';
import { figureSource } from '../../functions/domain/notice/figure-source.ts';
import {
  decide,
  NO_DECISIONS,
  type NoticeDecisions,
  type Wish,
  type Wishes,
  withoutReason,
} from '../../functions/domain/notice/notice-decisions.ts';
import { noticeErrors } from '../../functions/domain/notice/notice-errors.ts';
import { recommend } from '../../functions/domain/notice/recommend.ts';
import { type SettledRecommendation, settle } from '../../functions/domain/notice/settle.ts';
import { aForm, aSubmission, type Typed } from '../support/builders.ts';

const FORM = aForm({
  sections: [
    {
      code: '3',
      key: 'tthc',
      title: 'Thủ tục',
      sheet: '3. TTHC',
      rows: [
        { code: '3.10', key: 'tre_han', label: 'Giải quyết trễ hạn', type: 'count' },
        { code: '3.14', key: 'thoi_han', label: 'Thời hạn', type: 'date', presence: 'optional' },
      ],
    },
  ],
  recommendations: [
    { id: 'R1', default: 'always', text: 'Tăng cường chỉ đạo.' },
    {
      id: 'R4',
      default: 'when',
      when: '[3.10] > 0',
      text: 'Chấm dứt {3.10} hồ sơ trễ hạn.',
      shortcoming: 'Còn {3.10} hồ sơ trễ hạn.',
      deadline: '3.14',
    },
    { id: 'R9', default: 'choice', text: 'Rà soát đơn vị.' },
  ],
  notice: { fields: [{ section: '3', title: 'Thủ tục', paragraphs: [{ text: 'Trễ hạn {3.10} hồ sơ.' }] }] },
});

const AT = '2025-10-20T02:00:00.000Z';
const LATE: Typed = { '3.10': '16', '3.14': '31/12/2025' };

function contextOf(values: Typed = LATE, returnVersion = 1, by = 'Trần Thị B') {
  const submission = aSubmission(FORM, values);
  const proposed = recommend(FORM, submission);
  const { findings } = submission;
  return { by, at: AT, returnVersion, proposed, source: figureSource(FORM, submission), findings };
}

/** The page as it is shown, with some fields typed otherwise. */
function wishesOf(context: ReturnType<typeof contextOf>, typed: Readonly<Record<string, Partial<Wish>>> = {}): Wishes {
  const recommendations = context.proposed.map(({ id, state, text, deadline }) => ({
    id,
    ticked: state === 'proposed',
    text,
    deadline,
    reason: '',
    confirmed: false,
    ...typed[id],
  }));
  return { recommendations, added: [], errors: [] };
}

const decided = (typed: Readonly<Record<string, Partial<Wish>>>, context = contextOf()): NoticeDecisions =>
  decide(NO_DECISIONS, wishesOf(context, typed), context);

const settledOf = (id: string, decisions: NoticeDecisions, values: Typed = LATE): SettledRecommendation =>
  settle(contextOf(values).proposed, decisions).find((row) => row.id === id) as SettledRecommendation;

test('trang gửi lại như đã hiện thì không có quyết định nào', () => {
  expect(decided({})).toEqual({ ...NO_DECISIONS, revision: 1 });
  expect(decisionsInWords(NO_DECISIONS, decided({}))).toBe('');
});

test.each([
  {
    name: 'bỏ',
    id: 'R4',
    wish: { ticked: false, reason: 'Đã xử lý xong.' },
    state: 'not proposed',
    says: 'bỏ kiến nghị này',
  },
  { name: 'chọn thêm', id: 'R9', wish: { ticked: true }, state: 'proposed', says: 'chọn kiến nghị này' },
  {
    name: 'sửa lời văn',
    id: 'R1',
    wish: { text: 'Chỉ đạo sát hơn' },
    state: 'proposed',
    text: 'Chỉ đạo sát hơn.',
    says: 'sửa lời văn',
  },
  {
    name: 'thời hạn riêng được in',
    id: 'R1',
    wish: { deadline: '2025-11-30' },
    state: 'proposed',
    text: 'Tăng cường chỉ đạo; hoàn thành trước ngày 30/11/2025.',
    says: 'đặt thời hạn 30/11/2025',
  },
])('$name', ({ id, wish, state, text, says }) => {
  const row = settledOf(id, decided({ [id]: wish }));
  expect(row).toMatchObject({ state, changed: [], ...(text ? { text } : {}) });
  expect(row.reason).toContain(`Đoàn kiểm tra ${says} (Trần Thị B, ngày 20/10/2025)`);
});

test('không quyết định gì thì theo biểu mẫu, thời hạn của đơn vị đi cùng', () => {
  expect(settledOf('R4', NO_DECISIONS)).toMatchObject({ state: 'proposed', deadline: '2025-12-31', changed: [] });
});

test('thứ tự của biểu mẫu giữ nguyên, kiến nghị bổ sung ở cuối và không dùng lại mã', () => {
  const context = contextOf();
  const add = (text: string, id?: string) => ({ id, text, shortcoming: '', deadline: undefined, reason: '' });
  const both = decide(NO_DECISIONS, { ...wishesOf(context), added: [add('Một.'), add('Hai.')] }, context);
  expect(settle(context.proposed, both).map(({ id }) => id)).toEqual(['R1', 'R4', 'R9', 'B1', 'B2']);
  const one = decide(both, { ...wishesOf(context), added: [add('Một.', 'B1'), add('', 'B2'), add('Ba.')] }, context);
  expect(one.added.map(({ id, text }) => `${id} ${text}`)).toEqual(['B1 Một.', 'B3 Ba.']);
  expect(one.added[0]).toBe(both.added[0]);
  expect(decisionsInWords(both, one)).toBe('B3: bổ sung “Ba.”; B2: xoá kiến nghị bổ sung');
});

describe('phiếu đổi sau khi quyết định', () => {
  const struck = decided({ R4: { ticked: false, reason: 'Đã xử lý xong.' } });

  test('quyết định vẫn còn, nêu số liệu trước và nay', () => {
    const row = settledOf('R4', struck, { ...LATE, '3.10': '5' });
    expect(row.state).toBe('not proposed');
    expect(row.changed).toEqual([
      'Số liệu đã đổi sau khi quyết định: 3.10 Giải quyết trễ hạn: trước là 16, nay là 05.',
    ]);
  });

  test('kết quả xét đổi cũng được nêu', () => {
    expect(settledOf('R4', struck, { '3.10': '0' }).changed.join(' ')).toMatch(
      /nay là 0[\s\S]*nay không thuộc trường hợp cần kiến nghị/,
    );
  });

  test('lưu trang không làm mất dấu; xác nhận thì quyết định theo số liệu mới', () => {
    const context = contextOf({ ...LATE, '3.10': '5' }, 2, 'Lê Văn C');
    const same = { R4: { ticked: false, reason: 'Đã xử lý xong.' } };
    const kept = decide(struck, wishesOf(context, same), context);
    expect(kept.recommendations).toEqual(struck.recommendations);
    const confirmed = decide(struck, wishesOf(context, { R4: { ...same.R4, confirmed: true } }), context);
    expect(confirmed.recommendations).toMatchObject([{ id: 'R4', by: 'Lê Văn C', basis: { returnVersion: 2 } }]);
    expect(settledOf('R4', confirmed, { ...LATE, '3.10': '5' }).changed).toEqual([]);
  });

  test('trở lại theo biểu mẫu thì quyết định được bỏ và nhật ký ghi lại', () => {
    const context = contextOf();
    const back = decide(struck, wishesOf(context), context);
    expect(back.recommendations).toEqual([]);
    expect(decisionsInWords(struck, back)).toBe('R4: theo đề xuất của biểu mẫu');
  });
});

test.each<{ name: string; typed: Readonly<Record<string, Partial<Wish>>>; values?: Typed; ids: string[] }>([
  { name: 'bỏ kiến nghị được đề xuất', typed: { R4: { ticked: false } }, ids: ['R4'] },
  { name: 'chọn kiến nghị không được đề xuất', typed: { R4: { ticked: true } }, values: { '3.10': '0' }, ids: ['R4'] },
  { name: 'kiến nghị tự chọn', typed: { R9: { ticked: true } }, ids: [] },
  { name: 'có lý do', typed: { R4: { ticked: false, reason: 'Đã xử lý.' } }, ids: [] },
])('cần lý do: $name', ({ typed, values, ids }) => {
  const context = contextOf(values ?? LATE);
  expect(withoutReason(wishesOf(context, typed), context.proposed)).toEqual(ids);
});

describe('lỗi ở số liệu in trong thông báo', () => {
  const wrong = contextOf({ '3.10': 'nhiều' });
  const errorsWith = (decisions: NoticeDecisions, { source, findings, proposed } = wrong) =>
    noticeErrors(source, findings, proposed, decisions);
  const [error] = errorsWith(NO_DECISIONS);
  const answer = (reason: string, context = wrong, before = NO_DECISIONS) =>
    decide(before, { ...wishesOf(context), errors: [{ key: error?.key ?? '', reason }] }, context);

  test('được trả lời bằng một lý do', () => {
    expect(error?.answered).toBeUndefined();
    expect(errorsWith(answer('Đã đối chiếu sổ.'))[0]?.answered).toMatchObject({
      by: 'Trần Thị B',
      reason: 'Đã đối chiếu sổ.',
    });
    expect(errorsWith(answer(''))[0]?.answered).toBeUndefined();
  });

  test('số liệu khác thì câu trả lời không còn hiệu lực, nhưng vẫn được nêu', () => {
    const other = contextOf({ '3.10': 'rất nhiều' }, 2);
    const [now] = errorsWith(answer('Đã đối chiếu sổ.'), other);
    expect(now?.answered).toBeUndefined();
    expect(now?.outdated).toMatchObject({ reason: 'Đã đối chiếu sổ.' });
    const again = answer('Đã đối chiếu sổ.', other, answer('Đã đối chiếu sổ.'));
    expect(errorsWith(again, other)[0]?.answered).toMatchObject({ typed: 'rất nhiều' });
  });
});
