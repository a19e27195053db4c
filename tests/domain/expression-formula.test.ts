/**
 * The grammar's second reader: the same cases as formulas, computed by LibreOffice in one run. Each row of the workbook
 * holds the inputs as the template's helper cells would hold them, and says "đúng", "sai" or "không rõ".
 */
import { describe, expect, test } from 'vitest';
import { readXlsx } from '../../functions/adapters/xlsx-reader/read-xlsx.ts';
import { writeXlsx } from '../../functions/adapters/xlsx-writer/write-xlsx.ts';
import { parseExpression } from '../../functions/domain/expression/parse.ts';
import { type CellScope, type Formula, toFormula } from '../../functions/domain/expression/to-formula.ts';
import { type Answers, answerOf, filledRows } from '../../functions/domain/submission/answers.ts';
import { columnName, type WorkbookData } from '../../functions/domain/workbook/workbook-data.ts';
import type { CellModel, RowModel, SheetModel } from '../../functions/domain/workbook/workbook-model.ts';
import { answersOf } from '../support/builders.ts';
import { EXPRESSION_FORM, expressionScope } from '../support/expression-form.ts';
import { recalculate } from '../support/libreoffice.ts';
import { requires } from '../support/requires.ts';
import { EXPRESSION_CASES, type ExpressionCase } from './expression-cases.ts';

const FIGURES = EXPRESSION_FORM.indicators.filter(({ place }) => place === undefined).map(({ code }) => code);
/** Verdict in column A, filled rows of the table in B, helper cells of the figures from C on. */
const columnOf = (code: string): string => columnName(FIGURES.indexOf(code) + 3);

const HOLDS: Readonly<Record<string, ReturnType<CellScope['holds']>>> = {
  k: 'text',
  y: 'text',
  t: 'text',
  m: 'text',
  v: 'opaque',
  B: 'table',
};

const scopeAt = (row: number): CellScope => ({
  helper: (code) => `$${columnOf(code)}$${row}`,
  holds: (code) => HOLDS[code] ?? 'number',
  rows: () => `$B$${row}`,
  constant: (name) => EXPRESSION_FORM.constants[name]?.value ?? Number.NaN,
});

/** What a helper cell holds: the value, "na", "?" or the empty text of a formula. */
function helperCell(code: string, answers: Answers): CellModel {
  const indicator = EXPRESSION_FORM.byCode.get(code);
  const value = expressionScope(answers).value(code);
  const unreadable = indicator !== undefined && answerOf(answers, indicator).state === 'unreadable';
  if (unreadable) return { value: '?' };
  if (value === null) return { value: 'na' };
  return value === undefined ? { formula: '""', value: '' } : { value };
}

function caseRow({ check, typed, tolerance }: ExpressionCase, index: number): RowModel {
  const answers = answersOf(EXPRESSION_FORM, typed);
  const formula = toFormula(parseExpression(check), scopeAt(index + 1), tolerance);
  const { known, value } = formula as Formula;
  return {
    cells: [
      { formula: `IF(${known},IF(${value},"đúng","sai"),"không rõ")`, value: 'chưa tính' },
      { value: filledRows(EXPRESSION_FORM, answers, 'B') },
      ...FIGURES.map((code) => helperCell(code, answers)),
    ],
  };
}

const verdictAt = (workbook: WorkbookData, row: number): unknown =>
  workbook.sheets[0]?.cells.find((cell) => cell.row === row && cell.column === 1)?.value;

describe.skipIf(!requires('soffice'))('LibreOffice tính như máy chủ', async () => {
  const cases: SheetModel = { name: 'Biểu thức', columns: [{ width: 20 }], rows: EXPRESSION_CASES.map(caseRow) };
  const model = { title: 'Biểu thức', names: [], created: '2025-01-01T00:00:00Z' };
  const bytes = await writeXlsx({ ...model, sheets: [cases] });
  const computed = (await recalculate(new Map([['bieu-thuc.xlsx', bytes]]))).get('bieu-thuc.xlsx');
  const workbook = await readXlsx(computed as Uint8Array);

  test.each(EXPRESSION_CASES.map((row, index) => ({ ...row, index })))(
    '$rule · $check với $typed (± $tolerance): $verdict',
    ({ index, verdict }) => expect(verdictAt(workbook, index + 1)).toBe(verdict),
  );
});

test.each([
  { check: '[v] <= [d]', why: 'ngày nằm trong chữ của một văn bản' },
  { check: 'orzero([v]) > 0', why: 'như trên' },
  { check: '[B] = 1', why: 'một bảng không có giá trị' },
])('chỉ máy chủ đọc được $check: $why', ({ check }) => {
  expect(toFormula(parseExpression(check), scopeAt(1))).toBeUndefined();
});
