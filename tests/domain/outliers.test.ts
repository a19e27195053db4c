/**
 * What is pointed out for a second look (design section 6):
 *   O1  far from the peers' middle, measured so that odd ones do not hide themselves
 *   O2  few peers, columns of equal figures, small bases and uneven columns raise no alarm
 *   O3  peers are of the same type and counted the same thing
 *   O4  far from the commune's own figure of the last round, beside how the others changed
 *   O5  counts by how many times they differ; a numerator is looked at in its ratio
 *   O6  one figure is said once, a commune gets three at most; nothing that is in error is compared
 */
import { describe, expect, test } from 'vitest';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { viewOf } from '../../functions/domain/aggregate/commune-figure.ts';
import { type EarlierFigures, earlierFigures } from '../../functions/domain/aggregate/earlier-figures.ts';
import { findOutliers } from '../../functions/domain/aggregate/outliers.ts';
import { middleOf, stepsFrom } from '../../functions/domain/aggregate/robust.ts';
import type { Form } from '../../functions/domain/form/form.ts';
import type { UnitType } from '../../functions/domain/round/commune.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import { chooseInForce } from '../../functions/domain/submission/in-force.ts';
import { aProvince } from '../support/a-province.ts';
import { aCommune, aForm, aSubmission, type Typed } from '../support/builders.ts';

const FORM = aForm();

interface Given {
  readonly values: Typed;
  readonly type?: UnitType;
}

/** "code indicator: reason" of everything found, by commune. */
function found(given: readonly Given[], { form = FORM, earlier }: { form?: Form; earlier?: EarlierFigures } = {}) {
  const views = given.map(({ values, type = 'xã' }, index) => {
    const commune = aCommune({ code: codeOf(index), type });
    return viewOf(
      form,
      { commune, returns: chooseInForce([aSubmission(form, values, { commune })]) },
      constantsOf(form),
    );
  });
  const outliers = findOutliers(form, views, earlier);
  return [...outliers.values()]
    .flat()
    .map(({ commune, indicator, reason }) => `${commune} ${indicator.code}: ${reason}`);
}

const codeOf = (index: number): string => String(index + 1).padStart(5, '0');
const files = (total: number, online: number): Typed => ({ '3.1': total, '3.2': online });
/** Of 1,000 files 955, 956 … 974 online. */
const usual = (count = 20): Given[] =>
  Array.from({ length: count }, (_, index) => ({ values: files(1000, 955 + (index % 20)) }));

const PEERS = [
  {
    name: 'O1 · far below',
    odd: files(1000, 125),
    says: ['3.3: 12,5% thấp hơn hẳn mức giữa 96,4% của 21 xã; một nửa số xã trong khoảng từ 95,9% đến 96,9%.'],
  },
  { name: 'O1 · among them', odd: files(1000, 940), says: [] },
  { name: 'O2 · a small base, by chance alone', odd: files(4, 3), says: [] },
  {
    name: 'O2 · a small base, not by chance alone',
    odd: files(4, 1),
    says: [expect.stringMatching(/^3\.3: 25,0% thấp hơn/)],
  },
  { name: 'O2 · no cases', odd: files(0, 0), says: [] },
  {
    name: 'O5 · an extra nought',
    odd: files(20_000, 19_200),
    says: ['3.1: 20.000 hồ sơ cao hơn hẳn mức giữa 1.000 hồ sơ của 21 xã; một nửa số xã ở mức 1.000 hồ sơ.'],
  },
  { name: 'O5 · nine times is still a large commune', odd: files(9000, 8640), says: [] },
  { name: 'O6 · in error', odd: files(1000, 5000), says: [] },
];

test.each(PEERS)('$name', ({ odd, says }) => {
  expect(found([...usual(), { values: odd }]).map((line) => line.slice(6))).toEqual(says);
});

test('O1 · three of twenty odd ones do not hide each other', () => {
  expect(found([...usual(40), ...[100, 120].map((online) => ({ values: files(1000, online) }))])).toHaveLength(2);
});

test('O2 · fewer than eight peers have no middle', () => {
  expect(found([...usual(6), { values: files(1000, 125) }])).toEqual([]);
  expect(found([...usual(7), { values: files(1000, 125) }])).toHaveLength(1);
});

