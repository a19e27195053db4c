/** Names and numbers that look real and are the same each time: no register of communes ships with the project. */
import type { Commune } from '../../functions/domain/round/commune.ts';

const FIRST = 'An,Bình,Chư,Đăk,Ia,Hòa,Kim,Phù,Vĩnh,Ân,Tây,Nhơn,Đức,Cát,Ya,Kông,Lơ,Pờ,Thuận,Mỹ,Đông,Hoài,Canh,Tuy'.split(
  ',',
);
const SECOND = 'Sơn,Hảo,Lão,Dương,Thịnh,Pơ,Tường,Hội,Quang,Lương,Thủy,Phước,Rong,Krêl,Hoà,Khánh,Lộc,Nghĩa,Đrăng'.split(
  ',',
);
const THIRD = ['', 'Đông', 'Tây', 'Nam', 'Bắc', 'Trung', 'Thượng', 'Hạ'] as const;

/** The commune at `index` of a made-up province: two xã or more to a phường, and one đặc khu in forty. */
export function communeAt(index: number): Commune {
  const [first, second] = [index % FIRST.length, Math.floor(index / FIRST.length)];
  const third = THIRD[Math.floor(second / SECOND.length) % THIRD.length];
  return {
    code: String(21_000 + index * 3).padStart(5, '0'),
    name: [FIRST[first], SECOND[second % SECOND.length], third].filter(Boolean).join(' '),
    type: index % 40 === 39 ? 'đặc khu' : index % 5 === 3 ? 'phường' : 'xã',
    province: 'Gia Lai',
  };
}

/** Gives a whole number from `from` to `to`, both included. */
export type Random = (from: number, to: number) => number;

/** Numbers that depend on the seed alone (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (from, to) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return from + (((mixed ^ (mixed >>> 14)) >>> 0) % (to - from + 1));
  };
}
