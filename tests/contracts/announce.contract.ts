/** What every `Announce` promises. Each way to announce calls this once. */
import { beforeEach, expect, test } from 'vitest';
import type { Announce } from '../../functions/ports/announce.ts';

/** A way to announce, and whoever listens to it. */
export interface Listening {
  readonly announce: Announce;
  /** Resolves to the next round the listener hears of. */
  readonly next: () => Promise<string>;
  /** The same, with nobody there who could listen. */
  readonly unheard: Announce;
}

export function announceContract(listen: () => Promise<Listening>): void {
  let way: Listening;
  beforeEach(async () => {
    way = await listen();
  });

  test('đợt được báo thì người dựng nghe thấy', async () => {
    await way.announce('kiem-tra-2025');
    expect(await way.next()).toBe('kiem-tra-2025');
  });

  test('nhiều đợt thì nghe đủ, không nhầm đợt', async () => {
    const rounds = Array.from({ length: 20 }, (_, index) => `dot-${index}`);
    await Promise.all(rounds.map((round) => way.announce(round)));
    const heard = new Set<string>();
    while (heard.size < rounds.length) heard.add(await way.next());
    expect([...heard].sort()).toEqual(rounds.toSorted());
  });

  test('báo lại sau khi đã nghe thì nghe lại', async () => {
    for (let times = 0; times < 3; times += 1) {
      await way.announce('dot');
      expect(await way.next()).toBe('dot');
    }
  });

  test('không báo được cũng không làm hỏng việc đã xong', async () => {
    await expect(way.unheard('dot')).resolves.toBeUndefined();
  });
}
