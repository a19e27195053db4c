/**
 * One cell of a number → one answer:
 *   R1  text is read as offices write numbers; a dot as decimal sign is understood and said
 *   R2  a unit that is whole holds no fraction; where Excel took a dot of thousands for a decimal sign, the whole is proposed
 *   R3  a numeric cell counts as it is shown: percentages times 100, dates not at all
 *   R6  a share below 1 may be a fraction of one: asked, with the percentage
 *   R4  between the bounds of the indicator
 *   R5  errors, formulas without a result, booleans, words: a finding, never a guess
 */
import { expect, test } from 'vitest';
import { compileForm } from '../../functions/domain/form/compile-form.ts';
import type { Indicator } from '../../functions/domain/form/form.ts';
import { readCell } from '../../functions/domain/submission/read-cell.ts';
import { cellOf } from '../support/grid.ts';

const AT = { sheet: '3. TTHC', address: 'E7' };

const INDICATORS: Readonly<Record<string, Indicator>> = Object.fromEntries(
  [
    { code: 'hồ sơ', type: 'count', unit: 'hồ sơ' },
    { code: 'tối đa 92', type: 'count', unit: 'chỉ tiêu', max: 92 },
    { code: 'từ 1 đến 5', type: 'count', min: 1, max: 5 },
    { code: 'triệu', type: 'amount', unit: 'triệu đồng', decimals: 6 },
    { code: 'tăng giảm', type: 'amount', unit: 'người', min: -1000 },
    { code: 'tỷ trọng', type: 'share' },
    { code: 'phần trăm', type: 'amount', unit: '%' },
    { code: 'tỷ lệ', type: 'ratio', ratio: { numerator: '1', denominator: '2', stated: true } },
  ].map(({ code, ...rest }, index) => [
    code,
    compiled({ code: `${index + 1}`, key: `so_${index}`, label: code, ...rest }),
  ]),
);

function compiled(row: Readonly<Record<string, unknown>>): Indicator {
  const sections = [{ code: 'A', key: 'a', title: 'A', sheet: 'A', rows: [row] }];
  const result = compileForm({ id: 'thu', version: 1, title: 'Thử', sections });
  if ('form' in result && result.form.indicators[0]) return result.form.indicators[0];
  throw new Error(JSON.stringify(result));
}

/** "1440 (0)" for a number with its decimals, else the state; then the findings, each with what it proposes. */
function outcome(indicator: string, content: string): string {
  const { answer, findings } = readCell(INDICATORS[indicator] as Indicator, cellOf(content), AT);
  const value = answer.state === 'value' ? `${answer.number} (${answer.decimals})` : answer.state;
  const said = findings.map(({ code, proposed }) => `${code}${proposed === undefined ? '' : ` → ${proposed}`}`);
  return [value, ...said].join('; ');
}

