/** The workbook of assessed scores, taken away and brought back through the real writer and reader. */
import { describe, expect, test } from 'vitest';
import { readXlsx } from '../../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { viewOf } from '../../../functions/domain/aggregate/commune-figure.ts';
import {
  type Assessment,
  type Assessments,
  enter,
  NOT_ASSESSED,
} from '../../../functions/domain/scoring/assessment.ts';
import { scoreReader } from '../../../functions/domain/scoring/commune-score.ts';
import { ASSESSMENT_CAPTIONS, composeAssessment } from '../../../functions/domain/scoring/compose-assessment.ts';
import { readAssessment } from '../../../functions/domain/scoring/read-assessment.ts';
import type {
  CellContent,
  CellModel,
  RowModel,
  WorkbookModel,
} from '../../../functions/domain/workbook/workbook-model.ts';
import { aScoredForm, scoredSource } from '../../support/a-scored-form.ts';
import { aCommune, aSubmission } from '../../support/builders.ts';

const FORM = aScoredForm(scoredSource({ total: 12, survey: { label: 'Điều tra', points: 2 } }));
const [AN, BINH] = [aCommune({ code: '05605', name: 'An' }), aCommune({ code: '21733', name: 'Bình' })];
const STAMP = { by: 'Trần Thị B', at: '2025-11-03T02:00:00.000Z' };
const STORED: Assessments = new Map([
  [
    AN.code,
    {
      scores: { t1__a: { points: 3, note: 'Đủ', ...STAMP }, t1__b: { points: null, ...STAMP } },
      survey: { points: 1.5, ...STAMP },
    },
  ],
]);

function taken(stored: Assessments = STORED): WorkbookModel {
  const read = scoreReader(FORM, FORM.scoring);
  const scores = [AN, BINH].map((commune) => {
    const inForce = aSubmission(FORM, { '1.1': 100, '1.2': 80, '1.4': 'Có', 'T1.1.d': 4 }, { commune });
    return read(viewOf(FORM, { commune, returns: { inForce, others: [] } }, {}), stored.get(commune.code));
  });
  return composeAssessment({
    round: { id: 'dot-1', title: 'Đợt 1' },
    scoring: FORM.scoring,
    scores,
    created: '2025-11-20T02:00:00.000Z',
  });
}

const CAPTIONS = Object.values(ASSESSMENT_CAPTIONS);
type Typed = Partial<Record<keyof typeof ASSESSMENT_CAPTIONS, CellContent | undefined>>;
const columnOf = (field: string): number => Object.keys(ASSESSMENT_CAPTIONS).indexOf(field);

/** The workbook with something typed into the row of a commune and criterion. */
function typedInto(
  model: WorkbookModel,
  ...edits: readonly (readonly [commune: string, code: string, typed: Typed])[]
): WorkbookModel {
  const [sheet] = model.sheets;
  if (!sheet) throw new Error('no sheet');
  const rows = [...sheet.rows].map((row): RowModel => {
    const edit = edits.find(([commune, code]) => row.cells[0]?.value === commune && row.cells[2]?.value === code);
    if (!edit) return row;
    const typed = new Map(Object.entries(edit[2]).map(([field, value]) => [columnOf(field), value]));
    return {
      cells: row.cells.map((cell, at): CellModel | undefined =>
        typed.has(at) ? { ...cell, value: typed.get(at) } : cell,
      ),
    };
  });
  return { ...model, sheets: [{ ...sheet, rows }] };
}

async function readBack(model: WorkbookModel, stored: Assessments = STORED) {
  const workbook = await readXlsx(await writeXlsx(model));
  return readAssessment(workbook, {
    round: 'dot-1',
    scoring: FORM.scoring,
    communes: new Set([AN.code, BINH.code]),
    stored,
  });
}

async function reading(model: WorkbookModel, stored?: Assessments) {
  const read = await readBack(model, stored);
  if (read === undefined || read === 'other round') throw new Error(String(read));
  return { entries: Object.fromEntries(read.entries), faults: read.faults.map(({ sentence }) => sentence) };
}

