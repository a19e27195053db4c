/**
 * What the province's figures promise (design sections 5 and 6):
 *   A1  nil is reported and adds 0; blank, "không áp dụng" and errors add nothing and are named
 *   A2  a figure under an error costs that figure and each ratio that uses it
 *   A3  a ratio is Σ/Σ over those that gave both terms; 0/0 is "no cases"
 *   A4  a share is a distribution; choices, marks and days are counted
 *   A5  who is expected: the roster, or without one those that sent; types the indicator does not concern are out
 *   A6  only the return in force counts, whatever the order of input
 */
import { describe, expect, test } from 'vitest';
import { aggregate } from '../../functions/domain/aggregate/aggregate.ts';
import type { CommuneEntry } from '../../functions/domain/aggregate/commune-figure.ts';
import type { IndicatorFigure, ProvinceFigures } from '../../functions/domain/aggregate/province-figures.ts';
import { spreadOf, sumOf } from '../../functions/domain/aggregate/spread.ts';
import type { Form } from '../../functions/domain/form/form.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import { chooseInForce } from '../../functions/domain/submission/in-force.ts';
import { aCommune, aForm, aSubmission, type Typed } from '../support/builders.ts';

const A = aCommune({ code: '00001', name: 'An Sơn' });
const B = aCommune({ code: '00002', name: 'Bình Sơn' });
const C = aCommune({ code: '00003', name: 'Chư Sơn', type: 'phường' });
const D = aCommune({ code: '00004', name: 'Đăk Sơn' });

const sent = (form: Form, commune: Commune, values: Typed): CommuneEntry => ({
  commune,
  returns: chooseInForce([aSubmission(form, values, { commune })]),
});

function figuresOf(form: Form, entries: readonly CommuneEntry[], roster?: readonly Commune[]): ProvinceFigures {
  return aggregate(form, entries, { constants: constantsOf(form), ...(roster ? { roster } : {}) });
}

function figureAt(code: string, figures: ProvinceFigures): IndicatorFigure {
  const found = figures.indicators.find((figure) => figure.code === code);
  if (!found) throw new Error(`no figure ${code}`);
  return found;
}

const names = (communes: readonly Commune[]) => communes.map(({ name }) => name).join(', ');

/** "n/N sum; …" in one line. */
function totalLine({ coverage, result }: IndicatorFigure): string {
  const { reported, expected, nil, noCases, notApplicable, missing, inError } = coverage;
  const lists = { nil, noCases, na: notApplicable, missing, error: inError };
  const named = Object.entries(lists).flatMap(([what, who]) => (who.length > 0 ? [`${what}: ${names(who)}`] : []));
  const figure =
    result.kind === 'ratio' ? `${result.numerator}/${result.denominator}` : result.kind === 'total' ? result.sum : '';
  return [`${reported}/${expected} = ${figure}`, ...named].join('; ');
}

const RULE = { id: 'Q1', severity: 'error', check: '[3.2] <= [3.1]', says: 'Trực tuyến lớn hơn tổng số' };

const TOTALS = [
  { rule: 'A1', name: 'all sound', a: [10, 5], b: [20, 10], received: '2/2 = 30', ratio: '2/2 = 15/30' },
  {
    rule: 'A1',
    name: 'nil adds 0',
    a: [10, 5],
    b: ['nil', 'nil'],
    received: '2/2 = 10; nil: Bình Sơn',
    ratio: '1/2 = 5/10; noCases: Bình Sơn',
  },
  {
    rule: 'A1',
    name: 'not applicable',
    a: [10, 5],
    b: ['na', 'na'],
    received: '1/2 = 10; na: Bình Sơn',
    ratio: '1/2 = 5/10; na: Bình Sơn',
  },
  {
    rule: 'A1',
    name: 'blank is missing',
    a: [10, 5],
    b: [20, undefined],
    received: '2/2 = 30',
    ratio: '1/2 = 5/10; missing: Bình Sơn',
  },
  {
    rule: 'A1',
    name: 'nobody answered',
    a: [undefined, undefined],
    b: [undefined, undefined],
    received: '0/2 = undefined; missing: An Sơn, Bình Sơn',
    ratio: '0/2 = 0/0; missing: An Sơn, Bình Sơn',
  },
  {
    rule: 'A2',
    name: 'unreadable',
    a: [10, 5],
    b: ['khoảng 20', 10],
    received: '1/2 = 10; error: Bình Sơn',
    ratio: '1/2 = 5/10; error: Bình Sơn',
  },
  {
    rule: 'A2',
    name: 'broken rule takes both cells',
    a: [10, 5],
    b: [20, 21],
    received: '1/2 = 10; error: Bình Sơn',
    ratio: '1/2 = 5/10; error: Bình Sơn',
  },
  {
    rule: 'A3',
    name: '0 of 0 is no cases',
    a: [10, 5],
    b: [0, 0],
    received: '2/2 = 10',
    ratio: '1/2 = 5/10; noCases: Bình Sơn',
  },
  {
    rule: 'A3',
    name: 'not the average of ratios',
    a: [1000, 900],
    b: [1, 0],
    received: '2/2 = 1001',
    ratio: '2/2 = 900/1001',
  },
] as const;

