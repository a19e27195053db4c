/**
 * Each function as Cloud Run starts it, from its bundle to its first useful answer, beside the least function that loads the same
 * of Google's clients and reads one document.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gcloudIn } from '../deploy/gcloud.ts';
import { type ColdBundle, coldBundles, helloFolders } from './cold-bundles.ts';
import { COLD_FUNCTIONS, type ColdFunction, HELLOS, type Hello } from './cold-functions.ts';
import { type ColdGoogle, withColdGoogle } from './cold-google.ts';
import { type Asked, type FirstAnswer, firstAnswersInTurn, type Start } from './first-answer.ts';
import { PROJECT } from './service-process.ts';
import type { BenchTable } from './tables.ts';

const FRAMEWORK = join(PROJECT, 'node_modules', '@google-cloud', 'functions-framework', 'build', 'src', 'main.js');
const AIM = 1.3;

/** Starts every function and its baselines in turn, `rounds` times. Where there is no gcloud it says so and measures nothing. */
export async function benchColdStart(rounds: number, say: (line: string) => void): Promise<BenchTable | undefined> {
  const top = await mkdtemp(join(tmpdir(), 'bench-cold-'));
  try {
    if ((await gcloudIn(top)(['--version'])).status === 'missing') {
      say(
        'Cold start is not measured: the Firestore emulator is part of the Google Cloud CLI, and there is no gcloud here.',
      );
      return undefined;
    }
    say('Bundling functions, starting the Firestore emulator …');
    const bundles = await allBundles(top);
    return await withColdGoogle(async (google) =>
      tableOf(bundles, await firstAnswersInTurn(startsOf(bundles, google), rounds), rounds),
    );
  } finally {
    await rm(top, { recursive: true, force: true });
  }
}

const plain = (name: Hello) => `${name}-plain`;
const bundled = (name: Hello) => `${name}-bundled`;
const hellos = Object.keys(HELLOS) as Hello[];

async function allBundles(top: string): Promise<ReadonlyMap<string, ColdBundle>> {
  const all = new Map(await coldBundles(top));
  for (const name of hellos) {
    const folders = await helloFolders(top, name);
    all.set(plain(name), folders.plain).set(bundled(name), folders.bundled);
  }
  return all;
}

/** Each function behind its baselines, so that what the machine does meanwhile falls upon both. */
function startsOf(bundles: ReadonlyMap<string, ColdBundle>, google: ColdGoogle): Readonly<Record<string, Start>> {
  const start = (name: string, asked: Asked): [string, Start] => [
    name,
    { ...commandOf(bundles.get(name) as ColdBundle), env: (port) => environment(google, port), asked },
  ];
  const hello: Asked = { path: '/', status: 200 };
  const entries = hellos.flatMap((name) => [
    start(plain(name), hello),
    start(bundled(name), hello),
    ...COLD_FUNCTIONS.filter((one) => one.hello === name).map((one) => start(one.service, one.asked(google))),
  ]);
  return Object.fromEntries(entries);
}

const commandOf = ({ folder, target }: ColdBundle) => ({
  args: target ? [FRAMEWORK, `--target=${target}`, `--source=${folder}`] : ['index.cjs'],
  cwd: folder,
});

/** No cache of compiled scripts: a new instance on Cloud Run has none. */
const environment = ({ settings }: ColdGoogle, port: number): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOST: '127.0.0.1',
  PORT: String(port),
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  ...settings,
});

type Answers = Readonly<Record<string, FirstAnswer>>;

function tableOf(bundles: ReadonlyMap<string, ColdBundle>, answers: Answers, rounds: number): BenchTable {
  const row = (label: string, name: string, ratios: readonly string[]) => {
    const { ms, peakMiB } = answers[name] as FirstAnswer;
    const { startBytes, bytes } = bundles.get(name) as ColdBundle;
    return [label, ms.toFixed(0), ...ratios, peakMiB.toFixed(0), kilobytes(startBytes), kilobytes(bytes)];
  };
  const ratio = (name: string, to: string) =>
    ((answers[name] as FirstAnswer).ms / (answers[to] as FirstAnswer).ms).toFixed(2);
  const functionRow = ({ service, what, hello }: ColdFunction) =>
    row(`${service}: ${what}`, service, [
      ratio(service, plain(hello)),
      ratio(service, bundled(hello)),
      ratio(service, plain('bare')),
    ]);
  return {
    title: `Cold start: process start to the first useful answer (median of ${rounds})`,
    head: ['', 'ms', '× same SDKs', '× same, bundled', '× bare', 'peak MiB', 'KB at start', 'KB whole'],
    rows: hellos.flatMap((name) => [
      row(`baseline: functions-framework, ${HELLOS[name]}`, plain(name), ['', '', ratio(plain(name), plain('bare'))]),
      row(`the same, bundled as the functions are`, bundled(name), ['', '', ratio(bundled(name), plain('bare'))]),
      ...COLD_FUNCTIONS.filter((one) => one.hello === name).map(functionRow),
    ]),
    notes: [
      `same SDKs: the baseline above it, which loads the same of Google's clients from node_modules; aim ≤ ${AIM}×.`,
      'bare: a function of one line, for information. KB: scripts loaded with the first line of the function, and all there are.',
      'No cache of compiled scripts. The emulator of Firestore answers at once; Google asks for credentials first.',
    ],
  };
}

const kilobytes = (bytes?: number): string => (bytes === undefined ? '' : (bytes / 1000).toFixed(0));
