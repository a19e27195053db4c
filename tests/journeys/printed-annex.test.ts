/**
 * The published annexes of Bình Thành as somebody pastes them from Word into a workbook of their own: once with openpyxl,
 * merged cells and all, once by LibreOffice from the HTML that Word puts on the clipboard. Every figure comes out as through
 * the template, or is named.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readExamples } from '../../functions/adapters/local-files/example-files.ts';
import { isInput } from '../../functions/domain/form/form.ts';
import { type Answer, answerOf } from '../../functions/domain/submission/answers.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { type Example, fillExample } from '../../functions/domain/template/fill-example.ts';
import { FORMS_FOLDER, localTools } from '../../functions/wiring.ts';
import { pastedFromWord } from '../support/libreoffice.ts';
import { workWithOpenpyxl } from '../support/openpyxl.ts';
import { annexCells, annexRows, htmlOfCells, tableCells } from '../support/printed-annex.ts';
import { requires } from '../support/requires.ts';

const tools = localTools();
const form = await tools.forms.load('tong-ket-cchc-2021-2025', 1);
const found = await readExamples(join(FORMS_FOLDER, form.id, 'v1', 'example'));
const [example] = found?.returns ?? [];
if (!found || !example) throw new Error('no example');

const TITLES = [
  'PHỤ LỤC I',
  'BÁO CÁO KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH CẢI CÁCH HÀNH CHÍNH GIAI ĐOẠN 2021 - 2025 XÃ BÌNH THÀNH',
  '(Ban hành kèm theo Kế hoạch số      /KH-UBND ngày     /4/2025 của UBND xã Bình Thành)',
];
const SHEETS = new Set(['Phụ lục I', 'Danh mục', 'Số liệu theo năm']);
const rows = annexRows(form, 'Phụ lục I', example);
const roster = new Map([[example.commune.code, example.commune]]);

/** The annex on one sheet, broken over pages, and every table of the report on another. */
function pastedWithOpenpyxl(): Uint8Array {
  const annex = annexCells(rows, { titles: TITLES, at: [7, 2], pageOf: 37 });
  const tables = form.tables.reduce<{ readonly next: number; readonly cells: readonly object[] }>(
    ({ next, cells }, table) => ({
      next: next + table.rows.length + 4,
      cells: [...cells, ...tableCells(table, (example as Example).values, next)],
    }),
    { next: 3, cells: [] },
  );
  const steps = [
    { do: 'writeCells', sheet: 'Sheet1', cells: annex },
    { do: 'writeCells', sheet: 'Sheet2', cells: tables.cells },
  ];
  return workWithOpenpyxl(new Map([['dan', { steps }]])).get('dan.xlsx') as Uint8Array;
}

async function pastedWithOffice(): Promise<Uint8Array> {
  const html = htmlOfCells(annexCells(rows, { at: [1, 1] }), TITLES);
  const made = await pastedFromWord(new Map([['dan.html', new TextEncoder().encode(html)]]));
  return made.get('dan.xlsx') as Uint8Array;
}

const check = (bytes: Uint8Array) =>
  tools.checkReturn({ name: 'Phụ lục I.xlsx', bytes }, { round: found.round, roster });

const meaning = ({ state, number, text, marked, explanation }: Answer): string =>
  JSON.stringify([state, number, text, marked, explanation]);

/** Figures that came out otherwise than through the template, and are not named by an error or warning. */
function silent(own: Submission, through: Submission, sheets: ReadonlySet<string>): readonly string[] {
  const sheetOf = new Map(form.sections.map(({ key, sheet }) => [key, sheet]));
  const named = new Set(own.findings.flatMap(({ severity, indicators }) => (severity === 'note' ? [] : indicators)));
  return form.indicators
    .filter(({ key, section }) => sheets.has(sheetOf.get(section) ?? '') && !named.has(key))
    .filter((each) => meaning(answerOf(own.answers, each)) !== meaning(answerOf(through.answers, each)))
    .map(({ code }) => code);
}

/** How many cells a clerk fills in on a sheet of the form. */
const inputsOn = (name: string): number =>
  form.indicators.filter(
    (each) => isInput(each) && form.sections.some(({ key, sheet }) => key === each.section && sheet === name),
  ).length;

