/** The published examples that lie beside a form: returns, and the round they belong to. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { Round } from '../../domain/round/round.ts';
import { type Example, exampleSchema } from '../../domain/template/fill-example.ts';
import { Problem } from '../../problems.ts';
import { readRoundFile } from './round-file.ts';

const ROUND_FILE = 'round.yaml';

export interface ExampleRound {
  readonly round: Round;
  readonly returns: readonly Example[];
}

/** Reads `folder`; `undefined` when a form has no examples. @throws Problem EXAMPLE_BROKEN, ROUND_FILE_BROKEN */
export async function readExamples(folder: string): Promise<ExampleRound | undefined> {
  const names = await readdir(folder).catch((): string[] => []);
  if (!names.includes(ROUND_FILE)) return undefined;
  const round = await readRoundFile(join(folder, ROUND_FILE));
  const files = names.filter((name) => name.endsWith('.yaml') && name !== ROUND_FILE).sort();
  const returns = await Promise.all(files.map((name) => readExample(join(folder, name))));
  return { round, returns };
}

async function readExample(file: string): Promise<Example> {
  const text = (await readFile(file, 'utf8')).normalize('NFC');
  const document = parseDocument(text);
  const result = exampleSchema.safeParse(document.errors.length > 0 ? undefined : document.toJS());
  if (result.success) return result.data;
  throw new Problem('EXAMPLE_BROKEN', { file, where: result.error.issues[0]?.path.join('.') || 'toàn tệp' });
}
