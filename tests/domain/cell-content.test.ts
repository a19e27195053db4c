/**
 * Writing and reading are opposites: an answer put into a workbook and read back is the same answer.
 *   W1  every type, as a value, in a list and in a table
 *   W2  the two kinds of empty, blank, and what could not be read
 *   W3  published figures typed in as a clerk types them
 */
import { expect, test } from 'vitest';
import type { Form } from '../../functions/domain/form/form.ts';
import { type Answer, answerOf } from '../../functions/domain/submission/answers.ts';
import { readAnswers } from '../../functions/domain/submission/read-answers.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { exampleSchema, fillExample } from '../../functions/domain/template/fill-example.ts';
import { aCommune, aForm, answersOf, type Typed } from '../support/builders.ts';
import { inTurn, opened, typeInto } from '../support/workbook-edits.ts';

const TYPES = [
  { code: 'n', type: 'count' },
  { code: 'a', type: 'amount', decimals: 6 },
  { code: 's', type: 'share' },
  { code: 'r', type: 'ratio', ratio: { numerator: '[n]', denominator: '[n]', stated: true } },
  {
    code: 'c',
    type: 'choice',
    choices: [
      { code: '01', label: 'Mức 1' },
      { code: '1', label: 'Mức 2' },
    ],
  },
  { code: 'y', type: 'yesno' },
  { code: 't', type: 'text' },
  { code: 'l', type: 'longtext' },
  { code: 'd', type: 'date' },
  { code: 'v', type: 'document' },
  { code: 'm', type: 'mark' },
].map((row) => ({ key: `o_${row.code}`, label: `Ô ${row.code}`, ...row }));

const SECTION = { code: 'A', key: 'a', title: 'A', sheet: 'Phiếu' };
const LIST = aForm({ sections: [{ ...SECTION, rows: [{ code: 'H', label: 'Tiêu đề' }, ...TYPES] }] });
const TABLE = aForm({
  sections: [
    {
      ...SECTION,
      rows: [
        {
          table: {
            code: 'B',
            key: 'b',
            label: 'Bảng',
            rows: [{ code: '1', key: 'mot', label: 'Một' }],
            columns: TYPES.map((row) =>
              row.code === 'r'
                ? { ...row, ratio: { numerator: '[B.1.n]', denominator: '[B.1.n]', stated: true } }
                : row,
            ),
          },
        },
      ],
    },
  ],
});

/** The answer to `code` after it went out in a workbook and came back; `at` is where it was found. */
function thereAndBack(form: Form, code: string, typed: Typed[string]): { sent: Answer; came: Answer } {
  const indicator = form.byCode.get(code);
  if (!indicator) throw new Error(`no indicator ${code}`);
  const answers = answersOf(form, { [code]: typed });
  const workbook = composeTemplate({ form, commune: aCommune(), answers, created: '2025-10-01T00:00:00Z' });
  const plain = ({ at: _, ...answer }: Answer): Answer => answer;
  return {
    sent: plain(answerOf(answers, indicator)),
    came: plain(answerOf(readAnswers(form, opened(workbook)).answers, indicator)),
  };
}

const VALUES = [
  { code: 'n', typed: '1.440' },
  { code: 'n', typed: 0 },
  { code: 'a', typed: '17.759,720212' },
  { code: 's', typed: '90,19' },
  { code: 'r', typed: '86,6' },
  { code: 'c', typed: '01 - Mức 1' },
  { code: 'c', typed: '1 - Mức 2' },
  { code: 'y', typed: 'Không' },
  { code: 't', typed: '2024' },
  { code: 't', typed: '=TỔNG(A1)' },
  { code: 'l', typed: '- Một;\n- Hai' },
  { code: 'd', typed: '03/7/2025' },
  { code: 'v', typed: 'Kế hoạch số 06/KH-UBND ngày 18/7/2025 của UBND xã' },
  { code: 'v', typed: 'Đã ban hành' },
  { code: 'm', typed: 'x' },
];
test.each(VALUES)('W1 · [$code] $typed', ({ code, typed }) => {
  const inList = thereAndBack(LIST, code, typed);
  expect(inList.sent.state).toBe('value');
  expect(inList.came).toEqual(inList.sent);
  const inTable = thereAndBack(TABLE, `B.1.${code}`, typed);
  expect(inTable.came).toEqual(inTable.sent);
});

