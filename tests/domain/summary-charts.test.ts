/**
 * What charts and ranking of the summary promise (design section 7):
 *   C1  which ratios: those a recommendation rests on, those asked for, else the form's own
 *   C2  progress: by day up to the deadline, late apart, added up until today, beside the roster
 *   C3  a ratio by commune: all, or both ends; the lowest stays when figures come in
 *   C4  what a chart holds is what its cells hold, for any number of communes; without figures there is no chart
 *   C5  charts lie side by side, none over another or over the end of a page
 *   C6  ties share a rank, those without a figure come last and say why
 *   C7  the steps of a distribution: whole percents, both ends open, everyone counted once
 *   C8  odd figures are warnings of the data, for the province
 */
import { describe, expect, test } from 'vitest';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { aggregate } from '../../functions/domain/aggregate/aggregate.ts';
import { quantileOf } from '../../functions/domain/aggregate/spread.ts';
import type { Form } from '../../functions/domain/form/form.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import { roundSchema } from '../../functions/domain/round/round.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import { chooseInForce } from '../../functions/domain/submission/in-force.ts';
import { composeSummary, type SummaryInput } from '../../functions/domain/summary/compose-summary.ts';
import { columnNumber } from '../../functions/domain/workbook/workbook-data.ts';
import type {
  ChartModel,
  ChartRange,
  SheetModel,
  WorkbookModel,
} from '../../functions/domain/workbook/workbook-model.ts';
import { aProvince } from '../support/a-province.ts';
import { aCommune, aForm, aSubmission, type Typed } from '../support/builders.ts';

const FORM = aForm();
const ROUND = roundSchema.parse({
  id: 'dot-1',
  form: FORM.id,
  version: 1,
  title: 'Đợt 1',
  province: { code: '52', name: 'Gia Lai' },
  deadline: '2025-10-15',
});

interface Sent {
  readonly values: Typed;
  readonly sentAt?: string;
  readonly late?: boolean;
}

/** The summary of communes 00001, 00002 … that sent this; nothing where it is undefined. */
function summaryOf(parts: readonly (Sent | undefined)[], overrides: Partial<SummaryInput> = {}): WorkbookModel {
  const { form = FORM } = overrides;
  const roster = parts.map((_, index): Commune => aCommune({ code: codeOf(index), name: `Xã ${index + 1}` }));
  const communes = parts.flatMap((part, index) => {
    const commune = roster[index];
    if (!part || !commune) return [];
    const { values, late, sentAt = '2025-10-13T02:00:00.000Z' } = part;
    const returns = chooseInForce([aSubmission(form, values, { commune, sentAt })]);
    return [{ commune, returns, recommendations: [], ...(late === undefined ? {} : { late }) }];
  });
  const constants = constantsOf(form);
  const figures = aggregate(form, communes, { constants, roster });
  const created = '2025-10-17T02:00:00.000Z';
  return composeSummary({
    form,
    round: ROUND,
    roster,
    communes,
    refused: [],
    figures,
    created,
    constants,
    ...overrides,
  });
}

const codeOf = (index: number): string => String(index + 1).padStart(5, '0');
const online = (part: number): Sent => ({ values: { '3.1': 1000, '3.2': part } });
const sheet = (model: WorkbookModel, name: string): SheetModel | undefined =>
  model.sheets.find((each) => each.name === name);
const chartsOf = (model: WorkbookModel): readonly ChartModel[] => sheet(model, 'Biểu đồ')?.charts ?? [];
const titled = (model: WorkbookModel, start: string): ChartModel | undefined =>
  chartsOf(model).find(({ title, kind }) => kind !== 'column' && title.startsWith(start));
const valuesOf = (chart: ChartModel | undefined, name: string) =>
  chart?.series.find((series) => series.name === name)?.values.values;

