/** Scores beside a folder of returns: the workbook offered is the one that is read. */
import { describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { aggregate } from '../../functions/domain/aggregate/aggregate.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import { composeSummary } from '../../functions/domain/summary/compose-summary.ts';
import type { WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { scoresOfFile, scoresToFill } from '../../functions/use-cases/scores-of-file.ts';
import { aScoredForm, scoredSource } from '../support/a-scored-form.ts';
import { aScoredProvince } from '../support/a-scored-province.ts';
import { aCommune, aForm, aSubmission } from '../support/builders.ts';

const TRIAL = { id: 'Q1', severity: 'error', check: '[1.1] < 100', says: 'Quá nhiều hồ sơ', trial: 'Đang theo dõi.' };
const FORM = aScoredForm(scoredSource({}, { rules: [TRIAL] }));
const { round } = aScoredProvince(FORM, 0);
const constants = constantsOf(FORM);
const created = '2025-11-20T02:00:00.000Z';
const [AN, BINH] = ['00001', '00002'].map((code) => aCommune({ code, name: `Sơn ${code}` }));
const communes = [AN, BINH].map((commune, index) => {
  const inForce = aSubmission(FORM, { '1.1': 100 + index, '1.2': 80 - index, '1.4': 'Có' }, { commune });
  return { commune: inForce.commune, returns: { inForce, others: [] }, recommendations: [] };
});
const base = { form: FORM, round, communes, constants, created };
const read = async (model: WorkbookModel | undefined) => readXlsx(await writeXlsx(model as WorkbookModel));

test('điểm đã ghi trong tệp được đọc lại cả bảng, kể cả những ô không sửa', async () => {
  const assessments = new Map([['00001', { scores: { t1__a: { points: 4, by: 'B', at: created } } }]]);
  const workbook = await read(scoresToFill(base, assessments));
  const { assessments: found, faults } = scoresOfFile({ name: 'diem.xlsx', workbook }, base);
  expect([...found]).toEqual([['00001', { scores: { t1__a: { points: 4, by: 'diem.xlsx', at: created } } }]]);
  expect(faults).toEqual([]);
});

describe('từ chối', () => {
  test('biểu không chấm điểm: không có bảng để điền, không đọc điểm', async () => {
    const form = aForm();
    const workbook = await read(scoresToFill(base));
    expect(scoresToFill({ ...base, form, communes: [] })).toBeUndefined();
    expect(() => scoresOfFile({ name: 'a', workbook }, { ...base, form })).toThrow(/không có bộ tiêu chí chấm điểm/);
  });

  test('tệp khác, đợt khác', async () => {
    const workbook = await read(scoresToFill({ ...base, round: { ...round, id: 'dot-khac' } }));
    expect(() => scoresOfFile({ name: 'a', workbook }, base)).toThrow(/của đợt khác/);
    expect(() => scoresOfFile({ name: 'a', workbook: { ...workbook, sheets: [] } }, base)).toThrow(
      /không phải là bảng/,
    );
  });
});

test('quy tắc chạy thử chỉ có ở trang riêng của tỉnh, kèm lý do', () => {
  const figures = aggregate(FORM, communes, { constants });
  const model = composeSummary({ ...base, refused: [], figures });
  const textsOf = (name: string) =>
    [...(model.sheets.find((sheet) => sheet.name === name)?.rows ?? [])].flatMap(({ cells }) =>
      cells.map((cell) => String(cell?.value ?? '')),
    );
  expect(textsOf('Quy tắc chạy thử')).toContain('Q1: Quá nhiều hồ sơ. Lý do chạy thử: Đang theo dõi.');
  expect(textsOf('Quy tắc chạy thử').filter((text) => text.startsWith('Quá nhiều hồ sơ ('))).toHaveLength(2);
  const others = ['Cảnh báo số liệu', 'Lỗi và kiến nghị', 'Ma trận'].flatMap(textsOf);
  expect(others.filter((text) => text.includes('Quá nhiều hồ sơ'))).toEqual([]);
  const without = composeSummary({ ...base, form: aScoredForm(), refused: [], figures });
  expect(without.sheets.map(({ name }) => name)).not.toContain('Quy tắc chạy thử');
});
