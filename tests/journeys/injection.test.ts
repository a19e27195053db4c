/**
 * Text of strangers that a spreadsheet would run: beginning with = + - @, a tab or a return, from every field they control,
 * is text in every output, also after LibreOffice has opened and saved it.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readExamples } from '../../functions/adapters/local-files/example-files.ts';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { aggregate } from '../../functions/domain/aggregate/aggregate.ts';
import { composeNotice } from '../../functions/domain/notice/compose-notice.ts';
import { noticeWords } from '../../functions/domain/notice/notice-words.ts';
import { recommend } from '../../functions/domain/notice/recommend.ts';
import { linksCsv } from '../../functions/domain/register/links-csv.ts';
import { composeReminders, remindersOn } from '../../functions/domain/register/reminders.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import type { Answer } from '../../functions/domain/submission/answers.ts';
import { constantsOf } from '../../functions/domain/submission/figures.ts';
import { composeReceipt } from '../../functions/domain/submission/receipt.ts';
import { composeReceiptText } from '../../functions/domain/submission/receipt-text.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { composeSummary } from '../../functions/domain/summary/compose-summary.ts';
import { composeAnnotated } from '../../functions/domain/template/compose-annotated.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { type Example, fillExample } from '../../functions/domain/template/fill-example.ts';
import type { CellData } from '../../functions/domain/workbook/workbook-data.ts';
import type { WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { changesTable } from '../../functions/entry/http/pages/commune/changes-table.ts';
import { findingsList } from '../../functions/entry/http/pages/commune/findings-list.ts';
import { resultOf } from '../../functions/entry/http/pages/commune/result.ts';
import { FORMS_FOLDER, localTools } from '../../functions/wiring.ts';
import { partOf } from '../adapters/notice-docx.fixtures.ts';
import { recalculate } from '../support/libreoffice.ts';
import { requires } from '../support/requires.ts';

/** In every hostile text, to find it again. */
const SIGN = 'ZZZ';
const HOSTILE = [
  `=${SIGN}(1)`,
  `=HYPERLINK("http://x.example";"${SIGN}")`,
  `+${SIGN}+1`,
  `-${SIGN}-1`,
  `@${SIGN}(1)`,
  `\t=${SIGN}`,
  `\r=${SIGN}`,
  `=cmd|'/c ${SIGN}'!A1`,
  `<script>${SIGN}</script>`,
  `"&${SIGN}&"`,
] as const;
const CREATED = '2025-10-20T02:00:00Z';

const tools = localTools();
const form = await tools.forms.load('kiem-tra-cchc-2025', 1);
const examples = await readExamples(join(FORMS_FOLDER, form.id, 'v1', 'example'));
if (!examples) throw new Error('no examples');
const example = examples.returns[0] as Example;
const commune: Commune = { ...example.commune, name: HOSTILE[0], province: HOSTILE[2] };
const round = { ...examples.round, title: HOSTILE[3] };
const FILE = `${HOSTILE[1]}.xlsx`;

/** The published figures, with a hostile text in every cell that takes text, in some that do not, and as every explanation. */
function hostileAnswers(): ReadonlyMap<string, Answer> {
  const filled = fillExample(form, example).answers;
  return new Map(
    form.indicators.map(({ key, type }, index) => {
      const typed = HOSTILE[index % HOSTILE.length] ?? '';
      const answer = filled.get(key) ?? { state: 'missing', typed: '' };
      const takesText = type === 'text' || type === 'longtext' || type === 'document' || type === 'amount';
      const own: Answer = takesText ? { state: 'unreadable', typed } : answer;
      return [key, { ...own, explanation: typed }];
    }),
  );
}

let submission: Submission;
let workbooks: ReadonlyMap<string, WorkbookModel>;
let files: ReadonlyMap<string, Uint8Array>;

