/** Steps that are tried one after the other, each with a line of its own: ✓ proved, ✗ not so, – not to be proved here. */
import { Problem } from '../../functions/problems.ts';
import { googleSaid } from './google-said.ts';

export interface Steps {
  /** A step that all others rest on. @throws StepFailed after saying why */
  need<T>(name: string, work: () => Promise<Done<T>>): Promise<T>;
  /** A step that others can do without. */
  attempt(name: string, work: () => Promise<Done<unknown>>): Promise<void>;
  /** As `attempt`, also after a stop. */
  clean(name: string, work: () => Promise<Done<unknown>>): Promise<void>;
  /** A step that could not be tried, and why. */
  skip(name: string, why: string): void;
  readonly failures: () => number;
}

export interface Done<T> {
  readonly value: T;
  /** What there is to say of it. */
  readonly said?: string;
  /** It went, but proves nothing. */
  readonly isUnproved?: true;
}

/** Thrown by a step that found something to be otherwise than it must be. */
export function notSo(sentence: string, cause?: unknown): Error {
  return Object.assign(new Error(sentence, { cause }), { name: NOT_SO });
}

const NOT_SO = 'NotSo';

/** A step failed, and it was said why. */
export const STEP_FAILED = Symbol('step failed');

/** Starts a list of steps; nothing is begun once `isStopped`. */
export function provingSteps(print: (line: string) => void, isStopped: () => boolean): Steps {
  let failures = 0;
  const line = (mark: string, name: string, said?: string) => print(`${mark} ${name}${said ? `: ${said}` : ''}`);

  function need<T>(name: string, work: () => Promise<Done<T>>): Promise<T> {
    return run(name, async () => {
      if (isStopped()) throw notSo('đã dừng theo yêu cầu.');
      return work();
    });
  }

  async function run<T>(name: string, work: () => Promise<Done<T>>): Promise<T> {
    try {
      const { value, said, isUnproved } = await work();
      line(isUnproved ? '–' : '✓', name, said);
      return value;
    } catch (error) {
      failures += 1;
      const words = googleSaid(error);
      line('✗', name, sentenceOf(error, words));
      if (words) print(`    Google trả lời: ${words}`);
      throw STEP_FAILED;
    }
  }

  return {
    need,
    attempt: (name, work) => need(name, work).then(ignore, ignoreFailed),
    clean: (name, work) => run(name, work).then(ignore, ignoreFailed),
    skip: (name, why) => line('–', name, why),
    failures: () => failures,
  };
}

/** Our own sentence where there is one; what a library says is told as its words. */
function sentenceOf(error: unknown, words: string | undefined): string {
  if (!(error instanceof Error)) return String(error);
  const isOurs = error instanceof Problem || error.name === NOT_SO;
  return isOurs || words === undefined ? error.message : 'Google từ chối yêu cầu.';
}

function ignore(): void {}

function ignoreFailed(error: unknown): void {
  if (error !== STEP_FAILED) throw error;
}
