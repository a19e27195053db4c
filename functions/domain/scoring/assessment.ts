/** What the appraisal team gave one commune. */

/** `null`: the team says that the criterion does not apply. */
export interface AssessedScore {
  readonly points?: number | null;
  readonly note?: string;
  readonly by: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

export interface Assessment {
  /** By key of the criterion. */
  readonly scores: Readonly<Record<string, AssessedScore>>;
  readonly survey?: { readonly points: number; readonly by: string; readonly at: string };
}

/** By code of the commune. */
export type Assessments = ReadonlyMap<string, Assessment>;

export const NOT_ASSESSED: Assessment = { scores: {} };

/** Stands for the survey where criteria are named by key. */
export const SURVEY_KEY = 'dieu_tra';
/** And where they are named by code, as printed. */
export const SURVEY_CODE = 'ĐT';

/** One entry as somebody wants it to stand; without points and note it is taken away. */
export interface Entry {
  /** Of the criterion, or `SURVEY_KEY`. */
  readonly key: string;
  readonly points?: number | null;
  readonly note?: string;
}

export interface Entered {
  readonly assessment: Assessment;
  /** Keys of what is not as it was. */
  readonly changed: readonly string[];
}

/** The assessment with `entries` entered; who and when stand only at what changed. */
export function enter(before: Assessment, entries: readonly Entry[], by: string, at: string): Entered {
  const changed = entries.filter((entry) => !isSame(before, entry));
  const scores = new Map(Object.entries(before.scores));
  let { survey } = before;
  for (const { key, points, note } of changed) {
    if (key === SURVEY_KEY) survey = typeof points === 'number' ? { points, by, at } : undefined;
    else if (points === undefined && !note) scores.delete(key);
    else scores.set(key, { ...(points === undefined ? {} : { points }), ...(note ? { note } : {}), by, at });
  }
  const assessment = { scores: Object.fromEntries(scores), ...(survey ? { survey } : {}) };
  return { assessment, changed: changed.map(({ key }) => key) };
}

/** Letters of a note, by whatever door it comes: all notes of a commune must fit into one document. */
export const MOST_NOTE = 1000;

function isSame(before: Assessment, { key, points, note }: Entry): boolean {
  if (key === SURVEY_KEY) return before.survey?.points === (points ?? undefined);
  const stored = before.scores[key];
  return stored?.points === points && (stored?.note ?? '') === (note ?? '');
}
