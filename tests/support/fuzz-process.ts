/**
 * Fuzzing in a process of its own: harms the workbooks of a folder by seed, and sends each through the whole intake. Prints one
 * line of JSON with what came of it; anything thrown outside of the promise, and any warning, ends the process with 1.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Answers } from '../../functions/domain/submission/answers.ts';
import type { Submission } from '../../functions/domain/submission/submission.ts';
import { Problem } from '../../functions/problems.ts';
import { openWorks } from '../../functions/service/works.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';
import { type Mutant, mutate, randomNumbers, type Sound, soundFile } from './mutations.ts';

/** What came of the mutants `from` to `to` of a seed. */
export interface FuzzRun {
  readonly refused: number;
  readonly taken: number;
  /** "seed:number harm: what is wrong". */
  readonly failures: readonly string[];
  readonly slowest: { readonly what: string; readonly cpuMs: number };
}

for (const event of ['uncaughtException', 'unhandledRejection', 'warning'] as const) {
  process.on(event, (failure: unknown) => {
    console.error(event, failure);
    process.exit(1);
  });
}

const [folder = '', seed = '1', from = '0', to = '100'] = process.argv.slice(2);
const works = openWorks({ formsFolder: FORMS_FOLDER, key: '00' });
const check = (bytes: Uint8Array) => works.check({ name: '21001.xlsx', bytes });

const originals: { readonly sound: Sound; readonly answers: Answers }[] = [];
for (const name of readdirSync(folder).sort()) {
  const bytes = readFileSync(join(folder, name));
  originals.push({ sound: soundFile(bytes), answers: (await check(bytes)).answers });
}

/** One that lists rows by their names may be long. */
const LONGEST_SENTENCE = 5_000;

const failures: string[] = [];
const counts = { refused: 0, taken: 0 };
let slowest = { what: '', cpuMs: 0 };
for (let number = Number(from); number < Number(to); number += 1) {
  const random = randomNumbers(Number(seed) * 1_000_003 + number);
  const { sound, answers } = originals[random(originals.length)] as (typeof originals)[number];
  const mutant = mutate(sound, random);
  const what = `${seed}:${number} ${mutant.harm}`;
  const cpu = process.cpuUsage();
  const outcome = await check(mutant.bytes).catch((error: unknown) => error);
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1000;
  if (cpuMs > slowest.cpuMs) slowest = { what, cpuMs };
  counts[outcome instanceof Error ? 'refused' : 'taken'] += 1;
  const wrong = whatIsWrong(outcome, mutant, answers);
  if (wrong !== undefined) failures.push(`${what}: ${wrong}`);
}
console.log(JSON.stringify({ ...counts, failures, slowest } satisfies FuzzRun));

function whatIsWrong(outcome: unknown, { keeps }: Mutant, original: Answers): string | undefined {
  if (outcome instanceof Problem)
    return keeps === 'always'
      ? `refused: ${outcome.code}`
      : (wrongSentence(outcome.message) ?? wrongCode(outcome.code));
  if (outcome instanceof Error) return `defect: ${outcome.stack}`;
  const submission = outcome as Submission;
  if (keeps !== 'sound' && !isDeepStrictEqual(submission.answers, original)) return 'other answers';
  return wrongAnswers(submission) ?? submission.findings.map(({ sentence }) => wrongSentence(sentence)).find(Boolean);
}

/** A file can be refused for what it is; an outage or a defect is no answer to a file. */
function wrongCode(code: string): string | undefined {
  return /^(FILE|RETURN)_|^FORM_UNKNOWN$/.test(code) ? undefined : code;
}

function wrongSentence(sentence: string): string | undefined {
  const sound = /^["\p{Lu}]/u.test(sentence) && sentence.endsWith('.') && sentence.length < LONGEST_SENTENCE;
  return sound && !/undefined|\[object|NaN|∞/.test(sentence) ? undefined : `sentence: ${sentence.slice(0, 300)}`;
}

function wrongAnswers({ answers }: Submission): string | undefined {
  for (const [key, { number, at }] of answers) {
    if (number !== undefined && !Number.isFinite(number)) return `${key}: ${number}`;
    if (at && !/^[A-Z]{1,3}[1-9]\d{0,6}$/.test(at.address)) return `${key}: ${at.address}`;
  }
  return undefined;
}
