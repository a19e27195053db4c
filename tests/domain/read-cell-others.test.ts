/**
 * One cell of words, choices, days, documents or marks → one answer; and the four kinds of empty:
 *   W1  a choice by its code, its label or the option offered; yes/no also as a boolean
 *   W2  a day by its cell format or as typed
 *   W3  a document is kept as typed and taken apart; what is missing or contradictory is said
 *   W4  a mark: x, X, ✓, v, a ticked box
 *   W5  text is kept, without the spaces around it
 *   K1  blank is missing · 0 is a value · nil and not applicable are answers, in the cell or beside it
 *   K2  a kind of empty that the indicator does not allow, or that contradicts the value, is an error
 */
import { expect, test } from 'vitest';
import type { Indicator } from '../../functions/domain/form/form.ts';
import type { Answer } from '../../functions/domain/submission/answers.ts';
import { readCell } from '../../functions/domain/submission/read-cell.ts';
import { aForm } from '../support/builders.ts';
import { cellOf } from '../support/grid.ts';

const AT = { sheet: 'Phiếu', address: 'E7' };
const named = (code: string, type: string, more = {}) => ({
  code,
  key: `o_${code}`,
  label: `Ô ${code}`,
  type,
  ...more,
});

const FORM = aForm({
  sections: [
    {
      code: 'A',
      key: 'a',
      title: 'A',
      sheet: 'Phiếu',
      rows: [
        named('c', 'choice', {
          choices: [
            { code: 0, label: 'Chưa' },
            { code: 1, label: 'Đã ban hành' },
          ],
        }),
        named('y', 'yesno'),
        named('d', 'date'),
        named('v', 'document'),
        named('m', 'mark'),
        named('t', 'text'),
        named('l', 'longtext'),
        named('n', 'count'),
        named('n0', 'count', { empty: [] }),
        named('s', 'share'),
        named('r', 'ratio', { ratio: { numerator: '[n]', denominator: '[n0]', stated: true } }),
      ],
    },
  ],
});
const indicator = (code: string): Indicator => FORM.byCode.get(code) as Indicator;

function shown({ state, number, text, day, document, marked }: Answer): string {
  if (state !== 'value') return state;
  const { reference } = document ?? {};
  if (document) return reference ? `${reference.number}${reference.joint}${reference.symbol}` : `"${document.text}"`;
  return String(number ?? text ?? day ?? (marked ? 'đánh dấu' : '?'));
}

function outcome(code: string, content: string, kind = ''): string {
  const { answer, findings } = readCell(indicator(code), cellOf(content), AT, { emptyKind: cellOf(kind, 7, 6) });
  return [shown(answer), ...findings.map((found) => found.code)].join('; ');
}

