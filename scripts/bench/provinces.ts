/** Made-up provinces, each made when it is first measured: thousands of returns take minutes. */
import { join } from 'node:path';
import type { ReturnsOnDisk } from './batch.ts';
import { makeReturns, writeReturns, writeRoster } from './generate-returns.ts';

export type Provinces = (size: number) => Promise<ReturnsOnDisk>;

/** Gives the province of a size, the same whenever it is asked for, below `top`. */
export function madeProvinces(top: string, roundFile: string, say: (line: string) => void): Provinces {
  const made = new Map<number, Promise<ReturnsOnDisk>>();
  return (size) => {
    const province = made.get(size) ?? make(join(top, String(size)), size);
    made.set(size, province);
    return province;
  };

  async function make(folder: string, size: number): Promise<ReturnsOnDisk> {
    say(`Making ${size} returns …`);
    const all = makeReturns(size, { mixed: true });
    const place = { returns: join(folder, 'returns'), roster: join(folder, 'roster.csv'), round: roundFile };
    await writeReturns(place.returns, all, roundFile);
    await writeRoster(
      place.roster,
      all.map(({ commune }) => commune),
    );
    return place;
  }
}
