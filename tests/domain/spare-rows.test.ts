/** Tables that turn out longer than printed go on on a sheet of their own; below a table the list has its captions again. */
import { expect, test } from 'vitest';
import { layOut, SPARE_SHEET } from '../../functions/domain/form/layout.ts';
import { answerOf, filledRows } from '../../functions/domain/submission/answers.ts';
import { readAnswers } from '../../functions/domain/submission/read-answers.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { aCommune, aForm, answersOf } from '../support/builders.ts';
import { faults, form as source, TABLE } from '../support/form-source.ts';
import { textRows } from '../support/model-cells.ts';
import { opened } from '../support/workbook-edits.ts';

const FORM = aForm({
  sections: [
    {
      code: '1',
      key: 'mot',
      title: 'Một',
      sheet: 'Một',
      rows: [
        { code: '1.1', key: 'so', label: 'Số', type: 'count' },
        {
          table: {
            code: '1.2',
            key: 'van_ban',
            label: 'Văn bản',
            freeRows: 2,
            spareRows: 3,
            columns: [{ code: 'a', key: 'ten', label: 'Tên', type: 'text' }],
          },
        },
        { code: '1.3', key: 'them', label: 'Thêm', type: 'count' },
      ],
    },
  ],
  rules: [{ id: 'Q1', severity: 'warning', check: 'rows([1.2]) >= 4', says: 'Chưa đủ bốn văn bản', blame: ['1.2'] }],
});
const blank = composeTemplate({ form: FORM, created: '2025-01-01T00:00:00Z' });

test('dòng in sẵn đứng tại chỗ, dòng thêm đứng ở trang riêng, số thứ tự nối tiếp', () => {
  const codes = layOut(FORM).sheets.map(({ name, lines }) => [
    name,
    lines.flatMap((line) => (line.kind === 'tableRow' ? [line.tableRow.code] : [])),
  ]);
  expect(codes).toEqual([
    ['Một', ['1', '2']],
    [SPARE_SHEET, ['3', '4', '5']],
  ]);
});

test('dưới bảng có dòng chỉ sang trang bổ sung, rồi tiêu đề cột của danh sách trở lại', () => {
  const kinds = layOut(FORM).sheets[0]?.lines.map(({ kind }) => kind);
  expect(kinds).toEqual([
    'head',
    'section',
    'indicator',
    'tableTitle',
    'tableHead',
    'tableRow',
    'tableRow',
    'tableMore',
    'head',
    'indicator',
  ]);
  expect(textRows(blank, 'Một').flat()).toContain(`Bảng 1.2 hết dòng? Ghi tiếp ở trang "${SPARE_SHEET}".`);
  expect(textRows(blank, SPARE_SHEET).flat()).toContain('1.2. Văn bản (tiếp theo)');
});

test('điền vào dòng thêm thì đọc lại được và được đếm như các dòng khác', () => {
  const answers = answersOf(FORM, { '1.2.1.a': 'A', '1.2.2.a': 'B', '1.2.3.a': 'C', '1.2.5.a': 'D' });
  const read = readAnswers(
    FORM,
    opened(composeTemplate({ form: FORM, commune: aCommune(), answers, created: '2025-01-01T00:00:00Z' })),
  );
  expect(FORM.indicators.filter(({ place }) => place).map((cell) => answerOf(read.answers, cell).text)).toEqual([
    'A',
    'B',
    'C',
    undefined,
    'D',
  ]);
  expect(filledRows(FORM, read.answers, '1.2')).toBe(4);
});

test('công thức đếm dòng cộng cả hai trang', () => {
  const formulas = blank.sheets.flatMap(({ rows }) =>
    [...rows].flatMap(({ cells }) => cells.flatMap((cell) => cell?.formula ?? [])),
  );
  const counting = formulas.filter((formula) => formula.includes('SUMPRODUCT(--((') && formula.includes('Chưa đủ bốn'));
  expect(counting).toHaveLength(1);
  expect(counting[0]).toContain(`'${SPARE_SHEET}'!`);
});

test('phiếu cũ không có trang bổ sung vẫn đọc được, không báo mất dòng', () => {
  const answers = answersOf(FORM, { '1.1': 1, '1.3': 2 });
  const sent = opened(composeTemplate({ form: FORM, commune: aCommune(), answers, created: '2025-01-01T00:00:00Z' }));
  const old = {
    ...sent,
    sheets: sent.sheets.filter(({ name }) => name !== SPARE_SHEET),
    names: sent.names.filter(({ refersTo }) => !refersTo.includes(SPARE_SHEET)),
  };
  expect(readAnswers(FORM, old).findings).toEqual([]);
});

test('bảng có dòng cố định không có dòng thêm', () => {
  const { freeRows: _, ...rest } = TABLE;
  const table = { ...rest, code: 'C', key: 'bang_c', spareRows: 2, rows: [{ code: '1', key: 'mot', label: 'Một' }] };
  expect(faults(source([{ table }]))).toEqual([
    expect.stringContaining('Bảng C có dòng cố định nên không dùng "spareRows". Hãy bỏ mục này.'),
  ]);
});