test('tải về rồi nạp lại nguyên vẹn: không có gì mới', async () => {
  expect(await reading(taken())).toEqual({ entries: {}, faults: [] });
});

test('bảng có điểm tự chấm, điểm theo số liệu và điểm đang lưu', () => {
  const rows = [...(taken().sheets[0]?.rows ?? [])].map(({ cells }) => cells.map((cell) => cell?.value));
  expect(rows[4]).toEqual(CAPTIONS);
  expect(rows[5]?.slice(2, 9)).toEqual(['T1.1', 'Theo tỷ lệ', 4, 4, 4, 3, 'Đủ']);
  expect(rows[6]?.[7]).toBe('Không áp dụng');
  expect(rows[9]?.slice(2, 8)).toEqual(['ĐT', 'Điều tra', 2, '', '', 1.5]);
});

test('nhận xét dài hơn trang cho gõ thì không nhận, và nói rõ ở đâu', async () => {
  const model = typedInto(taken(), [AN.code, 'T1.2', { points: 1, note: 'x'.repeat(1001) }]);
  const { entries, faults } = await reading(model);
  expect(entries).toEqual({});
  expect(faults).toEqual([expect.stringMatching(/T1\.2: nhận xét dài quá 1000 ký tự/)]);
});

test('chỉ ô đã sửa thành mục mới: số, chữ, không áp dụng, xoá, nhận xét', async () => {
  const model = typedInto(
    taken(),
    [AN.code, 'T1.1', { points: undefined }],
    [AN.code, 'T1.2', { points: 1 }],
    [AN.code, 'ĐT', { points: '1,75' }],
    [BINH.code, 'T1.4', { points: '2,50', note: 'Có tài liệu' }],
    [BINH.code, 'T1.3', { points: 'k.a.d' }],
  );
  expect(await reading(model)).toEqual({
    entries: {
      [AN.code]: [
        { key: 't1__a', points: undefined, note: 'Đủ' },
        { key: 't1__b', points: 1, note: '' },
        { key: 'dieu_tra', points: 1.75, note: '' },
      ],
      [BINH.code]: [
        { key: 't1__c', points: null, note: '' },
        { key: 't1__d', points: 2.5, note: 'Có tài liệu' },
      ],
    },
    faults: [],
  });
});

test('mọi dòng sai được nêu, dòng đúng vẫn ghi', async () => {
  const model = typedInto(
    taken(),
    [AN.code, 'T1.1', { points: 9 }],
    [AN.code, 'T1.2', { points: 'cao' }],
    [AN.code, 'T1.3', { points: 0.125 }],
    [AN.code, 'T1.4', { points: 1, commune: '99999' }],
    [AN.code, 'ĐT', { points: 'Không áp dụng' }],
    [BINH.code, 'T1.1', { points: 1, code: 'T9.9' }],
    [BINH.code, 'T1.2', { points: 2 }],
  );
  const { entries, faults } = await reading(model);
  expect(Object.keys(entries)).toEqual([BINH.code]);
  expect(faults).toEqual([
    'Đơn vị 05605, tiêu chí T1.1: 9 nằm ngoài khoảng điểm từ 0 đến 4. Hãy sửa lại điểm.',
    'Đơn vị 05605, tiêu chí T1.2: "cao" không phải là điểm. Hãy gõ một số từ 0 đến 2, hoặc "Không áp dụng".',
    'Đơn vị 05605, tiêu chí T1.3: 0,125 có quá hai chữ số thập phân. Hãy làm tròn điểm.',
    'Đơn vị mã "99999" không có trong danh sách của đợt. Hãy kiểm tra lại mã.',
    'Đơn vị 05605, tiêu chí ĐT: điểm điều tra phải là một số. Hãy gõ điểm hoặc để trống.',
    'Không có tiêu chí "T9.9" trong bộ tiêu chí. Hãy kiểm tra lại mã tiêu chí.',
  ]);
});

