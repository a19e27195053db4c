/** The summary as a file: what the server computed against what LibreOffice makes of the formulas. */
import { expect, test } from 'vitest';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { aggregate } from '../../functions/domain/aggregate/aggregate.ts';
import { figureReader, viewOf } from '../../functions/domain/aggregate/commune-figure.ts';
import type { Form, Indicator } from '../../functions/domain/form/form.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import { chooseInForce } from '../../functions/domain/submission/in-force.ts';
import { composeSummary, type SummaryInput } from '../../functions/domain/summary/compose-summary.ts';
import { cellAddress } from '../../functions/domain/workbook/workbook-data.ts';
import type { CellContent, WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { aProvince } from '../support/a-province.ts';
import { aCommune, aForm, aSubmission, type Typed } from '../support/builders.ts';
import { recalculate } from '../support/libreoffice.ts';
import { requires } from '../support/requires.ts';

const shippedForm = () =>
  formFolder(new URL('../../sheets-templates', import.meta.url).pathname).load('kiem-tra-cchc-2025', 1);

function summaryOf(form: Form, parts: Pick<SummaryInput, 'communes'> & Partial<SummaryInput>): WorkbookModel {
  const constants = constantsOf(form);
  const { roster } = parts;
  const figures = aggregate(form, parts.communes, { constants, ...(roster ? { roster } : {}) });
  const linkOf = (code: string) => `https://cchc.gialai.gov.vn/dot/kiem-tra/${code}`;
  return composeSummary({
    form,
    refused: [],
    linkOf,
    ...parts,
    figures,
    constants,
    created: '2025-10-20T02:00:00.000Z',
  });
}

/** A form whose ratios have sums, differences and optional parts for terms, and every way to leave them out. */
function oddRatios(): WorkbookModel {
  const rows = [
    ...['a', 'b', 'c'].map((key) => ({ code: `1.${key}`, key, label: key, type: 'amount', presence: 'optional' })),
    ratio('1.r', '[1.a] - [1.b]', '[1.a] + orzero([1.c])'),
    ratio('1.s', 'sum([1.b])', '[1.a]'),
    ratio('1.t', '[1.a] + [1.b] - [1.c]', '100'),
  ];
  const form = aForm({ sections: [{ code: '1', key: 's', title: 'S', sheet: 'S', rows }] });
  const values: Typed[] = [
    { '1.a': '10,5', '1.b': 4, '1.c': 2 },
    { '1.a': 8, '1.b': 12 },
    { '1.a': 'na', '1.b': 3, '1.c': 1 },
    { '1.a': 8, '1.b': 'na', '1.c': 'na' },
    { '1.a': 'nil', '1.b': 'nil', '1.c': 'nil' },
    { '1.a': 0, '1.b': 5 },
    { '1.a': 7, '1.b': 'năm', '1.c': 1 },
    { '1.a': 7, '1.b': 2, '1.c': 'một' },
    {},
  ];
  const communes = values.map((typed, index) => {
    const commune = aCommune({ code: `0000${index}`, type: index % 2 === 0 ? 'xã' : 'phường' });
    return { commune, returns: chooseInForce([aSubmission(form, typed, { commune })]), recommendations: [] };
  });
  return summaryOf(form, { communes });
}

/** Accounts of two levels and an unknown one: added by level only. */
function unlikeFigures(): WorkbookModel {
  const choices = [
    { code: '1', label: 'mức độ 1' },
    { code: '1+2', label: '>= mức 1* và (2?)' },
  ];
  const rows = [
    { code: '1.m', key: 'm', label: 'm', type: 'choice', choices, presence: 'optional' },
    { code: '1.a', key: 'a', label: 'a', type: 'count', presence: 'required', alike: ['1.m'] },
    { code: '1.b', key: 'b', label: 'b', type: 'count' },
    { ...ratio('1.r', '[1.a]', '[1.b]'), alike: ['1.m'] },
  ];
  const form = aForm({ sections: [{ code: '1', key: 's', title: 'S', sheet: 'S', rows }] });
  const communes = ['1', '1+2', '1+2', undefined].map((level, index) => {
    const commune = aCommune({ code: `0000${index}` });
    const typed = { '1.m': level, '1.a': 3 + index, '1.b': 10 };
    return { commune, returns: chooseInForce([aSubmission(form, typed, { commune })]), recommendations: [] };
  });
  return summaryOf(form, { communes });
}

const ratio = (code: string, numerator: string, denominator: string) => ({
  code,
  key: code.slice(2),
  label: code,
  type: 'ratio',
  presence: 'optional',
  ratio: { numerator, denominator },
});

type Values = ReadonlyMap<string, CellContent>;

/** What each formula is said to come to, by sheet and address. */
function statedResults(model: WorkbookModel): Values {
  const found = model.sheets.flatMap((sheet) =>
    [...sheet.rows].flatMap((row, r) =>
      row.cells.flatMap((cell, c): [string, CellContent][] =>
        cell?.formula === undefined ? [] : [[`${sheet.name}!${cellAddress(r + 1, c + 1)}`, cell.value ?? '']],
      ),
    ),
  );
  return new Map(found);
}

async function valuesIn(bytes: Uint8Array | undefined): Promise<Values> {
  const { sheets } = await readXlsx(bytes ?? new Uint8Array());
  const found = sheets.flatMap(({ name, cells }) =>
    cells.map(({ row, column, value }): [string, CellContent] => [
      `${name}!${cellAddress(row, column)}`,
      typeof value === 'object' ? value.error : (value ?? ''),
    ]),
  );
  return new Map(found);
}

/** Cells whose result is not the one stated. */
function differences(stated: Values, computed: Values): string[] {
  const near = (left: CellContent, right: CellContent) =>
    typeof left === 'number' && typeof right === 'number'
      ? Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left))
      : left === right;
  return [...stated].flatMap(([at, value]) => {
    const result = computed.get(at) ?? '';
    return near(value, result) ? [] : [`${at}: ${value} ≠ ${result}`];
  });
}

