/**
 * Returns that other programs have worked in, through the real door. Each case is done by openpyxl,
 * then saved once by LibreOffice as .xlsx and once as .ods and back: every answer is still the one that was given.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readExamples } from '../../functions/adapters/local-files/example-files.ts';
import type { Form, Indicator } from '../../functions/domain/form/form.ts';
import { layOut } from '../../functions/domain/form/layout.ts';
import { type Answer, answerOf } from '../../functions/domain/submission/answers.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { type Example, fillExample } from '../../functions/domain/template/fill-example.ts';
import { cellAddress } from '../../functions/domain/workbook/workbook-data.ts';
import { FORMS_FOLDER, localTools } from '../../functions/wiring.ts';
import { recalculate, throughOds } from '../support/libreoffice.ts';
import { type Step, type Work, workWithOpenpyxl } from '../support/openpyxl.ts';
import { requires } from '../support/requires.ts';

const tools = localTools();
const form: Form = await tools.forms.load('tong-ket-cchc-2021-2025', 1);
const dated: Form = await tools.forms.load('kiem-tra-cchc-2025', 1);
const DATE = dated.indicators.find(({ type }) => type === 'date') as Indicator;

async function exampleOf(of: Form, code: string): Promise<Example> {
  const examples = await readExamples(join(FORMS_FOLDER, of.id, `v${of.version}`, 'example'));
  const found = examples?.returns.find(({ commune }) => commune.code === code);
  if (!found) throw new Error(`no example ${code}`);
  return found;
}

async function returnOf(of: Form, code: string): Promise<Uint8Array> {
  const example = await exampleOf(of, code);
  const { answers, strays } = fillExample(of, example);
  const created = '2025-10-01T00:00:00Z';
  return tools.writeWorkbook(composeTemplate({ form: of, commune: example.commune, answers, strays, created }));
}

const places = layOut(form);
const placeOf = (code: string, of = places, within: Form = form) => of.placeOf(within.byCode.get(code)?.key ?? '');

/** Types into the value cell of an indicator. */
function typed(code: string, value: unknown, format?: string): Step {
  const { sheet, row, column } = placeOf(code);
  return { do: 'put', sheet, cell: cellAddress(row, column), value, ...(format ? { format } : {}) };
}

const { sheet: ANNEX, row: FIRST } = placeOf('1.1');
const row = (code: string) => placeOf(code).row;
const copy = (sheet: string) => `${sheet} Copy`;

interface Case {
  readonly name: string;
  readonly steps: readonly Step[];
  /** What is said of it besides what is said of the return as it was made; of warnings and errors the cells that count. */
  readonly says?: readonly string[];
  /** Answers that came to be others, by code. */
  readonly others?: Readonly<Record<string, Partial<Answer>>>;
  /** Not the same once LibreOffice has computed it. */
  readonly afterOffice?: {
    readonly says: readonly string[];
    readonly others: Readonly<Record<string, Partial<Answer>>>;
  };
}

