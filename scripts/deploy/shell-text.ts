/** A plan as text that can be read, and copied into a shell line by line. */

import type { SecretName } from './names.ts';
import { numberWords } from './preflight.ts';
import { MADE_HERE } from './secret-steps.ts';
import type { Command, Step, Word } from './step.ts';

/** Stands in a plan for the project's number while nobody has asked Google for it. */
export const NUMBER_LATER = '$PROJECT_NUMBER';

/** Everything a plan would run; looked for first, then made or changed. */
export function planText(project: string, steps: readonly Step[]): readonly string[] {
  const number = shellLine({ words: numberWords(project) });
  return [
    '# Lấy số hiệu của dự án.',
    `PROJECT_NUMBER=$(${number})`,
    ...steps.flatMap((step) => ['', ...stepText(step)]),
  ];
}

function stepText(step: Step): readonly string[] {
  if (step.kind !== 'ensure') return [`# ${step.what}`, commandLine(step.run)];
  const there = `${shellLine(step.look)} 2>/dev/null | grep -q .`;
  const { create, update } = step;
  if (!update) return [`# ${step.what}`, `${there} ||`, `  ${commandLine(create)}`];
  return [
    `# ${step.what}`,
    `if ${there}; then`,
    `  ${update.input ? `: # đã có; muốn thay: ${commandLine(update)}` : commandLine(update)}`,
    'else',
    `  ${commandLine(create)}`,
    'fi',
  ];
}

function commandLine(command: Command): string {
  return command.input ? `${sourceOf(command.input)} | ${shellLine(command)}` : shellLine(command);
}

/** Where a secret comes from; never what it is. */
const sourceOf = (name: SecretName): string =>
  MADE_HERE.has(name) ? "openssl rand -hex 32 | tr -d '\\n'" : `printf %s "$${name}"`;

export const shellLine = ({ words }: Pick<Command, 'words'>): string => ['gcloud', ...words.map(quoted)].join(' ');

function quoted(word: Word): string {
  if (typeof word !== 'string') return `"$(${shellLine({ words: word.outputOf })})"`;
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (word.includes(NUMBER_LATER)) return `"${word.replace(/["`\\]|\$(?!PROJECT_NUMBER)/g, '\\$&')}"`;
  return `'${word.replaceAll("'", "'\\''")}'`;
}
