/** A made-up province of returns of the inspection form: the same for the same seed, commune by commune. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workerPool } from '../../functions/adapters/worker-pool/worker-pool.ts';
import type { Form } from '../../functions/domain/form/form.ts';
import type { Commune } from '../../functions/domain/round/commune.ts';
import type { Round } from '../../functions/domain/round/round.ts';
import type { Answer, Answers } from '../../functions/domain/submission/answers.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { fillExample } from '../../functions/domain/template/fill-example.ts';
import { formatNumber } from '../../functions/domain/text/vietnamese.ts';
import type { WorkbookModel } from '../../functions/domain/workbook/workbook-model.ts';
import { DEFECTS, type Defect, spoil } from './defects.ts';
import { type Figures, makeFigures, NIL } from './made-figures.ts';
import { communeAt, randomFrom } from './made-names.ts';

/** One return before it is a file; plain data, so that another thread can write it. */
export interface MadeReturn {
  readonly commune: Commune;
  readonly seed: number;
  readonly defect?: Defect;
  /** The workbook's own time of last modification; ISO 8601. */
  readonly saved: string;
}

const NAMES = Object.keys(DEFECTS) as readonly Defect[];

/** Makes `size` returns; with `mixed` every fourth has a defect, each kind in turn. */
export function makeReturns(size: number, { seed = 1, mixed = false } = {}): readonly MadeReturn[] {
  return Array.from({ length: size }, (_, index) => ({
    commune: communeAt(index),
    seed: seed * 100_003 + index,
    saved: new Date(Date.UTC(2025, 9, 1 + (index % 16), 2, index % 60)).toISOString(),
    ...(mixed && index % 4 === 3 ? { defect: NAMES[(index >> 2) % NAMES.length] } : {}),
  }));
}

/** Composes the workbook of one return, filled in as its clerk would. */
export function composeReturn(form: Form, made: MadeReturn, round: Round): WorkbookModel {
  const { commune, saved, seed, defect } = made;
  const sound = makeFigures(randomFrom(seed));
  const answers = answersOf(form, commune, defect ? spoil(sound, defect) : sound);
  return composeTemplate({ form, commune, round, answers, created: saved });
}

/** Texts the way an example's are typed; numbers and the kind of empty as they are. */
function answersOf(form: Form, commune: Commune, figures: Figures): Answers {
  const entries = Object.entries(figures);
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
  const { answers, unknown } = fillExample(form, { commune, source: '', notes: {}, values: Object.fromEntries(texts) });
  if (unknown.length > 0) throw new Error(`The form has no ${unknown.join(', ')}.`);
  const others = entries.flatMap(([code, figure]): (readonly [string, Answer])[] => {
    const key = form.byCode.get(code)?.key;
    if (key === undefined || typeof figure === 'string') return [];
    if (figure === NIL) return [[key, { state: 'nil', typed: '' }]];
    return [[key, { state: 'value', number: Number(figure), typed: formatNumber(Number(figure)) }]];
  });
  return new Map([...answers, ...others]);
}

/** What a thread that writes returns is told. */
export interface WriteJob {
  readonly made: MadeReturn;
  readonly path: string;
}

/** "phieu-21003.xlsx". */
export const fileOf = ({ commune }: MadeReturn): string => `phieu-${commune.code}.xlsx`;

/** Writes each return into `folder` under its name, on all cores. */
export async function writeReturns(folder: string, returns: readonly MadeReturn[], roundFile: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const pool = workerPool<WriteJob, string>(new URL('./write-worker.ts', import.meta.url), roundFile);
  try {
    await Promise.all(returns.map((made) => pool.run({ made, path: join(folder, fileOf(made)) })));
  } finally {
    await pool.close();
  }
}

/** Writes the register of these communes as a CSV file. */
export async function writeRoster(file: string, communes: readonly Commune[]): Promise<void> {
  const lines = communes.map(({ code, name, type, province }) => [code, name, type, province].join(','));
  await writeFile(file, `code,name,type,province_name\n${lines.join('\n')}\n`);
}
