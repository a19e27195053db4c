/**
 * Scores of one commune and the ranking of all:
 *   D1  points by the figures, by each method; a bound belongs to the step that begins there
 *   D2  what is not known gives no points; what does not apply leaves the maximum; what is in error is not added
 *   D3  the index: points / attainable maximum, two digits, half up; absent while anything is missing
 *   D4  ranks are shared; who is not fully scored stands apart with the reason
 *   D5  the round's own cut points, and no survey
 */
import { describe, expect, test } from 'vitest';
import { viewOf } from '../../../functions/domain/aggregate/commune-figure.ts';
import type { Commune } from '../../../functions/domain/round/commune.ts';
import type { Assessment } from '../../../functions/domain/scoring/assessment.ts';
import { type CommuneScore, scoreReader } from '../../../functions/domain/scoring/commune-score.ts';
import { pointsByFigures } from '../../../functions/domain/scoring/points-by-figures.ts';
import { classOf, rankCommunes } from '../../../functions/domain/scoring/rank-communes.ts';
import { scoringOf } from '../../../functions/domain/scoring/scoring.ts';
import { pointsOfStep } from '../../../functions/domain/scoring/steps.ts';
import { scopeOf } from '../../../functions/domain/submission/figures.ts';
import { aScoredForm, scoredSource, withCriterion } from '../../support/a-scored-form.ts';
import { aCommune, answersOf, aSubmission, type Typed } from '../../support/builders.ts';

const SURVEYED = aScoredForm(scoredSource({ total: 12, survey: { label: 'Điều tra', points: 2 } }));
const FORM = aScoredForm();
const STAMP = { by: 'Trần Thị B', at: '2025-11-03T02:00:00.000Z' };

const given = (points: readonly (number | null | undefined)[], survey?: number): Assessment => ({
  scores: Object.fromEntries(
    ['a', 'b', 'c', 'd'].flatMap((key, index) =>
      points[index] === undefined ? [] : [[`t1__${key}`, { points: points[index], ...STAMP }]],
    ),
  ),
  ...(survey === undefined ? {} : { survey: { points: survey, ...STAMP } }),
});

function scoreOf(
  typed: Typed | undefined,
  assessment?: Assessment,
  form = FORM,
  commune: Commune = aCommune(),
): CommuneScore {
  const returns = { ...(typed ? { inForce: aSubmission(form, typed, { commune }) } : {}), others: [] };
  return scoreReader(form, form.scoring)(viewOf(form, { commune, returns }, {}), assessment);
}

const FIGURES = { '1.1': 100, '1.2': 60, '1.4': 'Có' };

describe('D1, D2 · điểm theo số liệu', () => {
  test.each<{ name: string; typed: Typed; points: (number | null | undefined)[] }>([
    { name: '60% trên mốc 80%', typed: FIGURES, points: [3, 0, 1, undefined] },
    { name: 'đúng mốc 80%', typed: { ...FIGURES, '1.2': 80 }, points: [4, 1, 1, undefined] },
    { name: 'đúng mốc 95%', typed: { ...FIGURES, '1.2': 95 }, points: [4, 2, 1, undefined] },
    { name: 'làm tròn nửa lên', typed: { '1.1': 800, '1.2': 9, '1.4': 'Không' }, points: [0.06, 0, 0, undefined] },
    { name: 'chưa có số liệu', typed: { '1.4': 'Có' }, points: [undefined, undefined, undefined, undefined] },
    {
      name: 'không có trường hợp nào',
      typed: { '1.1': 0, '1.2': 0, '1.4': 'Có' },
      points: [null, null, null, undefined],
    },
    {
      name: 'số liệu có lỗi thì không cho điểm',
      typed: { ...FIGURES, '1.2': 'nhiều' },
      points: [undefined, undefined, 1, undefined],
    },
    {
      name: 'tử số lớn hơn mẫu số là lỗi',
      typed: { ...FIGURES, '1.2': 120 },
      points: [undefined, undefined, undefined, undefined],
    },
    { name: 'trả lời không áp dụng', typed: { ...FIGURES, '1.4': 'na' }, points: [3, 0, undefined, undefined] },
  ])('$name', ({ typed, points }) => {
    expect(scoreOf(typed).lines.map(({ figures }) => figures)).toEqual(points);
  });

  test('điều kiện: không thoả thì không áp dụng, chưa rõ thì chưa biết', () => {
    const criterion = FORM.scoring.criteria[2];
    const points = (typed: Typed) => criterion && pointsByFigures(criterion, scopeOf(FORM, answersOf(FORM, typed), {}));
    expect([{ '1.1': 0, '1.4': 'Có' }, { '1.4': 'Có' }, { '1.1': 5, '1.4': 'Có' }].map(points)).toEqual([
      null,
      undefined,
      1,
    ]);
  });

  test('mức tính từ mốc của nó, kể cả khi phép tính hụt đi một chút; ngoài mọi mức là 0', () => {
    const steps = [
      { to: 1, points: 2 },
      { from: 1, to: 5, points: 1 },
    ];
    expect([0, 0.999, 1 - 1e-9, 1, 4.9, 5, 90].map((value) => pointsOfStep(steps, value))).toEqual([
      2, 2, 1, 1, 1, 0, 0,
    ]);
  });
});

