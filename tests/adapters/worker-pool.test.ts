/** Threads that die: each takes one job with it, and none is started again without work. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { workerPool } from '../../functions/adapters/worker-pool/worker-pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'pool-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A module of a thread that counts its starts in what it is given. */
function module(name: string, rest: string): URL {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `import { parentPort, workerData } from 'node:worker_threads';\nAtomics.add(workerData, 0, 1);\n${rest}\n`,
  );
  return pathToFileURL(path);
}

const counter = () => new Int32Array(new SharedArrayBuffer(4));
const SOUND = "parentPort.on('message', (job) => parentPort.postMessage({ result: job + 1 }));";
const DYING =
  "parentPort.on('message', (job) => { if (job < 0) throw new Error('no'); parentPort.postMessage({ result: job + 1 }); });";

/** Time enough for another thread to start, measured by threads that do. */
async function whileOthersStart(): Promise<void> {
  for (let time = 0; time < 5; time += 1) {
    const pool = workerPool<number, number>(module('sound', SOUND), counter(), { threads: 1 });
    await pool.run(1);
    await pool.close();
  }
}

test('luồng không khởi động được thì chỉ thử lại khi có việc', async () => {
  const starts = counter();
  const pool = workerPool<number, number>(module('broken', "throw new Error('no')"), starts, { threads: 1 });
  await expect(pool.run(1)).rejects.toThrow('no');
  await expect(pool.run(2)).rejects.toThrow('no');
  await whileOthersStart();
  expect(Atomics.load(starts, 0)).toBe(2);
  await pool.close();
});

test('luồng chết giữa chừng chỉ mất việc của nó; việc đang chờ vẫn xong', async () => {
  const pool = workerPool<number, number>(module('dying', DYING), counter(), { threads: 1 });
  const [first, second, third] = [pool.run(-1), pool.run(1), pool.run(2)];
  await expect(first).rejects.toThrow('no');
  expect([await second, await third]).toEqual([2, 3]);
  await pool.close();
});
