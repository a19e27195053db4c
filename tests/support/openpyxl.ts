/** Workbooks worked in with openpyxl, as a stand-in for the many programs that are not ours. Ask `requires('openpyxl')` first. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PYTHON } from './requires.ts';

/** One thing to do; see the script for what there is. */
export type Step = { readonly do: string; readonly [argument: string]: unknown };

export interface Work {
  /** The workbook to work in; without one a new workbook is begun. */
  readonly from?: Uint8Array;
  readonly steps: readonly Step[];
}

const SCRIPT = new URL('../fixtures/xlsx/work-with-openpyxl.py', import.meta.url).pathname;

/** Does all of it in one start of Python and gives the workbooks by name, as ".xlsx" files. */
export function workWithOpenpyxl(works: ReadonlyMap<string, Work>): Map<string, Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'openpyxl-'));
  try {
    const jobs = [...works].map(([name, { from, steps }], index) => {
      const load = join(folder, `${index}-before.xlsx`);
      if (from) writeFileSync(load, from);
      return { ...(from ? { load } : {}), save: join(folder, `${name}.xlsx`), steps };
    });
    const run = spawnSync(PYTHON, [SCRIPT], { input: JSON.stringify(jobs), encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    return new Map([...works.keys()].map((name) => [`${name}.xlsx`, readFileSync(join(folder, `${name}.xlsx`))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