/** The model with one wrong result planted. */
function withWrongResult(model: WorkbookModel, sheet: string, address: string, value: CellContent): WorkbookModel {
  const sheets = model.sheets.map((each) => ({
    ...each,
    rows: [...each.rows].map((row, r) => ({
      ...row,
      cells: row.cells.map((cell, c) =>
        each.name === sheet && cellAddress(r + 1, c + 1) === address ? { ...cell, value } : cell,
      ),
    })),
  }));
  return { ...model, sheets };
}

/** One formula of each sheet that others look at: its wrong result must not survive. */
const PLANTED = [
  ['Ma trận', 'E6'],
  ['Tổng quan', 'A5'],
  ['Xếp hạng', 'D7'],
  ['Xếp hạng', 'G8'],
  ['Số liệu biểu đồ', 'C6'],
  ['Số liệu biểu đồ', 'E7'],
  ['Số liệu biểu đồ', 'A15'],
  ['Số liệu biểu đồ', 'C16'],
  ['Số liệu biểu đồ', 'C28'],
  ['~lựa chọn', 'E3'],
  ['~lựa chọn', 'G9'],
] as const;

test.skipIf(!requires('soffice'))(
  'every total recalculated by LibreOffice is the one the server stated',
  async () => {
    const form = await shippedForm();
    const [province, odd, unlike] = [summaryOf(form, aProvince(form, 24)), oddRatios(), unlikeFigures()];
    const planted = PLANTED.reduce(
      (model, [sheet, address]) => withWrongResult(model, sheet, address, 987_654),
      province,
    );
    const written = await Promise.all([planted, odd, unlike].map((model) => writeXlsx(model)));
    const files = new Map(written.map((bytes, index) => [`${index}.xlsx`, bytes]));

    const recalculated = await recalculate(files);
    const [computed, computedOdd, computedUnlike] = await Promise.all(
      ['0.xlsx', '1.xlsx', '2.xlsx'].map((name) => valuesIn(recalculated.get(name))),
    );

    expect(statedResults(province).size).toBeGreaterThan(1000);
    expect(differences(statedResults(planted), await valuesIn(written[0]))).toEqual([]);
    const corrected = differences(statedResults(planted), computed ?? new Map());
    expect(corrected.map((difference) => difference.split(':')[0]).sort()).toEqual(
      PLANTED.map((at) => at.join('!')).sort(),
    );
    expect(differences(statedResults(province), computed ?? new Map())).toEqual([]);
    expect(differences(statedResults(odd), computedOdd ?? new Map())).toEqual([]);
    expect(differences(statedResults(unlike), computedUnlike ?? new Map())).toEqual([]);
    expect([...statedResults(unlike)].filter(([, value]) => value === 9)).not.toEqual([]);
  },
  120_000,
);

/** The model as a person leaves it who types into one cell. */
const typed = withWrongResult;

