/**
 * Where the checks in the sheet and on the server part ways, and what the shipped forms do not use: contents that only the
 * server reads, units a row does not concern, formulas as input, a rule that is longer than a formula can be.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { layOut } from '../../functions/domain/form/layout.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { aForm } from '../support/builders.ts';
import { type ServerView, serverView } from '../support/expected-checks.ts';
import { recalculate } from '../support/libreoffice.ts';
import { requires } from '../support/requires.ts';
import {
  checkCells,
  type Entry,
  entryOf,
  indicatorOf,
  type RowState,
  typedWorkbook,
} from '../support/typed-workbook.ts';

const count = (code: string, more: object = {}) => ({
  code,
  key: `o_${code.toLowerCase()}`,
  label: `Dòng ${code}`,
  type: 'count',
  unit: 'hồ sơ',
  ...more,
});

const TABLE = {
  code: 'B',
  key: 'bang',
  label: 'Văn bản đã ban hành',
  freeRows: 3,
  columns: [
    { code: 'a', key: 'ten', label: 'Tên', type: 'text' },
    { code: 'b', key: 'so', label: 'Số lượng', type: 'count' },
  ],
};

const FORM = aForm({
  sections: [
    {
      code: '1',
      key: 'thu',
      title: 'Thử',
      sheet: 'Thử',
      rows: [
        ...['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8'].map((code) => count(code)),
        count('P1', { appliesTo: ['phường'], presence: 'required' }),
        count('H1', { help: 'Chỉ tính hồ sơ trong kỳ.' }),
        count('M1', { presence: 'optional', help: 'Không có thì bỏ trống.' }),
        { code: 'D1', key: 'ngay', label: 'Ngày', type: 'date' },
        { code: 'D2', key: 'van_ban', label: 'Văn bản', type: 'document' },
        { code: 'C1', key: 'chon', label: 'Chọn', type: 'choice', choices: [{ code: '1', label: 'Mức một' }] },
        {
          code: 'R1',
          key: 'ty_le',
          label: 'Tỷ lệ',
          type: 'ratio',
          ratio: { numerator: '[A1]', denominator: '[A2]', stated: true },
        },
        { table: TABLE },
      ],
    },
  ],
  rules: [
    { id: 'L1', severity: 'error', check: 'rows([B]) = [A7]', says: 'Số dòng khác số đã ghi' },
    { id: 'L2', severity: 'error', check: 'min([A5], [A6]) >= 3', says: 'Số nhỏ nhất chưa tới ba' },
    { id: 'L3', severity: 'error', check: 'max([A5], [A6]) <= 5', says: 'Số lớn nhất quá năm' },
  ],
});

/** What is typed, what the row then begins with, and what the server says of it. */
const CASES: readonly {
  name: string;
  typed: Readonly<Record<string, Entry>>;
  at: string;
  shows: string;
  server: string[];
}[] = [
  {
    name: 'số gõ bằng chữ: máy chủ đọc được, trang tính nhắc gõ lại',
    typed: { A1: { value: '1.440' } },
    at: 'A1',
    shows: '⚠ Số đang ở dạng chữ',
    server: [],
  },
  {
    name: 'ngày gõ bằng chữ cũng vậy',
    typed: { D1: { value: '03/7/2025' } },
    at: 'D1',
    shows: '✗ Cần một ngày',
    server: [],
  },
  {
    name: 'nhãn của lựa chọn không kèm mã cũng vậy',
    typed: { C1: { value: 'Mức một' } },
    at: 'C1',
    shows: '✗ Hãy chọn',
    server: [],
  },
  {
    name: 'văn bản thiếu ngày: chỉ máy chủ thấy',
    typed: { D2: { value: 'Kế hoạch số 05/KH-UBND' } },
    at: 'D2',
    shows: '✓',
    server: ['DOCUMENT_WITHOUT_DAY'],
  },
  {
    name: 'công thức báo lỗi không lan sang dòng khác',
    typed: { A3: { formula: '1/0' } },
    at: 'A3',
    shows: '✗ Cần một số nguyên',
    server: ['CELL_ERROR'],
  },
  { name: 'công thức có kết quả', typed: { A3: { formula: '1+1' } }, at: 'A3', shows: '✓', server: [] },
  {
    name: 'chữ lạ ở cột bên cạnh',
    typed: { A4: { value: 4, kind: 'bận' } },
    at: 'A4',
    shows: '✗ Ô bên cạnh chỉ nhận',
    server: ['EMPTY_KIND_UNREADABLE'],
  },
  {
    name: 'tỷ lệ vừa ghi vừa chọn',
    typed: { R1: { value: 50, kind: 'Không phát sinh' } },
    at: 'R1',
    shows: '✗ Vừa có số liệu vừa chọn',
    server: ['EMPTY_KIND_CONFLICT'],
  },
  {
    name: 'tỷ lệ của số không áp dụng',
    typed: { A1: { value: 1 }, A2: { kind: 'Không áp dụng' }, R1: { value: 50 } },
    at: 'R1',
    shows: '✓',
    server: [],
  },
  {
    name: 'tỷ lệ chọn "Không phát sinh" là đã điền',
    typed: { R1: { kind: 'Không phát sinh' } },
    at: 'R1',
    shows: '✓',
    server: [],
  },
  {
    name: 'chữ không phát sinh trong ô chữ của bảng',
    typed: { 'B.1.a': { value: 'Không phát sinh' } },
    at: 'B.1.a',
    shows: '✗ Tên: Lựa chọn này',
    server: ['EMPTY_KIND_NOT_ALLOWED'],
  },
  {
    name: 'quy tắc về số dòng của bảng hiện ở dòng đầu',
    typed: { 'B.1.a': { value: 'Kế hoạch' }, A7: { value: 3 } },
    at: 'B.1.a',
    shows: '✗ Số dòng khác',
    server: ['RULE_BROKEN'],
  },
  {
    name: 'số nhỏ nhất bỏ qua "không áp dụng"',
    typed: { A5: { kind: 'Không áp dụng' }, A6: { value: 4 } },
    at: 'A5',
    shows: '✓',
    server: [],
  },
  {
    name: 'số lớn nhất bỏ qua "không áp dụng"',
    typed: { A5: { kind: 'Không áp dụng' }, A6: { value: 9 } },
    at: 'A5',
    shows: '✗ Số lớn nhất quá năm',
    server: ['RULE_BROKEN'],
  },
  { name: 'dòng của phường không hỏi xã', typed: {}, at: 'P1', shows: '', server: [] },
  {
    name: 'ô trống nhắc cách điền',
    typed: {},
    at: 'H1',
    shows: '○ Chưa điền. Chỉ tính hồ sơ trong kỳ.',
    server: ['VALUE_MISSING'],
  },
  { name: 'ô tuỳ chọn cũng nhắc, không kèm dấu', typed: {}, at: 'M1', shows: 'Không có thì bỏ trống.', server: [] },
];

