/** Changes of figures in words. */
import type { Indicator } from '../form/form.ts';
import { communeTitle } from '../round/commune.ts';
import { formatNumber } from '../text/vietnamese.ts';
import type { Figure, RatioEffects } from './figure.ts';
import type { Moved, Mover } from './movers.ts';

const isFraction = ({ type }: Indicator): boolean => type === 'ratio' || type === 'share';

/** A figure with the decimals of its indicator: "1.440", "97,10%". */
export function printValue(indicator: Indicator, value: number): string {
  const { type, ratio, decimals } = indicator;
  if (type === 'count') return formatNumber(value, 0);
  if (type === 'amount') return formatNumber(value, decimals ?? 2);
  return `${formatNumber(value * 100, ratio?.decimals ?? decimals ?? 2)}%`;
}

export const UNLIKE = 'chưa cùng cách tính';

/** A figure of several communes, or why there is none. */
export function printFigureOf(indicator: Indicator, figure: Figure): string {
  if (figure.value !== undefined) return printValue(indicator, figure.value);
  return isUnlike(figure) ? UNLIKE : '–';
}

/** Whether figures were given that do not count the same thing. */
export const isUnlike = ({ value, reported, denominator }: Figure): boolean =>
  value === undefined && reported > 0 && denominator === undefined;

/** A difference: "+1.204", "−0,52 điểm %". */
export function printChange(indicator: Indicator, by: number): string {
  if (isFraction(indicator)) return `${signed(by * 100, indicator.ratio?.decimals ?? indicator.decimals ?? 2)} điểm %`;
  return signed(by, indicator.type === 'count' ? 0 : (indicator.decimals ?? 2));
}

/** A count with its sign. */
export function signed(by: number, decimals?: number): string {
  const text = formatNumber(Math.abs(by), decimals);
  if (!/[1-9]/.test(text)) return text;
  return `${by < 0 ? '−' : '+'}${text}`;
}

/** "xã Bình Dương +900 (540 → 1.440; ô E7)". */
export function moverText(indicator: Indicator, { commune, before, after, by, cells }: Mover): string {
  const print = (value: number | undefined) => (value === undefined ? 'chưa có' : printValue(indicator, value));
  const places = [...new Set(cells.map(({ address }) => address))].join(', ');
  const where = places === '' ? '' : `; ô ${places}`;
  return `${communeTitle(commune)} ${printChange(indicator, by)} (${print(before)} → ${print(after)}${where})`;
}

/** The movers in one line, with how many more there were. */
export function moversText(indicator: Indicator, { movers, others }: Moved, most = 3): string {
  const named = movers.slice(0, most).map((mover) => moverText(indicator, mover));
  const rest = others + Math.max(0, movers.length - most);
  return [...named, ...(rest > 0 ? [`và ${rest} đơn vị khác`] : [])].join('; ');
}

/** "Tử số tăng 120 (riêng việc này làm tỷ lệ tăng 1,20 điểm %), mẫu số …". */
export function effectsText(indicator: Indicator, before: Figure, after: Figure, effects: RatioEffects): string {
  const term = (name: string, from: number | undefined, to: number | undefined, effect: number) => {
    const by = (to ?? 0) - (from ?? 0);
    if (by === 0) return `${name} không đổi`;
    const way = `${name} ${by > 0 ? 'tăng' : 'giảm'} ${formatNumber(Math.abs(by))}`;
    return `${way} (tác động ${printChange(indicator, effect)})`;
  };
  const numerator = term('tử số', before.numerator, after.numerator, effects.numerator);
  const denominator = term('mẫu số', before.denominator, after.denominator, effects.denominator);
  return `${numerator.charAt(0).toUpperCase()}${numerator.slice(1)}, ${denominator}.`;
}