describe('D2, D3 · điểm và điểm tối đa', () => {
  const totals = ({ self, assessed, total }: CommuneScore) =>
    [self, assessed, total].map(({ points, most, missing, index }) => [points, most, missing.length, index]);

  test('tiêu chí không áp dụng rời khỏi điểm tối đa, theo từng bên', () => {
    const own = { 'T1.1.d': 3, 'T1.2.d': 'na', 'T1.3.d': 1, 'T1.4.d': '2,5' };
    expect(totals(scoreOf({ ...FIGURES, ...own }, given([2.5, 1, 1, null])))).toEqual([
      [6.5, 8, 0, 81.25],
      [4.5, 7, 0, 64.29],
      [4.5, 7, 0, 64.29],
    ]);
  });

  test('thiếu một tiêu chí thì có điểm nhưng không có chỉ số', () => {
    expect(totals(scoreOf({ ...FIGURES, 'T1.1.d': 3 }, given([3, 1, 1])))).toEqual([
      [3, 10, 3, undefined],
      [5, 10, 1, undefined],
      [5, 10, 1, undefined],
    ]);
  });

  test('điểm tự chấm vượt tối đa không được cộng, và vẫn nằm trong điểm tối đa', () => {
    const { lines, self } = scoreOf({ ...FIGURES, 'T1.1.d': 9, 'T1.2.d': 1, 'T1.3.d': 1, 'T1.4.d': 1 });
    expect(lines[0]?.self).toEqual({ state: 'error', typed: '9' });
    expect([self.points, self.most, self.index]).toEqual([3, 10, undefined]);
  });

  test('điều kiện không thoả thì không áp dụng, dù đơn vị có chấm; đoàn vẫn chấm được', () => {
    const typed = { '1.1': 0, '1.2': 0, '1.4': 'Có', 'T1.3.d': 1 };
    expect(scoreOf(typed).lines[2]).toMatchObject({
      self: { state: 'notApplicable' },
      assessed: { state: 'notApplicable' },
    });
    expect(scoreOf(typed, given([undefined, undefined, 1])).lines[2]?.assessed).toMatchObject({
      state: 'scored',
      points: 1,
    });
  });

  test('tiêu chí chỉ dành cho phường thì xã không có', () => {
    const form = aScoredForm(withCriterion(3, { appliesTo: ['phường'] }));
    const most = (type: Commune['type']) => scoreOf(FIGURES, undefined, form, aCommune({ type })).self.most;
    expect([most('xã'), most('phường')]).toEqual([7, 10]);
  });

  test('không tiêu chí nào áp dụng: không có chỉ số, không phải 0', () => {
    const { total } = scoreOf(FIGURES, given([null, null, null, null]));
    expect([total.points, total.most, total.index]).toEqual([0, 0, undefined]);
  });

  test('điểm điều tra được cộng vào cả điểm và điểm tối đa; thiếu thì chưa có chỉ số', () => {
    const all = [4, 2, 1, 3];
    expect(scoreOf(FIGURES, given(all, 1.5), SURVEYED).total).toMatchObject({ points: 11.5, most: 12, index: 95.83 });
    expect(scoreOf(FIGURES, given(all), SURVEYED).total.index).toBeUndefined();
  });

  test('68,32 của 84 là 81,33%', () => {
    const criteria = [84, 16].map((points, n) => ({
      code: String(n),
      key: `k${n}`,
      label: 'L',
      points,
      manual: 'Đoàn.',
    }));
    const form = aScoredForm(
      scoredSource({ total: 100, groups: [{ code: 'T1', key: 't1', title: 'N', points: 100, criteria }] }),
    );
    const scores = { t1__k0: { points: 68.32, ...STAMP }, t1__k1: { points: null, ...STAMP } };
    expect(scoreOf(FIGURES, { scores }, form).total).toMatchObject({ points: 68.32, most: 84, index: 81.33 });
  });
});

