/** Scores as the province's pages say them. */

import type { CommuneScore, GivenScore, Total } from '../../../../domain/scoring/commune-score.ts';
import { printPoints } from '../../../../domain/scoring/method-text.ts';
import { classOf } from '../../../../domain/scoring/rank-communes.ts';
import type { Scoring } from '../../../../domain/scoring/scoring.ts';

/** "2,00", "không áp dụng", what stands there instead, or a dash. */
export function scoreWord({ state, points, typed = '' }: GivenScore): string {
  if (state === 'scored' && points !== undefined) return printPoints(points);
  if (state === 'notApplicable') return 'không áp dụng';
  return state === 'error' ? `✗ ${typed}`.trim() : '–';
}

/** What the figures give, in the same words. */
export function figuresWord(points: number | null | undefined): string {
  if (points === null) return 'không áp dụng';
  return points === undefined ? '–' : printPoints(points);
}

/** "68,32 / 84,00 = 81,33%", or how much is still missing. */
export function totalWord({ points, most, missing, index }: Total, begun: boolean): string {
  if (!begun) return 'chưa có điểm';
  const sum = `${printPoints(points)} / ${printPoints(most)}`;
  if (index !== undefined) return `${sum} = ${printPoints(index)}%`;
  return missing.length > 0 ? `${sum}, còn ${missing.length} tiêu chí chưa có điểm` : sum;
}

export interface NamedWord {
  readonly name: string;
  readonly value: string;
}

/** Sums of one commune, each with its name. */
export function totalsOf(
  { lines, self, assessed, survey, total }: CommuneScore,
  scoring: Scoring,
): readonly NamedWord[] {
  const begun = (pick: 'self' | 'assessed') => lines.some((line) => line[pick].state === 'scored');
  const { index } = total;
  return [
    { name: 'Tự chấm', value: totalWord(self, begun('self')) },
    { name: 'Thẩm định', value: totalWord(assessed, begun('assessed')) },
    ...(scoring.survey
      ? [
          { name: scoring.survey.label, value: survey === undefined ? 'chưa có điểm' : printPoints(survey) },
          { name: 'Tổng', value: totalWord(total, begun('assessed')) },
        ]
      : []),
    { name: 'Xếp loại', value: index === undefined ? 'chưa xếp loại' : classOf(index, scoring.classes) },
  ];
}
