/**
 * Real returns harmed at random, through the whole intake: a refusal in one sentence, or answers that are sound; where the harm
 * is none, or a checksum must have noticed it, the very same answers.
 *
 * FUZZ_SEED and FUZZ_COUNT say which mutants and how many. A failure names its seed and number: the same two make it again.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRoundFile } from '../../functions/adapters/local-files/round-file.ts';
import { composeTemplate } from '../../functions/domain/template/compose-template.ts';
import { sampleAnswers } from '../../functions/domain/template/sample-answers.ts';
import { FORMS_FOLDER, localTools } from '../../functions/wiring.ts';
import { composeReturn, makeReturns } from '../../scripts/bench/generate-returns.ts';
import { aCommune } from '../support/builders.ts';
import type { FuzzRun } from '../support/fuzz-process.ts';
import { recalculate } from '../support/libreoffice.ts';
import { requires } from '../support/requires.ts';
import { linesOf } from '../support/run-intake.ts';

const SEED = Number(process.env.FUZZ_SEED ?? 1);
const COUNT = Number(process.env.FUZZ_COUNT ?? 2_000);
const PROCESSES = 2;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
  for (const [name, bytes] of await soundReturns()) await writeFile(join(folder, name), bytes);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Of both forms by our writer, and one of them as LibreOffice saves it. */
async function soundReturns(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { forms, writeWorkbook } = localTools();
  const round = await readRoundFile(join(FORMS_FOLDER, 'kiem-tra-cchc-2025', 'v1', 'example', 'round.yaml'));
  const [made] = makeReturns(1);
  if (!made) throw new Error('no return was made');
  const inspection = await writeWorkbook(composeReturn(await forms.load(round.form, round.version), made, round));
  const form = await forms.load('tong-ket-cchc-2021-2025', 1);
  const review = composeTemplate({ form, commune: aCommune(), answers: sampleAnswers(form), created: made.saved });
  const ours = new Map([
    ['1.xlsx', inspection],
    ['2.xlsx', await writeWorkbook(review)],
  ]);
  return requires('soffice') ? new Map([...ours, ...(await recalculate(new Map([['3.xlsx', inspection]])))]) : ours;
}

test(`${COUNT} mutants of seed ${SEED}`, { timeout: 60_000 + COUNT * 300 }, async () => {
  console.info(`FUZZ_SEED=${SEED} FUZZ_COUNT=${COUNT}`);
  const share = Math.ceil(COUNT / PROCESSES);
  const program = new URL('../support/fuzz-process.ts', import.meta.url);
  const runs = await Promise.all(
    Array.from({ length: PROCESSES }, async (_, index) => {
      const bounds = [index * share, Math.min(COUNT, (index + 1) * share)];
      const [line = ''] = await linesOf(program, [folder, ...[SEED, ...bounds].map(String)]);
      return JSON.parse(line) as FuzzRun;
    }),
  );
  const sum = (count: (run: FuzzRun) => number) => runs.reduce((total, run) => total + count(run), 0);
  expect(runs.flatMap(({ failures }) => failures)).toEqual([]);
  expect(sum(({ refused, taken }) => refused + taken)).toBe(COUNT);
  // Harms that are always refused, or never, would show nothing.
  expect(sum(({ refused }) => refused)).toBeGreaterThan(COUNT / 10);
  expect(sum(({ taken }) => taken)).toBeGreaterThan(COUNT / 10);
});
