/** Starts the intake in processes of its own, where nothing else counts and nothing thrown is missed. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Intake } from './intake-process.ts';

/** A file to be taken in, under a name to report it by. */
export interface Named {
  readonly name: string;
  readonly make: () => Uint8Array | Promise<Uint8Array>;
}

/** A process is given so many: what one file leaves behind for the collector is not the next one's. */
const FILES_EACH = 16;

/**
 * Takes in each file after `ordinary`, which warms the process up, and tells what each cost. Linux only.
 *
 * @throws Error when a process ended otherwise than by itself, or had anything to say.
 */
export async function runIntake(
  files: readonly Named[],
  ordinary: Uint8Array,
  filesEach = FILES_EACH,
): Promise<ReadonlyMap<string, Intake>> {
  const found = new Map<string, Intake>();
  for (let start = 0; start < files.length; start += filesEach) {
    const some = files.slice(start, start + filesEach);
    const lines = await takeIn(some, ordinary);
    some.forEach(({ name }, index) => {
      found.set(name, JSON.parse(lines[index] ?? '{}') as Intake);
    });
  }
  return found;
}

async function takeIn(files: readonly Named[], ordinary: Uint8Array): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'intake-'));
  try {
    await mkdir(join(folder, 'files'));
    await writeFile(join(folder, 'ordinary.xlsx'), ordinary);
    for (const [index, { make }] of files.entries())
      await writeFile(join(folder, 'files', `${String(index).padStart(4, '0')}.xlsx`), await make());
    const program = new URL('./intake-process.ts', import.meta.url);
    return await linesOf(program, [join(folder, 'files'), join(folder, 'ordinary.xlsx')]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a program of ours prints, line by line. @throws Error unless it ends with 0 and has nothing to complain of. */
export function linesOf(program: URL, args: readonly string[]): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['--expose-gc', fileURLToPath(program), ...args]);
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 && output.stderr === '') resolve(output.stdout.trim().split('\n'));
      else reject(new Error(`exit ${code}: ${output.stderr}`));
    });
  });
}
