/** Source text of a small form, as `form.yaml` would give it, to be spoilt by tests; and what its author is told. */
import { compileForm } from '../../functions/domain/form/compile-form.ts';

/** A row of a whole number. */
export const figure = (code: string, more = {}) => ({
  code,
  key: `so_${code.replace('.', '_')}`,
  label: `Số ${code}`,
  type: 'count',
  ...more,
});
export const TABLE = {
  code: 'B',
  key: 'bang',
  label: 'Bảng',
  freeRows: 2,
  columns: [{ code: 'x', key: 'x', label: 'X', type: 'text' }],
};
const ROWS = [figure('1.1'), figure('1.2'), { code: '1.3', key: 'chu', label: 'Chữ', type: 'text' }, { table: TABLE }];
export const RULE = { id: 'Q1', severity: 'error', check: '[1.1] >= [1.2]', says: 'Số 1.1 nhỏ hơn số 1.2' };

/** Two figures, a text and a table; `rows` follow them, `more` stands beside the sections. */
export const form = (rows: readonly unknown[] = [], more: object = {}) => ({
  id: 'thu',
  version: 1,
  title: 'Thử',
  sections: [{ code: '1', key: 'mot', title: 'Một', sheet: 'Một', rows: [...ROWS, ...rows] }],
  ...more,
});
/** The form with one rule, changed. */
export const rule = (change: object) => form([], { rules: [{ ...RULE, ...change }] });
export const without = (name: string) => Object.fromEntries(Object.entries(form()).filter(([key]) => key !== name));

/** "path: sentence" of each fault. */
export function faults(source: unknown): string[] {
  const compiled = compileForm(source);
  return 'form' in compiled ? [] : compiled.faults.map(({ path, sentence }) => `${path.join('.')}: ${sentence}`);
}

/** Path of the first row that a test adds. */
export const NEXT = 'sections.0.rows.4';