describe('C1 · charted are', () => {
  const ratio = (code: string) => ({
    code,
    key: `k${code}`,
    label: `Tỷ lệ ${code}`,
    type: 'ratio',
    ratio: { numerator: '[1]', denominator: '[2]' },
  });
  const numbers = ['1', '2', '3', '4'].map((code) => ({ code, key: `n${code}`, label: code, type: 'count' }));
  const of = (rows: readonly object[], recommendations: readonly object[] = []) =>
    aForm({
      sections: [{ code: '9', key: 's', title: 'S', sheet: 'S', rows: [...numbers, ...rows] }],
      recommendations,
    });
  const other = { ...ratio('6'), ratio: { numerator: '[3]', denominator: '[4]' } };
  const recommendation = (parts: object) => ({ id: 'R', default: 'when', text: 'Văn bản.', ...parts });
  const seven = ['11', '12', '13', '14', '15', '16', '17'].map(ratio);

  const CASES: readonly { name: string; form: Form; charts?: readonly string[]; codes: readonly string[] }[] = [
    { name: 'all, where no recommendation rests on one', form: of([ratio('5'), other]), codes: ['5', '6'] },
    {
      name: 'those whose term decides',
      form: of([ratio('5'), other], [recommendation({ when: '[2] > 3' })]),
      codes: ['5'],
    },
    {
      name: 'those whose figure is the ground',
      form: of([ratio('5'), other], [recommendation({ when: '[1] > 3', ground: ['6'] })]),
      codes: ['5', '6'],
    },
    { name: 'six at most', form: of(seven), codes: ['11', '12', '13', '14', '15', '16'] },
    { name: 'those asked for, in that order', form: of(seven), charts: ['17', '11', 'x', '1'], codes: ['17', '11'] },
    { name: 'none', form: of([]), codes: [] },
  ];

  test.each(CASES)('$name', ({ form, charts, codes }) => {
    const values = { '1': 1, '2': 2, '3': 1, '4': 4 };
    const model = summaryOf([{ values }, { values }], { form, ...(charts ? { charts } : {}) });

    expect(
      chartsOf(model)
        .filter(({ kind }) => kind === 'bar')
        .map(({ title }) => title.split(' ')[0]),
    ).toEqual(codes);
  });

  test('in the inspection: online, in time, late, NQ 57, VNeID, organisations', async () => {
    const form = await shipped();
    const model = provinceSummary(form, 24);

    expect(
      chartsOf(model)
        .filter(({ kind }) => kind === 'bar')
        .map(({ title }) => title.split(' ')[0]),
    ).toEqual(['3.3.a', '3.9.a', '3.10.a', '8.5.c', '9.2.d', '9.5.c']);
  });
});

const shipped = () =>
  formFolder(new URL('../../sheets-templates', import.meta.url).pathname).load('kiem-tra-cchc-2025', 1);

function provinceSummary(form: Form, size: number): WorkbookModel {
  const given = aProvince(form, size);
  const constants = constantsOf(form);
  const figures = aggregate(form, given.communes, { constants, roster: given.roster });
  return composeSummary({ form, ...given, figures, constants, created: '2025-10-20T02:00:00.000Z' });
}

describe('C2 · progress', () => {
  const at = (day: string, late?: boolean): Sent => ({ ...online(900), sentAt: `${day}T02:00:00.000Z`, late });
  const progress = (parts: readonly (Sent | undefined)[], overrides: Partial<SummaryInput> = {}) =>
    titled(summaryOf(parts, overrides), 'Tiến độ');

  test('by day, late apart, added up', () => {
    const chart = progress([at('2025-10-13'), at('2025-10-13'), at('2025-10-16'), at('2025-10-14', true), undefined]);

    expect(chart?.categories.values).toEqual(['13/10', '14/10', '15/10 (hạn gửi)', '16/10']);
    expect(chart?.series.map(({ name, values }) => [name, ...values.values])).toEqual([
      ['Đúng hạn', 2, 0, 0, 0],
      ['Muộn', 0, 1, 0, 1],
      ['Cộng dồn', 2, 3, 3, 4],
      ['Số đơn vị phải gửi', 5, 5, 5, 5],
    ]);
    expect(chart?.description).toBe('Số phiếu gửi theo ngày và cộng dồn: 4/5 đơn vị. Hạn gửi 15/10/2025.');
  });

  test('days to come are not added up', () => {
    const chart = progress([at('2025-10-13')], { created: '2025-10-13T08:00:00.000Z' });

    expect(valuesOf(chart, 'Cộng dồn')).toEqual([1, undefined, undefined]);
  });

  test('without a deadline nothing is late', () => {
    const { deadline: _, ...round } = ROUND;
    const chart = progress([at('2025-10-13'), at('2025-10-14')], { round });

    expect(chart?.categories.values).toEqual(['13/10', '14/10']);
    expect(valuesOf(chart, 'Đã gửi')).toEqual([1, 1]);
  });

  test('over a long time several days share a column, and everyone is counted once', () => {
    const chart = progress([at('2025-08-01'), at('2025-09-02'), at('2025-10-15')]);

    expect(chart?.categories.values).toHaveLength(26);
    expect(chart?.categories.values[0]).toBe('01/8–03/8');
    expect(chart?.categories.values.at(-1)).toMatch(/\(hạn gửi\)$/);
    expect(valuesOf(chart, 'Cộng dồn')?.at(-1)).toBe(3);
  });
});

