/** Taking in one return: reading it, and reading it with all checks. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Round } from '../../functions/domain/round/round.ts';
import { localTools } from '../../functions/wiring.ts';
import { barePass } from './baselines.ts';
import type { BenchTable } from './tables.ts';
import { interleaved } from './timing.ts';

/** Measures over `names` in `folder`, one return a round. */
export async function benchIntake(
  folder: string,
  names: readonly string[],
  round: Round,
  rounds: number,
): Promise<BenchTable> {
  const { readWorkbook, checkReturn } = localTools();
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const pick = (turn: number) => files[turn % files.length] as Buffer;
  const times = await interleaved(
    {
      bare: (turn) => barePass(pick(turn)),
      read: (turn) => readWorkbook(pick(turn)),
      check: (turn) => checkReturn({ name: 'phieu.xlsx', bytes: pick(turn) }, { round }),
      exceljs: (turn) => new ExcelJS.Workbook().xlsx.load(pick(turn) as never),
    },
    { rounds, warmUp: Math.ceil(rounds / 4) },
  );
  const { bare } = times;
  return {
    title: `Taking in one return (median of ${rounds})`,
    head: ['', 'ms', '× bare pass', 'aim'],
    rows: [
      ['baseline: bare unzip + SAX over the same parts', ms(bare), times1(1), ''],
      ['baseline: exceljs load (reads only)', ms(times.exceljs), times1(times.exceljs / bare), ''],
      ['read into values', ms(times.read), times1(times.read / bare), '≤ 1.5×'],
      ['read, answers, all checks', ms(times.check), times1(times.check / bare), '≤ 2×'],
    ],
  };
}

const ms = (value: number) => value.toFixed(1);
const times1 = (value: number) => `${value.toFixed(2)}×`;
