/** What was typed into the form of scores, and how it is read: shared by the page that shows it and the door that takes it. */
import { type Assessment, type Entry, MOST_NOTE, SURVEY_KEY } from '../../../../domain/scoring/assessment.ts';
import type { CommuneScore } from '../../../../domain/scoring/commune-score.ts';
import { NOT_APPLICABLE_WORDS, readPoints } from '../../../../domain/scoring/read-points.ts';
import type { Scoring } from '../../../../domain/scoring/scoring.ts';
import { formatNumber } from '../../../../domain/text/vietnamese.ts';
import type { Fields } from '../../uploads.ts';

/** Texts in the fields, by key of the criterion. */
export interface TypedScores {
  readonly points: ReadonlyMap<string, string>;
  readonly notes: ReadonlyMap<string, string>;
}

export interface ReadScores {
  readonly entries: readonly Entry[];
  /** Sentences by key, for what cannot be read. */
  readonly faults: ReadonlyMap<string, string>;
}

export const fieldNames = {
  points: (key: string): string => `diem.${key}`,
  note: (key: string): string => `nhan-xet.${key}`,
} as const;

/** The fields as they stand for what is stored. */
export function typedOf({ scores, survey }: Assessment, scoring: Scoring): TypedScores {
  const { criteria } = scoring;
  const points = criteria.map(({ key }) => [key, shownPoints(scores[key]?.points)] as const);
  return {
    points: new Map([...points, [SURVEY_KEY, shownPoints(survey?.points)]]),
    notes: new Map(criteria.map(({ key }) => [key, scores[key]?.note ?? ''])),
  };
}

/** The fields as they were sent. */
export function typedIn(fields: Fields, { criteria }: Scoring): TypedScores {
  const keys = [...criteria.map(({ key }) => key), SURVEY_KEY];
  return {
    points: new Map(keys.map((key) => [key, fields.text(fieldNames.points(key))])),
    notes: new Map(criteria.map(({ key }) => [key, fields.text(fieldNames.note(key)).slice(0, MOST_NOTE)])),
  };
}

/** Blank fields filled with what the figures give; nothing is stored by that. */
export function withProposals(typed: TypedScores, { lines }: CommuneScore): TypedScores {
  const points = new Map(typed.points);
  for (const { criterion, figures } of lines)
    if (points.get(criterion.key) === '') points.set(criterion.key, shownPoints(figures));
  return { ...typed, points };
}

/** Reads the fields: every fault at once. */
export function readScores({ points, notes }: TypedScores, { criteria, survey }: Scoring): ReadScores {
  const asked = [
    ...criteria.map(({ key, code, points: most }) => ({ key, most, name: `Tiêu chí ${code}` })),
    ...(survey ? [{ key: SURVEY_KEY, most: survey.points, name: survey.label }] : []),
  ];
  const readings = asked.map(({ key, most, name }) => ({ key, reading: readPoints(points.get(key), most, name) }));
  const faults = new Map(
    readings.flatMap(({ key, reading }) => {
      if ('sentence' in reading) return [[key, reading.sentence] as const];
      const isSurvey = key === SURVEY_KEY && reading.points === null;
      return isSurvey ? [[key, 'Điểm điều tra phải là một số. Hãy gõ điểm hoặc để trống.'] as const] : [];
    }),
  );
  const entries = readings.flatMap(({ key, reading }): Entry[] =>
    'points' in reading ? [{ key, points: reading.points, note: notes.get(key) ?? '' }] : [],
  );
  return { entries, faults };
}

/** What is stored, by key, wherever it is not what was typed: for whoever was overtaken by a colleague. */
export function storedOtherwise(typed: TypedScores, assessment: Assessment, scoring: Scoring): ReadScores['faults'] {
  const stored = typedOf(assessment, scoring);
  const differing = [...stored.points.keys()].filter(
    (key) => stored.points.get(key) !== typed.points.get(key) || stored.notes.get(key) !== typed.notes.get(key),
  );
  return new Map(
    differing.map((key) => {
      const { by } = (key === SURVEY_KEY ? assessment.survey : assessment.scores[key]) ?? {};
      const said = [stored.points.get(key) || 'chưa có điểm', stored.notes.get(key)].filter(Boolean).join('; ');
      return [key, `Đang lưu: ${said}${by ? ` (${by})` : ''}.`] as const;
    }),
  );
}

/** "2,5", "Không áp dụng", or nothing. */
export function shownPoints(points: number | null | undefined): string {
  if (points === null) return NOT_APPLICABLE_WORDS;
  return points === undefined ? '' : formatNumber(points);
}
