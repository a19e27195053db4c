/** Rows of the form that the workbook does not have: a part that is gone as a whole is said once. */
import { type Form, type Indicator, isInput } from '../form/form.ts';
import { listed } from '../text/vietnamese.ts';
import { type Finding, finding, type Severity } from './findings.ts';
import { nameOf } from './read-cell.ts';

/** Says what is lost: sheet by sheet, table by table or row by row. Grave only where an answer is required. */
export function lostRows(form: Form, lost: readonly Indicator[]): readonly Finding[] {
  const gone = new Set(lost.map(({ key }) => key));
  if (gone.size === 0) return [];
  const said = new Set<string>();
  const parts = partsOf(form).flatMap(({ name, cells }): readonly Finding[] => {
    if (cells.length < LEAST || !cells.every(({ key }) => gone.has(key)) || cells.every(({ key }) => said.has(key)))
      return [];
    for (const { key } of cells) said.add(key);
    return [partLost(name, cells)];
  });
  return [...parts, ...lost.filter(({ key }) => !said.has(key)).flatMap(rowLost)];
}

/** Fewer rows than this are named one by one. */
const LEAST = 4;

/** Sheets, sections, tables: the whole before its parts. */
function partsOf(form: Form): readonly { readonly name: string; readonly cells: readonly Indicator[] }[] {
  const inputs = form.indicators.filter(isInput);
  const sheetOf = new Map(form.sections.map(({ key, sheet }) => [key, sheet]));
  const sheets = Map.groupBy(inputs, ({ section }) => sheetOf.get(section) ?? '');
  const sections = form.sections.map(({ key, code, title }) => ({
    name: `${code} ${title}`,
    cells: inputs.filter(({ section }) => section === key),
  }));
  const tables = form.tables.map(({ code, label }) => ({
    name: `${code} ${label}`,
    cells: inputs.filter(({ place }) => place?.table === code),
  }));
  return [...[...sheets].map(([name, cells]) => ({ name, cells })), ...sections, ...tables];
}

function partLost(part: string, cells: readonly Indicator[]): Finding {
  const required = cells.filter(({ presence }) => presence === 'required');
  const expected = cells.some(({ presence }) => presence === 'expected');
  const severity: Severity = required.length > 0 ? 'error' : expected ? 'warning' : 'note';
  const details = { part, count: String(cells.length), required: listed(required.map(({ code }) => code)) };
  return finding('PART_LOST', { indicators: cells.map(({ key }) => key), cells: [], severity }, details);
}

function rowLost(indicator: Indicator): readonly Finding[] {
  if (indicator.presence === 'optional') return [];
  const severity = indicator.presence === 'required' ? 'error' : 'warning';
  return [finding('CELL_LOST', { indicators: [indicator.key], cells: [], severity }, { name: nameOf(indicator) })];
}