test.each([
  { rule: 'R1', of: 'hồ sơ', cell: '1.440', gives: '1440 (0)' },
  { rule: 'R1', of: 'hồ sơ', cell: '1. 440', gives: '1440 (0)' },
  { rule: 'R1', of: 'hồ sơ', cell: '06', gives: '6 (0)' },
  { rule: 'R1', of: 'hồ sơ', cell: '0', gives: '0 (0)' },
  { rule: 'R1', of: 'triệu', cell: '17759,720212', gives: '17759.720212 (6)' },
  { rule: 'R1', of: 'triệu', cell: '1.234', gives: '1234 (0)' },
  { rule: 'R1', of: 'tỷ trọng', cell: '28,05%', gives: '28.05 (2)' },
  { rule: 'R1', of: 'tỷ trọng', cell: '90.19%', gives: '90.19 (2); DOT_AS_DECIMAL → 90,19' },
  { rule: 'R1', of: 'tỷ lệ', cell: '97,10', gives: '97.1 (2)' },
  { rule: 'R1', of: 'tỷ lệ', cell: '2,90 %', gives: '2.9 (2)' },
  { rule: 'R1', of: 'triệu', cell: '16.8', gives: '16.8 (1); DOT_AS_DECIMAL → 16,8' },

  { rule: 'R2', of: 'hồ sơ', cell: '=1440', gives: '1440 (0)' },
  { rule: 'R2', of: 'hồ sơ', cell: '=16.807', gives: 'unreadable; FRACTION_IN_WHOLE → 16.807' },
  { rule: 'R2', of: 'hồ sơ', cell: '=1.44', gives: 'unreadable; FRACTION_IN_WHOLE → 1.440' },
  { rule: 'R2', of: 'hồ sơ', cell: '=999.5', gives: 'unreadable; FRACTION_IN_WHOLE → 999.500' },
  { rule: 'R2', of: 'hồ sơ', cell: '=0.5', gives: 'unreadable; FRACTION_IN_WHOLE' },
  { rule: 'R2', of: 'hồ sơ', cell: '=1.2345', gives: 'unreadable; FRACTION_IN_WHOLE' },
  { rule: 'R2', of: 'hồ sơ', cell: '=1234.5', gives: 'unreadable; FRACTION_IN_WHOLE' },
  { rule: 'R2', of: 'hồ sơ', cell: '16,807', gives: 'unreadable; FRACTION_IN_WHOLE → 16.807' },
  { rule: 'R2', of: 'hồ sơ', cell: '1,000', gives: 'unreadable; FRACTION_IN_WHOLE → 1.000' },
  { rule: 'R2', of: 'hồ sơ', cell: '1000,0', gives: 'unreadable; FRACTION_IN_WHOLE' },
  { rule: 'R2', of: 'hồ sơ', cell: '16.80', gives: 'unreadable; FRACTION_IN_WHOLE → 16.800' },
  { rule: 'R2', of: 'triệu', cell: '=16.807', gives: '16.807 (3)' },

  { rule: 'R3', of: 'tỷ trọng', cell: '=0.8656 %', gives: '86.56 (2)' },
  { rule: 'R3', of: 'tỷ lệ', cell: '=0.97 %', gives: '97 (0)' },
  { rule: 'R3', of: 'tỷ lệ', cell: '=0.57 %', gives: '57 (0)' },
  { rule: 'R3', of: 'tỷ trọng', cell: '=86.56', gives: '86.56 (2)' },
  { rule: 'R3', of: 'triệu', cell: '=0.5 %', gives: '0.5 (1)' },
  { rule: 'R3', of: 'hồ sơ', cell: '=45935 ngày', gives: 'unreadable; DATE_FOR_NUMBER → 5' },
  { rule: 'R3', of: 'hồ sơ', cell: '=45787 ngày', gives: 'unreadable; DATE_FOR_NUMBER → 5' },
  { rule: 'R3', of: 'tỷ lệ', cell: '=45935 ngày', gives: 'unreadable; DATE_FOR_NUMBER → 50' },
  { rule: 'R3', of: 'tỷ trọng', cell: '=45752 ngày', gives: 'unreadable; DATE_FOR_NUMBER → 80' },
  { rule: 'R3', of: 'hồ sơ', cell: '=1440 ngày', gives: 'unreadable; DATE_FOR_NUMBER → 1.440' },

  { rule: 'R6', of: 'tỷ trọng', cell: '=0.995', gives: '0.995 (3); SHARE_AS_FRACTION → 99,5' },
  { rule: 'R6', of: 'tỷ trọng', cell: '0,995', gives: '0.995 (3); SHARE_AS_FRACTION → 99,5' },
  { rule: 'R6', of: 'tỷ trọng', cell: '=0.57', gives: '0.57 (2); SHARE_AS_FRACTION → 57' },
  { rule: 'R6', of: 'tỷ trọng', cell: '0,5%', gives: '0.5 (1)' },
  { rule: 'R6', of: 'tỷ trọng', cell: '=0.005 %', gives: '0.5 (1)' },
  { rule: 'R6', of: 'tỷ trọng', cell: '=0', gives: '0 (0)' },
  { rule: 'R6', of: 'tỷ trọng', cell: '=1', gives: '1 (0)' },
  { rule: 'R6', of: 'phần trăm', cell: '=0.5', gives: '0.5 (1); SHARE_AS_FRACTION → 50' },
  { rule: 'R6', of: 'triệu', cell: '=0.5', gives: '0.5 (1)' },
  { rule: 'R6', of: 'tỷ lệ', cell: '=0.5', gives: '0.5 (1)' },

  { rule: 'R4', of: 'hồ sơ', cell: '=-3', gives: 'unreadable; OUT_OF_RANGE' },
  { rule: 'R4', of: 'hồ sơ', cell: '-3', gives: 'unreadable; OUT_OF_RANGE' },
  { rule: 'R4', of: 'tối đa 92', cell: '=92', gives: '92 (0)' },
  { rule: 'R4', of: 'tối đa 92', cell: '93', gives: 'unreadable; OUT_OF_RANGE' },
  { rule: 'R4', of: 'từ 1 đến 5', cell: '=0', gives: 'unreadable; OUT_OF_RANGE' },
  { rule: 'R4', of: 'tỷ trọng', cell: '=100', gives: '100 (0)' },
  { rule: 'R4', of: 'tỷ trọng', cell: '100,01', gives: 'unreadable; OUT_OF_RANGE' },
  { rule: 'R4', of: 'tỷ lệ', cell: '104,55%', gives: '104.55 (2)' },
  { rule: 'R4', of: 'tăng giảm', cell: '-12', gives: '-12 (0)' },

  { rule: 'R5', of: 'hồ sơ', cell: '=#DIV/0!', gives: 'unreadable; CELL_ERROR' },
  { rule: 'R5', of: 'hồ sơ', cell: '=', gives: 'unreadable; FORMULA_WITHOUT_VALUE' },
  { rule: 'R5', of: 'hồ sơ', cell: '=TRUE', gives: 'unreadable; NOT_A_NUMBER' },
  { rule: 'R5', of: 'hồ sơ', cell: '1.440 hồ sơ', gives: 'unreadable; NOT_A_NUMBER → 1.440' },
  { rule: 'R5', of: 'hồ sơ', cell: 'hơn 5.000', gives: 'unreadable; NOT_A_NUMBER → 5.000' },
  { rule: 'R5', of: 'hồ sơ', cell: '8659/9601', gives: 'unreadable; NOT_A_NUMBER' },
  { rule: 'R5', of: 'hồ sơ', cell: 'chưa có', gives: 'unreadable; NOT_A_NUMBER' },
  { rule: 'R5', of: 'hồ sơ', cell: '-', gives: 'unreadable; NOT_A_NUMBER' },
])('$rule · $of: ô "$cell" là $gives', ({ of, cell, gives }) => expect(outcome(of, cell)).toBe(gives));

