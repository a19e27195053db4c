/** What state a task is in, and what a commune's report says of it. */
import { describe, expect, test } from 'vitest';
import type { FinalNotice } from '../../functions/domain/notice/final-notice.ts';
import { followTask, type TaskDecision, type TaskState } from '../../functions/domain/remediation/follow-task.ts';
import type { TaskReport } from '../../functions/domain/remediation/follow-up-form.ts';
import { followUpRound } from '../../functions/domain/remediation/open-follow-up.ts';
import { tasksOf } from '../../functions/domain/remediation/task.ts';
import { roundSchema } from '../../functions/domain/round/round.ts';
import { aCommune } from '../support/builders.ts';

const DONE: TaskReport = {
  result: 'done',
  done: 'Đã xin lỗi.',
  evidence: 'Báo cáo số 5',
  day: '2025-12-01',
  faulty: false,
};
const DOING: TaskReport = { result: 'under way', done: '', evidence: '', faulty: false };
const TASK = { text: 'Chấm dứt trễ hạn.', deadline: '2025-12-15' };
const said = (outcome: TaskDecision['outcome'], on?: TaskReport): TaskDecision => ({
  id: 'R4',
  outcome,
  by: 'Trần Thị B',
  at: '2025-12-05T02:00:00Z',
  asked: TASK,
  ...(on ? { on } : {}),
});

describe('tình trạng, hạn 15/12/2025', () => {
  test.each<
    [
      what: string,
      today: string,
      report: TaskReport | undefined,
      decision: TaskDecision | undefined,
      state: TaskState,
      overdue: boolean,
    ]
  >([
    ['còn lâu', '2025-12-09', undefined, undefined, 'open', false],
    ['còn năm ngày', '2025-12-10', undefined, undefined, 'due soon', false],
    ['đúng ngày', '2025-12-15', DOING, undefined, 'due soon', false],
    ['hôm sau', '2025-12-16', DOING, undefined, 'overdue', true],
    ['đã báo cáo xong', '2025-12-20', DONE, undefined, 'reported', false],
    ['báo cáo xong nhưng có lỗi', '2025-12-20', { ...DONE, faulty: true }, undefined, 'overdue', true],
    ['được chấp nhận', '2025-12-20', DONE, said('accepted', DONE), 'accepted', false],
    ['chưa được chấp nhận', '2025-12-12', DONE, said('not accepted', DONE), 'not accepted', false],
    ['chưa được chấp nhận, đã quá hạn', '2025-12-20', DONE, said('not accepted', DONE), 'not accepted', true],
    [
      'báo cáo đã đổi sau khi chấp nhận',
      '2025-12-20',
      { ...DONE, done: 'Khác.' },
      said('accepted', DONE),
      'reported',
      false,
    ],
    ['chấp nhận không có báo cáo', '2025-12-20', undefined, said('accepted'), 'accepted', false],
    ['có báo cáo sau khi chấp nhận', '2025-12-20', DOING, said('accepted'), 'overdue', true],
  ])('%s', (_what, today, report, decision, state, overdue) => {
    expect(followTask(TASK, today, report, decision)).toMatchObject({ state, overdue });
  });
});

test.each([{ text: 'Chấm dứt trễ hạn, thư xin lỗi.' }, { deadline: '2026-01-15' }])(
  'kiến nghị chốt lại với %o thì quyết định cũ không còn nói về nó',
  (change) => {
    const followed = followTask({ ...TASK, ...change }, '2025-12-01', undefined, said('accepted'));
    expect(followed).toMatchObject({ state: 'open' });
    expect(followed.decision).toBeUndefined();
  },
);

const NOTICE: FinalNotice = {
  round: 'kiem-tra-2025',
  commune: aCommune(),
  form: { id: 'kiem-tra-cchc-2025', version: 1 },
  returnVersion: 1,
  by: 'Trần Thị B',
  at: '2025-10-20T02:00:00Z',
  files: { notice: 'a', grounds: 'b' },
  recommendations: [
    { id: 'R4', origin: 'form', text: 'Chấm dứt trễ hạn.', deadline: '2025-12-15', ground: [], closing: false },
    { id: 'KT', origin: 'form', text: 'Báo cáo kết quả.', deadline: '2025-12-15', ground: [], closing: true },
  ],
  answeredErrors: [],
  issue: 1,
};

test('câu kết về báo cáo không phải việc riêng; thông báo đã mở lại thì không theo dõi', () => {
  expect(tasksOf(NOTICE).map(({ id }) => id)).toEqual(['R4']);
  expect(tasksOf({ ...NOTICE, reopened: { by: 'B', at: '2025-11-01T00:00:00Z', reason: 'Sửa.' } })).toEqual([]);
});

test('đợt khắc phục: mã đợt chưa dùng, không quá dài', () => {
  const inspected = roundSchema.parse({
    id: 'kiem-tra-2025',
    form: 'kiem-tra-cchc-2025',
    version: 1,
    title: 'Kiểm tra',
    province: { code: '52', name: 'Gia Lai' },
  });
  const idOf = (id: string, ...taken: string[]) =>
    followUpRound({ ...inspected, id }, 1, { deadline: '2025-12-20' }, new Set(taken)).id;
  expect(idOf('kiem-tra-2025')).toBe('kiem-tra-2025-khac-phuc');
  expect(idOf('kiem-tra-2025', 'kiem-tra-2025-khac-phuc')).toBe('kiem-tra-2025-khac-phuc-2');
  const long = idOf(`${'a'.repeat(64)}-${'b'.repeat(15)}`);
  expect(roundSchema.shape.id.safeParse(long).success).toBe(true);
  const made = followUpRound(inspected, 1, { deadline: '2025-12-20' }, new Set());
  expect(roundSchema.parse(made)).toMatchObject({
    followsUp: 'kiem-tra-2025',
    title: 'Khắc phục sau kiểm tra: Kiểm tra',
  });
});