describe('C3 · a ratio by commune', () => {
  const bars = (count: number, overrides: Partial<SummaryInput> = {}) =>
    titled(
      summaryOf(
        Array.from({ length: count }, (_, index) => online(500 + index)),
        overrides,
      ),
      '3.3',
    );

  test('all of a few, the province first', () => {
    const chart = bars(3);

    expect(chart?.categories.values).toEqual(['TOÀN TỈNH', 'Xã 3', 'Xã 2', 'Xã 1']);
    expect(valuesOf(chart, 'Đơn vị')).toEqual([undefined, 0.502, 0.501, 0.5]);
    expect(valuesOf(chart, 'Toàn tỉnh')).toEqual([0.501, undefined, undefined, undefined]);
    expect(chart?.description).toBe(
      '3.3 Tỷ lệ trực tuyến: Toàn tỉnh 50,10%; cao nhất Xã 3 50,20%; thấp nhất Xã 1 50,00%.',
    );
  });

  test('both ends of many', () => {
    const chart = bars(25);

    expect(chart?.categories.values.slice(9, 14)).toEqual(['Xã 17', 'Xã 16', '⋯', 'Xã 10', 'Xã 9']);
    expect(chart?.categories.values).toHaveLength(22);
    expect(chart?.title).toBe('3.3 Tỷ lệ trực tuyến – 10 đơn vị cao nhất và 10 đơn vị thấp nhất');
  });

  test('equal figures each have a bar', () => {
    const model = summaryOf([online(900), online(900), online(900)]);

    expect(titled(model, '3.3')?.categories.values).toEqual(['TOÀN TỈNH', 'Xã 1', 'Xã 2', 'Xã 3']);
  });

  test.each([
    [[500, 999], { most: 1.15, step: 0.25 }],
    [[10, 20], undefined],
  ])('the axis of %s', (parts, scale) => {
    expect(titled(summaryOf(parts.map(online)), '3.3')?.scale).toEqual(scale);
  });
});

/** What stands in the cells of a range. */
function cellsIn(model: WorkbookModel, { reference }: ChartRange<unknown>): unknown[] {
  const [, name = '', left = '', top = '', bottom = ''] =
    /^'(.+)'!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)$/.exec(reference) ?? [];
  const rows = [...(sheet(model, name)?.rows ?? [])].slice(Number(top) - 1, Number(bottom));
  return rows.map(({ cells }) => cells[columnNumber(left) - 1]?.value);
}

describe('C4 · for any number of communes', () => {
  const SIZES = [
    { name: 'one', make: () => summaryOf([online(900)]), charts: 3 },
    { name: 'one, nothing sent', make: () => summaryOf([undefined]), charts: 1 },
    { name: 'two', make: () => summaryOf([online(900), online(800)]), charts: 3 },
    { name: 'all alike', make: () => summaryOf(Array.from({ length: 30 }, () => online(1000))), charts: 3 },
    {
      name: '3,321',
      make: () => summaryOf(Array.from({ length: 3321 }, (_, index) => online(index % 1001))),
      charts: 3,
    },
  ];

  test.each(SIZES)('$name', ({ make, charts }) => {
    const model = make();
    const ranges = chartsOf(model).flatMap(({ categories, series }) => [
      categories,
      ...series.map(({ values }) => values),
    ]);

    expect(chartsOf(model)).toHaveLength(charts);
    for (const range of ranges) expect(cellsIn(model, range)).toEqual(range.values);
    for (const { series, categories } of chartsOf(model))
      expect(series.map(({ values }) => values.values.length)).toEqual(series.map(() => categories.values.length));
  });

  test('nobody expected and no deadline: no chart, and no sheet for it', () => {
    const { deadline: _, ...round } = ROUND;
    const names = summaryOf([], { round }).sheets.map(({ name }) => name);

    expect(names).not.toContain('Biểu đồ');
    expect(names).not.toContain('Số liệu biểu đồ');
  });

  test('the shipped form', async () => {
    const model = provinceSummary(await shipped(), 24);

    for (const { categories, series } of chartsOf(model))
      for (const range of [categories, ...series.map(({ values }) => values)])
        expect(cellsIn(model, range)).toEqual(range.values);
  });
});

test('C5 · two charts side by side on a page, none over its end', async () => {
  const model = provinceSummary(await shipped(), 24);
  const breaks = sheet(model, 'Biểu đồ')?.print?.breaksAfter ?? [];
  const places = chartsOf(model).map(({ at, size }) => {
    const [, letter = '', row = ''] = /^([A-Z])(\d+)$/.exec(at) ?? [];
    return { letter, first: Number(row), last: Number(row) + Math.ceil(size.height / 15) - 1 };
  });

  expect(places.map(({ letter }) => letter).join('')).toBe('AGAGAGAG');
  expect(breaks).toEqual([29, 58, 87]);
  for (const { first, last } of places) expect(breaks.filter((row) => first <= row && row < last)).toEqual([]);
});

