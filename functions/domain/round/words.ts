/** Words of a notice that depend on the unit's type and on the round, by the names a form's sentences use. */
import type { Commune } from './commune.ts';

/** Every word a sentence may use, and what it stands for. */
export const WORDS = {
  don_vi: 'tên đơn vị, ví dụ "xã Bình Dương"',
  ten: 'tên riêng, ví dụ "Bình Dương"',
  loai: 'loại đơn vị: xã, phường, đặc khu',
  ubnd: '"UBND xã", "UBND phường"',
  ubnd_day_du: '"Ủy ban nhân dân xã"',
  cong_an: '"Công an xã", "Công an phường"',
  thon: '"thôn, làng" ở xã; "khu phố, tổ dân phố" ở phường',
  han_bao_cao: 'hạn báo cáo khắc phục',
  noi_bao_cao: 'nơi nhận báo cáo khắc phục',
} as const;

export type Word = keyof typeof WORDS;

const NEIGHBOURHOODS = { xã: 'thôn, làng', phường: 'khu phố, tổ dân phố', 'đặc khu': 'thôn, khu phố' } as const;

/** Wording by unit type: real notices get it wrong by copying. */
export function communeWords(commune: Commune): Readonly<Record<Exclude<Word, 'han_bao_cao' | 'noi_bao_cao'>, string>> {
  const { type, name } = commune;
  return {
    don_vi: `${type} ${name}`,
    ten: name,
    loai: type,
    ubnd: `UBND ${type}`,
    ubnd_day_du: `Ủy ban nhân dân ${type}`,
    cong_an: `Công an ${type}`,
    thon: NEIGHBOURHOODS[type],
  };
}
