/** What is said of how the cells of a return were found, so that a person can confirm it. */
import type { Indicator } from '../form/form.ts';
import { cellAddress } from '../workbook/workbook-data.ts';
import { type Finding, finding } from './findings.ts';
import type { Located } from './locate-cells.ts';
import { nameOf } from './read-cell.ts';
import type { Doubt } from './recognise-rows.ts';
import type { UnknownRow } from './recognise-table.ts';
import { placeOf } from './row-copies.ts';
import { shortened, shownValue, someOf } from './sheet-view.ts';

export interface FoundCell {
  readonly indicator: Indicator;
  readonly located: Located | undefined;
}

/** Notes on the cells that were found otherwise than by name: how many by mark, row by row those by label. */
export function howFound(found: readonly FoundCell[]): readonly Finding[] {
  const marked = found.filter(({ located }) => located?.how === 'mark').length;
  const labelled = found.flatMap(({ indicator, located }) =>
    located?.how === 'label' ? [{ indicator, located }] : [],
  );
  return [
    ...(marked > 0 ? [finding('FOUND_BY_ROW_CODE', WHOLE, { count: String(marked) })] : []),
    ...bySheet(labelled.filter(({ located }) => !located.line?.doubt)),
    ...labelled.filter(firstOfLine()).flatMap(takenFor),
  ];
}

const WHOLE = { indicators: [], cells: [] };

type Labelled = { readonly indicator: Indicator; readonly located: Located };

function bySheet(found: readonly Labelled[]): readonly Finding[] {
  const sheets = Map.groupBy(found, ({ located }) => located.sheet);
  return [...sheets].map(([sheet, own]) => {
    const rows = Map.groupBy(own, ({ located }) => located.row);
    const list = [...rows].map(([row, cells]) => `dòng ${row} → ${[...new Set(cells.map(lineCode))].join(', ')}`);
    const subject = {
      indicators: own.map(({ indicator }) => indicator.key),
      cells: own.map(({ located }) => placeOf(located)),
    };
    return finding('FOUND_BY_LABEL', subject, { sheet: sheet.data.name, list: list.join('; ') });
  });
}

/** A line of a table is named as a whole. */
const lineCode = ({ indicator: { code, place } }: Labelled): string => (place ? `${place.table}.${place.row}` : code);

/** The cells of one line of a table were taken together. */
function firstOfLine(): (found: Labelled) => boolean {
  const said = new Set<unknown>();
  return ({ located: { line } }) => {
    if (line?.doubt === undefined || said.has(line)) return false;
    said.add(line);
    return true;
  };
}

function takenFor({ indicator, located }: Labelled): readonly Finding[] {
  const { line, row, sheet } = located;
  if (!line?.doubt) return [];
  const label = shortened(line.label || line.code);
  const details = {
    row: String(row),
    sheet: sheet.data.name,
    label,
    name: nameOf(indicator),
    why: WHY[line.doubt](shortened(line.code, 20)),
  };
  return [finding('ROW_TAKEN_FOR', { indicators: [indicator.key], cells: [placeOf(located)] }, details)];
}

const WHY: Readonly<Record<Doubt, (code: string) => string>> = {
  'other code': (code) => `theo tên, tuy mã số ghi là ${code}`,
  'other label': () => 'vì tên gần giống',
  'no label': (code) => `theo mã số ${code}, tuy không ghi tên`,
  'in order': () => 'theo thứ tự dòng, vì nhiều chỉ tiêu có cùng tên này',
};

/** Rows that hold something and are none of the form's, with what stands in them. */
export function unknownRows(rows: readonly UnknownRow[]): readonly Finding[] {
  const sheets = Map.groupBy(rows, ({ sheet }) => sheet);
  return [...sheets].map(([{ data }, own]) => {
    const list = own.map(({ sheet, row, label, columns }) => {
      const values = columns.map((column) => shownValue(sheet.cell(row, column)?.value) || 'công thức');
      return `dòng ${row} "${shortened(label) || '(không tên)'}" (${someOf(values, 8)})`;
    });
    const cells = own
      .slice(0, MOST_PLACES)
      .flatMap(({ row, columns }) =>
        columns.map((column) => ({ sheet: data.name, address: cellAddress(row, column) })),
      );
    return finding('ROW_UNKNOWN', { indicators: [], cells }, { sheet: data.name, list: someOf(list) });
  });
}

const MOST_PLACES = 200;