describe('totals and ratios', () => {
  const form = aForm({ rules: [RULE] });

  test.each(TOTALS)('$rule · $name', ({ a, b, received, ratio }) => {
    const figures = figuresOf(form, [
      sent(form, A, { '3.1': a[0], '3.2': a[1] }),
      sent(form, B, { '3.1': b[0], '3.2': b[1] }),
    ]);

    expect(totalLine(figureAt('3.1', figures))).toBe(received);
    expect(totalLine(figureAt('3.3', figures))).toBe(ratio);
  });

  test('A2 · a stated ratio that its terms do not give costs the ratio, not the terms', () => {
    const figures = figuresOf(form, [
      sent(form, A, { '3.1': 10, '3.2': 5 }),
      sent(form, B, { '3.1': 10, '3.2': 5, '3.3': '77' }),
    ]);

    expect(totalLine(figureAt('3.1', figures))).toBe('2/2 = 20');
    expect(totalLine(figureAt('3.3', figures))).toBe('1/2 = 5/10; error: Bình Sơn');
  });

  test('A1 · the parts of the coverage add up to those expected', () => {
    const { coverage } = figureAt(
      '3.1',
      figuresOf(form, [sent(form, A, { '3.1': 'x?' }), sent(form, B, { '3.1': 'nil' })], [A, B, C, D]),
    );
    const { reported, noCases, notApplicable, missing, inError, expected } = coverage;

    expect(reported + noCases.length + notApplicable.length + missing.length + inError.length).toBe(expected);
    expect(expected).toBe(4);
  });

  test('A3 · terms may be sums, differences and parts that count as 0', () => {
    const section = {
      code: '1',
      key: 's',
      title: 'S',
      sheet: 'S',
      rows: [
        ...['a', 'b', 'c'].map((key) => ({ code: `1.${key}`, key, label: key, type: 'count', presence: 'optional' })),
        {
          code: '1.r',
          key: 'r',
          label: 'r',
          type: 'ratio',
          presence: 'optional',
          ratio: { numerator: '[1.a] - [1.b]', denominator: '[1.a] + orzero([1.c])' },
        },
      ],
    };
    const sums = aForm({ sections: [section] });
    const figures = figuresOf(sums, [
      sent(sums, A, { '1.a': 10, '1.b': 4, '1.c': 2 }),
      sent(sums, B, { '1.a': 8, '1.b': 2 }),
      sent(sums, D, { '1.a': 8 }),
    ]);

    expect(totalLine(figureAt('1.r', figures))).toBe('2/3 = 12/20; missing: Đăk Sơn');
  });
});

const KINDS = {
  code: '7',
  key: 'khac',
  title: 'Khác',
  sheet: '7',
  rows: [
    { code: '7.1', key: 'ty_le', label: 'Tỷ lệ', type: 'share' },
    { code: '7.2', key: 'co_khong', label: 'Có hay không', type: 'yesno' },
    {
      code: '7.3',
      key: 'muc',
      label: 'Mức',
      type: 'choice',
      choices: [
        { code: '0', label: 'Chưa' },
        { code: '1', label: 'Xong' },
      ],
    },
    { code: '7.4', key: 'danh_dau', label: 'Đánh dấu', type: 'mark', presence: 'optional' },
    { code: '7.5', key: 'ngay', label: 'Ngày', type: 'date' },
    { code: '7.6', key: 'rieng_xa', label: 'Chỉ xã', type: 'count', appliesTo: ['xã'] },
    {
      table: {
        code: '7.7',
        key: 'bang',
        label: 'Bảng',
        freeRows: 3,
        columns: [
          { code: 'a', key: 'a', label: 'Tên', type: 'text' },
          { code: 'b', key: 'b', label: 'Số', type: 'count' },
        ],
      },
    },
  ],
};

