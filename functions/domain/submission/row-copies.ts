/** Rows that are in a workbook twice: silent where they agree, said where they do not. */
import { readNumberText } from '../text/number-text.ts';
import { fold } from '../text/vietnamese.ts';
import type { CellValue } from '../workbook/workbook-data.ts';
import { cellAddress } from '../workbook/workbook-data.ts';
import type { CellPlace } from './findings.ts';
import type { Located } from './locate-cells.ts';
import { isFilled, lineOf, shownValue } from './sheet-view.ts';

type Cell = Pick<Located, 'sheet' | 'row' | 'column'>;

/** The address of a cell. */
export function placeOf({ sheet, row, column }: Cell): CellPlace {
  return { sheet: sheet.data.name, address: cellAddress(row, column) };
}

export interface Settled {
  readonly located: Located;
  /** Copies that hold something else than the cell that counts. */
  readonly others: readonly Cell[];
}

/** Enough to show what is the matter. */
const MOST_COPIES = 20;

/** Chooses among copies: the cell found by name; else the first that is filled. */
export function settleCopies(located: Located): Settled {
  const { copies = [], ...own } = located;
  const filled = copies.filter(({ sheet, row, column }) => isFilled(sheet.cell(row, column)));
  const [first] = filled;
  if (first === undefined) return { located: own, others: [] };
  const isBlank = !isFilled(own.sheet.cell(own.row, own.column));
  const chosen: Located = isBlank && own.how !== 'name' ? { ...own, ...first } : own;
  return {
    located: chosen,
    others: filled.filter((copy) => contentKey(copy) !== contentKey(chosen)).slice(0, MOST_COPIES),
  };
}

/** "E14 (1.440)". */
export function shownCell(cell: Cell): string {
  return `${placeOf(cell).address} (${shown(cell)})`;
}

const shown = (cell: Cell): string => shownValue(contentOf(cell)) || 'để trống';

const contentOf = ({ sheet, row, column }: Cell): CellValue | undefined => sheet.cell(row, column)?.value;

/** The same number typed another way is the same content. */
function contentKey(cell: Cell): string {
  const value = contentOf(cell);
  const number = typeof value === 'string' ? readNumberText(value)?.value : value;
  return typeof number === 'number' ? String(number) : fold(lineOf(value));
}