describe('D4, D5 · xếp hạng', () => {
  const named = (name: string, code: string) => aCommune({ name, code });
  const scores = [
    scoreOf(FIGURES, given([4, 2, 1, 3]), FORM, named('Ân', '00004')),
    scoreOf(FIGURES, given([4, 2, 1, 1]), FORM, named('Dân', '00003')),
    scoreOf(FIGURES, given([4, 2, null, 1.2]), FORM, named('An', '00002')),
    scoreOf(FIGURES, given([1, 1, 1, 1]), FORM, named('Chư', '00001')),
    scoreOf(FIGURES, given([1]), FORM, named('Đăk', '00005')),
    scoreOf(FIGURES, undefined, FORM, named('Ia', '00006')),
    scoreOf(undefined, undefined, FORM, named('Pơ', '00007')),
    scoreOf(FIGURES, given([null, null, null, null]), FORM, named('Kim', '00008')),
  ];

  test('bằng chỉ số thì cùng hạng, hạng sau đếm đủ; xếp theo tên', () => {
    const { ranked } = rankCommunes(scores, FORM.scoring);
    expect(ranked.map(({ rank, index, className, score }) => [rank, score.commune.name, index, className])).toEqual([
      [1, 'Ân', 100, 'Tốt'],
      [2, 'An', 80, 'Tốt'],
      [2, 'Dân', 80, 'Tốt'],
      [4, 'Chư', 40, 'Yếu'],
    ]);
  });

  test('chưa đủ điểm thì để riêng, nêu lý do', () => {
    const { unranked } = rankCommunes(scores, FORM.scoring);
    expect(unranked.map(({ score, reason }) => [score.commune.name, reason])).toEqual([
      ['Đăk', 'Còn 3 tiêu chí chưa thẩm định (T1.2, T1.3 và T1.4)'],
      ['Ia', 'Chưa thẩm định'],
      ['Kim', 'Không có tiêu chí nào áp dụng'],
      ['Pơ', 'Chưa gửi phiếu; chưa thẩm định'],
    ]);
  });

  test('thiếu điểm điều tra là một lý do', () => {
    const { unranked } = rankCommunes([scoreOf(FIGURES, given([4, 2, 1, 3]), SURVEYED)], SURVEYED.scoring);
    expect(unranked.map(({ reason }) => reason)).toEqual(['Chưa có điểm điều tra']);
  });

  test('mốc xếp loại: đúng mốc là đạt; đợt đặt mốc riêng, bỏ điều tra', () => {
    const own = scoringOf(SURVEYED.scoring, {
      classes: [
        { name: 'A', from: 90 },
        { name: 'B', from: 0 },
      ],
      survey: false,
    });
    expect([90, 89.99].map((index) => classOf(index, own.classes))).toEqual(['A', 'B']);
    expect([own.survey, own.total]).toEqual([undefined, 10]);
  });
});
