/** The steps of a threshold: which points a value gives, and whether they leave a gap or overlap. */
import { ROUNDING } from '../expression/evaluate.ts';
import type { Step } from './scoring.ts';

/** The same steps, each bound that was left open set to where the next one begins. */
export function closedSteps(steps: readonly Step[]): readonly Step[] {
  return steps.map((step) => {
    if (step.from === undefined || step.to !== undefined) return step;
    const higher = steps.flatMap(({ from }) => (from !== undefined && from > (step.from as number) ? [from] : []));
    return higher.length > 0 ? { ...step, to: Math.min(...higher) } : step;
  });
}

/** Points that `value` gives; 0 outside all steps. */
export function pointsOfStep(steps: readonly Step[], value: number): number {
  return steps.find((step) => holds(step, value))?.points ?? 0;
}

/** A value on a bound belongs to the step that begins there, also where arithmetic has left it a hair below. */
const holds = ({ from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: Step, value: number): boolean =>
  value >= from - ROUNDING && value < to - ROUNDING;

/** What is wrong with the steps as written, each with the index of its step. */
export function faultsOfSteps(written: readonly Step[], most: number): readonly { index: number; sentence: string }[] {
  const steps = closedSteps(written);
  const lows = steps.map(({ from = Number.NEGATIVE_INFINITY }) => from);
  const faults = steps.flatMap((step, index) => {
    if (step.from === undefined && step.to === undefined)
      return [{ index, sentence: 'Mức này chưa có "from" hoặc "to". Hãy ghi mốc của mức.' }];
    if (step.from !== undefined && step.to !== undefined && step.from >= step.to)
      return [
        { index, sentence: `Mức này bắt đầu từ ${step.from} nhưng kết thúc ở ${step.to}. Hãy sửa mốc cho tăng dần.` },
      ];
    if (step.points > most)
      return [
        { index, sentence: `Mức này cho ${step.points} điểm, cao hơn điểm tối đa ${most} của tiêu chí. Hãy sửa điểm.` },
      ];
    return [];
  });
  if (faults.length > 0) return faults;
  if (!isOrdered(lows))
    return [
      {
        index: 0,
        sentence: 'Các mức chưa xếp theo thứ tự. Hãy xếp từ mức cao xuống thấp hoặc từ thấp lên cao, không trùng nhau.',
      },
    ];
  const full = steps.some(({ points }) => points === most)
    ? []
    : [
        {
          index: 0,
          sentence: `Không mức nào cho đủ ${most} điểm. Hãy sửa điểm của mức cao nhất hoặc điểm tối đa của tiêu chí.`,
        },
      ];
  return [...neighbours(steps), ...full];
}

function isOrdered(lows: readonly number[]): boolean {
  const pairs = lows.slice(1).map((low, index) => low - (lows[index] as number));
  return pairs.every((gap) => gap > 0) || pairs.every((gap) => gap < 0);
}

function neighbours(steps: readonly Step[]): { index: number; sentence: string }[] {
  const placed = steps
    .map((step, index) => ({ ...step, index }))
    .sort((left, right) => (left.from ?? Number.NEGATIVE_INFINITY) - (right.from ?? Number.NEGATIVE_INFINITY));
  return placed.slice(1).flatMap((step, n) => {
    const below = placed[n] as (typeof placed)[number];
    const [end, start] = [below.to ?? Number.POSITIVE_INFINITY, step.from as number];
    if (end === start) return [];
    const sentence =
      end < start
        ? `Khoảng từ ${end} đến ${start} không thuộc mức nào. Hãy nối liền các mức.`
        : `Khoảng từ ${start} đến ${end} thuộc hai mức. Hãy sửa mốc để các mức không chồng lên nhau.`;
    return [{ index: step.index, sentence }];
  });
}