describe.skipIf(!requires('soffice'))('sheet and server', () => {
  let seen: readonly { rows: readonly RowState[]; view: ServerView }[];

  beforeAll(async () => {
    const files = new Map<string, Uint8Array>();
    for (const [index, { typed }] of CASES.entries())
      files.set(`${index}.xlsx`, await writeXlsx(typedWorkbook(FORM, new Map(Object.entries(typed)))));
    const results = await recalculate(files);
    const workbooks = await Promise.all([...files.keys()].map((name) => readXlsx(results.get(name) as Uint8Array)));
    seen = workbooks.map((workbook) => ({ rows: checkCells(FORM, workbook), view: serverView(FORM, workbook) }));
  }, 300_000);

  test.each(CASES.map((each, index) => ({ ...each, index })))('$name', ({ index, at, shows, server }) => {
    const key = indicatorOf(FORM, at).key;
    const row = seen[index]?.rows.find(({ indicators }) => indicators.some((indicator) => indicator.key === key));
    const said = seen[index]?.view.findings.filter(({ indicators: [first] }) => first === key).map(({ code }) => code);
    expect(row?.says === shows || (shows !== '' && row?.says.startsWith(shows)), row?.says).toBe(true);
    expect(said?.filter((code) => code !== 'VALUE_MISSING' || server.includes(code))).toEqual(server);
  });
});

test('a rule too long for a formula is left to the server; what else the row says stays', () => {
  const check = `${Array.from({ length: 1200 }, () => 'orzero([3.2])').join(' + ')} <= [3.1]`;
  const form = aForm({
    rules: [
      { id: 'L1', severity: 'warning', check, says: 'Quá dài', blame: ['3.1'] },
      { id: 'L2', severity: 'error', check: '[3.2] <= [3.1]', says: 'Vừa phải', blame: ['3.1'] },
    ],
  });
  const { sheet, row } = layOut(form).placeOf('tiep_nhan');
  const model = composeTemplate({ form, created: '2025-01-01T00:00:00Z' });
  const rows = [...(model.sheets.find(({ name }) => name === sheet)?.rows ?? [])];
  const formula = rows[row - 1]?.cells.find((cell) => cell?.style === 'check')?.formula ?? '';
  expect(formula.length).toBeLessThan(8192);
  expect(['Quá dài', 'Vừa phải', '○ Chưa điền'].filter((text) => formula.includes(text))).toEqual([
    'Vừa phải',
    '○ Chưa điền',
  ]);
});

test('a choice typed as its code is offered as the sheet offers it', () => {
  expect(entryOf(indicatorOf(FORM, 'C1'), '1')).toEqual({ value: '1 - Mức một' });
});
