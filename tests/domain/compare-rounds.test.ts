/**
 * A round beside the previous one:
 *   C1  the figure of all then and now, with how many gave it; and over those that gave it both times
 *   C2  a ratio is Σ/Σ both times; numerator and denominator effects and the movers' parts add up to the difference
 *   C3  indicators are matched by key; new, dropped and altered ones are named, not compared
 *   C4  figures that do not count the same thing are not compared
 *   C5  the sheet's formulas come to what the domain computed
 */
import { describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { aggregate } from '../../functions/domain/aggregate/aggregate.ts';
import { compareRounds, heldRound } from '../../functions/domain/comparison/compare-rounds.ts';
import { effectsText, moversText } from '../../functions/domain/comparison/words.ts';
import type { Form, Indicator } from '../../functions/domain/form/form.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import { chooseInForce } from '../../functions/domain/submission/in-force.ts';
import { COMPARISON } from '../../functions/domain/summary/comparison-sheet.ts';
import { composeSummary } from '../../functions/domain/summary/compose-summary.ts';
import { aCommune, aForm, aSubmission, type Typed } from '../support/builders.ts';
import { recalculate } from '../support/libreoffice.ts';
import { requires } from '../support/requires.ts';

const FORM = aForm();
const [A, B, C] = ['00001', '00002', '00003'];
type Given = Readonly<Record<string, Typed>>;
const files = (total: number | string, online: number): Typed => ({ '3.1': total, '3.2': online });

function roundOf(form: Form, given: Given, id: string) {
  const communes = Object.entries(given).map(([code, values]) => {
    const commune = aCommune({ code, name: `Đơn vị ${code}` });
    return { commune, returns: chooseInForce([aSubmission(form, values, { commune })]), recommendations: [] };
  });
  return { id, title: `Đợt ${id}`, form, constants: constantsOf(form), communes };
}

const compare = (then: Given, now: Given, [before, after] = [FORM, FORM]) =>
  compareRounds(heldRound(roundOf(before, then, 'truoc')), roundOf(after, now, 'nay'));

const comparedOf = (code: string, ...given: Parameters<typeof compare>) => {
  const found = compare(...given).comparison.indicators.find((one) => one.code === code);
  if (!found) throw new Error(`not compared: ${code}`);
  return found;
};
const indicatorOf = (code: string): Indicator => FORM.byCode.get(code) as Indicator;

const THEN = { [A]: files(1000, 900), [B]: files(500, 400) };
const NOW = { [A]: files(1200, 1140), [C]: files(3000, 1000) };

test('C1 · who reported changed: the total rises by 2.700, the commune that gave it both times by 200', () => {
  expect(comparedOf('3.1', THEN, NOW)).toMatchObject({
    kind: 'total',
    before: { reported: 2, value: 1500 },
    after: { reported: 2, value: 4200 },
    common: {
      before: { reported: 1, value: 1000 },
      after: { reported: 1, value: 1200 },
      difference: 200,
      movers: [{ commune: { code: A }, before: 1000, after: 1200, by: 200, cells: [{ address: 'E2' }] }],
      others: 0,
    },
  });
  expect(compare(THEN, NOW).comparison.sent).toEqual({
    before: { expected: 2, sent: 2 },
    after: { expected: 2, sent: 2 },
    both: 1,
  });
});

test('C1 · a figure in error counts at neither time', () => {
  const wrong = { [A]: files(1000, 900), [B]: files(500, 700) };
  expect(comparedOf('3.2', wrong, { [A]: files(1, 1), [B]: files(9, 9) }).common.before).toEqual({
    reported: 1,
    value: 900,
  });
});

test('C2 · a ratio is Σ/Σ, and its parts add up', () => {
  const now = { [A]: files(2000, 1900), [B]: files(100, 10) };
  const { common, before } = comparedOf('3.3', THEN, now);
  expect(before).toEqual({ reported: 2, numerator: 1300, denominator: 1500, value: 1300 / 1500 });
  expect(common.after.value).toBe(1910 / 2100);
  const { numerator = 0, denominator = 0 } = common.effects ?? {};
  expect(numerator + denominator).toBeCloseTo(common.difference ?? 0, 9);
  expect(common.movers.reduce((sum, { by }) => sum + by, 0)).toBeCloseTo(common.difference ?? 0, 9);
  expect(common.movers.map(({ commune }) => commune.code)).toEqual([A, B]);
  expect(effectsText(indicatorOf('3.3'), common.before, common.after, { numerator, denominator })).toBe(
    'Tử số tăng 610 (tác động +40,67 điểm %), mẫu số tăng 600 (tác động −36,38 điểm %).',
  );
});

test('C1 · the movers in words: the greatest first, the others counted', () => {
  const codes = Array.from({ length: 8 }, (_, index) => String(index + 1).padStart(5, '0'));
  const then = Object.fromEntries(codes.map((code) => [code, files(100, 50)]));
  const now = Object.fromEntries(codes.map((code, index) => [code, files(index === 7 ? 100 : 100 - 10 * index, 10)]));
  const { common } = comparedOf('3.1', then, now);
  expect(moversText(indicatorOf('3.1'), common, 2)).toBe(
    'xã Đơn vị 00007 −60 (100 → 40; ô E2); xã Đơn vị 00006 −50 (100 → 50; ô E2); và 4 đơn vị khác',
  );
});

test('C3 · matched by key across a renumbering; new, dropped and altered ones are named', () => {
  const section = (rows: readonly object[]) => ({
    sections: [{ code: '3', key: 'thu_tuc', title: 'Thủ tục', sheet: '3. TTHC', rows }],
  });
  const row = (code: string, key: string, unit = 'hồ sơ') => ({ code, key, label: key, type: 'count', unit });
  const before = aForm(section([row('3.1', 'tiep_nhan'), row('3.2', 'bo_di'), row('3.3', 'doi', 'triệu đồng')]));
  const after = aForm({
    version: 2,
    ...section([row('3.1', 'moi'), row('3.2', 'tiep_nhan'), row('3.3', 'doi', 'tỷ đồng')]),
  });
  const then = { [A]: { '3.1': 10, '3.2': 1, '3.3': 5 } };
  const { comparison } = compare(then, { [A]: { '3.1': 7, '3.2': 12, '3.3': 6 } }, [before, after]);
  expect(comparison.indicators.map(({ key, code, common }) => [key, code, common.difference])).toEqual([
    ['tiep_nhan', '3.2', 2],
  ]);
  expect(
    [comparison.added, comparison.dropped, comparison.altered].map((names) => names.map(({ key }) => key)),
  ).toEqual([['moi'], ['bo_di'], ['doi']]);
});

const ALIKE = aForm({
  sections: [
    {
      code: '3',
      key: 'thu_tuc',
      title: 'Thủ tục',
      sheet: '3. TTHC',
      rows: [
        {
          code: '3.1',
          key: 'cach',
          label: 'Cách tính',
          type: 'choice',
          choices: [
            { code: '1', label: 'Người' },
            { code: '2', label: 'Hộ' },
          ],
        },
        { code: '3.2', key: 'so', label: 'Số', type: 'count', unit: '', alike: ['3.1'] },
      ],
    },
  ],
});

test('C4 · only those that counted the same thing at both times', () => {
  const then = { [A]: { '3.1': '1', '3.2': 10 }, [B]: { '3.1': '1', '3.2': 20 } };
  const now = { [A]: { '3.1': '1', '3.2': 15 }, [B]: { '3.1': '2', '3.2': 5 } };
  const { common, after } = comparedOf('3.2', then, now, [ALIKE, ALIKE]);
  expect(after).toEqual({ reported: 2 });
  expect(common).toMatchObject({ before: { reported: 1, value: 10 }, difference: 5 });
});

describe.skipIf(!requires('soffice'))('C5 · LibreOffice', () => {
  test('computes the sheet as it was written', async () => {
    const then = { ...THEN, [C]: files(0, 0) };
    const now = { ...NOW, [B]: files(700, 900), '00004': files('khoảng 5', 2) };
    const current = roundOf(FORM, now, 'nay');
    const previous = compareRounds(heldRound(roundOf(FORM, then, 'truoc')), current);
    const { communes, constants } = current;
    const figures = aggregate(FORM, communes, { constants });
    const model = composeSummary({
      form: FORM,
      communes,
      refused: [],
      figures,
      created: '2025-10-20T02:00:00Z',
      constants,
      previous,
    });
    const written = await writeXlsx(model);
    const computed = (await recalculate(new Map([['a.xlsx', written]]))).get('a.xlsx') as Uint8Array;
    const [before, after] = [await cellsOf(written), await cellsOf(computed)];
    expect(after).toEqual(before);
    expect(before.filter((cell) => typeof cell === 'number').length).toBeGreaterThan(20);
  });
});

async function cellsOf(bytes: Uint8Array) {
  const sheet = (await readXlsx(bytes)).sheets.find(({ name }) => name === COMPARISON);
  return [...(sheet?.cells.values() ?? [])]
    .filter(({ value }) => value !== '')
    .map(({ value }) => (typeof value === 'number' ? Number(value.toFixed(9)) : value));
}
