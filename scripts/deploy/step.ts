/** A deployment as data: commands of `gcloud`, what each is for, and how one sees that its work is done. */
import type { SecretName } from './names.ts';

/** A word of a command, or what another command prints. */
export type Word = string | { readonly outputOf: readonly string[] };

export interface Command {
  /** What follows `gcloud`. */
  readonly words: readonly Word[];
  /** Comes by the standard input, never by a word: words are seen by every program of the machine. */
  readonly input?: SecretName;
}

export type Step =
  /** Makes what is not there; changes what is. `look` succeeds and prints something when it is there. */
  | {
      readonly kind: 'ensure';
      readonly what: string;
      readonly look: Command;
      readonly create: Command;
      readonly update?: Command;
    }
  /** Does the same however often it is run. */
  | { readonly kind: 'do'; readonly what: string; readonly run: Command }
  /** Takes away; what is not there is gone already. */
  | { readonly kind: 'remove'; readonly what: string; readonly run: Command };

/** Every command that a step may run. */
export function commandsOf(step: Step): readonly Command[] {
  if (step.kind !== 'ensure') return [step.run];
  return [step.look, step.create, ...(step.update ? [step.update] : [])];
}

/** `gcloud` in this project. */
export const inProject =
  ({ project }: { readonly project: string }) =>
  (...words: readonly Word[]): Command => ({ words: [...words, `--project=${project}`] });

export const ensure = (what: string, look: Command, create: Command, update?: Command): Step => ({
  kind: 'ensure',
  what,
  look,
  create,
  ...(update && { update }),
});
export const act = (what: string, run: Command): Step => ({ kind: 'do', what, run });
export const remove = (what: string, run: Command): Step => ({ kind: 'remove', what, run });
