/** Runs a plan against Google, one step after the other, and stops at the first that fails. All of it may be run again. */
import { diagnose, errorLine, isAbsent, isPassing } from './diagnosis.ts';
import type { Answer, Gcloud } from './gcloud.ts';
import type { SecretName } from './names.ts';
import type { Command, Step, Word } from './step.ts';

export interface RunNeeds {
  readonly gcloud: Gcloud;
  /** The value of a secret; `undefined` where it must be given and was not. */
  readonly secret: (name: SecretName) => string | undefined;
  /** Waits before what is not yet known everywhere is tried again. */
  readonly pause: () => Promise<void>;
  readonly onDone: (number: number, step: Step, outcome: Outcome) => void;
}

export type Outcome = 'made' | 'changed' | 'kept' | 'done' | 'gone';

export interface StepFailure {
  readonly number: number;
  readonly step: Step;
  readonly sentence: string;
  /** What gcloud said, without any secret. */
  readonly detail: string;
}

const TRIES = 7;

/** Gives the first failure; nothing after it was tried. */
export async function runSteps(steps: readonly Step[], needs: RunNeeds): Promise<StepFailure | undefined> {
  for (const [index, step] of steps.entries()) {
    const done = await runStep(step, needs);
    if (typeof done !== 'string') return { number: index + 1, step, ...done };
    needs.onDone(index + 1, step, done);
  }
  return undefined;
}

type Failed = Pick<StepFailure, 'sentence' | 'detail'>;

async function runStep(step: Step, needs: RunNeeds): Promise<Outcome | Failed> {
  if (step.kind === 'ensure') return ensureThere(step, needs);
  const answer = await run(step.run, needs);
  if (answer.status === 0) return step.kind === 'remove' ? 'gone' : 'done';
  return step.kind === 'remove' && isAbsent(answer) ? 'kept' : failed(answer, step.run, needs);
}

async function ensureThere(step: Step & { readonly kind: 'ensure' }, needs: RunNeeds): Promise<Outcome | Failed> {
  const seen = await run(step.look, needs);
  if (seen.status !== 0 && !isAbsent(seen)) return failed(seen, step.look, needs);
  const isThere = seen.status === 0 && seen.output !== '';
  const command = isThere ? step.update : step.create;
  if (!command) return 'kept';
  if (command.input && needs.secret(command.input) === undefined)
    return isThere ? 'kept' : secretMissing(command.input);
  const answer = await run(command, needs);
  if (answer.status !== 0) return failed(answer, command, needs);
  return isThere ? 'changed' : 'made';
}

async function run({ words, input }: Command, needs: RunNeeds): Promise<Answer> {
  for (let tried = 1; ; tried++) {
    const answer = await runOnce(words, input, needs);
    if (!isPassing(answer) || tried === TRIES) return answer;
    await needs.pause();
  }
}

async function runOnce(words: readonly Word[], input: SecretName | undefined, needs: RunNeeds): Promise<Answer> {
  const plain: string[] = [];
  for (const word of words) {
    if (typeof word === 'string') {
      plain.push(word);
      continue;
    }
    const found = await needs.gcloud(word.outputOf);
    if (found.status !== 0) return found;
    plain.push(found.output);
  }
  return needs.gcloud(plain, input && needs.secret(input));
}

function failed(answer: Answer, { input }: Command, needs: RunNeeds): Failed {
  const value = input && needs.secret(input);
  const line = errorLine(answer);
  return { sentence: diagnose(answer), detail: value ? line.replaceAll(value, '…') : line };
}

const secretMissing = (name: SecretName): Failed => ({
  sentence: `Chưa có mã bí mật đăng nhập Google. Hãy đặt biến môi trường ${name}, hoặc thêm --client-secret-file TỆP, rồi chạy lại lệnh này.`,
  detail: '',
});