const EMPTY = [
  { code: 'n', typed: 'nil', state: 'nil' },
  { code: 'n', typed: 'na', state: 'notApplicable' },
  { code: 's', typed: 'nil', state: 'nil' },
  { code: 't', typed: 'na', state: 'notApplicable' },
  { code: 'm', typed: undefined, state: 'missing' },
  { code: 'n', typed: 'hơn 5.000', state: 'unreadable' },
  { code: 'n', typed: 16.807, state: 'unreadable' },
  { code: 'n', typed: -5, state: 'unreadable' },
  { code: 's', typed: '104,55%', state: 'unreadable' },
  { code: 'c', typed: '7', state: 'unreadable' },
  { code: 'd', typed: '31/6/2025', state: 'unreadable' },
  { code: 'v', typed: '06/KH-UBND ngày 31/6/2025', state: 'unreadable' },
  { code: 'm', typed: 'đã xong', state: 'unreadable' },
  { code: 'm', typed: 'nil', state: 'unreadable' },
];
test.each(EMPTY)('W2 · [$code] $typed: $state', ({ code, typed, state }) => {
  const inList = thereAndBack(LIST, code, typed);
  expect(inList.sent.state).toBe(state);
  expect(inList.came).toEqual(inList.sent);
  const inTable = thereAndBack(TABLE, `B.1.${code}`, typed);
  expect(inTable.came).toEqual(inTable.sent);
});

test.each([
  { name: 'trái với số liệu', typed: 5, words: 'Không phát sinh', state: 'unreadable' },
  { name: 'không có nghĩa, ô có số', typed: 5, words: 'chưa rõ', state: 'value' },
  { name: 'không có nghĩa, ô trống', typed: undefined, words: 'chưa rõ', state: 'missing' },
])('W2 · chữ bên cạnh $name: còn nguyên trong phiếu gửi trả, lỗi cũng còn', ({ typed, words, state }) => {
  const typedIn = inTurn(typeInto('Phiếu', 8, 5, typed), typeInto('Phiếu', 8, 6, words));
  const blank = composeTemplate({ form: LIST, commune: aCommune(), created: '2025-10-01T00:00:00Z' });
  const first = readAnswers(LIST, typedIn(opened(blank)));
  expect(first.answers.get('o_n')).toMatchObject({ state, emptyWords: words });
  const again = composeTemplate({
    form: LIST,
    commune: aCommune(),
    answers: first.answers,
    created: '2025-10-01T00:00:00Z',
  });
  expect(readAnswers(LIST, opened(again))).toEqual(first);
});

const EXAMPLE = exampleSchema.parse({
  commune: aCommune(),
  source: 'Thông báo',
  values: {
    n: '1.440',
    a: '17759,720212',
    s: '90.19',
    r: '97,09%',
    c: '01',
    y: 'co',
    t: 'hơn 5.000',
    d: '03/7/2025',
    v: '06/KH-UBND',
    m: 'x',
    H: '06',
    Z: '1',
  },
  notes: { n: 'Đã đối chiếu', Q: 'lạ' },
});

test('W3 · số gõ thành số, còn lại giữ nguyên như in; mã lạ được nêu tên', () => {
  const { answers, strays, unknown } = fillExample(LIST, EXAMPLE);
  expect(unknown).toEqual(['Z', 'Q']);
  expect([...strays]).toEqual([['H', 6]]);
  const model = composeTemplate({ form: LIST, commune: aCommune(), answers, strays, created: '2025-10-01T00:00:00Z' });
  const reading = readAnswers(LIST, opened(model));
  const shown = LIST.indicators.map(({ code, key }) => {
    const { state, number, text, day, typed } = reading.answers.get(key) as Answer;
    return `${code} ${number ?? text ?? day ?? (state === 'value' ? typed : state)}`;
  });
  expect(shown.join('; ')).toBe(
    'n 1440; a 17759.720212; s 90.19; r 97.09; c 01; y co; t hơn 5.000; l missing; d 2025-07-03; v 06/KH-UBND; m x',
  );
  expect(reading.answers.get('o_n')?.explanation).toBe('Đã đối chiếu');
  expect(reading.findings.map(({ code }) => code)).toEqual(['DOT_AS_DECIMAL', 'DOCUMENT_WITHOUT_DAY', 'STRAY_VALUE']);
});
