/** Bundles of a small project of the same shape, started as Google starts them: by the functions framework, from their folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleFunctions, type WrittenBundle } from '../../scripts/bundle/bundle-functions.ts';
import { lockedClosure, lockedVersion } from '../../scripts/bundle/locked-closure.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FRAMEWORK = '@google-cloud/functions-framework';

const SOURCES: Readonly<Record<string, string>> = {
  'functions/entry/registered/hello.ts': `
    import { cloudEvent } from '@google-cloud/functions-framework';
    import { FORMS } from '../../adapters/forms.ts';
    import { ask } from '../../service/threads.ts';
    import { readdirSync } from 'node:fs';
    cloudEvent('hello', async ({ type, data }: { type: string; data: { message: { data: string } } }) => {
      const { late } = await import('../../adapters/heavy.ts');
      const { named, default: whole } = await import('../../adapters/package.cjs');
      console.log(JSON.stringify({ type, text: atob(data.message.data), forms: readdirSync(FORMS), said: await ask(), late, named, whole: whole.named }));
    });`,
  'functions/entry/registered/program.ts': `
    import { openStore } from '../../service/open.ts';
    openStore().catch((error: Error) => console.log(error.message));`,
  'functions/service/open.ts': `
    export const openStore = async () => (await import('./embedded.ts')).openEmbedded();`,
  'functions/service/embedded.ts': `
    export const openEmbedded = () => 'only on one machine';`,
  'functions/service/threads.ts': `
    import { Worker } from 'node:worker_threads';
    export const ask = () => new Promise((resolve) => new Worker(new URL('../entry/a-worker.ts', import.meta.url)).once('message', resolve));
    export const never = () => new Worker(new URL('../entry/other-worker.ts', import.meta.url));`,
  'functions/entry/a-worker.ts': `
    import { parentPort } from 'node:worker_threads';
    import { FORMS } from '../adapters/forms.ts';
    parentPort?.postMessage(FORMS.split('/').at(-1));`,
  'functions/entry/other-worker.ts': `console.log('other');`,
  'functions/adapters/forms.ts': `
    import { fileURLToPath } from 'node:url';
    export const FORMS = fileURLToPath(new URL('../../sheets-templates', import.meta.url));`,
  'functions/adapters/heavy.ts': `console.log('heavy is loaded'); export const late = true;`,
  'functions/adapters/package.cjs': `exports.named = 'by name';`,
  'sheets-templates/form.yaml': 'name: a form',
};

const FUNCTIONS = [
  { service: 'hello', entry: 'hello.ts', target: 'hello' },
  { service: 'program', entry: 'program.ts' },
] as const;

let root: string;
let written: readonly WrittenBundle[];
const started: ReturnType<typeof spawn>[] = [];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'bundle-'));
  for (const [name, text] of Object.entries(SOURCES)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  cpSync(join(ROOT, 'package-lock.json'), join(root, 'package-lock.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  written = await bundleFunctions(root, join(root, 'out'), FUNCTIONS);
});

afterAll(() => {
  for (const child of started) child.kill();
  rmSync(root, { recursive: true, force: true });
});

/** Every file below a folder with its content. */
function contents(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'base64')]));
}

