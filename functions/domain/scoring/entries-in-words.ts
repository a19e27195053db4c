import { type Assessment, SURVEY_CODE, SURVEY_KEY } from './assessment.ts';
import { printPoints } from './method-text.ts';
import type { Scoring } from './scoring.ts';

/** "T1.4 2,50 (Thiếu tài liệu); T2.1 không áp dụng": how the criteria `keys` stand, for the log. */
export function entriesInWords(assessment: Assessment, keys: readonly string[], { criteria }: Scoring): string {
  const codeOf = new Map(criteria.map(({ key, code }) => [key, code]));
  return keys.map((key) => `${codeOf.get(key) ?? SURVEY_CODE} ${stateOf(assessment, key)}`).join('; ');
}

function stateOf({ scores, survey }: Assessment, key: string): string {
  if (key === SURVEY_KEY) return survey ? printPoints(survey.points) : NONE;
  const { points, note } = scores[key] ?? {};
  const said = points === null ? 'không áp dụng' : points === undefined ? NONE : printPoints(points);
  return note ? `${said} (${note})` : said;
}

const NONE = 'chưa có điểm';
