/**
 * The whole intake in a process of its own: takes in each file of a folder in a thread, as the service does, and prints one
 * line of JSON for it. Anything thrown outside of the promise, and any warning, ends the process with 1.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workerPool } from '../../functions/adapters/worker-pool/worker-pool.ts';
import { Problem } from '../../functions/problems.ts';
import { remoteWorks } from '../../functions/service/remote-works.ts';
import type { Done, Job } from '../../functions/service/works.ts';
import { FORMS_FOLDER } from '../../functions/wiring.ts';

/** What one file cost, and what came of it. */
export interface Intake {
  readonly file: string;
  /** The code of the refusal, "taken", or "DEFECT: …". */
  readonly outcome: string;
  readonly sentence: string;
  /** Of all threads together: on a busy machine the clock says little. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** The peak above the process at rest. */
  readonly peakMb: number;
}

for (const event of ['uncaughtException', 'unhandledRejection', 'warning'] as const) {
  process.on(event, (failure: unknown) => {
    console.error(event, failure);
    process.exit(1);
  });
}

const [folder = '', ordinary = ''] = process.argv.slice(2);
const settings = { formsFolder: FORMS_FOLDER, key: '00' };
const pool = workerPool<Job, Done>(new URL('../../functions/entry/works-worker.ts', import.meta.url), settings, {
  threads: 1,
});
const works = remoteWorks((job) => pool.run(job));

for (let round = 0; round < 3; round += 1) await take(ordinary);
const idleMb = memory('VmRSS');
for (const name of readdirSync(folder).sort()) {
  const { outcome, sentence, cpuMs, wallMs, peakMb } = await take(join(folder, name));
  console.log(JSON.stringify({ file: name, outcome, sentence, cpuMs, wallMs, peakMb: peakMb - idleMb }));
}
await pool.close();

async function take(path: string) {
  const bytes = new Uint8Array(readFileSync(path));
  // What earlier files left on this thread is none of this one's; the other thread keeps its own.
  globalThis.gc?.();
  forgetPeak();
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const { outcome, sentence } = await works.check({ name: '21001.xlsx', bytes }).then(
    () => ({ outcome: 'taken', sentence: '' }),
    (error: unknown) =>
      error instanceof Problem
        ? { outcome: error.code, sentence: error.message }
        : { outcome: `DEFECT: ${error}`, sentence: '' },
  );
  const { user, system } = process.cpuUsage(cpu);
  return {
    outcome,
    sentence,
    cpuMs: (user + system) / 1000,
    wallMs: performance.now() - start,
    peakMb: memory('VmHWM'),
  };
}

/** Linux counts the peak anew after this. */
function forgetPeak(): void {
  writeFileSync('/proc/self/clear_refs', '5');
}

function memory(field: 'VmRSS' | 'VmHWM'): number {
  const kilobytes = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
