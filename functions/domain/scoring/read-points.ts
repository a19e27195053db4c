/** Points as somebody typed them, on a page or in a sheet. */
import { readNumberText } from '../text/number-text.ts';
import { fold, formatNumber, roundHalfUp } from '../text/vietnamese.ts';
import type { CellValue } from '../workbook/workbook-data.ts';
import { DECIMALS } from './points-by-figures.ts';

/** `undefined`: nothing was typed; `null`: "không áp dụng"; or what is wrong, in a sentence. */
export type PointsReading = { readonly points: number | null | undefined } | { readonly sentence: string };

export const NOT_APPLICABLE_WORDS = 'Không áp dụng';
const NOT_APPLICABLE = ['không áp dụng', 'k.a.d', 'kad', 'ka', 'k/a'].map(fold);

/** Reads points from 0 to `most`; `name` says whose they are. */
export function readPoints(typed: CellValue | undefined, most: number, name: string): PointsReading {
  if (typed === undefined) return { points: undefined };
  if (typeof typed === 'number') return within(typed, most, name);
  const text = typeof typed === 'object' ? typed.error : String(typed).trim();
  if (text === '') return { points: undefined };
  if (NOT_APPLICABLE.includes(fold(text))) return { points: null };
  const number = typeof typed === 'string' ? readNumberText(text) : undefined;
  if (number) return within(number.value, most, name);
  return {
    sentence: `${name}: "${text}" không phải là điểm. Hãy gõ một số từ 0 đến ${formatNumber(most)}, hoặc "${NOT_APPLICABLE_WORDS}".`,
  };
}

function within(value: number, most: number, name: string): PointsReading {
  if (value < 0 || value > most)
    return {
      sentence: `${name}: ${formatNumber(value)} nằm ngoài khoảng điểm từ 0 đến ${formatNumber(most)}. Hãy sửa lại điểm.`,
    };
  const rounded = roundHalfUp(value, DECIMALS);
  if (Math.abs(value - rounded) > 1e-9)
    return { sentence: `${name}: ${formatNumber(value)} có quá hai chữ số thập phân. Hãy làm tròn điểm.` };
  return { points: rounded };
}
