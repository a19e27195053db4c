/** One upload through HTTP on a service that has nothing else to do, beside the intake alone. */
import type { Round } from '../../functions/domain/round/round.ts';
import { localTools } from '../../functions/wiring.ts';
import { p95 } from './service-clients.ts';
import type { OpenRound, ReturnFile } from './service-round.ts';
import type { BenchTable } from './tables.ts';
import { median, timed } from './timing.ts';

/** Measures `files` one by one, each in this process and then at the service, once the summary holds the one before. */
export async function benchUpload(
  round: Round,
  service: OpenRound,
  files: readonly ReturnFile[],
  warmUp: number,
): Promise<BenchTable> {
  const { checkReturn } = localTools();
  const [alone, tried, sent]: number[][] = [[], [], []];
  for (const [turn, file] of files.entries()) {
    await service.fresh();
    const times = [
      await timed(() => checkReturn({ name: 'phieu.xlsx', bytes: file.bytes }, { round })),
      await timed(() => accepted(service.tryOut(file))),
      await timed(() => accepted(service.send(file))),
    ] as const;
    if (turn < warmUp) continue;
    alone?.push(times[0]);
    tried?.push(times[1]);
    sent?.push(times[2]);
  }
  const row = (name: string, values: readonly number[] = []) => [
    name,
    median(values).toFixed(1),
    p95(values).toFixed(1),
    `${(median(values) / median(alone ?? [])).toFixed(2)}×`,
  ];
  return {
    title: `One upload on an idle service (${files.length - warmUp} returns, each of another commune)`,
    head: ['', 'median ms', 'p95 ms', '× intake'],
    rows: [
      row('baseline: read, answers, all checks, in this process', alone),
      row('"kiểm tra thử" through HTTP: the checks in a thread, nothing kept', tried),
      row('upload through HTTP: checked, kept on the disk, answered', sent),
    ],
  };
}

async function accepted(status: Promise<number>): Promise<void> {
  if (![200, 201].includes(await status)) throw new Error(`a sound return was answered with ${await status}`);
}