const CASES: readonly Case[] = [
  { name: 'mở ra rồi ghi lại', steps: [] },
  {
    name: 'chèn dòng, ẩn dòng và cột',
    steps: [
      { do: 'insertRows', sheet: ANNEX, at: row('2.1'), count: 2 },
      { do: 'insertRows', sheet: ANNEX, at: FIRST },
      { do: 'hideRows', sheet: ANNEX, rows: [row('3.2.1'), row('3.2.2')] },
      { do: 'hideColumn', sheet: ANNEX, column: 'D' },
    ],
    says: ['FOUND_BY_ROW_CODE'],
  },
  {
    name: 'chèn cột trước cột số liệu',
    steps: [
      { do: 'dropNames' },
      { do: 'insertColumns', sheet: ANNEX, at: 4 },
      { do: 'insertColumns', sheet: ANNEX, at: 1 },
    ],
    says: ['FOUND_BY_ROW_CODE', 'IDENTITY_ABSENT'],
  },
  {
    name: 'sắp xếp lại dòng',
    steps: [
      { do: 'swapRows', sheet: ANNEX, one: row('1.3.1'), other: row('6.2.1') },
      { do: 'swapRows', sheet: ANNEX, one: row('2.1'), other: row('4.2.1') },
    ],
    says: ['FOUND_BY_ROW_CODE'],
  },
  {
    name: 'đổi tên và đổi thứ tự trang',
    steps: [
      { do: 'rename', sheet: ANNEX, to: 'Phụ lục của xã' },
      { do: 'last', sheet: 'Danh mục' },
    ],
    says: ['FOUND_BY_ROW_CODE'],
  },
  {
    name: 'chép trang thành hai, sửa ở trang chép',
    steps: [
      { do: 'copySheet', sheet: ANNEX },
      { do: 'put', sheet: copy(ANNEX), cell: cellAddress(row('4.2.1'), 5), value: 21 },
    ],
    says: ['SECOND_COPY'],
  },
  { name: 'mất tên ô', steps: [{ do: 'dropNames' }], says: ['FOUND_BY_ROW_CODE', 'IDENTITY_ABSENT'] },
  {
    name: 'dán giá trị sang sổ khác, cả cột ẩn',
    steps: [{ do: 'pasteValues', titles: ['A', 'B', 'C', 'D', 'E'], first_column: 1 }],
    says: ['FOUND_BY_ROW_CODE', 'IDENTITY_ABSENT'],
  },
  {
    name: 'dán giá trị sang sổ khác, không có cột ẩn',
    steps: [{ do: 'pasteValues', titles: [], first_column: 2 }],
    says: ['FOUND_BY_LABEL', 'FOUND_BY_LABEL', 'FOUND_BY_LABEL', 'FOUND_BY_LABEL', 'IDENTITY_ABSENT'],
  },
  {
    name: 'gộp ô, bỏ khoá trang',
    steps: [
      { do: 'unprotect' },
      { do: 'merge', sheet: ANNEX, range: `E${row('1.3.1')}:G${row('1.3.1')}` },
      { do: 'merge', sheet: ANNEX, range: `C${row('2.1')}:D${row('2.1')}` },
    ],
  },
  {
    name: 'chữ dựng sẵn thành chữ tổ hợp',
    steps: [{ do: 'decompose' }],
  },
  {
    name: 'số gõ thành chữ, đủ kiểu',
    steps: [
      typed('3.4.2.a', '16.807'),
      typed('3.4.2.b', '16 .807'),
      typed('1.1.a', '５０'),
      typed('1.1.b', '\u00a050\u00a0'),
      typed('4.2.1', '020'),
      typed('6.1', '98,37%'),
      typed('6.1.a', '17.759,720212'),
      typed('4.2.2', '17'),
    ],
  },
  {
    name: 'Excel tiếng Anh hiểu nhầm dấu chấm và gạch chéo',
    steps: [typed('3.4.2.a', 16.807), typed('1.4.1', { date: '2025-05-10' }, 'd-mmm'), typed('3.3.4', 0.995)],
    says: ['DATE_FOR_NUMBER → 5', 'FRACTION_IN_WHOLE → 16.807', 'SHARE_AS_FRACTION → 99,5'],
    others: {
      '3.4.2.a': { state: 'unreadable', number: 16.807 },
      '1.4.1': { state: 'unreadable', number: undefined },
      '3.3.4': { number: 0.995 },
    },
  },
  {
    name: 'công thức và ô lỗi',
    steps: [typed('1.3.1', '=25*2'), typed('4.2.1', '=10/0'), typed('2.1', '#N/A')],
    says: ['CELL_ERROR', 'FORMULA_WITHOUT_VALUE', 'FORMULA_WITHOUT_VALUE'],
    others: {
      '1.3.1': { state: 'unreadable', number: undefined },
      '4.2.1': { state: 'unreadable', number: undefined },
      '2.1': { state: 'unreadable', number: undefined },
    },
    afterOffice: {
      says: ['CELL_ERROR', 'CELL_ERROR'],
      others: {
        '4.2.1': { state: 'unreadable', number: undefined },
        '2.1': { state: 'unreadable', number: undefined },
      },
    },
  },
];

const check = (bytes: Uint8Array) => tools.checkReturn({ name: '05605 Bình Thành.xlsx', bytes });

/** What an answer comes to, place and spelling aside. */
const meaning = ({ state, number, text, day, marked, document, explanation }: Partial<Answer>): string =>
  JSON.stringify([state, number, text, day, marked, document?.text, explanation]);

