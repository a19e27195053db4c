/** The rows of a section: headings, indicators, and tables unfolded into one indicator per cell. */
import { parseExpression } from '../expression/parse.ts';
import { UNIT_TYPES } from '../round/commune.ts';
import {
  type FormRow,
  type Heading,
  type Indicator,
  type IndicatorType,
  isNumeric,
  type Ratio,
  type Section,
  sectionHeading,
  type Table,
  type TablePlace,
  type TableRow,
} from './form.ts';
import type { FaultList, FormFault } from './form-fault.ts';
import type { RawCell as Cell, RawForm } from './form-schema.ts';

type Path = FormFault['path'];
type RawSection = RawForm['sections'][number];
type RawRow = RawSection['rows'][number];
type RawTable = Extract<RawRow, { table: unknown }>['table'];

/** Unfolds one section. */
export function compileSection(raw: RawSection, path: Path, list: FaultList): Section {
  const { code, key, title, sheet } = raw;
  const rows = raw.rows.map((row, index) => compileRow(row, key, [...path, 'rows', index], list));
  return { code, key, title, sheet, rows };
}

/** Indicators of a section in printed order, those of its tables row by row. */
export function indicatorsOf(section: Section): readonly Indicator[] {
  return section.rows.flatMap((row) => {
    if (row.kind === 'indicator') return [row.indicator];
    return row.kind === 'table' ? row.table.rows.flatMap((line) => line.cells) : [];
  });
}

/** Printed rows of a section that hold no value, its own first. */
export function headingsOf(section: Section): readonly Heading[] {
  return [sectionHeading(section), ...section.rows.flatMap((row) => (row.kind === 'heading' ? [row.heading] : []))];
}

/** Tables of a section. */
export function tablesOf(section: Section): readonly Table[] {
  return section.rows.flatMap((row) => (row.kind === 'table' ? [row.table] : []));
}

function compileRow(raw: RawRow, section: string, path: Path, list: FaultList): FormRow {
  if ('table' in raw) return { kind: 'table', table: compileTable(raw.table, section, [...path, 'table'], list) };
  if (!('type' in raw))
    return { kind: 'heading', heading: { code: raw.code, printed: raw.printed ?? raw.code, label: raw.label } };
  const { code, key, label, printed = code } = raw;
  return { kind: 'indicator', indicator: compileIndicator(raw, { code, key, label, printed, section }, path, list) };
}

type Named = Pick<Indicator, 'code' | 'key' | 'label' | 'printed' | 'section' | 'place'>;

function compileIndicator(raw: Cell, named: Named, path: Path, list: FaultList): Indicator {
  const type = raw.type ?? 'text';
  const empty = raw.empty ?? emptyKindsOf(type);
  const ratio = raw.ratio && compileRatio(raw.ratio, [...path, 'ratio'], list);
  const max = raw.max ?? (type === 'share' ? 100 : undefined);
  const min = raw.min ?? (isNumeric(type) && type !== 'ratio' ? 0 : undefined);
  if (raw.type === undefined)
    list.faults.push({ path, sentence: `Ô ${named.code} chưa có loại dữ liệu. Hãy ghi "type" ở dòng hoặc ở cột.` });
  return {
    ...named,
    type,
    unit: raw.unit ?? (type === 'ratio' || type === 'share' ? '%' : ''),
    presence: raw.presence ?? 'expected',
    mayBeNil: empty.includes('nil'),
    mayBeNotApplicable: empty.includes('notApplicable'),
    appliesTo: raw.appliesTo ?? UNIT_TYPES,
    choices: type === 'yesno' ? YES_NO : (raw.choices ?? []),
    ratio,
    min,
    max,
    decimals: raw.decimals,
    alike: raw.alike,
    help: raw.help,
    prefill: raw.prefill,
    carry: raw.carry ?? false,
  };
}

/** Nil ("không phát sinh") is an answer to a number; a mark is there or not. */
function emptyKindsOf(type: IndicatorType): readonly string[] {
  if (isNumeric(type)) return ['nil', 'notApplicable'];
  return type === 'mark' ? [] : ['notApplicable'];
}

const YES_NO = [
  { code: 'co', label: 'Có' },
  { code: 'khong', label: 'Không' },
] as const;

function compileRatio(raw: NonNullable<Cell['ratio']>, path: Path, list: FaultList): Ratio | undefined {
  const numerator = list.attempt([...path, 'numerator'], () => parseExpression(raw.numerator));
  const denominator = list.attempt([...path, 'denominator'], () => parseExpression(raw.denominator));
  return numerator && denominator && { numerator, denominator, stated: raw.stated, decimals: raw.decimals };
}

function compileTable(raw: RawTable, section: string, path: Path, list: FaultList): Table {
  const free = raw.rows === undefined;
  if (free === (raw.freeRows === undefined)) {
    list.faults.push({
      path,
      sentence: `Bảng ${raw.code} phải có hoặc "rows" (dòng cố định) hoặc "freeRows" (số dòng để trống), không phải cả hai.`,
    });
  }
  if (!free && raw.spareRows !== undefined) {
    list.faults.push({
      path,
      sentence: `Bảng ${raw.code} có dòng cố định nên không dùng "spareRows". Hãy bỏ mục này.`,
    });
  }
  const printed = raw.freeRows ?? 0;
  const sources = raw.rows ?? Array.from({ length: printed + (raw.spareRows ?? 0) }, (_, index) => freeRow(index + 1));
  const rows = sources.map((row, index): TableRow => {
    const spare = free && index >= printed;
    const at = free ? path : [...path, 'rows', index];
    const cells = raw.columns.map((column, n) => {
      const place: TablePlace = { table: raw.code, row: row.code, column: column.code, free };
      const named = {
        code: `${raw.code}.${row.code}.${column.code}`,
        key: `${raw.key}__${row.key}__${column.key}`,
        label: free ? `${raw.label}: ${column.label}, dòng ${row.code}` : `${row.label} (${column.label})`,
        printed: row.code,
        section,
        place,
      };
      return compileIndicator(cellOf(row, column, free), named, free ? [...path, 'columns', n] : at, list);
    });
    return { code: row.code, key: row.key, label: row.label, unit: row.unit ?? '', cells, spare };
  });
  const columns = raw.columns.map(({ code, key, label }) => ({ code, key, label }));
  return {
    code: raw.code,
    key: raw.key,
    label: raw.label,
    columns,
    rows,
    free,
    help: raw.help,
  };
}

/** What the column says counts over what the row says. A free row is optional: how many there are is the commune's own. */
function cellOf(row: Cell, column: Cell, free: boolean): Cell {
  const stated = Object.fromEntries(Object.entries(column).filter(([, value]) => value !== undefined));
  return { ...row, ...stated, ...(free ? { presence: 'optional' } : {}) };
}

const freeRow = (number: number): Cell & { code: string; key: string; label: string } => ({
  code: String(number),
  key: `r${number}`,
  label: '',
});