test('O2 · equal figures raise no alarm over a small difference', () => {
  const equal = Array.from({ length: 20 }, () => ({ values: files(1000, 1000) }));

  expect(found([...equal, { values: files(1000, 935) }])).toEqual([]);
  expect(found([...equal, { values: files(1000, 900) }])).toHaveLength(1);
});

test('O2 · where many are far off, the column is uneven', () => {
  expect(found([...usual(20), ...[100, 200, 300].map((online) => ({ values: files(1000, online) }))])).toEqual([]);
});

test('O3 · a ward is compared with wards', () => {
  const wards = Array.from({ length: 8 }, (_, index) => ({
    values: files(1000, 500 + index),
    type: 'phường' as const,
  }));

  expect(found([...usual(), ...wards])).toEqual([]);
  expect(found([...usual(), ...wards, { values: files(1000, 960), type: 'phường' }])).toEqual([
    expect.stringMatching(/^00029 3\.3: 96,0% cao hơn hẳn mức giữa 50,4% của 9 phường/),
  ]);
});

test('O3 · only with those that counted the same thing', () => {
  const rows = [
    {
      code: '1.m',
      key: 'm',
      label: 'm',
      type: 'choice',
      choices: [
        { code: '1', label: 'mức 1' },
        { code: '2', label: 'mức 2' },
      ],
    },
    { code: '1.a', key: 'a', label: 'a', type: 'share', alike: ['1.m'] },
  ];
  const form = aForm({ sections: [{ code: '1', key: 's', title: 'S', sheet: 'S', rows }] });
  const level = (m: string, share: string, count: number): Given[] =>
    Array.from({ length: count }, () => ({ values: { '1.m': m, '1.a': share } }));

  expect(found([...level('mức 1', '95', 20), ...level('mức 2', '40', 9)], { form })).toEqual([]);
  expect(found([...level('mức 1', '95', 20), ...level('mức 2', '40', 1)], { form })).toEqual([]);
  expect(found([...level('mức 1', '95', 20), ...level('mức 1', '40', 1)], { form })).toHaveLength(1);
});

describe('O4 · against its own last round', () => {
  const lastRound = (fractions: readonly number[]): EarlierFigures =>
    new Map(
      fractions.map((fraction, index) => [
        codeOf(index),
        new Map([
          ['ty_le_truc_tuyen', { value: fraction }],
          ['tiep_nhan', { value: 1000 }],
        ]),
      ]),
    );

  test('a rise beside communes that did not change', () => {
    const given = [...usual(20), { values: files(1000, 940) }];
    const earlier = lastRound([...usual(20).map((_, index) => (955 + index) / 1000), 0.6]);

    expect(found(given, { earlier })).toEqual([
      '00021 3.3: 94,0%, tăng mạnh so với kỳ trước (60,0%); phần lớn đơn vị gần như không đổi.',
    ]);
  });

  test('all changed alike: nothing is odd', () => {
    const earlier = lastRound(usual(20).map((_, index) => (955 + index) / 1000 - 0.3));

    expect(found(usual(20), { earlier })).toEqual([]);
  });

  test('all others changed, and it stayed where they now are: nothing is odd', () => {
    const earlier = lastRound([...usual(20).map((_, index) => (955 + index) / 1000 - 0.3), 0.96]);

    expect(found([...usual(20), { values: files(1000, 960) }], { earlier })).toEqual([]);
  });

  test('the change that the others made is said', () => {
    const earlier = lastRound([...usual(20).map((_, index) => (955 + index) / 1000 - 0.3), 0.2]);

    expect(found([...usual(20), { values: files(1000, 960) }], { earlier })).toEqual([
      '00021 3.3: 96,0%, tăng mạnh so với kỳ trước (20,0%); mức giữa của các đơn vị là tăng 30,0 điểm phần trăm.',
    ]);
  });

  test('with few others the own figure alone', () => {
    expect(found([{ values: files(1000, 500) }], { earlier: lastRound([0.9]) })).toEqual([
      '00001 3.3: 50,0%, giảm mạnh so với kỳ trước (90,0%).',
    ]);
    expect(found([{ values: files(4000, 3640) }], { earlier: lastRound([0.9]) })).toEqual([
      '00001 3.1: 4.000 hồ sơ, tăng mạnh so với kỳ trước (1.000 hồ sơ).',
    ]);
    expect(found([{ values: files(2500, 2275) }], { earlier: lastRound([0.9]) })).toEqual([]);
  });
});