/** Starts a program in its folder; `said` waits until it has printed what fits. */
function start(words: readonly string[], folder: string) {
  const child = spawn(process.execPath, words, { cwd: folder, env: { ...process.env, PORT: '0', NODE_OPTIONS: '' } });
  started.push(child);
  let text = '';
  child.stdout.on('data', (bytes) => {
    text += bytes;
  });
  return {
    async said(what: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const found = what.exec(text);
        if (found) return found;
        await once(child.stdout, 'data');
      }
    },
    text: () => text,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('đóng gói chức năng', () => {
  test('mỗi chức năng một thư mục, có đủ những gì nó gọi tới và không có gì khác', () => {
    const filesOf = (name: string) => [
      ...new Set(Object.keys(contents(join(root, 'out', name))).map((file) => file.replace(/-[A-Z0-9]{8}\./, '-….'))),
    ];
    const started = ['index.cjs', 'package-lock.json', 'package.json'];
    expect(filesOf('hello')).toEqual(['a-worker.cjs', 'index-….cjs', ...started, 'sheets-templates/form.yaml']);
    expect(filesOf('program')).toEqual(['index-….cjs', ...started]);
  });

  test('khung chức năng là một phụ thuộc được nêu tên, chương trình tự chạy thì có lệnh chạy', () => {
    const manifest = (name: string) => JSON.parse(readFileSync(join(root, 'out', name, 'package.json'), 'utf8'));
    const version = lockedVersion(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'), FRAMEWORK);
    expect(manifest('hello')).toMatchObject({ main: 'index.cjs', dependencies: { [FRAMEWORK]: version } });
    expect(manifest('program')).toMatchObject({ scripts: { start: 'node index.cjs' }, dependencies: {} });
  });

  test('đóng gói lại thì ra đúng từng byte', async () => {
    await bundleFunctions(root, join(root, 'out2'), FUNCTIONS);
    expect(contents(join(root, 'out2'))).toEqual(contents(join(root, 'out')));
  });

  test('khung chức năng chạy được gói: tin của Pub/Sub, luồng phụ, thư mục biểu mẫu; phần nặng chỉ nạp khi cần', async () => {
    const framework = join(root, 'node_modules', FRAMEWORK, 'build', 'src', 'main.js');
    const port = await freePort();
    const server = start([framework, '--target=hello', `--port=${port}`], join(root, 'out', 'hello'));
    await server.said(/URL: /);
    expect(server.text()).not.toContain('heavy is loaded');
    const answer = await fetch(`http://127.0.0.1:${port}/projects/p/topics/round-changed`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        message: { data: btoa('{"round":"r"}'), messageId: '1', publishTime: '2026-01-01T00:00:00Z', attributes: {} },
        subscription: 'projects/p/subscriptions/round-changed',
      }),
    });
    expect(answer.ok).toBe(true);
    const [line] = await server.said(/\{"type".*\}/);
    expect(JSON.parse(line)).toEqual({
      type: 'google.cloud.pubsub.topic.v1.messagePublished',
      text: '{"round":"r"}',
      forms: ['form.yaml'],
      said: 'sheets-templates',
      late: true,
      named: 'by name',
      whole: 'by name',
    });
    expect(server.text()).toContain('heavy is loaded');
  });

  test('phần chỉ dùng trên một máy không nằm trong gói', async () => {
    const program = start(['index.cjs'], join(root, 'out', 'program'));
    await program.said(/embedded\.ts is not part of this bundle/);
    expect(readFileSync(join(root, 'out', 'program', 'index.cjs'), 'utf8')).not.toContain('only on one machine');
  });

  test('nói rõ cỡ của từng tệp và phần nào lớn', () => {
    const [hello] = written;
    expect(hello?.files.map(({ name }) => name)).toEqual(['index.cjs', 'a-worker.cjs']);
    const [index, worker] = hello?.files ?? [];
    expect(index?.startBytes).toBeLessThan(index?.bytes ?? 0);
    expect(worker?.startBytes).toBe(worker?.bytes);
    expect(index?.parts.map(({ name }) => name)).toEqual(['functions']);
  });
});

describe('phần của tệp khoá phiên bản', () => {
  const lock = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages });
  const manifest = { name: 'x', version: '0.0.0', dependencies: { a: '1.0.0' } };

  test('gồm những gì gói cần, cả bản riêng nằm bên trong, và không gồm gì khác', () => {
    const text = lock({
      'node_modules/a': { version: '1.0.0', dependencies: { b: '*' } },
      'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { c: '*' } },
      'node_modules/b': { version: '1.0.0' },
      'node_modules/c': { version: '1.0.0', dependencies: { a: '*' } },
      'node_modules/d': { version: '1.0.0' },
    });
    expect(Object.keys((lockedClosure(text, manifest) as { packages: object }).packages)).toEqual([
      '',
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
    ]);
  });

  test('thiếu thì dừng, không đoán', () => {
    expect(() => lockedClosure(lock({ 'node_modules/a': { dependencies: { b: '*' } } }), manifest)).toThrow('no b');
  });
});