test.skipIf(!requires('soffice'))(
  'charts and ranking follow a corrected figure and another choice',
  async () => {
    const form = await shippedForm();
    const given = aProvince(form, 40);
    const before = summaryOf(form, given);
    const [first] = given.communes;
    if (!first?.returns.inForce) throw new Error('the first commune sent nothing');
    const { commune } = first;
    const values = { '3.2': 500, '3.3': 250, '3.4': 250, '3.8': 500, '3.9': 250, '3.10': 250 };
    const other = aSubmission(form, values, { commune, sentAt: first.returns.inForce.sentAt });
    const corrected = { ...first, returns: chooseInForce([other]) };
    const after = summaryOf(form, { ...given, communes: [corrected, ...given.communes.slice(1)] });
    const inMatrix = (code: string) => `${columnOf(before, code)}9`;
    const edited = Object.entries(values).reduce(
      (model, [code, value]) => typed(model, 'Ma trận', inMatrix(code), value),
      before,
    );
    const chosen = summaryOf(form, { ...given, charts: ['9.2.d'] });
    const [spread, ranked] = ['9.2.d', '3.2'].map((code) => labelOf(before, code));
    const picked = typed(typed(before, 'Biểu đồ', 'H3', spread ?? ''), 'Xếp hạng', 'D4', ranked ?? '');
    const turned = typed(picked, 'Xếp hạng', 'D5', 'thấp nhất');

    const files = await Promise.all([edited, turned].map((model) => writeXlsx(model)));
    const recalculated = await recalculate(new Map(files.map((bytes, index) => [`${index}.xlsx`, bytes])));
    const [afterEdit, afterChoice] = await Promise.all(
      ['0.xlsx', '1.xlsx'].map((name) => valuesIn(recalculated.get(name))),
    );
    const changed = (results: Values, rows: RegExp) => new Map([...results].filter(([at]) => rows.test(at)));

    const online = /^Số liệu biểu đồ!([BCD])(2[89]|3\d|4\d)$/;
    expect(differences(changed(statedResults(before), online), afterEdit ?? new Map())).not.toEqual([]);
    expect(differences(changed(statedResults(after), online), afterEdit ?? new Map())).toEqual([]);
    const steps = /^Số liệu biểu đồ!([ABC])(1[3-9]|2[0-4])$/;
    expect(differences(changed(statedResults(before), steps), afterChoice ?? new Map())).not.toEqual([]);
    expect(differences(changed(statedResults(chosen), steps), afterChoice ?? new Map())).toEqual([]);
    expect(rankedRows(afterChoice ?? new Map())).toEqual(expectedRows(given, form));
  },
  120_000,
);

/** Column of an indicator in the matrix. */
function columnOf(model: WorkbookModel, code: string): string {
  const heads = [...(model.sheets.find(({ name }) => name === 'Ma trận')?.rows ?? [])][7]?.cells ?? [];
  return cellAddress(1, heads.findIndex((cell) => cell?.value === code) + 1).slice(0, -1);
}

/** What the lists call an indicator. */
function labelOf(model: WorkbookModel, code: string): string {
  const rows = [...(model.sheets.find(({ hidden }) => hidden)?.rows ?? [])];
  return String(rows.find(({ cells }) => String(cells[0]?.value).startsWith(`${code} `))?.cells[0]?.value);
}

/** "code figure rank", by code, of those that have a rank. */
function rankedRows(values: Values): string[] {
  const rows = Array.from({ length: 40 }, (_, index) =>
    ['A', 'D', 'E'].map((letter) => values.get(`Xếp hạng!${letter}${index + 7}`)),
  );
  return rows
    .filter(([, , rank]) => rank !== undefined && rank !== '')
    .map((row) => row.join(' '))
    .sort();
}

/** The same from the returns, the least figure first. */
function expectedRows({ communes, roster }: ReturnType<typeof aProvince>, form: Form): string[] {
  const read = figureReader(form.byCode.get('3.2') as Indicator, form);
  const figures = communes.flatMap((entry) => {
    const { number } = read(viewOf(form, entry, constantsOf(form)));
    return number === undefined ? [] : [{ code: entry.commune.code, number }];
  });
  expect(roster.length).toBeGreaterThan(figures.length);
  return figures
    .map(({ code, number }) => `${code} ${number} ${figures.filter((other) => other.number < number).length + 1}`)
    .sort();
}

/** Of a dozen communes those at 1 and 5; the one at 9 sent two files, neither of which counts. */
test('a text that begins with "=" comes out as that text', async () => {
  const form = await shippedForm();
  const values = await valuesIn(await writeXlsx(summaryOf(form, aProvince(form, 12))));

  expect([...values.values()].filter((value) => value === '=Tăng cường kỷ cương')).toHaveLength(2);
});