test('O4 · figures of an earlier round, of its own form, and what they counted', () => {
  const choices = ['1', '2'].map((code) => ({ code, label: `mức ${code}` }));
  const rows = [
    { code: '1.m', key: 'm', label: 'm', type: 'choice', choices },
    { code: '1.a', key: 'a', label: 'a', type: 'share', alike: ['1.m'] },
    { code: '1.b', key: 'b', label: 'b', type: 'count' },
    { code: '1.c', key: 'c', label: 'c', type: 'count' },
  ];
  const form = aForm({ sections: [{ code: '1', key: 's', title: 'S', sheet: 'S', rows }] });
  const of = (level: string, share: string): Typed => ({ '1.m': level, '1.a': share, '1.b': 12, '1.c': 'nil' });
  const commune = aCommune({ code: codeOf(0) });
  const returns = chooseInForce([aSubmission(form, of('mức 1', '90'), { commune })]);
  const earlier = earlierFigures(form, [{ commune, returns }], {});

  expect([...(earlier.get('00001') ?? [])]).toEqual([
    ['a', { value: 0.9, counted: 'mức 1' }],
    ['b', { value: 12 }],
  ]);
  expect(found([{ values: of('mức 1', '40') }], { form, earlier })).toHaveLength(1);
  expect(found([{ values: of('mức 2', '40') }], { form, earlier })).toEqual([]);
});

test('O6 · late is what is not in time: said once', () => {
  const ratio = (code: string, numerator: string) => ({
    code,
    key: code.slice(2),
    label: code,
    type: 'ratio',
    ratio: { numerator, denominator: '[1.n]' },
  });
  const rows = [
    ...['n', 'a', 'b'].map((key) => ({ code: `1.${key}`, key, label: key, type: 'count' })),
    ratio('1.x', '[1.a]'),
    ratio('1.y', '[1.b]'),
  ];
  const form = aForm({ sections: [{ code: '1', key: 's', title: 'S', sheet: 'S', rows }] });
  const of = (late: number): Given => ({ values: { '1.n': 1000, '1.a': 1000 - late, '1.b': late } });

  expect(found([...Array.from({ length: 20 }, (_, index) => of(20 + index)), of(500)], { form })).toHaveLength(1);
});

test('O6 · at most three of a commune', () => {
  const rows = ['a', 'b', 'c', 'd', 'e'].map((key) => ({ code: `1.${key}`, key, label: key, type: 'share' }));
  const form = aForm({ sections: [{ code: '1', key: 's', title: 'S', sheet: 'S', rows }] });
  const all = (share: string): Given => ({ values: Object.fromEntries(rows.map(({ code }) => [code, share])) });

  expect(found([...Array.from({ length: 20 }, () => all('95')), all('5')], { form })).toHaveLength(3);
});

test('in a made-up province few communes are named, and no column fills the list', async () => {
  const form = await formFolder(new URL('../../sheets-templates', import.meta.url).pathname).load(
    'kiem-tra-cchc-2025',
    1,
  );
  const views = aProvince(form, 135).communes.map((commune) => viewOf(form, commune, constantsOf(form)));
  const all = [...findOutliers(form, views).values()].flat();
  const byColumn = Object.values(Object.groupBy(all, ({ indicator }) => indicator.key)).map(
    (some) => some?.length ?? 0,
  );

  expect(all.length).toBeGreaterThan(0);
  expect(all.length).toBeLessThan(30);
  expect(Math.max(...byColumn)).toBeLessThanOrEqual(7);
});

const MIDDLES = [
  { name: 'each side has its own step', values: [0, 8, 10, 10.5, 11], floor: 0.1, value: 0, steps: -3.4 },
  { name: 'the floor', values: [5, 5, 5, 5], floor: 2, value: 9, steps: 2 },
  { name: 'chance widens the step', values: [5, 5, 5, 5], floor: 3, value: 15, noise: 4, steps: 2 },
];

test.each(MIDDLES)('the middle: $name', ({ values, floor, value, noise, steps }) => {
  const middle = middleOf(values, floor);

  expect(middle && stepsFrom(middle, value, noise)).toBeCloseTo(steps, 1);
  expect(middleOf([], 1)).toBeUndefined();
});
