/** The order of communes by one column of the matrix, as RANK sees it and with ties put in a row. */
import type { MatrixColumn } from './matrix-columns.ts';
import type { CommuneLine } from './summary-context.ts';

/** Each line's number in a column as its cell holds it; `undefined` where the cell is no number. */
export function numbersIn(column: MatrixColumn, lines: readonly CommuneLine[]): readonly (number | undefined)[] {
  const scale = column.indicator.type === 'share' ? 100 : 1;
  return lines.map(({ view }) => {
    const { number } = column.read(view);
    return number === undefined ? undefined : number / scale;
  });
}

/** Place of each number, the greatest first; of equal ones the upper first, so that no place occurs twice. */
export function placesIn(numbers: readonly (number | undefined)[]): readonly (number | undefined)[] {
  const order = numbers.flatMap((value, index) => (value === undefined ? [] : [{ value, index }]));
  order.sort((left, right) => right.value - left.value || left.index - right.index);
  const places = new Array<number | undefined>(numbers.length).fill(undefined);
  for (const [place, { index }] of order.entries()) places[index] = place + 1;
  return places;
}

/** Rank of each number, the greatest first; equal ones share a rank. */
export function ranksIn(numbers: readonly (number | undefined)[]): readonly (number | undefined)[] {
  const sorted = numbers.filter((value) => value !== undefined).sort((left, right) => right - left);
  const rankOf = new Map<number, number>();
  for (const [index, value] of sorted.entries()) if (!rankOf.has(value)) rankOf.set(value, index + 1);
  return numbers.map((value) => (value === undefined ? undefined : rankOf.get(value)));
}