test.each([
  { rule: 'W1', of: 'c', cell: '1', gives: '1' },
  { rule: 'W1', of: 'c', cell: '=1', gives: '1' },
  { rule: 'W1', of: 'c', cell: '1 - Đã ban hành', gives: '1' },
  { rule: 'W1', of: 'c', cell: 'đã ban hành'.normalize('NFD'), gives: '1' },
  { rule: 'W1', of: 'c', cell: '6', gives: 'unreadable; CODE_OUTSIDE_LIST' },
  { rule: 'W1', of: 'c', cell: '=6', gives: 'unreadable; CODE_OUTSIDE_LIST' },
  { rule: 'W1', of: 'y', cell: 'Có', gives: 'co' },
  { rule: 'W1', of: 'y', cell: 'KHÔNG', gives: 'khong' },
  { rule: 'W1', of: 'y', cell: '=TRUE', gives: 'co' },
  { rule: 'W1', of: 'y', cell: '=FALSE', gives: 'khong' },
  { rule: 'W1', of: 'y', cell: 'rồi', gives: 'unreadable; CODE_OUTSIDE_LIST' },

  { rule: 'W2', of: 'd', cell: '=45841 ngày', gives: '2025-07-03' },
  { rule: 'W2', of: 'd', cell: '03/7/2025', gives: '2025-07-03' },
  { rule: 'W2', of: 'd', cell: '=45841', gives: 'unreadable; NOT_A_DATE' },
  { rule: 'W2', of: 'd', cell: '31/6/2025', gives: 'unreadable; NOT_A_DATE' },
  { rule: 'W2', of: 'd', cell: 'tháng 7', gives: 'unreadable; NOT_A_DATE' },
  { rule: 'W2', of: 'd', cell: '=-1 ngày', gives: 'unreadable; NOT_A_DATE' },
  { rule: 'W2', of: 'd', cell: '=#VALUE!', gives: 'unreadable; CELL_ERROR' },

  { rule: 'W3', of: 'v', cell: 'Kế hoạch số 06/KH-UBND ngày 18/7/2025', gives: '06/KH-UBND' },
  { rule: 'W3', of: 'v', cell: 'Kế hoạch số 06/KH-UBND ngày 18/7/2025 của UBND xã', gives: '06/KH-UBND' },
  { rule: 'W3', of: 'v', cell: 'Kế hoạch số 06/KH-UBND', gives: '06/KH-UBND; DOCUMENT_WITHOUT_DAY' },
  { rule: 'W3', of: 'v', cell: 'Đã ban hành kế hoạch', gives: '"Đã ban hành kế hoạch"; DOCUMENT_UNREADABLE' },
  { rule: 'W3', of: 'v', cell: '06/KH-UBND ngày 31/6/2025', gives: 'unreadable; DOCUMENT_DAY_IMPOSSIBLE' },
  {
    rule: 'W3',
    of: 'v',
    cell: 'Kế hoạch số 06/QĐ-UBND ngày 18/7/2025',
    gives: '06/QĐ-UBND; DOCUMENT_SYMBOL_CONFLICT',
  },
  { rule: 'W3', of: 'v', cell: '=45841 ngày', gives: '"03/7/2025"; DOCUMENT_UNREADABLE' },

  ...['x', 'X', '✓', 'v', '✔', '=TRUE'].map((cell) => ({ rule: 'W4', of: 'm', cell, gives: 'đánh dấu' })),
  { rule: 'W4', of: 'm', cell: '=FALSE', gives: 'missing' },
  { rule: 'W4', of: 'm', cell: 'đã xong', gives: 'unreadable; NOT_A_MARK' },
  { rule: 'W4', of: 'm', cell: '=1', gives: 'unreadable; NOT_A_MARK' },

  { rule: 'W5', of: 't', cell: ' Không có ', gives: 'Không có' },
  { rule: 'W5', of: 't', cell: '=2024', gives: '2024' },
  { rule: 'W5', of: 't', cell: '=1.5', gives: '1,5' },
  { rule: 'W5', of: 't', cell: '=45841 ngày', gives: '03/7/2025' },
  { rule: 'W5', of: 't', cell: '=TRUE', gives: 'TRUE' },
  { rule: 'W5', of: 'l', cell: '- Một;\n- Hai', gives: '- Một;\n- Hai' },
  { rule: 'W5', of: 'l', cell: '=#REF!', gives: 'unreadable; CELL_ERROR' },

  { rule: 'K1', of: 'n', cell: '', gives: 'missing' },
  { rule: 'K1', of: 'n', cell: '   ', gives: 'missing' },
  { rule: 'K1', of: 'n', cell: '=0', gives: '0' },
  { rule: 'K1', of: 'n', cell: 'Không phát sinh', gives: 'nil' },
  { rule: 'K1', of: 'n', cell: 'KHÔNG PHÁT SINH'.normalize('NFD'), gives: 'nil' },
  { rule: 'K1', of: 'n', cell: 'Không áp dụng', gives: 'notApplicable' },
  { rule: 'K1', of: 'n', cell: 'n/a', gives: 'notApplicable' },
  { rule: 'K1', of: 'n', cell: '', kind: 'Không phát sinh', gives: 'nil' },
  { rule: 'K1', of: 'n', cell: '=0', kind: 'Không phát sinh', gives: 'nil' },
  { rule: 'K1', of: 'n', cell: '', kind: 'không áp dụng', gives: 'notApplicable' },
  { rule: 'K1', of: 't', cell: '', kind: 'Không áp dụng', gives: 'notApplicable' },
  { rule: 'K1', of: 'r', cell: '–', gives: 'nil' },
  { rule: 'K1', of: 's', cell: '-', gives: 'nil' },
  { rule: 'K1', of: 'n', cell: '=5', kind: '  ', gives: '5' },

  { rule: 'K2', of: 'n', cell: '=5', kind: 'Không phát sinh', gives: 'unreadable; EMPTY_KIND_CONFLICT' },
  { rule: 'K2', of: 'n', cell: '=0', kind: 'Không áp dụng', gives: 'unreadable; EMPTY_KIND_CONFLICT' },
  { rule: 'K2', of: 'n', cell: '', kind: 'chưa có', gives: 'missing; EMPTY_KIND_UNREADABLE' },
  { rule: 'K2', of: 'n', cell: '', kind: '=1', gives: 'missing; EMPTY_KIND_UNREADABLE' },
  { rule: 'K2', of: 'n0', cell: 'Không phát sinh', gives: 'unreadable; EMPTY_KIND_NOT_ALLOWED' },
  { rule: 'K2', of: 'n0', cell: '', kind: 'Không áp dụng', gives: 'unreadable; EMPTY_KIND_NOT_ALLOWED' },
  { rule: 'K2', of: 't', cell: 'Không phát sinh', gives: 'unreadable; EMPTY_KIND_NOT_ALLOWED' },
  { rule: 'K2', of: 'm', cell: 'Không áp dụng', gives: 'unreadable; EMPTY_KIND_NOT_ALLOWED' },
])('$rule · [$of] ô "$cell", bên cạnh "$kind": $gives', ({ of, cell, kind = '', gives }: Row) => {
  expect(outcome(of, cell, kind)).toBe(gives);
});

type Row = { readonly of: string; readonly cell: string; readonly kind?: string; readonly gives: string };

test('câu nói gọi đúng tên ô, nêu danh sách và mang theo giải trình', () => {
  const { answer, findings } = readCell(indicator('c'), cellOf('6'), AT, { explanation: 'Sáu cuộc họp' });
  expect(answer).toEqual({ state: 'unreadable', typed: '6', at: AT, explanation: 'Sáu cuộc họp' });
  expect(findings.map(({ sentence }) => sentence)).toEqual([
    'Ô "c Ô c" ghi "6", không có trong danh sách. Hãy chọn một trong: 0 - Chưa; 1 - Đã ban hành.',
  ]);
});