describe('người khác sửa trên hệ thống sau khi tải về', () => {
  const later: Assessments = new Map([
    [
      AN.code,
      enter(
        STORED.get(AN.code) as Assessment,
        [{ key: 't1__a', points: 2, note: 'Đủ' }],
        'Lê C',
        '2025-11-05T02:00:00Z',
      ).assessment,
    ],
  ]);

  test('ô không sửa trong tệp giữ nguyên điểm mới', async () => {
    expect(await reading(taken(), later)).toEqual({ entries: {}, faults: [] });
  });

  test('ô cùng bị sửa thì không ghi và nêu ra', async () => {
    const model = typedInto(taken(), [AN.code, 'T1.1', { points: 4 }]);
    expect(await reading(model, later)).toEqual({
      entries: {},
      faults: [
        'Đơn vị 05605, tiêu chí T1.1: điểm đã được sửa thành 2,00 trên hệ thống sau khi tải bảng này, nên chưa ghi 4,00. Hãy xem lại rồi sửa trên hệ thống.',
      ],
    });
  });

  test('sửa nhận xét thì không kéo điểm cũ theo', async () => {
    const model = typedInto(taken(), [AN.code, 'T1.1', { note: 'Đủ, rõ' }]);
    expect((await reading(model, later)).entries).toEqual({ [AN.code]: [{ key: 't1__a', points: 2, note: 'Đủ, rõ' }] });
  });
});

test('mất cột ẩn và số 0 ở đầu mã, đảo dòng: vẫn đọc theo mã; ô trống không xoá điểm', async () => {
  const [sheet] = taken().sheets;
  const rows = [...(sheet?.rows ?? [])].slice(4).map(({ cells }) => cells.slice(0, 10));
  const [head, ...body] = rows;
  const moved = [head, ...body.reverse()].map((cells) => ({
    cells: (cells ?? []).map((cell) => (cell?.value === AN.code ? { ...cell, value: Number(AN.code) } : cell)),
  }));
  const model = { ...taken(), sheets: [{ name: 'Trang khác', columns: [], rows: moved }] };
  const cleared = typedInto(model, [BINH.code, 'T1.2', { points: 2 }]);
  const emptied = {
    ...cleared,
    sheets: cleared.sheets.map((each) => ({
      ...each,
      rows: [...each.rows].map(({ cells }) => ({
        cells: cells.map((cell, at) => (at === 7 && cell?.value === 3 ? { ...cell, value: undefined } : cell)),
      })),
    })),
  };
  expect(await reading(emptied)).toEqual({
    entries: { [BINH.code]: [{ key: 't1__b', points: 2, note: '' }] },
    faults: [],
  });
});

test('bảng của đợt khác; tệp không phải bảng điểm', async () => {
  const other = {
    ...taken(),
    sheets: taken().sheets.map((sheet) => ({
      ...sheet,
      rows: [...sheet.rows].map((row, at) =>
        at === 0
          ? {
              cells: row.cells.map((cell) => (cell?.value === 'cham-diem:dot-1' ? { value: 'cham-diem:dot-2' } : cell)),
            }
          : row,
      ),
    })),
  };
  expect(await readBack(other)).toBe('other round');
  expect(
    await readBack({ ...taken(), sheets: [{ name: 'A', columns: [], rows: [{ cells: [{ value: 'Mã đơn vị' }] }] }] }),
  ).toBeUndefined();
});

test('ghi điểm: chỉ mục thay đổi mang tên người và lúc sửa', () => {
  const before = STORED.get(AN.code) as Assessment;
  const { assessment, changed } = enter(
    before,
    [
      { key: 't1__a', points: 3, note: 'Đủ' },
      { key: 't1__b', points: 1 },
      { key: 'dieu_tra', points: undefined },
    ],
    'Lê C',
    '2025-11-05T02:00:00Z',
  );
  expect(changed).toEqual(['t1__b', 'dieu_tra']);
  expect(assessment).toEqual({
    scores: { t1__a: before.scores.t1__a, t1__b: { points: 1, by: 'Lê C', at: '2025-11-05T02:00:00Z' } },
  });
  expect(enter(NOT_ASSESSED, [{ key: 't1__a', note: '' }], 'Lê C', '2025').changed).toEqual([]);
});
