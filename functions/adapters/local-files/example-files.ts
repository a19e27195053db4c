/** The published examples that lie beside a form: returns, and the round they belong to. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Round } from '../../domain/round/round.ts';
import { type Example, exampleSchema } from '../../domain/template/fill-example.ts';
import { readRoundFile } from './round-file.ts';

const ROUND_FILE = 'round.yaml';

export interface ExampleRound {
  readonly round: Round;
  readonly returns: readonly Example[];
}

/** Reads `folder`; `undefined` when a form has no examples. */
export async function readExamples(folder: string): Promise<ExampleRound | undefined> {
  const names = await readdir(folder).catch((): string[] => []);
  if (!names.includes(ROUND_FILE)) return undefined;
  const round = await readRoundFile(join(folder, ROUND_FILE));
  const files = names.filter((name) => name.endsWith('.yaml') && name !== ROUND_FILE).sort();
  const returns = await Promise.all(
    files.map(async (name) =>
      exampleSchema.parse(parse((await readFile(join(folder, name), 'utf8')).normalize('NFC'))),
    ),
  );
  return { round, returns };
}