describe('other kinds', () => {
  const form = aForm({ sections: [KINDS] });
  const figures = figuresOf(
    form,
    [
      sent(form, C, { '7.1': 'nil', '7.2': 'Không', '7.3': 1, '7.5': '30/9/2025', '7.6': 99 }),
      sent(form, A, {
        '7.1': '90',
        '7.2': 'Có',
        '7.3': 1,
        '7.4': 'x',
        '7.5': '30/9/2025',
        '7.6': 1,
        '7.7.2.a': 'hai',
        '7.7.2.b': 5,
      }),
      sent(form, B, { '7.1': '100', '7.2': 'Không', '7.3': 6, '7.5': '07/10/2025', '7.6': 2, '7.7.1.a': 'một' }),
    ],
    [A, B, C, D],
  );

  test('A4 · a share is spread out, never added; "không phát sinh" stands apart', () => {
    const { result, coverage } = figureAt('7.1', figures);

    expect(result).toEqual({
      kind: 'distribution',
      spread: { min: { value: 90, communes: [A] }, median: 95, max: { value: 100, communes: [B] } },
    });
    expect(names(coverage.noCases)).toBe('Chư Sơn');
  });

  test.each([
    { code: '7.2', counted: 'Có: An Sơn | Không: Bình Sơn, Chư Sơn' },
    { code: '7.3', counted: 'Chưa:  | Xong: An Sơn, Chư Sơn' },
    { code: '7.4', counted: 'Có đánh dấu: An Sơn | Không đánh dấu: Bình Sơn, Chư Sơn' },
  ])('A4 · $code is counted by code', ({ code, counted }) => {
    const { result } = figureAt(code, figures);
    const lines =
      result.kind === 'choices' ? result.counted.map(({ label, communes }) => `${label}: ${names(communes)}`) : [];

    expect(lines.join(' | ')).toBe(counted);
  });

  test('A4 · days are counted where data periods differ', () => {
    expect(figureAt('7.5', figures).result).toEqual({
      kind: 'days',
      counted: [
        { day: '2025-09-30', communes: [A, C] },
        { day: '2025-10-07', communes: [B] },
      ],
    });
  });

  test('A4 · free rows are joined, each with its commune; they are no indicators of the province', () => {
    const rows = figures.tables[0]?.rows.map(({ commune, cells }) => [
      commune.name,
      ...cells.map(({ typed }) => typed),
    ]);

    expect(rows).toEqual([
      ['An Sơn', 'hai', '5'],
      ['Bình Sơn', 'một', ''],
    ]);
    expect(figures.indicators.some(({ code }) => code.startsWith('7.7'))).toBe(false);
  });

  test('A5 · a type that is not concerned is not expected', () => {
    expect(totalLine(figureAt('7.6', figures))).toBe('2/3 = 3; missing: Đăk Sơn');
  });

  test('A5 · by type of unit', () => {
    const parts = figureAt('7.2', figures).byType.map(
      ({ type, coverage }) => `${type} ${coverage.reported}/${coverage.expected}`,
    );

    expect(parts).toEqual(['xã 2/3', 'phường 1/1']);
  });

  test('A5 · completeness counts what is asked of those that have a return', () => {
    // 7.1, 7.2, 7.3, 7.5 of three communes and 7.6 of two; B's 7.3 was answered, if wrongly
    expect(figures.completeness).toEqual([{ key: 'khac', answered: 14, asked: 14 }]);
  });
});