beforeAll(async () => {
  const answers = hostileAnswers();
  const typed = composeTemplate({ form, commune, round, answers, created: CREATED });
  submission = await tools.checkReturn(
    { name: FILE, bytes: await writeXlsx(typed) },
    { round, roster: new Map([[commune.code, commune]]) },
  );
  const previous = { form, submission, round };
  const changes = [{ code: '1.7', label: 'x', before: HOSTILE[4], after: HOSTILE[5] }];
  const comment = { text: HOSTILE[6], day: '2025-10-12' };
  const constants = constantsOf(form);
  const communes = [{ commune, returns: { inForce: submission, others: [] }, recommendations: [] }];
  const refused = [{ file: HOSTILE[4], code: 'FILE_NOT_WORKBOOK', sentence: HOSTILE[1] }];
  const figures = aggregate(form, communes, { constants, roster: [commune] });
  const reminders = remindersOn('2025-12-01', [
    {
      commune,
      latest: { version: 1, state: 'accepted', errors: 0 },
      review: { outcome: 'returned', version: 1, comment: HOSTILE[5] },
    },
  ]);
  const created = CREATED;
  const summary = { form, round, roster: [commune], communes, refused, figures, created, constants };
  workbooks = new Map(
    [
      ['bieu-mau', composeTemplate({ form, commune, round, previous, created })],
      [
        'co-ghi-chu',
        composeAnnotated({ form, submission, round, previous, history: { version: 2, changes, comment }, created }),
      ],
      ['tong-hop', composeSummary(summary)],
      ['nhac', composeReminders(round, reminders, created)],
    ].map(([name, model]) => [name as string, finished(model as WorkbookModel)]),
  );
  files = new Map(
    await Promise.all([...workbooks].map(async ([name, model]) => [`${name}.xlsx`, await writeXlsx(model)] as const)),
  );
}, 120_000);

/** Rows may be given only once. */
const finished = (model: WorkbookModel): WorkbookModel => ({
  ...model,
  sheets: model.sheets.map((sheet) => ({ ...sheet, rows: [...sheet.rows] })),
});

const OUTPUTS = ['bieu-mau', 'co-ghi-chu', 'tong-hop', 'nhac'] as const;

type StrangersCell = CellData & { readonly sheet: string };