const codes = ({ findings }: Submission, severity: string) =>
  new Set(findings.filter((each) => each.severity === severity).map(({ code }) => code));

describe.skipIf(!requires('openpyxl'))('phụ lục dán từ Word', () => {
  let template: Submission;
  let pasted: Submission;

  beforeAll(async () => {
    const { answers, strays } = fillExample(form, example);
    const { commune } = example;
    const made = composeTemplate({
      form,
      commune,
      round: found.round,
      answers,
      strays,
      created: '2025-10-01T00:00:00Z',
    });
    template = await check(await tools.writeWorkbook(made));
    pasted = await check(pastedWithOpenpyxl());
  }, 60_000);

  test('mọi số liệu như khi điền vào biểu mẫu', () => {
    const others = form.indicators
      .filter((each) => meaning(answerOf(pasted.answers, each)) !== meaning(answerOf(template.answers, each)))
      .filter(({ section }) => SHEETS.has(form.sections.find(({ key }) => key === section)?.sheet ?? ''));
    expect(others.map(({ code }) => code)).toEqual([]);
    expect([...pasted.strays]).toEqual([['3.1', '123']]);
    expect(answerOf(pasted.answers, form.byCode.get('1.2.1') as never)).toMatchObject({ explanation: '3 cuộc' });
  });

  test('mỗi dòng được nhận là gì đều được kể ra; phần không có trong tệp cũng vậy', () => {
    const list = pasted.findings.filter(({ code }) => code === 'FOUND_BY_LABEL');
    expect(list.map(({ cells }) => cells.length)).toEqual([
      inputsOn('Phụ lục I'),
      inputsOn('Danh mục') + inputsOn('Số liệu theo năm'),
    ]);
    expect(list[0]?.sentence).toContain('dòng 10 → 1.1; dòng 11 → 1.1.a');
    expect(codes(pasted, 'warning')).toContain('PART_LOST');
    expect(codes(pasted, 'note')).toEqual(new Set(['IDENTITY_ABSENT', 'COMMUNE_BY_HEADING', 'FOUND_BY_LABEL']));
  });

  test('đơn vị được nhận ra từ dòng tiêu đề của phụ lục', () => {
    expect(pasted.commune).toEqual(example.commune);
  });

  test('phụ lục theo phiên bản 1 trong đợt dùng phiên bản 2: nhận ra và chuyển sang', async () => {
    const round = { ...(found as NonNullable<typeof found>).round, version: 2 };
    const own = await tools.checkReturn({ name: 'a.xlsx', bytes: pastedWithOpenpyxl() }, { round, roster });
    expect([own.identity.version, own.carriedTo]).toEqual([1, 2]);
    expect(codes(own, 'note')).toContain('VERSION_CARRIED');
  });

  test('không có đơn vị ấy trong danh sách thì hỏi', async () => {
    const others = new Map([['21733', { ...example.commune, code: '21733', name: 'Bình Dương' }]]);
    const bytes = pastedWithOpenpyxl();
    await expect(tools.checkReturn({ name: 'a.xlsx', bytes }, { roster: others })).rejects.toMatchObject({
      code: 'RETURN_WITHOUT_COMMUNE',
    });
  });

  test.skipIf(!requires('soffice'))(
    'qua LibreOffice: dấu chấm bị hiểu nhầm được nói ra với số đề nghị',
    async () => {
      const own = await check(await pastedWithOffice());
      expect(silent(own, template, new Set(['Phụ lục I']))).toEqual([]);
      const damaged = own.findings.filter(({ code }) => code === 'FRACTION_IN_WHOLE');
      expect(damaged.map(({ proposed }) => proposed)).toEqual(['16.807', '16.807']);
      expect(codes(own, 'error')).not.toContain('NOT_A_NUMBER');
    },
    60_000,
  );

  test('bản có ghi kết quả kiểm tra là biểu mẫu, gửi lại được', async () => {
    const again = await check(await tools.annotateReturn(form, pasted, found.round));
    expect(again.identity).toMatchObject({ form: form.id, version: 1, round: found.round.id, commune: '05605' });
    expect(silent(again, pasted, SHEETS)).toEqual([]);
  });
});