describe('C6 · the ranking', () => {
  const rowsOf = (model: WorkbookModel) =>
    [...(sheet(model, 'Xếp hạng')?.rows ?? [])]
      .slice(6)
      .map(({ cells }) => [1, 3, 4].map((index) => cells[index]?.value).join(' | '));

  test('ties share a rank; the others come last as the matrix has them', () => {
    const model = summaryOf([
      online(900),
      online(800),
      { values: { '3.1': 'na', '3.2': 'na' } },
      online(900),
      { values: { '3.1': 5, '3.2': 9 } },
      undefined,
      online(100),
    ]);

    expect(rowsOf(model)).toEqual([
      'Xã 1 | 90 | 1',
      'Xã 4 | 90 | 1',
      'Xã 2 | 80 | 3',
      'Xã 7 | 10 | 4',
      'Xã 3 | k.a.d | ',
      'Xã 5 | ⚠ | ',
      'Xã 6 |  | ',
    ]);
  });

  test('what can be picked: ratios and shares first, then every number', async () => {
    const model = summaryOf([online(900)]);
    const choices = [...(model.sheets.find(({ hidden }) => hidden)?.rows ?? [])].flatMap(
      ({ cells }) => cells[0]?.value ?? [],
    );

    expect(choices).toEqual([
      '3.3 Tỷ lệ trực tuyến (%)',
      '3.1 Tổng số hồ sơ tiếp nhận (hồ sơ)',
      '3.2 Hồ sơ trực tuyến (hồ sơ)',
    ]);
  });

  test('none without numbers', () => {
    const form = aForm({
      sections: [
        { code: '1', key: 's', title: 'S', sheet: 'S', rows: [{ code: '1.1', key: 'a', label: 'A', type: 'text' }] },
      ],
    });

    expect(sheet(summaryOf([{ values: { '1.1': 'x' } }], { form }), 'Xếp hạng')).toBeUndefined();
  });
});

test('C8 · an odd figure stands behind the warnings of its commune', () => {
  const usual = Array.from({ length: 20 }, (_, index) => online(955 + index));
  const rows = [...(sheet(summaryOf([...usual, online(125)]), 'Cảnh báo số liệu')?.rows ?? [])].slice(5);

  expect(rows.map(({ cells }) => [0, 3, 5, 7].map((index) => cells[index]?.value).join(' | '))).toEqual([
    '00021 | 3. TTHC | 3.3 Tỷ lệ trực tuyến: 12,5% thấp hơn hẳn mức giữa 96,4% của 21 xã; một nửa số xã trong khoảng từ 95,9% đến 96,9%. | Khác thường',
  ]);
});

describe('C7 · a distribution', () => {
  const spread = (parts: readonly number[]) =>
    chartsOf(summaryOf(parts.map(online))).find(({ kind }) => kind === 'column');

  test.each([
    {
      name: 'all in full',
      parts: Array(10).fill(1000),
      first: 'dưới 92%',
      last: 'từ 100%',
      counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 10],
    },
    {
      name: 'none at all',
      parts: Array(10).fill(0),
      first: 'dưới 0%',
      last: 'từ 8%',
      counts: [0, 10, 0, 0, 0, 0, 0, 0, 0, 0],
    },
    { name: 'one', parts: [955], first: 'dưới 88%', last: 'từ 96%', counts: [0, 0, 0, 0, 0, 0, 0, 0, 1, 0] },
    {
      name: 'far out on one side',
      parts: [10, ...Array.from({ length: 39 }, (_, index) => 900 + index)],
      first: 'dưới 86%',
      last: 'từ 94%',
      counts: [1, 0, 0, 0, 0, 10, 10, 10, 9, 0],
    },
  ])('$name', ({ parts, first, last, counts }) => {
    const chart = spread(parts);

    expect([chart?.categories.values[0], chart?.categories.values.at(-1)]).toEqual([first, last]);
    expect(valuesOf(chart, 'Số đơn vị')).toEqual(counts);
  });

  test('everyone is counted once', () => {
    const chart = spread(Array.from({ length: 333 }, (_, index) => (index * 37) % 1001));

    expect(valuesOf(chart, 'Số đơn vị')?.reduce((sum: number, count) => sum + (count ?? 0), 0)).toBe(333);
  });

  test.each([
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4], 0.05, 1.15],
    [[4, 1], 1, 4],
    [[], 0.5, undefined],
  ])('PERCENTILE of %s at %d', (values, part, expected) => {
    const result = quantileOf(values, part);
    if (expected === undefined) expect(result).toBeUndefined();
    else expect(result).toBeCloseTo(expected, 10);
  });
});
