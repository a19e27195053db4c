/** Why a figure is worth a second look: the end of a sentence that begins with the indicator's name. */
import type { Indicator } from '../form/form.ts';
import { formatNumber } from '../text/vietnamese.ts';

export interface PlainMiddle {
  readonly size: number;
  readonly median: number;
  readonly quarter: number;
  readonly threeQuarters: number;
}

interface AgainstPeers {
  readonly indicator: Indicator;
  readonly value: number;
  readonly type: string;
  readonly middle: PlainMiddle;
}

/** "… 12,5% thấp hơn hẳn mức giữa 96,8% của 110 xã; một nửa số xã trong khoảng từ 94,9% đến 98,1%." */
export function peersReason({ indicator, value, type, middle }: AgainstPeers): string {
  const print = printerOf(indicator);
  const { size, median, quarter, threeQuarters } = middle;
  const [low, high] = [print(quarter), print(threeQuarters)];
  const half =
    low === high ? `một nửa số ${type} ở mức ${low}` : `một nửa số ${type} trong khoảng từ ${low} đến ${high}`;
  return `${print(value)} ${value < median ? 'thấp' : 'cao'} hơn hẳn mức giữa ${print(median)} của ${size} ${type}; ${half}.`;
}

interface AgainstHistory {
  readonly indicator: Indicator;
  readonly value: number;
  readonly before: number;
  /** By how much the others changed in the middle, where enough of them did: points, or the logarithm of how many times. */
  readonly usually?: number;
}

/** "… 12,5%, kỳ trước 96,8%; các đơn vị khác thường tăng 0,4 điểm phần trăm." */
export function historyReason({ indicator, value, before, usually }: AgainstHistory): string {
  const print = printerOf(indicator);
  const others = usually === undefined ? '' : `; ${usualChange(indicator, usually)}`;
  return `${print(value)}, ${value < before ? 'giảm' : 'tăng'} mạnh so với kỳ trước (${print(before)})${others}.`;
}

function usualChange(indicator: Indicator, usually: number): string {
  if (isFraction(indicator)) {
    const points = Math.abs(usually * 100);
    if (points < 0.05) return 'phần lớn đơn vị gần như không đổi';
    return `mức giữa của các đơn vị là ${usually < 0 ? 'giảm' : 'tăng'} ${formatNumber(points, 1)} điểm phần trăm`;
  }
  const times = Math.exp(Math.abs(usually));
  if (times < 1.05) return 'phần lớn đơn vị gần như không đổi';
  return `mức giữa của các đơn vị là ${usually < 0 ? 'giảm' : 'tăng'} ${formatNumber(times, 1)} lần`;
}

const isFraction = ({ type }: Indicator): boolean => type === 'ratio' || type === 'share';

/** Percentages with one decimal; whole units whole; amounts with at most two decimals. */
function printerOf(indicator: Indicator): (value: number) => string {
  if (isFraction(indicator)) return (value) => `${formatNumber(value * 100, 1)}%`;
  const unit = indicator.unit === '' ? '' : ` ${indicator.unit}`;
  const decimals = indicator.type === 'count' ? 0 : 2;
  return (value) => `${formatNumber(Number(value.toFixed(decimals)))}${unit}`;
}
