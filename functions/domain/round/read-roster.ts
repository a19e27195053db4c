/** A register of communes as a table → communes. Used for "who should have sent". */

import { fold } from '../text/vietnamese.ts';
import type { Commune } from './commune.ts';
import { UNIT_TYPES } from './commune.ts';

export interface RosterFault {
  /** 1-based row of the table, the head included. */
  readonly row: number;
  readonly sentence: string;
}

export interface RosterReading {
  /** By code, in code order. */
  readonly communes: readonly Commune[];
  readonly faults: readonly RosterFault[];
}

/** Column heads as registers write them. */
const HEADS = {
  code: ['code', 'mã', 'mã xã', 'mã đơn vị', 'mã đvhc'],
  name: ['name', 'tên', 'tên xã', 'tên đơn vị', 'đơn vị'],
  type: ['type', 'loại', 'cấp', 'loại đơn vị'],
  province: ['province_name', 'tỉnh', 'tên tỉnh', 'province'],
  email: ['email', 'e-mail', 'thư điện tử', 'địa chỉ thư điện tử', 'hộp thư'],
} as const;
type Field = keyof typeof HEADS;

/** Reads the table; its first row names the columns. Rows that cannot be used are reported, the others kept. */
export function readRoster(table: readonly (readonly string[])[]): RosterReading {
  const columns = columnsOf(table[0] ?? []);
  const missing = (['code', 'name', 'type'] as const).filter((field) => columns[field] === undefined);
  if (missing.length > 0) {
    return {
      communes: [],
      faults: [
        { row: 1, sentence: 'Dòng đầu của danh sách đơn vị phải có các cột: mã, tên, loại (xã, phường, đặc khu).' },
      ],
    };
  }
  const faults: RosterFault[] = [];
  const communes = new Map<string, Commune>();
  table.slice(1).forEach((cells, index) => {
    const text = (field: Field) =>
      columns[field] === undefined ? '' : (cells[columns[field]] ?? '').normalize('NFC').trim();
    if (cells.every((cell) => cell.trim() === '')) return;
    const row = index + 2;
    const found = communeOf(text);
    if (typeof found === 'string') faults.push({ row, sentence: found });
    else if (communes.has(found.code)) faults.push({ row, sentence: `Mã ${found.code} đã có ở một dòng trên.` });
    else communes.set(found.code, found);
  });
  return { communes: [...communes.values()].sort((left, right) => (left.code < right.code ? -1 : 1)), faults };
}

function columnsOf(head: readonly string[]): Partial<Record<Field, number>> {
  const folded = head.map(fold);
  const entries = (Object.keys(HEADS) as Field[]).map(
    (field) => [field, folded.findIndex((text) => isHead(field, text))] as const,
  );
  return Object.fromEntries(entries.filter(([, column]) => column >= 0));
}

const isHead = (field: Field, text: string): boolean => HEADS[field].some((word) => fold(word) === text);

/** The commune of a row, or what is wrong with the row. */
function communeOf(text: (field: Field) => string): Commune | string {
  const code = text('code');
  if (!/^\d{1,5}$/.test(code)) return `Mã đơn vị "${code}" không phải là 5 chữ số.`;
  if (text('name') === '') return `Đơn vị mã ${code} chưa có tên.`;
  const type = UNIT_TYPES.find((candidate) => fold(candidate) === fold(text('type')));
  if (!type) return `Loại đơn vị "${text('type')}" của mã ${code} không phải xã, phường hay đặc khu.`;
  const email = text('email').toLowerCase();
  if (email !== '' && !/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(email))
    return `Địa chỉ thư điện tử "${email}" của mã ${code} không dùng được.`;
  const name = text('name').replace(new RegExp(`^${type}\\s+`, 'iu'), '');
  return {
    code: code.padStart(5, '0'),
    name,
    type,
    province: text('province').replace(/^(?:tỉnh|thành phố)\s+/iu, ''),
    ...(email === '' ? {} : { email }),
  };
}
