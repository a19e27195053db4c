/**
 * A spreadsheet in a drive as a front, without a drive:
 *   S1 the row by which a return is sent       S2 what counts as the same content        S3 what is written back, and taken away
 *   S4 the sentence beside the cell            S5 steps of the record
 */
import { describe, expect, test } from 'vitest';
import { inputName } from '../../functions/domain/form/layout.ts';
import { answerOfRefusal, answerOfReturn } from '../../functions/domain/sheet-front/answer-line.ts';
import { contentOf, readSendCell } from '../../functions/domain/sheet-front/send-request.ts';
import {
  asFailed,
  asLost,
  asMade,
  asShared,
  asTaken,
  generationOf,
  isToBeMade,
  MOST_ATTEMPTS,
  type SheetRecord,
  WAITING,
  withTrouble,
} from '../../functions/domain/sheet-front/sheet-record.ts';
import { composeRefusal, composeWriteBack, markedElsewhere } from '../../functions/domain/sheet-front/write-back.ts';
import { finding } from '../../functions/domain/submission/findings.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { SEND_NAMES } from '../../functions/domain/template/send-cell.ts';
import type { WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import { sheetReference } from '../../functions/domain/workbook/workbook-data.ts';
import type { WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { aCommune, aForm, aSubmission } from '../support/builders.ts';

const form = aForm();
const blank = composeTemplate({ form, commune: aCommune(), inDrive: true, created: '2026-01-01T00:00:00Z' });

/** The workbook as a reader gives it, with some cells typed otherwise. */
function asRead(model: WorkbookModel, typed: Readonly<Record<string, string | number>> = {}): WorkbookData {
  const places = new Map(model.names.map(({ name, sheet, address }) => [`${sheet}!${address}`, name]));
  return {
    names: model.names.map(({ name, sheet, address }) => ({
      name,
      refersTo: sheetReference(sheet, address.replace(/([A-Z]+)(\d+)/, '$$$1$$$2')),
    })),
    passedBy: [],
    sheets: model.sheets.map((sheet) => ({
      name: sheet.name,
      state: sheet.hidden ? 'hidden' : 'visible',
      cells: [...sheet.rows].flatMap(({ cells }, row) =>
        cells.flatMap((cell, column) => {
          const address = `${String.fromCharCode(65 + column)}${row + 1}`;
          const value = typed[places.get(`${sheet.name}!${address}`) ?? ''] ?? cell?.value;
          if (value === undefined || value === '') return [];
          return [{ row: row + 1, column: column + 1, value, isDate: false, isPercent: false, isFormula: false }];
        }),
      ),
    })),
  };
}

describe('S1', () => {
  test.each([
    { typed: 'Gửi', wanted: true },
    { typed: ' gửi ', wanted: true },
    { typed: 'Gửi'.normalize('NFD'), wanted: true },
    { typed: 'Chưa gửi', wanted: false },
    { typed: '', wanted: false },
  ])('"$typed"', ({ typed, wanted }) => {
    const read = readSendCell(asRead(blank, { [SEND_NAMES.send]: typed }));
    expect(read.wanted).toBe(wanted);
    expect([read.send?.sheet, read.answer?.sheet]).toEqual(['Hướng dẫn', 'Hướng dẫn']);
  });

  test.each([
    { name: 'không còn tên', broken: (data: WorkbookData) => ({ ...data, names: [] }) },
    { name: 'không còn trang', broken: (data: WorkbookData) => ({ ...data, sheets: data.sheets.slice(1) }) },
    {
      name: 'tên mất ô',
      broken: (data: WorkbookData) => ({ ...data, names: data.names.map(({ name }) => ({ name, refersTo: '#REF!' })) }),
    },
  ])('$name: không có ô gửi', ({ broken }) => {
    expect(readSendCell(broken(asRead(blank, { [SEND_NAMES.send]: 'Gửi' })))).toEqual({ wanted: false });
  });

  test('mẫu tệp .xlsx không có ô gửi, và hướng dẫn gửi tệp', () => {
    const file = composeTemplate({ form, created: '2026-01-01T00:00:00Z' });
    expect(file.names.map(({ name }) => name)).not.toContain(SEND_NAMES.send);
    const says = (model: WorkbookModel) => JSON.stringify([...(model.sheets[0]?.rows ?? [])]);
    expect(says(file)).toContain('lưu tệp dạng .xlsx');
    expect(says(blank)).not.toContain('lưu tệp dạng .xlsx');
  });
});

describe('S2', () => {
  const content = (typed: Readonly<Record<string, string | number>>) => contentOf(asRead(blank, typed));

  test('ô gửi và câu trả lời không phải nội dung; số liệu thì phải', () => {
    expect(content({ [SEND_NAMES.send]: 'Gửi', [SEND_NAMES.answer]: 'Đã nhận' })).toBe(content({}));
    expect(content({ [inputName('tiep_nhan')]: 5 })).not.toBe(content({}));
    expect(content({ [inputName('tiep_nhan')]: 5 })).not.toBe(content({ [inputName('truc_tuyen')]: 5 }));
  });
});

describe('S3', () => {
  const at = { sheet: '3. TTHC', address: 'E8' };
  const workbook = asRead(blank, { [inputName('tiep_nhan')]: 'nhiều' });
  const places = readPlaces(workbook);
  const wrongAt = places.get('tiep_nhan') ?? at;
  const submission = aSubmission(
    form,
    {},
    {
      findings: [
        finding('NOT_A_NUMBER', { indicators: ['tiep_nhan'], cells: [wrongAt] }, { name: '3.1', typed: 'nhiều' }),
      ],
      state: 'needs correction',
    },
  );
  const compose = (more: object = {}) =>
    composeWriteBack({
      form,
      workbook,
      submission,
      blank,
      history: { version: 1, changes: [] },
      receivedAt: '2026-01-01T00:00:00Z',
      late: false,
      markedBefore: [],
      ...more,
    });

  test('ô sai có ghi chú và dấu; ô nhập khác không có gì, hoặc ghi chú của mẫu', () => {
    const { cells } = compose();
    const wrong = cells.filter(({ marked }) => marked);
    expect(wrong).toMatchObject([{ at: wrongAt, marked: 'error' }]);
    expect(wrong[0]?.note).toMatch(/^✗ LỖI: /);
    expect(cells.length).toBe(form.indicators.length);
  });

  test('dấu ở ô không phải ô nhập được nhớ lại, và xoá đi ở lần sau', () => {
    const stray = { sheet: '3. TTHC', address: 'E5' };
    const strayed = {
      ...submission,
      findings: [finding('STRAY_VALUE', { indicators: [], cells: [stray] }, { name: '3', typed: '5' })],
    };
    const first = compose({ submission: strayed });
    expect(first.cells).toContainEqual(expect.objectContaining({ at: stray, marked: 'warning' }));
    const marked = markedElsewhere(first, form, workbook);
    expect(marked).toEqual([stray]);
    expect(compose({ markedBefore: marked }).cells).toContainEqual({ at: stray });
  });

  test('lời từ chối chỉ chạm vào hai ô', () => {
    const back = composeRefusal(workbook, answerOfRefusal('Đợt đã khoá.', '2026-01-01T00:00:00Z'));
    expect(Object.keys(back).sort()).toEqual(['answer', 'cells', 'send']);
    expect(back.cells).toEqual([]);
  });
});

function readPlaces(workbook: WorkbookData) {
  return new Map(
    workbook.names.flatMap(({ name, refersTo }) => {
      const [, sheet = '', address = ''] = /^'(.+)'!(.+)$/.exec(refersTo) ?? [];
      return name.startsWith('o_') ? [[name.slice(2), { sheet, address: address.replaceAll('$', '') }] as const] : [];
    }),
  );
}

test.each([
  { state: 'accepted', says: '✓ Đã nhận bản 2 lúc 14 giờ 05 ngày 07/10/2025: đạt' },
  { state: 'accepted with warnings', says: '⚠ Đã nhận bản 2 lúc 14 giờ 05 ngày 07/10/2025: đạt, còn' },
  { state: 'needs correction', says: '✗ Đã nhận bản 2 lúc 14 giờ 05 ngày 07/10/2025: cần sửa' },
] as const)('S4 $state', ({ state, says }) => {
  const submission = aSubmission(form, {}, { state });
  const line = { submission, version: 2, receivedAt: '2025-10-07T07:05:00Z', late: false };
  expect(answerOfReturn(line).text).toContain(says);
  expect(answerOfReturn({ ...line, late: true }).text).toContain('muộn so với hạn gửi');
});

describe('S5', () => {
  const made = asMade(WAITING, 'Chưa chia sẻ.');
  const shared = asShared(made, 'a@b.vn');

  test.each<{ name: string; record: SheetRecord; email?: string; toMake: boolean }>([
    { name: 'chưa lập', record: WAITING, toMake: true },
    { name: 'đã lập, không có địa chỉ', record: made, toMake: false },
    { name: 'đã lập, nay có địa chỉ', record: made, email: 'a@b.vn', toMake: true },
    { name: 'đã chia sẻ', record: shared, email: 'a@b.vn', toMake: false },
    { name: 'địa chỉ đã đổi', record: shared, email: 'c@d.vn', toMake: true },
    { name: 'địa chỉ Google không biết', record: { ...made, notSharedWith: 'a@b.vn' }, email: 'a@b.vn', toMake: false },
    { name: 'hỏng một lần', record: asFailed(WAITING, 'Lỗi.', true), toMake: true },
    { name: 'hỏng quá nhiều lần', record: { state: 'failed', attempts: MOST_ATTEMPTS }, toMake: false },
    {
      name: 'Google bận mãi',
      record: asFailed({ state: 'failed', attempts: MOST_ATTEMPTS - 1 }, 'Bận.', false),
      toMake: true,
    },
  ])('$name', ({ record, email, toMake }) => expect(isToBeMade(record, email)).toBe(toMake));

  test('nội dung đang được nhận giữ số hiệu của lần thấy đầu tiên', () => {
    const record: SheetRecord = { state: 'shared', taking: { content: 'A', generation: '5' } };
    expect(generationOf(record, 'A', '9')).toBe('5');
    expect(generationOf(record, 'B', '9')).toBe('9');
    expect(asTaken(record, 'A', 3)).toEqual({ state: 'shared', taken: { content: 'A', version: 3 } });
  });

  test('mất trên Drive thì lập lại từ đầu; đã nhận gì thì vẫn nhớ', () => {
    const lost = withTrouble({ ...shared, folder: 'f', sheet: 's', taken: { content: 'A', version: 3 } }, 'Mất.', true);
    expect(lost).toMatchObject({ lost: true, trouble: 'Mất.' });
    expect(asLost(lost)).toEqual({ state: 'waiting', taken: { content: 'A', version: 3 } });
    expect(withTrouble(lost, undefined)).not.toHaveProperty('lost');
  });
});
