/** Runs `gcloud`. It never asks back: nobody may be there to answer. */
import { spawn } from 'node:child_process';

export interface Answer {
  /** `missing`: there is no gcloud on this machine. */
  readonly status: number | 'missing';
  readonly output: string;
  /** What it says beside its output: progress, and why it failed. */
  readonly message: string;
}

export type Gcloud = (words: readonly string[], input?: string) => Promise<Answer>;

const isWindows = process.platform === 'win32';

/** The `gcloud` of the PATH, in `folder`. */
export const gcloudIn =
  (folder: string): Gcloud =>
  (words, input = '') =>
    new Promise((resolve, reject) => {
      const child = spawn(isWindows ? 'gcloud.cmd' : 'gcloud', words, {
        cwd: folder,
        env: { ...process.env, CLOUDSDK_CORE_DISABLE_PROMPTS: '1' },
      });
      const output: Buffer[] = [];
      const message: Buffer[] = [];
      child.stdout.on('data', (bytes) => output.push(bytes));
      child.stderr.on('data', (bytes) => message.push(bytes));
      child.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ENOENT' ? resolve({ status: 'missing', output: '', message: '' }) : reject(error),
      );
      // A program that reads nothing closes its end; what it answers says more.
      child.stdin.on('error', () => {});
      child.stdin.end(input);
      child.on('close', (status) => resolve({ status: status ?? 1, output: text(output), message: text(message) }));
    });

const text = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString('utf8').trim();