describe('A3 · only like with like', () => {
  const rows = [
    {
      code: '9.1',
      key: 'muc',
      label: 'Mức',
      type: 'choice',
      choices: [
        { code: '1', label: 'mức 1' },
        { code: '2', label: 'mức 2' },
      ],
    },
    { code: '9.2', key: 'da_cap', label: 'Đã cấp', type: 'count', alike: ['9.1'] },
    { code: '9.3', key: 'tong', label: 'Tổng', type: 'count' },
    {
      code: '9.4',
      key: 'ty_le',
      label: 'Tỷ lệ',
      type: 'ratio',
      alike: ['9.1'],
      ratio: { numerator: '[9.2]', denominator: '[9.3]' },
    },
  ];
  const form = aForm({ sections: [{ code: '9', key: 's', title: 'S', sheet: 'S', rows }] });
  const groupsOf = (levels: readonly (number | undefined)[], code: string) => {
    const entries = [A, B, D].map((commune, index) =>
      sent(form, commune, { '9.1': levels[index], '9.2': 10 + index, '9.3': 20 }),
    );
    const { result } = figureAt(code, figuresOf(form, entries));
    if (result.kind !== 'unlike')
      return result.kind === 'ratio' ? result.fraction : result.kind === 'total' && result.sum;
    return result.groups.map(({ choices, result: of }) => [
      choices.map(({ label }) => label ?? '?').join(),
      of.kind === 'total' ? of.sum : of.kind === 'ratio' && of.fraction,
    ]);
  };

  test.each([
    { levels: [2, 2, 2], sum: 33, fraction: 0.55 },
    {
      levels: [2, 1, 2],
      sum: [
        ['mức 1', 11],
        ['mức 2', 22],
      ],
      fraction: [
        ['mức 1', 0.55],
        ['mức 2', 0.55],
      ],
    },
    {
      levels: [2, undefined, 2],
      sum: [
        ['mức 2', 22],
        ['?', 11],
      ],
      fraction: [
        ['mức 2', 0.55],
        ['?', 0.55],
      ],
    },
  ])('levels $levels', ({ levels, sum, fraction }) => {
    expect(groupsOf(levels, '9.2')).toEqual(sum);
    expect(groupsOf(levels, '9.4')).toEqual(fraction);
  });

  test('a form that names no choice is refused', () => {
    const wrong = [...rows.slice(0, 2), { code: '9.9', key: 'x', label: 'X', type: 'count', alike: ['9.2'] }];

    expect(() => aForm({ sections: [{ code: '9', key: 's', title: 'S', sheet: 'S', rows: wrong }] })).toThrow(/9\.9/);
  });
});

describe('who counts', () => {
  const form = aForm();
  const one = sent(form, A, { '3.1': 1, '3.2': 1 });
  const two = sent(form, B, { '3.1': 2, '3.2': 1 });

  test('A5 · without a roster those that sent are expected', () => {
    expect(figuresOf(form, [two, one]).expected).toEqual([A, B]);
  });

  test('A5 · a commune outside the roster is named and counts nowhere', () => {
    const figures = figuresOf(form, [one, two], [A, D]);

    expect(totalLine(figureAt('3.1', figures))).toBe('1/2 = 1; missing: Đăk Sơn');
    expect([figures.withoutReturn, figures.unexpected]).toEqual([[D], [B]]);
  });

  test('A6 · a later return with errors does not displace an accepted one', () => {
    const good = aSubmission(form, { '3.1': 5, '3.2': 1 }, { commune: A });
    const bad = aSubmission(
      form,
      { '3.1': 'mười', '3.2': 1 },
      { commune: A, sha256: 'b', sentAt: '2025-10-12T00:00:00.000Z' },
    );
    const figures = figuresOf(form, [{ commune: A, returns: chooseInForce([bad, good]) }]);

    expect(totalLine(figureAt('3.1', figures))).toBe('1/1 = 5');
  });

  test('A6 · two returns whose order nobody knows count for nothing', () => {
    const [left, right] = ['a', 'b'].map((sha256) =>
      aSubmission(form, { '3.1': 5 }, { commune: A, sha256, sentAt: undefined }),
    );
    const returns = chooseInForce([left, right].flatMap((submission) => submission ?? []));
    const figures = figuresOf(form, [{ commune: A, returns }]);

    expect(totalLine(figureAt('3.1', figures))).toBe('0/1 = undefined; missing: An Sơn');
    expect(figures.withoutReturn).toEqual([A]);
  });

  test('A6 · the order of input does not matter', () => {
    const all = [one, two, sent(form, C, { '3.1': 'nil' })];

    expect(figuresOf(form, [...all].reverse())).toEqual(figuresOf(form, all));
  });
});

test.each([
  { values: [3], spread: '3 · 3 · 3' },
  { values: [4, 1, 3], spread: '1 · 3 · 4' },
  { values: [10, 2, 4, 3], spread: '2 · 3.5 · 10' },
  { values: [-1, -2], spread: '-2 · -1.5 · -1' },
])('spread of $values', ({ values, spread }) => {
  const found = spreadOf(values.map((value) => ({ commune: A, value })));

  expect(found && `${found.min.value} · ${found.median} · ${found.max.value}`).toBe(spread);
});

test('a sum shows no traces of binary fractions', () => expect(sumOf([0.1, 0.2])).toBe(0.3));
