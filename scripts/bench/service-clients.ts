/** Clients who all work at once, each on one thing at a time. */
import { timed } from './timing.ts';

export interface Rush {
  readonly seconds: number;
  /** Of each thing, in the order they were done. */
  readonly ms: readonly number[];
}

/** Does `work` for every item, `clients` at a time. */
export async function rush<Item>(
  items: readonly Item[],
  clients: number,
  work: (item: Item) => Promise<unknown>,
): Promise<Rush> {
  const ms: number[] = [];
  const waiting = items.values();
  const client = async () => {
    for (const item of waiting) ms.push(await timed(() => work(item)));
  };
  const taken = await timed(() => Promise.all(Array.from({ length: clients }, client)));
  return { seconds: taken / 1000, ms };
}

/** What 95 of 100 stay below. */
export function p95(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}
