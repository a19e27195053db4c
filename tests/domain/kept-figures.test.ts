/**
 * What is kept of the summaries that were built:
 *   K1  of today and yesterday each hour, of earlier days (in Vietnam) the last hour, 75 at most
 *   K2  versions of expected communes only; totals without who they are of
 */
import { expect, test } from 'vitest';
import { aggregate } from '../../functions/domain/aggregate/aggregate.ts';
import { hoursToRemove, keptFigures } from '../../functions/domain/comparison/kept-figures.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import { chooseInForce } from '../../functions/domain/submission/in-force.ts';
import { aCommune, aForm, aSubmission } from '../support/builders.ts';

const NOW = '2025-10-14T09:30:00.000Z';
const hour = (daysAgo: number, at: number): string =>
  new Date(Date.parse('2025-10-14T00:00:00Z') - daysAgo * 86_400_000 + at * 3_600_000).toISOString().slice(0, 13);

const CASES = [
  {
    name: 'K1 · mọi giờ của hôm nay và hôm qua',
    hours: [hour(2, 17), hour(1, 10), hour(0, 1), hour(0, 9)],
    removed: [],
  },
  {
    name: 'K1 · ngày cũ chỉ giữ lần cuối',
    hours: [hour(3, 1), hour(3, 5), hour(2, 3), hour(0, 9)],
    removed: [hour(3, 1)],
  },
  // 16:00 in UTC is 23:00 in Vietnam, 18:00 already the next day.
  { name: 'K1 · ngày tính theo giờ Việt Nam', hours: [hour(3, 16), hour(3, 18), hour(0, 9)], removed: [] },
  { name: 'K1 · hai giờ của một ngày Việt Nam', hours: [hour(3, 18), hour(2, 3), hour(0, 9)], removed: [hour(3, 18)] },
];

test.each(CASES)('$name', ({ hours, removed }) => {
  expect(hoursToRemove(hours, NOW)).toEqual(removed);
});

test('K1 · nhiều nhất 75 lần', () => {
  const hours = Array.from({ length: 80 }, (_, index) => hour(80 - index, 3));
  expect(hoursToRemove(hours, NOW)).toEqual(hours.slice(0, 5));
});

test('K2 · chỉ giữ phiên bản và số tổng', () => {
  const form = aForm();
  const [listed, stranger] = [aCommune({ code: '00001' }), aCommune({ code: '00002' })];
  const communes = [listed, stranger].map((commune) => ({
    commune,
    returns: chooseInForce([aSubmission(form, { '3.1': 10, '3.2': 4 }, { commune })]),
  }));
  const figures = aggregate(form, communes, { constants: constantsOf(form), roster: [listed] });
  expect(keptFigures(NOW, { '00001': 2, '00002': 1 }, figures)).toEqual({
    builtAt: NOW,
    versions: { '00001': 2 },
    totals: {
      tiep_nhan: { reported: 1, value: 10 },
      truc_tuyen: { reported: 1, value: 4 },
      ty_le_truc_tuyen: { reported: 1, numerator: 4, denominator: 10, value: 0.4 },
    },
  });
});
