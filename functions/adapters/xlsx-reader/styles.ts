import type { Budget } from './budget.ts';
import { builtInFormat, type NumberFormat, readFormatCode } from './number-format.ts';
import { readXml } from './read-xml.ts';

/** Reads the number format of each cell style, in the order in which cells refer to them. */
export async function readStyles(part: Buffer, budget: Budget): Promise<NumberFormat[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let list = '';
  await readXml(part, budget, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmts' || name === 'cellXfs') list = name;
      if (name === 'numFmt' || name === 'xf') budget.spendListed();
      if (name === 'numFmt' && list === 'numFmts') codes.set(Number(numFmtId), formatCode ?? '');
      if (name === 'xf' && list === 'cellXfs') ids.push(Number(numFmtId ?? 0));
    },
    close: (name) => {
      if (name === list) list = '';
    },
  });
  return ids.map(memoized((id) => formatOf(id, codes)));
}

function formatOf(id: number, codes: ReadonlyMap<number, string>): NumberFormat {
  const code = codes.get(id);
  return code === undefined ? builtInFormat(id) : readFormatCode(code);
}

function memoized<T>(compute: (id: number) => T): (id: number) => T {
  const known = new Map<number, T>();
  return (id) => {
    const value = known.get(id) ?? compute(id);
    known.set(id, value);
    return value;
  };
}
