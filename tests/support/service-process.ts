/** Programs of this project as processes of their own, for tests that kill them or look at what they take. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, until } from './running-service.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface ServiceProcess {
  /** `http://127.0.0.1:…`, no slash at the end. */
  readonly url: string;
  readonly port: number;
  /** All it has printed, log lines too. */
  output(): string;
  /** What it holds of the machine's memory now, in MB; Linux only, as the two below. */
  memoryMb(): number;
  /** The most it held since it started, or since `forgetPeak`. */
  peakMb(): number;
  forgetPeak(): void;
  /** Asks over HTTP; redirects are not followed. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Ends it as Ctrl+C does; gives its exit code. */
  stop(): Promise<number | null>;
}

export interface ProcessOptions {
  /** None on Google Cloud. */
  readonly dataDir?: string;
  /** Settings by their names in the environment. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Words before the program's own, e.g. `['prlimit', '--fsize=1000000']`. */
  readonly under?: readonly string[];
}

/** What `npm start -- --no-demo` runs, without npm between: a signal reaches the service itself. Resolves when it answers. */
export function startProcess(options: ProcessOptions): Promise<ServiceProcess> {
  return run(['--max-semi-space-size=4', join(ROOT, 'scripts', 'start.ts'), '--no-demo'], '/suc-khoe', options);
}

/** The functions framework with one function, as Cloud Run starts it. Resolves when it listens. */
export function startFunction(
  target: string,
  signature: 'http' | 'cloudevent',
  options: ProcessOptions,
): Promise<ServiceProcess> {
  const framework = join(ROOT, 'node_modules/@google-cloud/functions-framework/build/src/main.js');
  return run([framework, `--target=${target}`, `--signature-type=${signature}`], '/favicon.ico', options);
}

/** What Cloud Run starts for `api`: our own server by the settings of Google Cloud. Resolves when it answers. */
export function startApi(options: ProcessOptions): Promise<ServiceProcess> {
  return run([join(ROOT, 'functions/entry/registered/serve-api.ts')], '/suc-khoe', options);
}

/** Several start at once, on two cores that others use too. */
const START_MS = 120_000;

async function run(args: readonly string[], probe: string, options: ProcessOptions): Promise<ServiceProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [program, ...given] = [...(options.under ?? []), process.execPath, ...args];
  const child = spawn(program as string, given, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/compiled'),
      PORT: String(port),
      PUBLIC_URL: url,
      ...(options.dataDir && { DATA_DIR: options.dataDir }),
      ...options.settings,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const ask = (path: string, init?: RequestInit) => fetch(url + path, { redirect: 'manual', ...init });
  const answers = async () => {
    if (child.exitCode !== null) throw new Error(`it ended: ${output}`);
    return (await ask(probe).catch(() => undefined)) !== undefined;
  };
  await until(`${args.join(' ')} answers`, answers, START_MS).catch((error) => {
    child.kill('SIGKILL');
    throw new Error(output, { cause: error });
  });
  return {
    url,
    port,
    fetch: ask,
    output: () => output,
    memoryMb: () => statusMb(child, 'VmRSS'),
    peakMb: () => statusMb(child, 'VmHWM'),
    forgetPeak: () => writeFileSync(`/proc/${child.pid}/clear_refs`, '5'),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

function statusMb({ pid }: ChildProcess, name: 'VmRSS' | 'VmHWM'): number {
  const [, kilobytes] =
    new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
