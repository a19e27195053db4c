/** A process from its start to its first answer over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { request as send } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { endProcess, freePort } from './service-process.ts';
import { median } from './timing.ts';

export interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What it answers with when it has done what it was asked for. */
  readonly status: number;
}

export interface Start {
  /** What follows `node`. */
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: (port: number) => NodeJS.ProcessEnv;
  readonly asked: Asked;
}

export interface FirstAnswer {
  readonly ms: number;
  /** The most it held of the machine's memory until then; only Linux tells. */
  readonly peakMiB: number;
}

/** Starts each in turn, `rounds` times, and gives medians; a first turn, in which the system reads the files, does not count. */
export async function firstAnswersInTurn<Name extends string>(
  starts: Readonly<Record<Name, Start>>,
  rounds: number,
): Promise<Record<Name, FirstAnswer>> {
  const taken = new Map<Name, FirstAnswer[]>();
  const names = Object.keys(starts) as Name[];
  for (let round = 0; round <= rounds; round += 1)
    for (const name of names) {
      const answer = await firstAnswer(starts[name]);
      if (round > 0) taken.set(name, [...(taken.get(name) ?? []), answer]);
    }
  const medians = (answers: readonly FirstAnswer[] = []) => ({
    ms: median(answers.map(({ ms }) => ms)),
    peakMiB: median(answers.map(({ peakMiB }) => peakMiB)),
  });
  return Object.fromEntries(names.map((name) => [name, medians(taken.get(name))])) as Record<Name, FirstAnswer>;
}

/** Ends the process once it has answered; only the time to the answer counts. */
async function firstAnswer({ args, cwd, env, asked }: Start): Promise<FirstAnswer> {
  const port = await freePort();
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: env(port) });
  const said = heard(child);
  try {
    const status = await answered(child, port, asked);
    const ms = performance.now() - start;
    if (status !== asked.status) throw new Error(`answered with ${status} instead of ${asked.status}`);
    return { ms, peakMiB: await peakOf(child) };
  } catch (error) {
    throw new Error(`${args.join(' ')}: ${(error as Error).message}\n${said()}`, { cause: error });
  } finally {
    await endProcess(child);
  }
}

/** The end of what it prints; nobody may have to wait because it is not read. */
function heard(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (more: string) => {
      text = `${text}${more}`.slice(-4000);
    });
  return () => text;
}

const PATIENCE_MS = 120_000;

/** Knocks until somebody listens; from then on the one request is waited for. */
async function answered(child: ChildProcess, port: number, asked: Asked): Promise<number> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended with ${child.exitCode}`);
    const status = await statusOf(port, asked);
    if (status !== undefined) return status;
    await pause(2);
  }
  throw new Error(`no answer in ${PATIENCE_MS} ms`);
}

/** `undefined` while nobody listens. */
function statusOf(port: number, { method = 'GET', path, headers, body }: Asked): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const where = { host: '127.0.0.1', port, method, path, headers, agent: false, timeout: PATIENCE_MS };
    const asking = send(where, (response) => response.resume().once('end', () => resolve(response.statusCode)));
    asking.once('timeout', () => asking.destroy(new Error('no answer')));
    asking.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNREFUSED' ? resolve(undefined) : reject(error),
    );
    asking.end(body);
  });
}

async function peakOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}
