/** From the start of a process to its first answer, beside the least function that the functions framework can serve. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endProcess, freePort, PROJECT, START, serviceEnv } from './service-process.ts';
import type { BenchTable } from './tables.ts';
import { median } from './timing.ts';

const FRAMEWORK = join(PROJECT, 'node_modules', '@google-cloud', 'functions-framework', 'build', 'src', 'main.js');
const HELLO = "exports.hello = (request, response) => response.send('hello');\n";

/** Starts each in turn, `rounds` times; the data folder is there already. */
export async function benchStart(rounds: number): Promise<BenchTable> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-start-'));
  try {
    const [hello, dataDir] = [join(folder, 'hello'), join(folder, 'data')];
    await mkdir(hello);
    await writeFile(join(hello, 'index.js'), HELLO);
    const baseline = [FRAMEWORK, '--target=hello', `--source=${hello}`];
    const started = {
      hello: baseline,
      service: START,
      api: [FRAMEWORK, '--target=api', `--source=${PROJECT}`],
      launcher: [join(PROJECT, 'scripts', 'launch.mjs'), join('scripts', 'start.ts'), '--no-demo'],
    };
    const times = await inTurn(started, dataDir, rounds);
    const row = (name: string, value: number, aim = '') => [
      name,
      value.toFixed(0),
      `${(value / times.hello).toFixed(2)}×`,
      aim,
    ];
    return {
      title: `From process start to the first answer of GET / (median of ${rounds})`,
      head: ['', 'ms', '× baseline', 'aim'],
      rows: [
        row('baseline: functions-framework, a function of one line', times.hello),
        row('the service', times.service, '≤ 2×'),
        row('functions-framework --target=api', times.api),
        row('npm start, with its launcher', times.launcher),
      ],
      notes: ['All with the cache of compiled scripts that the launcher keeps.'],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Medians; the first turn, in which the caches fill, does not count. */
async function inTurn<Name extends string>(
  commands: Readonly<Record<Name, readonly string[]>>,
  dataDir: string,
  rounds: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(commands) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const taken = await firstAnswer(commands[name], dataDir);
      if (round > 0) times[name].push(taken);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Name, number>;
}

/** Runs a process until it has answered once, and ends it; only the time to the answer counts. */
async function firstAnswer(args: readonly string[], dataDir: string): Promise<number> {
  const port = await freePort();
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: 'ignore', env: serviceEnv(port, dataDir) });
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`${args[0]} ended with ${child.exitCode}`);
      await pause(2);
    }
    return performance.now() - start;
  } finally {
    await endProcess(child);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/', agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode === 200));
    });
    request.once('error', () => resolve(false));
  });
}