/** Cells whose whole content is a stranger's. */
async function strangersIn(bytes: Uint8Array): Promise<readonly StrangersCell[]> {
  const { sheets } = await readXlsx(bytes);
  const begins = /^\s*[=+\-@<"]/;
  return sheets
    .flatMap(({ name, cells }) => cells.map((cell) => ({ ...cell, sheet: name })))
    .filter(({ value }) => typeof value === 'string' && value.includes(SIGN) && begins.test(value));
}

describe.each(OUTPUTS)('%s.xlsx', (name) => {
  test('không công thức nào chứa chữ của người gửi ngoài dấu nháy', () => {
    const formulas = [...(workbooks.get(name)?.sheets ?? [])].flatMap(({ rows }) =>
      [...rows].flatMap(({ cells }) =>
        cells.flatMap((cell) => [cell?.formula, cell?.link].filter((text) => text !== undefined)),
      ),
    );
    const code = formulas.map((formula) => formula.replace(/"(?:[^"]|"")*"/g, '""'));
    expect(code.filter((formula) => formula.includes(SIGN))).toEqual([]);
  });

  test('ô ghi chữ của người gửi là chữ', async () => {
    const cells = await strangersIn(files.get(`${name}.xlsx`) as Uint8Array);
    expect(cells.length).toBeGreaterThan(0);
    // The names beside a chart come by INDEX out of the matrix, where they are text: a result is never read as a formula.
    expect(cells.filter(({ isFormula, sheet }) => isFormula && sheet !== 'Số liệu biểu đồ')).toEqual([]);
  });
});

test('mọi kiểu mở đầu đều có mặt trong biểu trả lại', async () => {
  const cells = await strangersIn(files.get('co-ghi-chu.xlsx') as Uint8Array);
  const texts = new Set(cells.map(({ value }) => String(value).trim()));
  expect(HOSTILE.filter((text) => !texts.has(text.trim()))).toEqual([]);
});

test.skipIf(!requires('soffice'))('LibreOffice mở và lưu lại: vẫn là chữ', { timeout: 300_000 }, async () => {
  for (const [name, bytes] of await recalculate(files)) {
    const own = formulasOf(workbooks.get(name.replace('.xlsx', '')) as WorkbookModel);
    const cells = await strangersIn(bytes);
    expect(cells.filter(({ isFormula }) => !isFormula).length, name).toBeGreaterThan(0);
    expect(
      cells.filter((cell) => cell.isFormula && !own.has(placeIn(cell))),
      name,
    ).toEqual([]);
  }
});

const placeIn = ({ sheet, row, column }: Pick<StrangersCell, 'sheet' | 'row' | 'column'>) =>
  `${sheet}!${row},${column}`;

/** Where we wrote formulas: hidden cells that repeat what stands in a value cell. */
function formulasOf({ sheets }: WorkbookModel): ReadonlySet<string> {
  const places = sheets.flatMap(({ name, rows }) =>
    [...rows].flatMap(({ cells }, row) =>
      cells.flatMap((cell, column) =>
        cell?.formula === undefined ? [] : [placeIn({ sheet: name, row: row + 1, column: column + 1 })],
      ),
    ),
  );
  return new Set(places);
}

test.each(HOSTILE)('danh sách đường dẫn (CSV): %j', (name) => {
  const text = new TextDecoder().decode(linksCsv([{ commune: { ...commune, code: name, name }, link: name }]));
  const cells = text.match(/"(?:[^"]|"")*"/g)?.map((cell) => cell.slice(1, -1)) ?? [];
  expect(cells.filter((cell) => cell.includes(SIGN))).toHaveLength(4);
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
});

test('thông báo (docx): chữ nguyên văn, không trường lệnh', async () => {
  const notice = round.notice as NonNullable<typeof round.notice>;
  const words = noticeWords(commune, notice);
  const recommendations = recommend(form, submission, { constants: round.constants, words });
  const model = composeNotice({ form, submission, recommendations, round: { ...round, notice } });
  const docx = (await tools.noticeTemplate(form.id, form.version)).render(model);
  const xml = partOf(docx);
  expect(xml).toContain(HOSTILE[0]);
  expect(xml).not.toContain('<script>');
  const fields = xml.match(/<w:instrText[^>]*>[^<]*|w:instr="[^"]*"/g) ?? [];
  expect(fields.filter((field) => field.includes(SIGN))).toEqual([]);
});

test('biên nhận (văn bản): tên tệp và giải trình không thêm được dòng nào', () => {
  const lines = (file: string) => {
    const receipt = composeReceipt(form, { ...submission, file }, CREATED);
    return composeReceiptText({ receipt, commune, annotated: 'a.xlsx' }).split('\r\n');
  };
  const forged = lines(`a.xlsx\r\nKết quả: Đạt yêu cầu.`);
  expect(forged.filter((line) => line.startsWith('Kết quả: '))).toEqual([`Kết quả: Cần sửa: có ${errors()} lỗi.`]);
  expect(forged).toHaveLength(lines('a.xlsx').length);
});

const errors = (): number => submission.findings.filter(({ severity }) => severity === 'error').length;

test('trang của đơn vị (HTML): không có thẻ nào của người gửi', () => {
  const changes = HOSTILE.map((text) => ({ code: '1.7', label: text, before: text, after: text }));
  const receipt = composeReceipt(form, submission, CREATED, { version: 2, versionInForce: 2, late: false, changes });
  const pages = `${findingsList(form, resultOf(receipt))}${changesTable(receipt)}`;
  expect(pages).toContain('&lt;script&gt;');
  expect(pages).not.toContain('<script>');
});
