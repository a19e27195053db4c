/** The service as a process of its own, started as `npm start` starts it, on a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** As the launcher says it: a small nursery, and compiled scripts are kept. */
export const START = ['--max-semi-space-size=4', join(PROJECT, 'scripts', 'start.ts'), '--no-demo'];
export const COMPILED = join(PROJECT, 'node_modules', '.cache', 'compiled');
const REPORTER = pathToFileURL(join(PROJECT, 'scripts', 'bench', 'report-usage.mjs')).href;

/** What a process took, all its threads together. */
export interface Usage {
  readonly peakMiB: number;
  readonly cpuSeconds: number;
}

export interface ServiceProcess {
  readonly url: string;
  /** Of the administrator. */
  readonly token: string;
  readonly dataDir: string;
  /** Ends the process as a person would, and says what it took; the same when it has ended already. */
  stop(): Promise<Usage>;
}

/** Runs `use` on a service started on an empty folder; the service has ended and the folder is gone behind it. */
export async function withService<Result>(use: (service: ServiceProcess) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-service-'));
  try {
    const service = await startProcess(folder);
    return await use(service).finally(service.stop);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Waits until it can be used. */
async function startProcess(folder: string): Promise<ServiceProcess> {
  const [port, dataDir, usage] = [await freePort(), join(folder, 'data'), join(folder, 'usage')];
  await mkdir(usage, { recursive: true });
  const child = spawn(process.execPath, ['--import', REPORTER, ...START], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...serviceEnv(port, dataDir), BENCH_USAGE: join(usage, 'service') },
  });
  const token = await administratorToken(child);
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    dataDir,
    async stop() {
      await endProcess(child);
      const [report] = await readdir(usage);
      return JSON.parse(await readFile(join(usage, report as string), 'utf8'));
    },
  };
}

/** The settings of a service of the bench. */
export function serviceEnv(port: number, dataDir: string): NodeJS.ProcessEnv {
  return { ...process.env, NODE_COMPILE_CACHE: COMPILED, PORT: String(port), DATA_DIR: dataDir };
}

/** Asks a process to end, and waits until it has. */
export function endProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The link is shown once, on the error stream; what follows is read away, or the process would wait for a reader. */
function administratorToken(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The service did not start: ${said.join(' ')}`)));
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      if (said.length < 20) said.push(line);
      const token = /\/vao\/(\S+)/.exec(line)?.[1];
      if (token) resolve(token);
    });
  });
}
