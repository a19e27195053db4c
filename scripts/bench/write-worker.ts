/** A thread that writes made-up returns. */
import { writeFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { readRoundFile } from '../../functions/adapters/local-files/round-file.ts';
import { localTools } from '../../functions/wiring.ts';
import { composeReturn, type WriteJob } from './generate-returns.ts';

const { forms, writeWorkbook } = localTools();
const round = await readRoundFile(workerData as string);
const form = await forms.load(round.form, round.version);

parentPort?.on('message', async ({ made, path }: WriteJob) => {
  try {
    await writeFile(path, await writeWorkbook(composeReturn(form, made, round)));
    parentPort?.postMessage({ result: path });
  } catch (failure) {
    parentPort?.postMessage({ failure });
  }
});
