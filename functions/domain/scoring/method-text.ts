/** How a criterion is scored, in the words that stand beside it. */
import { formatNumber } from '../text/vietnamese.ts';
import type { Method, Step } from './scoring.ts';

/** "Từ 95% trở lên: 2 điểm; từ 80% đến dưới 95%: 1 điểm; còn lại: 0 điểm." */
export function methodText({ method, points }: { readonly method: Method; readonly points: number }): string {
  switch (method.kind) {
    case 'share':
      return method.full === 100
        ? `${pointsText(points)} × tỷ lệ đạt được.`
        : `Từ ${formatNumber(method.full)}% trở lên: ${pointsText(points)}; thấp hơn thì tính theo tỷ lệ.`;
    case 'threshold':
      return `${sentenceCase(stepTexts(method).join('; '))}.`;
    case 'yesno':
      return `Có: ${pointsText(points)}; không: 0 điểm.`;
    case 'manual':
      return method.how ?? 'Đoàn thẩm định chấm.';
  }
}

/** "2 điểm", "0,5 điểm". */
export const pointsText = (points: number): string => `${formatNumber(points)} điểm`;

/** Points as tables print them: always two digits. */
export const printPoints = (points: number): string => formatNumber(points, 2);

function stepTexts({ steps, unit }: Method & { kind: 'threshold' }): string[] {
  const shown = (value: number) => `${formatNumber(value)}${unit === '%' ? '%' : ` ${unit}`}`;
  const open = steps.some(({ from }) => from === undefined) && steps.some(({ to }) => to === undefined);
  const texts = steps.map((step) => `${rangeText(step, shown)}: ${pointsText(step.points)}`);
  return open ? texts : [...texts, 'còn lại: 0 điểm'];
}

function rangeText({ from, to }: Step, shown: (value: number) => string): string {
  if (from === undefined) return `dưới ${shown(to as number)}`;
  return to === undefined ? `từ ${shown(from)} trở lên` : `từ ${shown(from)} đến dưới ${shown(to)}`;
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
