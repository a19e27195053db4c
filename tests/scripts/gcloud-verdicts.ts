/** What the installed gcloud says of a command without an account and a network: it comes as far as the missing account, or not. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Verdict {
  readonly status: number | string;
  readonly message: string;
}

const DRIVER = fileURLToPath(new URL('./gcloud-verdicts.py', import.meta.url));

/** Whether the words are right: gcloud misses nothing but an account. To list accounts takes none. */
export const isUnderstood = ({ status, message }: Verdict): boolean =>
  status === 0 || (status === 1 && message.includes('You do not currently have an active account selected.'));

/** The line that says why not. */
export const errorOf = ({ message }: Verdict): string =>
  message.split('\n').find((line) => line.startsWith('ERROR:')) ?? message;

/** Verdicts in one process, by gcloud's own parser. */
export function verdictsOf(commands: readonly (readonly string[])[]): readonly Verdict[] {
  return alone((environment) => {
    const where = ['info', '--format=value(basic.python_location,installation.sdk_root)'];
    const [python = '', root = ''] = run('gcloud', where, environment).stdout.trim().split(/\s+/);
    const { stdout, stderr } = run(python, ['-S', DRIVER, root], environment, JSON.stringify(commands));
    if (stdout === '') throw new Error(`gcloud's parser did not answer: ${stderr}`);
    return JSON.parse(stdout) as readonly Verdict[];
  });
}

/** The verdict of gcloud itself, started for this one command. */
export function verdictOf(words: readonly string[]): Verdict {
  return alone((environment) => {
    const { status, stderr } = run('gcloud', words, environment);
    return { status: status ?? 'killed', message: stderr };
  });
}

/** With settings of its own: no account of whoever runs the tests is ever used. */
function alone<T>(act: (environment: NodeJS.ProcessEnv) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'gcloud-'));
  const own = Object.entries(process.env).filter(([name]) => !/^(CLOUDSDK|GOOGLE)_/.test(name));
  try {
    return act({
      ...Object.fromEntries(own),
      CLOUDSDK_CONFIG: folder,
      CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
      CLOUDSDK_CORE_CHECK_GCE_METADATA: 'false',
      CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: 'true',
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const run = (command: string, words: readonly string[], env: NodeJS.ProcessEnv, input = '') =>
  spawnSync(command, words, { env, input, encoding: 'utf8', maxBuffer: 2 ** 26 });
