import { slug } from '../text/vietnamese.ts';

export const UNIT_TYPES = ['xã', 'phường', 'đặc khu'] as const;
export type UnitType = (typeof UNIT_TYPES)[number];

/** A commune of the register. Identity is the code, never the name. */
export interface Commune {
  /** Five digits as text: leading zeros count. Code list of QĐ 19/2025/QĐ-TTg. */
  readonly code: string;
  readonly name: string;
  readonly type: UnitType;
  readonly province: string;
  /** Where its sheet in a drive is shared with it. */
  readonly email?: string;
}

/** "xã Bình Dương, Gia Lai", with what is known. */
export function communeInProvince(commune: Commune): string {
  return [communeTitle(commune), commune.province].filter((part) => part !== '').join(', ');
}

/** "xã Bình Dương". */
export function communeTitle(commune: Commune): string {
  return `${commune.type} ${commune.name}`;
}

/** File name "21733-xa-binh-duong": readable, unique, ASCII. */
export function communeStem(commune: Commune): string {
  return `${commune.code}-${slug(communeTitle(commune))}`;
}
