/**
 * The sheets of scores as a file: every total, rank, index and class is a live formula whose stored result is the server's, and
 * LibreOffice comes to the same, also where a stored result was wrong.
 */
import { describe, expect, test } from 'vitest';
import { formFolder } from '../../functions/adapters/form-folder/form-folder.ts';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { aggregate } from '../../functions/domain/aggregate/aggregate.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import { composeSummary } from '../../functions/domain/summary/compose-summary.ts';
import { cellAddress } from '../../functions/domain/workbook/workbook-data.ts';
import type {
  CellContent,
  CellModel,
  SheetModel,
  WorkbookModel,
} from '../../functions/domain/workbook/workbook-model.ts';
import { type AScoredProvince, aScoredProvince } from '../support/a-scored-province.ts';
import { recalculate } from '../support/libreoffice.ts';
import { requires } from '../support/requires.ts';
import { expectValidWorkbook } from '../support/workbook-validity.ts';

const SHEETS = ['Xếp hạng theo điểm', 'Điểm thẩm định', 'Điểm tự chấm', 'Chi tiết chấm điểm', 'Trường hợp đặc biệt'];
const form = await formFolder(new URL('../../sheets-templates', import.meta.url).pathname).load('cham-diem-vi-du', 1);

function summaryOf({ round, roster, communes, assessments }: AScoredProvince, all = false): WorkbookModel {
  const constants = constantsOf(form);
  const figures = aggregate(form, communes, { constants, roster });
  const created = '2025-11-20T02:00:00.000Z';
  const model = composeSummary({
    form,
    round,
    roster,
    communes,
    assessments,
    figures,
    refused: [],
    constants,
    created,
  });
  return all ? model : { ...model, sheets: model.sheets.filter(({ name }) => SHEETS.includes(name)) };
}

type Values = Map<string, CellContent>;

function statedIn(model: WorkbookModel): Values {
  return new Map(
    model.sheets.flatMap((sheet) =>
      [...sheet.rows].flatMap((row, r) =>
        row.cells.flatMap((cell, c): [string, CellContent][] =>
          cell?.formula === undefined ? [] : [[`${sheet.name}!${cellAddress(r + 1, c + 1)}`, cell.value ?? '']],
        ),
      ),
    ),
  );
}

async function valuesIn(bytes: Uint8Array | undefined): Promise<Values> {
  const { sheets } = await readXlsx(bytes ?? new Uint8Array());
  return new Map(
    sheets.flatMap(({ name, cells }) =>
      cells.map(({ row, column, value }): [string, CellContent] => [
        `${name}!${cellAddress(row, column)}`,
        typeof value === 'object' ? value.error : (value ?? ''),
      ]),
    ),
  );
}

function differences(stated: Values, computed: Values): string[] {
  return [...stated].flatMap(([at, value]) => {
    const result = computed.get(at) ?? '';
    const same =
      typeof value === 'number' && typeof result === 'number' ? Math.abs(value - result) < 1e-9 : value === result;
    return same ? [] : [`${at}: ${value} ≠ ${result}`];
  });
}

/** Every result made wrong. */
function withWrongResults(model: WorkbookModel): WorkbookModel {
  const wrong = (cell: CellModel | undefined) => (cell?.formula === undefined ? cell : { ...cell, value: 987_654 });
  const sheets = model.sheets.map((sheet) => ({
    ...sheet,
    rows: [...sheet.rows].map((row) => ({ ...row, cells: row.cells.map(wrong) })),
  }));
  return { ...model, sheets };
}

const rowsOf = (model: WorkbookModel, name: string): string[] =>
  [...(model.sheets.find((sheet) => sheet.name === name) as SheetModel).rows].map(({ cells }) =>
    cells.flatMap((cell) => (cell?.value === undefined || cell.value === '' ? [] : [String(cell.value)])).join(' | '),
  );

test.skipIf(!requires('soffice'))(
  'LibreOffice comes to what the server stated, whatever results the file holds',
  async () => {
    const models = [
      aScoredProvince(form, 24),
      aScoredProvince(form, 1),
      aScoredProvince(form, 14, { scoring: { survey: false } }),
    ].map((province) => summaryOf(province));
    const files = await Promise.all(
      models.map(async (model, index) => [`${index}.xlsx`, await writeXlsx(withWrongResults(model))] as const),
    );
    const recalculated = await recalculate(new Map(files));
    for (const [index, model] of models.entries()) {
      expect(statedIn(model).size).toBeGreaterThan(70);
      expect(differences(statedIn(model), await valuesIn(recalculated.get(`${index}.xlsx`)))).toEqual([]);
    }
  },
  120_000,
);

describe('các trang điểm', () => {
  const province = aScoredProvince(form, 24);
  const model = summaryOf(province);

  test('nằm trong bảng tổng hợp, là bảng tính hợp lệ; mọi trang nêu là ví dụ', async () => {
    const whole = summaryOf(province, true);
    expect(whole.sheets.map(({ name }) => name).filter((name) => SHEETS.includes(name))).toEqual(SHEETS);
    expectValidWorkbook(await writeXlsx(whole));
    for (const name of SHEETS) expect(rowsOf(model, name)[1], name).toContain('Bộ tiêu chí ví dụ');
  });

  test('xếp hạng: cùng chỉ số cùng hạng, thứ hạng trên số đơn vị được xếp; chưa đủ điểm thì ở dưới kèm lý do', () => {
    const rows = rowsOf(model, 'Xếp hạng theo điểm');
    const ranked = rows.filter((row) => /^\d+ \| \d{5}/.test(row)).map((row) => row.split(' | '));
    const unranked = rows.filter((row) => /^– \| \d{5}/.test(row));
    expect(ranked.length + unranked.length).toBe(24);
    expect(new Set(ranked.map(([rank]) => rank)).size).toBeLessThan(ranked.length);
    expect(ranked[0]?.at(-1)).toMatch(new RegExp(`^(1/${ranked.length}|Tự chấm thiếu)`));
    expect(
      unranked.filter((row) => row.includes('Chưa gửi phiếu; chưa thẩm định; chưa có điểm điều tra')),
    ).toHaveLength(2);
    expect(unranked.some((row) => row.includes('Còn 2 tiêu chí chưa thẩm định'))).toBe(true);
    expect(unranked.every((row) => !row.includes('| 0 |'))).toBe(true);
  });

  test('chi tiết: tự chấm và thẩm định cạnh nhau, kèm nhận xét và người chấm', () => {
    const line = rowsOf(model, 'Chi tiết chấm điểm').find((row) => row.includes('Tài liệu kiểm chứng chưa đủ'));
    expect(line).toContain('Trần Thị B, 03/11/2025');
  });

  test('trường hợp đặc biệt: tiêu chí đã trừ, điểm trên tối đa còn lại', () => {
    const cases = rowsOf(model, 'Trường hợp đặc biệt').slice(4);
    expect(cases.length).toBeGreaterThan(5);
    expect(cases[0]).toContain('T4.2 Kế hoạch sắp xếp đơn vị sự nghiệp công lập (5 điểm)');
    expect(cases.every((row) => / \| (80|85|90|95) \| /.test(row))).toBe(true);
  });

  test('không đơn vị nào: vẫn có đủ trang, không công thức nào ra lỗi', async () => {
    const none = summaryOf({ ...province, roster: [], communes: [], assessments: new Map() });
    expectValidWorkbook(await writeXlsx(none));
    expect(rowsOf(none, 'Trường hợp đặc biệt').at(-1)).toBe('Không có đơn vị nào.');
  });
});
