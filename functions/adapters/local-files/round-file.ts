/** A round's parameters from a YAML file that an officer can write. */
import { readFile } from 'node:fs/promises';
import { parse, YAMLParseError } from 'yaml';
import { type Round, roundSchema } from '../../domain/round/round.ts';
import { Problem } from '../../problems.ts';

/** @throws Problem FILE_NOT_FOUND, ROUND_FILE_BROKEN (names the entry). */
export async function readRoundFile(file: string): Promise<Round> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new Problem('FILE_NOT_FOUND', { file }, { cause });
  });
  return readRoundText(text, file);
}

/** A round from the text of such a file. @throws Problem ROUND_FILE_BROKEN (names the entry). */
export function readRoundText(text: string, file: string): Round {
  const result = roundSchema.safeParse(parseYaml(file, text.normalize('NFC')));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Problem('ROUND_FILE_BROKEN', { file, where: issue?.path.join('.') || 'toàn tệp' });
}

function parseYaml(file: string, text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause;
    throw new Problem('ROUND_FILE_BROKEN', { file, where: `dòng ${cause.linePos?.[0].line ?? 1}` }, { cause });
  }
}
