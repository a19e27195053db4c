/**
 * What the summary workbook promises (design section 7):
 *   S1  a commune's cell shows its kind of answer, and only sound numbers are numbers
 *   S2  province figures are formulas over those cells; what they hold is what the server computed
 *   S3  no text of a commune is in a formula
 *   S4  the order of input does not matter; rows can be read twice
 *   S5  those not in the figures are named first; states, tasks, warnings and errors say who must do what
 *       and lead to a commune's return
 *   S6  every list has a filter over exactly its rows, a frozen head that print repeats, and lies across
 */
import { describe, expect, test } from 'vitest';
import { aggregate } from '../../functions/domain/aggregate/aggregate.ts';
import type { Form } from '../../functions/domain/form/form.ts';
import type { ProposedRecommendation } from '../../functions/domain/notice/recommendation.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import { roundSchema } from '../../functions/domain/round/round.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import { chooseInForce } from '../../functions/domain/submission/in-force.ts';
import type { RefusedFile, Submission } from '../../functions/domain/submission/submission.ts';
import {
  type CommuneSummary,
  composeSummary,
  type SummaryInput,
} from '../../functions/domain/summary/compose-summary.ts';
import type { CellModel, RowModel, SheetModel, WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { aCommune, aForm, aSubmission, type Typed, withExplanation } from '../support/builders.ts';

const A = aCommune({ code: '00001', name: 'An Sơn' });
const B = aCommune({ code: '00002', name: 'Bình Sơn' });
const C = aCommune({ code: '00003', name: 'Chư Sơn', type: 'phường' });
const D = aCommune({ code: '00004', name: 'Đăk Sơn' });

const RULES = [
  { id: 'Q1', severity: 'error', check: '[3.2] <= [3.1]', says: 'Trực tuyến lớn hơn tổng số' },
  { id: 'Q2', severity: 'warning', check: '[3.1] < 1000', says: 'Số hồ sơ rất lớn' },
  { id: 'Q3', severity: 'error', check: '[3.1] > 0', says: 'Không có hồ sơ', off: 'chờ hướng dẫn' },
  { id: 'Q4', severity: 'warning', check: '[3.2] > 0', says: 'Không trực tuyến', trial: 'mới đặt ra' },
];
const FORM = aForm({ rules: RULES });
const ROUND = roundSchema.parse({
  id: 'dot-1',
  form: FORM.id,
  version: 1,
  title: 'Đợt 1',
  province: { code: '52', name: 'Gia Lai' },
  deadline: '2025-10-15',
});
const REFUSED: RefusedFile = { file: 'la.xls', code: 'FILE_OLD', sentence: 'Tệp là .xls cũ.' };

type Sent = Omit<CommuneSummary, 'recommendations'> & Partial<CommuneSummary>;

const sent = (commune: Commune, values: Typed, overrides: Partial<Submission> = {}, form: Form = FORM): Sent => ({
  commune,
  returns: chooseInForce([aSubmission(form, values, { commune, ...overrides })]),
});

function summaryOf(
  parts: readonly Sent[],
  {
    form = FORM,
    roster = undefined as readonly Commune[] | undefined,
    refused = [] as RefusedFile[],
    ...further
  }: Partial<SummaryInput> & { refused?: RefusedFile[] } = {},
): WorkbookModel {
  const communes = parts.map((part) => ({ recommendations: [], ...part }));
  const constants = constantsOf(form);
  const figures = aggregate(form, communes, { constants, ...(roster ? { roster } : {}) });
  return composeSummary({
    form,
    round: ROUND,
    ...(roster ? { roster } : {}),
    communes,
    refused,
    figures,
    created: '2025-10-20T02:00:00.000Z',
    constants,
    ...further,
  });
}

function sheetNamed(model: WorkbookModel, name: string): SheetModel {
  const found = model.sheets.find((sheet) => sheet.name === name);
  if (!found) throw new Error(`no sheet ${name}`);
  return found;
}

const rowsOf = (model: WorkbookModel, name: string): RowModel[] => [...sheetNamed(model, name).rows];
const shown = (row: RowModel | undefined): string[] =>
  (row?.cells ?? []).flatMap((cell) => (cell?.value === undefined ? [] : [String(cell.value)]));
const linesOf = (model: WorkbookModel, name: string): string[] =>
  rowsOf(model, name).map((row) => shown(row).join(' | '));
const cellsOf = (model: WorkbookModel): CellModel[] =>
  model.sheets.flatMap((sheet) => [...sheet.rows].flatMap((row) => row.cells.flatMap((cell) => cell ?? [])));

/** The matrix has its totals in row 6, its counts in row 7 and its communes from row 9; figures from column E. */
const matrixCell = (model: WorkbookModel, row: number, column: number): CellModel | undefined =>
  rowsOf(model, 'Ma trận')[row - 1]?.cells[column - 1];

const brief = (cell: CellModel | undefined) =>
  [cell?.value, cell?.format, cell?.formula].map((part) => part ?? '').join(' ~ ');

const RATIO = 'IF(COUNT(F9,E9)<2,"",IF(E9=0,"–",F9/E9))';
const CELLS: { name: string; values: Typed; received: string; ratio: string }[] = [
  { name: 'a number', values: { '3.1': 8, '3.2': 6 }, received: '8 ~ #,##0 ~ ', ratio: `0.75 ~ 0.00% ~ ${RATIO}` },
  {
    name: 'nil is a number that says so',
    values: { '3.1': 'nil', '3.2': 'nil' },
    received: '0 ~ 0" (kps)" ~ ',
    ratio: `– ~ 0.00% ~ ${RATIO}`,
  },
  {
    name: 'not applicable is text',
    values: { '3.1': 'na', '3.2': 'na' },
    received: 'k.a.d ~  ~ ',
    ratio: 'k.a.d ~  ~ ',
  },
  { name: 'blank stays blank', values: {}, received: ' ~  ~ ', ratio: ` ~ 0.00% ~ ${RATIO}` },
  {
    name: 'an error is text with a mark',
    values: { '3.1': 'khoảng 8', '3.2': 6 },
    received: 'khoảng 8 ⚠ ~  ~ ',
    ratio: `⚠ ~ 0.00% ~ ${RATIO.replace('<2,""', '<2,"⚠"')}`,
  },
  {
    name: 'a number under an error is text too',
    values: { '3.1': 8, '3.2': 9 },
    received: '8 ⚠ ~  ~ ',
    ratio: `⚠ ~ 0.00% ~ ${RATIO.replace('<2,""', '<2,"⚠"')}`,
  },
  {
    name: 'a stated ratio over a term in error',
    values: { '3.1': 'khoảng 8', '3.2': 6, '3.3': '75' },
    received: 'khoảng 8 ⚠ ~  ~ ',
    ratio: '75 ⚠ ~  ~ ',
  },
  {
    name: 'a stated ratio that is wrong',
    values: { '3.1': 8, '3.2': 6, '3.3': '80' },
    received: '8 ~ #,##0 ~ ',
    ratio: '80 ⚠ ~  ~ ',
  },
];

describe('the matrix', () => {
  test.each(CELLS)('S1 · $name', ({ values, received, ratio }) => {
    const model = summaryOf([sent(A, values)]);

    expect(brief(matrixCell(model, 9, 5))).toBe(received);
    expect(brief(matrixCell(model, 9, 7))).toBe(ratio);
  });

  test('S1 · why a cell is in error stands in its note', () => {
    expect(matrixCell(summaryOf([sent(A, { '3.1': 8, '3.2': 9 })]), 9, 5)?.note).toMatch(
      /tử số \(9\) lớn hơn mẫu số \(8\).*\nTrực tuyến lớn hơn tổng số \(9 so với 8\)/,
    );
  });

  test('S1 · who did not send has a line without figures', () => {
    const model = summaryOf([sent(B, { '3.1': 1, '3.2': 1 })], { roster: [A, B] });

    expect(shown(rowsOf(model, 'Ma trận')[8])).toEqual(['00001', 'An Sơn', 'xã', 'Chưa gửi']);
  });

  test('S2 · totals and coverage', () => {
    const model = summaryOf([
      sent(A, { '3.1': 8, '3.2': 6 }),
      sent(B, { '3.1': 12, '3.2': 3 }),
      sent(D, { '3.1': 7, '3.2': 9 }),
    ]);
    const at = (row: number, column: number) => brief(matrixCell(model, row, column));

    expect(at(6, 5)).toBe('20 ~ #,##0 ~ IF(COUNT(E$9:E$11)=0,"",SUM(E$9:E$11))');
    const [up, down] = ['F', 'E'].map((letter) => `SUMIFS(${letter}$9:${letter}$11,G$9:G$11,"<1000000000000")`);
    expect(at(6, 7)).toBe(`0.45 ~ 0.00% ~ IF(${down}=0,"–",(${up})/(${down}))`);
    expect([5, 6, 7].map((column) => at(7, column))).toEqual(
      ['E', 'F', 'G'].map((letter) => `2 ~ #,##0 ~ COUNT(${letter}$9:${letter}$11)`),
    );
  });

  test('S2 · a choice is counted by exactly its words, a share is not added', () => {
    const rows = [
      { code: '1.1', key: 'quy_che', label: 'Có "quy chế"', type: 'yesno' },
      { code: '1.2', key: 'giai_ngan', label: 'Giải ngân', type: 'share' },
    ];
    const form = aForm({ sections: [{ code: '1', key: 's', title: 'S', sheet: 'S', rows }] });
    const model = summaryOf([sent(A, { '1.1': 'Không', '1.2': '86,6' }, {}, form)], { form });

    expect(brief(matrixCell(model, 6, 5))).toBe(
      '0 Có · 1 Không ~  ~ SUMPRODUCT(--(E$9:E$9="Có"))&" Có"&" · "&SUMPRODUCT(--(E$9:E$9="Không"))&" Không"',
    );
    expect(brief(matrixCell(model, 6, 6))).toBe('không cộng ~  ~ ');
    expect(brief(matrixCell(model, 9, 6))).toBe('0.866 ~ 0.00% ~ ');
    expect(linesOf(model, 'Số liệu tỉnh').filter((line) => line.startsWith('– '))).toEqual([
      '– Có | đơn vị | 0',
      '– Không: xã An Sơn | đơn vị | 1',
    ]);
  });
});

describe('the province table', () => {
  const model = summaryOf(
    [sent(A, { '3.1': 8, '3.2': 6 }), sent(B, { '3.1': 'x?', '3.2': 3 }), sent(C, { '3.1': 4 })],
    { roster: [A, B, C, D] },
  );
  const [received, , ratio] = rowsOf(model, 'Số liệu tỉnh').filter((row) =>
    /^3\.\d$/.test(String(row.cells[0]?.value)),
  );

  test('S2 · refers to the matrix', () => {
    expect([3, 6, 7].map((index) => brief(received?.cells[index]))).toEqual([
      `12 ~ #,##0 ~ 'Ma trận'!E6`,
      `2 ~ #,##0 ~ 'Ma trận'!E7`,
      '4 ~ #,##0 ~ ',
    ]);
    expect(brief(ratio?.cells[4])).toBe(`6 ~ #,##0 ~ SUMIFS('Ma trận'!F$9:F$12,'Ma trận'!G$9:G$12,"<1000000000000")`);
  });

  test('S2 · by type', () => {
    expect(received?.cells.slice(17).map((cell) => cell?.value)).toEqual([8, 4]);
    expect(received?.cells[18]?.formula).toContain(`'Ma trận'!$C$9:$C$12,"phường"`);
  });

  test('S5 · names who is missing and who is in error', () => {
    expect(received?.cells.slice(10, 12).map((cell) => cell?.value)).toEqual([
      'Chưa có phiếu: 1 đơn vị',
      'xã Bình Sơn',
    ]);
    expect(ratio?.cells[10]?.value).toBe('Để trống (1): phường Chư Sơn. Chưa có phiếu: 1 đơn vị');
    expect([12, 13, 14, 15, 16].map((index) => received?.cells[index]?.value)).toEqual([
      4,
      'phường Chư Sơn',
      6,
      8,
      'xã An Sơn',
    ]);
  });
});

test('S5 · a commune leads to its return where there is one', () => {
  const linkOf = (code: string) => `https://cchc.vn/${code}`;
  const model = summaryOf([sent(A, { '3.1': 8 }), sent(C, { '3.1': 'x?' })], { roster: [A, B, C], linkOf });
  const linked = ['Ma trận', 'Tình hình nộp', 'Xếp hạng', 'Lỗi và kiến nghị'].map((name) =>
    rowsOf(model, name).flatMap(({ cells }) =>
      cells.flatMap((cell) => (cell?.href ? [`${cell.value} ${cell.href}`] : [])),
    ),
  );

  const [toA, toC] = ['An Sơn https://cchc.vn/00001', 'Chư Sơn https://cchc.vn/00003'];
  expect(linked).toEqual([[toA, toC], [toA, toC], [toC, toA].sort(), [toC]]);
  expect(cellsOf(summaryOf([sent(A, { '3.1': 8 })])).filter(({ href }) => href !== undefined)).toEqual([]);
});

test('S3 · no text of a commune is in a formula', () => {
  const evil = '=HYPERLINK("http://xau.vn")';
  const commune = { ...A, name: evil };
  const bad = sent(commune, { '3.1': evil, '3.2': 5, '3.3': evil }, { file: evil });
  const recommendations: ProposedRecommendation[] = [
    {
      id: evil,
      state: 'proposed',
      text: evil,
      reason: evil,
      ground: [{ key: evil, code: evil, label: evil, printed: evil }],
    },
  ];
  const cells = cellsOf(
    summaryOf([{ ...bad, recommendations }], { refused: [{ file: evil, code: 'X', sentence: evil }] }),
  );

  expect(cells.filter(({ value }) => String(value).includes('HYPERLINK')).length).toBeGreaterThan(10);
  expect(cells.filter(({ formula, link }) => `${formula}${link}`.includes('HYPERLINK'))).toEqual([]);
});

test('S4 · the order of input does not matter, and rows can be read twice', () => {
  const parts = [sent(A, { '3.1': 8, '3.2': 6 }), sent(C, { '3.1': 'x?' }), sent(B, { '3.1': 2000 })];
  const refused = [REFUSED, { ...REFUSED, file: 'a.xls' }];
  const model = summaryOf(parts, { roster: [A, B, C, D], refused });

  expect(cellsOf(summaryOf([...parts].reverse(), { roster: [D, C, B, A], refused: [...refused].reverse() }))).toEqual(
    cellsOf(model),
  );
  expect(cellsOf(model)).toEqual(cellsOf(model));
});

describe('who must do what', () => {
  const explained = withExplanation(
    FORM,
    aSubmission(FORM, { '3.1': 2000, '3.2': 6 }, { commune: C, sentAt: '2025-10-15T17:00:00.000Z' }),
    'tiep_nhan',
    'Đúng, do sáp nhập',
  );
  const unclear = ['a', 'b'].map((sha256) =>
    aSubmission(FORM, { '3.1': 5, '3.2': 1 }, { commune: D, sha256, file: `${sha256}.xlsx`, sentAt: undefined }),
  );
  const accepted = aSubmission(FORM, { '3.1': 5, '3.2': 1 }, { commune: A });
  const bad = aSubmission(
    FORM,
    { '3.1': 'năm' },
    { commune: A, file: 'sua.xlsx', sha256: 'c', sentAt: '2025-10-14T02:00:00.000Z' },
  );
  const E = aCommune({ code: '00005', name: 'Ia Sơn' });
  const stranger = aCommune({ code: '00009', name: 'Xa Lạ' });
  const model = summaryOf(
    [
      { commune: A, returns: chooseInForce([accepted, bad]) },
      sent(B, { '3.1': 5, '3.2': 6, '3.3': '120' }),
      { commune: C, returns: chooseInForce([explained]) },
      { commune: D, returns: chooseInForce(unclear) },
      sent(stranger, { '3.1': 1 }),
    ],
    { roster: [A, B, C, D, E], refused: [REFUSED] },
  );

  test('S5 · the overview names those not in the figures before any figure', () => {
    const lines = linesOf(model, 'Tổng quan');
    const figures = lines.indexOf('Số liệu chính');

    expect(lines.slice(lines.indexOf('Đơn vị chưa có hoặc chưa đủ trong số liệu') + 1, figures - 1)).toEqual([
      'Số liệu toàn tỉnh gồm phiếu của 3/5 đơn vị.',
      'Chưa gửi (1) | xã Ia Sơn',
      'Có nhiều tệp, chưa rõ tệp nào mới nhất nên chưa tính (1) | xã Đăk Sơn',
      'Có trong số liệu, trừ các ô có lỗi (1) | xã Bình Sơn',
      'Đã gửi nhưng không có trong danh sách phải gửi, không tính (1) | xã Xa Lạ',
    ]);
    expect(lines[4]).toBe('5 | 2 | 1 | 1 | 1 | 1');
    expect(lines.slice(lines.indexOf('Quy tắc kiểm tra đang tắt')).slice(0, 5)).toEqual([
      'Quy tắc kiểm tra đang tắt',
      '- Q3 (Không có hồ sơ): chờ hướng dẫn',
      '',
      'Quy tắc đang chạy thử, chỉ nêu với tỉnh, chưa nêu với đơn vị',
      '- Q4 (Không trực tuyến): mới đặt ra',
    ]);
  });

  test('S5 · the state of each commune, and of what was refused', () => {
    expect(linesOf(model, 'Tình hình nộp').slice(4)).toEqual([
      '00001 | An Sơn | xã | Đã nhận | 00001.xlsx | 45940.375 | Đúng hạn | 0 | 0 | 0 | 1 | sua.xlsx: có lỗi, không thay thế bản đã được nhận',
      '00002 | Bình Sơn | xã | Cần sửa | 00002.xlsx | 45940.375 | Đúng hạn | 2 | 0 | 0 | 1 | ',
      '00003 | Chư Sơn | phường | Đã nhận | 00003.xlsx | 45946 | Muộn | 0 | 0 | 1 | 1 | ',
      '00004 | Đăk Sơn | xã | Chưa rõ tệp mới nhất |  | Không rõ | a.xlsx: chưa rõ tệp nào mới hơn\nb.xlsx: chưa rõ tệp nào mới hơn',
      '00005 | Ia Sơn | xã | Chưa gửi |  | Quá hạn | ',
      '',
      'Đơn vị đã gửi nhưng không có trong danh sách phải gửi (không tính vào số liệu)',
      '00009 | xã Xa Lạ | 00009.xlsx',
      '',
      'Tệp không đọc được hoặc không nhận (1)',
      'la.xls | Tệp là .xls cũ.',
    ]);
  });

  test('S5 · a time is a number that can be sorted, shown as a day and an hour', () => {
    expect(rowsOf(model, 'Tình hình nộp')[4]?.cells[5]).toMatchObject({
      value: 45_940.375,
      format: 'dd/mm/yyyy hh:mm',
    });
  });

  test('S5 · what must be done next', () => {
    const tasks = rowsOf(model, 'Việc cần làm')
      .slice(4)
      .map((row) => [1, 3, 6].map((index) => row.cells[index]?.value).join(' | '));

    expect(tasks).toEqual([
      'An Sơn | Yêu cầu sửa tệp gửi sau | Tỉnh',
      'Bình Sơn | Sửa ô E4, E3, E2 | Đơn vị',
      'Bình Sơn | Sửa ô E3, E2 | Đơn vị',
      'Đăk Sơn | Xác nhận tệp đúng | Tỉnh',
      'Ia Sơn | Đôn đốc gửi phiếu | Tỉnh',
      ' | Xử lý tệp không nhận | Tỉnh',
    ]);
  });

  test('S5 · an explained warning travels with its explanation', () => {
    expect(linesOf(model, 'Cảnh báo số liệu').slice(5)).toEqual([
      '00003 | Chư Sơn | phường | 3. TTHC | E2 | Số hồ sơ rất lớn (2.000 so với 1.000). Hãy kiểm tra lại số liệu ở ô E2 (trang "3. TTHC"). | Đúng, do sáp nhập | Đã giải trình',
    ]);
  });
});

test('S5 · recommendations: what holds and what cannot be told by commune, what is everywhere said once', () => {
  const recommendations = [
    { id: 'R1', default: 'always', text: 'Luôn luôn.' },
    { id: 'R2', default: 'when', when: '[3.1] > 3', text: 'Giảm hồ sơ.' },
    { id: 'R3', default: 'choice', text: 'Tùy chọn.' },
  ];
  const form = aForm({ recommendations });
  const proposed = (id: string, state: ProposedRecommendation['state']): ProposedRecommendation => ({
    id,
    state,
    text: `Văn bản ${id}.`,
    reason: `Vì ${id}.`,
    ground: id === 'R2' ? [{ key: 'tong_so', code: '3.1', label: 'Tổng số', printed: '5' }] : [],
  });
  const of = (state: ProposedRecommendation['state']) => ({
    recommendations: ['R1', 'R2', 'R3'].map((id) => proposed(id, id === 'R2' ? state : 'undecided')),
  });
  const model = summaryOf(
    [
      { ...sent(A, { '3.1': 5, '3.2': 1 }, {}, form), ...of('proposed') },
      { ...sent(B, { '3.1': 1, '3.2': 1 }, {}, form), ...of('not proposed') },
      { ...sent(D, { '3.2': 1 }, {}, form), ...of('undecided') },
    ],
    { form },
  );

  expect(linesOf(model, 'Lỗi và kiến nghị').slice(2)).toEqual([
    'Kiến nghị có trong mọi thông báo, không liệt kê lại: R1. Kiến nghị do Đoàn kiểm tra tự chọn: R3.',
    'Mã | Đơn vị | Loại | Nội dung là | Ô / Mã kiến nghị | Lỗi hoặc kiến nghị | Giá trị nên ghi / Căn cứ | Trạng thái',
    '00001 | An Sơn | xã | Kiến nghị | R2 | Văn bản R2. | 3.1 Tổng số hồ sơ tiếp nhận: 5 | Đề xuất',
    '00004 | Đăk Sơn | xã | Kiến nghị | R2 | Văn bản R2. | Vì R2. | Chưa xác định',
  ]);
});

describe('S6 · every list', () => {
  const model = summaryOf([sent(A, { '3.1': 2000, '3.2': 6 }), sent(B, { '3.1': 5, '3.2': 6 })], { roster: [A, B, C] });

  test.each([
    'Số liệu tỉnh',
    'Xếp hạng',
    'Ma trận',
    'Tình hình nộp',
    'Cảnh báo số liệu',
    'Lỗi và kiến nghị',
    'Việc cần làm',
  ])('%s', (name) => {
    const { filter, frozen, print } = sheetNamed(model, name);
    const [, head, last] = /^A(\d+):[A-Z]+(\d+)$/.exec(filter ?? '') ?? [];

    expect(Number(last)).toBe(rowsOf(model, name).length);
    expect(frozen).toEqual({ rows: Number(head), columns: 2 });
    expect(print).toMatchObject({ landscape: true, repeatRows: [expect.any(Number), Number(head)] });
  });

  test('an empty province still makes a workbook', () => {
    expect(summaryOf([], { roster: [A] }).sheets.map(({ name }) => name)).toEqual(model.sheets.map(({ name }) => name));
    expect(() => cellsOf(summaryOf([]))).not.toThrow();
  });
});
