/** Measuring several works side by side, so that a busy machine slows each of them alike. */

/** A thing to be measured; what it gives is thrown away. */
export type Work = (round: number) => Promise<unknown> | unknown;

/** Runs the works in turn, round after round, and gives the median milliseconds of each once they are warm. */
export async function interleaved<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  { rounds, warmUp }: { rounds: number; warmUp: number },
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const name of names) {
      const taken = await timed(() => works[name](round));
      if (round >= warmUp) times[name].push(taken);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Name, number>;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The middle one, or the upper of the two in the middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}