test.each([
  { of: 'hồ sơ', cell: '=16.807', typed: '16,807', says: 'ghi 16,807 nhưng đơn vị "hồ sơ" phải là số nguyên' },
  { of: 'hồ sơ', cell: '=45935 ngày', typed: '05/10/2025', says: 'đã bị đổi thành ngày 05/10/2025; có lẽ đã gõ 5/10.' },
  { of: 'hồ sơ', cell: '=TRUE', typed: 'TRUE', says: 'ghi "TRUE", không phải là số' },
  { of: 'hồ sơ', cell: '=#N/A', typed: '#N/A', says: 'báo lỗi công thức #N/A' },
  { of: 'từ 1 đến 5', cell: '=7', typed: '7', says: 'ngoài khoảng cho phép (từ 1 đến 5)' },
  { of: 'hồ sơ', cell: '=-3', typed: '-3', says: 'ngoài khoảng cho phép (không nhỏ hơn 0)' },
  { of: 'tỷ trọng', cell: '90.19%', typed: '90.19', says: 'được hiểu là 90,19' },
])('$of: ô "$cell" giữ lại "$typed" và nói "$says"', ({ of, cell, typed, says }) => {
  const { answer, findings } = readCell(INDICATORS[of] as Indicator, cellOf(cell), AT);
  expect(answer).toMatchObject({ typed, at: AT });
  expect(findings[0]).toMatchObject({ cells: [AT], sentence: expect.stringContaining(says) });
});
