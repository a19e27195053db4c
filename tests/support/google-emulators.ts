/** The emulators of the Google Cloud CLI: real Firestore and Pub/Sub, started for a test file and ended with it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Emulator {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  /** What a process must have in its environment to work on it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** A project of its own: emulators keep those of different names apart. */
export const newProject = (): string => `test-${randomUUID().slice(0, 8)}`;

/** Starts Firestore; it is ready when this resolves. Takes a few seconds. */
export function startFirestore(): Promise<Emulator> {
  return start('FIRESTORE_EMULATOR_HOST', (address) => ['emulators', 'firestore', 'start', `--host-port=${address}`]);
}

/** Starts Pub/Sub; it is ready when this resolves. Takes a few seconds. */
export function startPubsub(): Promise<Emulator> {
  return start('PUBSUB_EMULATOR_HOST', (address, folder) => [
    'beta',
    'emulators',
    'pubsub',
    'start',
    '--project=test',
    `--host-port=${address}`,
    `--data-dir=${join(folder, 'pubsub')}`,
  ]);
}

/** Both, one beside the other. */
export async function startGoogle(): Promise<Emulator & { readonly firestore: Emulator; readonly pubsub: Emulator }> {
  const [firestore, pubsub] = await Promise.all([startFirestore(), startPubsub()]);
  return {
    firestore,
    pubsub,
    host: firestore.host,
    env: { ...firestore.env, ...pubsub.env },
    async stop() {
      await Promise.all([firestore.stop(), pubsub.stop()]);
    },
  };
}

/**
 * Ends the emulator, its Java too, when this input ends: it does so with our process, however that ends. `set -m` gives the
 * emulator a group of its own.
 */
const GUARDED = 'set -m; "$@" </dev/null >&2 & read -r _; kill -KILL -- -$!';

async function start(variable: string, args: (address: string, folder: string) => string[]): Promise<Emulator> {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
  mkdirSync(join(folder, 'pubsub')); // gcloud writes into it before the emulator makes it
  const host = `127.0.0.1:${await freePort()}`;
  const group = spawn('bash', ['-c', GUARDED, 'bash', 'gcloud', '--quiet', ...args(host, folder)], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, CLOUDSDK_CONFIG: join(folder, 'config'), CLOUDSDK_CORE_DISABLE_PROMPTS: '1' },
  });
  const ended = new Promise<void>((resolve) => group.once('close', () => resolve()));
  await ready(group, host);
  return {
    host,
    env: { [variable]: host },
    async stop() {
      group.stdin?.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const PATIENCE_MS = 120_000;

/** Both answer a plain request as soon as they answer any. */
async function ready(group: ChildProcess, host: string): Promise<void> {
  let said = '';
  group.stderr?.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-4000);
  });
  const end = performance.now() + PATIENCE_MS;
  while (!(await answers(host))) {
    if (group.exitCode !== null || performance.now() > end) throw new Error(`no emulator at ${host}: ${said}`);
    await pause(50);
  }
}

const answers = (host: string): Promise<boolean> =>
  fetch(`http://${host}/`).then(
    () => true,
    () => false,
  );

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export interface Topic {
  readonly project: string;
  readonly topic: string;
}

export interface Subscription extends Topic {
  readonly subscription: string;
  /** Address that messages are sent to; without it they wait to be pulled. */
  readonly pushTo?: string;
  /** Seconds after which a message that nobody answered comes again; ten at least. */
  readonly againAfter?: number;
}

/** Makes a topic in a running Pub/Sub. */
export async function makeTopic(pubsub: Emulator, { project, topic }: Topic): Promise<void> {
  await ask(pubsub, 'PUT', `projects/${project}/topics/${topic}`, {});
}

/** Makes a subscription to a topic that is there. */
export async function makeSubscription(pubsub: Emulator, wanted: Subscription): Promise<void> {
  const { project, topic, subscription, pushTo, againAfter = 10 } = wanted;
  await ask(pubsub, 'PUT', `projects/${project}/subscriptions/${subscription}`, {
    topic: `projects/${project}/topics/${topic}`,
    ackDeadlineSeconds: againAfter,
    ...(pushTo && { pushConfig: { pushEndpoint: pushTo } }),
  });
}

interface Pulled {
  readonly receivedMessages?: readonly { readonly ackId: string; readonly message: { readonly data?: string } }[];
}

/** The text of the next message; waits until there is one. */
export async function pull(
  pubsub: Emulator,
  { project, subscription }: Pick<Subscription, 'project' | 'subscription'>,
): Promise<string> {
  const path = `projects/${project}/subscriptions/${subscription}`;
  for (;;) {
    const { receivedMessages } = await ask<Pulled>(pubsub, 'POST', `${path}:pull`, { maxMessages: 1 });
    const [received] = receivedMessages ?? [];
    if (!received) continue;
    await ask(pubsub, 'POST', `${path}:acknowledge`, { ackIds: [received.ackId] });
    return Buffer.from(received.message.data ?? '', 'base64').toString();
  }
}

async function ask<Answer>({ host }: Emulator, method: 'PUT' | 'POST', path: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`http://${host}/v1/${path}`, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}
