import type { CellValue } from '../../domain/workbook/workbook-data.ts';
import { damaged } from './damaged.ts';
import { isoSerial } from './iso-date.ts';
import { plainText } from './texts.ts';

/** What a cell element holds, before it is understood. */
export interface RawCell {
  /** Its `t`: `n` where it has none. */
  readonly type: string;
  /** Text of `<v>`; `undefined` without one. */
  readonly value: string | undefined;
  /** Text of `<is>`; `undefined` without one. */
  readonly inline: string | undefined;
}

const DECIMAL = /^[\d.eE+-]+$/;
const BOOLEANS = new Map([
  ['0', false],
  ['1', true],
  ['false', false],
  ['true', true],
]);

/**
 * Gives the value of a cell; `undefined` when it holds none.
 *
 * @throws Problem FILE_DAMAGED when the content is not of the type that the cell states.
 */
export function readCellValue(cell: RawCell, sharedStrings: readonly string[]): CellValue | undefined {
  if (cell.type === 'inlineStr') return cell.inline === undefined ? undefined : plainText(cell.inline);
  if (cell.value === undefined) return undefined;
  if (cell.type === 'str') return plainText(cell.value);
  const value = cell.value.trim();
  return value === '' ? undefined : typedValue(cell.type, value, sharedStrings);
}

function typedValue(type: string, value: string, sharedStrings: readonly string[]): CellValue {
  switch (type) {
    case 'n':
      return sound(DECIMAL.test(value) ? finite(Number(value)) : undefined, value);
    case 's':
      return sound(sharedStrings[Number(value)], value);
    case 'b':
      return sound(BOOLEANS.get(value), value);
    case 'e':
      return { error: plainText(value) };
    case 'd':
      return sound(isoSerial(value), value);
    default:
      throw damaged(`cell type ${type}`);
  }
}

function sound<T>(read: T | undefined, written: string): T {
  if (read === undefined) throw damaged(`cell content ${written.slice(0, 40)}`);
  return read;
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}