/** The answers that differ from those of the original otherwise than expected: "4.2.1: 20 → 21". */
function changed(own: Submission, original: Submission, others: Case['others'] = {}): readonly string[] {
  return form.indicators.flatMap((indicator) => {
    const expected = meaning({ ...answerOf(original.answers, indicator), ...others[indicator.code] });
    const found = meaning(answerOf(own.answers, indicator));
    return found === expected ? [] : [`${indicator.code}: ${expected} → ${found}`];
  });
}

/** Findings of reading that are not made of the original too. Rules follow from the figures and are tested elsewhere. */
function saidBesides(own: Submission, original: Submission): readonly string[] {
  const known = new Set(original.findings.map(({ code, indicators }) => `${code} ${indicators}`));
  const ofReading = own.findings.filter(({ code }) => !/^(?:RULE|RATIO|NUMERATOR|VALUE_MISSING)/.test(code));
  return ofReading
    .filter(({ code, indicators }) => !known.has(`${code} ${indicators}`))
    .map(({ code, proposed }) => (proposed ? `${code} → ${proposed}` : code))
    .sort();
}

const hasOpenpyxl = requires('openpyxl');
const hasOffice = requires('soffice');

describe.skipIf(!hasOpenpyxl)('phiếu đã qua chương trình khác', () => {
  let original: Submission;
  const files: Record<string, Map<string, Uint8Array>> = {};

  beforeAll(async () => {
    const bytes = await returnOf(form, '05605');
    original = await check(bytes);
    const works = CASES.map(({ steps }, index): [string, Work] => [`${index}`, { from: bytes, steps }]);
    files.openpyxl = workWithOpenpyxl(new Map(works));
    if (!hasOffice) return;
    files['LibreOffice, .xlsx'] = await recalculate(files.openpyxl);
    files['LibreOffice, .ods'] = await throughOds(files.openpyxl);
  }, 240_000);

  describe.each(['openpyxl', 'LibreOffice, .xlsx', 'LibreOffice, .ods'])('%s', (program) => {
    test.for(CASES.map((each, index) => ({ ...each, index })))('$name', async ({ index, ...each }, { skip }) => {
      const bytes = files[program]?.get(`${index}.xlsx`);
      if (bytes === undefined) return skip('soffice is not installed');
      const { says = [], others = {} } = program === 'openpyxl' ? each : (each.afterOffice ?? each);
      const submission = await check(bytes);
      expect(changed(submission, original, others)).toEqual([]);
      expect(saidBesides(submission, original)).toEqual(says);
      expect([...submission.strays]).toEqual([...original.strays]);
    });
  });
});

const DATES: readonly { readonly name: string; readonly value: unknown; readonly steps: readonly Step[] }[] = [
  { name: 'là ngày của Excel', value: { date: '2025-07-18' }, steps: [] },
  { name: 'là chữ', value: '18/7/2025', steps: [] },
  { name: 'trong sổ đếm ngày từ năm 1904', value: { date: '2025-07-18' }, steps: [{ do: 'epoch1904' }] },
];

describe.skipIf(!hasOpenpyxl)('ngày', () => {
  let files: readonly Map<string, Uint8Array>[] = [];

  beforeAll(async () => {
    const { sheet, row: at, column } = layOut(dated).placeOf(DATE.key);
    const from = await returnOf(dated, '21733');
    const works = DATES.map(({ value, steps }, index): [string, Work] => {
      const format = typeof value === 'string' ? {} : { format: 'dd/mm/yyyy' };
      const put: Step = { do: 'put', sheet, cell: cellAddress(at, column), value, ...format };
      return [`${index}`, { from, steps: [...steps, put] }];
    });
    const written = workWithOpenpyxl(new Map(works));
    files = [written, ...(hasOffice ? [await recalculate(written), await throughOds(written)] : [])];
  }, 120_000);

  test.each(DATES.map((each, index) => ({ ...each, index })))('$name', async ({ index }) => {
    for (const program of files) {
      const bytes = program.get(`${index}.xlsx`) as Uint8Array;
      const { answers } = await tools.checkReturn({ name: 'ngay.xlsx', bytes });
      expect(answerOf(answers, DATE)).toMatchObject({ state: 'value', day: '2025-07-18' });
    }
  });
});
