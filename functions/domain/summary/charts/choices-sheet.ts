/**
 * The hidden sheet behind charts and ranking: what can be chosen from their lists, what is chosen, and the place of each
 * commune in each charted ratio. Its communes stand in the rows of the matrix.
 */
import type { Form } from '../../form/form.ts';
import { columnName, sheetReference } from '../../workbook/workbook-data.ts';
import type { CellModel, SheetModel } from '../../workbook/workbook-model.ts';
import { lazily } from '../cells.ts';
import { type MatrixColumn, onMatrix, ROWS } from '../matrix-columns.ts';
import { numbersIn, placesIn } from '../ordered.ts';
import type { SummaryContext } from '../summary-context.ts';
import { labelUnderHeading, shortened } from '../wording.ts';

export const CHOICES = '~lựa chọn';
/** Cells that hold the chosen column of the matrix and what its numbers are multiplied with to be read. */
const RANKED = { column: '$E$2', scale: '$E$3' } as const;
const SPREAD_COLUMN = '$E$4';
const FIRST_CHOICE = 2;
const FIRST_PLACES = 7;
const MOST_LABEL = 110;

export interface Choice {
  readonly label: string;
  readonly column: MatrixColumn;
  /** 100 where a fraction is read as a percentage. */
  readonly scale: number;
}

/** What can be ranked: ratios and shares first, then all other numbers. Labels begin with the code, so none is twice. */
export function choicesOf(form: Form, columns: readonly MatrixColumn[]): readonly Choice[] {
  const choice = (column: MatrixColumn): Choice => {
    const { code, unit } = column.indicator;
    const shown = isFraction(column) ? ' (%)' : unit === '' ? '' : ` (${unit})`;
    const label = shortened(`${code} ${labelUnderHeading(column.indicator, form)}`, MOST_LABEL) + shown;
    return { label, column, scale: isFraction(column) ? 100 : 1 };
  };
  const numbers = columns.filter(({ indicator: { type } }) => type === 'count' || type === 'amount');
  return [...columns.filter(isFraction), ...numbers].map(choice);
}

export const isFraction = ({ indicator: { type } }: MatrixColumn): boolean => type === 'ratio' || type === 'share';

/** Where formulas of other sheets find the lists and what is chosen. */
export function choiceCells(choices: readonly Choice[]) {
  const list = (length: number) => on(`$A$${FIRST_CHOICE}:$A$${FIRST_CHOICE + Math.max(length, 1) - 1}`);
  return {
    all: list(choices.length),
    fractions: list(choices.filter(({ column }) => isFraction(column)).length),
    ranked: { column: on(RANKED.column), scale: on(RANKED.scale) },
    spreadColumn: on(SPREAD_COLUMN),
  };
}

/** The places of the communes in the charted ratio number `index`. */
export function placesRange(index: number, communes: number): string {
  const letter = columnName(FIRST_PLACES + index);
  return on(`$${letter}$${ROWS.first}:$${letter}$${ROWS.first + Math.max(communes, 1) - 1}`);
}

/** Name of a commune by its place in the matrix. */
export const communeNames = (communes: number): string =>
  onMatrix(`$B$${ROWS.first}:$B$${ROWS.first + Math.max(communes, 1) - 1}`);

/** Composes the sheet; `chosenAt` are the cells in which a person chooses, with what is chosen now. */
export function choicesSheet(
  context: SummaryContext,
  chosenAt: { readonly ranked?: Chosen; readonly spread?: Chosen },
): SheetModel {
  const { lines, charted } = context;
  const places = charted.map((column) => placesIn(numbersIn(column, lines)));
  const last = Math.max(context.choices.length + 1, ROWS.first + lines.length - 1, 4);
  return {
    name: CHOICES,
    hidden: true,
    columns: [{ width: 60 }, ...Array.from({ length: FIRST_PLACES + charted.length - 2 }, () => ({ width: 12 }))],
    rows: lazily(function* () {
      for (let row = 1; row <= last; row++) {
        const line = row - ROWS.first;
        const own = charted.map((column, index) => placeCell(column, places[index]?.[line], row));
        yield {
          cells: [
            ...choiceCellsAt(context.choices[row - FIRST_CHOICE]),
            ...chosenCells(context, chosenAt, row),
            ...(line >= 0 && line < lines.length ? own : []),
          ],
        };
      }
    }),
  };
}

/** A cell that holds the label of a choice. */
export interface Chosen {
  readonly at: string;
  readonly choice: Choice;
}

function choiceCellsAt(choice: Choice | undefined): (CellModel | undefined)[] {
  if (!choice) return [undefined, undefined, undefined];
  return [{ value: choice.label }, { value: positionOf(choice) }, { value: choice.scale }];
}

const positionOf = ({ column }: Choice): number => column.position;

function chosenCells(
  { choices }: SummaryContext,
  { ranked, spread }: { readonly ranked?: Chosen; readonly spread?: Chosen },
  row: number,
): (CellModel | undefined)[] {
  const { all } = choiceCells(choices);
  const found = (chosen: Chosen | undefined, from: string, value: (choice: Choice) => number, name: string) => {
    if (!chosen) return [undefined, undefined, undefined];
    const formula = `INDEX(${all.replaceAll('$A$', `$${from}$`)},MATCH(${chosen.at},${all},0))`;
    return [{ value: name }, { formula, value: value(chosen.choice) }, undefined];
  };
  if (row === 2) return found(ranked, 'B', positionOf, 'cột xếp hạng');
  if (row === 3) return found(ranked, 'C', ({ scale }) => scale, 'nhân với');
  if (row === 4) return found(spread, 'B', positionOf, 'cột phân bố');
  return [undefined, undefined, undefined];
}

function placeCell({ letter, range }: MatrixColumn, place: number | undefined, row: number): CellModel {
  const cell = onMatrix(`${letter}${row}`);
  const above = onMatrix(`${letter}$${ROWS.first}:${letter}${row}`);
  return {
    formula: `IF(ISNUMBER(${cell}),RANK(${cell},${onMatrix(range)})+COUNTIF(${above},${cell})-1,"")`,
    value: place ?? '',
  };
}

const on = (range: string): string => sheetReference(CHOICES, range);
