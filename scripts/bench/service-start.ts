/** From the start of a process to its first answer, beside the least function that the functions framework can serve. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FirstAnswer, firstAnswersInTurn, type Start } from './first-answer.ts';
import { PROJECT, START, serviceEnv } from './service-process.ts';
import type { BenchTable } from './tables.ts';

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
    const times = await firstAnswersInTurn(startsOf(started, dataDir), rounds);
    const row = (name: string, { ms }: FirstAnswer, aim = '') => [
      name,
      ms.toFixed(0),
      `${(ms / times.hello.ms).toFixed(2)}×`,
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

const ASKED = { path: '/', status: 200 } as const;

function startsOf<Name extends string>(commands: Readonly<Record<Name, readonly string[]>>, dataDir: string) {
  const entries = Object.entries<readonly string[]>(commands).map(([name, args]): [string, Start] => [
    name,
    { args, env: (port) => serviceEnv(port, dataDir), asked: ASKED },
  ]);
  return Object.fromEntries(entries) as Record<Name, Start>;
}
